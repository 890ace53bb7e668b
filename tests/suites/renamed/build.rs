//! Writes every shape of function again, with `crate = ::again` in each attribute.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let shapes = Path::new("../../functions/shapes");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed={}", shapes.display());
    let mut modules = String::new();
    for line in fs::read_to_string(shapes.join("mod.rs"))?.lines() {
        if let Some(name) = line
            .trim_start_matches("pub(crate) ")
            .strip_prefix("mod ")
            .and_then(|line| line.strip_suffix(';'))
        {
            let file = format!("{name}.rs");
            rename(&shapes.join(&file), &out.join(&file))?;
            modules.push_str(&format!("#[path = {:?}]\nmod {name};\n", out.join(&file)));
        }
    }
    fs::write(out.join("shapes.rs"), modules)
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", from.display());
    let shapes = fs::read_to_string(from)?
        .replace("retry_attr::", "again::")
        .replace("retry(", "retry(crate = ::again, ")
        .replace("retry]", "retry(crate = ::again)]")
        // The last option of each `retrying!`.
        .replace("name = \"block\"", "name = \"block\", crate = ::again");
    fs::write(to, shapes)
}
