//! A kit has its own state for each upstream, and its clock passes the time in line.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{join, join_all};
use retry_attr::test::{Gate, Kit, Warning, advance, wrap};
use retry_attr::{AsUpstream, StopReason, Upstream, Verdict, retry};

use crate::told::Told;
use crate::{Failed, TRANSIENT, millis, poll_once, secs};

const KIT: Kit = Kit::new().no_wait();

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(upstream = GPT, jitter = "none")]
async fn ask(failures: &mut Vec<Verdict>) -> Result<Duration, Failed> {
    match failures.len() {
        0 => Ok(Duration::ZERO),
        _ => Err(Failed(failures.remove(0))),
    }
}

#[retry(upstream = upstream, attempt = attempt)]
fn ask_now<U: AsUpstream>(upstream: U) -> Result<Duration, Failed> {
    Ok(attempt.waited())
}

#[retry(upstream = upstream, attempt = attempt)]
async fn ask_later<U: AsUpstream>(upstream: U) -> Result<Duration, Failed> {
    Ok(attempt.waited())
}

/// The call in line waits until the attempt that holds the slot has run.
#[tokio::test]
async fn calls_wait_for_a_slot_without_a_clock() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    #[retry(upstream = ONE)]
    async fn ask() -> Result<u8, Failed> {
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        advance(secs(1));
        Ok(7)
    }
    let ((first, second), record) = KIT.run_async(join(ask(), ask())).await;
    assert_eq!((first, second), (Ok(7), Ok(7)));
    assert_eq!(record.attempts(), 2);
    assert_eq!((record.elapsed(), record.upstream_waits()), (secs(2), vec![secs(1)]));
}

/// An attempt may wait in real time. The limits of a call in line then end no sooner.
#[tokio::test(start_paused = true)]
async fn a_slot_that_is_held_for_a_real_time_is_waited_for() {
    static BUSY: Upstream = Upstream::new("busy").in_flight(1);

    #[retry(upstream = BUSY)]
    async fn hang() -> Result<u8, Failed> {
        tokio::time::sleep(secs(3)).await;
        Ok(7)
    }
    #[retry(upstream = BUSY, deadline = "2s")]
    async fn ask(takes: Duration) -> Result<u8, Failed> {
        tokio::time::sleep(takes).await;
        Ok(7)
    }
    let both = join(ask(millis(1500)), ask(Duration::ZERO));
    assert_eq!(KIT.run_async(both).await.0, (Ok(7), Ok(7)));

    let ((first, second), record) = KIT.run_async(join(hang(), ask(Duration::ZERO))).await;
    assert_eq!((first, second), (Ok(7), Err(Failed::from_line())));
    assert_eq!((record.elapsed(), record.upstream_waits()), (secs(2), vec![secs(2)]));
}

#[tokio::test]
async fn a_cost_that_does_not_count_as_written_is_a_warning_once_per_kit() {
    #[retry(upstream(upstream, cost = cost))]
    async fn ask<U: AsUpstream>(upstream: U, cost: u32) -> Result<u8, Failed> {
        Ok(7)
    }
    static FEW: Upstream = Upstream::new("few").tokens_per_minute(600);

    let (answer, record) = KIT.run_async(ask(&FEW, 600)).await;
    assert_eq!((answer, record.warnings()), (Ok(7), [].as_slice()));
    for _ in 0..2 {
        let calls = async {
            for cost in [700, 800] {
                assert_eq!((ask(&GPT, cost).await, ask(&FEW, cost).await), (Ok(7), Ok(7)));
            }
        };
        let ((), record) = KIT.run_async(calls).await;
        let warnings: Vec<_> = record.of("ask").warnings().iter().map(ToString::to_string).collect();
        assert_eq!(
            warnings,
            [
                "a call with a cost of 700, but `gpt-5` has no `tokens_per_minute`",
                "a call with a cost of 700, but `few` has 600 tokens per minute",
            ]
        );
        assert!(
            matches!(&record.warnings()[0], Warning::CostWithoutLimit { upstream, cost: 700, .. } if upstream == "gpt-5")
        );
    }
}

#[tokio::test]
async fn calls_wait_for_their_pace_on_the_virtual_clock() {
    let kit = KIT.upstream(&GPT, Gate::Paced { per_minute: 120 });
    let ((), record) = kit
        .run_async(async {
            let calls = join_all((0..10).map(|_| ask_later(&GPT))).await;
            assert!(calls.iter().all(Result::is_ok), "{calls:?}");
        })
        .await;
    let waits = record.upstream_waits();
    assert_eq!((waits.len(), waits[0]), (10, millis(500)));
    // The pace grows slowly, and the calls of a kit go one after the other.
    assert!(waits.windows(2).all(|two| two[1] < two[0]) && waits[9] > millis(400), "{waits:?}");
    assert_eq!(record.elapsed(), waits.iter().sum::<Duration>());
}

/// No runtime is needed, because no time passes.
#[test]
fn upstreams_start_paused() {
    let kit = KIT.upstream(&GPT, Gate::Paused(secs(60)));
    let (waited, record) = poll_once(kit.run_async(ask_later(&GPT)));
    let waited = waited.expect("it never fails");
    assert_eq!(record.upstream_waits(), [waited]);
    assert!(waited >= secs(60) && waited <= secs(61) && record.elapsed() == waited, "{record:?}");

    let (waited, record) = kit.run(|| ask_now(&GPT));
    assert_eq!(record.upstream_waits(), [waited.expect("it never fails")]);
    assert_eq!(record.entries()[0].upstream_wait(), record.elapsed());
}

