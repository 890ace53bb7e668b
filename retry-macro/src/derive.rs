//! `#[derive(Retryable)]` in three steps: `item` and `options` parse, `validate` checks, and `expand` generates.

mod bounds;
mod expand;
mod forward;
mod item;
mod made;
mod options;
mod refuse;
mod silent;
#[cfg(test)]
mod tests;
mod validate;
mod words;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::DeriveInput;

use self::item::Item;
use crate::attribute::MissingCrate;
use crate::errors::Errors;
use crate::paths::Paths;

pub(crate) fn retryable(input: TokenStream, missing: MissingCrate) -> TokenStream {
    match syn::parse2(input) {
        Ok(input) => derive(&input, missing),
        Err(error) => error.into_compile_error(),
    }
}

fn derive(input: &DeriveInput, missing: MissingCrate) -> TokenStream {
    let mut errors = Errors::new();
    let item = Item::parse(input, &mut errors);
    let rules = validate::validate(&item, &mut errors);
    let location = item.options().location.as_ref();
    if location.is_none() {
        if let Some(error) = missing("retryable") {
            // No implementation could stand in: it would name `::retry_attr`.
            return error.into_compile_error();
        }
    }
    let krate = location.map(|location| location.path.to_token_stream());
    let root = Paths::new(krate).root(Span::mixed_site());
    match errors.finish() {
        Ok(_) => expand::expand(&item, &rules, &root),
        Err(error) => {
            let errors = error.into_compile_error();
            // An implementation stands in, so that rustc does not report a missing one as well.
            let stand_in = expand::implementation(&item, &rules, &root, &quote!(loop {}));
            quote!(#errors #stand_in)
        }
    }
}
