use proc_macro2::{Ident, Span, TokenStream};
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
    let attempts = if may_restore(args, is_async) {
        quote_spanned!(here=> #private::Attempts::keeping_verdict(#attempts))
    } else {
        attempts
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
// Output: if false { return anchor_of_error(&last); }
//         let name = attempt;
//         let cause = Option::as_ref(&last);
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
        bindings.extend(quote_spanned! {here=>
            if false {
                return #private::anchor_of_error(&last);
            }
            let #name = ::core::option::Option::as_ref(&last);
        });
    }
    bindings
}

/// Whether the deadline may cut an attempt and return the error that `last_error` keeps.
fn may_restore(args: &Args, is_async: bool) -> bool {
    is_async && args.deadline.is_some() && args.last_error.is_some()
}

// Output: Attempts::restore(&mut attempts, &mut last, &mut outcome);  (with a deadline that may cut the attempt)
pub(super) fn restore(args: &Args, is_async: bool, outcome: &Ident) -> Option<TokenStream> {
    if !may_restore(args, is_async) {
        return None;
    }
    let here = Span::mixed_site();
    let private = private(args, here);
    Some(quote_spanned!(here=> #private::Attempts::restore(&mut attempts, &mut last, &mut #outcome);))
}
