use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{krate, private};
use crate::args::{Args, Pattern, span};

// Input:  #[retry]
// Output: match Attempts::settle(&mut attempts, const { &PLAN }, &outcome) {
//             ControlFlow::Break(()) => break outcome,
//             ControlFlow::Continue(delay) => delay,
//         }
//
// Input:  #[retry(on(MyError::Busy), on_retry = |retry| log(retry))]
// Output: match Attempts::settle_with(&mut attempts, const { &PLAN }, &outcome, JUDGE) {
//             ControlFlow::Break(_) => break outcome,
//             ControlFlow::Continue(retry) => {
//                 tell(&retry, |retry| log(retry));
//                 retry.wait()
//             }
//         }
pub(super) fn settle(args: &Args, plan: &TokenStream, outcome: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    // What rustc misses in the outcome or its error it reports at the return type, as `outcome` stands there; what it
    // misses in the source of random numbers, at that source.
    let place = outcome.span();
    let source = args.random.as_ref().map_or(here, |given| here.located_at(span(&given.value)));
    let attempts = quote_spanned!(source=> &mut attempts);
    let private = private(args, place);
    let judge = judge(args, place);
    if judge.is_none() && args.on_retry.is_none() && args.on_give_up.is_none() {
        let delay = kept(args, outcome, quote_spanned!(here=> delay));
        let settle = quote_spanned!(place=> #private::Attempts::settle(#attempts, #plan, &#outcome));
        return quote_spanned! {here=>
            match #settle {
                ::core::ops::ControlFlow::Break(()) => break #outcome,
                ::core::ops::ControlFlow::Continue(delay) => #delay,
            }
        };
    }
    let judge = judge.unwrap_or_else(|| quote_spanned!(place=> #private::judge));
    let settle = quote_spanned!(place=> #private::Attempts::settle_with(#attempts, #plan, &#outcome, #judge));
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
//             Result::Ok(OK) => Judgement::Failure(Verdict::transient(), Choice::Verdict),
//             Result::Ok(_) => Judgement::Success,
//             Result::Err(error) => Judgement::Failure(VERDICT, match error { PATTERN => Choice::Selected, _ => Choice::Unnamed }),
//         }
fn judge(args: &Args, place: Span) -> Option<TokenStream> {
    if args.on.is_none() && args.except.is_none() && args.on_ok.is_none() && args.verdict.is_none() {
        return None;
    }
    let here = Span::mixed_site();
    let (krate, private) = (krate(args, here), private(args, here));
    let failed_ok = args.on_ok.as_ref().map(|given| {
        let (pattern, guard) = (&given.value.pattern, &given.value.guard);
        let unused = deny_unused(&given.value);
        quote_spanned! {here=>
            #unused
            ::core::result::Result::Ok(#pattern) #guard => #private::Judgement::Failure(
                #krate::Verdict::transient(),
                #private::Choice::Verdict,
            ),
            #[allow(unreachable_patterns)]
        }
    });
    let verdict = verdict(args, place);
    let choice = choice(args);
    Some(quote_spanned! {here=>
        |outcome| match outcome {
            #failed_ok
            ::core::result::Result::Ok(_) => #private::Judgement::Success,
            ::core::result::Result::Err(error) => #private::Judgement::Failure(#verdict, #choice),
        }
    })
}

/// What the error says of itself.
fn verdict(args: &Args, place: Span) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    match (&args.verdict, &args.on) {
        (Some(verdict), _) => {
            let verdict = &verdict.value;
            quote_spanned!(here=> #private::ask(error, #verdict))
        }
        // The pattern may name an error that is not `Retryable`.
        (None, Some(_)) => quote_spanned! {here=>
            {
                // Needed where the error is not `Retryable`; the path may be the user's, who would be told.
                #[allow(unused_imports)]
                use #private::Unknown as _;
                #private::Probe(error).verdict_if_known()
            }
        },
        (None, None) => {
            let krate = krate(args, place);
            quote_spanned!(place=> #krate::Retryable::verdict(error))
        }
    }
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
