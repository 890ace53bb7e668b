//! The places of fields in the JSON, and the fields that count at each place.

use super::names::Field;

/// An object inside the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The body. Mistral, Bedrock, and Cohere put the fields of the error here.
    Top,
    /// An error object, or a value that replaces one.
    Error,
    /// `response`. Only its error counts.
    Answer,
    /// `choices[i]`. Only its error counts.
    Choice,
    Groq,
    BaseResp,
    Details,
    /// A violation of Google's `QuotaFailure`, or the `metadata` of its `ErrorInfo`.
    Quota,
    Inner,
    Metadata,
    Headers,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) kind: Kind,
    /// The number of error objects around this place. The innermost object knows best.
    pub(super) depth: u8,
    /// Whether a known field here makes a 200 an error. Fields in `detail`, `errors`, and `message` do not, because answers have
    /// them too.
    pub(super) is_failure: bool,
    /// The role of a text that replaces the object.
    pub(super) text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Text {
    Nothing,
    Title,
    /// The title, if the choice is a model's.
    OfChoice,
    Message(u8),
    /// A message, and so is each text of a list.
    Messages(u8),
    Cause,
}

impl Place {
    /// The body, which may be one text.
    pub(super) const TOP: Self = Self { kind: Kind::Top, depth: 0, is_failure: false, text: Text::Title };

    /// The place of the elements of a list that stands here.
    pub(super) fn element(self) -> Self {
        let is_of_one = self.kind == Kind::Top || matches!(self.text, Text::Message(_) | Text::Cause);
        let text = if is_of_one { Text::Nothing } else { self.text };
        Self { text, ..self }
    }

    /// An error object below this place, or a text that replaces it.
    pub(super) fn error(self, text: Text, is_failure: bool) -> Self {
        Self { kind: Kind::Error, depth: self.depth.saturating_add(1), is_failure, text }
    }

    /// The place inside a field, if fields in it count.
    pub(super) fn enter(self, field: Field) -> Option<Self> {
        let to = |kind| Self { kind, text: Text::Nothing, ..self };
        let error = |text, is_failure| self.error(text, is_failure);
        let is_failure = self.is_failure;
        Some(match (self.kind, field) {
            (Kind::Top | Kind::Groq, Field::Error) | (Kind::Top, Field::Exception(_)) => {
                error(Text::Title, true)
            }
            (Kind::Answer, Field::Error) => error(Text::Nothing, true),
            (Kind::Choice, Field::Error) => error(Text::OfChoice, true),
            (Kind::Error | Kind::Metadata, Field::Error) => error(Text::Title, is_failure),
            (Kind::Top, Field::Errors) => error(Text::Messages(3), false),
            (Kind::Top | Kind::Error, Field::Detail) => error(Text::Messages(4), is_failure),
            (Kind::Top | Kind::Error | Kind::BaseResp, Field::Message(weight)) => {
                error(Text::Message(weight), is_failure)
            }
            (Kind::Top, Field::Meta) => error(Text::Nothing, false),
            (Kind::Top, Field::Response) => to(Kind::Answer),
            (Kind::Top, Field::Choices) => to(Kind::Choice),
            (Kind::Top, Field::Groq) => to(Kind::Groq),
            (Kind::Top, Field::BaseResp) => to(Kind::BaseResp),
            (Kind::Top | Kind::Error, Field::Details) => {
                Self { kind: Kind::Details, ..error(Text::Message(2), is_failure) }
            }
            (Kind::Error, Field::Errors) => to(Kind::Details),
            (Kind::Details, Field::Violations | Field::Metadata) => to(Kind::Quota),
            (Kind::Top | Kind::Error | Kind::Inner, Field::Inner) => {
                Self { text: Text::Cause, ..to(Kind::Inner) }
            }
            (Kind::Top | Kind::Error, Field::Metadata) => to(Kind::Metadata),
            (Kind::Error, Field::Data) => error(Text::Message(1), is_failure),
            (Kind::Top | Kind::Error | Kind::Metadata, Field::Headers) => to(Kind::Headers),
            (Kind::Top | Kind::Error | Kind::Metadata, Field::Cause) | (Kind::Error, Field::Response) => {
                error(Text::Cause, is_failure)
            }
            _ => return None,
        })
    }
}
