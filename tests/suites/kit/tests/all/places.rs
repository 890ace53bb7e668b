//! Where a kit holds: inside, on whichever thread that is, and nowhere else.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Barrier;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use retry_attr::retry;
use retry_attr::test::{Kit, advance, wrap};

use crate::{Failed, TRANSIENT, millis, poll_once, secs};

const KIT: Kit = Kit::new().no_wait();

thread_local! {
    static WAITED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Notes a wait that was not skipped.
fn note(wait: Duration) {
    WAITED.set(WAITED.get() + wait);
}

#[retry(max = 2, initial_delay = "3s", jitter = "none", sleep = note)]
fn fail() -> Result<(), Failed> {
    Err(TRANSIENT)
}

/// Whether a call waits here, as it does outside of a kit.
fn waits() -> bool {
    fail().expect_err("it always fails");
    WAITED.take() == secs(3)
}

/// Ready when it is polled again.
async fn once_pending() {
    let mut polled = false;
    std::future::poll_fn(
        |_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending },
    )
    .await;
}

#[test]
fn a_kit_follows_a_future_between_threads() {
    let mut future = Box::pin(KIT.run_async(async {
        let first = (waits(), thread::current().id());
        once_pending().await;
        (first, (waits(), thread::current().id()))
    }));
    let mut poll = || future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(poll().is_pending());
    assert!(waits(), "it is not polled now");
    let polled = thread::scope(|scope| {
        let thread = scope.spawn(|| (poll(), waits()));
        thread.join().expect("no panic")
    });
    let (Poll::Ready((((first, here), (second, there)), record)), true) = polled else {
        panic!("{polled:?}")
    };
    assert!(!first && !second && here != there);
    assert_eq!(record.waits(), [secs(3); 2]);
    assert_eq!(record.elapsed(), secs(6));
}

#[test]
fn tests_that_run_side_by_side_do_not_meet() {
    let both_inside = Barrier::new(2);
    let inside = |kit: Kit, calls: usize| {
        let ((), record) = kit.run(|| {
            both_inside.wait();
            (0..calls).for_each(|_| assert!(fail().is_err()));
            both_inside.wait();
        });
        record
    };
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| inside(KIT.attempts(5), 1));
        let other = inside(KIT, 3);
        (one.join().expect("no panic"), other)
    });
    assert_eq!((one.attempts(), other.attempts()), (5, 6));
    assert_eq!((one.elapsed(), other.elapsed()), (one.waits().iter().sum(), secs(9)));
}

#[test]
fn of_nested_kits_the_inner_one_holds_and_then_the_outer_one_again() {
    let (inner, outer) = KIT.attempts(3).run(|| {
        fail().expect_err("it always fails");
        let ((), inner) = Kit::new().run(|| assert!(waits()));
        fail().expect_err("it always fails");
        inner
    });
    assert_eq!((inner.attempts(), outer.attempts()), (2, 6));

    let (inner, outer) = poll_once(KIT.attempts(3).run_async(async {
        let (waited, inner) = Kit::new().run_async(async { waits() }).await;
        assert!(waited);
        fail().expect_err("it always fails");
        inner
    }));
    assert_eq!((inner.attempts(), outer.attempts()), (2, 3));
}

#[test]
fn a_panic_leaves_it() {
    let ((), record) = KIT.run(|| {
        let sync = || Kit::new().run(|| panic!("in a kit"));
        catch_unwind(AssertUnwindSafe(sync)).expect_err("a panic");
        let asynchronous = || poll_once(Kit::new().run_async(async { panic!("in a kit") }));
        catch_unwind(AssertUnwindSafe(asynchronous)).expect_err("a panic");
        assert!(!waits(), "the outer kit is back");
    });
    assert_eq!(record.attempts(), 2);
    catch_unwind(|| KIT.run(|| panic!("in a kit"))).expect_err("a panic");
    assert!(waits());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_needs_to_be_wrapped() {
    let (waited, record) = KIT
        .run_async(async {
            let without = tokio::spawn(async { waits() });
            let with = tokio::spawn(wrap(async { waits() }));
            (without.await.expect("no panic"), with.await.expect("no panic"))
        })
        .await;
    assert_eq!(waited, (true, false));
    assert_eq!(record.waits(), [secs(3)]);
}

#[test]
fn a_wrapped_future_keeps_its_kit() {
    let (wrapped, _) = KIT.attempts(5).run(|| wrap(async { fail() }));
    let (outcome, outer) = poll_once(KIT.run_async(wrapped));
    outcome.expect_err("it always fails");
    assert_eq!(outer.attempts(), 0);
    let unwrapped = wrap(async { waits() });
    assert!(!poll_once(KIT.run_async(unwrapped)).0, "there was no kit to take along");
    assert!(poll_once(wrap(async { waits() })));
}

#[tokio::test(start_paused = true)]
async fn outside_nothing_changes() {
    #[retry(deadline = "2s", initial_delay = "1s", jitter = "none", attempt = attempt)]
    async fn fail() -> Result<(), Failed> {
        advance(secs(60));
        assert_eq!(
            attempt.elapsed(),
            if attempt.is_last() { secs(2) } else { secs(u64::from(attempt.number()) - 1) }
        );
        Err(TRANSIENT)
    }
    let start = tokio::time::Instant::now();
    fail().await.expect_err("it always fails");
    assert_eq!(start.elapsed(), secs(1));
    advance(millis(1));
    assert_eq!(start.elapsed(), secs(1));
}

/// The futures of a kit can be spawned.
#[test]
fn runs_and_wrapped_futures_are_send() {
    fn is_send<T: Send>(_: &T) {}
    let future: Pin<Box<dyn Future<Output = bool> + Send>> = Box::pin(async { waits() });
    is_send(&KIT.run_async(future));
    is_send(&wrap(async { waits() }));
}
