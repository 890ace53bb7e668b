//! `#[retry]` and `#[derive(Retryable)]`, re-exported and documented by
//! [`retry-attr`](https://docs.rs/retry-attr).

#![forbid(unsafe_code)]
#![expect(missing_docs, reason = "the facade documents the macros where it re-exports them")]

mod args;
mod async_trait;
mod derive;
mod docs;
mod duration;
mod errors;
mod expand;
mod function;
#[cfg(test)]
mod tests;
mod tokens;
mod validate;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;

use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;

#[proc_macro_attribute]
pub fn retry(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute(args.into(), item.into()).into()
}

#[proc_macro_derive(Retryable, attributes(retryable))]
pub fn retryable(item: TokenStream) -> TokenStream {
    derive::retryable(item.into()).into()
}

/// The expansion; or the untouched function, which keeps the signature that its callers expect, and every error.
fn attribute(args: TokenStream2, item: TokenStream2) -> TokenStream2 {
    try_attribute(args, item.clone()).unwrap_or_else(|errors| {
        let mut tokens = item;
        tokens.extend(errors.into_compile_error());
        tokens
    })
}

fn try_attribute(args: TokenStream2, item: TokenStream2) -> syn::Result<TokenStream2> {
    let mut errors = Errors::new();
    let function = Function::parse(item)
        .map_err(|place| syn::Error::new(place, "`#[retry]` can only be put on a function"))?;
    let args = if function.boxed.is_some() { async_trait::rename_self(args) } else { args };
    let args = Args::parse(args, &mut errors);
    validate::validate(&args, &function, &mut errors);
    errors.finish()?;
    Ok(expand::expand(&args, &function))
}
