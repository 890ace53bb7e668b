use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use super::arguments::clones;
use super::attempt::Attempt;
use super::attempts::bindings;
use super::called::Called;
use super::judge::{arms, late};
use super::output::{erase_unrepeatable, is_repeatable, returned_by_function};
use super::plan::name_in_span;
use crate::args::Args;
use crate::function::Function;
use crate::locals::{ATTEMPTS, ERROR, ITEM, NUMBER, OUTCOME, RETURNED, SLOT, SPAN};
use crate::paths::Paths;

/// The expression that runs the attempt. Its value is the outcome.
pub(super) fn run(
    args: &Args,
    paths: &Paths,
    function: &Function,
    attempt: &Attempt,
    called: &Called,
    plan: &TokenStream,
) -> TokenStream {
    match attempt.asyncness {
        Some(asyncness) => {
            let block = async_attempt(args, paths, function, attempt, called, plan, asyncness);
            let here = Span::mixed_site();
            if args.has_limits() {
                // rustc reports at the return type that the error cannot be made from a `TimedOut`.
                let place = here.located_at(attempt.place());
                traced(args, paths, function, plan, place, &limited(paths, called, plan, place, &block))
            } else {
                traced(args, paths, function, plan, here, &block)
            }
        }
        None => sync_attempt(args, paths, function, attempt, plan),
    }
}

