//! Whether a call may go is what `governor` says, for the same limit, burst, cost, and time.

#![cfg(test)]

#[expect(dead_code, reason = "the runtime asks for more than whether a call may go")]
mod upstream {
    #[path = "../../../../../retry-runtime/src/upstream/declared.rs"]
    pub(crate) mod declared;
    #[path = "../../../../../retry-runtime/src/upstream/seconds.rs"]
    mod seconds;

    mod tests;
}
