use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::args::Args;
use crate::function::{Angles, Function, is_punct};

mod judge;
mod policy;

/// One attempt: the user's block, and what its value is to be.
struct Attempt<'a> {
    asyncness: Option<&'a Ident>,
    output: &'a [TokenTree],
    body: &'a Group,
}

// Input:  async fn f(url: String) -> Result<T, E> { BODY }
// Output: async fn f(url: String) -> Result<T, E> { LOOP }
//
// Input:  fn f<'async_trait>(…) -> Pin<Box<…>> { Box::pin(async move { …; let __ret: Result<T, E> = { BODY }; __ret }) }
// Output: fn f<'async_trait>(…) -> Pin<Box<…>> { Box::pin(async move { …; let __ret: Result<T, E> = { LOOP }; __ret }) }
pub(crate) fn expand(args: &Args, function: &Function) -> TokenStream {
    if let Some(boxed) = &function.boxed {
        let attempt = Attempt { asyncness: boxed.asyncness(), output: &boxed.output, body: &boxed.body };
        let body = boxed.with_body(args.clones(), retry_loop(args, function, &attempt));
        return function.with_body(&[], body);
    }
    let Some(body) = &function.body else { return TokenStream::new() };
    let (inner_attributes, body) = split_inner_attributes(body);
    let attempt = Attempt { asyncness: function.asyncness.as_ref(), output: &function.output, body: &body };
    let retry_loop = retry_loop(args, function, &attempt);
    let function = function.with_body(args.clones(), quote!(#inner_attributes #retry_loop));
    if args.clones().is_empty() {
        return function;
    }
    // Clippy sees an argument that is only copied, and would ask for a reference.
    quote!(#[allow(clippy::needless_pass_by_value)] #function)
}

// Output: let mut attempts = Attempts::new();
//         loop {
//             let outcome = ATTEMPT;
//             let delay = match Attempts::settle(&mut attempts, const { &POLICY }, outcome) {
//                 ControlFlow::Break(outcome) => break outcome,
//                 ControlFlow::Continue(delay) => delay,
//             };
//             if #private::is_wait(delay) { WAIT; }
//         }
fn retry_loop(args: &Args, function: &Function, attempt: &Attempt) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    // Lifetime errors point at the value that leaves the loop: show the user's return type.
    let outcome = Ident::new("outcome", here.located_at(first_span(attempt.output)));
    let run = match attempt.asyncness {
        Some(asyncness) => async_attempt(args, function, attempt, asyncness),
        None => sync_attempt(args, function, attempt),
    };
    let attempts = policy::attempts(args);
    let policy = policy::policy(args);
    let settle = judge::settle(args, &policy, &outcome);
    let wait = wait(args, attempt.asyncness.is_some());
    quote_spanned! {here=>
        let mut attempts = #attempts;
        #[allow(clippy::redundant_closure_call, clippy::never_loop)]
        loop {
            // The block ends before the wait, and `outcome` with it.
            let delay = {
                let #outcome = #run;
                match #settle {
                    ::core::ops::ControlFlow::Break(()) => break #outcome,
                    ::core::ops::ControlFlow::Continue(delay) => delay,
                }
            };
            if #private::is_wait(delay) {
                #wait;
            }
        }
    }
}

