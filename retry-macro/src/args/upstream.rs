//! The option `upstream`, which has its own options.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Token};

use super::expression::{bare, expression};
use super::key::Key;
use super::value::Value;
use super::{Given, Slot, end_of_option, skip_option, time};
use crate::errors::{Errors, similar};
use crate::tokens::{literal, span};

/// `upstream = EXPR`, or `upstream(EXPR, cost = COST, max_wait = LIMIT, background)`.
pub(crate) struct Upstream {
    pub(crate) value: TokenStream,
    pub(crate) cost: Option<TokenStream>,
    pub(crate) max_wait: Slot<Value<u64>>,
    pub(crate) is_background: bool,
}

const NAMES: &[&str] = &["cost", "max_wait", "background"];
const COST: &str = "upstream(GPT, cost = tokens)";
const MAX_WAIT: &str = "upstream(GPT, max_wait = \"2s\")";
const BACKGROUND: &str = "upstream(GPT, background)";

pub(super) fn upstream(key: &Key, input: ParseStream) -> syn::Result<Upstream> {
    if !input.peek(syn::token::Paren) {
        let value = expression(key, input)?;
        shared(key, &value)?;
        return Ok(Upstream::new(value));
    }
    let tokens = key.read_parenthesized(input)?;
    (|input: ParseStream| with_options(key, input)).parse2(tokens)
}

/// Reads the value and all options, including those after a wrong one.
fn with_options(key: &Key, input: ParseStream) -> syn::Result<Upstream> {
    // The value ends before the options in these parentheses.
    let value = bare(&Key { name: key.name.clone(), example: key.example, names: NAMES }, input)?;
    let mut errors = Errors::new();
    if let Err(error) = shared(key, &value).and_then(|()| end_of_option(input)) {
        errors.push_error(error);
        skip_option(input);
    }
    let mut upstream = Upstream::new(value);
    while !input.is_empty() {
        let option = name_of_option(key, input).and_then(|name| upstream.read_option(name, input));
        if let Err(error) = option.and_then(|()| end_of_option(input)) {
            errors.push_error(error);
            skip_option(input);
        }
    }
    errors.finish().map(|_| upstream)
}

fn name_of_option(key: &Key, input: ParseStream) -> syn::Result<Ident> {
    input.call(Ident::parse_any).map_err(|error| {
        Error::new(error.span(), format!("expected an option of `{key}`, as in `{COST}` or `{BACKGROUND}`"))
    })
}

impl Upstream {
    fn new(value: TokenStream) -> Self {
        Self { value, cost: None, max_wait: None, is_background: false }
    }

    fn read_option(&mut self, name: Ident, input: ParseStream) -> syn::Result<()> {
        match name.to_string().as_str() {
            "cost" => {
                once(&name, self.cost.is_some())?;
                let key = Key { name, example: COST, names: NAMES };
                self.cost = Some(number(&key, expression(&key, input)?)?);
                Ok(())
            }
            "max_wait" => {
                once(&name, self.max_wait.is_some())?;
                let key = Key { name, example: MAX_WAIT, names: NAMES };
                let value = time::limit(&key, input)?;
                self.max_wait = Some(Given { key: key.name, value });
                Ok(())
            }
            "background" => {
                once(&name, self.is_background)?;
                self.is_background = true;
                if input.is_empty() || input.peek(Token![,]) {
                    return Ok(());
                }
                Err(Error::new(
                    name.span(),
                    format!("`background` takes no value\nhelp: write `{BACKGROUND}`"),
                ))
            }
            other => Err(unknown(other, name.span())),
        }
    }
}

fn once(name: &Ident, is_given: bool) -> syn::Result<()> {
    if is_given {
        return Err(Error::new(name.span(), format!("`{name}` is given more than once")));
    }
    Ok(())
}

