use core::time::Duration;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::vec::Vec;

use super::crowd::Caller;
use super::{assert_close, at};
use crate::upstream::Upstream;
use crate::upstream::gate::Visit;
use crate::upstream::line::Place::Foreground;
use crate::upstream::shared::Turn;
use crate::upstream::word::Pass;
use crate::verdict::{FailureClass, PermanentReason, Verdict};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn calls_go_as_they_come_until_the_first_refusal() {
    let upstream = Upstream::new("test");
    let passes: Vec<_> = (0..100).filter_map(|_| upstream.enter(0.0)).collect();
    assert_eq!(passes.len(), 100);
    upstream.fail(passes[0], Verdict::throttled(), 0.0);
    assert!(upstream.enter(0.9).is_none());
    assert!(upstream.enter(1.0).is_some());
    assert!(upstream.enter(1.0).is_none());
}

#[test]
fn twenty_refusals_of_one_epoch_are_one_step() {
    let upstream = Upstream::new("test");
    let passes: Vec<_> = (0..20).filter_map(|_| upstream.enter(0.0)).collect();
    for pass in &passes {
        upstream.fail(*pass, Verdict::throttled(), 0.0);
    }
    assert_close(upstream.rate(0.0).unwrap(), 1.0);
    let later = upstream.enter(1.0).unwrap();
    for pass in passes {
        upstream.fail(pass, Verdict::throttled(), 1.0);
    }
    assert_close(upstream.rate(1.0).unwrap(), 1.0);
    for _ in 0..20 {
        upstream.fail(later, Verdict::throttled(), 1.0);
    }
    assert_close(upstream.rate(1.0).unwrap(), 0.5);
}

#[test]
fn overload_slows_the_calls_as_throttling_does() {
    let upstream = Upstream::new("test");
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::overloaded(), 0.0);
    assert!(!upstream.is_open());
}

#[test]
fn failures_of_other_kinds_leave_the_gate_open() {
    let upstream = Upstream::new("test");
    let minute = SECOND * 60;
    for verdict in [
        Verdict::transient(),
        Verdict::transient().with_hint(minute),
        Verdict::timed_out().with_hint(minute),
        Verdict::permanent(PermanentReason::Quota).with_hint(minute),
        Verdict::permanent(PermanentReason::Unrecognized),
    ] {
        for _ in 0..2 {
            upstream.fail(upstream.enter(0.0).unwrap(), verdict, 0.0);
        }
        upstream.succeed(upstream.enter(0.0).unwrap(), 0.0);
        assert!(upstream.is_open(), "{verdict:?}");
    }
}

#[test]
fn a_reset_pauses_no_call() {
    let upstream = Upstream::new("test");
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::throttled().with_reset(SECOND * 60), 0.0);
    assert_close(Caller::new(&upstream, Foreground).goes_from(0.0), 1.0);
}

#[test]
fn a_hint_holds_everybody_for_its_length() {
    let upstream = Upstream::new("test");
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::throttled().with_hint(SECOND * 3), 0.0);
    assert_close(Caller::new(&upstream, Foreground).goes_from(0.0), 4.0);
}

#[test]
fn a_long_hint_holds_the_others_for_five_seconds() {
    let upstream = Upstream::new("test");
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::throttled().with_hint(SECOND * 60), 0.0);
    assert_close(Caller::new(&upstream, Foreground).goes_from(0.0), 6.0);
}

#[test]
fn max_pause_is_how_long_a_hint_holds_the_others() {
    let upstream = Upstream::new("test").max_pause(SECOND * 30);
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::throttled().with_hint(SECOND * 60), 0.0);
    assert_close(Caller::new(&upstream, Foreground).goes_from(0.0), 31.0);
}

#[test]
fn the_rate_is_the_same_after_a_pause() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut waiting = Caller::new(&upstream, Foreground);
    let mut pass = None;
    for second in 0..=5_u32 {
        if let Turn::Go(turn) = waiting.ask(second.into()) {
            pass = Some(turn);
            waiting = Caller::new(&upstream, Foreground);
            waiting.waits(second.into());
        }
    }
    let before = upstream.rate(5.0).unwrap();
    upstream.succeed(pass.unwrap(), 5.0);
    // The attempt began before the gate closed, so only its hint counts.
    upstream.fail(Pass::default(), Verdict::throttled().with_hint(SECOND * 3), 5.0);
    assert!(waiting.waits(7.9) <= 1.1);
    assert_close(upstream.rate(8.0).unwrap(), before);
}

#[test]
fn a_refusal_among_many_successes_changes_nothing() {
    let upstream = Upstream::new("test");
    for _ in 0..20 {
        upstream.succeed(upstream.enter(0.0).unwrap(), 0.0);
    }
    let passes = [upstream.enter(0.0).unwrap(), upstream.enter(0.0).unwrap()];
    upstream.fail(passes[0], Verdict::throttled().with_hint(SECOND), 0.5);
    assert!(upstream.is_open());
    upstream.fail(passes[1], Verdict::throttled().with_hint(SECOND), 0.6);
    assert!(!upstream.is_open());
}

