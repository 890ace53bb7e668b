use retry_attr::__private::{Choice, Judged, Judgment, failed, judge};

use crate::failed::Failed;
use crate::script::{NamesCut, On, Options};

impl Options {
    /// The closure that the macro writes for `on`, `except` and `on_ok`.
    pub(crate) fn judge<'a>(&self, outcome: Result<&'a bool, (&'a Failed, &'a Failed)>) -> Judged<'a> {
        let error = match outcome {
            _ if !self.has_judge() => return judge(outcome),
            Ok(false) if self.on_ok => return Judged::Failure(Judgment::of_ok()),
            Ok(_) => return Judged::Success,
            Err((_, error)) => error,
        };
        let (named, excepted) = match error {
            Failed::Scripted { failure, .. } => (failure.named, self.except.is_some() && failure.excepted),
            Failed::Cut { .. } => (false, self.except == Some(NamesCut(true))),
        };
        let choice = match self.on {
            _ if excepted => Choice::Excepted,
            On::Everything => Choice::Everything,
            On::Pattern if named => Choice::Selected,
            On::Pattern => Choice::Unnamed,
            On::Unwritten => Choice::Verdict,
        };
        Judged::Failure(failed(error, choice))
    }
}
