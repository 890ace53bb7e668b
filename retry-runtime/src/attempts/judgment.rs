//! What the options `on`, `except`, `on_ok` and `verdict` make of an outcome.

#[cfg(feature = "stream")]
use super::plan::Plan;
#[cfg(feature = "stream")]
use crate::event::Event;
#[cfg(feature = "stream")]
use crate::telemetry::report;
use crate::telemetry::{HasText, Text};
use crate::verdict::Retryable;
use crate::verdict::Verdict;

/// What is made of a failure: the verdict gives class and hint, the choice may decide against it, the text is for traces.
#[derive(Clone, Copy, Debug)]
pub struct Judgment<'a> {
    pub(crate) verdict: Verdict,
    pub(crate) choice: Choice,
    pub(crate) text: Text<'a>,
}

/// Who decides whether a failure is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The verdict.
    Verdict,
    /// `on(PATTERN)` named it: retried, unless the reply itself proves that this is in vain.
    Selected,
    /// `on(_)` names everything: retried, whatever the verdict.
    Everything,
    /// `on` does not name it: not retried.
    Unnamed,
    /// `except` names it: not retried.
    Excepted,
}

impl Choice {
    #[inline]
    pub(crate) fn allows(self, verdict: &Verdict) -> bool {
        // Asked first, because it is what most functions have: a jump costs as much as all that follows.
        if self == Self::Verdict {
            return verdict.is_retryable();
        }
        match self {
            Self::Selected => !verdict.is_proven(),
            other => other == Self::Everything,
        }
    }
}

impl<'a> Judgment<'a> {
    /// An `Ok` that `on_ok` names.
    #[must_use]
    pub const fn of_ok() -> Self {
        Self { verdict: Verdict::transient(), choice: Choice::Verdict, text: Text::NONE }
    }

    /// A failure that was judged before, and ends the call.
    #[inline]
    #[must_use]
    pub(crate) const fn of_earlier(verdict: Verdict) -> Self {
        Self { verdict, choice: Choice::Verdict, text: Text::NONE }
    }

    /// The judgment of an attempt that a limit cut. Only `except` still applies.
    #[inline]
    #[must_use]
    pub(crate) const fn of_cut(self) -> Self {
        let choice = match self.choice {
            Choice::Excepted => Choice::Excepted,
            _ => Choice::Everything,
        };
        Self { verdict: Verdict::timed_out(), choice, ..self }
    }

    /// With the text of the error, whatever it holds: `trace_errors`.
    #[inline]
    #[must_use]
    pub fn showing<E: HasText>(self, error: &'a E) -> Self {
        Self { text: error.text(), ..self }
    }
}

/// The judgment where no option says otherwise; `None` is a success.
#[inline]
#[must_use]
pub fn judge<'a, T, E: Retryable>(outcome: Result<&'a T, &'a E>) -> Option<Judgment<'a>> {
    outcome.err().map(|error| failed(error, Choice::Verdict))
}

/// The judgment of an error by what it says of itself.
#[inline]
#[must_use]
pub fn failed<E: Retryable>(error: &E, choice: Choice) -> Judgment<'_> {
    Judgment { verdict: error.verdict(), choice, text: Text::own(error) }
}

/// Calls the user's `verdict`: a closure is general over lifetimes only as the argument of a call.
#[inline]
pub fn ask<E>(error: &E, verdict: impl FnOnce(&E) -> Verdict) -> Verdict {
    verdict(error)
}

/// Judges an error that may not be [`Retryable`]: rustc takes the inherent method where its bound holds, and
/// [`Unknown`]'s elsewhere. No trait that a user implements for every type has methods of these names.
#[derive(Debug)]
pub struct Probe<'a, E>(pub &'a E);

impl<'a, E: Retryable> Probe<'a, E> {
    /// What the error says.
    #[inline]
    #[must_use]
    pub fn __retry_attr_failed(self, choice: Choice) -> Judgment<'a> {
        failed(self.0, choice)
    }

    /// What another one says of the error.
    #[inline]
    #[must_use]
    pub fn __retry_attr_failed_by(self, verdict: Verdict, choice: Choice) -> Judgment<'a> {
        Judgment { verdict, choice, text: Text::own(self.0) }
    }
}

/// An error that is not [`Retryable`]: the pattern that names it makes it transient.
pub trait Unknown: Sized {
    /// Transient, without a hint.
    #[inline]
    #[must_use]
    fn __retry_attr_failed(self, choice: Choice) -> Judgment<'static> {
        self.__retry_attr_failed_by(Verdict::transient(), choice)
    }

    /// What another one says of the error.
    #[inline]
    #[must_use]
    fn __retry_attr_failed_by(self, verdict: Verdict, choice: Choice) -> Judgment<'static> {
        Judgment { verdict, choice, text: Text::NONE }
    }
}

impl<E> Unknown for Probe<'_, E> {}

/// Tells of an error behind the first item of a stream: the call has returned, so that no hook is called.
#[cfg(feature = "stream")]
pub fn late(plan: &Plan, attempt: u32, judgment: Judgment<'_>) {
    report(plan.origin(attempt), Event::Broke(judgment.verdict), judgment.text);
}
