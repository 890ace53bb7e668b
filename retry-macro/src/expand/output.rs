use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tokens::{end_of_bounds, group_like};

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
                erased.extend([TokenTree::Group(group_like(group, erase_impl_trait(&inner)))]);
            }
            token => erased.extend([token.clone()]),
        }
    }
    erased
}
