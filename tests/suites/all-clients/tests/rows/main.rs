//! The scenarios of an AI API, through its clients: the rows are those that the HTTP clients are played.

#[path = "../../../scenarios/tests/api/answer.rs"]
mod answer;
#[path = "../../../scenarios/tests/api/call.rs"]
mod call;
#[path = "../../../scenarios/tests/api/check.rs"]
mod check;
#[path = "../../../scenarios/tests/api/client.rs"]
mod client;
mod functions;
#[path = "../../../scenarios/tests/api/impostor.rs"]
mod impostor;
mod lost;
#[path = "../../../scenarios/tests/api/more.rs"]
mod more;
#[path = "../../../scenarios/tests/api/row.rs"]
mod row;
#[expect(clippy::duration_suboptimal_units, reason = "at home it is built for Rust 1.85")]
#[path = "../../../scenarios/tests/api/rows.rs"]
mod rows;
mod table;
#[path = "../../../../../retry-runtime/tests/support/tls.rs"]
mod tls;
