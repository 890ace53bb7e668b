//! The error object.

use std::borrow::Cow;
use std::vec::Vec;

use serde_json::value::RawValue;

use super::failure::{Failure, List};
use super::names;
use super::slot::Slot;
use super::waits::Waits;
use super::wrapped::{self, Wrapped};
use crate::http::codes::{self, Code};
use crate::http::prose::Prose;

/// The most texts that are read besides the message.
const MOST_TEXTS: usize = 8;

/// The error in a body. Empty if nothing in the body is understood.
///
/// The texts are the provider's own. They are borrowed from the body, unless they hold JSON escapes.
#[derive(Debug, Default)]
pub(crate) struct ErrorObject<'b> {
    pub(super) failure: Failure,
    pub(super) list: List,
    /// The error of a choice is a text.
    pub(super) has_failed_choice: bool,
    /// The number of fields that were read.
    pub(super) fields: u16,
    pub(super) code: Slot<'b>,
    pub(super) kind: Slot<'b>,
    /// Google's name for a status, such as `RESOURCE_EXHAUSTED`.
    pub(super) status: Slot<'b>,
    /// The finer code below the code: Anthropic's `error_code`, Azure's `innererror.code`, Google's `reason`.
    pub(super) detail: Option<Cow<'b, str>>,
    pub(super) message: Slot<'b>,
    /// The other texts in the object of the message.
    pub(super) more: Vec<Cow<'b, str>>,
    /// A text instead of an error object. It is the message, unless there is a better one.
    pub(super) title: Slot<'b>,
    /// The body of another server's reply, which a relay passes on.
    pub(super) cause: Option<Cow<'b, str>>,
    pub(super) request_id: Option<Cow<'b, str>>,
    pub(super) http_status: Option<u16>,
    /// Bedrock: the status of the model's own reply.
    pub(super) original_status: Option<u16>,
    /// A numeric code in the shape of its provider.
    pub(super) number: Option<&'static Code>,
    pub(super) waits: Waits,
    /// The `data` of the body, which is read last.
    pub(super) data: Option<&'b RawValue>,
    /// One of Google's quotas is per day, or is zero.
    pub(super) is_spent: bool,
    /// OpenRouter's `metadata`: the source of the limit, whether moderation flagged the input, and the limit of the free tier.
    pub(super) limit_source: Option<Cow<'b, str>>,
    pub(super) is_flagged: bool,
    pub(super) remaining: Option<Cow<'b, str>>,
    pub(super) reset: Option<Cow<'b, str>>,
}

impl<'b> ErrorObject<'b> {
    /// Notes a message. The heaviest text of an object is the message. The prose of the other texts counts too.
    pub(super) fn tell(&mut self, text: Option<Cow<'b, str>>, depth: u8, weight: u8) {
        let other = self.message.replace(text, depth, weight);
        self.more.extend(other.filter(|_| self.more.len() < MOST_TEXTS));
    }
}

