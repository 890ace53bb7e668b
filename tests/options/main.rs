//! Each option of the reference's tables, and the waits and limits of a call.

mod attempt;
mod call_id;
mod every_option;
mod hooks;
mod idempotent;
mod jitter;
mod limits;
mod nested;
mod off_runtime;
mod outcomes;
mod policy;
mod retry_after;
mod run_time;
mod selection;
mod settings;
mod state;
mod type_erased;
mod values;
mod verdict;
mod waiting;
