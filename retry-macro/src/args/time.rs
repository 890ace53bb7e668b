//! The values that are durations.

use syn::parse::ParseStream;
use syn::{Error, Lit};

use super::defaults;
use super::expression::expression;
use super::key::Key;
use super::value::Value;
use crate::duration;
use crate::tokens::{literal, span};

/// Reads a duration, in nanoseconds.
pub(super) fn duration(key: &Key, input: ParseStream) -> syn::Result<Value<u64>> {
    let tokens = expression(key, input)?;
    let span = span(&tokens);
    match literal(&tokens) {
        None => Ok(Value::Const(tokens)),
        Some((false, Lit::Str(text))) => {
            duration::parse(&text.value()).map(|nanos| Value::Literal(nanos, span)).map_err(|fact| {
                Error::new(
                    span,
                    format!(
                        "{fact}\nhelp: write `{}`; `\"1.5s\"` and `\"1m30s\"` are durations too",
                        key.example
                    ),
                )
            })
        }
        Some((false, number @ (Lit::Int(_) | Lit::Float(_)))) => {
            let name = key.to_string();
            let texts = ["s", "ms"].into_iter().filter_map(|unit| with_unit(&name, &number, unit));
            let lines: Vec<_> = texts.map(|text| format!("`{key} = \"{text}\"`")).collect();
            let help = if lines.is_empty() { format!("`{}`", key.example) } else { lines.join(" or ") };
            Err(Error::new(span, format!("`{key}` needs a unit\nhelp: write {help}")))
        }
        Some(_) => Err(Error::new(span, format!("`{key}` is a duration, as in `{}`", key.example))),
    }
}

/// The number with this unit, if the option accepts that duration beside the defaults of the others.
pub(super) fn with_unit(option: &str, number: &Lit, unit: &str) -> Option<String> {
    let digits = match number {
        Lit::Int(number) => number.base10_digits(),
        Lit::Float(number) => number.base10_digits(),
        _ => return None,
    };
    Some(format!("{digits}{unit}")).filter(|text| is_fit(option, text))
}

pub(super) fn is_fit(option: &str, text: &str) -> bool {
    duration::parse(text).is_ok_and(|nanos| match option {
        "initial_delay" => nanos <= defaults::MAX_DELAY,
        "throttled_delay" => (defaults::INITIAL_DELAY..=defaults::MAX_DELAY).contains(&nanos),
        "attempt_timeout" | "deadline" => nanos > 0,
        _ => true,
    })
}

/// Reads a limit: a duration above zero.
pub(super) fn limit(key: &Key, input: ParseStream) -> syn::Result<Value<u64>> {
    match duration(key, input)? {
        Value::Literal(0, span) => {
            let fact = format!("`{key}` of zero leaves no time for an attempt");
            Err(Error::new(span, format!("{fact}\nhelp: leave `{key}` out, or write `{}`", key.example)))
        }
        limit => Ok(limit),
    }
}
