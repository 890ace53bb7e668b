//! How to call each client under `#[retry]`: the complete function, the line that switches off the client's own retries, and
//! the limits of its errors.
//!
//! | client | feature | the library sees | the client's own retries |
//! |---|---|---|---|
//! | [reqwest] 0.13, 0.12 | `reqwest-013`, `reqwest-012` | the whole reply, through `ApiError` | none that a server sees |
//! | [ureq] 3 | `ureq-3` | the whole reply, through `ApiError` | none |
//! | [hyper] 1, hyper-util | `hyper` | the whole reply, through `ApiError` | none that a server sees |
//! | [async-openai](async_openai) 0.43 | `async-openai-043` | status, code, and message | 3 more per attempt, until switched off |
//! | [genai] 0.7 | `genai-07` | status, headers, and body | none |
//! | [AWS SDK](aws), Bedrock | `aws` | status, headers, code, and body | 2 more per attempt, until switched off |
//! | [Google Cloud](google_cloud), Vertex AI | `google-cloud` | status, headers, and details | 9 more per attempt of an idempotent request, until switched off |
//! | [tonic] 0.14 | `tonic-014` | code, details, and trailers | none |
//! | [rig](others#rig) 0.44 | none: `verdict = …` | status, headers, and body | none |
//! | [ollama-rs](others#ollama-rs) 0.3 | none: `verdict = …` | the body | none |
//! | [anthropic-ai-sdk](others#anthropic-ai-sdk) 0.2 | none: `verdict = …` | the body | none |
//!
//! For any other client, see [`getting_started`](crate::guide::getting_started#with-another-client). The modules contain only
//! documentation.

#[doc = include_str!("client_pages/reqwest.md")]
pub mod reqwest {}

#[doc = include_str!("client_pages/ureq.md")]
pub mod ureq {}

#[doc = include_str!("client_pages/hyper.md")]
pub mod hyper {}

#[doc = include_str!("client_pages/async_openai.md")]
pub mod async_openai {}

#[doc = include_str!("client_pages/genai.md")]
pub mod genai {}

#[doc = include_str!("client_pages/aws.md")]
pub mod aws {}

#[doc = include_str!("client_pages/google_cloud.md")]
pub mod google_cloud {}

#[doc = include_str!("client_pages/tonic.md")]
pub mod tonic {}

#[doc = include_str!("client_pages/others.md")]
pub mod others {}
