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
// The bound is on the field's type, as in `thiserror`. `E` itself needs no bound.
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
    /// The fields whose verdict is used.
    fn inner(&self) -> impl Iterator<Item = &'a Field<'a>> {
        let rules: Vec<&Rule<'a>> = match self {
            Rules::Whole(_) => Vec::new(),
            Rules::Struct(rule) => vec![rule],
            Rules::Variants(variants) => variants.iter().map(|(_, rule)| rule).collect(),
        };
        rules.into_iter().filter_map(|rule| if let Rule::Inner(field) = rule { Some(*field) } else { None })
    }
}

/// Whether the type names the item. To prove a bound on such a type, rustc would need the same bound, without end.
fn mentions_item(ty: &Type, item: &Ident) -> bool {
    mentions(ty.to_token_stream(), &|name| name == item || name == "Self")
}

/// Whether the type names a type or const parameter. Otherwise, rustc checks the field's type without a bound.
pub(super) fn mentions_param(ty: &Type, generics: &Generics) -> bool {
    let is_param = |name: &Ident| {
        generics.params.iter().any(|param| match param {
            GenericParam::Type(param) => param.ident == *name,
            GenericParam::Const(param) => param.ident == *name,
            GenericParam::Lifetime(_) => false,
        })
    };
    mentions(ty.to_token_stream(), &is_param)
}

/// Whether a name occurs in the tokens. The `T` of `module::T` does not count.
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
