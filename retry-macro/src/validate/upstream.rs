use crate::args::Args;
use crate::errors::Errors;

pub(super) fn has_no_limit(args: &Args, errors: &mut Errors) {
    let Some(deadline) = args.deadline.as_ref().filter(|_| args.upstream.is_some()) else { return };
    let fact = "`deadline` does not cut the wait for an `upstream` yet";
    errors.push(deadline.key.span(), format!("{fact}\nhelp: leave one of the two out"));
}

pub(super) fn has_no_stream(args: &Args, errors: &mut Errors) {
    let Some(upstream) = args.upstream.as_ref().filter(|_| args.stream.is_some()) else { return };
    let fact = "`upstream` cannot follow a returned stream yet";
    errors.push(upstream.key.span(), format!("{fact}\nhelp: leave one of the two out"));
}
