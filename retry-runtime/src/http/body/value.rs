//! The values of fields.

use std::borrow::Cow;
use std::string::String;

use serde_json::value::RawValue;

/// A text, or a number as it was written. `None` for an empty text and for other values.
pub(super) fn text(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' if raw.contains('\\') => serde_json::from_str::<String>(raw).ok().map(Cow::Owned),
        b'"' => Some(Cow::Borrowed(raw.get(1..raw.len() - 1)?)),
        b'0'..=b'9' | b'-' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}
