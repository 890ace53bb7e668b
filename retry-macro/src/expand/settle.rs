use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use super::attempt::Attempt;
use super::called::Called;
use super::judge::{has_judge, judge};
use crate::args::Args;
use crate::locals::{ATTEMPTS, DELAY, GAVE_UP, LAST_ERROR, Local, RETRY};
use crate::paths::Paths;

// Input:  #[retry]
// Output: match SETTLE {
//             ControlFlow::Break(()) => break __outcome,
//             ControlFlow::Continue(__delay) => __delay,
//         }
//
// Input:  #[retry(on_retry = |retry| log(retry))]
// Output: match SETTLE {
//             ControlFlow::Break(_) => break __outcome,
//             ControlFlow::Continue(__retry) => {
//                 tell(&__retry, |retry| log(retry));
//                 Retry::wait(&__retry)
//             }
//         }
pub(super) fn settle(
    args: &Args,
    paths: &Paths,
    called: &Called,
    attempt: &Attempt,
    plan: &TokenStream,
    outcome: &Ident,
) -> TokenStream {
    let here = Span::mixed_site();
    let settle = settled(args, paths, called, attempt, plan, outcome);
    if !has_hooks(args) {
        let delay = kept(args, paths, outcome, DELAY.into_token_stream());
        return quote_spanned! {here=>
            match #settle {
                ::core::ops::ControlFlow::Break(()) => break #outcome,
                ::core::ops::ControlFlow::Continue(#DELAY) => #delay,
            }
        };
    }
    let (gave_up, told) = gave_up(paths, called);
    // Called by its path, because a user's trait may add a method `wait` to every type.
    let krate = paths.root(here);
    let retry_delay = kept(args, paths, outcome, quote_spanned!(here=> #krate::Retry::wait(&#RETRY)));
    let on_retry = called.on_retry.as_ref().map(|hook| tell(paths, RETRY, hook));
    quote_spanned! {here=>
        match #settle {
            ::core::ops::ControlFlow::Break(#gave_up) => {
                #told
                break #outcome
            }
            ::core::ops::ControlFlow::Continue(#RETRY) => {
                #on_retry
                #retry_delay
            }
        }
    }
}

fn has_hooks(args: &Args) -> bool {
    args.on_retry.is_some() || args.on_give_up.is_some()
}

// Input:  #[retry]
// Output: Attempts::settle(&mut __attempts, const { &PLAN }, ThreadRandom, &__outcome)
//
// Input:  #[retry(on(MyError::Busy))]
// Output: Attempts::settle_by(&mut __attempts, const { &PLAN }, ThreadRandom, &__outcome, JUDGE)
//
// Input:  #[retry(on_retry = log)]
// Output: Attempts::settle_with(&mut __attempts, const { &PLAN }, ThreadRandom, &__outcome, JUDGE)
fn settled(
    args: &Args,
    paths: &Paths,
    called: &Called,
    attempt: &Attempt,
    plan: &TokenStream,
    outcome: &Ident,
) -> TokenStream {
    // `outcome` has the span of the return type, so rustc reports there what the outcome or its error lacks.
    let place = outcome.span();
    let (private, random) = (paths.private(place), &called.random);
    let settle = match (has_hooks(args), has_judge(args)) {
        (true, _) => quote_spanned!(place=> settle_with),
        (false, true) => quote_spanned!(place=> settle_by),
        (false, false) => {
            return quote_spanned!(place=> #private::Attempts::settle(&mut #ATTEMPTS, #plan, #random, &#outcome));
        }
    };
    let judge = judge(args, paths, called, attempt, place);
    quote_spanned!(place=> #private::Attempts::#settle(&mut #ATTEMPTS, #plan, #random, &#outcome, #judge))
}

// Input:  __delay
// Output: { let __delay = __delay; __last_error = Outcome::into_error(__outcome); __delay }  (with `last_error`)
fn kept(args: &Args, paths: &Paths, outcome: &Ident, delay: TokenStream) -> TokenStream {
    if args.last_error.is_none() {
        return delay;
    }
    let here = Span::mixed_site();
    let krate = paths.root(here);
    quote_spanned! {here=>
        {
            let #DELAY = #delay;
            #LAST_ERROR = #krate::Outcome::into_error(#outcome);
            #DELAY
        }
    }
}

/// The pattern for the event at the end of a call, and the statements that pass it to the hook.
fn gave_up(paths: &Paths, called: &Called) -> (TokenStream, TokenStream) {
    let here = Span::mixed_site();
    match &called.on_give_up {
        Some(on_give_up) => {
            let tell = tell(paths, GAVE_UP, on_give_up);
            let told = quote_spanned! {here=>
                if let ::core::option::Option::Some(#GAVE_UP) = #GAVE_UP {
                    #tell
                }
            };
            (GAVE_UP.into_token_stream(), told)
        }
        None => (quote_spanned!(here=> _), TokenStream::new()),
    }
}

fn tell(paths: &Paths, event: Local, hook: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    quote_spanned!(here=> #private::tell(&#event, #hook);)
}
