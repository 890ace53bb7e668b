//! The signs that the body of a 200, or an event, is an error.

/// The signs of an error, from weak to strong.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(super) enum Failure {
    #[default]
    Unsaid,
    /// `success: false` and its kind. Together with a message or a code, this is an error.
    Unsuccessful,
    /// A part that only errors have: an error object, an error type of AWS, an event named `error`.
    Error,
    /// OpenAI's event `response.failed`, which may give no reason.
    Failed,
}

/// The kind of list that the body is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum List {
    #[default]
    None,
    /// Each element is an error object and nothing else. Google ends streams this way.
    OfErrors,
    /// An element with an error is one result among others.
    OfAnswers,
}
