use proc_macro2::{Group, Span, TokenTree};

use crate::errors::Errors;
use crate::function::Function;
use crate::rewritten::{attribute_of, is_our_loop, made_async, made_output, moved_arguments};
use crate::tokens::is_ident;

/// The message if an attribute such as `#[tokio::main]` has turned an `async fn` into a sync function. Each attempt would
/// start a runtime.
pub(super) fn made_sync(function: &Function) -> Option<String> {
    let (above, place) = above(&made_async(function)?);
    Some(format!(
        "{above} has turned this `async fn` into a sync function\nhelp: put `#[retry]` above {place}"
    ))
}

/// The message if an attribute such as `#[trait_variant::make]` has turned the return type into an `impl Future`.
pub(super) fn made_future(function: &Function) -> Option<String> {
    let (above, place) = above(made_output(function)?);
    Some(format!(
        "{above} has turned this `async fn` into a function that returns a future\nhelp: put `#[retry]` above {place}; if \
         that stands on a trait, put `#[retry]` on an `async fn` outside of the trait, and call it from here"
    ))
}

/// Two ways to name the attribute that generated the token: as a subject, and after "above".
fn above(token: &TokenTree) -> (String, String) {
    attribute_of(token).map_or_else(
        || ("an attribute above `#[retry]`".to_owned(), "the other attributes".to_owned()),
        |attribute| (attribute.clone(), attribute),
    )
}

pub(super) fn is_retried_once(function: &Function, errors: &mut Errors) {
    let is_retry = |attribute: &&&Group| {
        let path = attribute.stream().into_iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
        path.last().is_some_and(|name| is_ident(&name, "retry"))
    };
    let place = match function.attributes().iter().find(is_retry) {
        Some(attribute) => attribute.span(),
        // The other `#[retry]` has been expanded already.
        None if is_our_loop(function) => Span::call_site(),
        None => return,
    };
    let fact = format!("a second `#[retry]` on `{}` would multiply the attempts", function.name);
    errors.push(place, format!("{fact}\nhelp: keep one `#[retry]`, with all the options"));
}

/// Refuses `&mut` arguments that an attribute such as `#[instrument]` moves. rustc checks that the others are `Copy`.
pub(super) fn no_mut_reference_is_moved(function: &Function, errors: &mut Errors) {
    for binding in moved_arguments(function).iter().filter(|binding| binding.is_mut_reference()) {
        let fact = format!("an attribute above `#[retry]` moves `{}` into the first attempt", binding.name);
        let help = "put `#[retry]` above the other attributes";
        errors.push_if(&binding.conditions, binding.name.span(), format!("{fact}\nhelp: {help}"));
    }
}
