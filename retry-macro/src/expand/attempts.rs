use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::private;
use crate::args::{Args, Jitter};

// Output: Attempts::new(), or with a source of random numbers, with room for the wait before, with a clock
pub(super) fn attempts(args: &Args, is_async: bool) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let jitter = args.jitter.as_ref().map(|given| given.value);
    let attempts = match (&args.random, jitter) {
        (Some(random), _) => {
            let random = &random.value;
            quote_spanned!(here=> #private::Attempts::drawing_from(#random))
        }
        (None, Some(Jitter::None)) => {
            quote_spanned!(here=> #private::Attempts::drawing_from(#private::NoRandom))
        }
        (None, _) => quote_spanned!(here=> #private::Attempts::new()),
    };
    let attempts = match jitter {
        Some(Jitter::Decorrelated) => quote_spanned!(here=> #attempts.remembering()),
        // A policy from elsewhere may be decorrelated.
        None if args.policy.is_some() => quote_spanned!(here=> #attempts.remembering()),
        _ => attempts,
    };
    if !args.has_limits() && args.attempt.is_none() {
        return attempts;
    }
    // The clock that the waits go by.
    let clock = if is_async && args.sleep.is_none() { quote!(Tokio) } else { quote!(Thread) };
    quote_spanned!(here=> #private::timed(#attempts, #private::#clock))
}

// Output: let mut last = None;
pub(super) fn last(args: &Args) -> Option<TokenStream> {
    args.last_error.as_ref()?;
    Some(quote_spanned!(Span::mixed_site()=> let mut last = ::core::option::Option::None;))
}

// Output: let attempt = Attempts::attempt(&attempts, PLAN);  (with `attempt`)
//         let number = Attempts::number(&attempts);          (with `stream`, which remembers it)
pub(super) fn known(args: &Args, plan: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let attempt = args
        .attempt
        .as_ref()
        .map(|_| quote_spanned!(here=> let attempt = #private::Attempts::attempt(&attempts, #plan);));
    let number = args
        .stream
        .as_ref()
        .map(|_| quote_spanned!(here=> let number = #private::Attempts::number(&attempts);));
    quote!(#attempt #number)
}

// Input:  attempt = name, last_error = cause
// Output: if false { return last_of(&last); }  (what it is that is kept; under `stream` only its error is the attempt's)
//         let name = attempt;
//         let cause = error_of(&last);
pub(super) fn bindings(args: &Args) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    let mut bindings = TokenStream::new();
    if let Some(attempt) = &args.attempt {
        let name = &attempt.value;
        bindings.extend(quote_spanned!(here=> let #name = attempt;));
    }
    if let Some(last_error) = &args.last_error {
        let name = &last_error.value;
        let last_of = match &args.stream {
            Some(_) => quote_spanned!(here=> last_begun_of),
            None => quote_spanned!(here=> last_of),
        };
        bindings.extend(quote_spanned! {here=>
            if false {
                return #private::#last_of(&last);
            }
            let #name = #private::error_of(&last);
        });
    }
    bindings
}

// Input:  ATTEMPT
// Output: Attempts::or_earlier(&mut attempts, Option::take(&mut last), ATTEMPT)  (with a deadline that may cut it)
pub(super) fn or_earlier(args: &Args, is_async: bool, run: TokenStream) -> TokenStream {
    if !is_async || args.deadline.is_none() || args.last_error.is_none() {
        return run;
    }
    let here = Span::mixed_site();
    let private = private(args, here);
    quote_spanned! {here=>
        {
            let outcome = #run;
            // By its path: a user's trait may give `take` to everything.
            #private::Attempts::or_earlier(&mut attempts, ::core::option::Option::take(&mut last), outcome)
        }
    }
}
