//! Times with colons in them.

use super::{Words, ends_with};

/// A time with colons in it.
#[derive(Clone, Copy)]
pub(in crate::http::prose) enum Clock {
    /// `02:11:02`, in seconds.
    Span(u64),
    /// `1:30`, in seconds if these are minutes and seconds.
    Short(u64),
    /// `16:05:00 UTC`, a time of the day.
    Time,
}

/// More bytes than a time has. A longer run of digits and colons is not read again and again.
const LONGEST: usize = 16;

/// `02:11:02` and `1.02:25:03`, as .NET writes them, and `1:30` at the start of a text, and how many bytes it takes.
pub(super) fn at_start(text: &[u8]) -> Option<(Clock, usize)> {
    let text = &text[..text.len().min(LONGEST)];
    let end = text.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b':' | b'.')).unwrap_or(text.len());
    let text = core::str::from_utf8(&text[..end]).ok()?.trim_end_matches(['.', ':']);
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let (first, rest) = text.split_once(':')?;
    let Some((minutes, seconds)) = rest.split_once(':') else {
        return Some((Clock::Short(number(first)? * 60 + number(rest)?), text.len()));
    };
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let hours = number(days)? * 24 + number(hours)?;
    Some((Clock::Span(hours * 3600 + number(minutes)? * 60 + number(seconds)?), text.len()))
}

impl Words<'_> {
    /// Goes on with the last number as a span of time with colons in it.
    pub(in crate::http::prose) fn clock(&mut self) -> Option<Clock> {
        let (clock, length) = at_start(&self.text[self.start..])?;
        let is_after = || ends_with(&self.text[..self.start], &["after"]);
        self.at = self.start + length;
        let rest = self.text[self.at..].trim_ascii_start();
        let is_zone = |zone: &&str| {
            rest.get(..zone.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(zone.as_bytes()))
        };
        let is_time = ["UTC", "GMT", "AM", "PM", "Z"].iter().any(is_zone);
        Some(if is_time || matches!(clock, Clock::Short(_)) && is_after() { Clock::Time } else { clock })
    }
}
