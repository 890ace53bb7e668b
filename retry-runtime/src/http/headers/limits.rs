//! The limits in headers: the rest of each, and the time at which it is full again.
//!
//! Two kinds of headers are read. The name of the first kind holds `ratelimit` or `rate-limit`, and one of the words
//! `remaining`, `reset`, and `status`. The name without this word identifies the limit. For example,
//! `x-ratelimit-remaining-tokens-minute` and `x-ratelimit-reset-tokens-minute` belong to one limit, and so do
//! `anthropic-ratelimit-unified-5h-status` and `anthropic-ratelimit-unified-5h-reset`. The second kind is the field `RateLimit`
//! of the IETF's draft, a list of limits: `"api";r=0;t=55`.

use core::str;
use core::time::Duration;

/// More limits than any provider sends in one reply.
const MOST: usize = 16;

/// One limit, with the texts of its headers.
#[derive(Clone, Copy, Default)]
struct Limit<'h> {
    /// The name without the word that tells its headers apart: the parts before and after that word.
    name: (&'h str, &'h str),
    remaining: Option<&'h str>,
    reset: Option<&'h str>,
    status: Option<&'h str>,
}

/// The kinds of a limit's headers.
#[derive(Clone, Copy)]
enum Word {
    Remaining,
    Reset,
    Status,
}

#[derive(Default)]
pub(super) struct Limits<'h> {
    limits: [Limit<'h>; MOST],
    count: usize,
}

impl<'h> Limits<'h> {
    pub(super) fn add(&mut self, name: &'h str, value: &'h [u8]) {
        let Ok(value) = str::from_utf8(value) else { return };
        let value = value.trim();
        if name.eq_ignore_ascii_case("ratelimit") {
            self.add_list(value);
        } else if let Some((name, word)) = split(name) {
            let is_same = |limit: &Limit<'_>| {
                limit.name.0.eq_ignore_ascii_case(name.0) && limit.name.1.eq_ignore_ascii_case(name.1)
            };
            let place = self.limits[..self.count].iter().position(is_same);
            let Some(place) = place.or_else(|| self.push(Limit { name, ..Limit::default() })) else { return };
            let limit = &mut self.limits[place];
            match word {
                Word::Remaining => limit.remaining = Some(value),
                Word::Reset => limit.reset = Some(value),
                Word::Status => limit.status = Some(value),
            }
        }
    }

    /// Reads `"minute";r=0;t=12, "day";r=90;t=33011`, or `limit=10, remaining=0, reset=12` of older drafts.
    fn add_list(&mut self, list: &'h str) {
        let mut older = Limit::default();
        for member in list.split(',') {
            let mut limit = Limit::default();
            for parameter in member.split(';') {
                let Some((key, value)) = parameter.split_once('=') else { continue };
                match key.trim() {
                    "r" => limit.remaining = Some(value.trim()),
                    "t" => limit.reset = Some(value.trim()),
                    "remaining" => older.remaining = Some(value.trim()),
                    "reset" => older.reset = Some(value.trim()),
                    _ => {}
                }
            }
            self.push(limit);
        }
        self.push(older);
    }

    fn push(&mut self, limit: Limit<'h>) -> Option<usize> {
        let place = self.count;
        *self.limits.get_mut(place)? = limit;
        self.count += 1;
        Some(place)
    }

    /// The last reset of the limits that are used up. If no limit says so, the first reset of those that may be.
    pub(super) fn reset(
        mut self,
        (remaining, reset): (Option<&'h str>, Option<&'h str>),
        read: impl Fn(&str) -> Option<Duration>,
    ) -> Option<Duration> {
        self.push(Limit { remaining, reset, ..Limit::default() });
        let limits = &self.limits[..self.count];
        let is_met = |limit: &&Limit<'_>| limit.is_met() == Some(true);
        let read = |limit: &Limit<'_>| read(limit.reset?);
        if limits.iter().any(|limit| is_met(&limit)) {
            let met = limits.iter().filter(is_met).filter_map(read).max();
            // Kong names the reset of all its limits once.
            let unnamed = |limit: &&Limit<'_>| limit.is_met().is_none();
            return met.or_else(|| limits.iter().filter(unnamed).filter_map(read).min());
        }
        // A request may need more than what is left.
        let may_be_met = |limit: &&Limit<'_>| limit.status.is_none();
        limits.iter().filter(may_be_met).filter_map(read).min()
    }
}

impl Limit<'_> {
    /// Whether this is the limit that was met, if it says so.
    fn is_met(&self) -> Option<bool> {
        match (self.status, self.remaining) {
            (Some(status), _) => Some(status.eq_ignore_ascii_case("rejected")),
            (None, Some(remaining)) => Some(remaining.parse().is_ok_and(|remaining: f64| remaining <= 0.0)),
            (None, None) => None,
        }
    }
}

/// The limit of a header, and the kind of the header.
fn split(name: &str) -> Option<((&str, &str), Word)> {
    const WORDS: [(&str, Word); 3] =
        [("remaining", Word::Remaining), ("reset", Word::Reset), ("status", Word::Status)];
    let start = find(name, "ratelimit").or_else(|| find(name, "rate-limit"))?;
    let of_word = |(word, kind): (&str, Word)| {
        let at = start + find(&name[start..], word)?;
        let (before, after) = (&name[..at], &name[at + word.len()..]);
        let is_word = before.ends_with('-') && (after.is_empty() || after.starts_with('-'));
        // Discord's `reset-after` is a length of time, as most resets are.
        let after =
            if matches!(kind, Word::Reset) { after.strip_prefix("-after").unwrap_or(after) } else { after };
        // Anthropic's overage is paid use above the limits. It does not refill.
        (is_word && !before.ends_with("-overage-")).then_some(((before, after), kind))
    };
    WORDS.into_iter().find_map(of_word)
}

/// The place of a word, in any case. The word is given in lower case.
fn find(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
