//! Removes secrets and URLs from a text, and makes it one line.
//!
//! A reply may repeat the request: "Incorrect API key provided", or a proxy's "upstream … failed" with a URL whose query holds
//! Gemini's key.

use std::string::String;

/// The most characters of a text that are shown.
const SHOWN: usize = 500;

/// The text that replaces a secret.
const REDACTED: &str = "[redacted]";

/// The beginnings of keys: OpenAI, Anthropic, and those that copy them, Google's keys and tokens, Groq, AWS, Hugging Face,
/// xAI, Perplexity, Replicate, NVIDIA, a JSON Web Token.
const PREFIXES: [&str; 15] = [
    "sk-", "sk_", "pk-", "rk-", "sess-", "AIza", "ya29.", "gsk_", "AKIA", "ASIA", "hf_", "xai-", "pplx-",
    "nvapi-", "eyJ",
];

/// The ends of the names before a secret: the scheme of an `Authorization`, a parameter, a header, a variable.
const LABELS: [&str; 11] = [
    "bearer",
    "basic",
    "digest",
    "authorization",
    "key",
    "apikey",
    "token",
    "secret",
    "password",
    "sig",
    "signature",
];

/// The beginnings of request ids from OpenAI, Anthropic, and Groq. They look like keys.
const REQUEST_ID: &str = "req_";

/// Makes one line without keys, tokens, and URLs. The host of a URL stays.
pub(crate) fn redact(text: &str) -> String {
    let mut line = String::new();
    let mut is_labeled = false;
    // A URL in the query of a URL.
    let text = text.replace("%26", "&").replace("%3F", "?").replace("%3f", "?");
    let text = text.replace("%3D", "=").replace("%3d", "=");
    // Each word takes at least one character besides its space.
    let mut words = text.split(is_break).filter(|word| !word.is_empty()).take(SHOWN).peekable();
    while let Some(word) = words.next() {
        if !line.is_empty() {
            line.push(' ');
        }
        is_labeled = push(&mut line, word, is_labeled);
        let assigns = words.peek().is_some_and(|next| next.starts_with([':', '=']));
        is_labeled |= assigns && is_label(word.trim_matches(|c| !is_of_token(c)));
    }
    if let Some((end, _)) = line.char_indices().nth(SHOWN) {
        line.truncate(end);
        line.push('…');
    }
    line
}

fn is_break(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Adds a word without its secrets. Returns whether the next word is a secret.
fn push(line: &mut String, word: &str, mut is_labeled: bool) -> bool {
    if let Some((before, url)) = word.split_once("://") {
        let scheme = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        is_labeled = push(line, &before[..scheme], is_labeled);
        line.push_str(host(url));
        return is_labeled && before[..scheme].is_empty();
    }
    let mut rest = word;
    while !rest.is_empty() {
        let start = rest.find(is_of_token).unwrap_or(rest.len());
        let end = rest[start..].find(|c| !is_of_token(c)).map_or(rest.len(), |end| start + end);
        let (between, token) = (&rest[..start], &rest[start..end]);
        line.push_str(between);
        rest = &rest[end..];
        // "Bearer sk-…", "key=…", `"api_key": "…"`, `{'api_key': '…'}`; but not "the key that you gave".
        if is_label(token) {
            let is_scheme = token.eq_ignore_ascii_case("bearer") || token.eq_ignore_ascii_case("basic");
            // Of two labels in a row, the first counts: "Authorization: Token …".
            is_labeled |= is_scheme || rest.trim_start_matches(['\\', '"', '\'']).starts_with([':', '=']);
            line.push_str(token);
        } else if !token.is_empty() {
            line.push_str(if is_labeled || is_key(token) { REDACTED } else { token });
            is_labeled = false;
        }
    }
    is_labeled
}

/// Whether the last part of a name announces a secret: `OPENAI_API_KEY`, `x-goog-api-key`, `client_secret`, but not `max_tokens`.
fn is_label(name: &str) -> bool {
    let last = name.rsplit(['-', '_', '.']).next().unwrap_or_default();
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(last))
}

fn is_of_token(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '/')
}

