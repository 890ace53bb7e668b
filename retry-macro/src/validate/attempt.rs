use crate::args::Args;
use crate::callable::is_path_or_closure;
use crate::errors::Errors;
use crate::variables::used;

/// A hook that is neither a path nor a closure is evaluated before there is an attempt.
pub(super) fn is_known_to_hooks(args: &Args, errors: &mut Errors) {
    let Some(attempt) = &args.attempt else { return };
    let name = [attempt.value.to_string()];
    for hook in [&args.on_retry, &args.on_give_up].into_iter().flatten() {
        let place = used(&hook.value, &name).filter(|_| !is_path_or_closure(&hook.value));
        if let Some(place) = place {
            let (hook, name) = (&hook.key, &attempt.value);
            let argument = if hook == "on_retry" { "retry" } else { "gave_up" };
            errors.push(
                place.span(),
                format!(
                    "this value of `{hook}` is evaluated before the first attempt, so it does not know `{name}`\nhelp: \
                     write a closure, as in `{hook} = |{argument}| log({name}.number(), {argument}.error())`"
                ),
            );
        }
    }
}
