//! The error object in a body, for all providers.

mod failure;
mod fields;
mod meaning;
mod names;
mod object;
mod place;
mod slot;
mod text;
mod value;
mod wait_name;
mod waits;
mod wrapped;
mod xml;

use serde_core::de::DeserializeSeed as _;

use self::fields::Fields;
pub(crate) use self::object::ErrorObject;
use self::place::Place;
pub(super) use self::waits::Waits;

/// The part of a body that is read.
pub(crate) const WINDOW: usize = 64 * 1024;

impl<'b> ErrorObject<'b> {
    /// Reads the first 64 KiB, or the first event in them. A body that is plain text is the message. In JSON, an error of the
    /// syntax ends the reading, and the fields before it count.
    ///
    /// `serde_json` refuses more than 128 nested levels, and skips values without recursion.
    pub(crate) fn read(body: &'b [u8]) -> Self {
        let mut object = Self::default();
        let window = &body[..body.len().min(WINDOW)];
        // A byte order mark.
        let window = window.strip_prefix(b"\xef\xbb\xbf").unwrap_or(window);
        match text::find(window) {
            None => {
                let window = first_event(window).unwrap_or(window);
                let fields = Fields { object: &mut object, place: Place::TOP };
                // An error says only where the reading ended.
                let _ = fields.deserialize(&mut serde_json::Deserializer::from_slice(window));
            }
            Some(text) => object.title.set(Some(text.into()), 0, 0),
        }
        if let Some(error) = xml::find(window) {
            object.code.set(error.code.map(Into::into), 1, 1);
            object.tell(error.message.map(Into::into), 1, 5);
        }
        object
    }
}

/// The data of the first event, if the body is an event stream. Alibaba sends an error this way if the answer would be a stream.
fn first_event(body: &[u8]) -> Option<&[u8]> {
    if !text::is_event_stream(body) {
        return None;
    }
    body.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"data:"))
}
