use core::time::Duration;

use proptest::prelude::*;

use super::play::{LOOK, report, share};
use crate::upstream::Upstream;
use crate::upstream::curve::Curve;
use crate::upstream::fleet::answer::{FleetPace, Report, read_held};
use crate::upstream::line::Place::Foreground;
use crate::upstream::pace::{Mirror, Pace};
use crate::upstream::tests::at;
use crate::upstream::tests::crowd::Caller;

const MAX_PAUSE: Duration = Duration::from_secs(5);

#[test]
fn an_answer_of_another_length_is_an_error() {
    for length in (0..30).filter(|length| *length != 12) {
        assert_eq!(Report::read(&std::vec![0; length], 3, MAX_PAUSE), None, "{length}");
    }
    assert!(read_held(&[], 3).is_none() && read_held(&[1, 1], 3).is_none());
}

#[test]
fn the_numbers_of_an_answer_are_read_in_their_units() {
    let answer = [2, 1_500_000, 250_000, 40, 7, 3_000_000, 1, 2_500_000, 4_000_000, 500_000, 3, 6_000_000];
    let mirror = Mirror {
        pause: Duration::from_secs(3),
        curve: Curve::Start { base: 2.5 },
        grown: 4.0,
        idle: 0.5,
        fruitless: 3,
        since_success: Duration::from_secs(6),
    };
    let expected = Report {
        slots: 2,
        wait: Duration::from_millis(1500),
        step: Duration::from_millis(250),
        all: 40,
        pace: Some(FleetPace { epoch: 7, mirror }),
    };
    assert_eq!(Report::read(&answer, 3, MAX_PAUSE), Some(expected));
    let with_curve = |number| {
        let mut answer = answer;
        answer[6] = number;
        Report::read(&answer, 3, MAX_PAUSE).and_then(|report| report.pace).map(|pace| pace.mirror.curve)
    };
    assert_eq!(with_curve(2), Some(Curve::Cubic { peak: 2.5 }));
    assert_eq!(with_curve(0), None, "calls go as they come");
}

#[test]
fn no_number_of_an_answer_is_out_of_its_bounds() {
    let pace = |curve, rate, number| {
        let answer = [number, number, number, number, 1, number, curve, rate, number, number, number, number];
        let report = Report::read(&answer, 3, MAX_PAUSE).expect("a report");
        (report, report.pace.expect("a pace").mirror)
    };
    let (report, mirror) = pace(1, i64::MAX, i64::MAX);
    let minute = Duration::from_secs(60);
    assert_eq!((report.slots, report.wait, report.step), (3, minute, minute));
    assert_eq!(mirror.pause, MAX_PAUSE);
    assert_eq!(mirror.curve, Curve::Start { base: 1e6 });
    assert_eq!((mirror.grown, mirror.idle, mirror.fruitless), (3600.0, 60.0, 1000));
    assert_eq!(mirror.since_success, Duration::from_secs(86_400));
    let (report, mirror) = pace(2, i64::MIN, i64::MIN);
    assert_eq!((report.slots, report.wait, report.step), (0, Duration::ZERO, Duration::ZERO));
    assert_eq!(mirror.curve, Curve::Cubic { peak: 1.0 / 60.0 });
    assert_eq!((mirror.grown, mirror.idle, mirror.fruitless), (0.0, 0.0, 0));
    assert_eq!((mirror.pause, mirror.since_success), (Duration::ZERO, Duration::ZERO));
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -3_i64..4, Just(i64::MAX), Just(i64::MIN), 0_i64..100_000_000]
}

proptest! {
    #[test]
    fn each_number_of_an_answer_is_brought_into_its_bounds(
        answer in prop::array::uniform12(number()),
        slots in 0_u32..50,
    ) {
        let Some(found) = Report::read(&answer, slots, MAX_PAUSE) else { return Ok(()) };
        prop_assert!(found.slots <= slots);
        prop_assert!(found.wait <= Duration::from_secs(60) && found.step <= Duration::from_secs(60));
        if let Some(pace) = found.pace {
            prop_assert!(pace.mirror.pause <= MAX_PAUSE);
        }
        // And the gate takes it.
        let upstream = Upstream::new("test");
        let link = share(&upstream);
        link.deliver(report(LOOK, found));
        let mut caller = Caller::new(&upstream, Foreground);
        let _ = caller.ask(1.0);
        let (rate, pause) = upstream.shared.lock(at(1.0), |gate| {
            let pace = gate.state.pace.as_ref();
            (pace.map_or(1.0, Pace::rate), pace.map(Pace::paused_for).unwrap_or_default())
        });
        prop_assert!((1.0 / 60.0 - 1e-9..=1e6).contains(&rate), "{}", rate);
        prop_assert!(pause <= MAX_PAUSE);
    }

    #[test]
    fn the_slots_of_in_flight_are_brought_into_their_bounds(held in number(), slots in 1_u32..100) {
        let nearest = u32::try_from(held.clamp(0, slots.into())).ok();
        prop_assert_eq!(read_held(&[held], slots), nearest);
    }
}
