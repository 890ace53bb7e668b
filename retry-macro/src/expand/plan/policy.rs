//! The policy of the plan: the setters of its options, in a fixed order.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{duration, parenthesized, run_time};
use crate::args::{Args, Growth, Jitter, Slot, Value};
use crate::paths::Paths;
use crate::tokens::span;

/// A policy, and the setters that override it.
pub(super) struct Setters {
    policy: Option<Value<TokenStream>>,
    setters: Vec<(&'static str, Value<TokenStream>)>,
}

/// `Policy::DEFAULT`
pub(super) fn default(paths: &Paths) -> TokenStream {
    let here = Span::mixed_site();
    let krate = paths.root(here);
    quote_spanned!(here=> #krate::Policy::DEFAULT)
}

pub(super) fn setters(args: &Args, paths: &Paths) -> Setters {
    let krate = paths.root(Span::mixed_site());
    let mut setters = Vec::new();
    let mut set = |name, value: Option<Value<TokenStream>>| setters.extend(value.map(|value| (name, value)));
    set("max", value(&args.max, Clone::clone));
    set("backoff", value(&args.backoff, |backoff| growth(&krate, *backoff)));
    set("factor", value(&args.factor, |factor| float(*factor)));
    set("initial_delay", value(&args.initial_delay, |nanos| duration(*nanos)));
    set("throttled_delay", value(&args.throttled_delay, |nanos| duration(*nanos)));
    set("max_delay", value(&args.max_delay, |nanos| duration(*nanos)));
    set("jitter", value(&args.jitter, |given| jitter(&krate, *given)));
    set("max_retry_after", value(&args.max_retry_after, |nanos| duration(*nanos)));
    Setters { policy: value(&args.policy, |never| match *never {}), setters }
}

/// The value, with the tokens of a literal.
fn value<T>(slot: &Slot<Value<T>>, literal: impl Fn(&T) -> TokenStream) -> Option<Value<TokenStream>> {
    slot.as_ref().map(|given| match &given.value {
        Value::Literal(value, span) => Value::Literal(literal(value), *span),
        Value::Const(tokens) => Value::Const(tokens.clone()),
        Value::RunTime(tokens) => Value::RunTime(tokens.clone()),
    })
}

impl Setters {
    fn values(&self) -> impl Iterator<Item = &Value<TokenStream>> {
        self.setters.iter().map(|(_, value)| value).chain(&self.policy)
    }

    pub(super) fn is_run_time(&self) -> bool {
        self.values().any(|value| value.run_time().is_some())
    }

    // Input:  max = 3, backoff = "exp", jitter
    // Output: Policy::DEFAULT.max(3).backoff(Backoff::Exponential).jitter(Jitter::Full)
    //
    // Input:  max = LIMIT
    // Output: checked(Policy::DEFAULT.max(LIMIT))
    //
    /// The policy of the values that are known at compile time.
    pub(super) fn constant(&self, paths: &Paths) -> TokenStream {
        let here = Span::mixed_site();
        let places: Vec<Span> = self.values().filter_map(Value::constant).collect();
        let mut policy = match &self.policy {
            Some(Value::Const(policy)) => parenthesized(policy),
            _ => default(paths),
        };
        if !places.is_empty() {
            policy.extend(self.open_bounds());
        }
        for (name, value) in &self.setters {
            if let Value::Literal(value, _) | Value::Const(value) = value {
                policy.extend(set(name, value));
            }
        }
        // If only one value is an expression, a broken rule is reported there.
        let place = match places.as_slice() {
            [] => return policy,
            [only] => here.located_at(*only),
            _ => here,
        };
        let private = paths.private(place);
        quote_spanned!(place=> #private::checked(#policy))
    }

    // Input:  initial_delay = LONG, max_delay = self.max_delay
    // Output: .max_delay(Duration::MAX)
    //
    /// The setters with which `checked` does not compare a constant with the default of a value that is read later.
    fn open_bounds(&self) -> TokenStream {
        let here = Span::mixed_site();
        let is_read = |bound: &str| {
            self.setters.iter().any(|(name, value)| *name == bound && value.run_time().is_some())
        };
        let mut setters = TokenStream::new();
        if is_read("initial_delay") {
            setters.extend(quote_spanned!(here=> .initial_delay(::core::time::Duration::ZERO)));
        }
        if is_read("max_delay") {
            setters.extend(quote_spanned!(here=> .max_delay(::core::time::Duration::MAX)));
        }
        setters
    }

    // Input:  max = self.max, initial_delay = "1s"
    // Output: const { Policy::DEFAULT.initial_delay(Duration::from_secs(1)) }.max(self.max)
    //
    // Input:  policy = self.policy, max = LIMIT
    // Output: identity::<Policy>(self.policy).max(const { checked(Policy::DEFAULT.max(LIMIT)).get_max() })
    //
    /// The policy of all values, some of which are read when the call begins.
    pub(super) fn run_time(&self, paths: &Paths) -> TokenStream {
        let here = Span::mixed_site();
        let base = self.policy.as_ref().and_then(Value::run_time);
        let has_constants = self.values().any(|value| value.run_time().is_none());
        let mut policy = match base {
            Some(base) => named(base, self.setters.is_empty(), paths),
            None if has_constants => {
                let constant = self.constant(paths);
                quote_spanned!(here=> const { #constant })
            }
            None => default(paths),
        };
        for (name, value) in &self.setters {
            let value = match value {
                Value::RunTime(value) => run_time::read(value, paths),
                // The constants are set already.
                _ if base.is_none() => continue,
                Value::Literal(value, _) => value.clone(),
                Value::Const(value) => checked_alone(name, value, paths),
            };
            policy.extend(set(name, &value));
        }
        policy
    }
}

fn set(name: &str, value: &TokenStream) -> TokenStream {
    let name = Ident::new(name, Span::mixed_site());
    quote_spanned!(Span::mixed_site()=> .#name(#value))
}

// Input:  self.policy
// Output: identity::<Policy>(self.policy)  (with setters, because another type may have methods of their names)
fn named(policy: &TokenStream, is_whole: bool, paths: &Paths) -> TokenStream {
    let value = run_time::read(policy, paths);
    if is_whole {
        return value;
    }
    let place = Span::mixed_site().located_at(span(policy));
    let krate = paths.root(place);
    quote_spanned!(place=> ::core::convert::identity::<#krate::Policy>(#value))
}

// Input:  max = LIMIT               initial_delay = DELAY
// Output: const { checked(Policy::DEFAULT.max(LIMIT)).get_max() }   const { DELAY }
//
/// A constant next to a policy that is read later. On its own, a delay breaks no rule.
fn checked_alone(name: &str, value: &TokenStream, paths: &Paths) -> TokenStream {
    if !matches!(name, "max" | "factor" | "jitter") {
        return quote_spanned!(Span::mixed_site()=> const { #value });
    }
    let place = Span::mixed_site().located_at(span(value));
    let (private, default, set) = (paths.private(place), default(paths), set(name, value));
    let get = Ident::new(&format!("get_{name}"), place);
    quote_spanned!(place=> const { #private::checked(#default #set).#get() })
}

fn float(value: f64) -> TokenStream {
    let value = Literal::f64_unsuffixed(value);
    quote!(#value)
}

fn growth(krate: &TokenStream, growth: Growth) -> TokenStream {
    let name = match growth {
        Growth::Exponential => "Exponential",
        Growth::Linear => "Linear",
        Growth::Constant => "Constant",
        Growth::Fibonacci => "Fibonacci",
    };
    let name = Ident::new(name, Span::mixed_site());
    quote!(#krate::Backoff::#name)
}

fn jitter(krate: &TokenStream, jitter: Jitter) -> TokenStream {
    let name = match jitter {
        Jitter::None => "None",
        Jitter::Full => "Full",
        Jitter::Equal => "Equal",
        Jitter::Decorrelated => "Decorrelated",
        Jitter::Fraction(fraction) => {
            let fraction = float(fraction);
            return quote!(#krate::Jitter::Fraction(#fraction));
        }
    };
    let name = Ident::new(name, Span::mixed_site());
    quote!(#krate::Jitter::#name)
}
