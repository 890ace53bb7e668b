//! The failures of an AI API, and the behavior of `#[retry]` through each client: how many requests, which
//! waits, which error.
//!
//! The waits are recorded and not waited.

mod answer;
mod call;
mod check;
mod client;
mod clients;
mod impostor;
mod more;
mod row;
mod rows;
mod stop;
mod table;
