use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::private;
use crate::args::{Args, Pattern, span};

// Input:  #[retry]
// Output: match SETTLE {
//             ControlFlow::Break(()) => break outcome,
//             ControlFlow::Continue(delay) => delay,
//         }
//
// Input:  #[retry(on_retry = |retry| log(retry))]
// Output: match SETTLE {
//             ControlFlow::Break(_) => break outcome,
//             ControlFlow::Continue(retry) => {
//                 tell(&retry, |retry| log(retry));
//                 retry.wait()
//             }
//         }
pub(super) fn settle(args: &Args, plan: &TokenStream, outcome: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    let settle = settled(args, plan, outcome);
    if !has_hooks(args) {
        let delay = kept(args, outcome, quote_spanned!(here=> delay));
        return quote_spanned! {here=>
            match #settle {
                ::core::ops::ControlFlow::Break(()) => break #outcome,
                ::core::ops::ControlFlow::Continue(delay) => #delay,
            }
        };
    }
    let (gave_up, told) = gave_up(args);
    let retry_delay = kept(args, outcome, quote_spanned!(here=> retry.wait()));
    let on_retry = args.on_retry.as_ref().map(|given| tell(args, "retry", &given.value));
    quote_spanned! {here=>
        match #settle {
            ::core::ops::ControlFlow::Break(#gave_up) => {
                #told
                break #outcome
            }
            ::core::ops::ControlFlow::Continue(retry) => {
                #on_retry
                #retry_delay
            }
        }
    }
}

fn has_hooks(args: &Args) -> bool {
    args.on_retry.is_some() || args.on_give_up.is_some()
}

/// Whether an option looks at outcomes.
fn has_judge(args: &Args) -> bool {
    let patterns = [&args.on, &args.except, &args.on_ok];
    patterns.iter().any(|slot| slot.is_some()) || args.verdict.is_some() || args.trace_errors.is_some()
}