impl ErrorObject<'_> {
    /// Notes a sign of an error, if there is one.
    pub(super) fn fails(&mut self, failure: Failure, does: bool) {
        if does && self.failure < failure {
            self.failure = failure;
        }
    }

    /// Whether the body of a 200, or an event of a stream, is an error.
    pub(crate) fn is_error(&self) -> bool {
        let is_declared = || self.failure == Failure::Unsuccessful || self.has_error_type();
        self.list != List::OfAnswers
            && (self.failure >= Failure::Error || is_declared() && self.says_something())
    }

    /// Whether there is a message or a code.
    fn says_something(&self) -> bool {
        !self.message().is_empty() || self.names().next().is_some() || self.number.is_some()
    }

    /// Whether a verdict can use any part of this.
    pub(in crate::http) fn is_useful(&self) -> bool {
        self.says_something() || self.waits.is_some()
    }

    /// Whether the body is an error object itself: its type is an error's, and the type is known or a status stands beside it.
    fn has_error_type(&self) -> bool {
        let Some(kind) = self.kind.at_top() else { return false };
        names::is_error(kind)
            && self.message.get().is_some()
            && (codes::find(kind).is_some() || self.status().is_some())
    }

    /// The status in a separate field, or in the code, as OpenRouter, Google, and Azure send it.
    pub(in crate::http) fn status(&self) -> Option<u16> {
        let of_code = || self.code.get()?.parse().ok().filter(|code| matches!(code, 400..=599));
        self.http_status.or_else(of_code)
    }

    /// Whether a sign or a status has shown so far that this is an error.
    pub(super) fn is_declared(&self) -> bool {
        self.failure != Failure::Unsaid || self.status().is_some()
    }

    /// Whether the event says that the whole response has failed.
    pub(in crate::http) fn has_failed(&self) -> bool {
        self.failure == Failure::Failed
    }

    /// The names that may be in the table of codes, the finest first.
    pub(in crate::http) fn names(&self) -> impl Iterator<Item = &str> {
        // A title with spaces is not a code.
        let title = self.title.get().filter(|title| !title.contains(' '));
        [self.detail.as_deref(), self.code.get(), self.kind.get(), self.status.get(), title]
            .into_iter()
            .flatten()
    }

    /// The numeric code, if it has the shape of its provider.
    pub(in crate::http) fn number(&self) -> Option<&'static Code> {
        let of_gateway =
            || codes::of_zai(self.code.at_top().filter(|_| self.failure == Failure::Unsuccessful)?);
        self.number.or_else(of_gateway)
    }

    /// The provider's code. A number stands as it was written.
    pub(crate) fn code(&self) -> Option<&str> {
        self.code.get()
    }

    /// The provider's message.
    pub(crate) fn message(&self) -> &str {
        self.message.get().or(self.title.get()).unwrap_or_default()
    }

    /// The meaning of all texts without the JSON in them. A model's output that a message quotes proves nothing, and an error
    /// that a relay passes on is read [as an error](Self::wrapped).
    pub(in crate::http) fn prose(&self) -> Prose {
        let read = |text| {
            let (before, after) = wrapped::around_json(text);
            let prose = Prose::read(before);
            if after.is_empty() { prose } else { prose.and(Prose::read(after)) }
        };
        let texts = [self.message.get(), self.title.get(), self.cause.as_deref()];
        let more = self.more.iter().map(AsRef::as_ref);
        texts.into_iter().flatten().chain(more).map(read).reduce(Prose::and).unwrap_or_default()
    }

    /// The error of another server.
    pub(in crate::http) fn wrapped(&self) -> Option<Wrapped<'_>> {
        let texts = [self.cause.as_deref(), self.message.get(), self.title.get()];
        let more = self.more.iter().map(AsRef::as_ref);
        texts.into_iter().flatten().chain(more).find_map(wrapped::in_text)
    }

    /// The same error, with this status unless it has one.
    pub(in crate::http) fn with_status(mut self, status: Option<u16>) -> Self {
        self.http_status = self.status().or(status);
        self
    }

    pub(in crate::http) fn original_status(&self) -> Option<u16> {
        self.original_status
    }

    pub(in crate::http) fn waits(&self) -> Waits {
        self.waits
    }

    pub(in crate::http) fn is_spent(&self) -> bool {
        self.is_spent
    }

    pub(in crate::http) fn limit_source(&self) -> Option<&str> {
        self.limit_source.as_deref()
    }

    pub(in crate::http) fn is_flagged(&self) -> bool {
        self.is_flagged
    }

    /// The rest of the limit, and the time at which the limit is full again.
    pub(in crate::http) fn limit(&self) -> (Option<&str>, Option<&str>) {
        (self.remaining.as_deref(), self.reset.as_deref())
    }

    /// The provider's type, such as `rate_limit_error`, or Google's status, such as `RESOURCE_EXHAUSTED`.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.kind.get().or(self.status.get())
    }

    /// The finer code below the code.
    pub(crate) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The id of the request, which Anthropic writes into the body too.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}
