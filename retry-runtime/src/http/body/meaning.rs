//! The meaning of the fields of an error object.

use serde_json::value::RawValue;

use super::failure::Failure;
use super::names::{self, Field};
use super::object::ErrorObject;
use super::value::text;
use crate::http::codes;
use crate::http::prose::Prose;

impl<'b> ErrorObject<'b> {
    /// Reads a field of the error object, or of a body that is the error object.
    pub(super) fn named(&mut self, field: Field, value: &'b RawValue, depth: u8, is_failure: bool) {
        let text = text(value);
        let is_top = depth == 0;
        let is_something = text.is_some();
        match field {
            Field::Marker | Field::Kind if text.as_deref().is_some_and(is_marker) => {
                self.fails(Failure::Error, is_top);
            }
            Field::Kind if is_top && text.as_deref() == Some("response.failed") => {
                self.fails(Failure::Failed, true);
            }
            Field::Kind => {
                self.zai(value, depth);
                self.kind.set(text, depth, 1);
            }
            Field::Name if text.as_deref().is_some_and(names::is_error) => self.finer(value),
            Field::AwsType => {
                self.fails(Failure::Error, is_top);
                self.kind.set(text, depth, 2);
            }
            Field::Code => {
                self.zai(value, depth);
                self.code.set(text, depth, 1);
            }
            Field::SubCode => {
                // Baidu sends `error_code` and `error_msg`. An answer has neither.
                let is_failure = |code: &&str| code.parse::<i64>().is_ok_and(|code| code != 0);
                let number = text.as_deref().filter(|code| is_top && is_failure(code));
                self.fails(Failure::Unsuccessful, number.is_some());
                self.number = self.number.or(number.and_then(codes::of_baidu));
                self.code.set(text, depth, 0);
            }
            Field::Status | Field::HttpStatus if is_status(text.as_deref()) => {
                self.http_status = text.and_then(|status| status.parse().ok());
            }
            Field::Status if !is_top => self.status.set(text, depth, 0),
            Field::Success => self.fails(Failure::Unsuccessful, is_top && value.get() == "false"),
            Field::Title => self.title.set(text, depth, 0),
            Field::Reason if text.as_deref().is_some_and(|text| text.contains(' ')) => {
                self.tell(text, depth, 2);
            }
            Field::Reason => self.finer(value),
            Field::RequestId => self.request_id = self.request_id.take().or(text),
            Field::OriginalStatus => self.original_status = text.and_then(|status| status.parse().ok()),
            _ => return,
        }
        self.fails(Failure::Error, is_failure && is_something);
    }

    /// Notes a finer code. Of several, the first counts, unless a later one is known.
    pub(super) fn finer(&mut self, value: &'b RawValue) {
        let finer = text(value);
        if self.detail.is_none() || finer.as_deref().is_some_and(|name| codes::find(name).is_some()) {
            self.detail = finer;
        }
    }

    /// Reads a field of one of Google's quotas.
    pub(super) fn quota(&mut self, field: Field, value: &'b RawValue) {
        let Some(text) = text(value) else { return };
        self.is_spent |= match field {
            Field::QuotaId => Prose::read(&text).names_window(),
            _ => text == "0",
        };
    }

    /// Reads `base_resp.status_code`, which is zero in an answer.
    pub(super) fn minimax(&mut self, value: &'b RawValue) {
        let Some(number) = text(value).filter(|number| number != "0") else { return };
        self.fails(Failure::Unsuccessful, true);
        self.number = codes::of_minimax(&number);
    }

    /// Reads a code of Z.ai: a text of four digits in the error object. Mistral's codes stand outside an error object.
    fn zai(&mut self, value: &'b RawValue, depth: u8) {
        let raw = value.get();
        if depth > 0 && raw.len() == 6 && raw.starts_with('"') {
            self.number = self.number.or(codes::of_zai(&raw[1..5]));
        }
    }
}

/// Whether this is the name of an error event: `error`, Deepgram's `Error`, `conversation.response.error`.
fn is_marker(text: &str) -> bool {
    text.eq_ignore_ascii_case("error") || text.rsplit_once('.').is_some_and(|(_, name)| name == "error")
}

fn is_status(text: Option<&str>) -> bool {
    text.and_then(|text| text.parse().ok()).is_some_and(|status: u16| matches!(status, 400..=599))
}
