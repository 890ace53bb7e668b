//! What threads share. `tests/interleavings` compiles this module with other types in their place, to try each order in
//! which threads can run.

pub(super) use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
pub(super) use std::sync::{Mutex, MutexGuard, PoisonError};
