//! The patterns in parentheses: tokens, for rustc to judge at the user's place.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::ParseStream;
use syn::{Error, Token};

use super::expression::Generics;
use super::value::parenthesized;
use super::{borrowed, example};
use crate::tokens::{Angles, is_ident, is_punct};

/// A pattern as the user wrote it: tokens, for rustc to judge at the user's place.
pub(crate) struct Pattern {
    pub(crate) pattern: TokenStream,
    /// With its `if`.
    pub(crate) guard: TokenStream,
}

impl Pattern {
    /// Whether the pattern is `_`.
    pub(crate) fn is_wildcard(&self) -> bool {
        self.alone().is_some_and(|name| name == "_")
    }

    /// The name that is the whole pattern: of a variant or a constant; or, unless it is in scope, of a variable.
    pub(crate) fn alone(&self) -> Option<Ident> {
        if self.guard.is_empty() { only_name(&self.pattern) } else { None }
    }
}

/// The one name that these tokens are; through the invisible group that `macro_rules!` makes of a `$pattern`.
fn only_name(tokens: &TokenStream) -> Option<Ident> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => Some(name),
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            only_name(&group.stream())
        }
        _ => None,
    }
}

/// `(PATTERN)` or `(PATTERN if GUARD)`.
pub(super) fn pattern(key: &Ident, input: ParseStream) -> syn::Result<Pattern> {
    let tokens = parenthesized(key, input)?;
    no_expression(key, &tokens)?;
    let (mut pattern, mut guard) = (TokenStream::new(), TokenStream::new());
    let (mut angles, mut generics) = (Angles::default(), Generics::default());
    for token in tokens {
        let is_comma = is_punct(Some(&token), ',');
        if !guard.is_empty() || is_ident(&token, "if") {
            generics.pass(&token);
            if is_comma && !generics.is_open() {
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
                "`{key}` needs a condition behind `if`\nhelp: add it, as in `{key}({pattern} if …)`, or write `{key}(_)`"
            );
            Err(Error::new(keyword.span(), message))
        }
        _ => not_a_variable(key, Pattern { pattern, guard }),
    }
}

fn second(key: &Ident, comma: &TokenTree, help: &str, example: &str) -> Error {
    let message = format!("`{key}` takes one pattern\nhelp: {help}, as in `{key}({example})`");
    Error::new(comma.span(), message)
}

/// Nothing, `(PATTERN)` or `(PATTERN if GUARD)`.
pub(super) fn optional_pattern(key: &Ident, input: ParseStream) -> syn::Result<Option<Pattern>> {
    let has_value = input.peek(Token![=]) || input.peek(syn::token::Paren);
    if has_value { pattern(key, input).map(Some) } else { Ok(None) }
}

/// Other crates take a closure here: rustc would advise to make a constant of its body.
fn no_expression(key: &Ident, tokens: &TokenStream) -> syn::Result<()> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if !is_closure(&tokens) && !has_operator(&tokens) {
        return Ok(());
    }
    let guard = borrowed::guard(&tokens.iter().cloned().collect());
    let help = guard.map_or_else(|| example(key).to_owned(), |guard| format!("{key}({guard})"));
    let fact = format!("`{key}` takes a pattern, and this is an expression");
    Err(Error::new(tokens[0].span(), format!("{fact}\nhelp: write `{help}`")))
}

/// `|A| B` is a pattern.
fn is_closure(tokens: &[TokenTree]) -> bool {
    let parameter = borrowed::closure(tokens).map(|(name, _)| name.to_string());
    parameter.is_some_and(|name| name == "_" || is_variable(&name))
}

/// Whether an operator of expressions stands before the guard.
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

/// Everything is matched by `_` only, so that nobody does it by accident.
fn not_a_variable(key: &Ident, pattern: Pattern) -> syn::Result<Pattern> {
    match pattern.alone() {
        Some(name) if is_variable(&name.to_string()) => {
            let message = format!(
                "`{name}` matches everything\nhelp: add a condition, as in `{key}({name} if …)`, or write `{key}(_)`"
            );
            Err(Error::new(name.span(), message))
        }
        _ => Ok(pattern),
    }
}

/// Whether a lone name binds a variable, if there is no constant of that name.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase() || c == '_') && !matches!(name, "_" | "true" | "false")
}
