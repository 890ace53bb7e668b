use std::vec::Vec;

use super::crowd::Caller;
use super::{assert_close, at};
use crate::upstream::Upstream;
use crate::upstream::line::Line;
use crate::upstream::line::Place::{self, Background, BackgroundRetry, Foreground, ForegroundRetry};
use crate::upstream::shared::Turn;

/// The order in which callers who joined the line in the order of `places` go: their indices.
fn order(places: &[Place]) -> Vec<usize> {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers: Vec<_> = upstream.line(places, 0.0).into_iter().enumerate().collect();
    let (mut order, mut seconds) = (Vec::new(), 0.0);
    while !callers.is_empty() {
        seconds += 0.01;
        callers.retain_mut(|(index, caller)| {
            let goes = matches!(caller.ask(seconds), Turn::Go(_));
            order.extend(goes.then_some(*index));
            !goes
        });
    }
    order
}

#[test]
fn retries_go_before_first_attempts_and_the_foreground_before_the_background() {
    let places = [Background, Foreground, BackgroundRetry, ForegroundRetry];
    assert_eq!(order(&places), [3, 1, 2, 0]);
}

#[test]
fn calls_of_one_place_go_in_the_order_of_arrival() {
    assert_eq!(order(&[Foreground; 8]), [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn every_tenth_turn_is_for_the_background() {
    let places = [[Background; 3].as_slice(), &[Foreground; 30]].concat();
    let order = order(&places);
    let background: Vec<_> = (0..33).filter(|turn| order[*turn] < 3).collect();
    assert_eq!(background, [9, 19, 29]);
}

#[test]
fn a_background_turn_is_owed_only_while_a_background_call_waits() {
    let upstream = Upstream::new("test").in_flight(1);
    // These do not pass a call in the background.
    for _ in 0..20 {
        upstream.succeed(upstream.enter(0.0).unwrap(), 0.0);
    }
    let pass = upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[Background, Foreground], 0.0);
    upstream.succeed(pass, 0.0);
    assert!(matches!(callers[0].ask(0.0), Turn::Wait(_)));
    callers[1].goes(0.0);
}

#[test]
fn calls_join_a_line_that_they_find() {
    let upstream = Upstream::new("test").requests_per_minute(60);
    let passes: Vec<_> = (0..6).map(|_| upstream.enter(0.0).unwrap()).collect();
    assert_eq!(passes.len(), 6);
    let mut line = upstream.line(&[Foreground], 0.0);
    // A request is free, and the first in the line has not taken it yet.
    assert!(upstream.enter(1.0).is_none());
    line[0].goes(1.0);
}

#[test]
fn a_caller_who_goes_wakes_the_next() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    callers[0].goes(1.0);
    assert_eq!([callers[1].wakes(), callers[2].wakes()], [1, 0]);
    // Woken, it sets a precise timer: the pace is two calls per second now.
    let wait = callers[1].waits(1.0);
    assert!((0.49..=0.5).contains(&wait), "{wait}");
}

#[test]
fn a_caller_who_leaves_wakes_the_next() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    callers.remove(0).leave();
    assert_eq!([callers[0].wakes(), callers[1].wakes()], [1, 0]);
    callers.remove(1).leave();
    assert_eq!(callers[0].wakes(), 0);
}

#[test]
fn the_next_caller_replaces_one_who_left() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    callers.drain(..2).for_each(Caller::leave);
    assert_close(callers[0].goes_from(0.0), 1.0);
}

#[test]
fn callers_who_are_never_polled_again_block_others_for_at_most_a_second() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 8], 0.0);
    let mut polled = callers.split_off(5);
    let mut went = Vec::new();
    let mut start = 0.0;
    for caller in &mut polled {
        start = caller.goes_from(start);
        went.push(start);
    }
    // A turn at one second, which is free for one second before it goes to another call. From then on no call waits for
    // the dropped ones: the pace is at four calls per second.
    assert!((2.0..=3.1).contains(&went[0]), "{went:?}");
    assert!(went[2] - went[0] < 0.6, "{went:?}");
}

#[test]
fn a_caller_who_was_passed_is_woken_and_keeps_its_place() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    // The first is woken when its turn comes, and does not ask.
    callers[2].waits(1.0);
    assert_eq!([callers[0].wakes(), callers[1].wakes()], [1, 0]);
    callers[2].goes(2.0);
    assert_eq!(callers[1].wakes(), 1);
    callers[1].waits(2.0);
    callers[0].waits(2.1);
    // The first is before the second again.
    assert!(matches!(callers[1].ask(2.5), Turn::Wait(_)));
    callers[0].goes(2.5);
}

#[test]
fn a_caller_who_sees_an_unused_turn_asks_again_when_it_expires() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    callers[1].waits(1.0);
    assert_close(callers[2].waits(1.4), 0.6);
    callers[2].goes(2.0);
}

