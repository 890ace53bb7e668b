//! The error of another server, which a relay passes on as a text.

/// What relays write before it. JSON that a message quotes for another reason, as a model's output that cannot be parsed, is no
/// error.
const RELAYS: &[&str] = &[
    // claude-code-router
    "error from provider",
    "invalid response received from",
    // OpenRouter
    "provider returned error",
    "upstream error",
    "upstream returned",
    "upstream request failed",
    "error from upstream",
    // Claude Code
    "api error",
    "apierror",
    "http 4",
    "http 5",
    // Google's SDK
    "got status",
    // Codex
    "unexpected status",
    // one-api
    "bad response status code",
    "request failed with status code",
    // OpenAI's SDK
    "error code:",
    "litellm.ratelimiterror",
    "litellm.apierror",
    "litellm.badrequesterror",
    "litellm.authenticationerror",
    "litellm.internalservererror",
    "litellm.serviceunavailableerror",
    "litellm.contextwindowexceedederror",
];

/// The JSON that is the whole text, or stands behind a relay's words.
pub(super) fn json_in(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        return Some(text);
    }
    let starts =
        |relay: &&str| text.get(..relay.len()).is_some_and(|start| start.eq_ignore_ascii_case(relay));
    if !RELAYS.iter().any(starts) {
        return None;
    }
    text.get(text.find('{')?..=text.rfind('}')?)
}

/// The text before and behind the JSON that stands in it, which is no prose.
pub(super) fn around_json(text: &str) -> (&str, &str) {
    let starts = |start: &usize| text[*start..].trim_start_matches(['{', ' ', '\n']).starts_with('"');
    let Some(start) = text.find('{').filter(starts) else { return (text, "") };
    let after = text.rfind('}').filter(|end| *end > start).map_or("", |end| &text[end + 1..]);
    (&text[..start], after)
}
