//! The verdicts of the clients' errors. Errors that come from a socket come from a real one.

#[path = "../support/grpc.rs"]
mod grpc;
#[path = "../support/socket.rs"]
mod socket;

mod async_openai;
mod aws;
mod gax;
mod genai;
mod hyper;
#[path = "../../../../../retry-runtime/tests/support/tls.rs"]
mod tls;
mod tonic;
