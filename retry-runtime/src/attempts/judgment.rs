//! The judgment of an outcome by the options `on`, `except`, `on_ok`, and `verdict`.

#[cfg(feature = "stream")]
use core::time::Duration;

#[cfg(feature = "stream")]
use super::plan::Plan;
#[cfg(feature = "stream")]
use crate::event::Event;
#[cfg(feature = "stream")]
use crate::telemetry::report;
use crate::telemetry::{HasText, Text};
use crate::verdict::{GiveUpMark, PermanentReason, Retryable, Verdict};

/// The judgment of an outcome.
///
/// The closures around the user's guards return it. It is neither an `Option` nor a `Result`, so a `?` in a guard does not
/// compile. It would leave our closure, and the failure would pass for a success.
#[derive(Clone, Copy, Debug)]
pub enum Judged<'a> {
    /// The outcome is returned.
    Success,
    /// The failure may be retried.
    Failure(Judgment<'a>),
}

impl Judged<'_> {
    /// The judgment of an attempt that a limit cut. Only `except` still applies.
    #[inline]
    pub(crate) fn of_cut(self) -> Self {
        let Self::Failure(judgment) = self else { return self };
        let choice = match judgment.choice {
            Choice::Excepted => Choice::Excepted,
            _ => Choice::Everything,
        };
        Self::Failure(Judgment { verdict: Verdict::timed_out(), choice, ..judgment })
    }
}

/// The judgment of a failure. The verdict gives the class and the hint, the choice may overrule it, the text is for traces,
/// and the mark tells whether an inner call has given up on the error.
#[derive(Clone, Copy, Debug)]
pub struct Judgment<'a> {
    pub(crate) verdict: Verdict,
    pub(crate) choice: Choice,
    pub(crate) text: Text<'a>,
    pub(crate) mark: Option<&'a GiveUpMark>,
}

/// The option that decides whether a failure is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The verdict decides.
    Verdict,
    /// `on(PATTERN)` matches: retried, unless the reply itself proves that a retry cannot succeed.
    Selected,
    /// `on(_)` matches everything: retried with every verdict.
    Everything,
    /// `on_ok` matches: retried, although the server has answered.
    Answered,
    /// The verdict would retry an error that an inner call has given up on: retried under `nested = "allow"`.
    Nested,
    /// `on` does not match: not retried.
    Unnamed,
    /// `except` matches: not retried.
    Excepted,
}

impl Choice {
    #[inline]
    pub(crate) fn allows(self, verdict: &Verdict) -> bool {
        // First, because most functions have no option that decides, and a jump costs as much as the rest.
        if self == Self::Verdict {
            return verdict.is_retryable();
        }
        match self {
            Self::Selected => !verdict.is_proven(),
            other => matches!(other, Self::Everything | Self::Answered | Self::Nested),
        }
    }

    /// The choice on an error with this mark. A pattern that matches knows the error.
    ///
    /// It is made where the type of the error is known. Most errors have no mark, and their failures cost nothing more.
    #[inline]
    fn on_marked(self, verdict: &Verdict, mark: Option<&GiveUpMark>) -> Self {
        match (self, mark) {
            (Self::Verdict, Some(mark)) if mark.is_set() && verdict.is_retryable() => Self::Nested,
            _ => self,
        }
    }
}

impl<'a> Judgment<'a> {
    /// The judgment of an error by this verdict.
    #[inline]
    fn of_error<E: Retryable>(error: &'a E, verdict: Verdict, choice: Choice) -> Self {
        let mark = error.give_up_mark();
        Self { verdict, choice: choice.on_marked(&verdict, mark), text: Text::own(error), mark }
    }

    /// The judgment of an `Ok` that `on_ok` matches.
    #[must_use]
    pub const fn of_ok() -> Self {
        Self { verdict: Verdict::transient(), choice: Choice::Answered, text: Text::NONE, mark: None }
    }

    /// The verdict on the server. A value that `on_ok` matches is an answer like any other.
    #[inline]
    pub(crate) fn of_server(&self) -> Verdict {
        match self.choice {
            Choice::Answered => Verdict::permanent(PermanentReason::Unrecognized),
            _ => self.verdict,
        }
    }

    /// The judgment of a failure that was judged before and ends the call.
    #[inline]
    #[must_use]
    pub(crate) const fn of_earlier(verdict: Verdict) -> Self {
        Self { verdict, choice: Choice::Verdict, text: Text::NONE, mark: None }
    }

