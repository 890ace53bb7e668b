//! The answers of the store, whose numbers are not trusted: each is brought into its bounds.

use core::time::Duration;

use crate::upstream::curve::Curve;
use crate::upstream::pace::Mirror;

const LONGEST_WAIT: Duration = Duration::from_secs(60);
const LONGEST_GROWTH: Duration = Duration::from_secs(3600);
const SLOWEST: f64 = 1.0 / 60.0;
const FASTEST: f64 = 1_000_000.0;
const MOST_FRUITLESS: u32 = 1000;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The answer of `take.lua` and `slow.lua`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Report {
    /// Leased slots.
    pub(super) slots: u32,
    /// The wait for the first of them; without one, the wait before the next question.
    pub(super) wait: Duration,
    /// The time between two of them.
    pub(super) step: Duration,
    /// The slots that the fleet has taken since the store counts.
    pub(super) all: u64,
    /// `None` while calls go as they come.
    pub(super) pace: Option<FleetPace>,
}

/// The pace of the fleet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FleetPace {
    pub(super) epoch: i64,
    pub(super) mirror: Mirror,
}

impl Report {
    /// `None` if these are not the numbers of a report. `slots` is the number that was asked for.
    pub(super) fn read(answer: &[i64], slots: u32, max_pause: Duration) -> Option<Self> {
        let [granted, wait, step, all, pace @ ..] = answer else { return None };
        Some(Self {
            slots: count(*granted, slots),
            wait: micros(*wait).min(LONGEST_WAIT),
            step: micros(*step).min(LONGEST_WAIT),
            all: u64::try_from(*all).unwrap_or(0),
            pace: FleetPace::read(pace.try_into().ok()?, max_pause),
        })
    }
}

impl FleetPace {
    fn read(
        [epoch, pause, curve, rate, grown, idle, fruitless, since_success]: [i64; 8],
        max_pause: Duration,
    ) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "a rate is a number of nine digits at most")]
        let rate = (rate as f64 / 1e6).clamp(SLOWEST, FASTEST);
        let curve = match curve {
            1 => Curve::Start { base: rate },
            2 => Curve::Cubic { peak: rate },
            _ => return None,
        };
        let mirror = Mirror {
            pause: micros(pause).min(max_pause),
            curve,
            grown: micros(grown).min(LONGEST_GROWTH).as_secs_f64(),
            idle: micros(idle).min(LONGEST_WAIT).as_secs_f64(),
            fruitless: count(fruitless, MOST_FRUITLESS),
            since_success: micros(since_success).min(DAY),
        };
        Some(Self { epoch, mirror })
    }
}

/// The answer of `hold.lua`: at most as many slots as there are.
pub(super) fn read_held(answer: &[i64], slots: u32) -> Option<u32> {
    match answer {
        [held] => Some(count(*held, slots)),
        _ => None,
    }
}

/// The nearest number from 0 to `most`.
fn count(number: i64, most: u32) -> u32 {
    u32::try_from(number.clamp(0, most.into())).unwrap_or(most)
}

/// Less than nothing is nothing.
fn micros(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}
