//! What the options `on`, `except`, `on_ok` and `verdict` make of an outcome.

use crate::report::{HasText, Text};
use crate::retryable::Retryable;
use crate::verdict::Verdict;

/// Whether an outcome is a failure, and if so of what kind.
#[derive(Clone, Copy, Debug)]
pub enum Judgement<'a> {
    /// Hand it on.
    Success,
    /// The verdict gives class and hint; the choice may decide against it; the text is for traces.
    Failure(Verdict, Choice, Text<'a>),
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
    pub(crate) const fn allows(self, verdict: &Verdict) -> bool {
        match self {
            Self::Verdict => verdict.is_retryable(),
            Self::Selected => !verdict.is_proven(),
            Self::Everything => true,
            Self::Unnamed | Self::Excepted => false,
        }
    }

    /// What is left of the choice where we have cut the attempt: its error is ours, and only `except` is asked.
    pub(crate) const fn of_cut(self) -> Self {
        match self {
            Self::Excepted => Self::Excepted,
            _ => Self::Everything,
        }
    }
}

impl<'a> Judgement<'a> {
    /// An `Ok` that `on_ok` names.
    #[must_use]
    pub const fn failed_ok() -> Self {
        Self::Failure(Verdict::transient(), Choice::Verdict, Text::NONE)
    }

    /// With the text of the error, whatever it holds: `trace_errors`.
    #[inline]
    #[must_use]
    pub fn showing<E: HasText>(self, error: &'a E) -> Self {
        match self {
            Self::Failure(verdict, choice, _) => Self::Failure(verdict, choice, error.text()),
            Self::Success => self,
        }
    }
}

/// The judgement where no option says otherwise.
#[inline]
#[must_use]
pub fn judge<'a, T, E: Retryable>(outcome: Result<&'a T, &'a E>) -> Judgement<'a> {
    match outcome {
        Ok(_) => Judgement::Success,
        Err(error) => failed(error, Choice::Verdict),
    }
}

/// The judgement of an error by what it says of itself.
#[inline]
#[must_use]
pub fn failed<E: Retryable>(error: &E, choice: Choice) -> Judgement<'_> {
    Judgement::Failure(error.verdict(), choice, Text::own(error))
}

/// Calls the user's `verdict`: a closure is general over lifetimes only as the argument of a call.
#[inline]
pub fn ask<E>(error: &E, verdict: impl FnOnce(&E) -> Verdict) -> Verdict {
    verdict(error)
}

/// Judges an error that may not be [`Retryable`]: rustc takes the inherent method where its bound holds, and
/// [`Unknown`]'s elsewhere.
#[derive(Debug)]
pub struct Probe<'a, E>(pub &'a E);

impl<'a, E: Retryable> Probe<'a, E> {
    /// What the error says.
    #[inline]
    #[must_use]
    pub fn failed(self, choice: Choice) -> Judgement<'a> {
        failed(self.0, choice)
    }

    /// What another one says of the error.
    #[inline]
    #[must_use]
    pub fn failed_by(self, verdict: Verdict, choice: Choice) -> Judgement<'a> {
        Judgement::Failure(verdict, choice, Text::own(self.0))
    }
}

/// An error that is not [`Retryable`]: the pattern that names it makes it transient.
pub trait Unknown: Sized {
    /// Transient, without a hint.
    #[inline]
    #[must_use]
    fn failed(self, choice: Choice) -> Judgement<'static> {
        self.failed_by(Verdict::transient(), choice)
    }

    /// What another one says of the error.
    #[inline]
    #[must_use]
    fn failed_by(self, verdict: Verdict, choice: Choice) -> Judgement<'static> {
        Judgement::Failure(verdict, choice, Text::NONE)
    }
}

impl<E> Unknown for Probe<'_, E> {}
