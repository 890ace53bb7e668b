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
    /// Reads the first 64 KiB. What is no JSON ends the reading; the fields before it count.
    ///
    /// `serde_json` refuses more than 128 nested levels, and skips values without recursion.
    pub(crate) fn read(body: &'b [u8]) -> Self {
        let mut object = Self::default();
        let window = &body[..body.len().min(WINDOW)];
        let fields = Fields { object: &mut object, place: Place::TOP };
        // An error says where the reading ended, which nobody asks.
        let _ = fields.deserialize(&mut serde_json::Deserializer::from_slice(window));
        object
    }
}
