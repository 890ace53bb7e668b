use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tokens::{Angles, group_like, is_punct};

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

/// How many tokens belong to the bounds of an `impl Trait`.
fn end_of_bounds(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    let is_end = |token: &TokenTree| {
        let separates = [',', ';'].into_iter().any(|char| is_punct(Some(token), char));
        let ends = angles.depth == 0 && (separates || angles.closes(token));
        angles.pass(token);
        ends
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}
