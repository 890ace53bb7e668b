use super::nanos;
use crate::args::{Args, Growth, Jitter, Number, defaults};

/// Waits that are added up one by one; those behind them are as long as waits can be.
const COUNTED: u32 = 100;

/// The sum of our own waits in nanoseconds if each is as long as it may be: all of them after rate limits, whose first
/// ceiling is the higher one.
pub(super) fn longest(args: &Args, max: u32) -> u64 {
    let max_delay = nanos(&args.max_delay).unwrap_or(defaults::MAX_DELAY);
    let initial = nanos(&args.initial_delay).unwrap_or(defaults::INITIAL_DELAY.min(max_delay));
    let first = nanos(&args.throttled_delay).unwrap_or(defaults::THROTTLED_DELAY.min(max_delay)).max(initial);
    let waits = max.saturating_sub(1);
    let counted = waits.min(COUNTED);
    let sum = growth(args).take(counted as usize).fold(0_u64, |sum, growth| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "as at run time: a float's 53 bits are enough for a wait, and the cast back saturates"
        )]
        let ceiling = (first as f64 * growth) as u64;
        sum.saturating_add(ceiling.min(max_delay))
    });
    let is_constant = args.backoff.as_ref().is_some_and(|given| given.value == Growth::Constant);
    let last = if is_constant { first.min(max_delay) } else { max_delay };
    sum.saturating_add(last.saturating_mul(u64::from(waits - counted)))
}

/// How many times the first ceiling each ceiling is.
fn growth(args: &Args) -> Box<dyn Iterator<Item = f64>> {
    let times = |factor: f64| move |growth: &f64| Some(growth * factor);
    if args.jitter.as_ref().is_some_and(|given| given.value == Jitter::Decorrelated) {
        // From the wait before, which is at first the first ceiling.
        return Box::new(std::iter::successors(Some(3.0), times(3.0)));
    }
    match args.backoff.as_ref().map_or(Growth::Exponential, |given| given.value) {
        Growth::Exponential => {
            let factor = match args.factor.as_ref().map(|given| &given.value) {
                Some(Number::Literal(factor, _)) => *factor,
                _ => 2.0,
            };
            Box::new(std::iter::successors(Some(1.0), times(factor)))
        }
        Growth::Linear => Box::new(std::iter::successors(Some(1.0), |growth| Some(growth + 1.0))),
        Growth::Constant => Box::new(std::iter::repeat(1.0)),
        Growth::Fibonacci => {
            let pairs = std::iter::successors(Some((1.0, 1.0)), |&(low, high)| Some((high, low + high)));
            Box::new(pairs.map(|(low, _)| low))
        }
    }
}
