//! The error object in a body, whichever provider wrote it.

mod failure;
mod fields;
mod meaning;
mod names;
mod object;
mod place;
mod slot;
mod value;
mod wait_name;
mod waits;
mod wrapped;

use serde_core::de::DeserializeSeed as _;

use self::fields::Fields;
pub(crate) use self::object::ErrorObject;
use self::place::Place;
pub(super) use self::waits::Waits;

/// How much of a body is read.
pub(crate) const WINDOW: usize = 64 * 1024;

impl<'b> ErrorObject<'b> {
    /// Reads the first 64 KiB, or the first event in them. What is no JSON ends the reading; the fields before it count.
    ///
    /// `serde_json` refuses more than 128 nested levels, and skips values without recursion.
    pub(crate) fn read(body: &'b [u8]) -> Self {
        let mut object = Self::default();
        let window = &body[..body.len().min(WINDOW)];
        let window = first_event(window).unwrap_or(window);
        let fields = Fields { object: &mut object, place: Place::TOP };
        // An error says where the reading ended, which nobody asks.
        let _ = fields.deserialize(&mut serde_json::Deserializer::from_slice(window));
        object
    }
}

/// The data of the first event, if the body is an event stream: Alibaba's errors are one where the answer would be one.
fn first_event(body: &[u8]) -> Option<&[u8]> {
    let is_stream = ["data:", "event:", "id:"].iter().any(|field| body.starts_with(field.as_bytes()));
    let mut lines = body.split(|byte| *byte == b'\n').filter(|_| is_stream);
    lines.find_map(|line| line.strip_prefix(b"data:"))
}