#[test]
fn three_transient_hints_in_a_row_pause_everybody() {
    let upstream = Upstream::new("test");
    let busy = Verdict::transient().with_hint(SECOND * 2);
    let fail = || upstream.fail(upstream.enter(0.0).unwrap(), busy, 0.0);
    fail();
    fail();
    upstream.succeed(upstream.enter(0.0).unwrap(), 0.0);
    fail();
    fail();
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::permanent(PermanentReason::Invalid), 0.0);
    fail();
    fail();
    assert!(upstream.is_open());
    fail();
    assert!(!upstream.is_open());
    assert!(Caller::new(&upstream, Foreground).waits(1.9) > 0.0);
}

#[test]
fn the_gate_is_open_again_after_a_minute_without_waiting_calls() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    assert!(upstream.rate(59.9).is_some());
    assert!(!upstream.is_open());
    assert!(upstream.rate(60.0).is_none());
    assert!(upstream.is_open());
}

#[test]
fn the_pace_grows_while_calls_wait_for_it() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 20], 0.0);
    let mut went = Vec::new();
    for caller in &mut callers {
        let start = went.last().copied().unwrap_or(0.0);
        went.push(caller.goes_from(start));
    }
    // 1, 2, 4, 8 calls per second.
    assert!(went[0] <= 1.0 && went[10] <= 4.0 && went[19] <= 5.0, "{went:?}");
    assert!(went[19] >= 3.5, "{went:?}");
}

#[test]
fn the_pace_does_not_grow_while_calls_wait_for_a_slot() {
    let upstream = Upstream::new("test").in_flight(1);
    let pass = upstream.enter(0.0).unwrap();
    let second = upstream.enter(0.0);
    assert!(second.is_none());
    upstream.fail(pass, Verdict::throttled(), 0.0);
    let busy = Caller::new(&upstream, Foreground).goes_from(0.0);
    let mut waiting = Caller::new(&upstream, Foreground);
    let before = upstream.rate(busy).unwrap();
    for second in 1..10 {
        waiting.waits(busy + f64::from(second));
    }
    assert_close(upstream.rate(busy + 10.0).unwrap(), before);
}

#[test]
fn a_first_refusal_at_a_declared_limit_slows_to_a_part_of_it() {
    let upstream = Upstream::new("test").requests_per_minute(600);
    upstream.fail(upstream.enter(0.0).unwrap(), Verdict::throttled(), 0.0);
    assert_close(upstream.rate(0.0).unwrap(), 8.0);
}

#[test]
fn a_call_waits_until_its_cost_is_free() {
    let upstream = Upstream::new("test").tokens_per_minute(60_000);
    Caller::new(&upstream, Foreground).cost(30_000).goes(0.0);
    let mut large = Caller::new(&upstream, Foreground).cost(4000);
    let mut small = Caller::new(&upstream, Foreground).cost(1000);
    // The bucket is full again after 30 s, and has 4000 of its 6000 tokens two seconds earlier.
    assert_close(large.goes_from(0.0), 28.0);
    assert_close(small.goes_from(0.0), 29.0);
}

#[test]
fn a_cost_above_the_limit_of_a_minute_counts_as_the_limit() {
    let upstream = Upstream::new("test").tokens_per_minute(1000);
    Caller::new(&upstream, Foreground).cost(u32::MAX).goes(0.0);
    assert_close(Caller::new(&upstream, Foreground).cost(u32::MAX).goes_from(0.0), 60.0);
}

#[test]
fn of_two_declared_limits_the_later_turn_counts() {
    let upstream = Upstream::new("test").requests_per_minute(10).tokens_per_minute(6000);
    Caller::new(&upstream, Foreground).cost(6000).goes(0.0);
    assert_close(Caller::new(&upstream, Foreground).cost(600).goes_from(0.0), 60.0);
    assert_close(Caller::new(&upstream, Foreground).cost(1).goes_from(60.0), 66.0);
}

#[test]
fn a_pause_holds_first_attempts_and_opens_at_a_pace() {
    let upstream = Upstream::new("test");
    upstream.shared.pause(SECOND * 10, at(0.0));
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    assert_close(callers[0].goes_from(0.0), 11.0);
    assert!(callers[1].goes_from(11.0) > 11.2);
}

#[test]
fn opening_lets_all_go_at_once() {
    let upstream = Upstream::new("test").holds_outages();
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    for caller in &callers {
        caller.wakes();
    }
    upstream.shared.open(at(0.1));
    assert!(upstream.is_open());
    for caller in callers.iter_mut().rev() {
        assert_eq!(caller.wakes(), 1);
        caller.goes(0.1);
    }
}

