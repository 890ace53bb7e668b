use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};

use super::item::Field;
use super::silent::silent;
use super::validate::{Rule, Rules};
use crate::locals::INNER;

// The getters that a `transparent` field answers: traces may print the text of an error if they may print that of the error
// inside, and the mark of the error inside is the mark of the whole.
pub(super) fn getters(rules: &Rules, root: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let text = quote_spanned!(here=> &dyn ::core::fmt::Display);
    let mark = quote_spanned!(here=> &#root::GiveUpMark);
    let mut getters = TokenStream::new();
    getters.extend(getter("trace_text", &text, rules, root));
    getters.extend(getter("give_up_mark", &mark, rules, root));
    getters
}

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
fn getter(name: &str, ty: &TokenStream, rules: &Rules, root: &TokenStream) -> Option<TokenStream> {
    let here = Span::mixed_site();
    let name = Ident::new(name, here);
    let asked = |field: &Field, value: &TokenStream| {
        let ty = silent(field.ty.to_token_stream());
        quote_spanned!(here=> <#ty as #root::Retryable>::#name(#value))
    };
    let answer = match rules {
        Rules::Struct(Rule::Inner(field)) => {
            let member = &field.member;
            asked(field, &silent(quote_spanned!(here=> &self.#member)))
        }
        Rules::Variants(variants) => {
            let arms: Vec<_> = variants
                .iter()
                .filter_map(|(case, rule)| {
                    let Rule::Inner(field) = rule else { return None };
                    let (variant, member) = (case.name, &field.member);
                    let answer = asked(field, &INNER.into_token_stream());
                    let pattern = silent(quote_spanned!(here=> Self::#variant { #member: #INNER }));
                    Some(quote_spanned!(here=> #pattern => #answer,))
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
        fn #name(&self) -> ::core::option::Option<#ty> {
            #answer
        }
    })
}
