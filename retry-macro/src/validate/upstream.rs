use crate::args::{Args, written};
use crate::errors::Errors;

pub(super) fn max_wait_is_below_deadline(args: &Args, errors: &mut Errors) {
    if let (Some((max_wait, span)), Some((deadline, _))) = (written(args.max_wait()), written(&args.deadline))
    {
        if max_wait >= deadline {
            errors.push(
                span,
                "`max_wait` is not below `deadline`, so it would never be reached\nhelp: leave `max_wait` out, or raise \
                 `deadline`",
            );
        }
    }
}
