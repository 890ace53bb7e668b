//! The gate of an upstream that one call has to itself, as `reference/upstream.md` says it. It looks at the clock when the
//! call does.

use std::f64::consts::LN_2;
use std::time::Duration;

use retry_attr::FailureClass;

use crate::script::{Says, Shared};

const SECOND: u64 = 1_000_000_000;
/// The longest time for which the hint of one call holds the others.
const MAX_PAUSE: u64 = 5 * SECOND;

/// The end of a wait for a turn.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    At(u64),
    /// The call gets no turn, and learns it at this time.
    NoneAt(u64),
}

#[derive(Debug)]
pub(crate) struct Gate {
    budget: Option<u32>,
    allows_retries: bool,
    spent: u32,
    /// Transient failures with a hint in a row.
    hints: u32,
    pace: Option<Pace>,
}

impl Gate {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut gate = Self {
            budget: shared.budget,
            allows_retries: shared.allows_retries,
            spent: 0,
            hints: 0,
            pace: None,
        };
        gate.pause(shared.paused, 0);
        gate
    }

    /// The call asks for its turn now, and waits for it, but not until `end`.
    pub(crate) fn admit(&mut self, mut now: u64, end: Option<u64>) -> Turn {
        self.look(now, false);
        if self.goes(now) {
            return Turn::At(now);
        }
        if end.is_some_and(|end| now + self.expected_wait(now) >= end) {
            return Turn::NoneAt(now);
        }
        loop {
            let pace = self.pace.as_ref().expect("an open gate lets the call go");
            let look = (pace.ready() - now).min(pace.until.saturating_sub(now) + SECOND);
            now += end.map_or(look, |end| look.min(end - now));
            self.look(now, true);
            if self.goes(now) {
                return Turn::At(now);
            }
            if end.is_some_and(|end| now >= end) {
                return Turn::NoneAt(now);
            }
        }
    }

    fn goes(&mut self, now: u64) -> bool {
        let Some(pace) = &mut self.pace else { return true };
        let goes = pace.ready() <= now;
        if goes {
            pace.take();
        }
        goes
    }

    /// An attempt failed. `None` is a failure that the server answered.
    pub(crate) fn failed(&mut self, now: u64, class: Option<FailureClass>, says: Says) {
        self.look(now, false);
        let hint = match says {
            Says::Wait(hint) => hint,
            _ => 0,
        };
        match class {
            Some(FailureClass::Throttled | FailureClass::Overloaded) => {
                self.hints = 0;
                match &mut self.pace {
                    Some(pace) => pace.slow_down(),
                    None => self.pace = Some(Pace::start(now)),
                }
                self.hold(hint, now);
            }
            Some(FailureClass::Transient) if hint > 0 => {
                self.hints += 1;
                if self.hints >= 3 {
                    self.hold(hint, now);
                }
            }
            _ => self.hints = 0,
        }
    }

    fn hold(&mut self, hint: u64, now: u64) {
        if !self.pace.as_ref().is_some_and(Pace::is_hopeless) {
            self.pause(hint.min(MAX_PAUSE), now);
        }
    }

    fn pause(&mut self, pause: u64, now: u64) {
        if pause > 0 {
            let pace = self.pace.get_or_insert_with(|| Pace::start(now));
            pace.until = pace.until.max(now + pause);
        }
    }

    /// Whether the budget pays for a retry.
    pub(crate) fn pays(&mut self, class: FailureClass) -> bool {
        let price = match class {
            FailureClass::TimedOut => 10,
            FailureClass::Throttled | FailureClass::Overloaded => 0,
            _ => 5,
        };
        if !self.allows_retries || self.budget.is_some_and(|size| price > 0 && self.spent + price > size) {
            return false;
        }
        self.spent += price;
        true
    }

    pub(crate) fn expected_wait(&self, now: u64) -> u64 {
        self.pace.as_ref().map_or(0, |pace| pace.expected().saturating_sub(now))
    }

    fn look(&mut self, now: u64, is_awaited: bool) {
        if let Some(pace) = &mut self.pace {
            pace.advance(now, is_awaited);
            if pace.idle >= 60.0 {
                self.pace = None;
            }
        }
    }
}

/// Calls per second, and the part of a call that may go now.
#[derive(Debug)]
struct Pace {
    at: u64,
    until: u64,
    began: u64,
    tokens: f64,
    late: f64,
    curve: Curve,
    grown: f64,
    idle: f64,
    fruitless: u32,
}

#[derive(Clone, Copy, Debug)]
enum Curve {
    Start,
    Cubic { peak: f64 },
}

impl Pace {
    fn start(now: u64) -> Self {
        Self {
            at: now,
            until: now,
            began: now,
            tokens: 0.0,
            late: 0.0,
            curve: Curve::Start,
            grown: 0.0,
            idle: 0.0,
            fruitless: 0,
        }
    }

    fn rate(&self) -> f64 {
        let least = if self.is_hopeless() { 1.0 } else { 1.0 / 60.0 };
        match self.curve {
            Curve::Start => self.grown.exp2(),
            Curve::Cubic { peak } => {
                (peak * (1.0 - 0.2 * (1.0 - self.grown / 10.0).powi(3))).min(2.0 * peak).max(least)
            }
        }
    }

    fn advance(&mut self, now: u64, is_awaited: bool) {
        let passed = seconds_of(now - self.at.max(self.until).min(now));
        let before = self.rate();
        if is_awaited {
            self.grown += passed.min(2.0);
            self.idle = 0.0;
        } else {
            self.idle += passed;
        }
        self.at = self.at.max(now);
        let after = self.rate();
        let tokens = self.tokens + passed * f64::midpoint(before, after);
        self.tokens = tokens.min(1.0);
        self.late = (self.late + tokens - self.tokens).min(0.001 * after);
    }

    fn take(&mut self) {
        self.tokens -= 1.0;
        let made_up = self.late.min(1.0 - self.tokens);
        self.tokens += made_up;
        self.late -= made_up;
    }

    fn slow_down(&mut self) {
        let rate = self.rate();
        let peak = match self.curve {
            Curve::Start => 0.625 * rate,
            Curve::Cubic { peak } if rate < peak => 0.9 * rate,
            Curve::Cubic { .. } => rate,
        };
        self.curve = Curve::Cubic { peak: peak.max(1.0 / 60.0) };
        self.grown = 0.0;
        self.fruitless += 1;
        self.late = 0.0;
        if !self.is_hopeless() {
            self.tokens = self.tokens.min(0.0);
        }
    }

    /// Five steps and a minute without a success.
    fn is_hopeless(&self) -> bool {
        self.fruitless >= 5 && self.at - self.began >= 60 * SECOND
    }

    fn ready(&self) -> u64 {
        let (missing, start) = (1.0 - self.tokens, self.at.max(self.until));
        if missing <= 1e-9 { start } else { start + nanos_of(missing / self.rate()) }
    }

    fn expected(&self) -> u64 {
        let calls = (1.0 - self.tokens).max(0.0);
        let wait = match self.curve {
            Curve::Cubic { peak } if self.fruitless < 5 => calls / self.rate().max(peak),
            _ => (1.0 + calls * LN_2 / self.rate()).log2(),
        };
        self.at.max(self.until) + nanos_of(wait)
    }
}

fn seconds_of(nanos: u64) -> f64 {
    Duration::from_nanos(nanos).as_secs_f64()
}

fn nanos_of(seconds: f64) -> u64 {
    u64::try_from(Duration::from_secs_f64(seconds).as_nanos()).expect("scripts have no such times")
}
