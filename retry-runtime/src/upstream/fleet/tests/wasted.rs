//! Slots that no call could use are left to other processes.

use core::time::Duration;

use super::play::{LOOK, share, slots, waiting};
use crate::upstream::Upstream;
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{News, Question};
use crate::upstream::line::Place::Foreground;
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;
use crate::verdict::Verdict;

/// Gives all slots that the process asks for. Returns how many belong to the pace.
fn answer_all(link: &Link) -> u32 {
    let mut given = 0;
    while let Some(trip) = link.next_trip() {
        match trip.question {
            Question::Hold(hold) => {
                link.deliver(News::Held { slots: hold.wanted.min(1), number: hold.number });
            }
            _ => {
                let wanted = waiting(&trip).unwrap_or(0);
                link.deliver(slots(trip.question, wanted, 0.0, 8.0));
                given += wanted;
            }
        }
    }
    given
}

#[test]
fn a_call_that_waits_for_a_slot_of_in_flight_takes_none_of_the_pace() {
    let upstream = Upstream::new("test").in_flight(1).requests_per_minute(600);
    let link = share(&upstream);
    let mut callers = [(); 2].map(|()| Caller::new(&upstream, Foreground));
    let [first, second] = &mut callers;
    first.waits(1.0);
    answer_all(&link);
    first.waits(1.001);
    assert_eq!(answer_all(&link), 1);
    let pass = first.goes(1.002);
    let mut given = 0;
    for tenth in 0..100 {
        second.waits(1.1 + f64::from(tenth) / 10.0);
        given += answer_all(&link);
    }
    assert_eq!(given, 0, "slots of the declared limit that nobody could use");
    upstream.succeed(pass, 12.0);
    second.waits(12.0);
    assert_eq!(answer_all(&link), 1);
    second.goes(12.001);
}

#[test]
fn a_call_that_waits_for_a_pause_of_the_user_takes_no_slots() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    link.deliver(slots(LOOK, 0, 0.0, 8.0));
    upstream.shared.pause(Duration::from_secs(60), at(1.0));
    let mut caller = Caller::new(&upstream, Foreground);
    let mut given = 0;
    for second in 2..60 {
        let wait = caller.waits(f64::from(second));
        assert!(wait > 0.4, "a look after {wait} s");
        given += answer_all(&link);
    }
    assert_eq!(given, 0);
    caller.waits(60.6);
    assert_eq!(answer_all(&link), 1);
    caller.goes_from(61.0);
}

#[test]
fn a_call_that_waits_for_a_probe_of_an_outage_takes_no_slots() {
    let upstream = Upstream::new("test").holds_outages().requests_per_minute(6000);
    let link = share(&upstream);
    for _ in 0..10 {
        let mut caller = Caller::new(&upstream, Foreground);
        caller.waits(0.5);
        answer_all(&link);
        upstream.fail(caller.goes(0.501), Verdict::transient(), 0.501);
    }
    let mut probe = Caller::new(&upstream, Foreground);
    probe.waits(0.502);
    assert_eq!(answer_all(&link), 0);
    probe.waits(1.502);
    assert_eq!(answer_all(&link), 1);
    upstream.fail(probe.goes(1.503), Verdict::transient(), 1.503);
}
