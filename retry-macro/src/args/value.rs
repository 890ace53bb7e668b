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

pub(super) fn missing(key: &Ident) -> Error {
    Error::new(key.span(), format!("`{key}` needs a value, as in `{}`", example(key)))
}

/// Whether the option ends with its name.
fn is_missing(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// The `=` before a value.
pub(super) fn equals(key: &Ident, input: ParseStream) -> syn::Result<()> {
    if is_missing(input) {
        return Err(missing(key));
    }
    // Neither `==` nor `=>`.
    if !input.peek(Token![=]) || input.peek2(Token![=]) || input.peek(Token![=>]) {
        let message = format!("`{key}` takes its value behind `=`, as in `{}`", example(key));
        return Err(Error::new(key.span(), message));
    }
    input.parse::<Token![=]>().map(drop)
}

/// What an option that does not exist was to be set to.
pub(super) fn of_unknown(key: &Ident, input: ParseStream) -> Option<TokenStream> {
    if input.peek(syn::token::Paren) { parenthesized(key, input).ok() } else { expression(key, input).ok() }
}

/// `= path`.
pub(super) fn path(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    syn::parse::Parser::parse2(syn::Path::parse_mod_style, tokens)
        .map(syn::Path::into_token_stream)
        .map_err(|_| Error::new(span, format!("`{key}` takes a path, as in `{}`", example(key))))
}

/// The tokens in parentheses.
pub(super) fn parenthesized(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    if is_missing(input) {
        return Err(missing(key));
    }
    if !input.peek(syn::token::Paren) {
        let message = format!("`{key}` takes its value in parentheses, as in `{}`", example(key));
        return Err(Error::new(key.span(), message));
    }
    let group: proc_macro2::Group = input.parse()?;
    if group.stream().is_empty() { Err(missing(key)) } else { Ok(group.stream()) }
}

/// Nothing behind the name.
pub(super) fn flag(key: &Ident, input: ParseStream) -> syn::Result<()> {
    if input.peek(Token![=]) || input.peek(syn::token::Paren) {
        return Err(Error::new(key.span(), format!("`{key}` takes no value\nhelp: write `#[retry({key})]`")));
    }
    Ok(())
}

/// `(a, b)`.
pub(super) fn names(key: &Ident, input: ParseStream) -> syn::Result<Vec<Ident>> {
    let tokens = parenthesized(key, input)?;
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

/// `= function`. Of a literal rustc would say that it is no `FnOnce`, or that there are no random numbers.
pub(super) fn function(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    no_literal(key, "function", input)
}

/// `= CONSTANT` of a type that has no literals.
pub(super) fn constant(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    no_literal(key, "constant", input)
}

fn no_literal(key: &Ident, what: &str, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        Some(_) => {
            let message = format!("`{key}` is a {what}, as in `{}`", example(key));
            Err(Error::new(span(&tokens), message))
        }
        None => Ok(tokens),
    }
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
pub(crate) fn literal(tokens: &TokenStream) -> Option<(bool, Lit)> {
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
