//! `#[retryable(from)]`: the errors of limits, streams, and clients become the error in a field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Error, Type};

use super::bounds::mentions_param;
use super::item::{Case, Field, Item, Shape};
use super::options::{From, Options};
use super::silent::silent;
use crate::errors::Errors;
use crate::locals::INNER;

/// The errors that every `from` makes.
const OWN: [&str; 2] = ["TimedOut", "Truncated"];

/// Checks that `from` is on one variant with one field.
pub(super) fn of_enum(options: &Options, variants: &[Case], errors: &mut Errors) {
    if let Some(from) = &options.from {
        errors.push(
            from.word.span(),
            "`from` belongs on a variant\nhelp: put `#[retryable(from)]` on the variant that holds an `ApiError`",
        );
    }
    let mut first: Option<&Ident> = None;
    for variant in variants {
        checked(variant, errors);
        let Some(from) = &variant.options.from else { continue };
        if let Some(first) = first {
            errors.push(
                from.word.span(),
                format!(
                    "`from` on `{first}` makes these errors already\nhelp: keep one `from`, with all types"
                ),
            );
        }
        first = first.or(Some(variant.name));
    }
}

/// Checks the types of `from`, and the field that they become.
pub(super) fn checked(case: &Case, errors: &mut Errors) {
    let Some(from) = &case.options.from else { return };
    let [field] = case.fields.as_slice() else {
        let count = if case.fields.is_empty() { "none".to_owned() } else { case.fields.len().to_string() };
        errors.push(
            from.word.span(),
            format!(
                "`from` fills the only field, but `{}` has {count}\n\
                 help: put it on a variant that holds only an `ApiError`",
                case.name
            ),
        );
        return;
    };
    let text = |ty: &Type| ty.to_token_stream().to_string();
    let mut seen = Vec::new();
    for ty in &from.others {
        let (name, last) = (text(ty), last_name(ty));
        let fact = if name == text(field.ty) {
            "this is the error in the field, which `thiserror`'s `#[from]` converts"
        } else if OWN.iter().any(|own| last.as_deref() == Some(own)) {
            "`from` always makes this error"
        } else if seen.contains(&name) {
            "this type is given more than once"
        } else {
            seen.push(name);
            continue;
        };
        errors.push_error(Error::new_spanned(ty, format!("{fact}\nhelp: leave it out")));
    }
}

fn last_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

// Input:
//     enum ModelError {
//         #[retryable(from(reqwest::Error))]
//         Api(ApiError),
//     }
// Output, and the same for `Truncated` and `reqwest::Error`:
//     impl From<::retry_attr::TimedOut> for ModelError {
//         fn from(__inner: ::retry_attr::TimedOut) -> Self {
//             Self::Api { 0: <ApiError as From<::retry_attr::TimedOut>>::from(__inner) }
//         }
//     }
pub(super) fn conversions(item: &Item, root: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let Some((case, from)) = made(item) else { return TokenStream::new() };
    let [field] = case.fields.as_slice() else { return TokenStream::new() };
    let place = match item.shape {
        Shape::Enum(..) => {
            let name = case.name;
            silent(quote_spanned!(here=> Self::#name))
        }
        Shape::Struct(_) | Shape::Union(_) => quote_spanned!(here=> Self),
    };
    let own = OWN.iter().map(|name| {
        let name = Ident::new(name, here);
        quote_spanned!(here=> #root::#name)
    });
    let others = from.others.iter().map(|ty| silent(ty.to_token_stream()));
    own.chain(others).map(|source| conversion(item, field, &place, &source)).collect()
}

/// The struct or the variant with `from`.
fn made<'a>(item: &'a Item<'a>) -> Option<(&'a Case<'a>, &'a From)> {
    let cases = match &item.shape {
        Shape::Struct(case) => std::slice::from_ref(case),
        Shape::Enum(_, variants) => variants.as_slice(),
        Shape::Union(_) => &[],
    };
    cases.iter().find_map(|case| Some((case, case.options.from.as_ref()?)))
}

fn conversion(item: &Item, field: &Field, place: &TokenStream, source: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let name = item.name;
    let (params, arguments, _) = item.generics.split_for_impl();
    let (params, ty) = (silent(quote!(#params)), silent(quote!(#name #arguments)));
    let (member, inner) = (&field.member, silent(field.ty.to_token_stream()));
    let from = quote_spanned!(here=> ::core::convert::From<#source>);
    let written = item.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let mut bounds: Vec<_> = written.map(|predicate| silent(quote!(#predicate))).collect();
    if mentions_param(field.ty, item.generics) {
        bounds.push(quote_spanned!(here=> #inner: #from));
    }
    let bounds = (!bounds.is_empty()).then(|| quote_spanned!(here=> where #(#bounds),*));
    quote_spanned! {here=>
        #[automatically_derived]
        impl #params #from for #ty #bounds {
            fn from(#INNER: #source) -> Self {
                #place { #member: <#inner as #from>::from(#INNER) }
            }
        }
    }
}
