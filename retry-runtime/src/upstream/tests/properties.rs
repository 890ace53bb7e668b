use core::time::Duration;
use std::vec::Vec;

use proptest::prelude::*;
use proptest::sample::Index;

use super::at;
use super::crowd::Caller;
use crate::upstream::Upstream;
use crate::upstream::budget::Budget;
use crate::upstream::declared::{Bucket, Quota};
use crate::upstream::line::Line;
use crate::upstream::line::Place::{self, Background, BackgroundRetry, Foreground, ForegroundRetry};
use crate::upstream::pace::Pace;
use crate::upstream::share::Share;
use crate::upstream::shared::Turn;
use crate::upstream::sync::AtomicU32;
use crate::upstream::word::Pass;
use crate::verdict::{PermanentReason, Verdict};

const PLACES: [Place; 4] = [ForegroundRetry, Foreground, BackgroundRetry, Background];

#[derive(Clone, Debug)]
enum Step {
    Pass { seconds: f64, waited: bool },
    Take,
    Refuse,
    Succeed,
    Pause(f64),
    Limit(f64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let pass = (prop_oneof![0.0..3.0, 0.0..1e6], any::<bool>());
    let step = prop_oneof![
        4 => pass.prop_map(|(seconds, waited)| Step::Pass { seconds, waited }),
        2 => Just(Step::Take),
        2 => Just(Step::Refuse),
        1 => Just(Step::Succeed),
        1 => (0.0..1e5).prop_map(Step::Pause),
        1 => prop_oneof![Just(f64::INFINITY), 1e-6..1e4].prop_map(Step::Limit),
    ];
    prop::collection::vec(step, 0..200)
}

proptest! {
    #[test]
    fn the_pace_stays_within_its_bounds(
        start in prop_oneof![Just(None), (1e-3..1e4).prop_map(Some)],
        steps in steps(),
    ) {
        let mut now = at(0.0);
        let mut limit = start.unwrap_or(f64::INFINITY);
        let mut pace = start.map_or_else(|| Pace::start(now), |limit| Pace::below(limit, now));
        for step in steps {
            match step {
                Step::Pass { seconds, waited } => {
                    now += Duration::from_secs_f64(seconds);
                    pace.advance(now, waited);
                }
                Step::Take => pace.take(),
                Step::Refuse => pace.slow_down(),
                Step::Succeed => pace.succeeded(),
                Step::Pause(seconds) => pace.pause(now + Duration::from_secs_f64(seconds)),
                Step::Limit(new) => {
                    limit = new;
                    pace.set_limit(limit);
                }
            }
            let rate = pace.rate();
            prop_assert!(rate >= limit.min(1.0 / 60.0) && rate <= limit.min(1e6), "{rate}");
            prop_assert!(pace.tokens() <= 1.0, "{}", pace.tokens());
            prop_assert!(pace.ready_at() >= now && pace.expected_at(7) >= now);
        }
    }

    #[test]
    fn refusals_without_a_success_always_count(times in prop::collection::vec(0.0..1e6, 1..50)) {
        let mut share = Share::new();
        for time in times {
            prop_assert!(share.refused(at(time), 0));
        }
    }

    #[test]
    fn the_rest_of_a_budget_is_the_part_that_was_not_withdrawn(
        size in 0_u32..1000,
        moves in prop::collection::vec((any::<bool>(), 0_u32..20), 0..200),
    ) {
        let budget = Budget::of(AtomicU32::new(0));
        let mut left = size;
        for (is_deposit, amount) in moves {
            if is_deposit {
                budget.deposit(amount);
                left = size.min(left + amount.max(1));
            } else {
                prop_assert_eq!(budget.withdraw(amount, size).is_some(), left >= amount);
                left -= if left >= amount { amount } else { 0 };
            }
            prop_assert_eq!(budget.left(size), left);
        }
    }

    #[test]
    fn no_window_lets_more_through_than_the_limit_and_the_burst(
        per_minute in 10_u32..100_000,
        waits in prop::collection::vec(0_u64..2000, 1..200),
    ) {
        let (mut bucket, quota) = (Bucket::new(), Quota::new(per_minute, 1));
        let (mut now, mut gone) = (at(0.0), Vec::new());
        for wait in waits {
            now = bucket.ready_at(quota, 1, now + Duration::from_millis(wait));
            bucket.take(quota, 1, now);
            gone.push(now);
        }
        for (first, begin) in gone.iter().enumerate() {
            for (last, end) in gone.iter().enumerate().skip(first) {
                let window = end.duration_since(*begin).as_secs_f64();
                let allowed = (window + 6.0) * quota.per_second() + 1e-3;
                let calls = u32::try_from(last - first + 1).unwrap();
                prop_assert!(f64::from(calls) <= allowed.max(1.0), "{calls} calls in {window} s");
            }
        }
    }

    #[test]
    fn no_declared_limit_overflows(per_minute: u32, processes: u32, cost: u32, ahead: u64) {
        let quota = Quota::new(per_minute, processes);
        let mut bucket = Bucket::new();
        bucket.take(quota, quota.clamp(cost), at(0.0));
        prop_assert!(bucket.expected_at(quota, ahead, cost, at(1.0)) >= at(1.0));
        prop_assert!(quota.per_second() > 0.0 && quota.per_second().is_finite());
    }

    #[test]
    fn the_sums_are_those_of_the_calls_that_wait(
        steps in prop::collection::vec((0_u8..5, any::<Index>(), 0_u32..100), 0..200),
    ) {
        let (mut line, mut tickets) = (Line::new(), Vec::new());
        for (step, index, cost) in steps {
            if step < 2 || tickets.is_empty() {
                tickets.push((line.join(PLACES[cost as usize % 4], cost, at(0.0)), cost));
                continue;
            }
            let index = index.index(tickets.len());
            match step {
                2 => drop(line.leave(tickets.swap_remove(index).0)),
                3 => drop(line.pass(tickets[index].0)),
                _ => drop(line.stay(tickets[index].0, core::task::Waker::noop().clone())),
            }
        }
        prop_assert_eq!(line.len(), tickets.len());
        for (ticket, _) in &tickets {
            line.stay(*ticket, core::task::Waker::noop().clone());
        }
        let calls: u64 = line.sums().iter().map(|sum| sum.calls).sum();
        let cost: u64 = line.sums().iter().map(|sum| sum.cost).sum();
        prop_assert_eq!(calls, tickets.len() as u64);
        prop_assert_eq!(cost, tickets.iter().map(|(_, cost)| u64::from(*cost)).sum::<u64>());
    }
}

#[derive(Clone, Debug)]
enum Event {
    Join(Place, u32),
    Ask(Index),
    Leave(Index),
    End(Index, u8),
    Pass(f64),
    Pause(f64),
    Open,
    Slots(Option<u32>),
    Requests(Option<u32>),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        6 => (prop::sample::select(&PLACES), 1..100_u32).prop_map(|(place, cost)| Event::Join(place, cost)),
        6 => any::<Index>().prop_map(Event::Ask),
        2 => any::<Index>().prop_map(Event::Leave),
        6 => (any::<Index>(), 0..7_u8).prop_map(|(index, end)| Event::End(index, end)),
        4 => (0.0..3.0).prop_map(Event::Pass),
        1 => (0.0..20.0).prop_map(Event::Pause),
        1 => Just(Event::Open),
        1 => prop::option::of(1..4_u32).prop_map(Event::Slots),
        1 => prop::option::of(10..1000_u32).prop_map(Event::Requests),
    ];
    prop::collection::vec(event, 0..150)
}

