//! Callers of one API on a virtual clock. The callers, the server, and the time are simulated; the gate, its line, and its
//! budget are those of the crate.
//!
//! `cargo run --package upstream-sim --release` prints a table of all scenarios, and its argument chooses some by the
//! beginning of their names. The tests hold each scenario to its goal.

mod annotated;
mod call;
mod draw;
mod figures;
mod play;
mod scenario;
pub mod scenarios;
mod server;

pub use self::annotated::Failed;
pub use self::figures::{Figures, HEAD};
pub use self::play::play;
pub use self::scenario::Scenario;
