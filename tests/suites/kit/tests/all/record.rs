//! The record: each attempt, how it ended and why.

use retry_attr::test::Kit;
use retry_attr::{FailureClass, PermanentReason, StopReason, Verdict, retry};

use crate::told::Told;
use crate::{Failed, TRANSIENT, millis, poll_once, secs};

const KIT: Kit = Kit::new().no_wait();

/// Fails with each of these, and then succeeds.
#[retry(max = 9, jitter = "none")]
fn ask(failures: &mut Vec<Verdict>) -> Result<u8, Failed> {
    match failures.len() {
        0 => Ok(7),
        _ => Err(Failed(failures.remove(0))),
    }
}

#[retry(jitter = "none", name = "a model")]
async fn ask_later(failures: &mut Vec<Verdict>) -> Result<u8, Failed> {
    match failures.len() {
        0 => Ok(7),
        _ => Err(Failed(failures.remove(0))),
    }
}

#[test]
fn a_record_has_each_wait_with_its_reason_and_the_success() {
    let hint = Verdict::throttled().with_hint(secs(7));
    let (outcome, record) = KIT.run(|| ask(&mut vec![hint, Verdict::transient()]));
    assert_eq!(outcome, Ok(7));
    let expected = [
        Told::Retried { class: FailureClass::Throttled, wait: secs(7), server_asked: true },
        Told::Retried { class: FailureClass::Transient, wait: secs(1), server_asked: false },
        Told::Succeeded,
    ];
    for (number, (entry, told)) in (1..).zip(record.entries().iter().zip(expected)) {
        assert_eq!((entry.attempt(), Told::from(entry.end())), (number, told));
        assert_eq!(entry.function(), concat!(module_path!(), "::ask"));
    }
    assert_eq!(record.attempts(), 3);
    assert_eq!(record.waits(), [secs(7), secs(1)]);
    assert_eq!(record.classes(), [FailureClass::Throttled, FailureClass::Transient]);
    assert_eq!(record.stop_reasons(), []);
}

#[test]
fn a_record_has_the_stop_reason() {
    let permanent = Verdict::permanent(PermanentReason::Auth);
    let too_long = Verdict::overloaded().with_hint(secs(1000));
    let (_, record) = KIT.run(|| (ask(&mut vec![permanent]), ask(&mut vec![too_long])));
    assert_eq!(record.stop_reasons(), [StopReason::Permanent, StopReason::HintTooLong]);
    assert_eq!(record.classes(), [FailureClass::Permanent(PermanentReason::Auth), FailureClass::Overloaded]);
    let (_, record) = poll_once(KIT.run_async(ask_later(&mut vec![Verdict::timed_out(); 3])));
    let gave_up = Told::GaveUp { class: FailureClass::TimedOut, stop_reason: StopReason::Attempts };
    let entry = &record.entries()[2];
    assert_eq!((entry.function(), entry.attempt(), Told::from(entry.end())), ("a model", 3, gave_up));
    assert_eq!(record.waits(), [millis(500), secs(1)]);
}

#[test]
fn records_are_compared() {
    let run = |failures: &[Verdict]| KIT.run(|| ask(&mut failures.to_vec())).1;
    assert_eq!(run(&[TRANSIENT.0]), run(&[TRANSIENT.0]));
    assert_ne!(run(&[TRANSIENT.0]), run(&[Verdict::timed_out()]));
}

#[test]
fn functions_are_selected_by_the_end_of_their_path() {
    #[retry(on_ok(done if !*done), max = 2, jitter = "none", initial_delay = "1s")]
    fn task() -> Result<bool, Failed> {
        Ok(false)
    }
    let (_, record) = KIT.run(|| (ask(&mut vec![TRANSIENT.0]), task()));
    assert_eq!(record.waits(), [millis(500), secs(1)]);
    assert_eq!(record.of("ask").waits(), [millis(500)]);
    assert_eq!(record.of("record::ask").attempts(), 2);
    assert_eq!(record.of("task").stop_reasons(), [StopReason::Attempts]);
    assert_eq!(record.of("sk").attempts(), 0);
    assert_eq!(record.of("").attempts(), 0);
}

#[test]
fn a_wait_of_zero_is_in_it() {
    #[retry(initial_delay = "0s", max = 2)]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    assert_eq!(KIT.run(fail).1.waits(), [secs(0)]);
}

/// `r#` is how the name is written, and no part of it.
#[test]
fn raw_names_lose_their_prefix() {
    #[retry]
    fn r#type() -> Result<u8, Failed> {
        Ok(7)
    }
    let (_, record) = KIT.run(r#type);
    assert_eq!(record.entries()[0].function(), concat!(module_path!(), "::type"));
    assert_eq!(record.of("type").attempts(), 1);
}
