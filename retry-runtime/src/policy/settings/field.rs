//! The values of fields. Each error names the field, because most formats only tell the line.

use core::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::names::Name;
use super::span;
use crate::policy::backoff::Backoff;
use crate::policy::jitter::Jitter;

/// Implements `DeserializeSeed` for a visitor that asks its deserializer for one kind of value.
macro_rules! seed {
    ($field:ident, $deserialize:ident) => {
        impl<'de> DeserializeSeed<'de> for $field {
            type Value = <Self as Visitor<'de>>::Value;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                deserializer.$deserialize(self)
            }
        }
    };
}

pub(super) struct MaxField;

seed!(MaxField, deserialize_u32);

impl Visitor<'_> for MaxField {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`max` as a whole number of attempts, such as 3")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        u32::try_from(number).map_err(|_| Error::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        u32::try_from(number).map_err(|_| Error::invalid_value(Unexpected::Signed(number), &self))
    }
}

pub(super) struct FactorField;

seed!(FactorField, deserialize_f64);

#[expect(clippy::cast_precision_loss, reason = "a factor is a small number")]
impl Visitor<'_> for FactorField {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`factor` as a number, such as 1.5")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }
}

/// A duration, in nanoseconds.
pub(super) struct DurationField(pub(super) Name);

seed!(DurationField, deserialize_str);

impl Visitor<'_> for DurationField {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` as a duration, such as \"1m30s\"", self.0.as_str())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
        let name = self.0.as_str();
        span::parse(text).map_err(|fault| {
            Error::custom(format_args!("`{name}`: {fault}; a duration is written as in \"1m30s\""))
        })
    }
}

pub(super) struct BackoffField;

seed!(BackoffField, deserialize_str);

impl Visitor<'_> for BackoffField {
    type Value = Backoff;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`backoff` as \"exp\", \"exponential\", \"linear\", \"constant\", or \"fibonacci\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Backoff, E> {
        match text {
            "exp" | "exponential" => Ok(Backoff::Exponential),
            "linear" => Ok(Backoff::Linear),
            "constant" => Ok(Backoff::Constant),
            "fibonacci" => Ok(Backoff::Fibonacci),
            _ => Err(Error::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

/// With the feature `serde`: a text, as in the attribute.
impl<'de> Deserialize<'de> for Backoff {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BackoffField.deserialize(deserializer)
    }
}

/// With the feature `serde`: a text, as in the attribute.
impl Serialize for Backoff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Exponential => "exp",
            Self::Linear => "linear",
            Self::Constant => "constant",
            Self::Fibonacci => "fibonacci",
        })
    }
}

pub(super) struct JitterField;

// A text or a number.
seed!(JitterField, deserialize_any);

#[expect(clippy::cast_precision_loss, reason = "a fraction is a small number")]
impl<'de> Visitor<'de> for JitterField {
    type Value = Jitter;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "`jitter` as \"full\", \"equal\", \"decorrelated\", \"none\", or a fraction, such as 0.25",
        )
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Jitter, E> {
        match text {
            "full" => Ok(Jitter::Full),
            "equal" => Ok(Jitter::Equal),
            "decorrelated" => Ok(Jitter::Decorrelated),
            "none" => Ok(Jitter::None),
            // Environment variables hold texts only.
            _ => match text.parse() {
                Ok(fraction) if !text.contains(char::is_alphabetic) => Ok(Jitter::Fraction(fraction)),
                _ => Err(Error::invalid_value(Unexpected::Str(text), &self)),
            },
        }
    }

    fn visit_f64<E: Error>(self, fraction: f64) -> Result<Jitter, E> {
        Ok(Jitter::Fraction(fraction))
    }

    fn visit_u64<E: Error>(self, fraction: u64) -> Result<Jitter, E> {
        Ok(Jitter::Fraction(fraction as f64))
    }

    fn visit_i64<E: Error>(self, fraction: i64) -> Result<Jitter, E> {
        Ok(Jitter::Fraction(fraction as f64))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Jitter, A::Error> {
        match map.next_key_seed(NumberKey)? {
            Some(true) => map.next_value_seed(self),
            _ => Err(Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// Whether a map is a number of `serde_json`, which hands out its text in a map if a crate in the tree enables
/// `arbitrary_precision`.
struct NumberKey;

seed!(NumberKey, deserialize_str);

impl Visitor<'_> for NumberKey {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == "$serde_json::private::Number")
    }
}

/// With the feature `serde`: a text or a fraction, as in the attribute.
impl<'de> Deserialize<'de> for Jitter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        JitterField.deserialize(deserializer)
    }
}

/// With the feature `serde`: a text or a fraction, as in the attribute.
impl Serialize for Jitter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str("none"),
            Self::Full => serializer.serialize_str("full"),
            Self::Equal => serializer.serialize_str("equal"),
            Self::Decorrelated => serializer.serialize_str("decorrelated"),
            Self::Fraction(fraction) => serializer.serialize_f64(*fraction),
        }
    }
}
