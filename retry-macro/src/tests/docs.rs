//! What `docs` says, and that it is true.

use std::time::Duration;

use proc_macro2::TokenStream;
use quote::quote;
use retry_attr_runtime::{Backoff, Jitter, Policy};

use crate::args::Args;
use crate::docs::paragraph;
use crate::duration;
use crate::errors::Errors;

fn said(options: TokenStream, is_async: bool) -> String {
    let mut errors = Errors::new();
    let args = Args::parse(options, &mut errors);
    assert!(errors.finish().is_ok());
    paragraph(&args, is_async)
}

#[test]
fn sentences() {
    let cases = [
        (
            quote!(docs),
            "It is tried up to 3 times, as long as its error is worth another try. The waits between are at most 3s in all; \
             a server may ask for more, up to 2m each time.",
        ),
        (
            quote!(max = 1, initial_delay = "1s", deadline = "1s", docs),
            "It is tried once. The call ends after 1s.",
        ),
        (
            quote!(max = 2, on(e @ E::A(..) | E::B { .. } if e.is(1, 2))),
            "It is tried up to 2 times, as long as its error matches `e @ E::A (..) | E::B { .. } if e.is (1, 2)`. The \
             waits between are at most 1s in all; a server may ask for more, up to 2m each time.",
        ),
        (
            quote!(
                on(_),
                except(Spent),
                on_ok(0),
                initial_delay = "0s",
                throttled_delay = "0s",
                max_retry_after = "90s"
            ),
            "It is tried up to 3 times, as long as it fails and does not match `Spent`. An `Ok` that matches `0` counts as \
             a failure. There are no waits between; a server may ask for more, up to 1m30s each time.",
        ),
        (
            quote!(max = 2, except(e if e.is("`")), attempt_timeout = "1.5s"),
            "It is tried up to 2 times, as long as its error is worth another try and does not match \
             ``e if e . is (\"`\")``. The waits between are at most 1s in all; a server may ask for more, up to 2m each \
             time. An attempt ends after 1.5s.",
        ),
    ];
    for (options, sentences) in cases {
        assert_eq!(said(options, true), sentences);
    }
    assert!(said(quote!(deadline = "2m"), false).ends_with(" No attempt is begun after 2m."));
}

#[test]
fn the_sum_is_that_of_the_policy() {
    const SECOND: Duration = Duration::from_secs(1);
    let default = Policy::DEFAULT;
    let cases = [
        (quote!(max = 2), default.max(2)),
        (quote!(max = 4), default.max(4)),
        (quote!(max = 150), default.max(150)),
        (quote!(max = 9, factor = 1.5), default.max(9).factor(1.5)),
        (quote!(max = 9, backoff = "linear"), default.max(9).backoff(Backoff::Linear)),
        (quote!(max = 9, backoff = "fibonacci"), default.max(9).backoff(Backoff::Fibonacci)),
        (quote!(max = 200, backoff = "constant"), default.max(200).backoff(Backoff::Constant)),
        (quote!(max = 6, jitter = "decorrelated"), default.max(6).jitter(Jitter::Decorrelated)),
        (quote!(max = 6, jitter = "none"), default.max(6).jitter(Jitter::None)),
        (quote!(max = 6, jitter = 0.25), default.max(6).jitter(Jitter::Fraction(0.25))),
        (quote!(max = 6, initial_delay = "3s"), default.max(6).initial_delay(3 * SECOND)),
        (quote!(max = 6, throttled_delay = "7s"), default.max(6).throttled_delay(7 * SECOND)),
        (quote!(max = 6, max_delay = "300ms"), default.max(6).max_delay(Duration::from_millis(300))),
        (quote!(max = 70, max_delay = "3d"), default.max(70).max_delay(72 * 3600 * SECOND)),
    ];
    for (options, policy) in cases {
        let sum: Duration = policy.throttled_schedule().sum();
        let sum = u64::try_from(sum.as_nanos()).expect("less than 584 years");
        let expected = format!(" at most {} in all;", duration::text(sum));
        let said = said(options.clone(), true);
        assert!(said.contains(&expected), "{options}: {said} is not {expected}");
    }
    let said = said(quote!(max = 4294967295, initial_delay = "1ns"), true);
    assert!(said.contains(" at most 213503d"), "584 years, and at once: {said}");
}
