use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{GenericParam, Generics, Type};

use super::item::{Field, Item};
use super::silent::silent;
use super::validate::{Rule, Rules};

// Input:
//     enum ApiError<E> where E: Debug {
//         #[retryable(transparent)]
//         Inner(Wrapped<E>),
//     }
// Output:
//     where E: Debug, Wrapped<E>: ::retry_attr::Retryable
//
// On the field's type, as `thiserror` does: `E` itself need not be anything.
pub(crate) fn where_clause(item: &Item, rules: &Rules, root: &TokenStream) -> TokenStream {
    let written = item.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let mut predicates: Vec<TokenStream> = written.map(|predicate| quote!(#predicate)).collect();
    let mut seen = Vec::new();
    let needs_bound = |ty: &&Type| mentions_param(ty, item.generics) && !mentions_item(ty, item.name);
    for ty in rules.inner().map(|field| field.ty).filter(needs_bound) {
        let text = ty.to_token_stream().to_string();
        if !seen.contains(&text) {
            seen.push(text);
            predicates.push(quote!(#ty: #root::Retryable));
        }
    }
    if predicates.is_empty() { TokenStream::new() } else { silent(quote!(where #(#predicates),*)) }
}

impl<'a> Rules<'a> {
    /// The fields that are asked.
    fn inner(&self) -> impl Iterator<Item = &'a Field<'a>> {
        let rules: Vec<&Rule<'a>> = match self {
            Rules::Whole(_) => Vec::new(),
            Rules::Struct(rule) => vec![rule],
            Rules::Variants(variants) => variants.iter().map(|(_, rule)| rule).collect(),
        };
        rules.into_iter().filter_map(|rule| if let Rule::Inner(field) = rule { Some(*field) } else { None })
    }
}

/// To see whether a bound on the type itself holds, rustc would ask for the bound again, without end.
fn mentions_item(ty: &Type, item: &Ident) -> bool {
    mentions(ty.to_token_stream(), &|name| name == item || name == "Self")
}

/// Bounds that no type or const parameter takes part in are rustc's to check, at the field.
fn mentions_param(ty: &Type, generics: &Generics) -> bool {
    let is_param = |name: &Ident| {
        generics.params.iter().any(|param| match param {
            GenericParam::Type(param) => param.ident == *name,
            GenericParam::Const(param) => param.ident == *name,
            GenericParam::Lifetime(_) => false,
        })
    };
    mentions(ty.to_token_stream(), &is_param)
}

/// By token, which covers every kind of type; the `T` of `module::T` is not the parameter.
fn mentions(tokens: TokenStream, is_meant: &impl Fn(&Ident) -> bool) -> bool {
    let mut colons = 0;
    tokens.into_iter().any(|token| {
        let before = std::mem::take(&mut colons);
        match token {
            TokenTree::Punct(punct) => {
                colons = if punct.as_char() == ':' { before + 1 } else { 0 };
                false
            }
            TokenTree::Ident(name) => before < 2 && is_meant(&name),
            TokenTree::Group(group) => mentions(group.stream(), is_meant),
            TokenTree::Literal(_) => false,
        }
    })
}
