//! Bodies that are not JSON. A text is the message; a page is not.

use core::str;

use serde_core::de::IgnoredAny;

/// The most bytes that are read of a text.
const LONGEST: usize = 1024;

/// The text of a body that is neither JSON nor a page nor an event stream.
pub(super) fn find(body: &[u8]) -> Option<&str> {
    let body = body.trim_ascii();
    let is_text = body.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    if !is_text || is_event_stream(body) {
        return None;
    }
    let start = &body[..body.len().min(LONGEST)];
    let text = match str::from_utf8(start) {
        Ok(text) => text,
        // A character is cut.
        Err(error) if error.error_len().is_none() => str::from_utf8(&start[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    // `null`, `42`
    serde_json::from_str::<IgnoredAny>(text).is_err().then_some(text)
}

/// Whether the body begins as an event stream does.
pub(super) fn is_event_stream(body: &[u8]) -> bool {
    ["data:", "event:", "id:", ":"].iter().any(|field| body.starts_with(field.as_bytes()))
}
