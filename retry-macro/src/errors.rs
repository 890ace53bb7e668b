use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::quote;

/// All mistakes in one attribute, so that the user sees them in one build.
#[must_use]
pub(crate) struct Errors {
    combined: Option<syn::Error>,
    /// Errors that each have a `#[cfg(…)]`, because only rustc can evaluate their condition.
    conditional: TokenStream,
    is_of_block: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { combined: None, conditional: TokenStream::new(), is_of_block: false }
    }

    /// The mistakes in a `retrying!`. The same messages name it in place of the attribute.
    pub(crate) fn of_block() -> Self {
        Self { is_of_block: true, ..Self::new() }
    }

    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.push_error(syn::Error::new(span, message));
    }

    pub(crate) fn push_error(&mut self, error: syn::Error) {
        let error = if self.is_of_block { naming_block(&error) } else { error };
        match &mut self.combined {
            Some(errors) => errors.combine(error),
            errors => *errors = Some(error),
        }
    }

    /// Adds an error that appears only if all `conditions` hold. A condition is the `unix` of `#[cfg(unix)]`.
    pub(crate) fn push_if(&mut self, conditions: &[TokenStream], span: Span, message: impl Display) {
        if conditions.is_empty() {
            return self.push(span, message);
        }
        let error = syn::Error::new(span, message).into_compile_error();
        self.conditional.extend(quote!(#[cfg(all(#(#conditions),*))] #error));
    }

    /// Returns the conditional errors to emit beside the expansion, or the errors to emit in its place.
    pub(crate) fn finish(self) -> syn::Result<TokenStream> {
        self.combined.map_or(Ok(self.conditional), Err)
    }
}

// Input:  unknown `#[retry]` option …   write `#[retry(on(None))]` …
// Output: unknown `retrying!` option …  write `retrying!(…, on(None))` …
fn naming_block(error: &syn::Error) -> syn::Error {
    let renamed = error.into_iter().map(|error| {
        let message = error.to_string().replace("`#[retry]`", "`retrying!`");
        let message = message.replace("`#[retry(", "`retrying!(…, ").replace(")]`", ")`");
        syn::Error::new(error.span(), message)
    });
    renamed
        .reduce(|mut all, next| {
            all.combine(next);
            all
        })
        .unwrap_or_else(|| error.clone())
}

/// The known name that is most similar, if it is similar enough for a typo. By rustc's rule, a third of the letters may
/// differ, and in a name of two letters, one letter. Capitals do not count, because all known names are lower-case.
pub(crate) fn similar<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = &name.trim_start_matches("r#").to_lowercase();
    known
        .iter()
        .map(|&candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, _)| distance <= name.len().max(3) / 3 && distance < name.len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The Levenshtein distance.
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