// Input:  #[retry]
// Output: Attempts::settle(&mut attempts, const { &PLAN }, &outcome)
//
// Input:  #[retry(on(MyError::Busy))]
// Output: Attempts::settle_by(&mut attempts, const { &PLAN }, &outcome, JUDGE)
//
// Input:  #[retry(on_retry = log)]
// Output: Attempts::settle_with(&mut attempts, const { &PLAN }, &outcome, JUDGE)
fn settled(args: &Args, plan: &TokenStream, outcome: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    // What rustc misses in the outcome or its error it reports at the return type, as `outcome` stands there; what it
    // misses in the source of random numbers, at that source.
    let place = outcome.span();
    let source = args.random.as_ref().map_or(here, |given| here.located_at(span(&given.value)));
    let attempts = quote_spanned!(source=> &mut attempts);
    let private = private(args, place);
    let settle = match (has_hooks(args), has_judge(args)) {
        (true, _) => quote_spanned!(place=> settle_with),
        (false, true) => quote_spanned!(place=> settle_by),
        (false, false) => {
            return quote_spanned!(place=> #private::Attempts::settle(#attempts, #plan, &#outcome));
        }
    };
    let judge = judge(args, place);
    quote_spanned!(place=> #private::Attempts::#settle(#attempts, #plan, &#outcome, #judge))
}

// Input:  delay
// Output: { let delay = delay; last = Some(outcome); delay }  (with `last_error`)
fn kept(args: &Args, outcome: &Ident, delay: TokenStream) -> TokenStream {
    if args.last_error.is_none() {
        return delay;
    }
    quote_spanned! {Span::mixed_site()=>
        {
            let delay = #delay;
            last = ::core::option::Option::Some(#outcome);
            delay
        }
    }
}

/// The pattern for what a call that ends has to tell, and the telling.
fn gave_up(args: &Args) -> (TokenStream, TokenStream) {
    let here = Span::mixed_site();
    match &args.on_give_up {
        Some(on_give_up) => {
            let tell = tell(args, "gave_up", &on_give_up.value);
            let told = quote_spanned! {here=>
                if let ::core::option::Option::Some(gave_up) = gave_up {
                    #tell
                }
            };
            (quote_spanned!(here=> gave_up), told)
        }
        None => (quote_spanned!(here=> _), TokenStream::new()),
    }
}

fn tell(args: &Args, event: &str, hook: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let event = Ident::new(event, here);
    quote_spanned!(here=> #private::tell(&#event, #hook);)
}

// Input:  on(PATTERN), on_ok(OK)
// Output: |outcome| match outcome {
//             Result::Ok(OK) => Some(Judgement::of_ok()),
//             Result::Ok(_) => None,
//             Result::Err(error) => Some(FAILED(error, match error { PATTERN => Choice::Selected, _ => Choice::Unnamed })),
//         }
//
// One closure, so that the guards of both patterns may change what they look at.
fn judge(args: &Args, place: Span) -> TokenStream {
    if !has_judge(args) {
        let private = private(args, place);
        return quote_spanned!(place=> #private::judge);
    }
    let here = Span::mixed_site();
    let private = private(args, here);
    let failed_ok = args.on_ok.as_ref().map(|given| {
        let (pattern, guard) = (&given.value.pattern, &given.value.guard);
        let unused = deny_unused(&given.value);
        quote_spanned! {here=>
            #unused
            ::core::result::Result::Ok(#pattern) #guard => {
                ::core::option::Option::Some(#private::Judgement::of_ok())
            }
            #[allow(unreachable_patterns)]
        }
    });
    let failed = failed(args, place);
    quote_spanned! {here=>
        |outcome| match outcome {
            #failed_ok
            ::core::result::Result::Ok(_) => ::core::option::Option::None,
            ::core::result::Result::Err(error) => ::core::option::Option::Some(#failed),
        }
    }
}

/// The judgement of an error.
fn failed(args: &Args, place: Span) -> TokenStream {
    let here = Span::mixed_site();
    let choice = choice(args);
    // An error that is not `Retryable`, or has no text, is reported at the return type.
    let error = quote_spanned!(place=> error);
    let judged = match (&args.verdict, &args.on) {
        (Some(verdict), _) => {
            let (private, verdict) = (private(args, here), &verdict.value);
            probed(args, &quote_spanned!(here=> failed_by(#private::ask(error, #verdict), #choice)))
        }
        (None, Some(_)) => probed(args, &quote_spanned!(here=> failed(#choice))),
        (None, None) => {
            let private = private(args, place);
            quote_spanned!(place=> #private::failed(#error, #choice))
        }
    };
    showing(args, judged, &error)
}

// Output: { use Unknown as _; Probe(error).failed(Choice::Verdict) }
//
// The judgement of an error that comes when the call has returned: what patterns and `verdict` look at may be gone.
pub(super) fn late(args: &Args) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let judged = probed(args, &quote_spanned!(here=> failed(#private::Choice::Verdict)));
    showing(args, judged, &quote_spanned!(here=> error))
}

/// Asks an error that may not be `Retryable`.
fn probed(args: &Args, failed: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    quote_spanned! {here=>
        {
            // Needed where the error is not `Retryable`; the path may be the user's, who would be told.
            #[allow(unused_imports)]
            use #private::Unknown as _;
            #private::Probe(error).#failed
        }
    }
}

fn showing(args: &Args, judged: TokenStream, error: &TokenStream) -> TokenStream {
    if args.trace_errors.is_none() {
        return judged;
    }
    let here = Span::mixed_site();
    let private = private(args, here);
    quote_spanned!(here=> #private::Judgement::showing(#judged, #error))
}

/// What the patterns say of the error.
fn choice(args: &Args) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let choice = |name: &str| {
        let name = Ident::new(name, here);
        quote!(#private::Choice::#name)
    };
    let mut arms = TokenStream::new();
    if let Some(except) = &args.except {
        let (pattern, excluded) = (arm(&except.value), choice("Excepted"));
        arms.extend(quote_spanned!(here=> #pattern => #excluded,));
    }
    let otherwise = match &args.on {
        Some(on) if on.value.is_wildcard() => choice("Everything"),
        Some(on) => {
            let (pattern, selected) = (arm(&on.value), choice("Selected"));
            arms.extend(quote_spanned!(here=> #pattern => #selected,));
            choice("Unnamed")
        }
        None => choice("Verdict"),
    };
    if arms.is_empty() {
        return otherwise;
    }
    quote_spanned! {here=>
        match error {
            #arms
            #[allow(unreachable_patterns)]
            _ => #otherwise,
        }
    }
}

/// The left side of a `match` arm.
pub(super) fn arm(pattern: &Pattern) -> TokenStream {
    let (unused, guard) = (deny_unused(pattern), &pattern.guard);
    let pattern = &pattern.pattern;
    quote!(#unused #pattern #guard)
}

/// A name that is not in scope is a variable, which matches everything and is unused: it was meant for a variant.
fn deny_unused(pattern: &Pattern) -> Option<TokenStream> {
    pattern.alone().map(|_| quote_spanned!(Span::mixed_site()=> #[deny(unused_variables)]))
}
