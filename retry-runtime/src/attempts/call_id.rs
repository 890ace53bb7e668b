//! The id that all attempts of one call share.

mod error;
mod source;

use core::fmt;
use core::str;

pub use self::error::{CallIdError, FromCallIdError, unnamed};
pub use self::source::{OperatingSystem, call_id, call_id_by};

/// The id of a call, which the option `call_id = name` binds. All attempts of the call have the same one.
///
/// The id is a random UUID (version 4, RFC 9562, section 5.4). `Display` writes the usual form of a UUID and does not allocate. Use the
/// id as an idempotency key, and in logs.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::CallId;
///
/// fn key(id: CallId) -> String {
///     format!("Idempotency-Key: {id}")
/// }
/// # let _ = key;
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(u128);

impl CallId {
    /// The id with these random bits, six of which say that it is a random UUID.
    const fn of(high: u64, low: u64) -> Self {
        const VERSION: u32 = 76;
        const VARIANT: u32 = 62;
        let bits = (high as u128) << 64 | low as u128;
        let bits = bits & !(0b1111 << VERSION) & !(0b11 << VARIANT);
        Self(bits | 4 << VERSION | 0b10 << VARIANT)
    }

    /// The bits of the UUID, the first ones on top.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::CallId;
    ///
    /// /// Chooses one of 16 shards. All attempts of a call choose the same one.
    /// fn shard(id: CallId) -> u128 {
    ///     id.as_u128() % 16
    /// }
    /// ```
    #[must_use]
    pub const fn as_u128(&self) -> u128 {
        self.0
    }
}

/// As in `3f2b8a64-5c1d-4e7f-9a0b-1c2d3e4f5a6b`.
impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        let places = (0..36).filter(|place| !matches!(place, 8 | 13 | 18 | 23));
        for (digit, place) in places.enumerate() {
            let digit = (self.0 >> (124 - 4 * digit)) & 0xf;
            text[place] = DIGITS[digit as usize];
        }
        f.pad(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallId({self})")
    }
}
