//! The notes of the runtime, which have no listener here.

#[path = "../../../../retry-runtime/src/telemetry/gate.rs"]
pub(crate) mod gate;
