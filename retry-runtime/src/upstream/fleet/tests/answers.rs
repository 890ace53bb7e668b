use core::time::Duration;

use proptest::prelude::*;

use super::play::{LOOK, report, share};
use crate::upstream::Upstream;
use crate::upstream::fleet::answer::{Report, read_held};
use crate::upstream::line::Place::Foreground;
use crate::upstream::pace::Pace;
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
    fn a_process_holds_no_more_slots_than_there_are(held in number(), slots in 1_u32..100) {
        prop_assert!(read_held(&[held], slots).is_some_and(|held| held <= slots));
    }
}
