//! The errors that are retried: by their verdict, or as `on` and `except` say.

use std::time::Duration;

use retry_attr::{FailureClass, PermanentReason, Retryable, StopReason, Verdict, retry};

/// The end of a call.
#[derive(Debug, PartialEq)]
struct End {
    attempts: u32,
    reason: StopReason,
    class: FailureClass,
    hint: Option<Duration>,
}

/// The end of a call of three attempts that always fails with this error.
macro_rules! end {
    ($error:expr, $type:ty $(, $($options:tt)*)?) => {{
        #[retry(
            sleep = |_| (),
            on_give_up = |gave_up| *end = Some(End {
                attempts: gave_up.attempt(),
                reason: gave_up.stop_reason(),
                class: gave_up.class(),
                hint: gave_up.verdict().hint(),
            }),
            $($($options)*)?
        )]
        fn fail(error: &dyn Fn() -> $type, end: &mut Option<End>) -> Result<(), $type> {
            Err(error())
        }
        let mut end = None;
        assert!(fail(&|| $error, &mut end).is_err());
        end.expect("`on_give_up` is called")
    }};
}

/// An error that knows.
#[derive(Debug)]
struct Judged(Verdict);

impl Retryable for Judged {
    fn verdict(&self) -> Verdict {
        self.0
    }
}

/// An error that doesn't.
#[derive(Debug)]
enum Foreign {
    Busy,
    Reset { port: u16 },
    Status(u16, &'static str),
}

const HINT: Duration = Duration::from_secs(7);
const BUSY: Verdict = Verdict::overloaded().with_hint(HINT);
const UNPROVEN: [PermanentReason; 3] =
    [PermanentReason::Auth, PermanentReason::Invalid, PermanentReason::Unrecognized];
const PROVEN: [PermanentReason; 3] =
    [PermanentReason::Quota, PermanentReason::TooLong, PermanentReason::Refused];

/// Retried until the attempts are used up.
fn used_up(verdict: Verdict) -> End {
    stopped(3, StopReason::Attempts, verdict)
}

fn stopped(attempts: u32, reason: StopReason, verdict: Verdict) -> End {
    End { attempts, reason, class: verdict.class(), hint: verdict.hint() }
}

mod without_options {
    use super::*;

    #[test]
    fn the_verdict_decides() {
        for verdict in [Verdict::transient(), Verdict::timed_out(), Verdict::throttled(), BUSY] {
            assert_eq!(end!(Judged(verdict), Judged), used_up(verdict));
        }
        for reason in [
            PermanentReason::Quota,
            PermanentReason::TooLong,
            PermanentReason::Refused,
            PermanentReason::Auth,
            PermanentReason::Invalid,
        ] {
            let verdict = Verdict::permanent(reason);
            assert_eq!(end!(Judged(verdict), Judged), stopped(1, StopReason::Permanent, verdict));
        }
    }

    #[test]
    fn unrecognized_errors_are_reported_and_not_retried() {
        type Erased = Box<dyn std::error::Error + Send + Sync>;
        let unrecognized = Verdict::permanent(PermanentReason::Unrecognized);
        assert_eq!(end!("?".into(), Erased), stopped(1, StopReason::Unrecognized, unrecognized));
        let reset = || std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        assert_eq!(end!(reset().into(), Erased), used_up(Verdict::transient()));
    }
}

mod on {
    use super::*;

    const EXCLUDED: StopReason = StopReason::Excluded;

    #[test]
    fn a_pattern_names_what_is_retried() {
        let unnamed = stopped(1, EXCLUDED, Verdict::transient());
        assert_eq!(end!(Foreign::Busy, Foreign, on(Foreign::Busy)), used_up(Verdict::transient()));
        assert_eq!(end!(Foreign::Reset { port: 1 }, Foreign, on(Foreign::Busy)), unnamed);
    }

    #[test]
    fn patterns_have_alternatives_guards_and_bindings() {
        macro_rules! attempts {
            ($error:expr) => {
                end!(
                    $error,
                    Foreign,
                    on(Foreign::Busy | Foreign::Status(500 | 502..=504, _) | Foreign::Reset { port: 1.. })
                )
                .attempts
            };
        }
        assert_eq!(attempts!(Foreign::Busy), 3);
        assert_eq!(attempts!(Foreign::Status(503, "")), 3);
        assert_eq!(attempts!(Foreign::Status(501, "")), 1);
        assert_eq!(attempts!(Foreign::Reset { port: 1 }), 3);
        assert_eq!(attempts!(Foreign::Reset { port: 0 }), 1);
    }

