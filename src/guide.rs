//! How to use `#[retry]`, one page per task.
//!
//! Start with [`getting_started`]. Each other page stands alone. The modules contain only documentation.
//!
//! | page | read it to |
//! |---|---|
//! | [`getting_started`] | add `#[retry]` to your first function |
//! | [`failures`] | learn which failures are retried, and change that |
//! | [`waiting`] | choose how long a call waits between attempts |
//! | [`time_limits`] | limit how long an attempt and a call may take |
//! | [`many_callers`] | make hundreds of calls to one API |
//! | [`streams`] | retry answers that arrive piece by piece |
//! | [`runtimes`] | use blocking code, or a runtime other than tokio |
//! | [`observability`] | see retries in logs, traces, and metrics |
//! | [`production`] | prepare a service for launch, and handle an incident |
//! | [`testing`] | test functions without waiting |
//! | [`recipes`] | copy a solution to a common problem |
//! | [`clients`](crate::clients) | set up your HTTP client or SDK |
//! | [`migration`] | move from another crate, or from an SDK |
//! | [`comparison`] | compare this crate with its alternatives |
//! | [`troubleshooting`] | understand a compile error, or a surprise |

#[doc = include_str!("guide/getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("guide/failures.md")]
pub mod failures {}

#[doc = include_str!("guide/waiting.md")]
pub mod waiting {}

#[doc = include_str!("guide/time_limits.md")]
pub mod time_limits {}

#[doc = include_str!("guide/many_callers.md")]
pub mod many_callers {}

// `tests/suites/event-streams` runs the reader, which needs a parser of events.
#[doc = include_str!("guide/streams.md")]
#[cfg_attr(not(doctest), doc = include_str!("guide/reader.md"))]
pub mod streams {}

#[doc = include_str!("guide/runtimes.md")]
pub mod runtimes {}

#[doc = include_str!("guide/observability.md")]
pub mod observability {}

#[doc = include_str!("guide/production.md")]
pub mod production {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/recipes.md")]
pub mod recipes {}

#[doc = include_str!("guide/migration.md")]
pub mod migration {}

#[doc = include_str!("guide/comparison.md")]
pub mod comparison {}

#[doc = include_str!("guide/troubleshooting.md")]
pub mod troubleshooting {}
