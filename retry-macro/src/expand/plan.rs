mod policy;
mod run_time;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::ext::IdentExt as _;

use crate::args::{Args, Slot, Value};
use crate::function::Function;
use crate::locals::PLAN;
use crate::paths::Paths;
use crate::tokens::span;

// Input:  deadline = "2m"
// Output: const { &Plan::new(concat!(module_path!(), "::ask"), POLICY).deadline(Duration::from_secs(120)) }
//
// Input:  max = self.max, deadline = "2m"
// Output: const { Plan::new(concat!(module_path!(), "::ask"), Policy::DEFAULT).deadline(Duration::from_secs(120)) }
//             .with_policy(Policy::DEFAULT.max(self.max))
pub(super) fn plan(args: &Args, paths: &Paths, function: &Function) -> TokenStream {
    let here = Span::mixed_site();
    let setters = policy::setters(args, paths);
    let policy = if setters.is_run_time() { policy::default(paths) } else { setters.constant(paths) };
    let plan = constant(args, paths, function, &policy);
    if !args.has_run_time_values() {
        return quote_spanned!(here=> const { &#plan });
    }
    let run_time = run_time::setters(args, paths, &setters);
    quote_spanned!(here=> const { #plan } #run_time)
}

/// The plan that rustc evaluates at compile time.
fn constant(args: &Args, paths: &Paths, function: &Function, policy: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let name = name(args, function);
    let mut plan = quote_spanned!(here=> #private::Plan::new(#name, #policy));
    let mut limit = |name: &str, slot: &Slot<Value<u64>>| {
        let Some(given) = slot else { return };
        let name = Ident::new(name, here);
        let value = match &given.value {
            Value::Literal(nanos, _) => duration(*nanos),
            Value::Const(value) => {
                let place = here.located_at(span(value));
                let private = paths.private(place);
                quote_spanned!(place=> #private::some_time(#value))
            }
            Value::RunTime(_) => return,
        };
        plan.extend(quote_spanned!(here=> .#name(#value)));
    };
    limit("attempt_timeout", &args.attempt_timeout);
    limit("deadline", &args.deadline);
    limit("max_wait", args.max_wait());
    if args.allows_nested() {
        plan.extend(quote_spanned!(here=> .allow_nested()));
    }
    if !args.is_idempotent() {
        plan.extend(quote_spanned!(here=> .not_idempotent()));
    }
    reached(args, paths, plan)
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
//
// Output: `let __plan = PLAN;` and `&__plan`, if values are read when the call begins
pub(super) fn bound(args: &Args, plan: TokenStream) -> (Option<TokenStream>, TokenStream) {
    let here = Span::mixed_site();
    let bound = quote_spanned!(here=> let #PLAN = #plan;);
    if args.has_run_time_values() {
        return (Some(bound), quote_spanned!(here=> &#PLAN));
    }
    if !args.has_limits() && !args.has_limited_line() && args.attempt.is_none() && args.stream.is_none() {
        return (None, plan);
    }
    (Some(bound), PLAN.into_token_stream())
}

/// The name of the function in traces and metrics, if it is known at compile time.
fn name(args: &Args, function: &Function) -> TokenStream {
    match args.name.as_ref().map(|given| &given.value) {
        Some(Value::Literal(name, _) | Value::Const(name)) => name.clone(),
        Some(Value::RunTime(_)) | None => {
            let here = Span::mixed_site();
            if function.is_block {
                return quote_spanned!(here=> ::core::concat!(::core::module_path!(), ":", ::core::line!()));
            }
            let name = format!("::{}", function.name.unraw());
            quote_spanned!(here=> ::core::concat!(::core::module_path!(), #name))
        }
    }
}

/// The name of the function in the span of an attempt.
pub(super) fn name_in_span(
    args: &Args,
    paths: &Paths,
    function: &Function,
    plan: &TokenStream,
) -> TokenStream {
    let is_run_time = args.name.as_ref().is_some_and(|given| given.value.run_time().is_some());
    if !is_run_time {
        return name(args, function);
    }
    let here = Span::mixed_site();
    let private = paths.private(here);
    quote_spanned!(here=> #private::Plan::name(#plan))
}

pub(super) fn parenthesized(tokens: &TokenStream) -> TokenStream {
    let is_path = syn::parse2::<syn::Path>(tokens.clone()).is_ok();
    // With our span, `unused_parens` ignores the parentheses.
    let place = Span::mixed_site().located_at(span(tokens));
    if is_path { tokens.clone() } else { quote_spanned!(place=> (#tokens)) }
}

// Input:  90_000_000_000
// Output: ::core::time::Duration::from_secs(90)
pub(super) fn duration(nanos: u64) -> TokenStream {
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
