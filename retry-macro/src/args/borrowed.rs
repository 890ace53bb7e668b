//! The options of other crates that people try first, and options in the wrong place: the line to write instead.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::Lit;

use super::{catch_all, time, upstream};
use crate::tokens::{is_punct, literal};

/// The line to write in place of another crate's option. It contains the user's value.
pub(super) fn help(name: &str, value: Option<&TokenStream>) -> Option<String> {
    Some(match name {
        "retries" | "max_retries" | "max_times" => max(value),
        "attempts" | "max_attempts" | "tries" => format!("write `max = {}`", attempts(value)),
        "base" | "delay" | "min_delay" | "base_delay" => format!("write `initial_delay = {}`", delay(value)),
        "timeout" => {
            let limit = limit(value, "30s");
            format!("write `attempt_timeout = {limit}` for each attempt, or `deadline = {limit}` for the whole call")
        }
        "cap" | "max_interval" | "max_backoff" => {
            format!("write `max_delay = {}`", duration_of("max_delay", value, "s", "20s"))
        }
        "max_elapsed" | "total_timeout" => format!("write `deadline = {}`", limit(value, "2m")),
        "when" | "retry_if" | "predicate" => {
            let guard = value.and_then(guard);
            format!("write `on({})`", guard.as_deref().unwrap_or("e if is_busy(e)"))
        }
        "notify" | "before_sleep" => {
            let hook = value.and_then(path).unwrap_or_else(|| "log".to_owned());
            format!("write `on_retry = |retry| {hook}(retry.error(), retry.wait())`")
        }
        "retry_after" => {
            "the wait comes from the error: write `verdict = my_verdict`, where `fn my_verdict(error: &MyError) -> Verdict`"
                .to_owned()
        }
        _ => return upstream::misplaced(name, value),
    })
}

fn max(value: Option<&TokenStream>) -> String {
    let attempts = match (value.and_then(literal), value) {
        (None, Some(value)) => {
            return format!("`max` counts the first attempt too: write `max = {value} + 1`");
        }
        (Some(number), _) => count(&number).and_then(|retries| retries.checked_add(1)),
        (None, None) => None,
    };
    let attempts = attempts.unwrap_or(3);
    let meaning = match attempts {
        1 => "one attempt and no retry".to_owned(),
        _ => format!("{attempts} attempts, {} of them retries", attempts - 1),
    };
    format!("`max` counts the first attempt too: `max = {attempts}` is {meaning}")
}

fn attempts(value: Option<&TokenStream>) -> String {
    match (value.and_then(literal), value) {
        (None, Some(value)) => value.to_string(),
        (number, _) => {
            let attempts = number.and_then(|number| count(&number)).filter(|attempts| *attempts > 0);
            attempts.unwrap_or(3).to_string()
        }
    }
}

/// The value of an integer literal.
fn count(literal: &(bool, Lit)) -> Option<u32> {
    match literal {
        (false, Lit::Int(number)) => number.base10_parse().ok(),
        _ => None,
    }
}

fn delay(value: Option<&TokenStream>) -> String {
    duration_of("initial_delay", value, "ms", "500ms")
}

fn limit(value: Option<&TokenStream>, default: &str) -> String {
    duration_of("deadline", value, "s", default)
}

/// The duration as text. A plain number gets the `unit` that it has in other crates.
fn duration_of(option: &str, value: Option<&TokenStream>, unit: &str, default: &str) -> String {
    let text = match (value.and_then(literal), value) {
        (Some((false, Lit::Str(text))), _) => Some(text.value()).filter(|text| time::is_fit(option, text)),
        (Some((false, number)), _) => time::with_unit(option, &number, unit),
        (None, Some(value)) => return value.to_string(),
        _ => None,
    };
    format!("\"{}\"", text.as_deref().unwrap_or(default))
}

/// Input:  `is_busy`           `|e| e.is_busy()`   `e.is_busy()`
/// Output: `e if is_busy(e)`   `e if e.is_busy()`  `e if e.is_busy()`
pub(super) fn guard(value: &TokenStream) -> Option<String> {
    if let Some(path) = path(value) {
        return Some(format!("e if {path}(e)"));
    }
    let tokens: Vec<TokenTree> = value.clone().into_iter().collect();
    if let Some((name, condition)) = closure(&tokens) {
        let condition: TokenStream = condition.iter().cloned().collect();
        return Some(match condition.to_string().as_str() {
            "true" => "_".to_owned(),
            _ if catch_all::is_used(name, &condition) => format!("{name} if {condition}"),
            condition => format!("_ if {condition}"),
        });
    }
    match tokens.as_slice() {
        [TokenTree::Ident(name), TokenTree::Punct(dot), ..] if dot.as_char() == '.' => {
            Some(format!("{name} if {value}"))
        }
        _ => None,
    }
}

/// Input:  `|e| e.is_busy()`     `|e: &MyError| e.is_busy()`
/// Output: `e`, `e.is_busy()`    `e`, `e.is_busy()`
pub(super) fn closure(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    let [open, TokenTree::Ident(name), rest @ ..] = tokens else { return None };
    let close = rest.iter().position(|token| is_punct(Some(token), '|'))?;
    let (ty, body) = (&rest[..close], &rest[close + 1..]);
    let is_path = is_punct(ty.get(1), ':');
    let is_type = ty.is_empty() || is_punct(ty.first(), ':') && !is_path;
    (is_punct(Some(open), '|') && is_type && !body.is_empty()).then_some((name, body))
}

fn path(tokens: &TokenStream) -> Option<String> {
    syn::parse2::<syn::Path>(tokens.clone()).ok().map(|_| tokens.to_string())
}
