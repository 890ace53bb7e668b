use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};

use super::attempts::bindings;
use super::called::Called;
use super::judge::{arms, late};
use super::output::{erase_unrepeatable, is_repeatable, returned_by_function};
use super::{first_span, plan};
use crate::args::Args;
use crate::function::Function;
use crate::locals::{ATTEMPTS, ERROR, ITEM, NUMBER, OUTCOME, RETURNED, SPAN};
use crate::parameters::Binding;
use crate::paths::Paths;
use crate::rewritten::moved_arguments;
use crate::tokens::{group_like, is_punct};

/// One attempt: the user's block, and what its value is to be.
pub(super) struct Attempt<'a> {
    pub(super) asyncness: Option<&'a Ident>,
    pub(super) output: &'a [TokenTree],
    pub(super) body: &'a Group,
}

/// The expression that runs the attempt and is its outcome.
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
                // What an error cannot be made from is reported at the return type.
                let place = here.located_at(first_span(attempt.output));
                traced(args, paths, function, place, &limited(paths, called, plan, place, &block))
            } else {
                traced(args, paths, function, here, &block)
            }
        }
        None => sync_attempt(args, paths, function, attempt),
    }
}

// Input:  { BODY }
// Output: async { if false { return anchor::<Result<T, E>>(); } { BODY } }
//
// Never taken, but it tells type inference what `return`, `?` and the tail yield. `if let Some(__ret) = None::<T>` would
// do, too, and cost a copy of every outcome.
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
    let place = first_span(attempt.output);
    let (returned, anchor) = anchor(args, paths, attempt);
    let anchor = quote_spanned!(place=> if false { return #anchor; });
    let (copies, moves) = clones(args, paths, function);
    let bindings = bindings(args, paths);
    let body = nested(attempt.body);
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
// It is moved into the attempt, whose future it would enlarge by a reference.
fn anchor(args: &Args, paths: &Paths, attempt: &Attempt) -> (Option<TokenStream>, TokenStream) {
    let place = first_span(attempt.output);
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
// The closure of the pattern stands behind the attempt, which may change what a guard looks at.
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
    // What a stream lacks is reported at the return type, and once.
    let place = first_span(attempt.output);
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
    quote_spanned! {here=>
        #asyncness {
            let #outcome = #block.await;
            #private::begin(#outcome, #begins, #late).await
        }
    }
}

// Input:  ATTEMPT
// Output: limit(&mut __attempts, PLAN, Tokio, ATTEMPT)
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
            quote_spanned!(place=> #private::limit_by(&mut #ATTEMPTS, #plan, #sleep, #attempt))
        }
        None => {
            quote_spanned!(place=> #private::limit(&mut #ATTEMPTS, #plan, #private::Tokio, #attempt))
        }
    }
}

