use proc_macro2::{Span, TokenStream, TokenTree};

use crate::tokens::group_like;

/// Gives tokens of the definition our hygiene, at which lints are silent. The generated code repeats types, bounds, and names,
/// and a lint such as `deprecated` has already reported them in the definition. An `allow` would not compile where the lint
/// is forbidden.
pub(super) fn silent(tokens: TokenStream) -> TokenStream {
    let silent = |token: TokenTree| {
        let mut token = match token {
            TokenTree::Group(group) => group_like(&group, silent(group.stream())).into(),
            // The span of `$crate` says which crate it means.
            TokenTree::Ident(name) if name == "$crate" => return name.into(),
            token => token,
        };
        token.set_span(Span::mixed_site().located_at(token.span()));
        token
    };
    tokens.into_iter().map(silent).collect()
}
