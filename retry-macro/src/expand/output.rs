use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use super::private;
use crate::args::Args;
use crate::locals::RETURNED;
use crate::tokens::{end_of_bounds, group_like, is_ident};

// Input:  Result<T, E>
// Output: let __returned = Returned::<Result<T, E>>::new();
//
// Input:  Result<impl Trait, E>
// Output: let __returned = Returned::new();
//         if false { return Returned::anchor(&__returned); }
//
// The second form takes the type from the function: there is no other way to name it.
pub(super) fn returned(args: &Args, output: &[TokenTree]) -> TokenStream {
    let here = Span::mixed_site();
    let private = private(args, here);
    if has_impl_trait(output) {
        return quote_spanned! {here=>
            let #RETURNED = #private::Returned::new();
            if false {
                return #private::Returned::anchor(&#RETURNED);
            }
        };
    }
    let output: TokenStream = output.iter().cloned().collect();
    quote_spanned!(here=> let #RETURNED = #private::Returned::<#output>::new();)
}

fn has_impl_trait(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(group) => has_impl_trait(&group.stream().into_iter().collect::<Vec<_>>()),
        token => is_ident(token, "impl"),
    })
}

// Input:  Result<impl Iterator<Item = u8> + 'a, E>
// Output: Result<_, E>
pub(crate) fn erase_impl_trait(tokens: &[TokenTree]) -> TokenStream {
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
                let erased_inner = erase_impl_trait(&inner);
                // In `&(impl A + B)` the parentheses are needed; rustc warns of those in `&(_)`.
                erased.extend(if is_impl_in_parentheses(group, &inner) {
                    erased_inner
                } else {
                    TokenTree::Group(group_like(group, erased_inner)).into()
                });
            }
            token => erased.extend([token.clone()]),
        }
    }
    erased
}

fn is_impl_in_parentheses(group: &Group, inner: &[TokenTree]) -> bool {
    group.delimiter() == Delimiter::Parenthesis
        && inner.first().is_some_and(|token| is_ident(token, "impl"))
        && end_of_bounds(inner) == inner.len()
}
