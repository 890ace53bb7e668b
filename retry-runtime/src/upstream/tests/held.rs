use std::vec::Vec;

use super::crowd::Caller;
use super::{assert_close, at};
use crate::upstream::Upstream;
use crate::upstream::line::Place::Foreground;
use crate::upstream::shared::Turn;
use crate::upstream::word::Pass;
use crate::verdict::{PermanentReason, Verdict};

fn fails(upstream: &Upstream, failures: usize) {
    for _ in 0..failures {
        upstream.fail(upstream.enter(0.0).expect("the gate is open"), Verdict::transient(), 0.0);
    }
}

fn held() -> Upstream {
    let upstream = Upstream::new("test").holds_outages();
    fails(&upstream, 10);
    assert!(is_held(&upstream));
    upstream
}

fn is_held(upstream: &Upstream) -> bool {
    upstream.shared.lock(at(0.0), |gate| gate.state.outage.is_held())
}

#[test]
fn outages_are_held_only_on_request() {
    let upstream = Upstream::new("test");
    fails(&upstream, 100);
    assert!(upstream.is_open());
}

#[test]
fn all_kinds_of_failures_that_an_outage_explains_count() {
    for verdict in [Verdict::transient(), Verdict::timed_out(), Verdict::overloaded()] {
        let upstream = Upstream::new("test").holds_outages();
        let passes: Vec<_> = (0..10).map(|_| upstream.enter(0.0).unwrap()).collect();
        for pass in passes {
            upstream.fail(pass, verdict, 0.0);
        }
        assert!(is_held(&upstream), "{verdict:?}");
    }
}

#[test]
fn an_answer_of_the_server_ends_the_row() {
    for answer in [Some(Verdict::permanent(PermanentReason::Invalid)), Some(Verdict::throttled()), None] {
        let upstream = Upstream::new("test").holds_outages();
        fails(&upstream, 9);
        let passes: Vec<Pass> = (0..10).map(|_| upstream.enter(0.0).unwrap()).collect();
        match answer {
            Some(verdict) => upstream.fail(passes[0], verdict, 0.0),
            None => upstream.succeed(passes[0], 0.0),
        }
        for pass in &passes[1..] {
            upstream.fail(*pass, Verdict::transient(), 0.0);
        }
        assert!(!is_held(&upstream), "{answer:?}");
    }
}

#[test]
fn an_answer_to_an_attempt_from_before_the_row_does_not_end_it() {
    let upstream = Upstream::new("test").holds_outages();
    let earlier = [upstream.enter(0.0).unwrap(), upstream.enter(0.0).unwrap()];
    fails(&upstream, 9);
    upstream.succeed(earlier[0], 0.0);
    fails(&upstream, 1);
    assert!(is_held(&upstream));
    upstream.succeed(earlier[1], 0.0);
    assert!(is_held(&upstream));
}

#[test]
fn one_call_probes_and_the_others_wait() {
    let upstream = held();
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    assert_close(callers[0].waits(0.0), 1.0);
    let probe = callers[0].goes(1.0);
    callers[1].waits(100.0);
    upstream.fail(probe, Verdict::transient(), 101.0);
    assert_close(callers[1].waits(101.0), 1.0);
    let probe = callers[1].goes(103.0);
    upstream.fail(probe, Verdict::transient(), 103.0);
    assert!(matches!(callers[2].ask(106.9), Turn::Wait(_)));
    callers[2].goes(107.0);
}

#[test]
fn a_probe_that_succeeds_starts_the_pace() {
    let upstream = held();
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    let probe = callers[0].goes(1.0);
    upstream.succeed(probe, 1.0);
    assert!(!is_held(&upstream));
    assert_close(upstream.rate(1.0).unwrap(), 1.0);
    assert_close(callers[1].goes_from(1.0), 2.0);
}

#[test]
fn a_probe_that_is_refused_as_invalid_starts_the_pace() {
    let upstream = held();
    let probe = Caller::new(&upstream, Foreground).goes(1.0);
    upstream.fail(probe, Verdict::permanent(PermanentReason::Invalid), 1.0);
    assert!(!is_held(&upstream));
    assert_close(upstream.rate(1.0).unwrap(), 1.0);
}

#[test]
fn another_call_probes_if_the_probe_is_dropped() {
    let upstream = held();
    let mut callers = upstream.line(&[Foreground; 2], 0.0);
    let probe = callers[0].goes(1.0);
    callers[1].waits(1.0);
    callers[1].wakes();
    upstream.shared.dropped(probe);
    assert_eq!(callers[1].wakes(), 1);
    callers[1].goes(1.0);
}

#[test]
fn a_probe_of_an_earlier_outage_says_nothing_of_this_one() {
    let upstream = held();
    let earlier = Caller::new(&upstream, Foreground).goes(1.0);
    upstream.shared.open(at(1.0));
    fails(&upstream, 10);
    let mut callers = upstream.line(&[Foreground; 2], 1.0);
    callers[0].goes(2.0);
    upstream.fail(earlier, Verdict::transient(), 2.0);
    upstream.shared.dropped(earlier);
    assert!(matches!(callers[1].ask(60.0), Turn::Wait(_)));
}

#[test]
fn no_wait_begins_that_ends_before_the_next_probe() {
    let upstream = held();
    assert!(matches!(Caller::new(&upstream, Foreground).until(0.9).ask(0.0), Turn::TooLong(_)));
    assert!(matches!(Caller::new(&upstream, Foreground).until(1.1).ask(0.0), Turn::Wait(_)));
}
