//! The error object in a body, whichever provider wrote it.

mod fields;

use std::borrow::Cow;
use std::time::Duration;

use serde_core::de::DeserializeSeed as _;

use self::fields::{Fields, Place};

/// How much of a body is read.
pub(crate) const WINDOW: usize = 64 * 1024;

/// What a body says of an error. Empty when it says nothing that is understood.
///
/// The texts are the provider's, borrowed from the body unless JSON escapes stand in them.
#[derive(Debug, Default)]
pub(crate) struct ErrorObject<'b> {
    /// An error by its shape, whatever the status.
    is_error: bool,
    code: Option<Cow<'b, str>>,
    kind: Option<Cow<'b, str>>,
    /// The name that Google gives its status, as in `RESOURCE_EXHAUSTED`.
    status: Option<Cow<'b, str>>,
    /// The finer code below the code: Anthropic's `error_code`, Azure's `innererror.code`, Google's `reason`.
    detail: Option<Cow<'b, str>>,
    message: Option<Cow<'b, str>>,
    request_id: Option<Cow<'b, str>>,
    /// The status that Bedrock had from the model behind it.
    original_status: Option<u16>,
    /// `google.rpc.RetryInfo`, of several the longest.
    retry_delay: Option<Duration>,
    /// One of Google's quotas is counted by the day, or allows nothing at all.
    is_spent: bool,
    /// OpenRouter's `metadata`: which limit it was, whether moderation flagged the input, the free tier's limit.
    limit_source: Option<Cow<'b, str>>,
    is_flagged: bool,
    remaining: Option<Cow<'b, str>>,
    reset: Option<Cow<'b, str>>,
}

impl<'b> ErrorObject<'b> {
    /// Reads the first 64 KiB. What is no JSON ends the reading; the fields before it count.
    ///
    /// `serde_json` refuses more than 128 nested levels, and skips values without recursion.
    pub(crate) fn read(body: &'b [u8]) -> Self {
        let mut object = Self::default();
        let window = &body[..body.len().min(WINDOW)];
        let fields = Fields { object: &mut object, place: Place::Top };
        // An error says where the reading ended, which nobody asks.
        let _ = fields.deserialize(&mut serde_json::Deserializer::from_slice(window));
        object
    }

    /// Whether this is an error by its shape: a 200's body and an event of a stream are asked.
    pub(crate) fn is_error(&self) -> bool {
        self.is_error
    }

    /// The status that the body names by number: OpenRouter's and Google's code, Azure's as a text.
    pub(super) fn status(&self) -> Option<u16> {
        self.code().and_then(|code| code.parse().ok()).filter(|code| matches!(code, 400..=599))
    }

    /// All that may stand in the table of codes, the finest first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.detail, &self.code, &self.kind, &self.status].into_iter().filter_map(Option::as_deref)
    }

    /// The provider's code; a number as it was written.
    pub(crate) fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The provider's message.
    pub(crate) fn message(&self) -> &str {
        self.message.as_deref().unwrap_or_default()
    }

    pub(super) fn original_status(&self) -> Option<u16> {
        self.original_status
    }

    pub(super) fn retry_delay(&self) -> Option<Duration> {
        self.retry_delay
    }

    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    pub(super) fn limit_source(&self) -> Option<&str> {
        self.limit_source.as_deref()
    }

    pub(super) fn is_flagged(&self) -> bool {
        self.is_flagged
    }

    /// What is left of the limit, and when it is full again.
    pub(super) fn limit(&self) -> (Option<&str>, Option<&str>) {
        (self.remaining.as_deref(), self.reset.as_deref())
    }
}

impl ErrorObject<'_> {
    /// The provider's type, as in `rate_limit_error`; Google's status, as in `RESOURCE_EXHAUSTED`.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.kind.as_deref().or(self.status.as_deref())
    }

    /// The finer code below the code.
    pub(crate) fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// Anthropic writes it into the body too; elsewhere it is a header.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}
