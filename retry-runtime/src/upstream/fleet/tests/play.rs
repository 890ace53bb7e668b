//! A fleet by script: the test plays the thread that asks the store.

use core::time::Duration;
use std::boxed::Box;
use std::string::String;
use std::sync::Arc;
use std::time::Instant;

#[cfg(feature = "redis-1")]
use crate::upstream::Under;
use crate::upstream::Upstream;
use crate::upstream::curve::Curve;
use crate::upstream::fleet::answer::{FleetPace, Report};
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::member::Member;
use crate::upstream::fleet::question::{News, Question, Take, Trip};
use crate::upstream::fleet::{Answer, Membership, Script, Store};
use crate::upstream::pace::Mirror;
use crate::upstream::tests::at;
#[cfg(feature = "redis-1")]
use crate::{verdict::Verdict, wait::Thread};

/// A store that never answers: the test delivers the answers.
pub(super) struct Nobody;

impl Store for Nobody {
    fn run<'a>(&'a self, _: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
        Box::pin(core::future::pending())
    }
}

/// The same, in a namespace.
pub(super) struct Named(pub(super) &'static str);

impl Store for Named {
    fn run<'a>(&'a self, _: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
        Box::pin(core::future::pending())
    }

    fn namespace(&self) -> &str {
        self.0
    }
}

pub(super) fn share(upstream: &Upstream) -> Arc<Link> {
    let link = Arc::new(Link::new(upstream.name(), Arc::new(Nobody)));
    join(upstream, &link, at(0.0));
    // The look of that visit.
    let trip = link.next_trip().expect("a look");
    assert_eq!(waiting(&trip), Some(0));
    link.deliver(calm(trip.question));
    link
}

/// Makes the upstream a member of the fleet of this link.
pub(super) fn join(upstream: &Upstream, link: &Arc<Link>, now: Instant) {
    let member = Membership(Some(Box::new(Member::new(Arc::clone(link), upstream.shared.settings.limits()))));
    upstream.shared.lock(now, |gate| gate.state.fleet = member);
}

/// How many slots it asks for.
pub(super) fn waiting(trip: &Trip) -> Option<u32> {
    match trip.question {
        Question::Take(take) => Some(take.waiting),
        _ => None,
    }
}

pub(super) const LOOK: Question = Question::Take(Take { waiting: 0, place: 1, cost: 0 });

pub(super) fn calm(question: Question) -> News {
    report(question, Report { slots: 0, wait: Duration::ZERO, step: Duration::ZERO, all: 0, pace: None })
}

pub(super) fn report(question: Question, report: Report) -> News {
    News::Report { report, question, at: Instant::now() }
}

/// Slots of a fleet that goes at this rate, the first one after `wait` seconds.
pub(super) fn slots(question: Question, slots: u32, wait: f64, rate: f64) -> News {
    let wait = Duration::from_secs_f64(wait);
    let step = Duration::from_secs_f64(1.0 / rate);
    report(question, Report { slots, wait, step, all: slots.into(), pace: Some(pace(1, rate)) })
}

/// A pace that has returned to this peak.
pub(super) fn pace(epoch: i64, peak: f64) -> FleetPace {
    let mirror = Mirror {
        pause: Duration::ZERO,
        curve: Curve::Cubic { peak },
        grown: 10.0,
        idle: 0.0,
        fruitless: 0,
        since_success: Duration::ZERO,
    };
    FleetPace { epoch, mirror }
}

/// A call that succeeds, and one that is refused, on the clock of the machine. Neither waits for long.
#[cfg(feature = "redis-1")]
#[track_caller]
pub(super) fn call_and_be_refused(upstream: &Upstream, case: &str) {
    for is_refused in [false, true] {
        let mut under = Under::new(upstream);
        let patience = Some(Instant::now() + Duration::from_secs(20));
        assert_eq!(
            under.admit_blocking(Thread, false, patience, Thread),
            Ok(()),
            "{case:?}: a call is stuck"
        );
        if is_refused {
            under.failed(Thread, Verdict::throttled());
        } else {
            under.succeeded(Thread);
        }
    }
}
