//! The waits that a body names in fields of their own.

use serde_json::value::RawValue;

use super::value::text;
use crate::http::moment::{Latest, Moment, Unit};

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waits {
    /// When to come back.
    pub(in crate::http) asked: Latest,
    /// When the limit is full again.
    pub(in crate::http) reset: Latest,
}

impl Waits {
    pub(super) fn ask(&mut self, value: &RawValue, unit: Unit) {
        add(&mut self.asked, value, unit);
    }

    pub(super) fn reset(&mut self, value: &RawValue, unit: Unit) {
        add(&mut self.reset, value, unit);
    }
}

fn add(latest: &mut Latest, value: &RawValue, unit: Unit) {
    if let Some(moment) = text(value).and_then(|text| Moment::parse(&text, unit)) {
        latest.add(moment);
    }
}
