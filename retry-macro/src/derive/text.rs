use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use super::item::Field;
use super::silent::silent;
use super::validate::{Rule, Rules};
use crate::locals::INNER;

// Traces may print the text of an error if they may print the text of the error inside.
//
// Input:
//     enum ModelError {
//         #[retryable(transparent)]
//         Api(ApiError),
//         WrongKey,
//     }
// Output:
//     fn trace_text(&self) -> Option<&dyn Display> {
//         match self {
//             Self::Api { 0: __inner } => <ApiError as ::retry_attr::Retryable>::trace_text(__inner),
//             _ => None,
//         }
//     }
pub(super) fn trace_text(rules: &Rules, root: &TokenStream) -> Option<TokenStream> {
    let here = Span::mixed_site();
    let asked = |field: &Field, value: &TokenStream| {
        let ty = silent(field.ty.to_token_stream());
        quote_spanned!(here=> <#ty as #root::Retryable>::trace_text(#value))
    };
    let text = match rules {
        Rules::Struct(Rule::Inner(field)) => {
            let member = &field.member;
            asked(field, &silent(quote_spanned!(here=> &self.#member)))
        }
        Rules::Variants(variants) => {
            let arms: Vec<_> = variants
                .iter()
                .filter_map(|(case, rule)| {
                    let Rule::Inner(field) = rule else { return None };
                    let (name, member) = (case.name, &field.member);
                    let text = asked(field, &INNER.into_token_stream());
                    let pattern = silent(quote_spanned!(here=> Self::#name { #member: #INNER }));
                    Some(quote_spanned!(here=> #pattern => #text,))
                })
                .collect();
            if arms.is_empty() {
                return None;
            }
            let others = (arms.len() < variants.len())
                .then(|| quote_spanned!(here=> _ => ::core::option::Option::None,));
            quote_spanned!(here=> match self { #(#arms)* #others })
        }
        _ => return None,
    };
    Some(quote_spanned! {here=>
        fn trace_text(&self) -> ::core::option::Option<&dyn ::core::fmt::Display> {
            #text
        }
    })
}
