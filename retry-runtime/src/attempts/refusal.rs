use super::judgment::{Choice, Judgment};
use super::plan::Plan;
use crate::event::StopReason;
use crate::verdict::{FailureClass, PermanentReason};

/// The reason why a failure is not retried, even if attempts and time are left.
#[expect(clippy::inline_always, reason = "part of the one decision")]
#[inline(always)]
pub(super) fn refusal(plan: &Plan, judgment: &Judgment<'_>) -> Option<StopReason> {
    let Judgment { verdict, choice, .. } = judgment;
    if !choice.allows(verdict) {
        return Some(match (choice, verdict.class()) {
            (Choice::Excepted | Choice::Unnamed, _) => StopReason::Excluded,
            (_, FailureClass::Permanent(PermanentReason::Unrecognized)) => StopReason::Unrecognized,
            _ => StopReason::Permanent,
        });
    }
    if !plan.is_idempotent && verdict.may_have_run() {
        return Some(StopReason::MayHaveRun);
    }
    (*choice == Choice::Nested && !plan.allows_nested).then_some(StopReason::Nested)
}
