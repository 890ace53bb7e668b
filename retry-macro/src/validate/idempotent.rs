use super::patterns::is_option;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;

/// Refuses failures that are never retried under `idempotent = false`, because they do not say that the request did not run.
pub(super) fn failures_may_have_no_effect(args: &Args, function: &Function, errors: &mut Errors) {
    if args.is_idempotent() {
        return;
    }
    if let Some(on_ok) = &args.on_ok {
        errors.push(
            on_ok.key.span(),
            "`on_ok` leads to no retry beside `idempotent = false`: an answer shows that the request was carried \
             out\nhelp: leave one of the two out",
        );
    }
    if let Some(on) = args.on.as_ref().filter(|_| is_option(function) && args.verdict.is_none()) {
        errors.push(
            on.key.span(),
            "a `None` leads to no retry beside `idempotent = false`: it does not say whether the request was carried \
             out\nhelp: return a `Result`",
        );
    }
}
