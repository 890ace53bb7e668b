//! Which field of the JSON is which field of [`ErrorObject`].

use core::fmt;
use std::borrow::Cow;
use std::string::String;

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::ErrorObject;
use crate::http::prose::Prose;
use crate::http::{codes, duration};

/// An object inside the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// The body, or each element of it (Gemini's array). Mistral, Bedrock and Cohere have the fields here.
    Top,
    /// `error`, which Ollama writes as a text.
    Error,
    /// `response`, of which OpenAI's event `response.failed` tells.
    Response,
    /// `error.details`: Anthropic's object, or one of Google's array.
    Details,
    /// A violation of Google's `QuotaFailure`, or the `metadata` of its `ErrorInfo`.
    Quota,
    /// Azure's `innererror`.
    Inner,
    /// OpenRouter's `metadata`, and the headers of the provider behind it.
    Metadata,
    Headers,
}

impl Place {
    /// Where a field leads, if it leads to more fields.
    fn field(self, key: &str) -> Option<Self> {
        Some(match (self, key) {
            (Self::Top | Self::Response, "error") => Self::Error,
            (Self::Top, "response") => Self::Response,
            (Self::Error, "details") => Self::Details,
            (Self::Details, "violations" | "metadata") => Self::Quota,
            (Self::Error | Self::Inner, "innererror") => Self::Inner,
            (Self::Error, "metadata") => Self::Metadata,
            (Self::Metadata, "headers") => Self::Headers,
            _ => return None,
        })
    }
}

/// Reads the fields at a place into the object, one after the other, so that what came before a cut is kept.
pub(super) struct Fields<'o, 'b> {
    pub(super) object: &'o mut ErrorObject<'b>,
    pub(super) place: Place,
}

impl<'b> Fields<'_, 'b> {
    fn scalar(&mut self, key: &str, value: &'b RawValue) {
        // OpenAI puts an object of nulls beside a success.
        self.object.is_error |= !matches!(self.place, Place::Top | Place::Response) && says_something(value);
        match self.place {
            Place::Top | Place::Error => self.named(key, value),
            Place::Details => match key {
                "error_code" | "reason" => self.detail(value),
                "retryDelay" => {
                    let delay = text(value).and_then(|delay| duration::parse(&delay));
                    self.object.retry_delay = self.object.retry_delay.max(delay);
                }
                _ => {}
            },
            Place::Quota => match key {
                "quotaId" | "quota_limit" => {
                    self.object.is_spent |= text(value).is_some_and(|id| Prose::read(&id).tells_window());
                }
                "quotaValue" | "quota_limit_value" => {
                    self.object.is_spent |= text(value).is_some_and(|limit| limit == "0");
                }
                _ => {}
            },
            Place::Inner if key == "code" => self.detail(value),
            Place::Metadata => match key {
                "limit_source" => self.object.limit_source = text(value),
                "flagged_input" => self.object.is_flagged = text(value).is_some(),
                _ => {}
            },
            Place::Headers if key.eq_ignore_ascii_case("x-ratelimit-remaining") => {
                self.object.remaining = text(value);
            }
            Place::Headers if key.eq_ignore_ascii_case("x-ratelimit-reset") => {
                self.object.reset = text(value);
            }
            Place::Inner | Place::Headers | Place::Response => {}
        }
    }

    /// One of several: the first, unless a later one is known.
    fn detail(&mut self, value: &'b RawValue) {
        let detail = text(value);
        if self.object.detail.is_none() || detail.as_deref().is_some_and(|name| codes::find(name).is_some()) {
            self.object.detail = detail;
        }
    }

    /// A field of the error object, or of a body that is the error object.
    fn named(&mut self, key: &str, value: &'b RawValue) {
        let is_top = self.place == Place::Top;
        let object = &mut *self.object;
        let slot = match key {
            "object" | "event_type" | "type" if is_top && text(value).as_deref() == Some("error") => {
                object.is_error = true;
                return;
            }
            "type" | "error_type" => {
                object.is_error |= is_top && text(value).as_deref() == Some("response.failed");
                &mut object.kind
            }
            "__type" => {
                object.is_error = true;
                &mut object.kind
            }
            "code" => &mut object.code,
            "message" | "Message" | "detail" => &mut object.message,
            "request_id" => &mut object.request_id,
            "status" if !is_top => &mut object.status,
            "originalStatusCode" => {
                object.original_status = text(value).and_then(|status| status.parse().ok());
                return;
            }
            _ => return,
        };
        // The error object knows better than what stands around it; and a `null` beside it knows nothing.
        let text = text(value);
        if slot.is_none() || !is_top && text.is_some() {
            *slot = text;
        }
    }
}

fn says_something(value: &RawValue) -> bool {
    !matches!(value.get(), "null" | "false" | "\"\"" | "[]" | "{}")
}

/// A text, or a number as it was written; `None` for all else, and for a text that says nothing.
fn text(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => {
            let borrowed = serde_json::from_str(raw).map(Cow::Borrowed);
            // An escape in it.
            borrowed.or_else(|_| serde_json::from_str::<String>(raw).map(Cow::Owned)).ok()
        }
        b'0'..=b'9' | b'-' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

impl<'b> DeserializeSeed<'b> for Fields<'_, 'b> {
    type Value = ();

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for Fields<'_, 'b> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error object")
    }

    fn visit_map<A: MapAccess<'b>>(mut self, mut map: A) -> Result<(), A::Error> {
        // With the feature `arbitrary_precision` of `serde_json` a number is a map, whose key is no JSON. If it is JSON that
        // went wrong, the end of the map says so too.
        while let Ok(Some(key)) = map.next_key::<&RawValue>() {
            let key = key.get().trim_matches('"');
            if let Some(place) = self.place.field(key) {
                map.next_value_seed(Fields { object: self.object, place })?;
            } else {
                self.scalar(key, map.next_value()?);
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(()) = elements.next_element_seed(Fields { object: self.object, place: self.place })? {}
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'b str) -> Result<(), E> {
        if self.place == Place::Error && !text.is_empty() {
            self.object.is_error = true;
            self.object.message = Some(Cow::Borrowed(text));
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.place == Place::Error {
            self.object.is_error = true;
            self.object.message = Some(Cow::Owned(text.into()));
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}
