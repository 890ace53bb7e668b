use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;

use crate::args::{Args, Growth, Jitter, Number, Slot};
use crate::function::Function;
use crate::locals::PLAN;
use crate::paths::Paths;
use crate::tokens::span;

// Input:  deadline = "2m"
// Output: const { &Plan::new(concat!(module_path!(), "::ask"), POLICY).deadline(Duration::from_secs(120)) }
pub(super) fn plan(args: &Args, paths: &Paths, function: &Function) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let (name, policy) = (name(args, function), policy(args, paths));
    let mut plan = quote_spanned!(here=> #private::Plan::new(#name, #policy));
    let mut limit = |name: &str, slot: &Slot<Number<u64>>| {
        let Some(given) = slot else { return };
        let name = Ident::new(name, here);
        let value = match &given.value {
            Number::Literal(nanos, _) => duration(*nanos),
            Number::Const(value) => {
                let place = here.located_at(span(value));
                let private = paths.private(place);
                quote_spanned!(place=> #private::some_time(#value))
            }
        };
        plan.extend(quote_spanned!(here=> .#name(#value)));
    };
    limit("attempt_timeout", &args.attempt_timeout);
    limit("deadline", &args.deadline);
    limit("max_wait", args.max_wait());
    if !args.is_idempotent() {
        plan.extend(quote_spanned!(here=> .not_idempotent()));
    }
    let plan = reached(args, paths, plan);
    quote_spanned!(here=> const { &#plan })
}

// Input:  attempt_timeout = LIMIT, deadline = "2m"
// Output: reached(PLAN), because only rustc can compare the two
fn reached(args: &Args, paths: &Paths, plan: TokenStream) -> TokenStream {
    let (Some(timeout), Some(deadline)) = (&args.attempt_timeout, &args.deadline) else { return plan };
    let Some(place) = timeout.value.constant().or(deadline.value.constant()) else { return plan };
    let place = Span::mixed_site().located_at(place);
    let private = paths.private(place);
    quote_spanned!(place=> #private::reached(#plan))
}

// Output: `let __plan = PLAN;` and `__plan`, if code other than `settle` reads the plan; otherwise nothing, and PLAN
pub(super) fn bound(args: &Args, plan: TokenStream) -> (Option<TokenStream>, TokenStream) {
    if !args.has_limits() && !args.has_limited_line() && args.attempt.is_none() && args.stream.is_none() {
        return (None, plan);
    }
    let here = Span::mixed_site();
    (Some(quote_spanned!(here=> let #PLAN = #plan;)), PLAN.into_token_stream())
}

/// The name of the function in traces and metrics.
pub(super) fn name(args: &Args, function: &Function) -> TokenStream {
    if let Some(name) = &args.name {
        return name.value.clone();
    }
    let name = format!("::{}", function.name.unraw());
    quote_spanned!(Span::mixed_site()=> ::core::concat!(::core::module_path!(), #name))
}

// Input:  max = 3, backoff = "exp", jitter
// Output: ::retry_attr::Policy::DEFAULT.max(3).backoff(Backoff::Exponential).jitter(Jitter::Full)
fn policy(args: &Args, paths: &Paths) -> TokenStream {
    let here = Span::mixed_site();
    let krate = paths.root(here);
    let mut policy = match &args.policy {
        Some(policy) => parenthesized(&policy.value),
        None => quote_spanned!(here=> #krate::Policy::DEFAULT),
    };
    let mut set = |name: &str, value: Option<TokenStream>| {
        if let Some(value) = value {
            let name = Ident::new(name, here);
            policy.extend(quote_spanned!(here=> .#name(#value)));
        }
    };
    set("max", expression(&args.max, Clone::clone));
    set("backoff", args.backoff.as_ref().map(|given| growth(&krate, given.value)));
    set("factor", expression(&args.factor, |factor| float(*factor)));
    set("initial_delay", expression(&args.initial_delay, |nanos| duration(*nanos)));
    set("throttled_delay", expression(&args.throttled_delay, |nanos| duration(*nanos)));
    set("max_delay", expression(&args.max_delay, |nanos| duration(*nanos)));
    set("jitter", args.jitter.as_ref().map(|given| jitter(&krate, given.value)));
    set("max_retry_after", expression(&args.max_retry_after, |nanos| duration(*nanos)));
    // If only one value is an expression, a broken rule is reported there.
    let place = match args.constants().as_slice() {
        [] => return policy,
        [only] => here.located_at(*only),
        _ => here,
    };
    let private = paths.private(place);
    quote_spanned!(place=> #private::checked(#policy))
}

fn expression<T>(slot: &Slot<Number<T>>, literal: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    slot.as_ref().map(|given| match &given.value {
        Number::Literal(value, _) => literal(value),
        Number::Const(tokens) => tokens.clone(),
    })
}

pub(super) fn parenthesized(tokens: &TokenStream) -> TokenStream {
    let is_path = syn::parse2::<syn::Path>(tokens.clone()).is_ok();
    // With our span, `unused_parens` ignores the parentheses.
    let place = Span::mixed_site().located_at(span(tokens));
    if is_path { tokens.clone() } else { quote_spanned!(place=> (#tokens)) }
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

// Input:  90_000_000_000
// Output: ::core::time::Duration::from_secs(90)
fn duration(nanos: u64) -> TokenStream {
    const UNITS: &[(&str, u64)] = &[
        ("from_secs", 1_000_000_000),
        ("from_millis", 1_000_000),
        ("from_micros", 1_000),
        ("from_nanos", 1),
    ];
    let unit = UNITS.iter().find(|(_, each)| nanos % each == 0);
    let (name, each) = unit.copied().unwrap_or(("from_nanos", 1));
    let name = Ident::new(name, Span::mixed_site());
    let count = Literal::u64_unsuffixed(nanos / each);
    quote_spanned!(Span::mixed_site()=> ::core::time::Duration::#name(#count))
}
