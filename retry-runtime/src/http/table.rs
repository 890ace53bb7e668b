//! Tables of names, without regard to case and separators: `retry_after`, `retryAfter`, `Retry-After`.

/// Rows by name, indexed at compile time, so that a name is found at once among any number of rows.
pub(super) struct Table<T: 'static, const SLOTS: usize> {
    rows: &'static [(&'static str, T)],
    /// The hash of a name and its row; no name has the hash zero.
    slots: [(u64, usize); SLOTS],
}

impl<T, const SLOTS: usize> Table<T, SLOTS> {
    /// At most half of the slots may be used, so that the search for a missing name ends at once.
    pub(super) const fn new(rows: &'static [(&'static str, T)]) -> Self {
        assert!(2 * rows.len() <= SLOTS, "the table needs more slots");
        let mut slots = [(0, 0); SLOTS];
        let mut row = 0;
        while row < rows.len() {
            let hash = hash(rows[row].0);
            let slot = slot(&slots, hash);
            assert!(slots[slot].0 == 0, "a name stands in the table twice");
            slots[slot] = (hash, row);
            row += 1;
        }
        Self { rows, slots }
    }

    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<&'static T> {
        let (hash, row) = self.slots[slot(&self.slots, hash(name))];
        (hash != 0).then(|| &self.rows[row].1)
    }
}

const fn slot<const SLOTS: usize>(slots: &[(u64, usize); SLOTS], hash: u64) -> usize {
    let mut slot = (hash >> 32) as usize % SLOTS;
    while slots[slot].0 != hash && slots[slot].0 != 0 {
        slot = (slot + 1) % SLOTS;
    }
    slot
}

/// FNV-1a of the letters and digits, which 64 bits tell apart, and a last step that spreads it over the upper half.
const fn hash(name: &str) -> u64 {
    let name = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < name.len() {
        let byte = name[at].to_ascii_lowercase();
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            hash = (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        }
        at += 1;
    }
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}
