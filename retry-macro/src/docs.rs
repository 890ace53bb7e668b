//! What `docs` says in the function's documentation. `validate` has seen to it that all numbers are written out.

mod waits;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::Lit;

use crate::args::{Args, Number, Pattern, Slot, defaults, literal, written};
use crate::duration;
use crate::tokens::{is_ident, is_punct};

/// Whether these attributes hold documentation. rustc has resolved every `cfg_attr`.
pub(crate) fn is_documented(attributes: &[TokenTree]) -> bool {
    attributes.iter().any(|token| match token {
        TokenTree::Group(group) => is_doc(group.stream()),
        _ => false,
    })
}

/// Whether it is `doc = …`; through the invisible group that `macro_rules!` makes of a `$meta`.
fn is_doc(attribute: TokenStream) -> bool {
    let mut tokens = attribute.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(meta)), None) if meta.delimiter() == Delimiter::None => is_doc(meta.stream()),
        (Some(name), equals) => is_ident(&name, "doc") && is_punct(equals.as_ref(), '='),
        (None, _) => false,
    }
}

// Output: #[doc = ""] #[doc = "PARAGRAPH"]
pub(crate) fn attributes(args: &Args, is_async: bool) -> TokenStream {
    let paragraph = paragraph(args, is_async);
    quote!(#[doc = ""] #[doc = #paragraph])
}

/// How often, of what, how long.
pub(crate) fn paragraph(args: &Args, is_async: bool) -> String {
    let max = max(args);
    let mut sentences = vec![match max {
        1 => String::from("It is tried once."),
        _ => format!("It is tried up to {max} times, as long as {}.", condition(args)),
    }];
    if let Some(on_ok) = &args.on_ok {
        sentences.push(format!("An `Ok` that matches {} counts as a failure.", code(&on_ok.value)));
    }
    if max > 1 {
        sentences.push(waits(args, max));
    }
    if let Some(timeout) = nanos(&args.attempt_timeout) {
        sentences.push(format!("An attempt ends after {}.", duration::text(timeout)));
    }
    if let Some(deadline) = nanos(&args.deadline) {
        let limited = if is_async { "The call ends" } else { "No attempt is begun" };
        sentences.push(format!("{limited} after {}.", duration::text(deadline)));
    }
    sentences.join(" ")
}

fn condition(args: &Args) -> String {
    let on = match &args.on {
        Some(on) if on.value.is_wildcard() => String::from("it fails"),
        Some(on) => format!("its error matches {}", code(&on.value)),
        None => String::from("its error is worth another try"),
    };
    match &args.except {
        Some(except) => format!("{on} and does not match {}", code(&except.value)),
        None => on,
    }
}

fn waits(args: &Args, max: u32) -> String {
    let own = match waits::longest(args, max) {
        0 => String::from("There are no waits between"),
        longest => format!("The waits between are at most {} in all", duration::text(longest)),
    };
    let hint = nanos(&args.max_retry_after).unwrap_or(defaults::MAX_RETRY_AFTER);
    format!("{own}; a server may ask for more, up to {} each time.", duration::text(hint))
}

/// As written, in backticks; but tokens have lost their spaces, and rustc sets more than people do.
fn code(pattern: &Pattern) -> String {
    let (pattern, guard) = (&pattern.pattern, &pattern.guard);
    let mut code = quote!(#pattern #guard).to_string();
    // What is in quotes stays.
    if !code.contains('"') {
        code = code.replace(" :: ", "::").replace(" . ", ".").replace(" ,", ",");
    }
    let ticks = if code.contains('`') { "``" } else { "`" };
    format!("{ticks}{code}{ticks}")
}

fn max(args: &Args) -> u32 {
    match args.max.as_ref().map(|given| &given.value) {
        Some(Number::Literal(tokens, _)) => match literal(tokens) {
            Some((_, Lit::Int(number))) => number.base10_parse().unwrap_or(defaults::MAX),
            _ => defaults::MAX,
        },
        _ => defaults::MAX,
    }
}

fn nanos(slot: &Slot<Number<u64>>) -> Option<u64> {
    written(slot).map(|(nanos, _)| nanos)
}
