//! What the message of an error says. It never makes a failure worth another try that a status or a code calls permanent.

use core::time::Duration;

use super::duration;
use crate::verdict::PermanentReason;

/// Why a request is wrong, where the provider tells it in prose alone.
const REASONS: [(&str, PermanentReason); 12] = [
    // Anthropic.
    ("prompt is too long", PermanentReason::TooLong),
    ("exceed context limit", PermanentReason::TooLong),
    ("credit balance is too low", PermanentReason::Quota),
    ("specified api usage limits", PermanentReason::Quota),
    ("content filtering policy", PermanentReason::Refused),
    // OpenAI and the servers that speak as it does.
    ("maximum context length", PermanentReason::TooLong),
    ("exceeds the context window", PermanentReason::TooLong),
    // Gemini.
    ("exceeds the maximum number of tokens", PermanentReason::TooLong),
    // Bedrock.
    ("input is too long", PermanentReason::TooLong),
    ("too many input tokens", PermanentReason::TooLong),
    // Azure, DeepSeek.
    ("content management policy", PermanentReason::Refused),
    ("insufficient balance", PermanentReason::Quota),
];

/// OpenAI and Gemini, Groq, Azure, Ollama.
const OVERLOAD: [&str; 4] = ["overloaded", "over capacity", "high demand", "server busy"];

/// `tokens per day (TPD)`, OpenRouter's `free-models-per-day`, Google's `GenerateRequestsPerDayPerProject`; and the month
/// of Cohere's trial keys.
const DAILY: [&str; 5] = ["per day", "per-day", "perday", "daily", "calls / month"];

/// Limits that pass within the hour. One that is named first is the limit that was met.
const PASSING: [&str; 10] =
    ["per sec", "per-sec", "/ sec", "/sec", "per min", "per-min", "/ min", "/min", "per hour", "per-hour"];

/// What goes before a limit that one could have: "Upgrade for 10,000 requests per day".
const OFFERS: [&str; 8] =
    ["upgrade", "unlock", "purchase", "buy ", "subscribe", "switch to", "contact", "increase"];

/// What goes before a wait. "Adjust your input and try again" names none.
const HINTS: [&str; 4] = ["try again in ", "try again after ", "retry in ", "retry after "];

/// Why the same request fails again, when the status says that it does.
pub(super) fn reason(message: &str) -> Option<PermanentReason> {
    REASONS.iter().find(|(phrase, _)| contains(message, phrase)).map(|(_, reason)| *reason)
}

/// Whether the server has too much to do.
pub(super) fn is_overload(message: &str) -> bool {
    OVERLOAD.iter().any(|phrase| contains(message, phrase))
}

/// Whether the name of a limit says that it is counted by the day, so that no wait in a call is long enough.
pub(super) fn is_daily(limit: &str) -> bool {
    DAILY.iter().any(|phrase| contains(limit, phrase))
}

/// Whether a message tells of such a limit, and not only of one that could be bought.
pub(super) fn tells_daily(message: &str) -> bool {
    // Most messages have no such phrase, and are spared the rest.
    if first(message, &DAILY).is_none() {
        return false;
    }
    let told = before(message, &PASSING);
    let mut sentences = told.split(['\n', '!', '?', ';']).flat_map(|part| part.split(". "));
    sentences.any(|sentence| first(before(sentence, &OFFERS), &DAILY).is_some())
}

/// Whether a limit is zero: Gemini's `limit: 0` for a model that the plan does not have.
pub(super) fn allows_nothing(message: &str) -> bool {
    amounts(message, "limit").any(|limit| limit == 0.0)
}

/// Whether this one request is more than the limit: OpenAI's and Groq's `Limit 30000, Requested 36278`.
pub(super) fn is_too_large(message: &str) -> bool {
    let requested = || amounts(message, "requested").next();
    let exceeds = amounts(message, "limit").next().is_some_and(|limit| requested() > Some(limit));
    exceeds || contains(message, "request too large")
}

/// The wait that the message asks for: `Please try again in 20s`, `retry after 6 seconds`. Of several the longest.
pub(super) fn hint(message: &str) -> Option<Duration> {
    let hints = HINTS.iter().flat_map(|phrase| after(message, phrase));
    hints.filter_map(duration::leading).max()
}

/// The numbers behind a word: `limit: 0`, `Limit 30000`, `Limit 1,000`.
fn amounts<'m>(message: &'m str, word: &'static str) -> impl Iterator<Item = f64> + 'm {
    after(message, word).filter_map(|rest| {
        let number = rest.trim_start_matches([':', '=', ' ']);
        // `limit0` is another word.
        (number.len() < rest.len()).then(|| amount(number)).flatten()
    })
}

fn amount(text: &str) -> Option<f64> {
    let mut digits = 0_u32;
    let mut value = 0.0;
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        match next.to_digit(10) {
            Some(digit) => {
                value = value * 10.0 + f64::from(digit);
                digits += 1;
            }
            None if next == ',' && rest.peek().is_some_and(char::is_ascii_digit) => {}
            None => {
                // A part of one: all that is asked is whether a number is zero, or the larger one.
                let has_fraction = next == '.' && rest.peek().is_some_and(char::is_ascii_digit);
                value += if has_fraction { 0.5 } else { 0.0 };
                break;
            }
        }
    }
    (digits > 0).then_some(value)
}

/// What follows each place where a phrase in lower case stands, in whatever case.
fn after<'m>(text: &'m str, phrase: &'static str) -> impl Iterator<Item = &'m str> + 'm {
    let starts =
        text.bytes().enumerate().filter(|(_, byte)| byte.to_ascii_lowercase() == phrase.as_bytes()[0]);
    starts.filter_map(|(start, _)| {
        // Neither end is that of a character if there is something else.
        let end = start + phrase.len();
        text.get(start..end)?.eq_ignore_ascii_case(phrase).then(|| &text[end..])
    })
}

/// Where the first of these phrases begins.
fn first(text: &str, phrases: &[&'static str]) -> Option<usize> {
    let starts = |phrase: &'static str| {
        let starts = after(text, phrase).map(|rest| text.len() - rest.len() - phrase.len());
        starts.filter(move |&start| !is_of_name(text, start, phrase))
    };
    phrases.iter().filter_map(|phrase| starts(phrase).next()).min()
}

/// Whether the phrase is a part of a model's name, as in `minimax/minimax-m2` and `ft:gpt-4o:acme:daily-digest`.
fn is_of_name(text: &str, start: usize, phrase: &str) -> bool {
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let (before, rest) = (&text[..start], &text[start + phrase.len()..]);
    match phrase {
        "daily" => rest.starts_with(of_name) || before.ends_with(|c| of_name(c) || matches!(c, ':' | '/')),
        "/min" | "/sec" => {
            // Minutes and seconds.
            let has = |end: &&&str| rest.get(..end.len()).is_some_and(|word| word.eq_ignore_ascii_case(end));
            let unit = ["utes", "ute", "onds", "ond"].iter().find(has);
            rest[unit.map_or(0, |unit| unit.len())..].starts_with(of_name)
        }
        _ => false,
    }
}

/// What stands before the first of these phrases, or all of the text.
fn before<'t>(text: &'t str, phrases: &[&'static str]) -> &'t str {
    first(text, phrases).map_or(text, |end| text.get(..end).unwrap_or_default())
}

fn contains(text: &str, phrase: &'static str) -> bool {
    after(text, phrase).next().is_some()
}
