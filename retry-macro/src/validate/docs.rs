use crate::args::{Args, Number};
use crate::docs::is_documented;
use crate::errors::Errors;
use crate::function::Function;

pub(super) fn are_of_literals(args: &Args, errors: &mut Errors) {
    if args.docs.is_none() {
        return;
    }
    let limits = [&args.attempt_timeout, &args.deadline];
    let limits = limits.into_iter().flatten().filter_map(|given| Number::constant(&given.value));
    for place in args.constants().into_iter().chain(limits) {
        errors.push(
            place,
            "`docs` writes the number into the documentation, and the attribute cannot see it here\nhelp: write out the \
             number itself, or leave `docs` out",
        );
    }
}

/// rustc would take ours for documentation.
pub(super) fn are_beside_docs(args: &Args, function: &Function, errors: &mut Errors) {
    let Some(docs) = args.docs.as_ref().filter(|_| !is_documented(function.attributes())) else { return };
    let message = format!(
        "`docs` adds to the documentation of a function, and `{}` has none\nhelp: say above `#[retry]` what it does, as in \
         `/// Asks the model.`",
        function.name
    );
    errors.push(docs.key.span(), message);
}
