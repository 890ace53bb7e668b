//! `#[retry]`, `retrying!`, and `#[derive(Retryable)]`, re-exported and documented by
//! [`retry-attr`](https://docs.rs/retry-attr).

#![forbid(unsafe_code)]
#![expect(missing_docs, reason = "the facade documents the macros where it re-exports them")]

mod args;
mod async_trait;
mod attribute;
mod block;
mod callable;
mod derive;
mod duration;
mod errors;
mod expand;
mod function;
mod locals;
mod manifest;
mod parameters;
mod paths;
mod pattern;
mod return_type;
mod rewritten;
#[cfg(test)]
mod tests;
mod tokens;
mod validate;
mod variables;

use proc_macro::TokenStream;

use crate::attribute::attribute;
use crate::block::block;
use crate::manifest::missing_crate;

#[proc_macro_attribute]
pub fn retry(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute(args.into(), item.into(), missing_crate).into()
}

#[proc_macro]
pub fn retrying(input: TokenStream) -> TokenStream {
    block(input.into(), missing_crate).into()
}

#[proc_macro_derive(Retryable, attributes(retryable))]
pub fn retryable(item: TokenStream) -> TokenStream {
    derive::retryable(item.into(), missing_crate).into()
}
