use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::args::Args;
use crate::function::Function;
use crate::locals::{ATTEMPTS, DELAY, OUTCOME};
use crate::paths::Paths;

mod arguments;
mod attempt;
mod attempts;
pub(crate) mod called;
mod judge;
pub(crate) mod output;
mod plan;
mod run;
mod settle;
mod upstream;

use self::arguments::{consumed, moved};
use self::attempt::{Attempt, split_inner_attributes};
use self::called::Called;
use self::output::erase_unrepeatable;
use self::upstream::Admission;

// Input:  async fn f(url: String) -> Result<T, E> { BODY }
// Output: async fn f(url: String) -> Result<T, E> { LOOP }
//
// Input:  fn f<'async_trait>(…) -> Pin<Box<…>> { Box::pin(async move { …; let __ret: Result<T, E> = { BODY }; __ret }) }
// Output: fn f<'async_trait>(…) -> Pin<Box<…>> { Box::pin(async move { …; let __ret: Result<T, E> = { LOOP }; __ret }) }
pub(crate) fn expand(args: &Args, paths: &Paths, function: &Function) -> TokenStream {
    if let Some(boxed) = &function.boxed {
        let attempt = Attempt { asyncness: boxed.asyncness(), output: &boxed.output, body: &boxed.body };
        let body = boxed.with_body(args.clones(), retry_loop(args, paths, function, &attempt));
        return function.with_body(args.clones(), body);
    }
    let Some(body) = &function.body else { return TokenStream::new() };
    let (inner_attributes, body) = split_inner_attributes(&function.start, body);
    let attempt = Attempt { asyncness: function.asyncness.as_ref(), output: &function.output, body: &body };
    let consumed = if attempt.asyncness.is_some() { None } else { consumed(args, function) };
    let retry_loop = retry_loop(args, paths, function, &attempt);
    let moved = moved(args, paths, function);
    function.with_body(args.clones(), quote!(#inner_attributes #consumed #moved #retry_loop))
}

// Input:  async || -> Result<T, E> { BODY }
// Output: async { if false { return anchor::<Result<T, E>>(); } LOOP }
//
// Input:  || -> Result<T, E> { BODY }
// Output: (|| -> Result<T, E> { LOOP })()
//
// A `?` or a `return` in the value of an option ends the call, and not the function around it.
pub(crate) fn expand_block(args: &Args, paths: &Paths, block: &Function) -> TokenStream {
    let here = Span::mixed_site();
    let Some(body) = &block.body else { return TokenStream::new() };
    let attempt = Attempt { asyncness: block.asyncness.as_ref(), output: &block.output, body };
    let retry_loop = retry_loop(args, paths, block, &attempt);
    let output = erase_unrepeatable(&block.output);
    match &block.asyncness {
        Some(asyncness) => {
            let private = paths.private(attempt.place());
            let anchor = quote_spanned!(attempt.place()=> #private::anchor::<#output>());
            quote_spanned!(here=> #asyncness { if false { return #anchor; } #retry_loop })
        }
        None => quote_spanned!(here=> (|| -> #output { #retry_loop })()),
    }
}

// Output: let mut __attempts = Attempts::new();
//         loop {
//             let __delay = {
//                 ADMISSION
//                 let __outcome = ATTEMPT;
//                 SETTLE
//             };
//             if is_wait(__delay) { WAIT; }
//         }
fn retry_loop(args: &Args, paths: &Paths, function: &Function, attempt: &Attempt) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    // Lifetime errors point at the value that leaves the loop, so its span is the user's return type.
    let outcome = OUTCOME.at(attempt.place());
    let is_async = attempt.asyncness.is_some();
    let (bound, plan) = plan::bound(args, plan::plan(args, paths, function));
    let handle = upstream::handle(args, paths, function);
    let attempts = attempts::attempts(args, paths, is_async);
    let last = attempts::last(args);
    let called = Called::new(args, paths, function, attempt);
    let evaluated = &called.evaluated;
    let call_id = attempts::call_id(args, paths, &called.random);
    let known = attempts::known(args, paths, &plan, attempt.place());
    let run = run::run(args, paths, function, attempt, &called, &plan);
    let Admission { statement: admission, outcome: run } =
        upstream::admission(args, paths, &called, attempt, &plan, run);
    let restore = attempts::restore(args, paths, is_async, &outcome);
    let mutability = restore.is_some().then(|| quote_spanned!(here=> mut));
    let settle = settle::settle(args, paths, &called, attempt, &plan, &outcome);
    let wait = wait(paths, &called, is_async);
    // The inner block ends before the wait, so the outcome is dropped first.
    quote_spanned! {here=>
        #bound
        #evaluated
        #handle
        let mut #ATTEMPTS = #attempts;
        #last
        #call_id
        loop {
            let #DELAY = {
                #admission
                #known
                let #mutability #outcome = #run;
                #restore
                #settle
            };
            if #private::is_wait(#DELAY) {
                #wait;
            }
        }
    }
}

fn wait(paths: &Paths, called: &Called, is_async: bool) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    match (&called.sleep, is_async) {
        (Some(sleep), true) => quote_spanned!(here=> #private::sleep_by(#DELAY, #sleep).await),
        (Some(sleep), false) => quote_spanned!(here=> #private::block_by(#DELAY, #sleep)),
        (None, true) => quote_spanned!(here=> #private::sleep(#private::Tokio, #DELAY).await),
        (None, false) => quote_spanned!(here=> #private::block(#private::Thread, #DELAY)),
    }
}
