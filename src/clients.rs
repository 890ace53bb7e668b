//! How the AI clients are called under `#[retry]`, one page a client: the function, the line that switches the client's own
//! retries off, and what its errors can't tell.
//!
//! These modules hold nothing but their docs.

#[doc = include_str!("client_pages/async_openai.md")]
pub mod async_openai {}

#[doc = include_str!("client_pages/aws.md")]
pub mod aws {}

#[doc = include_str!("client_pages/google_cloud.md")]
pub mod google_cloud {}

#[doc = include_str!("client_pages/genai.md")]
pub mod genai {}

#[doc = include_str!("client_pages/hyper.md")]
pub mod hyper {}

#[doc = include_str!("client_pages/others.md")]
pub mod others {}

#[doc = include_str!("client_pages/tonic.md")]
pub mod tonic {}
