//! Patterns, parsed as far as the names in them. `syn` without `full` has no patterns.

mod read;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};

use crate::tokens::{group_like, is_ident, is_punct};

/// A pattern whose parts are known and whose tokens can be printed again.
pub(crate) enum Pat {
    /// `_`
    Wildcard(TokenStream),
    /// The `..` of a tuple, a slice, or a struct.
    Rest(TokenStream),
    Name(Name),
    /// `A | B`
    Alternatives(Vec<Pat>),
    /// `&` or `&mut` before a pattern.
    Reference(TokenStream, Box<Pat>),
    /// `(A, B)` or `(A)`
    Tuple(Group, Vec<Pat>),
    /// `[A, B]`
    Slice(Group, Vec<Pat>),
    /// `path::To(A, B)`
    TupleStruct(TokenStream, Group, Vec<Pat>),
    /// `path::To { a: A, b, .. }`
    Struct(TokenStream, Group, Vec<Field>),
    /// `pattern_macro!(…)`, whose expansion only rustc knows.
    Macro(TokenStream),
    /// A literal, a range, or a path of several names.
    Value(TokenStream),
}

/// A lone name. It binds a variable, unless a constant, a variant, or a unit struct of that name is in scope.
pub(crate) struct Name {
    pub(crate) ident: Ident,
    /// Whether `ref` stands before the name.
    pub(crate) is_reference: bool,
    pub(crate) mutability: Option<Ident>,
    /// The pattern after `@`.
    inner: Option<Box<Pat>>,
}

/// `label: PATTERN`, `name`, or `..`.
pub(crate) struct Field {
    attributes: TokenStream,
    /// The field's name, if the pattern is not that name itself.
    label: Option<TokenTree>,
    pat: Pat,
}

impl Pat {
    /// The patterns inside this one.
    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Name(name) => name.inner.as_deref().into_iter().collect(),
            Self::Reference(_, inner) => vec![inner],
            Self::Alternatives(parts)
            | Self::Tuple(_, parts)
            | Self::Slice(_, parts)
            | Self::TupleStruct(_, _, parts) => parts.iter().collect(),
            Self::Struct(_, _, fields) => fields.iter().map(|field| &field.pat).collect(),
            Self::Wildcard(_) | Self::Rest(_) | Self::Macro(_) | Self::Value(_) => Vec::new(),
        }
    }

    /// Every lone name, from left to right.
    pub(crate) fn names(&self) -> Vec<&Name> {
        let own = if let Self::Name(name) = self { Some(name) } else { None };
        own.into_iter().chain(self.parts().into_iter().flat_map(Self::names)).collect()
    }

    /// The first macro call in the pattern.
    pub(crate) fn first_macro(&self) -> Option<&TokenStream> {
        match self {
            Self::Macro(call) => Some(call),
            _ => self.parts().into_iter().find_map(Self::first_macro),
        }
    }

    /// Whether the pattern matches every value, judged by its spelling. `is_variable` tells variables from constants.
    pub(crate) fn matches_everything(&self, is_variable: &impl Fn(&Ident) -> bool) -> bool {
        let matches = |part: &Self| part.matches_everything(is_variable);
        match self {
            Self::Wildcard(_) | Self::Rest(_) => true,
            Self::Name(Name { inner: Some(inner), .. }) | Self::Reference(_, inner) => matches(inner),
            Self::Name(name) => is_variable(&name.ident),
            Self::Alternatives(parts) => parts.iter().any(matches),
            // `()` is a value, like the only variant of an enum.
            Self::Tuple(_, parts) => !parts.is_empty() && parts.iter().all(matches),
            // Every other slice pattern requires a length.
            Self::Slice(_, parts) => matches!(parts.as_slice(), [rest] if rest.is_rest()),
            Self::TupleStruct(..) | Self::Struct(..) | Self::Macro(_) | Self::Value(_) => false,
        }
    }

    /// Whether every alternative is `variant(…)`, with any path before its name.
    pub(crate) fn is_only(&self, variant: &str) -> bool {
        match self {
            Self::TupleStruct(path, ..) => {
                path.clone().into_iter().last().is_some_and(|name| is_ident(&name, variant))
            }
            Self::Alternatives(parts) => parts.iter().all(|part| part.is_only(variant)),
            Self::Reference(_, inner) | Self::Name(Name { inner: Some(inner), .. }) => inner.is_only(variant),
            Self::Tuple(_, parts) => matches!(parts.as_slice(), [only] if only.is_only(variant)),
            _ => false,
        }
    }

    /// Whether the pattern is `..` or `rest @ ..`.
    fn is_rest(&self) -> bool {
        match self {
            Self::Rest(_) => true,
            Self::Name(Name { inner: Some(inner), .. }) => inner.is_rest(),
            _ => false,
        }
    }

    /// The pattern with a `_` in place of each name and macro that `is_kept` rejects.
    //
    // Input:  Point { x, y: LIMIT, .. }
    // Output: Point { x: _, y: LIMIT, .. }
    pub(crate) fn without_names(&self, is_kept: &impl Fn(&Self) -> bool) -> TokenStream {
        let list = |parts: &[Self]| {
            let parts = parts.iter().map(|part| part.without_names(is_kept));
            quote!(#(#parts),*)
        };
        match self {
            Self::Name(Name { inner: Some(inner), .. }) => inner.without_names(is_kept),
            Self::Name(Name { ident: name, .. }) if is_kept(self) => {
                // Our span keeps lints from reporting the name twice.
                let mut name = name.clone();
                name.set_span(Span::mixed_site().located_at(name.span()));
                name.into_token_stream()
            }
            Self::Macro(call) if is_kept(self) => call.clone(),
            Self::Name(_) | Self::Macro(_) => quote_spanned!(Span::mixed_site()=> _),
            Self::Wildcard(tokens) | Self::Rest(tokens) | Self::Value(tokens) => tokens.clone(),
            Self::Reference(sign, inner) => {
                let inner = inner.without_names(is_kept);
                quote!(#sign #inner)
            }
            Self::Alternatives(parts) => {
                let parts = parts.iter().map(|part| part.without_names(is_kept));
                quote!(#(#parts)|*)
            }
            Self::Tuple(group, parts) => {
                // `(A,)` is a tuple, and `(A)` is not.
                let comma = group.stream().into_iter().last().filter(|last| is_punct(Some(last), ','));
                let parts = list(parts);
                group_like(group, quote!(#parts #comma)).into_token_stream()
            }
            Self::Slice(group, parts) => group_like(group, list(parts)).into_token_stream(),
            Self::TupleStruct(path, group, parts) => {
                let group = group_like(group, list(parts));
                quote!(#path #group)
            }
            Self::Struct(path, group, fields) => {
                let fields = fields.iter().map(|field| field.without_names(is_kept));
                let group = group_like(group, quote!(#(#fields),*));
                quote!(#path #group)
            }
        }
    }
}

impl Field {
    fn without_names(&self, is_kept: &impl Fn(&Pat) -> bool) -> TokenStream {
        let Self { attributes, label, pat } = self;
        match (label, pat) {
            // A name without a label always binds a variable.
            (None, Pat::Name(Name { ident: name, .. })) => {
                quote_spanned!(Span::mixed_site()=> #attributes #name: _)
            }
            (None, pat) => pat.without_names(is_kept),
            (Some(label), pat) => {
                let pat = pat.without_names(is_kept);
                quote!(#attributes #label: #pat)
            }
        }
    }
}
