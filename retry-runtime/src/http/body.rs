//! The error object in a body, for all providers.

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
    /// Reads the first 64 KiB, or the first event in them. Text that is not JSON ends the reading, and the fields before it count.
    ///
    /// `serde_json` refuses more than 128 nested levels, and skips values without recursion.
    pub(crate) fn read(body: &'b [u8]) -> Self {
        let mut object = Self::default();
        let window = &body[..body.len().min(WINDOW)];
        let window = first_event(window).unwrap_or(window);
        let fields = Fields { object: &mut object, place: Place::TOP };
        // An error says only where the reading ended.
        let _ = fields.deserialize(&mut serde_json::Deserializer::from_slice(window));
        object
    }
}

/// The data of the first event, if the body is an event stream. Alibaba sends an error this way if the answer would be a stream.
fn first_event(body: &[u8]) -> Option<&[u8]> {
    if !["data:", "event:", "id:"].iter().any(|field| body.starts_with(field.as_bytes())) {
        return None;
    }
    body.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"data:"))
}
