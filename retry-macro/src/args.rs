mod borrowed;
mod catch_all;
pub(crate) mod defaults;
mod expression;
mod key;
mod pattern;
mod policy;
mod run_time;
mod time;
mod upstream;
mod value;

use std::convert::Infallible;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Token};

use self::key::Key;
pub(crate) use self::pattern::Pattern;
pub(crate) use self::policy::{Growth, Jitter, unquoted_jitter};
pub(crate) use self::upstream::Upstream;
pub(crate) use self::value::Value;
use crate::errors::{Errors, similar};

/// An option that may have been written.
pub(crate) type Slot<T> = Option<Given<T>>;

pub(crate) struct Given<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// Generates the struct, the list of names, and the reader of an option from one table.
macro_rules! options {
    ($($field:ident $(as $name:literal)?: $ty:ty, $read:path, $example:literal;)*) => {
        /// The options as written.
        #[derive(Default)]
        pub(crate) struct Args {
            $(pub(crate) $field: Slot<$ty>,)*
        }

        /// The names of all options.
        const NAMES: &[&str] = &[$(name!($field $($name)?)),*];

        impl Args {
            fn read_option(&mut self, name: Ident, input: ParseStream) -> syn::Result<()> {
                match name.to_string().as_str() {
                    $(name!($field $($name)?) => set(&mut self.$field, key(name, $example), input, $read),)*
                    _ => Err(unknown(name, input)),
                }
            }
        }
    };
}

/// The name of an option. A keyword cannot be the name of its field.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

options! {
    max: Value<TokenStream>, policy::attempts, "max = 3";
    backoff: Value<Growth>, policy::growth, "backoff = \"exp\"";
    initial_delay: Value<u64>, time::duration, "initial_delay = \"500ms\"";
    factor: Value<f64>, policy::factor, "factor = 1.5";
    max_delay: Value<u64>, time::duration, "max_delay = \"20s\"";
    throttled_delay: Value<u64>, time::duration, "throttled_delay = \"1s\"";
    jitter: Value<Jitter>, policy::jitter, "jitter = \"full\"";
    max_retry_after: Value<u64>, time::duration, "max_retry_after = \"2m\"";
    attempt_timeout: Value<u64>, time::limit, "attempt_timeout = \"30s\"";
    deadline: Value<u64>, time::limit, "deadline = \"2m\"";
    on: Pattern, pattern::pattern, "on(MyError::Busy)";
    except: Pattern, pattern::pattern, "except(MyError::Spent)";
    on_ok: Pattern, pattern::pattern, "on_ok(Answer { text: None })";
    verdict: TokenStream, value::function, "verdict = my_verdict";
    on_retry: TokenStream, value::function, "on_retry = |retry| log(retry.attempt())";
    on_give_up: TokenStream, value::function, "on_give_up = |gave_up| log(gave_up.attempt())";
    attempt: Ident, value::variable, "attempt = attempt";
    call_id: Ident, value::variable, "call_id = id";
    last_error: Ident, value::variable, "last_error = last_error";
    clone: Vec<Ident>, value::names, "clone(url)";
    policy: Value<Infallible>, value::policy, "policy = MY_POLICY";
    stream: Option<Pattern>, pattern::optional_pattern, "stream(chunk if chunk.has_text())";
    upstream: Upstream, upstream::upstream, "upstream = GPT";
    idempotent: bool, value::boolean, "idempotent = false";
    nested: bool, value::nested, "nested = \"allow\"";
    name: Value<TokenStream>, value::text, "name = \"ask\"";
    trace_errors: (), value::flag, "trace_errors";
    random: TokenStream, value::function, "random = my_source";
    sleep: TokenStream, value::function, "sleep = my_sleep";
    krate as "crate": TokenStream, value::path, "crate = my_crate::retry_attr";
}

impl Args {
    /// Reads all options, including those after a wrong one.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        let all = |input: ParseStream| {
            while !input.is_empty() {
                let name = name_of_option(input);
                let option = name.and_then(|name| args.read_option(name, input));
                if let Err(error) = option.and_then(|()| end_of_option(input)) {
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

    /// The arguments that are copied for each attempt.
    pub(crate) fn clones(&self) -> &[Ident] {
        self.clone.as_ref().map_or(&[], |given| &given.value)
    }

    /// Whether a request may run twice. It may if nothing is written.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent.as_ref().is_none_or(|given| given.value)
    }

    /// Whether errors that an inner call has given up on are retried. A body that sees its attempt may ask another model then.
    pub(crate) fn allows_nested(&self) -> bool {
        self.attempt.is_some() || self.nested.as_ref().is_some_and(|given| given.value)
    }

    /// Whether a limit can cut an attempt.
    pub(crate) fn has_limits(&self) -> bool {
        self.attempt_timeout.is_some() || self.deadline.is_some()
    }

    /// Whether the wait for a turn at the upstream has a limit.
    pub(crate) fn has_limited_line(&self) -> bool {
        self.upstream.is_some() && (self.deadline.is_some() || self.max_wait().is_some())
    }

    /// The `max_wait` of `upstream`.
    pub(crate) fn max_wait(&self) -> &Slot<Value<u64>> {
        self.upstream.as_ref().map_or(&None, |given| &given.value.max_wait)
    }
}

/// The nanoseconds of a literal, and its place. `None` also if the value is an expression.
pub(crate) fn written(slot: &Slot<Value<u64>>) -> Option<(u64, Span)> {
    match slot.as_ref()?.value {
        Value::Literal(nanos, span) => Some((nanos, span)),
        Value::Const(_) | Value::RunTime(_) => None,
    }
}

fn name_of_option(input: ParseStream) -> syn::Result<Ident> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected an option, as in `max = 3`"));
    }
    Ident::parse_any(input)
}

fn key(name: Ident, example: &'static str) -> Key {
    Key { name, example, names: NAMES }
}

fn set<T>(
    slot: &mut Slot<T>,
    key: Key,
    input: ParseStream,
    read: fn(&Key, ParseStream) -> syn::Result<T>,
) -> syn::Result<()> {
    let value = read(&key, input)?;
    if slot.is_some() {
        return Err(Error::new(key.span(), format!("`{key}` is given more than once")));
    }
    *slot = Some(Given { key: key.name, value });
    Ok(())
}

fn unknown(name: Ident, input: ParseStream) -> Error {
    let key = key(name, "max = 3");
    let (name, value) = (key.to_string(), value::of_unknown(&key, input));
    let help = borrowed::help(&name, value.as_ref()).unwrap_or_else(|| match similar(&name, NAMES) {
        Some(similar) => format!("an option with a similar name exists: `{similar}`"),
        None => format!("the options are `{}`", NAMES.join("`, `")),
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

/// Skips to the option after the next comma, so that one mistake does not hide another.
fn skip_option(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
    let _: Option<Token![,]> = input.parse().ok();
}
