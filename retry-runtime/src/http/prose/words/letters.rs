//! Eight bytes of a text at once.

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte that is no small letter. Above the first such byte, any bit may be set.
#[inline]
pub(super) const fn ends(bytes: u64) -> u64 {
    // Only a byte outside ASCII carries into the next one, and ends the letters itself.
    let from_a = bytes.wrapping_add(each(0x80 - b'a'));
    let after_z = bytes.wrapping_add(each(0x7f - b'z'));
    (!from_a | after_z | bytes) & each(0x80)
}
