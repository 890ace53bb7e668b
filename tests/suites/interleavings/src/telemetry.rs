//! The notes of the runtime, to which nobody listens here.

#[path = "../../../../retry-runtime/src/telemetry/gate.rs"]
pub(crate) mod gate;
