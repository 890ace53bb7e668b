//! The words that a relay writes before the reply that it passes on.
//!
//! The words have to name a failure: `429`, `RateLimitError:`, `upstream error:`, `error, status code: 429, message:`. A
//! message may also quote JSON that is not a reply, such as a model's output that cannot be parsed. Words about parsing, and
//! about texts of callers and models, show this.

/// The most bytes before the reply.
const LONGEST: usize = 512;

/// Words of failures, besides statuses and the names of errors.
const FAILURES: &[&str] = &[
    "failed",
    "failure",
    "status",
    "http",
    "upstream",
    "provider",
    "gateway",
    "backend",
    "exhausted",
    "exceeded",
    "overloaded",
    "unavailable",
    "unauthorized",
    "forbidden",
    "denied",
    "refused",
    "throttled",
];

/// Failures in two words, and in Chinese.
const PHRASES: &[&str] =
    &["bad request", "too many requests", "rate limit", "not found", "错误", "失败", "上游"];

/// The names of a reply's parts. They may stand alone in a sentence after the failure.
const PARTS: &[&str] = &[
    "body",
    "response",
    "message",
    "detail",
    "details",
    "reason",
    "cause",
    "code",
    "returned",
    "responded",
    "received",
];

/// The parts of words about parsing, also in the names of errors.
const PARSING: &[&str] = &[
    "json",
    "pars",
    "decode",
    "decoding",
    "serial",
    "marshal",
    "syntax",
    "validate",
    "validating",
    "validation",
    "malform",
    "schema",
];

/// The beginnings of words for the texts of callers and models.
const WRITTEN: &[&str] = &[
    "output",
    "argument",
    "tool",
    "function",
    "input",
    "generated",
    "assistant",
    "said",
    "wrote",
    "produced",
    "content",
    "document",
    "file",
    "line",
    "field",
    "value",
    "parameter",
    "property",
    "properties",
    "example",
    "sample",
    "template",
    "quote",
    "prompt",
    "instead",
];

/// The things that a number counts, if it is not a status.
const COUNTED: &[&str] = &[
    "bytes",
    "characters",
    "chars",
    "entries",
    "images",
    "items",
    "kb",
    "mb",
    "messages",
    "ms",
    "requests",
    "seconds",
    "tokens",
    "words",
];

/// Words for a wrong text, or for a wrong status.
const WRONG: &[&str] = &["invalid", "expected", "unexpected", "unknown", "unsupported"];

pub(super) struct Relay {
    /// The status that the words name.
    pub(super) status: Option<u16>,
}

/// Reads the words before JSON and after it. `None` if they are not the words of a relay.
pub(super) fn read(before: &str, after: &str) -> Option<Relay> {
    if before.len() > LONGEST {
        return None;
    }
    let before = before.to_ascii_lowercase();
    let status = named_status(&before);
    let names_server = status.is_some() || words(&before).any(|word| matches!(word, "from" | "error"));
    let is_quote = |word| is_written(word) || !names_server && WRONG.contains(&word);
    // After a reply, a relay may write anything about itself.
    let is_odd = |word: &str| matches!(word, "instead" | "expected" | "parse" | "parsed");
    if words(&before).any(is_quote) || words(after).any(is_odd) {
        return None;
    }
    let last = last_sentence(&before);
    let is_near = tells_failure(last) || words(last).any(|word| PARTS.contains(&word));
    (is_near && tells_failure(&before)).then_some(Relay { status })
}

/// The words of a text without its URLs.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_ascii_whitespace().filter(|part| !part.contains("://"));
    parts.flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric())).filter(|word| !word.is_empty())
}

fn last_sentence(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = [". ", "! ", "? ", "; ", "\n"].iter().filter_map(|end| Some(text.rfind(end)? + end.len()));
    &text[ends.max().unwrap_or(0)..]
}

fn tells_failure(text: &str) -> bool {
    let is_failure = |word| is_error_name(word) || FAILURES.contains(&word);
    named_status(text).is_some()
        || words(text).any(is_failure)
        || PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// "error", and a name such as `RateLimitError`.
fn is_error_name(word: &str) -> bool {
    ["error", "errors", "exception"].iter().any(|end| word.ends_with(end))
}

fn is_written(word: &str) -> bool {
    PARSING.iter().any(|part| word.contains(part))
        || !is_error_name(word) && WRITTEN.iter().any(|start| word.starts_with(start))
}

/// The first number of the text that is a status.
fn named_status(text: &str) -> Option<u16> {
    let next_words = words(text).skip(1).chain([""]);
    words(text).zip(next_words).find_map(|(word, next)| {
        let is_status =
            |status: &u16| word.len() == 3 && matches!(status, 400..=599) && !COUNTED.contains(&next);
        word.parse().ok().filter(is_status)
    })
}