// Input:  { BODY }
// Output: async { if false { let __ret: Result<T, E> = loop {}; return __ret; } { BODY } }.await
fn async_attempt(args: &Args, function: &Function, attempt: &Attempt, asyncness: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    let output = erase_impl_trait(attempt.output);
    // Unreachable, but it tells type inference what `return`, `?` and the tail yield.
    let anchor = quote_spanned! {first_span(attempt.output)=>
        #[allow(
            unreachable_code,
            clippy::diverging_sub_expression,
            clippy::empty_loop,
            clippy::let_unit_value,
            clippy::needless_return,
            clippy::type_complexity
        )]
        if false {
            let __ret: #output = loop {};
            return __ret;
        }
    };
    let (copies, moves) = clones(args, function);
    let body = nested(attempt.body);
    let block = quote_spanned!(here=> #asyncness { #anchor #moves #body });
    match copies {
        Some(copies) => quote_spanned!(here=> { #copies #block }.await),
        None => quote_spanned!(here=> #block.await),
    }
}

// Input:  { BODY }
// Output: (|| -> Result<T, E> { BODY })()
fn sync_attempt(args: &Args, function: &Function, attempt: &Attempt) -> TokenStream {
    let here = Span::mixed_site();
    let output = erase_impl_trait(attempt.output);
    let (copies, moves) = clones(args, function);
    let body = nested(attempt.body);
    // An argument that the body moves is moved into the closure: show the function.
    let bars = quote_spanned!(here.located_at(function.name.span())=> ||);
    match copies {
        Some(copies) => quote_spanned!(here=> { #copies (#bars -> #output { #moves #body })() }),
        None => quote_spanned!(here=> (#bars -> #output #body)()),
    }
}

/// The user's block, in a scope of its own: a `use` in it must not change what the anchor's type means. Its braces are
/// where the user's are, but ours: `unused_braces` has nothing to say about them.
fn nested(body: &Group) -> Group {
    let mut block = Group::new(Delimiter::Brace, body.stream());
    block.set_span(Span::mixed_site().located_at(body.span()));
    block
}

// Input:  clone(url)
// Output: let url = Cell::new(Clone::clone(&url));  (before the attempt)
//         let url = Cell::into_inner(url);          (in it: moved, for a block only borrows what is `Copy`)
fn clones(args: &Args, function: &Function) -> (Option<TokenStream>, TokenStream) {
    let bindings = function.bindings();
    let (mut copies, mut moves) = (TokenStream::new(), TokenStream::new());
    for name in args.clones() {
        let bound = bindings.iter().rev().find(|binding| binding.name == *name);
        let mutability = bound.and_then(|binding| binding.mutability.as_ref());
        let parameter = bound.map_or(name, |binding| &binding.name);
        // A missing `Clone` is reported at the name in the attribute.
        let mut original = parameter.clone();
        original.set_span(parameter.span().located_at(name.span()));
        let copy = quote_spanned!(name.span()=> ::core::clone::Clone::clone(&#original));
        copies.extend(quote!(let #parameter = ::core::cell::Cell::new(#copy);));
        moves.extend(quote! {
            #[allow(clippy::collection_is_never_read)]
            let #mutability #parameter = ::core::cell::Cell::into_inner(#parameter);
        });
    }
    ((!copies.is_empty()).then_some(copies), moves)
}

fn wait(args: &Args, is_async: bool) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    match (&args.sleep, is_async) {
        (Some(sleep), true) => {
            let sleep = &sleep.value;
            quote_spanned!(here=> #private::sleep_by(delay, #sleep).await)
        }
        (Some(sleep), false) => {
            let sleep = &sleep.value;
            quote_spanned!(here=> #private::block_by(delay, #sleep))
        }
        (None, true) => quote_spanned!(here=> #private::sleep(#private::Tokio, delay).await),
        (None, false) => quote_spanned!(here=> #private::block(#private::Thread, delay)),
    }
}

/// `::retry_attr`, or what `crate = …` says.
fn krate(args: &Args, place: Span) -> TokenStream {
    match &args.krate {
        Some(krate) => krate.value.clone(),
        None => quote_spanned!(place=> ::retry_attr),
    }
}

fn private(args: &Args, place: Span) -> TokenStream {
    let krate = krate(args, place);
    quote_spanned!(place=> #krate::__private)
}

fn first_span(tokens: &[TokenTree]) -> Span {
    tokens.first().map_or_else(Span::mixed_site, TokenTree::span)
}

// Input:  Result<impl Iterator<Item = u8> + 'a, E>
// Output: Result<_, E>
fn erase_impl_trait(tokens: &[TokenTree]) -> TokenStream {
    let mut erased = TokenStream::new();
    let mut rest = tokens.iter();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Ident(keyword) if keyword == "impl" => {
                erased.extend([TokenTree::Ident(Ident::new("_", keyword.span()))]);
                let bounds = end_of_bounds(rest.as_slice());
                rest = rest.as_slice()[bounds..].iter();
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut inner = Group::new(group.delimiter(), erase_impl_trait(&inner));
                inner.set_span(group.span());
                erased.extend([TokenTree::Group(inner)]);
            }
            token => erased.extend([token.clone()]),
        }
    }
    erased
}

/// How many tokens belong to the bounds of an `impl Trait`.
fn end_of_bounds(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    let is_end = |token: &TokenTree| {
        let ends = angles.depth == 0 && (is_punct(Some(token), ',') || angles.closes(token));
        angles.pass(token);
        ends
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}

// Input:  { #![allow(unused)] BODY }
// Output: #![allow(unused)]  and  { BODY }, because rustc takes inner attributes at the start of a function only
fn split_inner_attributes(body: &Group) -> (TokenStream, Group) {
    let mut attributes = TokenStream::new();
    let mut tokens = body.stream().into_iter().peekable();
    while let Some(pound) = tokens.next_if(|token| is_punct(Some(token), '#')) {
        let Some(bang) = tokens.next_if(|token| is_punct(Some(token), '!')) else {
            let rest = [pound].into_iter().chain(tokens).collect();
            return (attributes, like(body, rest));
        };
        attributes.extend([pound, bang].into_iter().chain(tokens.next()));
    }
    if attributes.is_empty() {
        return (attributes, body.clone());
    }
    (attributes, like(body, tokens.collect()))
}

fn like(group: &Group, tokens: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), tokens);
    new.set_span(group.span());
    new
}