/// Ends an attempt in one of the ways in which attempts end.
fn end(upstream: &Upstream, pass: Pass, how: u8, now: f64) {
    let hint = Duration::from_secs(7);
    match how {
        0 | 1 => upstream.succeed(pass, now),
        2 => upstream.fail(pass, Verdict::throttled(), now),
        3 => upstream.fail(pass, Verdict::overloaded().with_hint(hint), now),
        4 => upstream.fail(pass, Verdict::transient().with_hint(hint), now),
        5 => upstream.fail(pass, Verdict::permanent(PermanentReason::Auth), now),
        _ => upstream.shared.dropped(pass),
    }
}

proptest! {
    /// After any events, once all attempts have ended, each call in the line goes, if it is polled when it asked to be, or when it
    /// is woken.
    #[test]
    fn every_call_that_waits_goes_in_the_end(holds_outages: bool, events in events()) {
        let upstream = Upstream::new("test").tokens_per_minute(1000);
        let upstream = if holds_outages { upstream.holds_outages() } else { upstream };
        let (mut now, mut waiting, mut passes) = (0.0, Vec::<(Caller<'_>, f64)>::new(), Vec::new());
        for event in events {
            match event {
                Event::Join(place, cost) => waiting.push((Caller::new(&upstream, place).cost(cost), now)),
                Event::Ask(index) if !waiting.is_empty() => {
                    let index = index.index(waiting.len());
                    if let Turn::Go(pass) = waiting[index].0.ask(now) {
                        passes.push(pass);
                        waiting.swap_remove(index);
                    }
                }
                Event::Leave(index) if !waiting.is_empty() => {
                    waiting.swap_remove(index.index(waiting.len())).0.leave();
                }
                Event::End(index, how) if !passes.is_empty() => {
                    let pass = passes.swap_remove(index.index(passes.len()));
                    end(&upstream, pass, how, now);
                }
                Event::Pass(seconds) => now += seconds,
                Event::Pause(seconds) => upstream.shared.pause(Duration::from_secs_f64(seconds), at(now)),
                Event::Open => upstream.shared.open(at(now)),
                Event::Slots(slots) => upstream.set_in_flight(slots).unwrap(),
                Event::Requests(requests) => upstream.set_requests_per_minute(requests).unwrap(),
                Event::Ask(_) | Event::Leave(_) | Event::End(..) => {}
            }
        }
        for pass in passes {
            upstream.shared.dropped(pass);
        }
        let mut looks = 0;
        for (_, due) in &mut waiting {
            *due = now;
        }
        while !waiting.is_empty() {
            looks += 1;
            prop_assert!(looks < 100_000, "{} wait at {now} s", waiting.len());
            // The call with the next timer, or a call that was woken.
            let woken = waiting.iter().position(|(caller, _)| caller.wakes() > 0);
            let next = woken.unwrap_or_else(|| {
                let due = waiting.iter().enumerate().min_by(|(_, (_, a)), (_, (_, b))| a.total_cmp(b));
                due.map_or(0, |(index, _)| index)
            });
            if woken.is_none() {
                now = now.max(waiting[next].1);
            }
            match waiting[next].0.ask(now) {
                Turn::Go(pass) => {
                    upstream.succeed(pass, now);
                    waiting.swap_remove(next);
                }
                Turn::Wait(look) => waiting[next].1 = now + look.after.as_secs_f64().max(1e-9),
                turn => prop_assert!(false, "{turn:?}"),
            }
        }
        prop_assert_eq!(upstream.shared.lock(at(now), |gate| gate.state.in_flight), 0);
    }
}
