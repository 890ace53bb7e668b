mod borrowed;
mod catch_all;
pub(crate) mod defaults;
mod expression;
mod pattern;
mod policy;
mod time;
mod value;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Token};

pub(crate) use self::pattern::Pattern;
pub(crate) use self::policy::{Growth, Jitter, Number, written};
pub(crate) use self::value::span;
use crate::errors::{Errors, similar};

/// The options as written, each with its span.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) max: Slot<Number<TokenStream>>,
    pub(crate) backoff: Slot<Growth>,
    pub(crate) initial_delay: Slot<Number<u64>>,
    pub(crate) factor: Slot<Number<f64>>,
    pub(crate) max_delay: Slot<Number<u64>>,
    pub(crate) throttled_delay: Slot<Number<u64>>,
    pub(crate) jitter: Slot<Jitter>,
    pub(crate) max_retry_after: Slot<Number<u64>>,
    pub(crate) attempt_timeout: Slot<Number<u64>>,
    pub(crate) deadline: Slot<Number<u64>>,
    pub(crate) on: Slot<Pattern>,
    pub(crate) except: Slot<Pattern>,
    pub(crate) on_ok: Slot<Pattern>,
    pub(crate) verdict: Slot<TokenStream>,
    pub(crate) on_retry: Slot<TokenStream>,
    pub(crate) on_give_up: Slot<TokenStream>,
    pub(crate) attempt: Slot<Ident>,
    pub(crate) last_error: Slot<Ident>,
    pub(crate) clone: Slot<Vec<Ident>>,
    pub(crate) policy: Slot<TokenStream>,
    /// The item that the reply begins with; any item without a pattern.
    pub(crate) stream: Slot<Option<Pattern>>,
    pub(crate) name: Slot<TokenStream>,
    pub(crate) trace_errors: Slot<()>,
    pub(crate) random: Slot<TokenStream>,
    pub(crate) sleep: Slot<TokenStream>,
    pub(crate) krate: Slot<TokenStream>,
}

/// An option that was or was not written.
pub(crate) type Slot<T> = Option<Given<T>>;

pub(crate) struct Given<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// Every option, with the way to write it.
const OPTIONS: &[(&str, &str)] = &[
    ("max", "max = 3"),
    ("backoff", "backoff = \"exp\""),
    ("initial_delay", "initial_delay = \"500ms\""),
    ("factor", "factor = 1.5"),
    ("max_delay", "max_delay = \"20s\""),
    ("throttled_delay", "throttled_delay = \"1s\""),
    ("jitter", "jitter = \"full\""),
    ("max_retry_after", "max_retry_after = \"2m\""),
    ("attempt_timeout", "attempt_timeout = \"30s\""),
    ("deadline", "deadline = \"2m\""),
    ("on", "on(MyError::Busy)"),
    ("except", "except(MyError::Spent)"),
    ("on_ok", "on_ok(Answer { text: None })"),
    ("verdict", "verdict = my_verdict"),
    ("on_retry", "on_retry = |retry| log(retry.attempt())"),
    ("on_give_up", "on_give_up = |gave_up| log(gave_up.attempt())"),
    ("attempt", "attempt = attempt"),
    ("last_error", "last_error = last_error"),
    ("clone", "clone(url)"),
    ("policy", "policy = MY_POLICY"),
    ("stream", "stream(chunk if chunk.has_text())"),
    ("name", "name = \"ask\""),
    ("trace_errors", "trace_errors"),
    ("random", "random = my_source"),
    ("sleep", "sleep = my_sleep"),
    ("crate", "crate = my_crate::retry_attr"),
];

/// The way to write an option.
fn example(key: &Ident) -> &'static str {
    OPTIONS.iter().find(|(name, _)| key == name).map_or("max = 3", |(_, example)| example)
}

