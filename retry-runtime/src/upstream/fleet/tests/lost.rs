//! Answers that come while no call asks the gate.

use core::time::Duration;
use std::vec::Vec;

use super::play::{LOOK, pace, report, share, slots, waiting};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::Report;
use crate::upstream::fleet::question::News;
use crate::upstream::line::Place::Foreground;
use crate::upstream::shared::Turn;
use crate::upstream::tests::crowd::Caller;
use crate::verdict::Verdict;

/// An attempt that takes ten minutes renews its slot thirty times.
#[test]
fn the_answer_to_a_report_is_not_lost_among_renewals() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    let pass = Caller::new(&upstream, Foreground).goes(0.0);
    upstream.fail(pass, Verdict::throttled(), 0.1);
    let trip = link.next_trip().expect("a report");
    let answer =
        Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 0, pace: Some(pace(1, 8.0)) };
    link.deliver(report(trip.question, answer));
    for _ in 0..30 {
        link.deliver(News::Held { slots: 1, number: 1 });
    }
    // Another process has been refused meanwhile.
    link.deliver(slots(LOOK, 0, 0.0, 8.0));
    let mut caller = Caller::new(&upstream, Foreground);
    let went = (0..20).map(|tenth| 600.0 + f64::from(tenth) / 10.0).find(|seconds| {
        while let Some(trip) = link.next_trip() {
            link.deliver(slots(trip.question, waiting(&trip).unwrap_or(0), 0.0, 8.0));
        }
        matches!(caller.ask(*seconds), Turn::Go(_))
    });
    assert!(went.is_some(), "the call is stuck");
}

#[test]
fn only_the_latest_renewal_and_the_latest_silence_are_kept() {
    let link = share(&Upstream::new("test"));
    link.read();
    for slots in 0..100 {
        link.deliver(News::Silent);
        link.deliver(News::Held { slots, number: 1 });
    }
    let news: Vec<_> = link.read().into();
    assert!(matches!(news[..], [News::Silent, News::Held { slots: 99, .. }]), "{news:?}");
}
