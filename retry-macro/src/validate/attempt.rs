use crate::args::Args;
use crate::callable::is_path_or_closure;
use crate::errors::Errors;
use crate::variables::used;

/// A hook that is neither a path nor a closure is evaluated before the attempt and the id of the call exist.
pub(super) fn is_known_to_hooks(args: &Args, errors: &mut Errors) {
    let known = [(&args.attempt, ".number()"), (&args.call_id, "")];
    let known = known.into_iter().filter_map(|(slot, number)| Some((&slot.as_ref()?.value, number)));
    let hooks = [&args.on_retry, &args.on_give_up].into_iter().flatten();
    for (hook, (name, number)) in hooks.flat_map(|hook| known.clone().map(move |known| (hook, known))) {
        let place = used(&hook.value, &[name.to_string()]).filter(|_| !is_path_or_closure(&hook.value));
        if let Some(place) = place {
            let hook = &hook.key;
            let argument = if hook == "on_retry" { "retry" } else { "gave_up" };
            errors.push(
                place.span(),
                format!(
                    "this value of `{hook}` is evaluated before the first attempt, so it does not know `{name}`\nhelp: \
                     write a closure, as in `{hook} = |{argument}| log({name}{number}, {argument}.error())`"
                ),
            );
        }
    }
}
