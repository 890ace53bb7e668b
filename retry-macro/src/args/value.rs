//! How the values of options are read.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Error, Lit, Token};

use super::example;
use super::expression::expression;
use crate::tokens::is_punct;

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

pub(super) fn missing(key: &Ident) -> Error {
    Error::new(key.span(), format!("`{key}` needs a value, as in `{}`", example(key)))
}

/// The `=` before a value.
pub(super) fn equals(key: &Ident, input: ParseStream) -> syn::Result<()> {
    if input.peek(syn::token::Paren) {
        let message = format!("`{key}` takes its value behind `=`, as in `{}`", example(key));
        return Err(Error::new(key.span(), message));
    }
    if !input.peek(Token![=]) {
        return Err(missing(key));
    }
    input.parse::<Token![=]>().map(drop)
}

/// What an option that does not exist was to be set to.
pub(super) fn of_unknown(key: &Ident, input: ParseStream) -> Option<TokenStream> {
    if input.peek(syn::token::Paren) { parenthesised(key, input).ok() } else { expression(key, input).ok() }
}

/// `= path`.
pub(super) fn path(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    syn::parse::Parser::parse2(syn::Path::parse_mod_style, tokens)
        .map(syn::Path::into_token_stream)
        .map_err(|_| Error::new(span, format!("`{key}` takes a path, as in `{}`", example(key))))
}

/// The tokens in parentheses; `None` where there are none.
fn parenthesised(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    if input.peek(Token![=]) {
        let message = format!("`{key}` takes its value in parentheses, as in `{}`", example(key));
        return Err(Error::new(key.span(), message));
    }
    if !input.peek(syn::token::Paren) {
        return Err(missing(key));
    }
    let group: proc_macro2::Group = input.parse()?;
    if group.stream().is_empty() { Err(missing(key)) } else { Ok(group.stream()) }
}

/// `(PATTERN)` or `(PATTERN if GUARD)`.
pub(super) fn pattern(key: &Ident, input: ParseStream) -> syn::Result<Pattern> {
    let tokens = parenthesised(key, input)?;
    let (mut pattern, mut guard) = (TokenStream::new(), TokenStream::new());
    for token in tokens {
        let starts_guard = matches!(&token, TokenTree::Ident(name) if name == "if");
        if !guard.is_empty() || starts_guard {
            guard.extend([token]);
        } else if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            let message =
                format!("`{key}` takes one pattern\nhelp: join patterns with `|`, as in `{key}(A | B)`");
            return Err(Error::new(token.span(), message));
        } else {
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
            Err(Error::new(keyword.span(), format!("`{key}` needs a condition behind `if`")))
        }
        _ => not_a_variable(key, Pattern { pattern, guard }),
    }
}

/// Nothing, `(PATTERN)` or `(PATTERN if GUARD)`.
pub(super) fn optional_pattern(key: &Ident, input: ParseStream) -> syn::Result<Option<Pattern>> {
    let is_flag = input.is_empty() || input.peek(Token![,]);
    if is_flag { Ok(None) } else { pattern(key, input).map(Some) }
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

/// `(a, b)`.
pub(super) fn names(key: &Ident, input: ParseStream) -> syn::Result<Vec<Ident>> {
    let tokens = parenthesised(key, input)?;
    let list = Punctuated::<Ident, Token![,]>::parse_terminated_with;
    let names = |input: ParseStream| list(input, Ident::parse_any);
    let span = span(&tokens);
    let names = syn::parse::Parser::parse2(names, tokens).map_err(|_| {
        Error::new(span, format!("`{key}` takes names of parameters, as in `{}`", example(key)))
    })?;
    let mut seen = Vec::with_capacity(names.len());
    for name in names {
        if seen.contains(&name) {
            return Err(Error::new(name.span(), format!("`{name}` is named more than once")));
        }
        seen.push(name);
    }
    Ok(seen)
}

/// `= name`, for a variable of the body.
pub(super) fn variable(key: &Ident, input: ParseStream) -> syn::Result<Ident> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    syn::parse2::<Ident>(tokens).map_err(|_| {
        let help = format!("write `{}`, and read `{key}` in the body", example(key));
        Error::new(span, format!("`{key}` takes the name of a new variable\nhelp: {help}"))
    })
}

/// `= "text"`, or a constant.
pub(super) fn text(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        None => Ok(tokens),
        Some((false, Lit::Str(text))) if !text.value().is_empty() => Ok(tokens),
        Some(_) => {
            let message = format!("`{key}` is a text that is not empty, as in `{}`", example(key));
            Err(Error::new(span(&tokens), message))
        }
    }
}

/// The one literal that these tokens are, with its sign; through the invisible groups that `macro_rules!` leaves.
pub(super) fn literal(tokens: &TokenStream) -> Option<(bool, Lit)> {
    let mut tokens = tokens.clone().into_iter().peekable();
    let is_negative = tokens.next_if(|token| is_punct(Some(token), '-')).is_some();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::None && !is_negative => {
            literal(&group.stream())
        }
        (token @ (TokenTree::Literal(_) | TokenTree::Ident(_)), None) => {
            syn::parse2(token.into()).ok().map(|literal| (is_negative, literal))
        }
        _ => None,
    }
}

/// The place to show for a value.
pub(crate) fn span(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}
