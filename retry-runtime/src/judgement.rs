//! What the options `on`, `except`, `on_ok` and `verdict` make of an outcome.

use crate::retryable::Retryable;
use crate::verdict::Verdict;

/// Whether an outcome is a failure, and if so of what kind.
#[derive(Clone, Copy, Debug)]
pub enum Judgement {
    /// Hand it on.
    Success,
    /// The verdict gives class and hint; the choice may decide against it.
    Failure(Verdict, Choice),
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

/// The judgement where no option says otherwise.
#[inline]
#[must_use]
pub fn judge<T, E: Retryable>(outcome: Result<&T, &E>) -> Judgement {
    match outcome {
        Ok(_) => Judgement::Success,
        Err(error) => Judgement::Failure(error.verdict(), Choice::Verdict),
    }
}

/// Calls the user's `verdict`: a closure is general over lifetimes only as the argument of a call.
#[inline]
pub fn ask<E>(error: &E, verdict: impl FnOnce(&E) -> Verdict) -> Verdict {
    verdict(error)
}

/// Finds the verdict of an error that may not be [`Retryable`]: rustc takes the inherent method where its bound holds,
/// and [`Unknown`]'s elsewhere.
#[derive(Debug)]
pub struct Probe<'a, E>(pub &'a E);

impl<E: Retryable> Probe<'_, E> {
    /// What the error says.
    #[inline]
    pub fn verdict_if_known(self) -> Verdict {
        self.0.verdict()
    }
}

/// An error that is not [`Retryable`]: the pattern that names it makes it transient.
pub trait Unknown: Sized {
    /// Transient, without a hint.
    #[inline]
    fn verdict_if_known(self) -> Verdict {
        Verdict::transient()
    }
}

impl<E> Unknown for Probe<'_, E> {}
