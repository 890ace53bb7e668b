//! Dates with a time and a time zone.

use core::str;
use std::time::SystemTime;

use super::{Words, ends_with};
use crate::http::date;

/// The bytes of `2025-05-28T00:00:40`.
const LOCAL: usize = 19;

/// The most bytes of the fraction and the time zone behind it.
const LONGEST_END: usize = 16;

impl Words<'_> {
    /// Goes on with the last number as a date: `2025-05-28T00:00:40Z`, `2025-05-28 00:00:40.5 UTC`.
    pub(in crate::http::prose) fn date(&mut self) -> Option<SystemTime> {
        let rest = &self.text[self.start..];
        let (local, end) = rest.split_at_checked(LOCAL)?;
        let end = &end[..end.len().min(LONGEST_END)];
        let fraction = end.iter().take_while(|byte| matches!(byte, b'.' | b'0'..=b'9')).count();
        let zone = match &end[fraction..] {
            [b'Z' | b'z', ..] => 1,
            [b' ', b'U', b'T', b'C', ..] => 4,
            [b'+' | b'-', ..] => 6,
            _ => return None,
        };
        let length = local.len() + fraction + zone;
        let date = date::parse(str::from_utf8(rest.get(..length)?).ok()?)?;
        self.at = self.start + length;
        Some(date)
    }

    /// Whether the last token stands behind a word that a date follows.
    pub(in crate::http::prose) fn is_after_at(&self) -> bool {
        ends_with(&self.text[..self.start], &["at", "after", "on"])
    }
}
