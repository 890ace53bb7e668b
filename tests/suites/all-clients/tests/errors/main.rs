//! What the clients' errors say of themselves. Where the error comes from a socket, the socket is real.

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
