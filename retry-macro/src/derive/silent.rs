use proc_macro2::{Span, TokenStream, TokenTree};

use crate::tokens::group_like;

/// The same tokens at the same places, made ours. The generated code repeats types, bounds, and names of the definition,
/// and lints had their say there: those about a deprecated field, say. An `allow` would not compile where such a lint is
/// forbidden.
pub(super) fn silent(tokens: TokenStream) -> TokenStream {
    let silent = |token: TokenTree| {
        let mut token = match token {
            TokenTree::Group(group) => group_like(&group, silent(group.stream())).into(),
            // Its span says which crate it means.
            TokenTree::Ident(name) if name == "$crate" => return name.into(),
            token => token,
        };
        token.set_span(Span::mixed_site().located_at(token.span()));
        token
    };
    tokens.into_iter().map(silent).collect()
}