/// About a literal, rustc would only say that it is no `AsUpstream`. An upstream that is made here would be another one in
/// each call.
fn shared(key: &Key, value: &TokenStream) -> syn::Result<()> {
    let fact = if literal(value).is_some() {
        format!("`{key}` takes an `Upstream`, which calls of this function share with others")
    } else if is_new(value.clone()) {
        format!("`{key}` makes an `Upstream` of its own for each call, so the calls share nothing")
    } else {
        return Ok(());
    };
    let help = "write `static GPT: retry_attr::Upstream = retry_attr::Upstream::new(\"gpt-5\");` and `upstream = GPT`";
    Err(Error::new(span(value), format!("{fact}\nhelp: {help}")))
}

/// Whether this is `Upstream::new(…)` or `Upstream::named(…)`, with its builder's methods, as it is or in an `Arc`. Deeper in
/// an expression, it may be for a registry.
fn is_new(value: TokenStream) -> bool {
    let mut path = Vec::new();
    for token in value {
        match token {
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Punct(mark) if matches!(mark.as_char(), ':' | '&') => {}
            TokenTree::Group(arguments) if arguments.delimiter() == Delimiter::Parenthesis => {
                return match path.as_slice() {
                    [.., of, make] if of == "Upstream" => make == "new" || make == "named",
                    [.., of, make] => of == "Arc" && make == "new" && is_new(arguments.stream()),
                    [] => is_new(arguments.stream()),
                    [_] => false,
                };
            }
            _ => return false,
        }
    }
    false
}

/// A literal has to be a number of tokens.
fn number(key: &Key, value: TokenStream) -> syn::Result<TokenStream> {
    let is_number = match literal(&value) {
        None => true,
        Some((is_negative, syn::Lit::Int(number))) => {
            !is_negative && number.base10_parse::<u32>().is_ok_and(|tokens| tokens > 0)
        }
        Some(_) => false,
    };
    if is_number {
        return Ok(value);
    }
    let fact = format!("`{key}` is a number of tokens, at least 1 and at most {}", u32::MAX);
    Err(Error::new(span(&value), format!("{fact}\nhelp: write it as in `{COST}`")))
}

/// The line to write for an option of `upstream` that stands outside of it, or for a setting of the `Upstream` itself.
pub(super) fn misplaced(name: &str, value: Option<&TokenStream>) -> Option<String> {
    let example = match name {
        "cost" => "tokens",
        "max_wait" => "\"2s\"",
        "background" => {
            return Some(format!("`background` is an option of `upstream`: write `{BACKGROUND}`"));
        }
        _ => return setting(name),
    };
    let value = value.map_or_else(|| example.to_owned(), ToString::to_string);
    Some(format!("`{name}` is an option of `upstream`: write `upstream(GPT, {name} = {value})`"))
}

fn setting(name: &str) -> Option<String> {
    let value = match name {
        "requests_per_minute" => "60",
        "tokens_per_minute" => "100_000",
        "in_flight" | "processes" => "4",
        "budget" => "100",
        "max_pause" => "std::time::Duration::from_secs(30)",
        "no_budget" | "holds_outages" => "",
        _ => return None,
    };
    let upstream = format!("retry_attr::Upstream::new(\"gpt-5\").{name}({value})");
    Some(format!(
        "the `Upstream` has this setting: write `static GPT: retry_attr::Upstream = {upstream};` and `upstream = GPT`"
    ))
}

fn unknown(name: &str, place: Span) -> Error {
    let help = if super::NAMES.contains(&name) {
        format!("`{name}` is an option of `#[retry]`: write it after `upstream(…)`")
    } else if let Some(help) = setting(name) {
        help
    } else if let Some(similar) = similar(name, NAMES) {
        format!("an option with a similar name exists: `{similar}`")
    } else {
        format!("the options of `upstream` are `{}`", NAMES.join("`, `"))
    };
    Error::new(place, format!("unknown option `{name}` of `upstream`\nhelp: {help}"))
}
