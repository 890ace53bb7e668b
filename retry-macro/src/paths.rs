//! The paths into `retry_attr` that generated code uses.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use crate::tokens::type_text;

/// The path of `retry_attr`, as `crate = …` gives it.
pub(crate) struct Paths(Option<TokenStream>);

impl Paths {
    pub(crate) fn new(krate: Option<TokenStream>) -> Self {
        Self(krate)
    }

    /// `::retry_attr`, where rustc reports errors at `place`.
    pub(crate) fn root(&self, place: Span) -> TokenStream {
        self.0.clone().unwrap_or_else(|| quote_spanned!(place=> ::retry_attr))
    }

    /// `::retry_attr::__private`, where rustc reports errors at `place`.
    pub(crate) fn private(&self, place: Span) -> TokenStream {
        let root = self.root(place);
        quote_spanned!(place=> #root::__private)
    }

    /// The path as a user would write it in a function.
    pub(crate) fn text(&self) -> String {
        self.0.as_ref().map_or_else(|| "retry_attr".to_owned(), type_text)
    }
}
