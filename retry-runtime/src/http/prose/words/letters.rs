//! Eight bytes of a text at once.

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The number of bits, from the first byte on, that are small letters.
#[inline]
pub(super) const fn bits(bytes: u64) -> u32 {
    const HIGH: u64 = each(0x80);
    // Only the highest bit of each byte counts, so that no byte borrows from the next one.
    let high = bytes | HIGH;
    let is_letter = high.wrapping_sub(each(b'a')) & !high.wrapping_sub(each(b'z' + 1)) & !bytes & HIGH;
    (is_letter ^ HIGH).trailing_zeros() & !7
}
