//! A plain interpreter of the options plays random calls against the real loop: the same
//! attempts at the same times, the same waits to the nanosecond, the same reason to stop, the same result.

mod failed;
mod gate;
mod judge;
mod model;
mod run;
mod script;
mod strategy;
mod time;
#[path = "../support/told.rs"]
mod told;
mod waits;

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use proptest::prelude::*;
use retry_attr::test::{Gate, Kit, Record, advance};
use tokio::runtime::Builder;
use tokio::time::{Instant, timeout};

use self::model::{Played, play};
use self::run::Run;
use self::script::Script;
use self::strategy::{script, script_alone};
use self::time::Time;
use self::told::Told;

const CASES: u32 = 10_000;

/// The actions of the real loop, in the model's types.
fn seen(run: &Run<'_>, record: &Record, returned: Option<failed::Outcome>) -> Played {
    Played {
        begun: run.begun(),
        ends: record.entries().iter().map(|entry| Told::from(entry.end())).collect(),
        returned,
    }
}

fn assert_same(
    script: &Script,
    expected: &Played,
    run: &Run<'_>,
    record: &Record,
    returned: Option<failed::Outcome>,
) {
    assert_eq!(&seen(run, record, returned), expected, "{script:#?}");
    if script.hooks {
        let (mut told, mut hooked) = (expected.told(), run.told());
        if let Some(Told::NoTurn { stop_reason }) = told.last().copied() {
            // A hook also receives the class of the returned failure.
            told.pop();
            let last = hooked.pop();
            assert!(
                matches!(last, Some(Told::GaveUp { stop_reason: reason, .. }) if reason == stop_reason),
                "{last:?} of {script:#?}"
            );
        }
        assert_eq!(hooked, told, "the hooks of {script:#?}");
    }
    assert_eq!(run.alive(), 0, "an attempt is left of {script:#?}");
}

/// A kit that skips waits, with the upstream of the script.
fn kit(run: &Run<'_>, script: &Script) -> Kit {
    let paused = script.options.upstream.map_or(0, |shared| shared.paused);
    Kit::new().no_wait().upstream(run.upstream(), Gate::Paused(Duration::from_nanos(paused)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_model_holds_on_the_paused_clock(script in script_alone()) {
        let run = Run::new(&script);
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
        let (returned, record) = runtime.block_on(async {
            let start = Instant::now();
            let call = run.call(|| start.elapsed(), tokio::time::sleep);
            let end = script.dropped_after.unwrap_or(Duration::from_secs(3600));
            Kit::new().run_async(async { timeout(end, call).await.ok() }).await
        });
        let expected = play(&script, Time::Paused).dropped_after(script.dropped_after);
        assert_same(&script, &expected, &run, &record, returned);
    }

    #[test]
    fn the_model_holds_on_the_virtual_clock(script in script()) {
        let run = Run::new(&script);
        let call = kit(&run, &script).run_async(async {
            run.call(run::virtual_clock(), async |duration| advance(duration)).await
        });
        let Poll::Ready((returned, record)) = pin!(call).poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits");
        };
        let expected = play(&script, Time::Virtual);
        assert_eq!(record.elapsed(), expected.elapsed, "{script:#?}");
        assert_same(&script, &expected.played(), &run, &record, Some(returned));
    }

    #[test]
    fn the_model_holds_in_a_sync_function(script in script()) {
        let run = Run::new(&script);
        let (returned, record) = kit(&run, &script).run(|| run.call_sync(run::virtual_clock()));
        let expected = play(&script, Time::Sync);
        assert_eq!(record.elapsed(), expected.elapsed, "{script:#?}");
        assert_same(&script, &expected.played(), &run, &record, Some(returned));
    }
}
