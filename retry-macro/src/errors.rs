use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::quote;

/// Every mistake of one attribute, so that the user sees all of them in one build.
#[must_use]
pub(crate) struct Errors {
    errors: Option<syn::Error>,
    /// Errors behind a `#[cfg(…)]` each, whose condition only rustc knows.
    conditional: TokenStream,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { errors: None, conditional: TokenStream::new() }
    }

    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.push_error(syn::Error::new(span, message));
    }

    pub(crate) fn push_error(&mut self, error: syn::Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            errors => *errors = Some(error),
        }
    }

    /// Adds a mistake that is one only if all `conditions` hold, as in the `unix` of `#[cfg(unix)]`.
    pub(crate) fn push_if(&mut self, conditions: &[TokenStream], span: Span, message: impl Display) {
        if conditions.is_empty() {
            return self.push(span, message);
        }
        let error = syn::Error::new(span, message).into_compile_error();
        self.conditional.extend(quote!(#[cfg(all(#(#conditions),*))] #error));
    }

    /// The errors that stand beside the expansion, or the error that stands in its place.
    pub(crate) fn finish(self) -> syn::Result<TokenStream> {
        self.errors.map_or(Ok(self.conditional), Err)
    }
}

/// The known name nearest to this one, if it is near enough to be a slip: by rustc's rule, a third of its length. All
/// options and their names are written small.
pub(crate) fn similar<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = &name.trim_start_matches("r#").to_lowercase();
    known
        .iter()
        .map(|&candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, _)| distance <= name.len().max(3) / 3)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance.
fn distance(from: &str, to: &str) -> usize {
    let to = to.as_bytes();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}
