//! Compiles the examples on the pages about the clients: `retry-attr` itself does not depend on them.

#[path = "../../../../src/clients.rs"]
pub mod clients;
