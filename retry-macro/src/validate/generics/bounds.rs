use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{GenericArgument, Generics, PathArguments, Token, TypeParamBound, WhereClause, WherePredicate};

use crate::function::Function;
use crate::tokens::{Angles, is_ident, is_punct};

/// The bounds on the function's type parameters. Types are kept as text without spaces, and `<C as Client>::Error` as
/// `C::Error`.
#[derive(Default)]
pub(super) struct Bounds {
    /// The path of `retry_attr`, without spaces.
    root: String,
    /// The names of the parameters, and `Self`.
    parameters: Vec<String>,
    /// The types with the bound `Retryable`.
    retryable: Vec<String>,
    /// `C::Error` and `ApiError` for `C: Client<Error = ApiError>`.
    equal: Vec<(String, TokenStream)>,
}

impl Bounds {
    /// `root` is the path of `retry_attr`.
    pub(super) fn read(function: &Function, root: &str) -> Self {
        let generics: Option<Generics> = syn::parse2(function.generics()).ok();
        let clause: Option<WhereClause> = syn::parse2(function.where_clause()).ok();
        let root = root.trim_start_matches("::").replace(' ', "");
        let mut bounds = Self { root, parameters: vec!["Self".to_owned()], ..Self::default() };
        for parameter in generics.iter().flat_map(Generics::type_params) {
            let name = parameter.ident.to_string();
            bounds.add(&name, &parameter.bounds);
            bounds.parameters.push(name);
        }
        for predicate in clause.iter().flat_map(|clause| &clause.predicates) {
            if let WherePredicate::Type(predicate) = predicate {
                bounds.add(&text(predicate.bounded_ty.to_token_stream()), &predicate.bounds);
            }
        }
        bounds
    }

    fn add(&mut self, ty: &str, bounds: &Punctuated<TypeParamBound, Token![+]>) {
        for bound in bounds {
            let TypeParamBound::Trait(bound) = bound else { continue };
            let Some(name) = bound.path.segments.last() else { continue };
            if self.is_ours(&bound.path) {
                self.retryable.push(ty.to_owned());
            }
            let PathArguments::AngleBracketed(arguments) = &name.arguments else { continue };
            for argument in &arguments.args {
                match argument {
                    GenericArgument::Constraint(inner) => {
                        self.add(&format!("{ty}::{}", inner.ident), &inner.bounds);
                    }
                    GenericArgument::AssocType(inner) => {
                        self.equal.push((format!("{ty}::{}", inner.ident), inner.ty.to_token_stream()));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether the path names our `Retryable`, and not the trait of another crate, such as `backon::Retryable`.
    fn is_ours(&self, path: &syn::Path) -> bool {
        let path = joined(&path.to_token_stream().into_iter().collect::<Vec<_>>());
        let path = path.trim_start_matches("::");
        path == "Retryable" || path.strip_suffix("::Retryable").is_some_and(|root| root == self.root)
    }

    /// Whether rustc can tell in this function if the type is `Retryable`. It can if the type names no parameter, or if the
    /// bounds say that it is.
    pub(super) fn show(&self, ty: TokenStream) -> bool {
        self.show_at(ty, 0)
    }

    fn show_at(&self, ty: TokenStream, depth: usize) -> bool {
        // `C: A<Error = D::Error>, D: A<Error = C::Error>` would recurse forever.
        const ENOUGH: usize = 4;
        let tokens = without_traits(ty);
        let is_shown = |part: &String| {
            let mut equal = self.equal.iter().filter(|(name, _)| name == part);
            self.retryable.contains(part)
                || depth < ENOUGH && equal.any(|(_, ty)| self.show_at(ty.clone(), depth + 1))
        };
        let inner = content(&tokens).map(|inner| self.show_at(inner, depth + 1));
        is_shown(&joined(&tokens)) || inner.unwrap_or_else(|| !self.names_a_parameter(&tokens))
    }

    fn names_a_parameter(&self, tokens: &[TokenTree]) -> bool {
        let is_colons = |at: usize| is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':');
        tokens.iter().enumerate().any(|(at, token)| match token {
            TokenTree::Group(group) => self.names_a_parameter(&without_traits(group.stream())),
            // Behind `::`, it is the name of something else.
            TokenTree::Ident(name) => {
                self.parameters.iter().any(|parameter| name == parameter) && !(at > 1 && is_colons(at - 2))
            }
            _ => false,
        })
    }
}

// Input:  Box<C::Error>   &'a E
// Output: C::Error        E
//
/// The type inside a pointer, whose verdict is the verdict of its content. No other wrapper is known to be `Retryable`.
fn content(tokens: &[TokenTree]) -> Option<TokenStream> {
    let is_pointer = |token: &TokenTree| is_ident(token, "Box") || is_ident(token, "Arc");
    match tokens {
        [sign, tick, _, inner @ ..] if is_punct(Some(sign), '&') && is_punct(Some(tick), '\'') => {
            Some(inner.iter().cloned().collect())
        }
        [sign, inner @ ..] if is_punct(Some(sign), '&') => Some(inner.iter().cloned().collect()),
        [.., _] => {
            let open = tokens.iter().position(|token| is_punct(Some(token), '<')).filter(|&at| at > 0)?;
            let is_whole = length(&tokens[open..]) == tokens.len() - open;
            let inner = tokens.get(open + 1..tokens.len() - 1)?;
            (is_pointer(&tokens[open - 1]) && is_whole).then(|| inner.iter().cloned().collect())
        }
        [] => None,
    }
}

fn text(ty: TokenStream) -> String {
    joined(&without_traits(ty))
}

fn joined(tokens: &[TokenTree]) -> String {
    tokens.iter().map(|token| token.to_string().replace(' ', "")).collect()
}

// Input:  Box<<C as Client<u8>>::Error>
// Output: Box<C::Error>
fn without_traits(ty: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    let (mut kept, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        let is_qualified =
            is_punct(Some(token), '<') && tokens.get(at + 2).is_some_and(|word| is_ident(word, "as"));
        if is_qualified {
            kept.extend(tokens.get(at + 1).cloned());
            at += length(&tokens[at..]);
        } else {
            kept.push(token.clone());
            at += 1;
        }
    }
    kept
}

/// The number of tokens from the first bracket to the one that closes it.
fn length(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    let is_end = |token: &TokenTree| {
        angles.pass(token);
        angles.depth == 0
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |at| at + 1)
}
