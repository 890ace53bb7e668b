use crate::args::{Args, unquoted_jitter};
use crate::callable::closure_parameters;
use crate::errors::Errors;
use crate::function::Function;
use crate::tokens::span;

pub(super) fn closures_take_no_parameters(args: &Args, errors: &mut Errors) {
    for (key, value) in args.expressions() {
        if closure_parameters(value).is_some_and(|parameters| !parameters.is_empty()) {
            errors.push(
                span(value),
                format!(
                    "`{key}` is read when the call begins, by a closure without parameters\nhelp: write `{key} = || …`, or \
                     a value without a closure"
                ),
            );
        }
    }
}

pub(super) fn jitter_is_quoted(args: &Args, function: &Function, errors: &mut Errors) {
    if let Some(error) =
        args.jitter.as_ref().and_then(|jitter| unquoted_jitter(&jitter.value, function.is_block))
    {
        errors.push_error(error);
    }
}
