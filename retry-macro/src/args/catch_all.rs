//! Only `_` may match everything, so that no function retries everything by accident. The rule looks only at spelling.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::Error;
use syn::ext::IdentExt as _;

use super::key::Key;
use crate::pattern::Pat;
use crate::tokens::{is_punct, span, type_text};
use crate::variables::is_captured;

/// Refuses a pattern that matches everything and is not `_`.
pub(super) fn refuse(key: &Key, written: &TokenStream, pat: &Pat, guard: &TokenStream) -> syn::Result<()> {
    let names: Vec<_> =
        pat.names().into_iter().map(|name| &name.ident).filter(|name| binds(name, guard)).collect();
    let is_wildcard = matches!(pat, Pat::Wildcard(_)) && guard.is_empty();
    let is_condition = !guard.is_empty() && !is_true(guard);
    let has_condition =
        if names.is_empty() { is_condition } else { names.iter().any(|name| is_used(name, guard)) };
    if is_wildcard || has_condition || !pat.matches_everything(&|name| binds(name, guard)) {
        return Ok(());
    }
    let place = span(written);
    let written = type_text(written);
    let everything = format!("`{written}` matches everything");
    let message = match names.first() {
        None => format!(
            "{everything}\nhelp: add a condition, as in `{key}(e if is_busy(e))`, or write `{key}(_)`"
        ),
        Some(_) if guard.is_empty() => {
            format!("{everything}\nhelp: add a condition, as in `{key}({written} if …)`, or write `{key}(_)`")
        }
        Some(name) => {
            let other = if is_condition { format!("{key}(_ {guard})") } else { format!("{key}(_)") };
            format!(
                "{everything}, and the condition does not use `{name}`\nhelp: write `{key}({written} if \
                 is_busy({name}))`, with a condition of your own, or `{other}`"
            )
        }
    };
    Err(Error::new(place, message))
}

// Input:  Status(code, LIMIT) if code > 400
// Output: Status(_, LIMIT)
//
/// The constants and variants that must be in scope because a lone name in the pattern means them, if there are any.
pub(super) fn paths(pat: &Pat, guard: &TokenStream) -> Option<TokenStream> {
    let is_path = |name: &Ident| !binds(name, guard);
    let has_macro = guard.is_empty() && pat.first_macro().is_some();
    if !has_macro && !pat.names().iter().any(|name| is_path(&name.ident)) {
        return None;
    }
    Some(pat.without_names(&|part| match part {
        Pat::Name(name) => is_path(&name.ident),
        // A macro may bind a variable that the guard uses, and `_` cannot bind it too.
        _ => has_macro,
    }))
}

/// Whether a lone name is meant as a variable. In scripts without capital letters, it is one if the guard uses it.
fn binds(name: &Ident, guard: &TokenStream) -> bool {
    let text = name.unraw().to_string();
    is_variable(&text) || !text.starts_with(char::is_uppercase) && is_used(name, guard)
}

/// Whether a name is spelled like a variable.
pub(super) fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase() || c == '_') && !matches!(name, "_" | "true" | "false")
}

fn is_true(guard: &TokenStream) -> bool {
    let is_parenthesis = |c: char| matches!(c, '(' | ')' | ' ');
    let condition: String = guard.to_string().split(is_parenthesis).collect();
    matches!(condition.as_str(), "iftrue" | "if!false")
}

/// Whether an expression uses the variable, by its name or in a format string. A field or a module of that name is another.
pub(super) fn is_used(name: &Ident, expression: &TokenStream) -> bool {
    let name = name.unraw();
    let tokens: Vec<TokenTree> = expression.clone().into_iter().collect();
    let is_colons = |at: usize| [at, at + 1].into_iter().all(|at| is_punct(tokens.get(at), ':'));
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(word) => {
            let is_range = at > 1 && is_punct(tokens.get(at - 2), '.');
            let is_field = at > 0 && is_punct(tokens.get(at - 1), '.') && !is_range;
            let is_of_path = is_colons(at + 1) || at > 1 && is_colons(at - 2);
            word.unraw() == name && !(is_field || is_of_path)
        }
        TokenTree::Group(group) => is_used(&name, &group.stream()),
        TokenTree::Literal(text) => is_captured(&text.to_string(), &name.to_string()),
        TokenTree::Punct(_) => false,
    })
}
