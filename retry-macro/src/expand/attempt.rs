use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::tokens::{group_like, is_punct};

/// One attempt: the user's block, and the type of its outcome.
pub(super) struct Attempt<'a> {
    pub(super) asyncness: Option<&'a Ident>,
    pub(super) output: &'a [TokenTree],
    pub(super) body: &'a Group,
}

impl Attempt<'_> {
    /// The return type, where rustc reports what the outcome or its error lacks.
    pub(super) fn place(&self) -> Span {
        self.output.first().map_or_else(Span::mixed_site, TokenTree::span)
    }

    // Output: #[deny(unknown_crate_types)] { BODY }
    //
    /// The user's block, in its own scope, because a `use` in it must not change the meaning of the anchor's type. Its
    /// braces stay the user's, because their edition says when temporaries of the last expression are dropped.
    /// `unused_braces` skips a block with an attribute. An `allow` of that lint would silence it in the body too, and would
    /// not compile where the lint is forbidden, so the attribute denies a lint that no body can trigger.
    pub(super) fn nested_body(&self) -> TokenStream {
        let body = self.body;
        quote_spanned!(Span::mixed_site()=> #[deny(unknown_crate_types)] #body)
    }
}

// Input:  { #![allow(unused)] BODY }
// Output: #![allow(unused)] and { BODY }
//
// The attributes belong to the function, whose parameters may be unused too.
pub(super) fn split_inner_attributes(start: &[TokenTree], body: &Group) -> (TokenStream, Group) {
    if !is_punct(start.first(), '#') {
        return (TokenStream::new(), body.clone());
    }
    let mut tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_inner = |tokens: &&[TokenTree]| is_punct(tokens.first(), '#') && is_punct(tokens.get(1), '!');
    // Each is `#`, `!`, and `[…]`.
    let attributes = tokens.chunks(3).take_while(is_inner).count() * 3;
    let rest = group_like(body, tokens.drain(attributes..).collect());
    (tokens.into_iter().collect(), rest)
}
