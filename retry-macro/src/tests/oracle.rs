//! A check that every attribute on every function passes. The fuzz target `attribute` includes this file.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Expr, File, Item, Pat, Path, Token, parse2};

use crate::args::{Args, Pattern, Slot, Value};
use crate::attribute::attribute;
use crate::errors::Errors;

/// Asserts that the expansion is the function followed by errors, or valid Rust if the user's own tokens are valid Rust.
///
/// # Panics
///
/// If it is neither.
pub(crate) fn check(args: &TokenStream, item: TokenStream) {
    let written = item.to_string();
    let expanded = attribute(args.clone(), item, |_| None);
    let text = expanded.to_string();
    match text.strip_prefix(&written).filter(|errors| !errors.trim().is_empty()) {
        Some(errors) => {
            let errors: File = syn::parse_str(errors).expect("errors");
            assert!(errors.items.iter().all(is_error), "no errors behind the function: {text}");
        }
        None => {
            if let Err(error) = parse2::<File>(expanded) {
                assert!(!are_rust(args.clone()), "{error}: {text}");
            }
        }
    }
}

/// Asserts that the expansion of `retrying!` is an expression if the user's own tokens are valid Rust.
///
/// # Panics
///
/// If it is not one.
pub(crate) fn check_block(input: TokenStream, args: &TokenStream) {
    let text = crate::block::block(input, |_| None).to_string();
    if let Err(error) = syn::parse_str::<Expr>(&text) {
        assert!(!are_rust(args.clone()), "{error}: {text}");
    }
}

fn is_error(item: &Item) -> bool {
    matches!(item, Item::Macro(call) if call.mac.path.segments.last().is_some_and(|name| name.ident == "compile_error"))
}

/// Whether the expressions and patterns are valid Rust. The macro passes them on unread, and rustc checks them.
fn are_rust(args: TokenStream) -> bool {
    let mut errors = Errors::new();
    let args = Args::parse(args, &mut errors);
    let expressions = [&args.verdict, &args.on_retry, &args.on_give_up, &args.random, &args.sleep];
    let durations = [
        &args.initial_delay,
        &args.max_delay,
        &args.throttled_delay,
        &args.max_retry_after,
        &args.attempt_timeout,
        &args.deadline,
    ];
    let upstream = args.upstream.as_ref().map(|given| &given.value);
    let upstreams = upstream.into_iter().flat_map(|upstream| [Some(&upstream.value), upstream.cost.as_ref()]);
    let stream = args.stream.as_ref().and_then(|given| given.value.as_ref());
    errors.finish().is_ok()
        && expressions.into_iter().all(is::<Expr, _>(Clone::clone))
        && durations.into_iter().all(is::<Expr, _>(value))
        && is::<Expr, _>(value)(&args.factor)
        && is::<Expr, _>(value)(&args.jitter)
        && is::<Expr, _>(value)(&args.policy)
        && [&args.max, &args.name].into_iter().all(is::<Expr, _>(value_or_literal))
        && is::<Path, _>(Clone::clone)(&args.krate)
        && [&args.on, &args.except, &args.on_ok].into_iter().flatten().all(|given| is_pattern(&given.value))
        && is::<Expr, _>(value)(args.max_wait())
        && upstreams.flatten().all(|tokens| parse2::<Expr>(tokens.clone()).is_ok())
        && stream.is_none_or(is_pattern)
}

/// Whether the tokens of an option are a `T`, if the option was written.
fn is<T: Parse, V>(tokens: impl Fn(&V) -> TokenStream) -> impl Fn(&Slot<V>) -> bool {
    move |slot| slot.as_ref().is_none_or(|given| parse2::<T>(tokens(&given.value)).is_ok())
}

/// The expression, or an empty tuple in place of a literal, which the macro has parsed.
fn value<T>(value: &Value<T>) -> TokenStream {
    value.expression().cloned().unwrap_or_else(|| quote::quote!(()))
}

fn value_or_literal(value: &Value<TokenStream>) -> TokenStream {
    match value {
        Value::Literal(tokens, _) | Value::Const(tokens) | Value::RunTime(tokens) => tokens.clone(),
    }
}

fn is_pattern(given: &Pattern) -> bool {
    let guard = |input: ParseStream<'_>| {
        input.parse::<Token![if]>()?;
        input.parse::<Expr>()
    };
    Pat::parse_multi_with_leading_vert.parse2(given.tokens.clone()).is_ok()
        && (given.guard.is_empty() || guard.parse2(given.guard.clone()).is_ok())
}
