//! A policy in a settings file: its fields are the options of the attribute, and durations are written as there.

mod field;
mod names;
mod span;

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use self::field::{BackoffField, DurationField, FactorField, JitterField, MaxField};
use self::names::Name;
use self::span::Span;
pub use self::span::parse as parse_span;
use super::Policy;

/// With the feature `serde`. All fields are optional, and unknown fields are refused. The values are not compared with each
/// other: call [`check`](Policy::check).
impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Policy", Name::ALL, PolicyVisitor)
    }
}

struct PolicyVisitor;

impl<'de> Visitor<'de> for PolicyVisitor {
    type Value = Policy;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a retry policy with fields such as `max` and `initial_delay`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Policy, A::Error> {
        let mut policy = Policy::DEFAULT;
        let mut seen = [false; Name::ALL.len()];
        while let Some(name) = map.next_key::<Name>()? {
            let is_seen = &mut seen[name as usize];
            if *is_seen {
                return Err(Error::duplicate_field(name.as_str()));
            }
            *is_seen = true;
            match name {
                Name::Max => policy.max = map.next_value_seed(MaxField)?,
                Name::Backoff => policy.backoff = map.next_value_seed(BackoffField)?,
                Name::Factor => policy.factor = Some(map.next_value_seed(FactorField)?),
                Name::Jitter => policy.jitter = map.next_value_seed(JitterField)?,
                Name::InitialDelay => policy.initial_delay = Some(map.next_value_seed(DurationField(name))?),
                Name::ThrottledDelay => {
                    policy.throttled_delay = Some(map.next_value_seed(DurationField(name))?);
                }
                Name::MaxDelay => policy.max_delay = map.next_value_seed(DurationField(name))?,
                Name::MaxRetryAfter => policy.max_retry_after = map.next_value_seed(DurationField(name))?,
            }
        }
        Ok(policy)
    }
}

/// With the feature `serde`. A value that was not set is left out, unless its default is that of every policy.
impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let optional = [self.factor.is_some(), self.initial_delay.is_some(), self.throttled_delay.is_some()];
        let left_out = optional.iter().filter(|is_set| !**is_set).count();
        let mut fields = serializer.serialize_struct("Policy", Name::ALL.len() - left_out)?;
        fields.serialize_field(Name::Max.as_str(), &self.max)?;
        fields.serialize_field(Name::Backoff.as_str(), &self.backoff)?;
        optional_field(&mut fields, Name::Factor, self.factor.as_ref())?;
        optional_field(&mut fields, Name::InitialDelay, self.initial_delay.map(Span).as_ref())?;
        optional_field(&mut fields, Name::ThrottledDelay, self.throttled_delay.map(Span).as_ref())?;
        fields.serialize_field(Name::MaxDelay.as_str(), &Span(self.max_delay))?;
        fields.serialize_field(Name::Jitter.as_str(), &self.jitter)?;
        fields.serialize_field(Name::MaxRetryAfter.as_str(), &Span(self.max_retry_after))?;
        fields.end()
    }
}

fn optional_field<S: SerializeStruct>(
    fields: &mut S,
    name: Name,
    value: Option<&impl Serialize>,
) -> Result<(), S::Error> {
    match value {
        Some(value) => fields.serialize_field(name.as_str(), value),
        None => fields.skip_field(name.as_str()),
    }
}
