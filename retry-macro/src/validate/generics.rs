//! Under `on`, an error that is `Retryable` keeps its verdict. For a type parameter without that bound, rustc would find no
//! verdict, whatever the type is.

mod bounds;

use self::bounds::Bounds;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;
use crate::paths::Paths;
use crate::return_type::written_error;
use crate::tokens::type_text;

pub(super) fn generic_error_has_a_verdict(
    args: &Args,
    paths: &Paths,
    function: &Function,
    errors: &mut Errors,
) {
    let Some(on) = args.on.as_ref().filter(|_| args.verdict.is_none()) else { return };
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    let Some(error) = written_error(output) else { return };
    if Bounds::read(function, &paths.text()).show(error.clone()) {
        return;
    }
    let (root, error) = (paths.text(), type_text(&error));
    errors.push(
        on.key.span(),
        format!(
            "`on` cannot tell whether `{error}` is `Retryable`, so it would miss the server's hint\nhelp: if it is, write \
             the bound `{error}: {root}::Retryable`, or `verdict = {root}::Retryable::verdict`; if not, write `verdict = \
             |_| {root}::Verdict::transient()`"
        ),
    );
}