    /// Adds the text of the error, for `trace_errors`.
    #[inline]
    #[must_use]
    pub fn showing<E: HasText>(self, error: &'a E) -> Self {
        Self { text: error.text(), ..self }
    }
}

/// The judgment of an outcome without any option.
#[inline]
#[must_use]
pub fn judge<'a, T, F, E: Retryable>(outcome: Result<&'a T, (&'a F, &'a E)>) -> Judged<'a> {
    match outcome {
        Ok(_) => Judged::Success,
        Err((_, error)) => Judged::Failure(failed(error, Choice::Verdict)),
    }
}

/// The judgment of an error by its own verdict.
#[inline]
#[must_use]
pub fn failed<E: Retryable>(error: &E, choice: Choice) -> Judgment<'_> {
    Judgment::of_error(error, error.verdict(), choice)
}

/// The judgment of an error under `idempotent = false` and `on`: only the verdict shows whether the request was carried
/// out.
#[inline]
#[must_use]
pub fn failed_once<E: TellsIfItRan>(error: &E, choice: Choice) -> Judgment<'_> {
    error.failed_once(choice)
}

/// An error whose verdict tells whether the request was carried out.
#[diagnostic::on_unimplemented(
    message = "`idempotent = false` cannot tell from a `{Self}` whether the request was carried out",
    label = "`Retryable` is not implemented for this error",
    note = "help: write `impl retry_attr::Retryable for {Self}`, with `Verdict::transient().did_not_run()` for what had no \
            effect",
    note = "help: or write `verdict = my_verdict`, where `fn my_verdict(error: &{Self}) -> Verdict`"
)]
pub trait TellsIfItRan {
    /// The judgment by the verdict of the error.
    fn failed_once(&self, choice: Choice) -> Judgment<'_>;
}

#[diagnostic::do_not_recommend]
impl<E: Retryable> TellsIfItRan for E {
    #[inline]
    fn failed_once(&self, choice: Choice) -> Judgment<'_> {
        failed(self, choice)
    }
}

/// Whether a stream begins with an item. No `bool`: a `return true` in the user's guard would leave our closure.
#[derive(Clone, Copy, Debug)]
pub enum Begins {
    /// With this item.
    Here,
    /// With a later one.
    Later,
}

/// Calls the user's `verdict`. A closure is general over lifetimes only if it is written as the argument of a call.
#[inline]
pub fn ask<E>(error: &E, verdict: impl FnOnce(&E) -> Verdict) -> Verdict {
    verdict(error)
}

/// Calls the user's `verdict` when the call has returned: what a closure had captured would be gone.
#[cfg(feature = "stream")]
pub fn ask_late<E>(error: &E, verdict: fn(&E) -> Verdict) -> Verdict {
    verdict(error)
}

/// Judges an error that may not be [`Retryable`]. rustc picks the inherent method if its bound holds, and the method of
/// [`Unknown`] otherwise. No trait that a user implements for every type has methods with these names.
#[derive(Debug)]
pub struct Probe<'a, E>(pub &'a E);

impl<'a, E: Retryable> Probe<'a, E> {
    /// The judgment by the verdict of the error.
    #[inline]
    #[must_use]
    pub fn __retry_attr_failed(self, choice: Choice) -> Judgment<'a> {
        failed(self.0, choice)
    }

    /// The judgment by a verdict from elsewhere.
    #[inline]
    #[must_use]
    pub fn __retry_attr_failed_by(self, verdict: Verdict, choice: Choice) -> Judgment<'a> {
        Judgment::of_error(self.0, verdict, choice)
    }
}

/// An error that is not [`Retryable`]. The pattern that matches it makes it transient.
pub trait Unknown: Sized {
    /// The judgment of a transient failure without a hint.
    #[inline]
    #[must_use]
    fn __retry_attr_failed(self, choice: Choice) -> Judgment<'static> {
        self.__retry_attr_failed_by(Verdict::transient(), choice)
    }

    /// The judgment by a verdict from elsewhere.
    #[inline]
    #[must_use]
    fn __retry_attr_failed_by(self, verdict: Verdict, choice: Choice) -> Judgment<'static> {
        Judgment { verdict, choice, text: Text::NONE, mark: None }
    }
}

impl<E> Unknown for Probe<'_, E> {}

/// Reports an error after the first item of a stream. The call has returned, so no hook is called. Returns the verdict on
/// the server.
#[cfg(feature = "stream")]
pub fn late(plan: &Plan, attempt: u32, judgment: Judgment<'_>) -> Verdict {
    report(plan.origin(attempt, Duration::ZERO), Event::Broke(judgment.verdict), judgment.text);
    judgment.of_server()
}
