use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned as _;

use super::bounds::where_clause;
use super::forward;
use super::item::{Case, Field, Item};
use super::made;
use super::silent::silent;
use super::validate::{Rule, Rules};
use crate::locals::{HINT, INNER, Local, field};

pub(crate) fn expand(item: &Item, rules: &Rules, root: &TokenStream) -> TokenStream {
    let body = match rules {
        Rules::Whole(path) => called(path, &[Ident::new("self", Span::mixed_site())]),
        Rules::Struct(rule) => of_struct(rule, item.is_packed, root),
        Rules::Variants(variants) => of_enum(variants, root),
    };
    let implementation = implementation(item, rules, root, &body);
    let conversions = made::conversions(item, root);
    quote!(#implementation #conversions)
}

// Input:
//     struct Throttled<T: Debug = ()> { … }
// Output:
//     impl<T: Debug> ::retry_attr::Retryable for Throttled<T> {
//         fn verdict(&self) -> ::retry_attr::Verdict { #body }
//     }
pub(crate) fn implementation(
    item: &Item,
    rules: &Rules,
    root: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let name = item.name;
    let (params, arguments, _) = item.generics.split_for_impl();
    let (bounds, forwarded) = (where_clause(item, rules, root), forward::getters(rules, root));
    let (params, ty) = (silent(quote!(#params)), silent(quote!(#name #arguments)));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #params #root::Retryable for #ty #bounds {
            fn verdict(&self) -> #root::Verdict {
                #body
            }
            #forwarded
        }
    }
}

// Input:
//     #[retryable(throttled, after = wait)]
//     struct Throttled { wait: Duration }
// Output:
//     <Duration as ::retry_attr::__private::Hint>::add_to(&self.wait, ::retry_attr::Verdict::throttled())
fn of_struct(rule: &Rule, is_packed: bool, root: &TokenStream) -> TokenStream {
    let borrowed = |field: &Field| {
        let (here, member) = (Span::mixed_site(), &field.member);
        // A reference to a copy, because a reference to the field could be unaligned.
        let packed = is_packed.then(|| quote_spanned!(here=> &{ self.#member }));
        silent(packed.unwrap_or_else(|| quote_spanned!(here=> &self.#member)))
    };
    match rule {
        Rule::Function(path) => called(path, &[Ident::new("self", Span::mixed_site())]),
        Rule::Unmarked => permanent(root),
        Rule::Class(class, None) => constructed(class, root),
        Rule::Class(class, Some(field)) => hinted(class, field, &borrowed(field), root),
        Rule::Inner(field) => asked(field, &borrowed(field), root),
    }
}

// Input:
//     enum ApiError {
//         #[retryable(overloaded)]
//         Busy,
//         #[retryable(overloaded)]
//         Down(Cause),
//         #[retryable(throttled, after = wait)]
//         Throttled { wait: Duration, limit: u32 },
//         #[retryable(transparent)]
//         Io(io::Error),
//         #[retryable(with = judge)]
//         Status(u16, String),
//         Refused,
//     }
// Output:
//     match self {
//         Self::Busy { .. } | Self::Down { .. } => ::retry_attr::Verdict::overloaded(),
//         Self::Throttled { wait: __hint, .. } => <Duration as …::Hint>::add_to(__hint, …::throttled()),
//         Self::Io { 0: __inner } => <io::Error as ::retry_attr::Retryable>::verdict(__inner),
//         Self::Status { 0: __field0, 1: __field1 } => judge(__field0, __field1),
//         Self::Refused { .. } => ::retry_attr::Verdict::permanent(::retry_attr::PermanentReason::Invalid),
//     }
fn of_enum(variants: &[(&Case, Rule)], root: &TokenStream) -> TokenStream {
    if variants.is_empty() {
        // An empty `match` works on the enum, but not on a reference to it.
        return quote_spanned!(Span::mixed_site()=> match *self {});
    }
    let mut arms: Vec<Arm> = Vec::new();
    for (case, rule) in variants {
        let arm = Arm::of(case, rule, root);
        // One arm per class, because clippy reports arms with equal bodies.
        match arms.iter_mut().find(|other| other.class.is_some() && other.class == arm.class) {
            Some(other) => other.patterns.extend(arm.patterns),
            None => arms.push(arm),
        }
    }
    let arms = arms.iter().map(|Arm { patterns, verdict, .. }| quote!(#(#patterns)|* => #verdict));
    quote_spanned!(Span::mixed_site()=> match self { #(#arms,)* })
}

struct Arm {
    patterns: Vec<TokenStream>,
    verdict: TokenStream,
    /// The class, if the verdict has nothing else.
    class: Option<String>,
}

impl Arm {
    fn of(case: &Case, rule: &Rule, root: &TokenStream) -> Self {
        let (patterns, verdict, class) = match rule {
            Rule::Unmarked => (quote!({ .. }), permanent(root), Some("permanent".to_owned())),
            Rule::Class(class, None) => (quote!({ .. }), constructed(class, root), Some(class.to_string())),
            Rule::Class(class, Some(field)) => {
                let (pattern, hint) = bound(field, HINT);
                let rest = (case.fields.len() > 1).then(|| quote!(..));
                (quote!({ #pattern, #rest }), hinted(class, field, &hint, root), None)
            }
            Rule::Inner(field) => {
                let (pattern, inner) = bound(field, INNER);
                (quote!({ #pattern }), asked(field, &inner, root), None)
            }
            Rule::Function(path) => {
                let (patterns, arguments): (Vec<_>, Vec<_>) = case
                    .fields
                    .iter()
                    .enumerate()
                    .map(|(i, Field { member, .. })| {
                        // The field's own name could shadow the function.
                        let local = field(i, path.span());
                        (quote!(#member: #local), local)
                    })
                    .unzip();
                (quote!({ #(#patterns),* }), called(path, &arguments), None)
            }
        };
        let name = case.name;
        let pattern = silent(quote_spanned!(Span::mixed_site()=> Self::#name #patterns));
        Self { patterns: vec![pattern], verdict, class }
    }
}

/// The pattern that binds a field, and the variable that it binds.
fn bound(Field { member, .. }: &Field, local: Local) -> (TokenStream, TokenStream) {
    (quote!(#member: #local), local.into_token_stream())
}

// Names the field's type, so that rustc reports a type that is not a wait there.
fn hinted(class: &Ident, field: &Field, value: &TokenStream, root: &TokenStream) -> TokenStream {
    let (ty, verdict) = (silent(field.ty.to_token_stream()), constructed(class, root));
    quote_spanned!(Span::mixed_site()=> <#ty as #root::__private::Hint>::add_to(#value, #verdict))
}

// Names the field's type, so that rustc reports a missing `Retryable` there.
fn asked(field: &Field, value: &TokenStream, root: &TokenStream) -> TokenStream {
    let ty = silent(field.ty.to_token_stream());
    quote_spanned!(Span::mixed_site()=> <#ty as #root::Retryable>::verdict(#value))
}

fn called(path: &ExprPath, arguments: &[Ident]) -> TokenStream {
    let (place, path) = (here(path.span()), silent(path.to_token_stream()));
    quote_spanned!(place=> #path(#(#arguments),*))
}

fn constructed(class: &Ident, root: &TokenStream) -> TokenStream {
    if class == "permanent" {
        return permanent(root);
    }
    quote_spanned!(Span::mixed_site()=> #root::Verdict::#class())
}

fn permanent(root: &TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> #root::Verdict::permanent(#root::PermanentReason::Invalid))
}

/// A span at a place in the user's code, with our hygiene.
fn here(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}