#[test]
fn a_turn_that_was_used_in_time_is_not_taken() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 4], 0.0);
    callers[2].waits(1.0);
    callers[0].goes(1.9);
    // The next turn is free from 2.4 s on.
    callers[2].waits(2.4);
    callers[3].waits(3.3);
    callers[3].goes(3.4);
}

#[test]
fn a_caller_who_was_passed_may_leave() {
    let upstream = Upstream::new("test");
    upstream.close(0.0);
    let mut callers = upstream.line(&[Foreground; 2], 0.0);
    callers[1].waits(1.0);
    callers[1].goes(2.0);
    assert_eq!(upstream.shared.lock(at(2.0), |gate| gate.state.line.len()), 1);
    callers.remove(0).leave();
    assert_eq!(upstream.shared.lock(at(2.0), |gate| gate.state.line.len()), 0);
}

#[test]
fn a_background_call_that_misses_its_turn_blocks_no_other_call() {
    let upstream = Upstream::new("test").in_flight(1);
    let mut pass = upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[[Background].as_slice(), &[Foreground; 11]].concat(), 0.0);
    for caller in &mut callers[1..10] {
        upstream.succeed(pass, 0.0);
        pass = caller.goes(0.0);
    }
    // The tenth turn is for the background.
    upstream.succeed(pass, 0.0);
    callers[10].waits(0.0);
    upstream.succeed(callers[10].goes(1.0), 1.0);
    callers[11].goes(1.0);
}

#[test]
fn a_call_keeps_its_turn_until_its_whole_cost_is_free() {
    let upstream = Upstream::new("test").tokens_per_minute(60_000);
    Caller::new(&upstream, Foreground).cost(30_000).goes(0.0);
    let mut large = Caller::new(&upstream, Foreground).cost(4000);
    let mut small = Caller::new(&upstream, Foreground).cost(1000);
    large.waits(0.0);
    // The bucket has 1000 tokens after 25 s, and 4000 after 28 s.
    for seconds in [0.0, 25.5, 27.0] {
        small.waits(seconds);
    }
    large.goes(28.0);
}

#[test]
fn callers_look_at_most_once_a_second_and_at_least_every_thirty_seconds() {
    let upstream = Upstream::new("test").in_flight(1);
    upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[Foreground; 3], 0.0);
    assert_close(callers[0].waits(0.0), 1.0);
    assert_close(callers[2].waits(0.0), 1.0 + 2.0 / 32.0);
    let upstream = Upstream::new("test").in_flight(1);
    upstream.enter(0.0).unwrap();
    let mut callers = upstream.line(&[Foreground; 2000], 0.0);
    let looks: Vec<f64> = callers.iter_mut().map(|caller| caller.waits(0.0)).collect();
    assert!(looks.iter().all(|look| (1.0..=30.0).contains(look)));
    let first_second = looks.iter().filter(|look| **look < 2.0).count();
    assert!(first_second < 100, "{first_second} of 2000 look in the first second");
}

fn ahead(line: &Line, place: Place) -> (u64, u64) {
    let ahead = line.ahead(place);
    (ahead.calls, ahead.cost)
}

#[test]
fn the_calls_ahead_of_a_place_are_those_that_go_before_it() {
    let mut line = Line::new();
    for (place, calls) in [(ForegroundRetry, 9), (Foreground, 18), (BackgroundRetry, 2), (Background, 100)] {
        for _ in 0..calls {
            line.join(place, 10, at(0.0));
        }
    }
    // One background call goes among nine of the foreground, and nine of the foreground go for each of the background.
    assert_eq!(ahead(&line, ForegroundRetry), (10, 100));
    assert_eq!(ahead(&line, Foreground), (30, 300));
    assert_eq!(ahead(&line, BackgroundRetry), (29, 290));
    assert_eq!(ahead(&line, Background), (129, 1290));
}

#[test]
fn calls_that_left_are_not_ahead() {
    let mut line = Line::new();
    let tickets = [(); 3].map(|()| line.join(Foreground, 10, at(0.0)));
    line.leave(tickets[1]);
    assert_eq!(ahead(&line, Foreground), (2, 20));
}

#[test]
fn a_large_foreground_is_not_all_ahead_of_the_background() {
    let mut line = Line::new();
    for _ in 0..1000 {
        line.join(Foreground, 1, at(0.0));
    }
    assert_eq!(ahead(&line, Background), (9, 9));
    line.join(Background, 1, at(0.0));
    assert_eq!(ahead(&line, Background), (19, 19));
}

#[test]
fn the_oldest_is_the_one_that_joined_first() {
    let mut line = Line::new();
    assert_eq!(line.oldest(), None);
    for place in [ForegroundRetry, Foreground, BackgroundRetry, Background] {
        let ticket = line.join(place, 1, at(0.0));
        assert_eq!(line.oldest(), Some(at(0.0)));
        line.leave(ticket);
    }
    line.join(Background, 1, at(1.0));
    line.join(Foreground, 1, at(2.0));
    assert_eq!(line.oldest(), Some(at(1.0)));
}
