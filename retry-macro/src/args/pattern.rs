//! The patterns in parentheses: `on(PATTERN)`, `except(PATTERN)`, `on_ok(PATTERN)`, `stream(PATTERN)`.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::ParseStream;
use syn::{Error, Token};

use super::borrowed;
use super::catch_all;
use super::key::Key;
use crate::pattern::Pat;
use crate::tokens::{Angles, is_ident, is_punct};

/// A pattern as the user wrote it. rustc checks it, and reports at the user's tokens.
pub(crate) struct Pattern {
    pub(crate) tokens: TokenStream,
    /// The guard, including its `if`.
    pub(crate) guard: TokenStream,
    /// The pattern with a `_` for each variable, if a lone name in it must be in scope. Where no variant `Busy` is in
    /// scope, rustc takes `Busy` for a variable.
    pub(crate) paths: Option<TokenStream>,
    pub(crate) is_wildcard: bool,
}

/// Reads `(PATTERN)` or `(PATTERN if GUARD)`.
pub(super) fn pattern(key: &Key, input: ParseStream) -> syn::Result<Pattern> {
    let tokens = key.read_parenthesized(input)?;
    no_expression(key, &tokens)?;
    let (mut pattern, mut guard) = (TokenStream::new(), TokenStream::new());
    let (mut angles, mut in_guard) = (Angles::default(), Angles::of_expression());
    for token in tokens {
        let is_comma = is_punct(Some(&token), ',');
        if !guard.is_empty() || is_ident(&token, "if") {
            in_guard.pass(&token);
            if is_comma && in_guard.depth == 0 {
                return Err(second(key, &token, "join conditions with `||`", "e if a(e) || b(e)"));
            }
            guard.extend([token]);
        } else {
            angles.pass(&token);
            if is_comma && angles.depth == 0 {
                return Err(second(key, &token, "join patterns with `|`", "A | B"));
            }
            pattern.extend([token]);
        }
    }
    let mut guard_tokens = guard.clone().into_iter();
    match (guard_tokens.next(), guard_tokens.next()) {
        (Some(keyword), _) if pattern.is_empty() => {
            let message =
                format!("`{key}` needs a pattern before `if`\nhelp: `{key}(e if …)` names the value `e`");
            Err(Error::new(keyword.span(), message))
        }
        (Some(keyword), None) => {
            let message = format!(
                "`{key}` needs a condition after `if`\nhelp: add it, as in `{key}({pattern} if …)`, or write `{key}(_)`"
            );
            Err(Error::new(keyword.span(), message))
        }
        _ => checked(key, pattern, guard),
    }
}

fn checked(key: &Key, pattern: TokenStream, guard: TokenStream) -> syn::Result<Pattern> {
    let pat = Pat::read(&pattern.clone().into_iter().collect::<Vec<_>>());
    catch_all::refuse(key, &pattern, &pat, &guard)?;
    let paths = catch_all::paths(&pat, &guard);
    let is_wildcard = matches!(pat, Pat::Wildcard(_)) && guard.is_empty();
    Ok(Pattern { tokens: pattern, guard, paths, is_wildcard })
}

fn second(key: &Key, comma: &TokenTree, help: &str, example: &str) -> Error {
    let message = format!("`{key}` takes one pattern\nhelp: {help}, as in `{key}({example})`");
    Error::new(comma.span(), message)
}

/// Reads nothing, `(PATTERN)`, or `(PATTERN if GUARD)`.
pub(super) fn optional_pattern(key: &Key, input: ParseStream) -> syn::Result<Option<Pattern>> {
    let has_value = input.peek(Token![=]) || input.peek(syn::token::Paren);
    if has_value { pattern(key, input).map(Some) } else { Ok(None) }
}

/// Refuses an expression. Other crates take a closure here, and rustc would suggest making its body a constant.
fn no_expression(key: &Key, tokens: &TokenStream) -> syn::Result<()> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if !is_closure(&tokens) && !has_operator(&tokens) {
        return Ok(());
    }
    let guard = borrowed::guard(&tokens.iter().cloned().collect());
    let help = guard.map_or_else(|| key.example.to_owned(), |guard| format!("{key}({guard})"));
    let fact = format!("`{key}` takes a pattern, but this is an expression");
    Err(Error::new(tokens[0].span(), format!("{fact}\nhelp: write `{help}`")))
}

/// Whether the tokens are a closure. `|A| B` is a pattern.
fn is_closure(tokens: &[TokenTree]) -> bool {
    let parameter = borrowed::closure(tokens).map(|(name, _)| name.to_string());
    parameter.is_some_and(|name| name == "_" || catch_all::is_variable(&name))
}

/// Whether there is an operator before the guard. Only expressions have operators.
fn has_operator(tokens: &[TokenTree]) -> bool {
    let mut angles = Angles::default();
    for (at, token) in tokens.iter().enumerate() {
        angles.pass(token);
        let is_beside =
            |char| is_punct(tokens.get(at + 1), char) || at > 0 && is_punct(tokens.get(at - 1), char);
        // `..` and `..=` are ranges, and `<A as B<C = D>>::E` is a path.
        let is_of_expression =
            ['.', '='].into_iter().any(|char| is_punct(Some(token), char)) && !is_beside('.');
        if is_ident(token, "if") {
            break;
        }
        if is_of_expression && angles.depth == 0 {
            return true;
        }
    }
    false
}
