//! The shapes of `retrying!`, and its messages.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use crate::block::block;

fn expand(input: TokenStream) -> String {
    block(input, |_| None).to_string()
}

#[test]
fn every_shape_of_closure_is_an_expression() {
    let body = quote!({ work()? });
    let closure =
        proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(async || -> Result<u8, E> #body));
    let block = proc_macro2::Group::new(proc_macro2::Delimiter::None, body.clone());
    for input in [
        quote!(async || -> Result<u8, E> #body),
        quote!(|| -> Result<u8, E> #body,),
        quote!(async || -> io::Result<()> #body, max = 3,),
        quote!(async || -> Result<[u8; { 1 + 2 }], Error<{ N }>> #body, jitter),
        quote!(|| -> Option<u8> #body, on(None)),
        quote!(async || -> Result<impl Iterator<Item = u8>, E> #body),
        quote!(#closure, max = 3),
        quote!(async || -> Result<u8, E> #block, max = 3),
    ] {
        let text = expand(input.clone());
        assert!(!text.contains("compile_error"), "{input}: {text}");
        syn::parse_str::<Expr>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    }
}

#[test]
fn mistakes_leave_an_expression_with_the_block() {
    for (input, message) in [
        (quote!(), "`retrying!` begins with the closure to retry"),
        (quote!(max = 3, || -> Result<u8, E> { 1 }), "`retrying!` begins with the closure to retry"),
        (quote!(async { 1 }), "`retrying!` begins with the closure to retry"),
        (quote!(async move { 1 }), "`retrying!` begins with the closure to retry"),
        (quote!(call()), "`retrying!` begins with the closure to retry"),
        (quote!(|a| -> Result<u8, E> { a }), "takes no parameters"),
        (quote!(async || { 1 }), "needs to see the return type"),
        (quote!(|| work()), "needs to see the return type"),
        (quote!(|| -> Result<u8, E>), "needs to see the return type"),
        (quote!(async move || -> Result<u8, E> { 1 }), "`move` would give"),
        (quote!(|| -> Result<u8, E> { 1 } max = 3), "expected `,` before the options"),
        (quote!(|| -> Result<u8, E> { 1 }.clone()), "expected `,` before the options"),
        (quote!(|| -> Result<u8, E> { 1 }, retries = 3), "unknown `retrying!` option `retries`"),
        (quote!(|| -> Result<u8, E> { 1 }, trace_errors = 3), "write `retrying!(…, trace_errors)`"),
        (quote!(|| -> Result<u8, E> { 1 }, max = 0), "`max` counts the first attempt"),
        (quote!(|| -> Result<u8, E> { 1 }, jitter = full), "`jitter` is a name in quotes"),
        (quote!(|| -> Result<u8, E> { 1 }, max = |n| n), "by a closure without parameters"),
        (quote!(|| -> Result<u8, E> { 1 }, clone(url)), "the closure of `retrying!` has none"),
        (quote!(|| -> Result<u8, E> { 1 }, attempt_timeout = "1s"), "`retrying!(…, deadline = \\\"2m\\\""),
        (quote!(|| -> Option<u8> { 1 }), "write `retrying!(…, on(None))`"),
        (quote!(|| -> () { 1 }), "`retrying!` needs to see whether an attempt failed"),
        (quote!(|| -> BoxFuture<'static, u8> { 1 }), "write `async || -> Result<T, E> { … }`"),
        (quote!(|| -> Result<u8, E> { 1 }, stream), "write `async || -> Result<impl Stream"),
    ] {
        let text = expand(input.clone());
        assert!(text.contains(message), "{input}: {text}");
        assert!(!text.contains("#[retry"), "{text}");
        syn::parse_str::<Expr>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    }
}

#[test]
fn mistakes_in_the_closure_and_in_the_options_are_reported_together() {
    let text = expand(quote!(move |a| -> Result<u8, E> { a }, max = 0, retries = 3));
    for message in [
        "takes no parameters",
        "`move` would give",
        "`max` counts the first attempt, so",
        "unknown `retrying!` option `retries`",
    ] {
        assert!(text.contains(message), "{message}: {text}");
    }
    for closure in [quote!(|a| work(a)), quote!(|a| -> Result<u8, E> work(a)), quote!(async |a| { work(a) })]
    {
        let text = expand(quote!(#closure, max = 0, retries = 3));
        for message in [
            "takes no parameters",
            "needs to see the return type",
            "`max` counts the first attempt, so",
            "unknown `retrying!` option `retries`",
        ] {
            assert!(text.contains(message), "{message}: {text}");
        }
    }
    syn::parse_str::<Expr>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
}
