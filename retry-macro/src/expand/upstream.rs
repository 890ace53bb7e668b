//! What all calls to one API share, and the wait for a turn.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::called::Called;
use super::plan::parenthesized;
use crate::args::Args;
use crate::locals::{ATTEMPTS, UPSTREAM};
use crate::paths::Paths;
use crate::tokens::span;

// Input:  upstream = GPT
// Output: let __upstream = AsUpstream::as_upstream(&GPT);
//
// Evaluated once, in the user's own function. The handle does not borrow what the value stands in, if that is an `Arc`.
pub(super) fn handle(args: &Args, paths: &Paths) -> Option<TokenStream> {
    let value = &args.upstream.as_ref()?.value.value;
    let here = Span::mixed_site();
    // A value that is no upstream is reported at the value.
    let place = here.located_at(span(value));
    let value = parenthesized(value);
    let root = paths.root(place);
    let handle = quote_spanned!(place=> #root::AsUpstream::as_upstream(&#value));
    Some(quote_spanned!(here=> let #UPSTREAM = #handle;))
}

// Input:  ATTEMPTS, upstream(GPT, cost = tokens, background)
// Output: Attempts::sharing(ATTEMPTS, Joined::new(Under::new(__upstream).cost(tokens).background(), Tokio))
pub(super) fn sharing(args: &Args, paths: &Paths, attempts: TokenStream, clock: &TokenStream) -> TokenStream {
    let Some(upstream) = &args.upstream else { return attempts };
    let here = Span::mixed_site();
    let private = paths.private(here);
    let cost =
        upstream.value.cost.as_ref().map(|cost| quote_spanned!(here.located_at(span(cost))=> .cost(#cost)));
    let background = upstream.value.is_background.then(|| quote_spanned!(here=> .background()));
    let under = quote_spanned!(here=> #private::Under::new(#UPSTREAM) #cost #background);
    quote_spanned!(here=> #private::Attempts::sharing(#attempts, #private::Joined::new(#under, #private::#clock)))
}

// Output: admit(&mut __attempts, Tokio).await;
pub(super) fn admission(args: &Args, paths: &Paths, called: &Called, is_async: bool) -> Option<TokenStream> {
    args.upstream.as_ref()?;
    let here = Span::mixed_site();
    let private = paths.private(here);
    Some(match (&called.sleep, is_async) {
        (Some(sleep), true) => quote_spanned!(here=> #private::admit_by(&mut #ATTEMPTS, #sleep).await;),
        (Some(sleep), false) => quote_spanned!(here=> #private::admit_blocking_by(&mut #ATTEMPTS, #sleep);),
        (None, true) => quote_spanned!(here=> #private::admit(&mut #ATTEMPTS, #private::Tokio).await;),
        (None, false) => quote_spanned!(here=> #private::admit_blocking(&mut #ATTEMPTS, #private::Thread);),
    })
}
