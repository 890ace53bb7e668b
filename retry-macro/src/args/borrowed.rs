//! The words that people bring from other crates.

use proc_macro2::{TokenStream, TokenTree};
use syn::Lit;

use super::value::literal;
use crate::duration;

/// The line to write in place of another crate's option, with the user's own value in it.
pub(super) fn help(name: &str, value: Option<&TokenStream>) -> Option<String> {
    Some(match name {
        "retries" | "max_retries" | "max_times" => max(value),
        "attempts" | "max_attempts" | "tries" => {
            format!("write `max = {}`", value.map_or_else(|| "3".to_owned(), ToString::to_string))
        }
        "base" | "delay" | "min_delay" | "base_delay" => format!("write `initial_delay = {}`", delay(value)),
        "timeout" => {
            let limit = limit(value, "30s");
            format!("write `attempt_timeout = {limit}` for each attempt, or `deadline = {limit}` for the whole call")
        }
        "max_elapsed" | "total_timeout" => format!("write `deadline = {}`", limit(value, "2m")),
        "when" | "retry_if" | "predicate" => format!("write `on({})`", guard(value)),
        "notify" | "before_sleep" => {
            let hook = value.and_then(path).unwrap_or_else(|| "log".to_owned());
            format!("write `on_retry = |retry| {hook}(retry.error(), retry.wait())`")
        }
        "retry_after" => {
            "the error tells the wait: write `verdict = my_verdict`, where `fn my_verdict(error: &MyError) -> Verdict`"
                .to_owned()
        }
        _ => return None,
    })
}

fn max(value: Option<&TokenStream>) -> String {
    let retries = match value.and_then(literal) {
        Some((false, Lit::Int(number))) => number.base10_parse::<u32>().ok(),
        _ => None,
    };
    match (retries, value) {
        (None, Some(value)) => format!("`max` counts the first attempt too: write `max = {value} + 1`"),
        (retries, _) => {
            let retries = retries.unwrap_or(2);
            let attempts = retries.saturating_add(1);
            format!(
                "`max` counts the first attempt too: `max = {attempts}` is {attempts} attempts, {retries} of them retries"
            )
        }
    }
}

fn delay(value: Option<&TokenStream>) -> String {
    duration_of(value, "ms", "500ms")
}

fn limit(value: Option<&TokenStream>, default: &str) -> String {
    duration_of(value, "s", default)
}

/// A number is taken for the `unit` that it has elsewhere.
fn duration_of(value: Option<&TokenStream>, unit: &str, default: &str) -> String {
    match (value.and_then(literal), value) {
        (Some((false, Lit::Str(text))), _) if duration::parse(&text.value()).is_ok() => {
            format!("\"{}\"", text.value())
        }
        (Some((false, Lit::Int(number))), _) => format!("\"{}{unit}\"", number.base10_digits()),
        (None, Some(value)) => value.to_string(),
        _ => format!("\"{default}\""),
    }
}

/// Input:  `is_busy`           `|e| e.is_busy()`
/// Output: `e if is_busy(e)`   `e if e.is_busy()`
fn guard(value: Option<&TokenStream>) -> String {
    if let Some(path) = value.and_then(path) {
        return format!("e if {path}(e)");
    }
    let tokens: Vec<TokenTree> = value.into_iter().cloned().flatten().collect();
    match tokens.as_slice() {
        [TokenTree::Punct(open), TokenTree::Ident(name), TokenTree::Punct(close), condition @ ..]
            if open.as_char() == '|' && close.as_char() == '|' =>
        {
            let condition: TokenStream = condition.iter().cloned().collect();
            format!("{name} if {condition}")
        }
        _ => "e if is_busy(e)".to_owned(),
    }
}

fn path(tokens: &TokenStream) -> Option<String> {
    syn::parse2::<syn::Path>(tokens.clone()).ok().map(|_| tokens.to_string())
}
