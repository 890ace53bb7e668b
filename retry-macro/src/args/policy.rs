//! The values that make up the policy. Literals are checked here, because `cargo check` does not evaluate the constants of
//! the user's function.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::ParseStream;
use syn::{Error, Lit, Token};

use super::expression::expression;
use super::key::Key;
use super::value::Value;
use crate::errors::similar;
use crate::tokens::{literal, span};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Growth {
    Exponential,
    Linear,
    Constant,
    Fibonacci,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Jitter {
    None,
    Full,
    Equal,
    Decorrelated,
    Fraction(f64),
}

/// Reads `max`. The literal is kept as it is, so rustc explains a wrong suffix.
pub(super) fn attempts(key: &Key, input: ParseStream) -> syn::Result<Value<TokenStream>> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    match literal(&tokens) {
        None => Ok(Value::Const(tokens)),
        Some((is_negative, Lit::Int(number))) => match number.base10_parse::<u32>() {
            Ok(attempts) if attempts > 0 && !is_negative => Ok(Value::Literal(tokens, span)),
            Err(_) if !is_negative => Err(Error::new(
                span,
                format!("`max` is at most {}\nhelp: write fewer attempts, as in `max = 3`", u32::MAX),
            )),
            _ => Err(Error::new(
                span,
                "`max` counts the first attempt, so it is at least 1\nhelp: write `max = 1` to try once",
            )),
        },
        Some(_) => Err(Error::new(span, "`max` is a whole number, as in `max = 3`")),
    }
}

pub(super) fn growth(key: &Key, input: ParseStream) -> syn::Result<Value<Growth>> {
    const NAMES: &[&str] = &["exp", "exponential", "linear", "constant", "fibonacci"];
    let tokens = expression(key, input)?;
    let Some((false, Lit::Str(name))) = literal(&tokens) else {
        return Err(not_a_name(&key.to_string(), &tokens, NAMES));
    };
    match name.value().as_str() {
        "exp" | "exponential" => Ok(Value::Literal(Growth::Exponential, name.span())),
        "linear" => Ok(Value::Literal(Growth::Linear, name.span())),
        "constant" => Ok(Value::Literal(Growth::Constant, name.span())),
        "fibonacci" => Ok(Value::Literal(Growth::Fibonacci, name.span())),
        other => Err(unknown_name(&key.to_string(), other, name.span(), NAMES)),
    }
}

const JITTERS: &[&str] = &["full", "equal", "decorrelated", "none"];

pub(super) fn jitter(key: &Key, input: ParseStream) -> syn::Result<Value<Jitter>> {
    if !input.peek(Token![=]) && !input.peek(syn::token::Paren) {
        return Ok(Value::Literal(Jitter::Full, key.span()));
    }
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    match literal(&tokens) {
        None => Ok(Value::Const(tokens)),
        Some((false, Lit::Str(name))) => match name.value().as_str() {
            "none" => Ok(Value::Literal(Jitter::None, span)),
            "full" => Ok(Value::Literal(Jitter::Full, span)),
            "equal" => Ok(Value::Literal(Jitter::Equal, span)),
            "decorrelated" => Ok(Value::Literal(Jitter::Decorrelated, span)),
            other => Err(unknown_name(&key.to_string(), other, span, JITTERS)),
        },
        Some((is_negative, number @ (Lit::Float(_) | Lit::Int(_)))) => match float(&number) {
            Some(fraction) if fraction > 0.0 && fraction <= 1.0 && !is_negative => {
                no_suffix("a `jitter` fraction", key, &number)?;
                Ok(Value::Literal(Jitter::Fraction(fraction), span))
            }
            _ => Err(Error::new(
                span,
                "a `jitter` fraction is above 0 and at most 1\nhelp: `jitter = 0.25` makes waits up to a quarter \
                 shorter; `jitter = \"none\"` does not change them",
            )),
        },
        Some((false, Lit::Bool(flag))) => {
            let help = if flag.value { "jitter" } else { "jitter = \"none\"" };
            Err(Error::new(span, format!("`jitter` is not `true` or `false`\nhelp: write `{help}`")))
        }
        _ => Err(not_a_name("jitter", &tokens, JITTERS)),
    }
}

/// The error for a `full` without quotes, unless it is a parameter. A block shows no parameters.
pub(crate) fn unquoted_jitter(value: &Value<Jitter>, is_block: bool) -> Option<Error> {
    let tokens = value.expression().filter(|_| is_block || value.run_time().is_none())?;
    let is_name = JITTERS.contains(&tokens.to_string().as_str());
    is_name.then(|| not_a_name("jitter", tokens, JITTERS))
}

/// Reads `factor`.
pub(super) fn factor(key: &Key, input: ParseStream) -> syn::Result<Value<f64>> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    match literal(&tokens) {
        None => Ok(Value::Const(tokens)),
        Some((false, number)) => match float(&number) {
            Some(factor) if factor > 1.0 && factor.is_finite() => {
                no_suffix("`factor`", key, &number)?;
                Ok(Value::Literal(factor, span))
            }
            Some(_) => Err(not_above_one(span)),
            None => Err(Error::new(span, "`factor` is a number, as in `factor = 1.5`")),
        },
        Some((true, _)) => Err(not_above_one(span)),
    }
}

fn not_above_one(span: Span) -> Error {
    let help = "`backoff = \"constant\"` keeps all waits the same";
    Error::new(span, format!("`factor` is a finite number above 1, or waits would not grow\nhelp: {help}"))
}

fn float(number: &Lit) -> Option<f64> {
    match number {
        Lit::Float(number) => number.base10_parse().ok(),
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}

/// Refuses the suffix of another type, which the expansion would silently drop.
fn no_suffix(what: &str, key: &Key, number: &Lit) -> syn::Result<()> {
    let (digits, suffix) = match number {
        Lit::Int(number) => (number.base10_digits(), number.suffix()),
        Lit::Float(number) => (number.base10_digits(), number.suffix()),
        _ => return Ok(()),
    };
    if matches!(suffix, "" | "f64") {
        return Ok(());
    }
    let message = format!("{what} is an `f64`, not a `{suffix}`\nhelp: write `{key} = {digits}`");
    Err(Error::new(number.span(), message))
}

/// The error for `exp` or `Backoff::Linear` without quotes, and for anything else that is not a name in quotes.
fn not_a_name(key: &str, tokens: &TokenStream, names: &[&str]) -> Error {
    let name = match tokens.clone().into_iter().last() {
        Some(TokenTree::Ident(name)) => name.to_string().to_lowercase(),
        _ => String::new(),
    };
    let help = match similar(&name, names) {
        Some(similar) => format!("write `{key} = \"{similar}\"`"),
        None => format!("write one of \"{}\"; `policy = MY_POLICY` takes a `Policy`", names.join("\", \"")),
    };
    Error::new(span(tokens), format!("`{key}` is a name in quotes\nhelp: {help}"))
}

fn unknown_name(key: &str, name: &str, span: Span, names: &[&str]) -> Error {
    let help = match similar(name, names) {
        Some(similar) => format!("a {key} with a similar name exists: \"{similar}\""),
        None => format!("write one of \"{}\"", names.join("\", \"")),
    };
    Error::new(span, format!("unknown {key} \"{name}\"\nhelp: {help}"))
}
