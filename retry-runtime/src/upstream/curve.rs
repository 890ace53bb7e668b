//! The growth of the rate of a pace while calls wait for it.
//!
//! The rate doubles every second (slow start), and the first refusal ends that. From then on the rate follows a cubic curve, as in
//! TCP CUBIC (RFC 9438), except that the time back to the peak does not depend on the rate: the curve starts at 80 % of the peak,
//! reaches the peak after ten seconds, and probes beyond it.

/// The part of the peak that is left after a refusal.
const REMAINING: f64 = 0.8;
/// The seconds in which the curve returns to its peak.
pub(super) const RETURN: f64 = 10.0;
pub(super) const SLOWEST: f64 = 1.0 / 60.0;
const FASTEST: f64 = 1_000_000.0;
/// The largest rate, as a multiple of its peak.
const MAX_GROWTH: f64 = 2.0;

/// A rate in calls per second, as a function of the seconds for which it has grown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Curve {
    /// Slow start: nothing is known but a rate that was not refused.
    Start { base: f64 },
    /// The rate at which the last refusal came is known.
    Cubic { peak: f64 },
}

impl Curve {
    pub(super) fn rate(self, grown: f64) -> f64 {
        match self {
            Self::Start { base } => base * grown.exp2(),
            Self::Cubic { peak } => peak * (1.0 - (1.0 - REMAINING) * (1.0 - grown / RETURN).powi(3)),
        }
    }

    /// The rate, but not more than the curve may reach.
    pub(super) fn rate_within_bounds(self, grown: f64) -> f64 {
        let fastest = match self {
            Self::Start { .. } => FASTEST,
            Self::Cubic { peak } => (MAX_GROWTH * peak).min(FASTEST),
        };
        self.rate(grown).min(fastest)
    }

    /// The curve after the refusal of a call at this rate.
    pub(super) fn after_refusal(self, rate: f64) -> Self {
        let peak = match self {
            // The limit was passed within the last doubling: half a doubling back, and `REMAINING` of that.
            Self::Start { .. } => rate * 0.5 / REMAINING,
            // The limit has become lower than it was.
            Self::Cubic { peak } if rate < peak => rate * f64::midpoint(1.0, REMAINING),
            Self::Cubic { .. } => rate,
        };
        Self::Cubic { peak: peak.max(SLOWEST) }
    }

    /// The curve at twice the peak, if the rate has reached that without a refusal. The earlier peak was too low.
    pub(super) fn past_peak(self, grown: f64) -> Option<Self> {
        let Self::Cubic { peak } = self else { return None };
        let passed = MAX_GROWTH * peak;
        (self.rate(grown) >= passed && passed <= FASTEST).then_some(Self::Cubic { peak: passed })
    }
}