// Input:  ATTEMPT
// Output: traced(NAME, Attempts::number(&__attempts), ATTEMPT).await
fn traced(
    args: &Args,
    paths: &Paths,
    function: &Function,
    place: Span,
    attempt: &TokenStream,
) -> TokenStream {
    let (private, name) = (paths.private(place), plan::name(args, function));
    quote_spanned!(place=> #private::traced(#name, #private::Attempts::number(&#ATTEMPTS), #attempt).await)
}

// Input:  { BODY }
// Output: { let __span = entered(NAME, Attempts::number(&__attempts)); (|| -> Result<T, E> { BODY })() }
fn sync_attempt(args: &Args, paths: &Paths, function: &Function, attempt: &Attempt) -> TokenStream {
    let here = Span::mixed_site();
    let output = erase_unrepeatable(attempt.output);
    let returned = (!is_repeatable(attempt.output)).then(|| anchor(args, paths, attempt));
    let (returned, anchor) = returned.map_or((None, None), |(returned, anchor)| {
        (returned, Some(quote_spanned!(here=> if false { return #anchor; })))
    });
    let (copies, moves) = clones(args, paths, function);
    let bindings = bindings(args, paths);
    // An argument that the body moves is moved into the closure: show the function.
    let bars = quote_spanned!(here.located_at(function.name.span())=> ||);
    let (private, name) = (paths.private(here), plan::name(args, function));
    let body = if anchor.is_none() && copies.is_none() && bindings.is_empty() {
        attempt.body.to_token_stream()
    } else {
        let body = nested(attempt.body);
        quote_spanned!(here=> { #anchor #bindings #moves #body })
    };
    quote_spanned! {here=>
        {
            let #SPAN = #private::entered(#name, #private::Attempts::number(&#ATTEMPTS));
            #returned
            #copies
            (#bars -> #output #body)()
        }
    }
}

// Input:  { #![allow(unused)] BODY }
// Output: #![allow(unused)]  and  { BODY }, because the attribute is the function's: its parameters are unused, too
pub(super) fn split_inner_attributes(start: &[TokenTree], body: &Group) -> (TokenStream, Group) {
    if !is_punct(start.first(), '#') {
        return (TokenStream::new(), body.clone());
    }
    let mut tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_inner = |tokens: &&[TokenTree]| is_punct(tokens.first(), '#') && is_punct(tokens.get(1), '!');
    // `#`, `!` and `[…]` each.
    let attributes = tokens.chunks(3).take_while(is_inner).count() * 3;
    let rest = group_like(body, tokens.drain(attributes..).collect());
    (tokens.into_iter().collect(), rest)
}

/// The user's block, in a scope of its own: a `use` in it must not change what the anchor's type means. Its braces stay
/// the user's, whose edition says when temporaries of the last expression are dropped. `unused_braces` passes over a
/// block that has an attribute, any: to allow that lint itself would silence it in the body, too. It is one that says
/// nothing of a body, and no `allow`, which a crate that forbids the lint would refuse.
fn nested(body: &Group) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> #[deny(unknown_crate_types)] #body)
}

// Input:  clone(url)
// Output: let url = Copied(Clone::clone(&url));  (before the attempt)
//         let (url,) = (Copied::into_inner(url),);  (in it: moved, for a block only borrows what is `Copy`)
//
// The tuple keeps clippy's `collection_is_never_read` away, which the plain function does not meet for an argument.
fn clones(args: &Args, paths: &Paths, function: &Function) -> (Option<TokenStream>, TokenStream) {
    if args.clones().is_empty() {
        return (None, TokenStream::new());
    }
    let (bindings, private) = (function.bindings(), paths.private(Span::mixed_site()));
    let (mut copies, mut moves) = (TokenStream::new(), TokenStream::new());
    for name in args.clones() {
        // The last one is the one in scope; under a `#[cfg(…)]`, another may be.
        let of_name = bindings.iter().rev().filter(|binding| binding.name == *name);
        let has_condition = |binding: &&Binding| !binding.conditions.is_empty();
        let conditional = of_name.clone().take_while(has_condition);
        for binding in conditional.chain(of_name.clone().find(|binding| !has_condition(binding))) {
            let Binding { name: parameter, mutability, conditions, .. } = binding;
            // A missing `Clone` is reported at the name in the attribute.
            let mut original = parameter.clone();
            original.set_span(parameter.span().located_at(name.span()));
            let copy = quote_spanned!(name.span()=> ::core::clone::Clone::clone(&#original));
            copies.extend(quote!(#(#[cfg(#conditions)])* let #parameter = #private::Copied(#copy);));
            moves.extend(quote! {
                #(#[cfg(#conditions)])*
                let (#mutability #parameter,) = (#private::Copied::into_inner(#parameter),);
            });
        }
    }
    ((!copies.is_empty()).then_some(copies), moves)
}

// Input:  clone(url, n)
// Output: if false { drop(url); drop(n); loop {} }
//
/// In a sync function, clippy sees an argument that is only copied, and would ask for a reference. An `allow` would not
/// compile where that lint is forbidden.
pub(super) fn consumed(args: &Args, function: &Function) -> Option<TokenStream> {
    let here = Span::mixed_site();
    let bindings = function.bindings().into_iter().filter(|binding| args.clones().contains(&binding.name));
    let drops: Vec<_> = bindings
        .map(|Binding { name, conditions, .. }| {
            quote_spanned!(here=> #(#[cfg(#conditions)])* ::core::mem::drop(#name);)
        })
        .collect();
    (!drops.is_empty()).then(|| quote_spanned!(here=> if false { #(#drops)* loop {} }))
}

// Input:  #[instrument] above, which moves `url` into a block of its own
// Output: MovedEachTime::check(&url);
//
/// Lets rustc say `clone(…)` where an argument that is moved is not `Copy`.
pub(super) fn moved(args: &Args, paths: &Paths, function: &Function) -> TokenStream {
    let moved =
        moved_arguments(function).into_iter().filter(|binding| !args.clones().contains(&binding.name));
    let check = |Binding { name, conditions, .. }: Binding| {
        let place = Span::mixed_site().located_at(name.span());
        let private = paths.private(place);
        quote_spanned!(place=> #(#[cfg(#conditions)])* #private::MovedEachTime::check(&#name);)
    };
    moved.map(check).collect()
}
