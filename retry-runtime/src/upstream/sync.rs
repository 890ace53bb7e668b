//! The types that threads share. `tests/suites/interleavings` compiles the gate with other types in their place, and tries each order
//! in which threads can run.

pub(super) use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
pub(super) use std::sync::{Mutex, MutexGuard, PoisonError};
