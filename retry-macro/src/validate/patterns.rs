use crate::args::{Args, Pattern};
use crate::errors::Errors;
use crate::function::Function;
use crate::pattern::Pat;
use crate::return_type::type_name;
use crate::tokens::span;

pub(super) fn not_all_is_excepted(args: &Args, function: &Function, errors: &mut Errors) {
    let Some(except) = &args.except else { return };
    let is_none = is_option(function) && except.value.guard.is_empty() && !names_some(&except.value);
    if except.value.is_wildcard || is_none {
        let pattern = &except.value.tokens;
        errors.push(
            except.key.span(),
            format!(
                "`except({pattern})` leaves nothing to retry\nhelp: leave `except` out, or name the errors to exclude"
            ),
        );
    }
}

/// Refuses `Some(_)`. The patterns only see a `None`, so it compiles and never matches.
pub(super) fn no_success_is_named(args: &Args, function: &Function, errors: &mut Errors) {
    if !is_option(function) {
        return;
    }
    for given in [&args.on, &args.except].into_iter().flatten() {
        if names_some(&given.value) {
            let help = if given.key == "on" {
                "write `on(None)`; `on_ok` names the values that count as failures"
            } else {
                "leave `except` out"
            };
            let fact = format!("`{}` matches failures, and a `Some` is a success", given.key);
            errors.push(span(&given.value.tokens), format!("{fact}\nhelp: {help}"));
        }
    }
}

pub(super) fn last_error_exists(args: &Args, function: &Function, errors: &mut Errors) {
    if let Some(last_error) = args.last_error.as_ref().filter(|_| is_option(function)) {
        errors.push(
            last_error.key.span(),
            "a `None` has no error, so `last_error` would always be `None`\nhelp: leave `last_error` out",
        );
    }
}

fn names_some(pattern: &Pattern) -> bool {
    Pat::read(&pattern.tokens.clone().into_iter().collect::<Vec<_>>()).is_only("Some")
}

pub(super) fn is_option(function: &Function) -> bool {
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    type_name(output).as_deref() == Some("Option")
}
