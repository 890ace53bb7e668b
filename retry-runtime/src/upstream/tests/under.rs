use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Instant;
use std::vec::Vec;

use super::at;
use crate::attempts::Attempts;
use crate::upstream::admit::may_go;
use crate::upstream::joined::Joined;
use crate::upstream::{Refused, Under, Upstream};
use crate::verdict::{FailureClass, Verdict};
use crate::wait::{Clock, Thread};

fn enters(upstream: &Upstream) -> Option<Under<&Upstream>> {
    let mut under = Under::new(upstream);
    under.admit_blocking(Thread, false, None, Thread).is_ok().then_some(under)
}

#[test]
fn an_open_gate_lets_a_call_go() {
    static UPSTREAM: Upstream = Upstream::new("test");
    let mut under = Under::new(&UPSTREAM);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.succeeded(Thread);
}

#[test]
fn a_dropped_attempt_frees_its_slot() {
    let upstream = Upstream::new("test").in_flight(1);
    let mut under = Under::new(&upstream);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    assert_eq!(upstream.state().in_flight, 1);
    drop(under);
    assert_eq!(upstream.state().in_flight, 0);
}

#[test]
fn a_slot_is_free_while_the_call_waits_for_its_next_attempt() {
    let upstream = Upstream::new("test").in_flight(1);
    let mut under = Under::new(&upstream);
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.failed(Thread, Verdict::transient());
    assert_eq!(upstream.state().in_flight, 0);
    drop(under);
    assert_eq!(upstream.state().in_flight, 0);
}

#[test]
fn sync_callers_take_turns_in_one_slot() {
    const CALLERS: usize = if cfg!(miri) { 3 } else { 16 };
    let upstream = Upstream::new("test").in_flight(1);
    let (inside, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                for _ in 0..20 {
                    let mut under = Under::new(&upstream);
                    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
                    assert_eq!(inside.fetch_add(1, Relaxed), 0);
                    thread::yield_now();
                    inside.fetch_sub(1, Relaxed);
                    under.succeeded(Thread);
                    done.fetch_add(1, Relaxed);
                }
            });
        }
    });
    assert_eq!(done.into_inner(), CALLERS * 20);
    assert_eq!(upstream.state().waiting, 0);
}

#[test]
fn a_wait_of_the_users_own_comes_in_slices_of_a_second() {
    let upstream = Upstream::new("test");
    upstream.pause(Duration::from_secs(3600));
    let mut slices = Vec::new();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        Under::new(&upstream).admit_blocking(Thread, false, None, |slice| {
            slices.push(slice);
            assert!(slices.len() < 3, "enough");
        })
    }));
    assert!(outcome.is_err());
    assert_eq!(slices, [Duration::from_secs(1); 3]);
    // The panic of the user's wait leaves no call in the line.
    assert_eq!(upstream.state().waiting, 0);
}

#[test]
fn a_sync_caller_does_not_begin_a_wait_that_is_too_long() {
    let upstream = Upstream::new("test");
    upstream.pause(Duration::from_secs(3600));
    let end = Instant::now() + Duration::from_secs(60);
    let refused = Under::new(&upstream).admit_blocking(Thread, false, Some(end), Thread);
    assert!(
        matches!(refused, Err(Refused::TooLong(wait)) if wait > Duration::from_secs(3500)),
        "{refused:?}"
    );
}

/// A clock that shows a second more at each look.
#[derive(Clone, Copy, Debug)]
struct Ticking;

impl Clock for Ticking {
    fn now() -> Instant {
        static LOOKS: AtomicU32 = AtomicU32::new(0);
        at(LOOKS.fetch_add(1, Relaxed).into())
    }
}

#[test]
fn a_sync_caller_knows_how_long_it_has_waited() {
    let upstream = Upstream::new("test").in_flight(1);
    let mut holder = Some(enters(&upstream));
    let mut under = Under::new(&upstream);
    assert_eq!(under.admit_blocking(Ticking, false, None, |_| drop(holder.take())), Ok(()));
    assert!(under.waited() >= Duration::from_secs(1), "{:?}", under.waited());
}

#[test]
fn a_call_that_need_not_wait_goes_without_a_future() {
    let upstream = Upstream::new("test");
    let mut attempts = Attempts::new().sharing(Joined::new(Under::new(&upstream), Thread));
    assert!(may_go(&mut attempts));
    upstream.pause(Duration::from_secs(100));
    assert!(!may_go(&mut attempts));
}

