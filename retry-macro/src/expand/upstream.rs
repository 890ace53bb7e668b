//! The upstream that calls share, and the wait for a turn.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use super::attempt::Attempt;
use super::called::Called;
use super::plan::parenthesized;
use crate::args::Args;
use crate::function::Function;
use crate::locals::{ADMITTED, ATTEMPTS, TIMED_OUT, UPSTREAM, VALUE};
use crate::parameters::is_pinned_reference;
use crate::paths::Paths;
use crate::tokens::{ident, is_punct, span};

// Input:  upstream = GPT
// Output: let __upstream = AsUpstream::as_upstream(&GPT);
//
// Input:  upstream = self.gpt, in a method with `&mut self`
// Output: let __upstream = match &self.gpt {
//             __value => {
//                 use Elsewhere as _;
//                 Place(__value).__retry_attr_beside_mut();
//                 AsUpstream::as_upstream(__value)
//             }
//         };
//
// Evaluated once, in the user's own function. If the value is an `Arc`, the handle does not borrow from its place.
pub(super) fn handle(args: &Args, paths: &Paths, function: &Function) -> Option<TokenStream> {
    let value = &args.upstream.as_ref()?.value.value;
    let here = Span::mixed_site();
    // A value that is no upstream is reported at the value.
    let place = here.located_at(span(value));
    let root = paths.root(place);
    let Some((value, check)) = checked(args, function, value) else {
        let value = parenthesized(value);
        let handle = quote_spanned!(place=> #root::AsUpstream::as_upstream(&#value));
        return Some(quote_spanned!(here=> let #UPSTREAM = #handle;));
    };
    let (private, value, check) = (paths.private(place), parenthesized(&value), Ident::new(check, place));
    let check = quote_spanned!(place=> #private::Place(#VALUE).#check(););
    let handle = quote_spanned!(place=> #root::AsUpstream::as_upstream(#VALUE));
    Some(quote_spanned! {here=>
        let #UPSTREAM = match &#value {
            #VALUE => {
                // Used only where the place holds no upstream itself. `pub` silences `unused_imports`.
                pub use #private::Elsewhere as _;
                #check
                #handle
            }
        };
    })
}

/// The place of a value in `self` or in a parameter, and the check that the value contains no upstream itself.
fn checked(args: &Args, function: &Function, value: &TokenStream) -> Option<(TokenStream, &'static str)> {
    let (root, place) = place(value.clone())?;
    let binding = function.bindings().into_iter().find(|binding| binding.name == root)?;
    if args.stream.is_some() {
        return Some((place, "__retry_attr_behind_stream"));
    }
    let is_mut = binding.is_mut_reference() || root == "self" && is_pinned_reference(&binding.ty);
    is_mut.then_some((place, "__retry_attr_beside_mut"))
}

// Input:  &self.models[0].gpt
// Output: `self`, and `self.models[0].gpt`
//
// The value of a call or a macro is not a place.
fn place(value: TokenStream) -> Option<(Ident, TokenStream)> {
    let tokens: Vec<TokenTree> = value.into_iter().collect();
    if let [TokenTree::Group(group)] = tokens.as_slice() {
        return place(group.stream());
    }
    let is_reference = |token: &&TokenTree| is_punct(Some(token), '&');
    let tokens = &tokens[tokens.iter().take_while(is_reference).count()..];
    let root = tokens.iter().find(|token| !is_punct(Some(token), '*')).and_then(ident)?;
    let is_of_place = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        TokenTree::Punct(punct) => matches!(punct.as_char(), '.' | '*'),
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
    };
    // `#[async_trait]` renames `self`.
    let root = if root == "__self" { Ident::new("self", root.span()) } else { root };
    tokens.iter().all(is_of_place).then(|| (root, tokens.iter().cloned().collect()))
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

/// The wait for a turn, and the outcome after it.
pub(super) struct Admission {
    pub(super) statement: Option<TokenStream>,
    pub(super) outcome: TokenStream,
}

// Input:  ATTEMPT, upstream = GPT
// Output: if !may_go(&mut __attempts) { admit(&mut __attempts, Tokio).await; }
//         and ATTEMPT
//
// Past an open gate, no future is made. A sync function calls `admit_blocking`, which asks first.
//
// Input:  ATTEMPT, upstream = GPT, deadline = "2m"
// Output: let __admitted = if may_go(&mut __attempts) { Ok(()) } else { admit_until(&mut __attempts, __plan, Tokio).await };
//         and
//         match __admitted { Ok(()) => ATTEMPT, Err(__timed_out) => refused(__timed_out) }
pub(super) fn admission(
    args: &Args,
    paths: &Paths,
    called: &Called,
    attempt: &Attempt,
    plan: &TokenStream,
    run: TokenStream,
) -> Admission {
    let here = Span::mixed_site();
    if args.upstream.is_none() {
        return Admission { statement: None, outcome: run };
    }
    let private = paths.private(here);
    let is_async = attempt.asyncness.is_some();
    let until = args.has_limited_line();
    let wait = match (&called.sleep, is_async) {
        (Some(sleep), _) => sleep.clone(),
        (None, true) => quote_spanned!(here=> #private::Tokio),
        (None, false) => quote_spanned!(here=> #private::Thread),
    };
    let name = match (is_async, until, called.sleep.is_some()) {
        (true, false, false) => "admit",
        (true, false, true) => "admit_by",
        (true, true, false) => "admit_until",
        (true, true, true) => "admit_until_by",
        (false, false, false) => "admit_blocking",
        (false, false, true) => "admit_blocking_by",
        (false, true, false) => "admit_blocking_until",
        (false, true, true) => "admit_blocking_until_by",
    };
    let name = Ident::new(name, here);
    let awaited = is_async.then(|| quote_spanned!(here=> .await));
    if !until {
        let wait = quote_spanned!(here=> #private::#name(&mut #ATTEMPTS, #wait) #awaited;);
        let statement = if is_async {
            quote_spanned!(here=> if !#private::may_go(&mut #ATTEMPTS) { #wait })
        } else {
            wait
        };
        return Admission { statement: Some(statement), outcome: run };
    }
    // rustc reports at the return type that the error cannot be made from a `TimedOut`.
    let place = here.located_at(attempt.place());
    let refused = {
        let private = paths.private(place);
        quote_spanned!(place=> #private::refused(#TIMED_OUT))
    };
    let wait = quote_spanned!(here=> #private::#name(&mut #ATTEMPTS, #plan, #wait) #awaited);
    let admitted = if is_async {
        let ok = quote_spanned!(here=> ::core::result::Result::Ok(()));
        quote_spanned!(here=> if #private::may_go(&mut #ATTEMPTS) { #ok } else { #wait })
    } else {
        wait
    };
    let statement = quote_spanned!(here=> let #ADMITTED = #admitted;);
    let outcome = quote_spanned! {here=>
        match #ADMITTED {
            ::core::result::Result::Ok(()) => #run,
            ::core::result::Result::Err(#TIMED_OUT) => #refused,
        }
    };
    Admission { statement: Some(statement), outcome }
}
