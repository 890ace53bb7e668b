mod attempt;
mod function;
mod generics;
mod idempotent;
mod limits;
mod output;
mod patterns;
mod rewritten;
mod run_time;
mod stream;
mod upstream;

use proc_macro2::Span;

use crate::args::{Args, Given, Growth, Jitter, Slot, Value, defaults, written};
use crate::errors::Errors;
use crate::function::Function;
use crate::paths::Paths;

/// Checks the options against each other and against the function. Each option is valid on its own, and rustc accepts the
/// function.
pub(crate) fn validate(args: &Args, paths: &Paths, function: &Function, errors: &mut Errors) {
    if let Some(message) = rewritten::made_sync(function) {
        // The other rules would report on code that the user did not write.
        return errors.push(function.name.span(), message);
    }
    factor_is_exponential(args, errors);
    decorrelated_is_exponential(args, errors);
    initial_delay_is_not_above_max_delay(args, errors);
    throttled_delay_is_between(args, errors);
    random_is_used(args, errors);
    attempt::is_known_to_hooks(args, errors);
    run_time::closures_take_no_parameters(args, errors);
    run_time::jitter_is_quoted(args, function, errors);
    limits::attempt_timeout_is_below_deadline(args, errors);
    limits::only_async_functions_are_cut(args, function, errors);
    function::new_names_are_new(args, function, errors);
    function::clones_are_parameters(args, function, errors);
    function::no_mut_parameter_is_shared(args, function, errors);
    function::parameters_show_their_names(function, errors);
    rewritten::is_retried_once(function, errors);
    rewritten::no_mut_reference_is_moved(function, errors);
    function::has_body(function, errors);
    function::is_not_const(function, errors);
    output::is_an_outcome(args, function, errors);
    generics::generic_error_has_a_verdict(args, paths, function, errors);
    patterns::not_all_is_excepted(args, function, errors);
    patterns::no_success_is_named(args, function, errors);
    patterns::last_error_exists(args, function, errors);
    idempotent::failures_may_have_no_effect(args, function, errors);
    stream::is_of_an_async_function(args, function, errors);
    stream::is_returned(args, function, errors);
    stream::is_not_looked_at(args, errors);
    stream::is_judged_without_captures(args, function, errors);
    upstream::max_wait_is_below_deadline(args, errors);
}

/// The option, if its value is a literal that passes the test.
fn is_given<T>(slot: &Slot<Value<T>>, test: impl FnOnce(&T) -> bool) -> Option<&Given<Value<T>>> {
    slot.as_ref().filter(|given| given.value.literal().is_some_and(test))
}

fn factor_is_exponential(args: &Args, errors: &mut Errors) {
    let Some(factor) = &args.factor else { return };
    if is_given(&args.backoff, |growth| *growth != Growth::Exponential).is_some() {
        errors.push(
            factor.key.span(),
            "`factor` only works with exponential backoff\nhelp: write `backoff = \"exp\"`, or leave `factor` out",
        );
    } else if is_given(&args.jitter, |jitter| *jitter == Jitter::Decorrelated).is_some() {
        errors.push(
            factor.key.span(),
            "`factor` has no effect with decorrelated jitter, which grows on its own\nhelp: leave `factor` out",
        );
    }
}

fn decorrelated_is_exponential(args: &Args, errors: &mut Errors) {
    let not_exponential = is_given(&args.backoff, |growth| *growth != Growth::Exponential);
    let decorrelated = is_given(&args.jitter, |jitter| *jitter == Jitter::Decorrelated);
    if let (Some(_), Some(jitter)) = (not_exponential, decorrelated) {
        errors.push(
            jitter.key.span(),
            "decorrelated jitter only works with exponential backoff\nhelp: write `jitter = \"full\"` here",
        );
    }
}

/// The default of `initial_delay`, unless it depends on an expression that rustc evaluates.
fn default_initial_delay(args: &Args) -> Option<u64> {
    let max_delay = match &args.max_delay {
        Some(_) => written(&args.max_delay)?.0,
        None => defaults::MAX_DELAY,
    };
    (args.policy.is_none() && args.initial_delay.is_none()).then_some(defaults::INITIAL_DELAY.min(max_delay))
}

fn initial_delay_is_not_above_max_delay(args: &Args, errors: &mut Errors) {
    not_above_max_delay("initial_delay", written(&args.initial_delay), args, errors);
}

fn not_above_max_delay(name: &str, delay: Option<(u64, Span)>, args: &Args, errors: &mut Errors) {
    let Some((delay, span)) = delay else { return };
    match (&args.max_delay, written(&args.max_delay)) {
        (Some(_), Some((max, _))) if delay > max => {
            errors.push(
                span,
                format!("`{name}` is above `max_delay`\nhelp: raise `max_delay`, or lower `{name}`"),
            );
        }
        (None, _) if delay > defaults::MAX_DELAY && args.policy.is_none() => {
            let message = format!(
                "`{name}` is above `max_delay`, which defaults to 20s\nhelp: add a `max_delay` that is at \
                 least `{name}`"
            );
            errors.push(span, message);
        }
        _ => {}
    }
}

fn throttled_delay_is_between(args: &Args, errors: &mut Errors) {
    let throttled = written(&args.throttled_delay);
    not_above_max_delay("throttled_delay", throttled, args, errors);
    let given = written(&args.initial_delay).map(|(initial, _)| initial);
    if let (Some((throttled, span)), Some(initial)) =
        (throttled, given.or_else(|| default_initial_delay(args)))
    {
        if throttled < initial {
            let default = if given.is_some() { "" } else { ", which has a default" };
            let message = format!(
                "`throttled_delay` is below `initial_delay`{default}, so it would never be used\nhelp: leave \
                 `throttled_delay` out, or lower `initial_delay`"
            );
            errors.push(span, message);
        }
    }
}

fn random_is_used(args: &Args, errors: &mut Errors) {
    let Some(random) = &args.random else { return };
    if args.call_id.is_none() && is_given(&args.jitter, |jitter| *jitter == Jitter::None).is_some() {
        errors.push(
            random.key.span(),
            "`random` is never called with `jitter = \"none\"`\nhelp: leave `random` out",
        );
    }
}