#[test]
fn a_slot_that_is_handed_over_shows_whether_it_is_held() {
    let upstream = Upstream::new("test").in_flight(1);
    let slot = enters(&upstream).unwrap().hand_over_slot(Thread);
    assert_eq!(std::format!("{slot:?}"), "Slot { is_held: true, .. }");
}

#[test]
fn an_empty_budget_allows_no_retry() {
    let upstream = Upstream::new("test").budget(10);
    assert!(enters(&upstream).unwrap().pay(FailureClass::TimedOut));
    assert!(!enters(&upstream).unwrap().pay(FailureClass::Transient));
    assert!(enters(&upstream).unwrap().pay(FailureClass::Throttled));
}

#[test]
fn a_success_returns_what_the_last_retry_of_the_call_has_cost() {
    let upstream = Upstream::new("test");
    let mut under = enters(&upstream).unwrap();
    assert!(under.pay(FailureClass::Transient) && under.pay(FailureClass::TimedOut));
    assert_eq!(upstream.state().budget, Some(485));
    under.succeeded(Thread);
    assert_eq!(upstream.state().budget, Some(495));
    enters(&upstream).unwrap().succeeded(Thread);
    assert_eq!(upstream.state().budget, Some(496));
}

#[test]
fn successes_at_first_try_fill_the_budget_from_the_first_retry_on() {
    let upstream = Upstream::new("test");
    assert!(enters(&upstream).unwrap().pay(FailureClass::Transient));
    enters(&upstream).unwrap().succeeded(Thread);
    assert_eq!(upstream.state().budget, Some(496));
}

#[test]
fn a_dropped_call_does_not_return_what_it_has_spent() {
    let upstream = Upstream::new("test");
    assert!(enters(&upstream).unwrap().pay(FailureClass::Transient));
    assert_eq!(upstream.state().budget, Some(495));
}

#[test]
fn without_a_budget_every_retry_is_allowed() {
    let upstream = Upstream::new("test").no_budget();
    let mut under = Under::new(&upstream);
    assert!((0..1000).all(|_| under.pay(FailureClass::TimedOut)));
    assert_eq!(upstream.state().budget, None);
}

#[test]
fn the_switch_for_incidents_stops_all_retries() {
    let upstream = Upstream::new("test").no_budget();
    let mut under = Under::new(&upstream);
    upstream.allow_retries(false);
    assert!(!under.pay(FailureClass::Throttled) && !under.pay(FailureClass::Transient));
    assert!(!upstream.state().allows_retries);
    upstream.allow_retries(true);
    assert!(under.pay(FailureClass::Throttled));
}

#[test]
fn the_expected_wait_is_zero_while_the_gate_is_open() {
    let upstream = Upstream::new("test");
    assert_eq!(Under::new(&upstream).expected_wait(Thread), Duration::ZERO);
    upstream.pause(Duration::from_secs(100));
    assert!(Under::new(&upstream).expected_wait(Thread) > Duration::from_secs(99));
}

#[test]
fn an_upstream_in_an_arc_lives_as_long_as_its_calls() {
    let mut under = Under::new(Arc::new(Upstream::new("test").in_flight(1)));
    assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
    under.succeeded(Thread);
}

#[cfg(feature = "tokio")]
mod of_tokio {
    use core::future::{Future, poll_fn};
    use core::pin::pin;
    use core::task::Poll;
    use core::time::Duration;
    use std::boxed::Box;
    use std::sync::Arc;
    use std::vec::Vec;

    use tokio::time::{Instant, sleep, timeout};

    use crate::upstream::{Refused, Under, Upstream};
    use crate::verdict::Verdict;
    use crate::wait::{Thread, Tokio};

    const SECOND: Duration = Duration::from_secs(1);

    async fn admit(under: &mut Under<impl core::ops::Deref<Target = Upstream>>) {
        let admission = under.admit(Tokio, false, None, |look| crate::wait::sleep(Tokio, look.after));
        assert_eq!(admission.await, Ok(()));
    }

    /// An upstream whose pace is that of slow start, from now on.
    async fn paced() -> Upstream {
        let upstream = Upstream::new("test");
        let mut under = Under::new(&upstream);
        admit(&mut under).await;
        under.failed(Tokio, Verdict::throttled());
        drop(under);
        upstream
    }

