//! The signs that make an error of a 200's body, or of an event.

/// What says that this is an error at all, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(super) enum Failure {
    #[default]
    Unsaid,
    /// `success: false` and the like, which make an error of fields that answers have too.
    Unsuccessful,
    /// Something that only an error has: an error object, an error type of AWS, an event that says so.
    Error,
    /// OpenAI's event `response.failed`, which may say nothing else.
    Failed,
}

/// Whether the body is a list, and of what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum List {
    #[default]
    None,
    /// Each element is an error object and nothing else: the end of a stream of Google's.
    OfErrors,
    /// An element with an error is one of several results.
    OfAnswers,
}
