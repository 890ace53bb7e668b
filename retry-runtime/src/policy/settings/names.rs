use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The name of a field.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Max,
    Backoff,
    Factor,
    InitialDelay,
    ThrottledDelay,
    MaxDelay,
    Jitter,
    MaxRetryAfter,
}

impl Name {
    pub(super) const ALL: &'static [&'static str] = &[
        "max",
        "backoff",
        "factor",
        "initial_delay",
        "throttled_delay",
        "max_delay",
        "jitter",
        "max_retry_after",
    ];

    const NAMES: [Self; Self::ALL.len()] = [
        Self::Max,
        Self::Backoff,
        Self::Factor,
        Self::InitialDelay,
        Self::ThrottledDelay,
        Self::MaxDelay,
        Self::Jitter,
        Self::MaxRetryAfter,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        Self::ALL[self as usize]
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Name, E> {
        let name = Name::NAMES.into_iter().find(|name| name.as_str() == text);
        name.ok_or_else(|| Error::unknown_field(text, Name::ALL))
    }
}