// Input:  { BODY }
// Output: async { if false { return anchor::<Result<T, E>>(); } { BODY } }
//
// The branch never runs, but it tells type inference the type of `return`, `?`, and the tail. `if let Some(__ret) =
// None::<T>` would do so too, but it would copy every outcome.
fn async_attempt(
    args: &Args,
    paths: &Paths,
    function: &Function,
    attempt: &Attempt,
    called: &Called,
    plan: &TokenStream,
    asyncness: &Ident,
) -> TokenStream {
    let here = Span::mixed_site();
    let place = attempt.place();
    let (returned, anchor) = anchor(args, paths, attempt);
    let anchor = quote_spanned!(place=> if false { return #anchor; });
    let (copies, moves) = clones(args, paths, function);
    let bindings = bindings(args, paths);
    let body = attempt.nested_body();
    let block = quote_spanned!(here=> #asyncness { #anchor #bindings #moves #body });
    let block = begun(args, paths, attempt, called, plan, asyncness, block);
    if returned.is_none() && copies.is_none() {
        return block;
    }
    quote_spanned!(here=> { #returned #copies #block })
}

// Input:  Result<T, E>
// Output: anchor::<Result<T, E>>()
//
// Input:  Result<impl Trait, E>
// Output: Returned::into_anchor(__returned), and `__returned` before the attempt
//
// The variable is moved into the attempt, because a reference to it would enlarge the future.
fn anchor(args: &Args, paths: &Paths, attempt: &Attempt) -> (Option<TokenStream>, TokenStream) {
    let place = attempt.place();
    let private = paths.private(place);
    if is_repeatable(attempt.output) {
        let output: TokenStream = attempt.output.iter().cloned().collect();
        return (None, quote_spanned!(place=> #private::anchor::<#output>()));
    }
    let returned = returned_by_function(paths, args.stream.is_some());
    (Some(returned), quote_spanned!(place=> #private::Returned::into_anchor(#RETURNED)))
}

// Input:  ATTEMPT, stream(PATTERN)
// Output: async {
//             let __outcome = ATTEMPT.await;
//             begin(
//                 __outcome,
//                 |__item| match __item { PATTERN => Begins::Here, _ => Begins::Later },
//                 move |__error| late(PLAN, __number, FAILED),
//             ).await
//         }
//
// Input:  ATTEMPT, stream, upstream = GPT
// Output: the same with `begin_with` and its last argument `__slot`
//
// The closure of the pattern comes after the attempt, which may change what a guard reads.
fn begun(
    args: &Args,
    paths: &Paths,
    attempt: &Attempt,
    called: &Called,
    plan: &TokenStream,
    asyncness: &Ident,
    block: TokenStream,
) -> TokenStream {
    let Some(stream) = &args.stream else { return block };
    // rustc reports at the return type, and only once, what the stream lacks.
    let place = attempt.place();
    let here = Span::mixed_site().located_at(place);
    let private = paths.private(here);
    let begins = match &stream.value {
        Some(pattern) => {
            let here_it_begins = arms(pattern, Clone::clone, &quote_spanned!(here=> #private::Begins::Here));
            quote_spanned! {here=>
                |#ITEM| match #ITEM {
                    #here_it_begins
                    _ => #private::Begins::Later,
                }
            }
        }
        None => quote_spanned!(here=> |_| #private::Begins::Here),
    };
    let failed = late(args, paths, attempt, called);
    let late = quote_spanned!(here=> move |#ERROR| #private::late(#plan, #NUMBER, #failed));
    let outcome = OUTCOME.at(place);
    let begin = if args.upstream.is_some() {
        quote_spanned!(here=> #private::begin_with(#outcome, #begins, #late, #SLOT))
    } else {
        quote_spanned!(here=> #private::begin(#outcome, #begins, #late))
    };
    quote_spanned! {here=>
        #asyncness {
            let #outcome = #block.await;
            #begin.await
        }
    }
}

// Input:  ATTEMPT
// Output: limit(&mut __attempts, PLAN, Tokio, ATTEMPT, refused)
fn limited(
    paths: &Paths,
    called: &Called,
    plan: &TokenStream,
    place: Span,
    attempt: &TokenStream,
) -> TokenStream {
    let private = paths.private(place);
    match &called.sleep {
        Some(sleep) => {
            quote_spanned!(place=> #private::limit_by(&mut #ATTEMPTS, #plan, #sleep, #attempt, #private::refused))
        }
        None => {
            quote_spanned!(place=> #private::limit(&mut #ATTEMPTS, #plan, #private::Tokio, #attempt, #private::refused))
        }
    }
}

// Input:  ATTEMPT
// Output: traced(NAME, Attempts::number(&__attempts), ATTEMPT).await
fn traced(
    args: &Args,
    paths: &Paths,
    function: &Function,
    plan: &TokenStream,
    place: Span,
    attempt: &TokenStream,
) -> TokenStream {
    let (private, name) = (paths.private(place), name_in_span(args, paths, function, plan));
    let turn = turn(args, paths, place);
    quote_spanned!(place=> #private::traced(#name, #turn, #attempt).await)
}

// Output: Attempts::number(&__attempts)
//
// Input:  upstream = GPT
// Output: Attempts::turn(&__attempts)
fn turn(args: &Args, paths: &Paths, place: Span) -> TokenStream {
    let private = paths.private(place);
    let method = Ident::new(if args.upstream.is_some() { "turn" } else { "number" }, place);
    quote_spanned!(place=> #private::Attempts::#method(&#ATTEMPTS))
}

// Input:  { BODY }
// Output: { let __span = entered(NAME, Attempts::number(&__attempts)); (|| -> Result<T, E> { BODY })() }
fn sync_attempt(
    args: &Args,
    paths: &Paths,
    function: &Function,
    attempt: &Attempt,
    plan: &TokenStream,
) -> TokenStream {
    let here = Span::mixed_site();
    let output = erase_unrepeatable(attempt.output);
    let returned = (!is_repeatable(attempt.output)).then(|| anchor(args, paths, attempt));
    let (returned, anchor) = returned.map_or((None, None), |(returned, anchor)| {
        (returned, Some(quote_spanned!(here=> if false { return #anchor; })))
    });
    let (copies, moves) = clones(args, paths, function);
    let bindings = bindings(args, paths);
    // An argument that the body moves is moved into the closure, so errors point at the function's name.
    let bars = quote_spanned!(here.located_at(function.name.span())=> ||);
    let (private, name) = (paths.private(here), name_in_span(args, paths, function, plan));
    let turn = turn(args, paths, here);
    let body = if anchor.is_none() && copies.is_none() && bindings.is_empty() {
        attempt.body.to_token_stream()
    } else {
        let body = attempt.nested_body();
        quote_spanned!(here=> { #anchor #bindings #moves #body })
    };
    quote_spanned! {here=>
        {
            let #SPAN = #private::entered(#name, #turn);
            #returned
            #copies
            (#bars -> #output #body)()
        }
    }
}