impl Args {
    /// Reads every option, also behind a wrong one.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let all = |input: ParseStream| {
            while !input.is_empty() {
                if let Err(error) = args.parse_option(input).and_then(|()| end_of_option(input)) {
                    errors.push_error(error);
                    skip_option(input);
                }
            }
            Ok(())
        };
        if let Err(error) = all.parse2(tokens) {
            errors.push_error(error);
        }
        args
    }

    /// The arguments that each attempt gets a copy of.
    pub(crate) fn clones(&self) -> &[Ident] {
        self.clone.as_ref().map_or(&[], |given| &given.value)
    }

    /// Whether an attempt can be cut.
    pub(crate) fn has_limits(&self) -> bool {
        self.attempt_timeout.is_some() || self.deadline.is_some()
    }

    /// Where the values stand that rustc has to check, because they are not written out.
    pub(crate) fn constants(&self) -> Vec<Span> {
        let durations = [&self.initial_delay, &self.max_delay, &self.throttled_delay, &self.max_retry_after];
        let mut places: Vec<_> =
            durations.into_iter().flatten().filter_map(|given| given.value.constant()).collect();
        places.extend(self.max.as_ref().and_then(|given| given.value.constant()));
        places.extend(self.factor.as_ref().and_then(|given| given.value.constant()));
        places.extend(self.policy.as_ref().map(|given| span(&given.value)));
        places
    }

    fn parse_option(&mut self, input: ParseStream) -> syn::Result<()> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected an option, as in `max = 3`"));
        }
        let key = Ident::parse_any(input)?;
        match key.to_string().as_str() {
            "max" => set(&mut self.max, key, input, policy::attempts),
            "backoff" => set(&mut self.backoff, key, input, policy::growth),
            "initial_delay" => set(&mut self.initial_delay, key, input, time::duration),
            "factor" => set(&mut self.factor, key, input, policy::factor),
            "max_delay" => set(&mut self.max_delay, key, input, time::duration),
            "throttled_delay" => set(&mut self.throttled_delay, key, input, time::duration),
            "jitter" => set(&mut self.jitter, key, input, policy::jitter),
            "max_retry_after" => set(&mut self.max_retry_after, key, input, time::duration),
            "attempt_timeout" => set(&mut self.attempt_timeout, key, input, time::limit),
            "deadline" => set(&mut self.deadline, key, input, time::limit),
            "on" => set(&mut self.on, key, input, pattern::pattern),
            "except" => set(&mut self.except, key, input, pattern::pattern),
            "on_ok" => set(&mut self.on_ok, key, input, pattern::pattern),
            "verdict" => set(&mut self.verdict, key, input, value::function),
            "on_retry" => set(&mut self.on_retry, key, input, value::function),
            "on_give_up" => set(&mut self.on_give_up, key, input, value::function),
            "attempt" => set(&mut self.attempt, key, input, value::variable),
            "last_error" => set(&mut self.last_error, key, input, value::variable),
            "clone" => set(&mut self.clone, key, input, value::names),
            "policy" => set(&mut self.policy, key, input, value::constant),
            "stream" => set(&mut self.stream, key, input, pattern::optional_pattern),
            "name" => set(&mut self.name, key, input, value::text),
            "trace_errors" => set(&mut self.trace_errors, key, input, value::flag),
            "random" => set(&mut self.random, key, input, value::function),
            "sleep" => set(&mut self.sleep, key, input, value::function),
            "crate" => set(&mut self.krate, key, input, value::path),
            _ => Err(unknown(&key, input)),
        }
    }
}

fn set<T>(
    slot: &mut Slot<T>,
    key: Ident,
    input: ParseStream,
    read: fn(&Ident, ParseStream) -> syn::Result<T>,
) -> syn::Result<()> {
    let value = read(&key, input)?;
    if slot.is_some() {
        return Err(Error::new(key.span(), format!("`{key}` is given more than once")));
    }
    *slot = Some(Given { key, value });
    Ok(())
}

fn unknown(key: &Ident, input: ParseStream) -> Error {
    let name = key.to_string();
    let names: Vec<_> = OPTIONS.iter().map(|(name, _)| *name).collect();
    let value = value::of_unknown(key, input);
    let help = borrowed::help(&name, value.as_ref()).unwrap_or_else(|| match similar(&name, &names) {
        Some(similar) => format!("an option with a similar name exists: `{similar}`"),
        None => format!("the options are `{}`", names.join("`, `")),
    });
    Error::new(key.span(), format!("unknown `#[retry]` option `{name}`\nhelp: {help}"))
}

fn end_of_option(input: ParseStream) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if !input.peek(Token![,]) {
        return Err(input.error("expected `,` before the next option"));
    }
    input.parse::<Token![,]>().map(drop)
}

/// Leaves the input behind the next comma, so that one mistake doesn't hide another.
fn skip_option(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
    let _: Option<Token![,]> = input.parse().ok();
}
