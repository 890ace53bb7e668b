//! The waits in fields of a body.

use core::fmt;

use serde_core::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::value::text;
use super::wait_name;
use crate::http::moment::{Latest, Moment, Unit};
use crate::http::number::{Number, Sum};

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waits {
    /// The time of the next attempt.
    pub(in crate::http) asked: Latest,
    /// The time at which the limit is full again.
    pub(in crate::http) reset: Latest,
    /// The limit in the current object is not used up.
    has_rest: bool,
}

impl Waits {
    pub(super) fn ask(&mut self, value: &RawValue, unit: Unit) {
        self.asked.extend(moment(value, unit));
    }

    pub(super) fn reset(&mut self, value: &RawValue, unit: Unit) {
        self.reset.extend(moment(value, unit));
    }

    /// Notes the rest of the limit in the current object.
    pub(super) fn note_rest(&mut self, value: &RawValue) {
        self.has_rest |= text(value).is_some_and(|rest| rest.parse().is_ok_and(|rest: f64| rest > 0.0));
    }

    /// Restores the resets before an object, if its limit was not met.
    pub(super) fn end_object(&mut self, before: Latest) {
        if core::mem::take(&mut self.has_rest) {
            self.reset = before;
        }
    }

    pub(super) fn is_some(&self) -> bool {
        self.asked.is_some() || self.reset.is_some()
    }
}

fn moment(value: &RawValue, unit: Unit) -> Option<Moment> {
    match text(value) {
        Some(text) => Moment::parse(&text, unit),
        None if value.get().starts_with('{') => {
            let sum = serde_json::Deserializer::from_str(value.get()).deserialize_map(Parts).ok()?;
            Some(Moment::In(sum.into_duration()))
        }
        None => None,
    }
}

/// A length of time as an object: `{"seconds": 34, "nanos": 500000000}`, `{"value": 34, "unit": "seconds"}`.
struct Parts;

impl<'b> Visitor<'b> for Parts {
    type Value = Sum;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length of time")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<Sum, A::Error> {
        let mut sum = Sum::ZERO;
        let (mut value, mut unit) = (None, None);
        while let Some((name, raw)) = map.next_entry::<&str, &RawValue>()? {
            let Some(text) = text(raw) else { continue };
            let number = Number::whole_text(&text);
            match name {
                "value" | "amount" => value = number,
                "unit" | "units" => unit = wait_name::unit(&text),
                _ => sum = part(number, wait_name::unit(name)).map_or(sum, |part| sum.plus(part)),
            }
        }
        Ok(part(value, unit).map_or(sum, |part| sum.plus(part)))
    }
}

fn part(number: Option<Number>, unit: Option<Unit>) -> Option<Sum> {
    Some(number?.of(unit?.nanos()))
}
