use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use super::attempt::Attempt;
use super::called::Called;
use crate::args::{Args, Pattern};
use crate::locals::{ERROR, FAILURE, OUTCOME};
use crate::paths::Paths;
use crate::return_type::error_is_borrowed_object;
use crate::tokens::span;

/// Whether an option reads the outcome.
pub(super) fn has_judge(args: &Args) -> bool {
    let patterns = [&args.on, &args.except, &args.on_ok];
    patterns.iter().any(|slot| slot.is_some()) || args.verdict.is_some() || args.trace_errors.is_some()
}

// Input:  on(PATTERN), on_ok(OK)
// Output: |__outcome| match __outcome {
//             Result::Ok(OK) => Judged::Failure(Judgment::of_ok()),
//             Result::Ok(_) => Judged::Success,
//             Result::Err((__failure, __error)) => Judged::Failure(
//                 FAILED(__error, match __failure { PATTERN => Choice::Selected, _ => Choice::Unnamed }),
//             ),
//         }
//
// Patterns match the failure. It is the error, except for an `Option`, where `None` has to match.
//
// One closure contains both patterns, so that both guards may change what they read.
pub(super) fn judge(
    args: &Args,
    paths: &Paths,
    called: &Called,
    attempt: &Attempt,
    place: Span,
) -> TokenStream {
    if !has_judge(args) {
        let private = paths.private(place);
        return quote_spanned!(place=> #private::judge);
    }
    let here = Span::mixed_site();
    let private = paths.private(here);
    let failed_ok = args.on_ok.as_ref().map(|given| {
        let failed = quote_spanned!(here=> #private::Judged::Failure(#private::Judgment::of_ok()));
        arms(&given.value, |pattern| quote_spanned!(here=> ::core::result::Result::Ok(#pattern)), &failed)
    });
    let has_pattern = args.except.is_some() || args.on.as_ref().is_some_and(|on| !on.value.is_wildcard);
    let failure = if has_pattern { FAILURE.into_token_stream() } else { quote!(_) };
    let failed = failed(args, paths, called, attempt, place);
    quote_spanned! {here=>
        |#OUTCOME| match #OUTCOME {
            #failed_ok
            ::core::result::Result::Ok(_) => #private::Judged::Success,
            ::core::result::Result::Err((#failure, #ERROR)) => #private::Judged::Failure(#failed),
        }
    }
}

/// The judgment of an error.
fn failed(args: &Args, paths: &Paths, called: &Called, attempt: &Attempt, place: Span) -> TokenStream {
    let here = Span::mixed_site();
    let choice = choice(args, paths);
    // rustc reports an error that is not `Retryable`, or has no text, at the return type.
    let error = ERROR.at(place).into_token_stream();
    let judged = match (&called.verdict, &args.on) {
        (Some(verdict), _) => {
            let private = paths.private(here);
            let verdict = quote_spanned!(here=> #private::ask(#ERROR, #verdict));
            probed(paths, attempt, "__retry_attr_failed_by", &quote_spanned!(here=> #verdict, #choice))
        }
        (None, Some(_)) if !args.is_idempotent() => {
            let private = paths.private(place);
            quote_spanned!(place=> #private::failed_once(#error, #choice))
        }
        (None, Some(_)) => probed(paths, attempt, "__retry_attr_failed", &choice),
        (None, None) => {
            let private = paths.private(place);
            quote_spanned!(place=> #private::failed(#error, #choice))
        }
    };
    showing(args, paths, judged, &error)
}

// Input:  #[retry(stream)]
// Output: { use Unknown as _; Probe(__error).__retry_attr_failed(Choice::Verdict) }
//
// Input:  #[retry(stream, verdict = my_verdict)]
// Output: { use Unknown as _; Probe(__error).__retry_attr_failed_by(ask_late(__error, my_verdict), Choice::Verdict) }
//
// The judgment of an error after the call has returned. The values that patterns read may be gone.
pub(super) fn late(args: &Args, paths: &Paths, attempt: &Attempt, called: &Called) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let choice = quote_spanned!(here=> #private::Choice::Verdict);
    let judged = match &called.verdict {
        Some(verdict) => {
            let arguments = quote_spanned!(here=> #private::ask_late(#ERROR, #verdict), #choice);
            probed(paths, attempt, "__retry_attr_failed_by", &arguments)
        }
        None => probed(paths, attempt, "__retry_attr_failed", &choice),
    };
    showing(args, paths, judged, &ERROR.into_token_stream())
}

// Output: { use Unknown as _; Probe(__error).METHOD(ARGUMENTS) }
//
// Asks an error for its verdict if it is `Retryable`. A trait object with a lifetime is not asked, because `Retryable` is
// implemented for `'static` objects, and rustc would require that lifetime here (E0521).
fn probed(paths: &Paths, attempt: &Attempt, method: &str, arguments: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let method = Ident::new(method, here);
    if error_is_borrowed_object(attempt.output) {
        return quote_spanned!(here=> #private::Unknown::#method(#private::Probe(#ERROR), #arguments));
    }
    quote_spanned! {here=>
        {
            // Used only where the error is not `Retryable`. `pub` silences `unused_imports` without an `allow`, which
            // would not compile where that lint is forbidden.
            pub use #private::Unknown as _;
            #private::Probe(#ERROR).#method(#arguments)
        }
    }
}

fn showing(args: &Args, paths: &Paths, judged: TokenStream, error: &TokenStream) -> TokenStream {
    if args.trace_errors.is_none() {
        return judged;
    }
    let here = Span::mixed_site();
    let private = paths.private(here);
    quote_spanned!(here=> #private::Judgment::showing(#judged, #error))
}

/// The choice that the patterns make for the error.
fn choice(args: &Args, paths: &Paths) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let choice = |name: &str| {
        let name = Ident::new(name, here);
        quote!(#private::Choice::#name)
    };
    let mut rules = TokenStream::new();
    if let Some(except) = &args.except {
        rules.extend(arms(&except.value, Clone::clone, &choice("Excepted")));
    }
    let otherwise = match &args.on {
        Some(on) if on.value.is_wildcard => choice("Everything"),
        Some(on) => {
            rules.extend(arms(&on.value, Clone::clone, &choice("Selected")));
            choice("Unnamed")
        }
        None => choice("Verdict"),
    };
    if rules.is_empty() {
        return otherwise;
    }
    quote_spanned! {here=>
        match #FAILURE {
            #rules
            _ => #otherwise,
        }
    }
}

// Input:  Busy if patient
// Output: Busy | _ if false => VALUE, Busy if patient => VALUE,
//
/// The arms of a `match` for a pattern. Where no variant `Busy` is in scope, rustc takes `Busy` for a variable, which
/// matches everything. In the first arm, rustc refuses such a variable (E0408), even in a macro of another crate.
pub(super) fn arms(
    pattern: &Pattern,
    whole: impl Fn(&TokenStream) -> TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let here = Span::mixed_site();
    let paths = pattern.paths.as_ref().map(|paths| {
        let place = here.located_at(span(paths));
        let whole = whole(&quote_spanned!(place=> #paths | _));
        quote_spanned!(here=> #whole if false => #value,)
    });
    let (whole, guard) = (whole(&pattern.tokens), &pattern.guard);
    quote_spanned!(here=> #paths #whole #guard => #value,)
}
