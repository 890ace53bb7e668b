//! The number of attempts that a kit gives.

use retry_attr::StopReason;
use retry_attr::retry;
use retry_attr::test::Kit;

use crate::{Failed, TRANSIENT, poll_once};

const KIT: Kit = Kit::new().no_wait();

#[retry(max = 4)]
fn fail() -> Result<(), Failed> {
    Err(TRANSIENT)
}

#[retry(max = 4)]
async fn fail_later() -> Result<(), Failed> {
    Err(TRANSIENT)
}

#[test]
fn attempts_override_max() {
    assert_eq!(KIT.run(fail).1.attempts(), 4);
    for attempts in [1, 2, 9] {
        let kit = KIT.attempts(attempts);
        for record in [kit.run(fail).1, poll_once(kit.run_async(fail_later())).1] {
            assert_eq!(record.attempts(), attempts as usize);
            assert_eq!(record.stop_reasons(), [StopReason::Attempts]);
        }
    }
}

#[test]
fn zero_attempts_count_as_one() {
    assert_eq!(KIT.attempts(0).run(fail).1.attempts(), 1);
    assert_eq!(KIT.attempts(0), KIT.attempts(1));
}

#[test]
fn bodies_and_hooks_see_it() {
    #[retry(max = 4, attempt = attempt, on_give_up = |gave_up| seen.push(gave_up.max()))]
    fn fail(seen: &mut Vec<u32>) -> Result<bool, Failed> {
        seen.push(attempt.max());
        if attempt.is_last() { Ok(true) } else { Err(TRANSIENT) }
    }
    #[retry(max = 4, on_retry = |retry| seen.push(retry.max()))]
    fn fail_always(seen: &mut Vec<u32>) -> Result<bool, Failed> {
        Err(TRANSIENT)
    }
    let mut seen = Vec::new();
    assert_eq!(KIT.attempts(2).run(|| fail(&mut seen)).0, Ok(true));
    assert_eq!(seen, [2, 2]);

    let mut seen = Vec::new();
    KIT.attempts(2).run(|| fail_always(&mut seen)).0.expect_err("it always fails");
    assert_eq!(seen, [2]);
}
