//! One call: its plan, the judgment of an outcome, the decision, and its limits.

#[cfg(feature = "std")]
mod attempt;
mod call_id;
#[expect(clippy::type_complexity, reason = "an alias would hide the lifetimes that are general")]
pub mod called;
mod copied;
mod decision;
mod judgment;
#[cfg(feature = "std")]
mod limited;
mod limits;
mod memory;
#[cfg(not(feature = "std"))]
#[expect(clippy::unused_self, reason = "the methods are those of an attempt with a clock")]
mod no_clock;
#[cfg(not(feature = "stream"))]
mod no_stream;
#[cfg(not(feature = "std"))]
#[expect(clippy::must_use_candidate, reason = "nothing here is ever called")]
mod no_upstream;
mod participation;
mod plan;
mod refusal;
mod settle;
mod state;
mod thread_random;

#[cfg(feature = "std")]
pub use self::attempt::Attempt;
pub use self::call_id::{
    CallId, CallIdError, FromCallIdError, OperatingSystem, call_id, call_id_by, unnamed,
};
pub use self::copied::{Copied, MovedEachTime};
#[cfg(feature = "std")]
pub(crate) use self::decision::{Decide, Decision};
pub use self::judgment::{Begins, Choice, Judged, Judgment, Probe, Unknown, ask, failed, failed_once, judge};
#[cfg(feature = "stream")]
pub use self::judgment::{ask_late, late};
#[cfg(feature = "std")]
pub use self::limited::{limit, limit_by, refused, timed};
#[cfg(feature = "std")]
pub(crate) use self::limits::{Time, Timed};
#[cfg(feature = "std")]
pub(crate) use self::memory::Memory;
pub use self::memory::{PreviousVerdict, PreviousWait};
#[cfg(not(feature = "std"))]
pub use self::no_clock::{limit, limit_by, refused, timed};
#[cfg(not(feature = "stream"))]
pub use self::no_stream::{ask_late, begin, begin_with, late};
#[cfg(not(feature = "std"))]
pub use self::no_upstream::{
    AsUpstream, Elsewhere, Joined, Place, Under, admit, admit_blocking, admit_blocking_by,
    admit_blocking_until, admit_blocking_until_by, admit_by, admit_until, admit_until_by, may_go, slot,
};
#[cfg(feature = "std")]
pub(crate) use self::participation::{Kept, Participation};
pub use self::plan::{Limit, Plan, reached, read, some_time};
pub use self::state::Attempts;
pub use self::thread_random::ThreadRandom;
