use proc_macro2::{Delimiter, TokenTree};

use super::rewritten;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;
use crate::return_type::{type_name, value};
use crate::tokens::{Angles, is_ident, is_punct};

/// Checks that the return type shows whether an attempt failed. rustc checks aliases.
pub(super) fn is_an_outcome(args: &Args, function: &Function, errors: &mut Errors) {
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    let Some(first) = output.first().filter(|_| !makes_nothing(function)) else {
        errors.push(
            function.name.span(),
            "`#[retry]` needs to see whether an attempt failed, and this function returns nothing\nhelp: return \
             `Result<(), E>`",
        );
        return;
    };
    if is_unit(output) {
        errors.push(
            first.span(),
            "`#[retry]` needs to see whether an attempt failed, and `()` does not show it\nhelp: return `Result<(), E>`",
        );
    }
    if function.asyncness.is_none() {
        if let Some(message) = foreign_future(function) {
            let message = if function.is_block {
                "`retrying!` cannot retry a future that the closure returns\nhelp: write `async || -> Result<T, E> { … }`"
            } else {
                message
            };
            let made = rewritten::made_future(function).map(|message| (function.name.span(), message));
            let (place, message) = made.unwrap_or_else(|| (first.span(), message.to_owned()));
            errors.push(place, message);
        }
    }
    if type_name(output).as_deref() == Some("Option") && args.on.is_none() {
        errors.push(
            first.span(),
            "`#[retry]` does not know whether to retry a `None`\nhelp: write `#[retry(on(None))]` to retry it",
        );
    }
}

/// Whether `#[async_trait]` has turned a method without a return type into one that returns `Future<Output = ()>`.
fn makes_nothing(function: &Function) -> bool {
    let is_output = |tokens: &[TokenTree]| {
        is_ident(&tokens[0], "Output") && is_punct(tokens.get(1), '=') && is_unit(&tokens[2..])
    };
    function.is_of_async_trait() && function.output.windows(3).any(is_output)
}

fn is_unit(output: &[TokenTree]) -> bool {
    let is_empty = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty());
    matches!(output, [only] if is_empty(only))
}

/// The message for a sync function that returns a future, unless `#[async_trait]` generated that future.
fn foreign_future(function: &Function) -> Option<&'static str> {
    if function.boxed.is_some() {
        return None;
    }
    match future(&function.output) {
        Some(Future::Boxed) if function.is_of_async_trait() => Some(
            "`#[retry]` cannot find the body of this method after `#[async_trait]` has rewritten it\nhelp: put `#[retry]` on an \
             inherent `async fn` and call it from the trait method",
        ),
        Some(Future::Boxed) => Some(
            "`#[retry]` cannot retry a boxed future that the function builds by hand\nhelp: write this as an `async fn`, \
             and box its future where it is called",
        ),
        Some(Future::Impl) => Some(
            "`#[retry]` cannot retry a future that it did not create\nhelp: write this as an `async fn`",
        ),
        None => future(&value(&function.output)?).map(|_| {
            "`#[retry]` cannot retry the future inside, which runs when this function has returned\nhelp: write this as an \
             `async fn`"
        }),
    }
}

enum Future {
    Impl,
    Boxed,
}

/// The kind of the future that the type is, if it shows one.
fn future(ty: &[TokenTree]) -> Option<Future> {
    let has = |word: &str| ty.iter().any(|token| is_ident(token, word));
    if ty.first().is_some_and(|token| is_ident(token, "impl")) {
        let mut angles = Angles::default();
        let is_future = |token: &TokenTree| {
            angles.pass(token);
            angles.depth == 0 && is_ident(token, "Future")
        };
        return ty.iter().any(is_future).then_some(Future::Impl);
    }
    let is_boxed = match type_name(ty).as_deref() {
        Some("BoxFuture" | "LocalBoxFuture") => true,
        Some("Pin") => has("Future"),
        _ => false,
    };
    is_boxed.then_some(Future::Boxed)
}