#[test]
fn upstreams_start_open_in_each_kit() {
    static LIMITED: Upstream = Upstream::new("limited").in_flight(1).budget(10);

    let (_, record) = KIT.run(|| {
        LIMITED.pause(secs(60));
        LIMITED.set_in_flight(2).expect("a limit");
        LIMITED.allow_retries(false);
        ask_now(&LIMITED)
    });
    assert_eq!(record.upstream_waits().len(), 1);
    assert!(LIMITED.state().paused_for.is_zero());

    let (waited, record) = KIT.run(|| {
        assert!(LIMITED.state().paused_for.is_zero());
        ask_now(&LIMITED)
    });
    assert_eq!((waited, record.upstream_waits()), (Ok(Duration::ZERO), vec![]));
}

#[test]
fn the_budget_of_a_kit_is_its_own() {
    static SMALL: Upstream = Upstream::new("small").budget(10);

    #[retry(upstream = SMALL, jitter = "none")]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    for _ in 0..2 {
        let (_, record) = KIT.run(|| (fail(), fail()));
        assert_eq!(record.stop_reasons(), [StopReason::Attempts, StopReason::Budget]);
    }
    assert_eq!(SMALL.state().budget, Some(10));
}

/// An upstream may lie where an earlier one lay.
#[test]
fn each_new_upstream_is_another_one() {
    let ((), record) = KIT.run(|| {
        for _ in 0..3 {
            let upstream = Box::new(Upstream::new("short-lived"));
            assert!(upstream.state().paused_for.is_zero());
            upstream.pause(secs(10));
            assert!(ask_now(&*upstream).is_ok());
        }
    });
    assert_eq!(record.upstream_waits().len(), 3);
}

#[tokio::test]
async fn spawned_tasks_meet_in_the_state_of_their_kit() {
    let upstream = Arc::new(Upstream::new("spawned"));
    let task = {
        let upstream = Arc::clone(&upstream);
        async move {
            upstream.pause(secs(60));
            tokio::spawn(wrap(ask_later(upstream))).await.expect("no panic")
        }
    };
    let (waited, _) = KIT.run_async(task).await;
    assert!(waited.expect("it never fails") >= secs(60));
    assert!(upstream.state().paused_for.is_zero());
}

#[tokio::test]
async fn waits_after_a_refusal_are_recorded() {
    let refused = Verdict::throttled().with_hint(secs(3));
    let (outcome, record) = KIT.run_async(ask(&mut vec![refused, refused])).await;
    assert!(outcome.is_ok());
    let ends: Vec<_> = record.entries().iter().map(|entry| Told::from(entry.end())).collect();
    assert!(matches!(ends[..], [Told::Retried { .. }, Told::Retried { .. }, Told::Succeeded]), "{ends:?}");
    let waits: Vec<_> = record.entries().iter().map(retry_attr::test::Entry::upstream_wait).collect();
    assert_eq!(waits[0], Duration::ZERO);
    assert_eq!(record.elapsed(), record.waits().iter().sum::<Duration>() + waits.iter().sum::<Duration>());
    assert_eq!(record.upstream_waits(), waits[1..]);
}

/// A call that had no turn has made no attempt.
#[test]
fn calls_without_a_turn_do_not_count_as_attempts() {
    #[retry(upstream(GPT, max_wait = "2s"))]
    fn patient() -> Result<(), Failed> {
        panic!("there is no turn")
    }
    #[retry(upstream = GPT, deadline = "10s", initial_delay = "1ms", on_retry = |_| GPT.pause(secs(60)))]
    fn fail() -> Result<(), Failed> {
        Err(TRANSIENT)
    }
    let paused = KIT.upstream(&GPT, Gate::Paused(secs(60)));
    let (outcome, record) = paused.run(patient);
    assert_eq!(outcome, Err(Failed::from_line()));
    assert_eq!((record.attempts(), record.classes()), (0, vec![]));
    assert_eq!(record.stop_reasons(), [StopReason::LineTooLong]);

    let (outcome, record) = KIT.run(fail);
    assert_eq!(outcome, Err(Failed::from_cut()));
    assert_eq!((record.attempts(), record.classes().len()), (1, 1));
    assert_eq!(record.stop_reasons(), [StopReason::Deadline]);
    let ends: Vec<_> = record.entries().iter().map(|entry| Told::from(entry.end())).collect();
    assert!(
        matches!(ends[..], [Told::Retried { .. }, Told::NoTurn { stop_reason: StopReason::Deadline }]),
        "{ends:?}"
    );
}

/// The limit of an attempt begins with its turn.
#[test]
fn the_time_in_line_does_not_count_as_an_attempt() {
    #[retry(upstream = GPT, deadline = "100s", attempt = attempt)]
    fn ask() -> Result<(Duration, Option<Duration>, Duration), Failed> {
        Ok((attempt.waited(), attempt.remaining(), attempt.elapsed()))
    }
    let (seen, _) = KIT.upstream(&GPT, Gate::Paused(secs(60))).run(ask);
    let (waited, remaining, elapsed) = seen.expect("it never fails");
    assert!(waited >= secs(60), "{waited:?}");
    assert_eq!((remaining, elapsed), (secs(100).checked_sub(waited), waited));
}
