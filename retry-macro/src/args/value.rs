//! When the value of an option is known, and the readers of values that are names, flags, functions, paths, or text.

use std::convert::Infallible;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Error, Lit, Token};

use super::expression::expression;
use super::key::Key;
use crate::tokens::{literal, plain, span};

/// A value, by the time at which it is known.
pub(crate) enum Value<T> {
    /// The macro knows it.
    Literal(T, Span),
    /// An expression that rustc evaluates at compile time.
    Const(TokenStream),
    /// An expression that is evaluated when the call begins.
    RunTime(TokenStream),
}

impl<T> Value<T> {
    pub(crate) const fn literal(&self) -> Option<&T> {
        match self {
            Self::Literal(value, _) => Some(value),
            Self::Const(_) | Self::RunTime(_) => None,
        }
    }

    pub(crate) const fn expression(&self) -> Option<&TokenStream> {
        match self {
            Self::Literal(..) => None,
            Self::Const(tokens) | Self::RunTime(tokens) => Some(tokens),
        }
    }

    pub(crate) const fn run_time(&self) -> Option<&TokenStream> {
        match self {
            Self::RunTime(tokens) => Some(tokens),
            Self::Literal(..) | Self::Const(_) => None,
        }
    }

    /// The place of the expression, if rustc evaluates it at compile time.
    pub(crate) fn constant(&self) -> Option<Span> {
        match self {
            Self::Const(tokens) => Some(span(tokens)),
            Self::Literal(..) | Self::RunTime(_) => None,
        }
    }
}

/// The value of an option that does not exist, for the help.
pub(super) fn of_unknown(key: &Key, input: ParseStream) -> Option<TokenStream> {
    if input.peek(syn::token::Paren) {
        key.read_parenthesized(input).ok()
    } else {
        expression(key, input).ok()
    }
}

/// Reads `= path`.
pub(super) fn path(key: &Key, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    syn::parse::Parser::parse2(syn::Path::parse_mod_style, tokens)
        .map(syn::Path::into_token_stream)
        .map_err(|_| Error::new(span, format!("`{key}` takes a path, as in `{}`", key.example)))
}

/// Reads a flag: nothing follows its name.
pub(super) fn flag(key: &Key, input: ParseStream) -> syn::Result<()> {
    if input.peek(Token![=]) || input.peek(syn::token::Paren) {
        return Err(Error::new(key.span(), format!("`{key}` takes no value\nhelp: write `#[retry({key})]`")));
    }
    Ok(())
}

/// Reads `= true` or `= false`.
pub(super) fn boolean(key: &Key, input: ParseStream) -> syn::Result<bool> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        Some((false, Lit::Bool(value))) => Ok(value.value),
        _ => {
            let message = format!("`{key}` is `true` or `false`\nhelp: write `{}`", key.example);
            Err(Error::new(span(&tokens), message))
        }
    }
}

/// Reads `= "allow"` or `= "stop"`. The value is whether nested calls are allowed.
pub(super) fn nested(key: &Key, input: ParseStream) -> syn::Result<bool> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        Some((false, Lit::Str(name))) if name.value() == "allow" => Ok(true),
        Some((false, Lit::Str(name))) if name.value() == "stop" => Ok(false),
        _ => {
            let fact = format!("`{key}` is \"allow\" or \"stop\"");
            Err(Error::new(span(&tokens), format!("{fact}\nhelp: write `{}`", key.example)))
        }
    }
}

/// Reads `(a, b)`.
pub(super) fn names(key: &Key, input: ParseStream) -> syn::Result<Vec<Ident>> {
    let tokens = key.read_parenthesized(input)?;
    let list = Punctuated::<Ident, Token![,]>::parse_terminated_with;
    let names = |input: ParseStream| list(input, Ident::parse_any);
    let span = span(&tokens);
    let names = syn::parse::Parser::parse2(names, tokens).map_err(|_| {
        Error::new(span, format!("`{key}` takes names of parameters, as in `{}`", key.example))
    })?;
    let mut seen = Vec::with_capacity(names.len());
    for name in names.iter().map(plain) {
        if seen.contains(&name) {
            return Err(Error::new(name.span(), format!("`{name}` is listed more than once")));
        }
        seen.push(name);
    }
    Ok(seen)
}

/// Reads `= function`. About a literal, rustc would only say that it is not an `FnOnce`.
pub(super) fn function(key: &Key, input: ParseStream) -> syn::Result<TokenStream> {
    no_literal(key, "function", input)
}

/// Reads `= POLICY`. There are no literals of that type.
pub(super) fn policy(key: &Key, input: ParseStream) -> syn::Result<Value<Infallible>> {
    no_literal(key, "`Policy`", input).map(Value::Const)
}

fn no_literal(key: &Key, what: &str, input: ParseStream) -> syn::Result<TokenStream> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        Some(_) => {
            let message = format!("`{key}` is a {what}, as in `{}`", key.example);
            Err(Error::new(span(&tokens), message))
        }
        None => Ok(tokens),
    }
}

/// Reads `= name`, the name of a variable for the body.
pub(super) fn variable(key: &Key, input: ParseStream) -> syn::Result<Ident> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    let help = || format!("write `{}`, and read `{key}` in the body", key.example);
    let name = syn::parse2::<Ident>(tokens).map_err(|_| {
        Error::new(span, format!("`{key}` takes the name of a new variable\nhelp: {}", help()))
    })?;
    // rustc would take the name of a constant for the constant.
    if name.unraw().to_string().starts_with(char::is_uppercase) {
        let fact =
            format!("`{key}` takes the name of a new variable, and `{name}` is spelled like a constant");
        return Err(Error::new(span, format!("{fact}\nhelp: {}", help())));
    }
    Ok(plain(&name))
}

/// Reads `= "text"`, or an expression.
pub(super) fn text(key: &Key, input: ParseStream) -> syn::Result<Value<TokenStream>> {
    let tokens = expression(key, input)?;
    match literal(&tokens) {
        None => Ok(Value::Const(tokens)),
        Some((false, Lit::Str(text))) if !text.value().is_empty() => Ok(Value::Literal(tokens, text.span())),
        Some(_) => {
            let message = format!("`{key}` takes text that is not empty, as in `{}`", key.example);
            Err(Error::new(span(&tokens), message))
        }
    }
}
