//! Objects as Python prints them: OpenAI's SDK puts `{'error': {'code': None}}` into its messages.

use std::borrow::Cow;
use std::string::String;

/// Turns an object of Python into JSON. JSON stays as it is.
pub(super) fn to_json(text: &str) -> Cow<'_, str> {
    let first_quote = text.bytes().find(|byte| matches!(byte, b'"' | b'\''));
    if first_quote != Some(b'\'') {
        return Cow::Borrowed(text);
    }
    let mut json = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if matches!(first, '"' | '\'') {
            rest = string(&rest[1..], first, &mut json);
            continue;
        }
        let word = [("None", "null"), ("True", "true"), ("False", "false")]
            .into_iter()
            .find(|(python, _)| rest.starts_with(python));
        let (read, written) = word.unwrap_or((&rest[..first.len_utf8()], &rest[..first.len_utf8()]));
        json.push_str(written);
        rest = &rest[read.len()..];
    }
    Cow::Owned(json)
}

/// Writes a string of Python as a string of JSON. Returns the text after it.
fn string<'t>(text: &'t str, quote: char, json: &mut String) -> &'t str {
    json.push('"');
    let mut chars = text.chars();
    while let Some(next) = chars.next() {
        match next {
            _ if next == quote => break,
            '"' => json.push_str("\\\""),
            '\\' => match chars.next() {
                // JSON has no such escapes.
                Some('\'') => json.push('\''),
                Some('x') => json.push_str("\\u00"),
                Some(escaped) => json.extend(['\\', escaped]),
                None => {}
            },
            _ => json.push(next),
        }
    }
    json.push('"');
    chars.as_str()
}
