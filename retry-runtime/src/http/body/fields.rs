//! Reads the JSON field by field, so that the fields before a cut are kept.

use core::fmt;
use std::borrow::Cow;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::failure::{Failure, List};
use super::names::{self, Field};
use super::object::ErrorObject;
use super::place::{Kind, Place, Text};
use super::value::text;
use crate::http::moment::Latest;

/// The most known fields that are read. No error has as many, and a long list of them is noise.
const MOST_FIELDS: u16 = 512;

/// Reads the fields at a place into the object.
pub(super) struct Fields<'o, 'b> {
    pub(super) object: &'o mut ErrorObject<'b>,
    pub(super) place: Place,
}

impl<'b> Fields<'_, 'b> {
    fn at(&mut self, place: Place) -> Fields<'_, 'b> {
        Fields { object: self.object, place }
    }

    fn text(self, text: Cow<'b, str>) {
        let Place { depth, is_failure, text: kind, .. } = self.place;
        if text.is_empty() || kind == Text::Nothing {
            return;
        }
        // For example, `[{"error": "spelling"}]` from a spell checker.
        if self.object.list == List::OfErrors && kind == Text::Title {
            self.object.list = List::OfAnswers;
        }
        self.object.fails(Failure::Error, is_failure && !matches!(kind, Text::Cause | Text::OfChoice));
        // A text that replaces an object is as deep as its field.
        let depth = depth.saturating_sub(1);
        match kind {
            Text::Nothing => {}
            Text::Title => self.object.title.set(Some(text), depth, 0),
            Text::OfChoice => {
                self.object.has_failed_choice = true;
                self.object.title.set(Some(text), depth, 0);
            }
            Text::Message(weight) | Text::Messages(weight) => {
                self.object.tell(Some(text), depth, weight);
            }
            Text::Cause => self.object.cause = Some(text),
        }
    }

    /// Reads what depends on several fields of one object. `resets` are the waits before it.
    fn end(&mut self, choice: &Choice, resets: Latest) {
        self.object.waits.end_object(resets);
        match self.place.kind {
            Kind::Top => self.data(),
            Kind::Choice if choice.is_answer() => {
                let failed = core::mem::take(&mut self.object.has_failed_choice);
                self.object.fails(Failure::Error, failed);
            }
            _ => {}
        }
    }

    /// Reads the `data` of the body, if another field says that the body is an error. In an answer, `data` is the answer.
    fn data(&mut self) {
        let Some(data) = self.object.data.take().filter(|_| self.object.is_declared()) else { return };
        let place = self.place.error(Text::Message(2), self.object.failure != Failure::Unsaid);
        // A field of another type ends the reading, and the fields before it count.
        let _ = self.at(place).deserialize(data);
    }

    /// Reads a field that contains no fields.
    fn scalar(&mut self, field: Field, value: &'b RawValue) {
        let Place { kind, depth, is_failure, .. } = self.place;
        let object = &mut *self.object;
        match (kind, field) {
            (_, Field::Wait(unit)) => object.waits.ask(value, unit),
            (_, Field::ResetIn(unit)) => object.waits.reset(value, unit),
            (_, Field::Rest) => object.waits.note_rest(value),
            (Kind::Top, Field::Data) => object.data = Some(value),
            // Riot, Clarifai, and CoinMarketCap.
            (Kind::Top, Field::Status) if value.get().starts_with('{') => {
                let place = self.place.error(Text::Nothing, false);
                // A field of another type ends the reading, and the fields before it count.
                let _ = Fields { object, place }.deserialize(value);
            }
            (Kind::Top | Kind::Error, _) => object.named(field, value, depth, is_failure),
            (Kind::BaseResp, Field::HttpStatus) => object.minimax(value),
            (Kind::Details, Field::SubCode | Field::Code | Field::Reason) | (Kind::Inner, Field::Code) => {
                object.finer(value);
                object.fails(Failure::Error, is_failure && text(value).is_some());
            }
            (Kind::Quota, Field::QuotaId | Field::QuotaValue) => object.quota(field, value),
            (Kind::Metadata, Field::LimitSource) => object.limit_source = text(value),
            (Kind::Metadata, Field::FlaggedInput) => object.is_flagged = text(value).is_some(),
            (Kind::Headers, Field::Remaining) => object.remaining = text(value),
            (Kind::Headers, Field::ResetAt) => object.reset = text(value),
            _ => {}
        }
    }
}

/// The fields of an element of `choices`. A quiz has choices too, and may call a wrong answer an error.
#[derive(Default)]
struct Choice {
    has_finish_reason: bool,
    has_others: bool,
}

impl Choice {
    fn note(&mut self, field: Option<Field>) {
        self.has_finish_reason |= field == Some(Field::FinishReason);
        self.has_others |= field != Some(Field::Error);
    }

    /// Whether this is the answer of a model, or an error instead of one.
    fn is_answer(&self) -> bool {
        self.has_finish_reason || !self.has_others
    }
}

/// The name of a field, if it is known.
struct Key;

impl<'b> DeserializeSeed<'b> for Key {
    type Value = Option<Field>;

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<Option<Field>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<Field>, E> {
        Ok(names::find(name))
    }
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
        let is_element = self.place.kind == Kind::Top && self.object.list == List::OfErrors;
        let mut is_first = true;
        let (mut choice, resets) = (Choice::default(), self.object.waits.reset);
        // With the feature `arbitrary_precision` of `serde_json`, a number is a map whose key is not a field. Wrong JSON also
        // fails at the end of the map.
        while let Ok(Some(field)) = map.next_key_seed(Key) {
            if is_element && !(is_first && field == Some(Field::Error)) {
                self.object.list = List::OfAnswers;
            }
            let field = match field {
                // A document may have fields of such names.
                Some(Field::Exception(_)) if !is_first => None,
                Some(Field::Exception(name)) if self.place.kind == Kind::Top => {
                    self.object.kind.set(Some(Cow::Borrowed(name)), 1, 1);
                    field
                }
                _ => field,
            };
            is_first = false;
            choice.note(field);
            self.object.fields += u16::from(field.is_some());
            if self.object.fields > MOST_FIELDS {
                break;
            }
            match (field, field.and_then(|field| self.place.enter(field))) {
                (_, Some(place)) => map.next_value_seed(self.at(place))?,
                (Some(field), None) => self.scalar(field, map.next_value()?),
                (None, None) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.end(&choice, resets);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'b>>(mut self, mut elements: A) -> Result<(), A::Error> {
        if self.place.kind == Kind::Top && self.object.list == List::None {
            self.object.list = List::OfErrors;
        }
        while let Some(()) = elements.next_element_seed(self.at(self.place.element()))? {}
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'b str) -> Result<(), E> {
        self.text(Cow::Borrowed(text));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.place.text != Text::Nothing {
            self.text(Cow::Owned(text.into()));
        }
        Ok(())
    }

    /// Open-Meteo sends `"error": true` and a reason.
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        let is_error = value && self.place.text == Text::Title && self.place.depth == 1;
        self.object.fails(Failure::Unsuccessful, is_error);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
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
