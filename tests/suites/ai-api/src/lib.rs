//! A small AI API on loopback that plays a script: it fails in every way that a retrying client has to survive.
//!
//! It speaks OpenAI's chat completions (`POST /v1/chat/completions`), Anthropic's messages (`POST /v1/messages`),
//! Bedrock's `converse` (`POST /model/…/converse`) and Vertex' `generateContent` (`POST /v1/projects/…`), and notes each
//! request it gets.
//!
//! ```
//! use ai_api::{AiApi, Reply};
//! use std::time::Duration;
//!
//! let api = AiApi::play([
//!     Reply::status(429).header("retry-after", "1"),
//!     Reply::dropped(),
//!     Reply::answer("Paris.").after(Duration::from_millis(20)),
//! ]);
//! // … let a client ask at `api.url()` …
//! assert!(api.requests().is_empty());
//! ```
//!
//! [`AiApi::limited`] also refuses requests: more per minute, or more at once, than its [`Limits`] let through.

#![forbid(unsafe_code)]

mod anthropic;
mod bedrock;
mod bucket;
mod event;
mod limiter;
mod limits;
mod openai;
mod provider;
mod reply;
mod request;
mod server;
mod stage;
mod vertex;

pub use crate::event::Event;
pub use crate::limits::{Hint, Limits};
pub use crate::reply::Reply;
pub use crate::request::{Played, Request};
pub use crate::server::AiApi;
