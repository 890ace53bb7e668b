//! Slots of `in_flight` among several processes.

use core::cell::Cell;
use std::collections::VecDeque;

use super::play::share;
use crate::upstream::Upstream;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{Hold, News, Question};
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;
use crate::upstream::word::Pass;

std::thread_local! {
    /// Of the latest question.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// The next question: the slots that are used and wanted.
pub(super) fn asked(link: &Link) -> Option<(u32, u32)> {
    loop {
        if let Question::Hold(Hold { used, wanted, number }) = link.next_trip()?.question {
            NUMBER.set(number);
            return Some((used, wanted));
        }
    }
}

/// The answer to it.
pub(super) fn held(slots: u32) -> News {
    News::Held { slots, number: NUMBER.get() }
}

/// The next question, to which the store gives all that is wanted.
fn asked_and_given(link: &Link) -> Option<(u32, u32)> {
    let question = asked(link)?;
    link.deliver(held(question.1));
    Some(question)
}

/// Attempts that run, each with a slot.
fn run<const N: usize>(upstream: &Upstream, link: &Link) -> [Pass; N] {
    core::array::from_fn(|_| {
        let mut caller = Caller::new(upstream, Foreground);
        caller.waits(1.0);
        asked_and_given(link);
        caller.goes(1.0)
    })
}

/// A line in which all have asked, and the store has given this many slots.
fn line<'a>(upstream: &'a Upstream, link: &Link, slots: u32) -> VecDeque<Caller<'a>> {
    let mut callers: VecDeque<_> = (0..100).map(|_| Caller::new(upstream, Foreground)).collect();
    for caller in &mut callers {
        caller.waits(1.0);
        if asked(link).is_some() {
            link.deliver(held(slots));
        }
    }
    callers
}

/// A process whose line never ends would otherwise never learn that others wait.
#[test]
fn a_process_that_uses_all_slots_asks_whether_others_wait() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let mut running = VecDeque::from(run::<4>(&upstream, &link));
    let mut callers = line(&upstream, &link, 4);
    let mut questions = 0;
    for tenth in 0..50 {
        let seconds = 1.1 + f64::from(tenth) / 10.0;
        upstream.succeed(running.pop_front().expect("an attempt"), seconds);
        if let Some(question) = asked_and_given(&link) {
            questions += 1;
            assert_eq!(question, (3, 4), "the slots in use are its own");
        }
        running.push_back(callers.pop_front().expect("a call").goes(seconds));
    }
    assert!((4..=5).contains(&questions), "{questions} questions in five seconds");
}

#[test]
fn a_process_leaves_slots_to_others_that_wait() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let passes = run::<4>(&upstream, &link);
    let mut callers = line(&upstream, &link, 4);
    upstream.succeed(passes[0], 3.0);
    assert_eq!(asked(&link), Some((3, 4)));
    callers[0].waits(3.001);
    link.deliver(held(3));
    callers[0].waits(3.002);
    // An attempt that is dropped has no clock.
    upstream.shared.dropped(passes[1]);
    callers[0].goes(3.1);
}

/// More processes than slots: each answer is less than what the process wants.
#[test]
fn a_process_that_wants_more_slots_offers_its_own_from_time_to_time() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let [mut running] = run(&upstream, &link);
    let mut callers = line(&upstream, &link, 1);
    let mut offers = 0;
    for step in 0..50 {
        let seconds = 1.1 + f64::from(step) / 10.0;
        for before in [0.02, 0.01] {
            callers[0].waits(seconds - before);
            if asked(&link).is_some() {
                link.deliver(held(1));
            }
        }
        upstream.succeed(running, seconds);
        if let Some((used, wanted)) = asked(&link) {
            assert_eq!((used, wanted), (0, 4));
            offers += 1;
            link.deliver(held(1));
        }
        running = callers.pop_front().expect("a call").goes(seconds);
    }
    assert!((4..=5).contains(&offers), "{offers} offers in five seconds");
}

#[test]
fn slots_are_returned_when_the_limit_is_removed() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    let [pass, other] = run(&upstream, &link);
    upstream.set_in_flight_at(None, 1.1);
    upstream.succeed(pass, 2.0);
    assert_eq!(asked_and_given(&link), Some((1, 1)), "one attempt is under way");
    Caller::new(&upstream, Foreground).goes(2.1);
    assert!(link.holds_slots(), "they are renewed");
    upstream.succeed(other, 3.0);
    assert_eq!(asked_and_given(&link), Some((0, 0)));
    Caller::new(&upstream, Foreground).goes(3.1);
    assert_eq!(asked(&link), None);
    assert!(!link.holds_slots());
}

#[test]
fn a_closed_link_gives_back_the_slots_it_has_asked_for() {
    let upstream = Upstream::new("test").in_flight(4);
    let link = share(&upstream);
    Caller::new(&upstream, Foreground).waits(1.0);
    assert_eq!(asked(&link), Some((0, 1)));
    drop(upstream);
    assert!(link.give_back().is_some(), "the answer may have been on its way");
}

impl Upstream {
    fn set_in_flight_at(&self, slots: Option<u32>, seconds: f64) {
        use crate::upstream::sync::Ordering::Relaxed;

        self.shared.settings.in_flight.store(slots.unwrap_or(0), Relaxed);
        self.shared.lock(at(seconds), |gate| gate.change_limits(self.shared.settings.limits()));
    }
}