    #[test]
    fn bindings_are_references() {
        macro_rules! attempts {
            ($status:expr, $text:expr) => {
                end!(
                    Foreign::Status($status, $text),
                    Foreign,
                    on(Foreign::Status(status, text) if (status, text) == (&500, &"busy"))
                )
                .attempts
            };
        }
        assert_eq!(attempts!(500, "busy"), 3);
        assert_eq!(attempts!(500, "lost"), 1);
        assert_eq!(attempts!(400, "busy"), 1);
    }

    #[test]
    fn type_arguments_have_commas() {
        use std::any::Any;

        const fn is_own<S, C>(_: &Result<S, C>) -> bool {
            true
        }
        macro_rules! attempts {
            ($($option:tt)*) => { end!(Err(503), Result<u8, u16>, $($option)*).attempts };
        }
        assert_eq!(attempts!(on(Result::<u8, u16>::Err(503))), 3);
        assert_eq!(attempts!(on(_), except(Result::<u8, u16>::Err(503))), 1);
        assert_eq!(attempts!(on(e if is_own::<u8, u16>(e))), 3);
        assert_eq!(attempts!(on(e if <Result<u8, u16> as Any>::type_id(e) != 0_u8.type_id())), 3);
    }

    #[test]
    fn guards_see_the_whole_error_and_the_parameters() {
        #[retry(on(error if matches!(error, Foreign::Reset { port } if *port == home)), sleep = |_| ())]
        fn call(home: u16, port: u16, attempts: &mut u32) -> Result<(), Foreign> {
            *attempts += 1;
            Err(Foreign::Reset { port })
        }
        let mut attempts = 0;
        call(80, 80, &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, 3);
        call(80, 81, &mut attempts).expect_err("it always fails");
        assert_eq!(attempts, 4);
    }

    #[test]
    fn on_everything_overrides_every_verdict() {
        for reason in PROVEN.into_iter().chain(UNPROVEN) {
            let verdict = Verdict::permanent(reason).with_hint(HINT);
            assert_eq!(end!(Judged(verdict), Judged, on(_)), used_up(verdict));
        }
        assert_eq!(end!(Foreign::Busy, Foreign, on(_)), used_up(Verdict::transient()));
    }

    #[test]
    fn a_verdict_keeps_its_class_and_hint_and_what_the_reply_proves() {
        assert_eq!(end!(Judged(BUSY), Judged, on(Judged(_))), used_up(BUSY));
        for reason in UNPROVEN {
            let verdict = Verdict::permanent(reason).with_hint(HINT);
            assert_eq!(end!(Judged(verdict), Judged, on(Judged(_))), used_up(verdict));
        }
        for reason in PROVEN {
            let verdict = Verdict::permanent(reason).with_hint(HINT);
            assert_eq!(
                end!(Judged(verdict), Judged, on(Judged(_))),
                stopped(1, StopReason::Permanent, verdict)
            );
        }
    }

    #[test]
    fn errors_that_on_does_not_match_are_not_retried() {
        let verdict = Verdict::transient();
        let end = end!(Judged(verdict), Judged, on(Judged(verdict) if verdict.hint().is_some()));
        assert_eq!(end, stopped(1, EXCLUDED, verdict));
    }
}

mod except {
    use super::*;

    #[test]
    fn wins_over_the_verdict() {
        assert_eq!(
            end!(Judged(BUSY), Judged, except(Judged(verdict) if verdict.hint().is_some())),
            stopped(1, StopReason::Excluded, BUSY)
        );
        assert_eq!(
            end!(Judged(BUSY), Judged, except(Judged(verdict) if verdict.hint().is_none())),
            used_up(BUSY)
        );
    }

    #[test]
    fn leaves_the_rest_to_the_verdict() {
        let verdict = Verdict::permanent(PermanentReason::Auth);
        let end = end!(Judged(verdict), Judged, except(Judged(verdict) if verdict.hint().is_some()));
        assert_eq!(end, stopped(1, StopReason::Permanent, verdict));
    }

    #[test]
    fn wins_over_on() {
        macro_rules! attempts {
            ($error:expr, $($on:tt)*) => { end!($error, Foreign, except(Foreign::Status(401, _)), $($on)*).attempts };
        }
        assert_eq!(attempts!(Foreign::Status(401, ""), on(_)), 1);
        assert_eq!(attempts!(Foreign::Status(500, ""), on(_)), 3);
        assert_eq!(attempts!(Foreign::Status(401, ""), on(Foreign::Status(..))), 1);
        assert_eq!(attempts!(Foreign::Status(500, ""), on(Foreign::Status(..))), 3);
    }
}
