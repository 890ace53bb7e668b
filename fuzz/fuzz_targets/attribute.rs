//! Any attribute on any function leaves the function with errors, or Rust. The input is that of `fuzz/attributes`: the
//! options, a line of dashes, the function.

#![no_main]
#![allow(dead_code)]

#[path = "../../retry-macro/src"]
mod of_macro {
    pub(crate) mod args;
    pub(crate) mod async_trait;
    pub(crate) mod attribute;
    pub(crate) mod block;
    pub(crate) mod callable;
    pub(crate) mod duration;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod function;
    pub(crate) mod locals;
    pub(crate) mod parameters;
    pub(crate) mod paths;
    pub(crate) mod pattern;
    pub(crate) mod return_type;
    pub(crate) mod rewritten;
    pub(crate) mod tokens;
    pub(crate) mod validate;
    pub(crate) mod variables;
}
#[path = "../../retry-macro/src/tests/oracle.rs"]
mod oracle;

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, Item, ItemImpl, parse2};

// The files name each other from the root of their crate.
use self::of_macro::{
    args, async_trait, attribute, block, callable, duration, errors, expand, function, locals, parameters,
    paths, pattern, return_type, rewritten, tokens, validate, variables,
};

fuzz_target!(|input: &str| {
    let Some((args, item)) = input.split_once("\n---\n") else { return };
    let (Ok(args), Ok(item)) = (args.parse::<TokenStream>(), item.parse::<TokenStream>()) else { return };
    if is_function(&item) {
        oracle::check(&args, item);
    }
});

/// rustc parses the item below an attribute first, so the attribute only meets items that parse.
fn is_function(item: &TokenStream) -> bool {
    let is_free = matches!(parse2::<Item>(item.clone()), Ok(Item::Fn(_)));
    let method = parse2::<ItemImpl>(quote!(impl X { #item }));
    is_free || method.is_ok_and(|method| matches!(method.items.as_slice(), [ImplItem::Fn(_)]))
}
