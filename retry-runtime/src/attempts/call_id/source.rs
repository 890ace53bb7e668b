use super::{CallId, CallIdError};

/// A source of ids. A collision would return the answer to another client's request, so neither a small generator nor
/// `RandomState` is one.
#[diagnostic::on_unimplemented(
    message = "`call_id` has no source of random numbers that never repeat",
    label = "the feature `call-id` is off",
    note = "help: enable the feature `call-id` of `retry-attr`, which asks the operating system",
    note = "help: or write `random = my_source`, where `fn my_source() -> u64` draws from a cryptographic generator"
)]
pub trait Source {
    /// Draws an id.
    fn draw(self) -> Result<CallId, CallIdError>;
}

/// The random numbers of the operating system. The test kit can fix them.
#[derive(Clone, Copy, Debug)]
pub struct OperatingSystem;

#[cfg(feature = "call-id")]
impl Source for OperatingSystem {
    fn draw(self) -> Result<CallId, CallIdError> {
        #[cfg(feature = "std")]
        if let (Some(high), Some(low)) = (crate::seam::draw(), crate::seam::draw()) {
            return Ok(CallId::of(high, low));
        }
        let random = || getrandom::u64().map_err(CallIdError);
        Ok(CallId::of(random()?, random()?))
    }
}

/// The id of a call, from the operating system.
#[expect(clippy::missing_errors_doc, reason = "only the expansion calls it")]
pub fn call_id(source: impl Source) -> Result<CallId, CallIdError> {
    source.draw()
}

/// The id of a call, from the option `random`.
pub fn call_id_by(mut random: impl FnMut() -> u64) -> CallId {
    CallId::of(random(), random())
}
