//! Whether the user's crate can find `::retry_attr`. A facade that re-exports the attribute cannot lend that name.

use std::path::Path;
use std::{env, fs};

use proc_macro2::Span;
use syn::Error;

/// The error for a crate that depends on a facade alone: rustc would only say that it could not find `retry_attr`. `word`
/// is the attribute that takes `crate = …`.
///
/// If the manifest does not tell, rustc decides.
pub(crate) fn missing_crate(word: &str) -> Option<Error> {
    let folder = env::var_os("CARGO_MANIFEST_DIR")?;
    let manifest = fs::read_to_string(Path::new(&folder).join("Cargo.toml")).ok()?;
    (!names_retry_attr(&manifest)).then(|| {
        let fact = "`retry-attr` is not a dependency of this package";
        let help = format!(
            "add it, or name the crate that re-exports it, as in `#[{word}(crate = my_facade::retry_attr)]`"
        );
        Error::new(Span::call_site(), format!("{fact}\nhelp: {help}"))
    })
}

// Input:  retry-attr = "0.1"   [dependencies.retry-attr]   retry-attr.workspace = true   name = "retry-attr"
// Output: true
//
// Input:  again = { package = "retry-attr" }   retry-attr-helpers = "1"
// Output: false
fn names_retry_attr(manifest: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let names = |(at, name): (usize, &str)| {
        let (before, after) = (&manifest[..at], &manifest[at + name.len()..]);
        let before = before.trim_end_matches(['"', '\'']);
        let after = after.trim_start_matches(['"', '\'']);
        let is_header = before.ends_with('.') && after.starts_with(']');
        let is_key = after.trim_start().starts_with(['=', '.']) || is_header;
        let is_own_name =
            before.trim_end().strip_suffix('=').is_some_and(|key| key.trim_end().ends_with("name"));
        !before.ends_with(is_name) && !after.starts_with(is_name) && (is_key || is_own_name)
    };
    ["retry-attr", "retry_attr"].iter().any(|name| manifest.match_indices(name).any(names))
}

#[cfg(test)]
mod tests {
    use super::names_retry_attr;

    #[test]
    fn dependencies_are_found_in_each_form() {
        for manifest in [
            "[dependencies]\nretry-attr = \"0.1\"",
            "[dependencies]\nretry-attr={ version = \"0.1\" }",
            "[dependencies]\n\"retry-attr\" = \"0.1\"",
            "[dependencies.retry-attr]\nversion = \"0.1\"",
            "[target.'cfg(unix)'.dev-dependencies.retry_attr]",
            "retry-attr.workspace = true",
            "dependencies = { serde = \"1\", retry-attr = \"0.1\" }",
            "[dependencies]\nretry_attr = { package = \"retry-attr-fork\", version = \"0.1\" }",
            "[package]\nname = \"retry-attr\"",
        ] {
            assert!(names_retry_attr(manifest), "{manifest}");
        }
        for manifest in [
            "[dependencies]\nserde = \"1\"",
            "[dependencies]\nagain = { package = \"retry-attr\", version = \"0.1\" }",
            "[dependencies]\nagain = { version = \"0.1\", package = \"retry-attr\" }",
            "[dependencies]\nretry-attr-helpers = \"1\"\nmy-retry-attr = \"1\"",
            "[features]\nretries = [\"retry-attr/std\", \"dep:retry-attr\"]",
            "[package]\nname = \"retry-attr-facade\"",
        ] {
            assert!(!names_retry_attr(manifest), "{manifest}");
        }
    }
}
