//! Where in the JSON a field stands, and what it may mean there.

use super::names::Field;

/// An object inside the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The body. Mistral, Bedrock, and Cohere have the fields of the error here.
    Top,
    /// An error object, or something that stands in place of one.
    Error,
    /// `response`, of which only the error counts.
    Answer,
    /// `choices[i]`, of which only the error counts.
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
    /// How many error objects this one is in: the innermost knows best.
    pub(super) depth: u8,
    /// Something in here makes a 200 an error. `detail`, `errors`, and `message` do not: answers have them too.
    pub(super) is_failure: bool,
    /// The role of a text in place of the object.
    pub(super) text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Text {
    Nothing,
    Title,
    /// The title, if the choice is one of a model.
    OfChoice,
    Message(u8),
    /// The same, and so is each text of a list.
    Messages(u8),
    Cause,
}

impl Place {
    pub(super) const TOP: Self = Self { kind: Kind::Top, depth: 0, is_failure: false, text: Text::Nothing };

    /// Where the elements of a list are that stands here.
    pub(super) fn element(self) -> Self {
        let is_of_one = matches!(self.text, Text::Message(_) | Text::Cause);
        let text = if is_of_one { Text::Nothing } else { self.text };
        Self { text, ..self }
    }

    /// An error object that stands here, or a text in place of it.
    pub(super) fn error(self, text: Text, is_failure: bool) -> Self {
        Self { kind: Kind::Error, depth: self.depth.saturating_add(1), is_failure, text }
    }

    /// Where a field leads, if it leads to more fields.
    pub(super) fn enter(self, field: Field) -> Option<Self> {
        let to = |kind| Self { kind, text: Text::Nothing, ..self };
        let error = |text, is_failure| self.error(text, is_failure);
        let is_failure = self.is_failure;
        Some(match (self.kind, field) {
            (Kind::Top | Kind::Groq, Field::Error) => error(Text::Title, true),
            (Kind::Answer, Field::Error) => error(Text::Nothing, true),
            (Kind::Choice, Field::Error) => error(Text::OfChoice, true),
            (Kind::Error | Kind::Metadata, Field::Error) => error(Text::Title, is_failure),
            (Kind::Top, Field::Errors) => error(Text::Messages(3), false),
            (Kind::Top | Kind::Error, Field::Detail) => error(Text::Messages(4), is_failure),
            (Kind::Top | Kind::Error | Kind::BaseResp, Field::Message(weight)) => {
                error(Text::Message(weight), is_failure)
            }
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
