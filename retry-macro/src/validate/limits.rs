use crate::args::{Args, written};
use crate::errors::Errors;
use crate::function::Function;

pub(super) fn attempt_timeout_is_below_deadline(args: &Args, errors: &mut Errors) {
    if let (Some((timeout, span)), Some((deadline, _))) =
        (written(&args.attempt_timeout), written(&args.deadline))
    {
        if timeout >= deadline {
            errors.push(
                span,
                "`attempt_timeout` is not below `deadline`, so it would never be reached\nhelp: leave `attempt_timeout` \
                 out, or raise `deadline`",
            );
        }
    }
}

pub(super) fn only_async_functions_are_cut(args: &Args, function: &Function, errors: &mut Errors) {
    if let Some(timeout) = args.attempt_timeout.as_ref().filter(|_| !function.is_async()) {
        errors.push(
            timeout.key.span(),
            "a sync function cannot be cut off, so `attempt_timeout` has no effect here\nhelp: set the client's own \
             timeout; with `#[retry(deadline = \"2m\", attempt = attempt)]`, `attempt.remaining()` says how long it may be",
        );
    }
}
