//! The error of another server, which a relay passes on as a text.

mod python;
mod relay;

use std::borrow::Cow;

/// The error of another server.
pub(in crate::http) struct Wrapped<'t> {
    pub(in crate::http) json: Cow<'t, str>,
    /// The status that the relay names.
    pub(in crate::http) status: Option<u16>,
}

/// Finds JSON that is the whole text, or that follows the words of a relay.
pub(super) fn in_text(text: &str) -> Option<Wrapped<'_>> {
    let text = text.trim();
    let (before, json) = text.split_at(start_of_json(text)?);
    let after = json.rfind(['}', ']']).map_or("", |end| &json[end + 1..]);
    let status = if before.is_empty() { None } else { relay::read(before, after)?.status };
    Some(Wrapped { json: python::to_json(json), status })
}

/// The text before the JSON in it, and after. JSON is not prose.
pub(super) fn around_json(text: &str) -> (&str, &str) {
    let Some(start) = start_of_json(text) else { return (text, "") };
    let after = text.rfind(['}', ']']).filter(|end| *end > start).map_or("", |end| &text[end + 1..]);
    (&text[..start], after)
}

/// The most braces that are looked at: prose before an object has fewer.
const MOST_BRACES: usize = 64;

/// Finds the first brace that opens an object, or the bracket of a list that begins with this object.
fn start_of_json(text: &str) -> Option<usize> {
    let opens = |at: &usize| {
        let mut bytes = text[at + 1..].bytes().take(64);
        matches!(bytes.find(|byte| !byte.is_ascii_whitespace()), Some(b'"' | b'\''))
    };
    let brace = memchr::memchr_iter(b'{', text.as_bytes()).take(MOST_BRACES).find(opens)?;
    let before = text[..brace].trim_end();
    Some(if before.ends_with('[') { before.len() - 1 } else { brace })
}
