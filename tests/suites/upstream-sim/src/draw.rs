use std::f64::consts::TAU;
use std::time::Duration;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};

/// Random numbers of one run.
pub(crate) struct Draw(Xoshiro256PlusPlus);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// Any number.
    pub(crate) fn number(&mut self) -> u64 {
        self.0.random()
    }

    /// From 0 to 1, the latter excluded.
    pub(crate) fn share(&mut self) -> f64 {
        self.0.random()
    }

    pub(crate) fn seconds(&mut self, from: f64, to: f64) -> Duration {
        Duration::from_secs_f64(from + (to - from) * self.share())
    }

    /// The time until the next of many independent arrivals.
    pub(crate) fn arrival(&mut self, per_second: f64) -> Duration {
        Duration::from_secs_f64(-(1.0 - self.share()).ln() / per_second)
    }

    pub(crate) fn lognormal(&mut self, median: f64, sigma: f64) -> f64 {
        // Box and Muller's way to a normal distribution.
        let normal = (-2.0 * (1.0 - self.share()).ln()).sqrt() * (TAU * self.share()).cos();
        median * (sigma * normal).exp()
    }
}
