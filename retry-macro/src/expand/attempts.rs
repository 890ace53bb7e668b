use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::upstream;
use crate::args::{Args, Jitter};
use crate::locals::{ATTEMPTS, CALL_ID, ERROR, LAST_ERROR, NUMBER, SLOT};
use crate::paths::Paths;

// Output: Attempts::new(), or with room for the previous wait, for the previous verdict, with a clock, with an upstream
pub(super) fn attempts(args: &Args, paths: &Paths, is_async: bool) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let attempts = quote_spanned!(here=> #private::Attempts::new());
    let attempts =
        if may_be_decorrelated(args) { quote_spanned!(here=> #attempts.remembering()) } else { attempts };
    let attempts = if may_restore(args, is_async) {
        quote_spanned!(here=> #private::Attempts::keeping_verdict(#attempts))
    } else {
        attempts
    };
    // The clock of the timer that ends the limits and the waits in line.
    let clock = match (is_async, &args.sleep) {
        (true, None) => quote!(Tokio),
        (true, Some(_)) => quote!(Own),
        (false, _) => quote!(Thread),
    };
    let attempts = if args.has_limits() || args.has_limited_line() || args.attempt.is_some() {
        quote_spanned!(here=> #private::timed(#attempts, #private::#clock))
    } else {
        attempts
    };
    upstream::sharing(args, paths, attempts, &clock)
}

/// Whether waits may depend on the previous one. A policy or a jitter from outside may be decorrelated.
fn may_be_decorrelated(args: &Args) -> bool {
    match &args.jitter {
        Some(given) => given.value.literal().is_none_or(|jitter| *jitter == Jitter::Decorrelated),
        None => args.policy.is_some(),
    }
}

// Output: let mut __last_error = None;
pub(super) fn last(args: &Args) -> Option<TokenStream> {
    args.last_error.as_ref()?;
    Some(quote_spanned!(Span::mixed_site()=> let mut #LAST_ERROR = ::core::option::Option::None;))
}

// Input:  call_id = name
// Output: let __call_id = call_id(OperatingSystem);
//
// Input:  call_id = name, random = source
// Output: let __call_id = call_id_by(source);
pub(super) fn call_id(args: &Args, paths: &Paths, random: &TokenStream) -> Option<TokenStream> {
    args.call_id.as_ref()?;
    let here = Span::mixed_site();
    let private = paths.private(here);
    let id = if args.random.is_some() {
        quote_spanned!(here=> #private::call_id_by(#random))
    } else {
        quote_spanned!(here=> #private::call_id(#private::OperatingSystem))
    };
    Some(quote_spanned!(here=> let #CALL_ID = #id;))
}

// Input:  call_id = name
// Output: let name = match __call_id {
//             Result::Ok(__call_id) => __call_id,
//             Result::Err(__error) => break unnamed(__error),
//         };
//
// Input:  call_id = name, random = source
// Output: let name = __call_id;
//
// In the loop, whose value is the outcome: a `return` would leave the function around a block.
fn named(args: &Args, paths: &Paths, place: Span) -> Option<TokenStream> {
    let here = Span::mixed_site();
    let name = &args.call_id.as_ref()?.value;
    if args.random.is_some() {
        return Some(quote_spanned!(here=> let #name = #CALL_ID;));
    }
    // rustc reports at the return type that the error cannot be made from a `CallIdError`.
    let place = here.located_at(place);
    let private = paths.private(place);
    let unnamed = quote_spanned!(place=> #private::unnamed(#ERROR));
    Some(quote_spanned! {here=>
        let #name = match #CALL_ID {
            ::core::result::Result::Ok(#CALL_ID) => #CALL_ID,
            ::core::result::Result::Err(#ERROR) => break #unnamed,
        };
    })
}

// Input:  attempt = name
// Output: let name = Attempts::attempt(&__attempts, PLAN);       (for the body, the guards, and the hooks)
//         let __number = Attempts::number(&__attempts);          (with `stream`, which remembers it)
//         let __slot = slot(&mut __attempts);                    (with `stream` and `upstream`)
pub(super) fn known(args: &Args, paths: &Paths, plan: &TokenStream, place: Span) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let attempt = args.attempt.as_ref().map(|given| {
        let name = &given.value;
        quote_spanned!(here=> let #name = #private::Attempts::attempt(&#ATTEMPTS, #plan);)
    });
    let number = args
        .stream
        .as_ref()
        .map(|_| quote_spanned!(here=> let #NUMBER = #private::Attempts::number(&#ATTEMPTS);));
    let slot = (args.stream.as_ref())
        .and(args.upstream.as_ref())
        .map(|_| quote_spanned!(here=> let #SLOT = #private::slot(&mut #ATTEMPTS);));
    let call_id = named(args, paths, place);
    quote!(#call_id #attempt #number #slot)
}

// Input:  last_error = cause
// Output: if false { return anchor_of_error(&__last_error); }
//         let cause = Option::as_ref(&__last_error);
pub(super) fn bindings(args: &Args, paths: &Paths) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let Some(last_error) = &args.last_error else { return TokenStream::new() };
    let name = &last_error.value;
    quote_spanned! {here=>
        if false {
            return #private::anchor_of_error(&#LAST_ERROR);
        }
        let #name = ::core::option::Option::as_ref(&#LAST_ERROR);
    }
}

/// Whether the deadline may cut an attempt, or its wait in line, and return the error that `last_error` keeps.
fn may_restore(args: &Args, is_async: bool) -> bool {
    (is_async || args.upstream.is_some()) && args.deadline.is_some() && args.last_error.is_some()
}

// Output: Attempts::restore(&mut __attempts, &mut __last_error, &mut __outcome);  (with a deadline that may cut the attempt)
pub(super) fn restore(args: &Args, paths: &Paths, is_async: bool, outcome: &Ident) -> Option<TokenStream> {
    if !may_restore(args, is_async) {
        return None;
    }
    let here = Span::mixed_site();
    let private = paths.private(here);
    Some(quote_spanned!(here=> #private::Attempts::restore(&mut #ATTEMPTS, &mut #LAST_ERROR, &mut #outcome);))
}
