use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use crate::function::{Angles, is_punct};

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
                let mut inner = Group::new(group.delimiter(), erase_impl_trait(&inner));
                inner.set_span(group.span());
                erased.extend([TokenTree::Group(inner)]);
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
