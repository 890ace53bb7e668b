//! How long a call is expected to wait, in a process that makes few calls.

use core::time::Duration;
use std::sync::Arc;

use super::play::{LOOK, pace, report, share};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::{FleetPace, Report};
use crate::upstream::fleet::link::Link;
use crate::upstream::line::Place::Foreground;
use crate::upstream::shared::Turn;
use crate::upstream::tests::crowd::Caller;

/// The fleet takes 6000 slots, and this process takes none of them.
fn share_with_a_busy_fleet(upstream: &Upstream, pace: Option<FleetPace>) -> Arc<Link> {
    let link = share(upstream);
    for all in [1, 6001] {
        link.deliver(report(
            LOOK,
            Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all, pace },
        ));
    }
    link
}

#[test]
fn a_process_that_took_no_slots_is_not_told_to_wait_for_its_part() {
    for (upstream, pace) in [
        (Upstream::new("test"), Some(pace(1, 10.0))),
        (Upstream::new("test").requests_per_minute(600), None),
        (Upstream::new("test").tokens_per_minute(60_000), None),
    ] {
        let _link = share_with_a_busy_fleet(&upstream, pace);
        let mut caller = Caller::new(&upstream, Foreground).cost(500).until(3.0);
        assert!(matches!(caller.ask(1.0), Turn::Wait(_)), "{upstream:?}");
    }
}

#[test]
fn a_line_of_this_process_moves_at_its_part_of_the_pace() {
    for (upstream, pace) in [
        (Upstream::new("test"), Some(pace(1, 10.0))),
        (Upstream::new("test").requests_per_minute(600), None),
        (Upstream::new("test").tokens_per_minute(60_000), None),
    ] {
        let _link = share_with_a_busy_fleet(&upstream, pace);
        let mut first = Caller::new(&upstream, Foreground).cost(500);
        first.waits(1.0);
        let mut second = Caller::new(&upstream, Foreground).cost(500).until(3.0);
        assert!(matches!(second.ask(1.0), Turn::TooLong(_)), "{upstream:?}");
    }
}