    #[tokio::test(start_paused = true)]
    async fn callers_go_at_the_pace_in_the_order_of_their_arrival() {
        let upstream = Arc::new(paced().await);
        let began = Instant::now();
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let upstream = Arc::clone(&upstream);
                tokio::spawn(async move {
                    let mut under = Under::new(upstream);
                    admit(&mut under).await;
                    let went = began.elapsed();
                    under.succeeded(Tokio);
                    went
                })
            })
            .collect();
        let mut went = Vec::new();
        for call in calls {
            went.push(call.await.unwrap());
        }
        assert!(went.is_sorted(), "{went:?}");
        assert!(went[0] >= SECOND && went[19] > SECOND * 3 && went[19] < SECOND * 5, "{went:?}");
        assert_eq!(upstream.state().waiting, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_dropped_future_leaves_the_line() {
        let upstream = paced().await;
        let mut under = Under::new(&upstream);
        assert!(timeout(SECOND / 2, admit(&mut under)).await.is_err());
        assert_eq!(upstream.state().waiting, 0);
        // The same call may ask again.
        admit(&mut under).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_future_that_is_not_polled_blocks_no_other_call() {
        let upstream = paced().await;
        let mut stuck_call = Under::new(&upstream);
        let mut stuck = pin!(admit(&mut stuck_call));
        poll_fn(|context| {
            assert!(stuck.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        let began = Instant::now();
        admit(&mut Under::new(&upstream)).await;
        assert!(began.elapsed() <= SECOND * 3, "{:?}", began.elapsed());
        stuck.await;
        assert!(began.elapsed() <= SECOND * 4, "{:?}", began.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends_with_the_time_that_the_call_has() {
        let upstream = Upstream::new("test").in_flight(1);
        let mut holder = Under::new(&upstream);
        admit(&mut holder).await;
        let began = Instant::now();
        let end = Some((began + SECOND * 2).into_std());
        let mut under = Under::new(&upstream);
        let refused = under.admit(Tokio, false, end, |look| crate::wait::sleep(Tokio, look.after)).await;
        assert_eq!(refused, Err(Refused::TimeUp));
        assert_eq!(began.elapsed(), SECOND * 2);
        assert_eq!(upstream.state().waiting, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn no_wait_begins_that_is_too_long() {
        let upstream = paced().await;
        upstream.pause(SECOND * 60);
        let (began, mut under) = (Instant::now(), Under::new(&upstream));
        let end = Some((began + SECOND * 50).into_std());
        let refused = under.admit(Tokio, false, end, |look| crate::wait::sleep(Tokio, look.after)).await;
        assert!(matches!(refused, Err(Refused::TooLong(_))), "{refused:?}");
        assert_eq!(began.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn opening_ends_all_waits_at_once() {
        let upstream = Arc::new(paced().await);
        upstream.pause(SECOND * 3600);
        let began = Instant::now();
        let waiting = tokio::spawn({
            let upstream = Arc::clone(&upstream);
            async move { admit(&mut Under::new(upstream)).await }
        });
        sleep(SECOND).await;
        assert_eq!(upstream.state().waiting, 1);
        upstream.open();
        waiting.await.unwrap();
        assert_eq!(began.elapsed(), SECOND);
    }

    #[tokio::test]
    async fn sync_and_async_callers_wait_in_one_line() {
        let upstream = Arc::new(Upstream::new("test").in_flight(1));
        let mut holder = Under::new(&*upstream);
        admit(&mut holder).await;
        let thread = std::thread::spawn({
            let upstream = Arc::clone(&upstream);
            move || {
                let mut under = Under::new(upstream);
                assert_eq!(under.admit_blocking(Thread, false, None, Thread), Ok(()));
                under.succeeded(Thread);
            }
        });
        while upstream.state().waiting == 0 {
            tokio::task::yield_now().await;
        }
        let task = tokio::spawn({
            let upstream = Arc::clone(&upstream);
            async move {
                let mut under = Under::new(upstream);
                admit(&mut under).await;
                under.succeeded(Tokio);
            }
        });
        while upstream.state().waiting == 1 {
            tokio::task::yield_now().await;
        }
        holder.succeeded(Tokio);
        task.await.unwrap();
        thread.join().unwrap();
        assert_eq!(upstream.state().in_flight, 0);
    }

    #[test]
    fn the_wait_is_send() {
        fn is_send<T: Send>(_: &T) {}
        static UPSTREAM: Upstream = Upstream::new("test");
        let mut under = Under::new(&UPSTREAM);
        is_send(&under.admit(Tokio, false, None, |look| crate::wait::sleep(Tokio, look.after)));
        let boxed: Box<dyn Future<Output = ()> + Send> = Box::new(async {
            admit(&mut Under::new(&UPSTREAM)).await;
        });
        drop(boxed);
    }
}