/// Whether this is a key: by its beginning, or because it is long and mixes letters and digits (Mistral, Azure, Cohere).
fn is_key(token: &str) -> bool {
    if token.strip_prefix(REQUEST_ID).is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return false;
    }
    let begins = |prefix: &&str| token.strip_prefix(*prefix).is_some_and(|rest| rest.len() >= 4);
    let is_mixed = |run: &str| {
        run.len() >= 24
            && run.contains(|c: char| c.is_ascii_digit())
            && run.contains(|c: char| c.is_ascii_alphabetic())
    };
    PREFIXES.iter().any(begins) || token.split(|c: char| !c.is_ascii_alphanumeric()).any(is_mixed)
}

/// The host in the text after `://`, without credentials and port.
fn host(url: &str) -> &str {
    let authority = url.split(['/', '?', '#', '"', '\'', '`', ')', '>', ',', ';']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::redact;

    #[track_caller]
    fn assert_hides(text: &str, secret: &str) {
        let line = redact(text);
        assert!(!line.contains(secret), "{line}");
    }

    #[test]
    fn keys_and_urls_are_hidden_wherever_they_stand() {
        assert_hides("Incorrect API key provided: sk-proj-abcd1234.", "abcd");
        assert_hides("upstream https://api.test/v1?key=AIzaSyPlanted failed", "AIza");
        assert_hides("upstream (https://user:word@api.test:8080/v1/secret/path) failed", "word");
        assert_hides("POST /v1beta/models?key=planted&alt=sse", "planted");
        assert_hides("{\"authorization\": \"Bearer planted\"}", "planted");
        assert_hides("Authorization: Basic cGxhbnRlZA==", "cGxh");
        assert_hides("x-api-key:planted", "planted");
        assert_hides("{'api_key': 'planted'}", "planted");
        assert_hides(r#"{\"x-api-key\": \"planted\"}"#, "planted");
        assert_hides("api_key = planted", "planted");
        assert_hides("Authorization : planted", "planted");
        assert_hides("OPENAI_API_KEY=planted", "planted");
        assert_hides("client_secret=planted&password=planted", "planted");
        assert_hides("x-auth-token: planted", "planted");
        // Deepgram, fal.ai, Elastic, and one of HTTP's own.
        for scheme in ["Token", "Key", "ApiKey", "Digest"] {
            assert_hides(&format!("Authorization: {scheme} planted"), "planted");
        }
        assert_hides("POST /v1?u=%3Fkey%3Dplanted%26alt", "planted");
        assert_hides("POST /v1?u=host%2fv1%3fkey%3dplanted", "planted");
        assert_hides("POST /v1?se=2027-01-01&sig=planted", "planted");
        assert_hides("POST /v1?X-Goog-Signature=planted", "planted");
        assert_hides("x-goog-api-key: \"planted\"", "planted");
        assert_hides("the key 0123456789abcdef0123456789abcdef is not known", "0123456789");
        assert_hides("see https://platform.test/account/api-keys.", "http");
    }

    #[test]
    fn useful_words_stay() {
        for text in [
            "Rate limit reached for gpt-4o-mini-2024-07-18 on tokens per min (TPM): Limit 30000, Used 29000.",
            "Quota metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0",
            "This key is not allowed to use model claude-haiku-4-5-20251001",
            "invalid type: string, expected u32 at line 1 column 20",
            "Overloaded, request req_011CSHoEeqs5C35K2UUqR7Fy",
            "request ID req_0123456789abcdef0123456789abcdef in your message",
        ] {
            assert_eq!(redact(text), text);
        }
        assert_eq!(redact("see https://platform.test/docs?x=1 for more"), "see platform.test for more");
        assert_eq!(redact("see (https://platform.test/docs)"), "see (platform.test");
    }

    #[test]
    fn a_text_becomes_one_line_of_bounded_length() {
        assert_eq!(redact("a\n\tb\u{1b}c\0"), "a b c");
        assert_eq!(redact(&"é ".repeat(100_000)).chars().count(), 501);
        assert!(redact(&"x".repeat(100_000)).len() <= 504);
    }
}