#[test]
fn no_wait_begins_that_would_be_too_long() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let line = upstream.line(&[Foreground; 9], 0.0);
    // Ten calls at 1, 2, 4, … per second take log2(1 + 10 ln 2) = 3 s.
    let turn = Caller::new(&upstream, Foreground).until(2.9).ask(0.0);
    assert!(
        matches!(turn, Turn::TooLong(wait) if wait > SECOND * 29 / 10 && wait < SECOND * 31 / 10),
        "{turn:?}"
    );
    assert_eq!(upstream.shared.lock(at(0.0), |gate| gate.state.line.len()), 9);
    assert!(Caller::new(&upstream, Foreground).until(3.1).waits(0.0) > 0.0);
    drop(line);
}

#[test]
fn a_wait_ends_at_its_end() {
    let upstream = Upstream::new("test").in_flight(1);
    upstream.enter(0.0).unwrap();
    let mut caller = Caller::new(&upstream, Foreground).until(0.7);
    assert_close(caller.waits(0.0), 0.7);
    assert_eq!(caller.ask(0.7), Turn::TimeUp);
    assert_eq!(upstream.shared.lock(at(0.7), |gate| gate.state.line.len()), 0);
}

#[test]
fn a_turn_at_the_last_moment_is_taken() {
    let upstream = Upstream::new("test").in_flight(1);
    let pass = upstream.enter(0.0).unwrap();
    let mut caller = Caller::new(&upstream, Foreground).until(0.7);
    caller.waits(0.0);
    upstream.succeed(pass, 0.7);
    caller.goes(0.7);
}

#[test]
fn clocks_of_callers_may_differ() {
    let upstream = Upstream::new("test");
    upstream.close(100.0);
    // This one shows an earlier time. It waits from the latest time that was shown.
    assert_close(Caller::new(&upstream, Foreground).waits(0.0), 1.0);
}

/// The class alone decides what a failure means to the gate.
#[test]
fn every_class_is_handled() {
    for class in [
        FailureClass::Transient,
        FailureClass::TimedOut,
        FailureClass::Throttled,
        FailureClass::Overloaded,
        FailureClass::Permanent(PermanentReason::Auth),
    ] {
        let upstream = Upstream::new("test");
        upstream.fail(upstream.enter(0.0).unwrap(), Verdict::of(class), 0.0);
        assert_eq!(
            !upstream.is_open(),
            matches!(class, FailureClass::Throttled | FailureClass::Overloaded),
            "{class}"
        );
    }
}

#[test]
fn wakers_are_called_without_the_lock() {
    struct LocksAgain(Arc<Upstream>);

    impl Wake for LocksAgain {
        fn wake(self: Arc<Self>) {
            let state = self.0.shared.state.0.try_lock().expect("nobody has the lock");
            assert_eq!(state.line.len(), 1);
        }
    }

    let upstream = Arc::new(Upstream::new("test"));
    upstream.close(0.0);
    let waker = Arc::new(LocksAgain(Arc::clone(&upstream)));
    let (visit, mut ticket) = (Visit { place: Foreground, cost: 1 }, None);
    upstream.shared.ask(visit, &mut ticket, Waker::from(Arc::clone(&waker)), None, at(0.0));
    assert_eq!(Arc::strong_count(&waker), 2);
    upstream.shared.open(at(0.0));
    // The hook was called, and so consumed.
    assert_eq!(Arc::strong_count(&waker), 1);
}

#[test]
fn wakers_are_dropped_without_the_lock() {
    struct LeavesWhenDropped(Arc<Upstream>);

    impl Wake for LeavesWhenDropped {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for LeavesWhenDropped {
        fn drop(&mut self) {
            assert!(self.0.shared.state.0.try_lock().is_ok());
        }
    }

    let upstream = Arc::new(Upstream::new("test"));
    upstream.close(0.0);
    let waker = || Waker::from(Arc::new(LeavesWhenDropped(Arc::clone(&upstream))));
    let (visit, mut ticket) = (Visit { place: Foreground, cost: 1 }, None);
    for _ in 0..3 {
        upstream.shared.ask(visit, &mut ticket, waker(), None, at(0.0));
    }
    upstream.shared.leave(ticket.unwrap());
    assert_eq!(Arc::strong_count(&upstream), 1);
}

#[test]
fn a_poisoned_lock_is_entered() {
    let upstream = Upstream::new("test");
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        upstream.shared.lock(at(0.0), |_| panic!("on purpose"));
    }));
    assert!(panic.is_err() && upstream.shared.state.0.is_poisoned());
    upstream.close(0.0);
    assert_close(Caller::new(&upstream, Foreground).goes_from(0.0), 1.0);
}
