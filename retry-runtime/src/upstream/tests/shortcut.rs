use core::time::Duration;
use std::format;
use std::string::String;
use std::vec::Vec;

use proptest::prelude::*;
use proptest::sample::Index;

use super::at;
use crate::upstream::Upstream;
use crate::upstream::gate::Visit;
use crate::upstream::line::Place;
use crate::verdict::Verdict;

#[derive(Clone, Debug)]
enum Event {
    Enter { is_background: bool, cost: u32 },
    Pass(f64),
    End(Index, Option<Verdict>),
    Pause(f64),
    Open,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let ends = [
        None,
        None,
        Some(Verdict::transient()),
        Some(Verdict::throttled()),
        Some(Verdict::throttled().with_hint(Duration::from_secs(2))),
    ];
    let event = prop_oneof![
        10 => (any::<bool>(), 1..2000_u32).prop_map(|(is_background, cost)| Event::Enter { is_background, cost }),
        5 => (any::<Index>(), prop::sample::select(Vec::from(ends))).prop_map(|(index, end)| Event::End(index, end)),
        5 => prop_oneof![0.0..0.5, 0.0..90.0].prop_map(Event::Pass),
        1 => (0.0..5.0).prop_map(Event::Pause),
        1 => Just(Event::Open),
    ];
    prop::collection::vec(event, 0..200)
}

fn upstream(requests: Option<u32>, tokens: Option<u32>, slots: Option<u32>, holds_outages: bool) -> Upstream {
    let mut upstream = Upstream::new("test");
    if let Some(requests) = requests {
        upstream = upstream.requests_per_minute(requests);
    }
    if let Some(tokens) = tokens {
        upstream = upstream.tokens_per_minute(tokens);
    }
    if let Some(slots) = slots {
        upstream = upstream.in_flight(slots);
    }
    if holds_outages { upstream.holds_outages() } else { upstream }
}

fn state(upstream: &Upstream) -> String {
    format!("{:?}", upstream.shared.state.0.lock().unwrap())
}

#[test]
fn a_call_that_need_not_wait_takes_the_shortcut() {
    let upstream = upstream(Some(60), Some(60), Some(7), false);
    let visit = Visit { place: Place::Foreground, cost: 1 };
    // The first call asks the gate, which then knows the limits.
    assert!(upstream.enter(0.0).is_some());
    let mut state = upstream.shared.state.0.lock().unwrap();
    for _ in 0..5 {
        assert_eq!(state.enter_by_limits(visit, at(0.0)), Some(true));
    }
    // The burst of six is used up.
    assert_eq!(state.enter_by_limits(visit, at(0.0)), None);
}

proptest! {
    #[test]
    fn the_shortcut_gives_the_turns_of_the_gate(
        requests in prop::option::of(10..1000_u32),
        tokens in prop::option::of(100..10_000_u32),
        slots in prop::option::of(1..4_u32),
        holds_outages: bool,
        events in events(),
    ) {
        let [by_shortcut, by_gate] = [(); 2].map(|()| upstream(requests, tokens, slots, holds_outages));
        let (mut now, mut passes) = (0.0, Vec::new());
        for event in events {
            match event {
                Event::Enter { is_background, cost } => {
                    let visit = Visit { place: Place::of(false, is_background), cost };
                    let pass = by_shortcut.shared.enter(visit, at(now));
                    prop_assert_eq!(pass, by_gate.shared.lock(at(now), |gate| gate.enter(visit)));
                    passes.extend(pass);
                }
                Event::End(index, end) if !passes.is_empty() => {
                    let pass = passes.swap_remove(index.index(passes.len()));
                    for upstream in [&by_shortcut, &by_gate] {
                        match end {
                            None => upstream.succeed(pass, now),
                            Some(verdict) => upstream.fail(pass, verdict, now),
                        }
                    }
                }
                Event::End(..) => {}
                Event::Pass(seconds) => now += seconds,
                Event::Pause(seconds) => {
                    for upstream in [&by_shortcut, &by_gate] {
                        upstream.shared.pause(Duration::from_secs_f64(seconds), at(now));
                    }
                }
                Event::Open => {
                    by_shortcut.shared.open(at(now));
                    by_gate.shared.open(at(now));
                }
            }
            prop_assert_eq!(state(&by_shortcut), state(&by_gate));
        }
    }
}
