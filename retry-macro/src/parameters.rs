//! The parameters of a function, and the names that they bind.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use crate::pattern::Pat;
use crate::tokens::{Angles, ident, is_ident, is_punct};

/// A parameter, or the `let` with which `#[async_trait]` binds one again.
pub(crate) struct Parameter {
    /// The conditions of its `#[cfg(…)]` attributes.
    pub(crate) conditions: Vec<TokenStream>,
    pattern: Vec<TokenTree>,
    pub(crate) pat: Pat,
    ty: Vec<TokenTree>,
}

/// A name that a parameter binds.
pub(crate) struct Binding {
    pub(crate) name: Ident,
    /// The `mut` before the name.
    pub(crate) mutability: Option<Ident>,
    /// Whether the name is bound by `ref mut`.
    pub(crate) is_by_ref: bool,
    /// The type of the parameter, if the name is the whole pattern.
    pub(crate) ty: Vec<TokenTree>,
    /// The conditions under which the parameter exists.
    pub(crate) conditions: Vec<TokenStream>,
}

impl Parameter {
    // Input:  (#[cfg(unix)] mut a: u8, &self)
    // Output: [`mut a` of type `u8` under `unix`, `&self`]
    pub(super) fn read_all(group: &Group) -> Vec<Self> {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut angles = Angles::default();
        let is_end = |token: &TokenTree| {
            angles.pass(token);
            angles.depth == 0 && is_punct(Some(token), ',')
        };
        tokens.split(is_end).filter(|tokens| !tokens.is_empty()).map(Self::read).collect()
    }

    fn read(tokens: &[TokenTree]) -> Self {
        let (conditions, tokens) = attributes(tokens);
        let is_colon = |at: usize| is_punct(tokens.get(at), ':');
        // A path's `::` belongs to the pattern.
        let colon =
            (0..tokens.len()).find(|&at| is_colon(at) && !is_colon(at + 1) && !(at > 0 && is_colon(at - 1)));
        let (pattern, ty) = tokens.split_at(colon.unwrap_or(tokens.len()));
        Self::new(conditions, pattern, ty.iter().skip(1).cloned().collect())
    }

    pub(crate) fn new(conditions: Vec<TokenStream>, pattern: &[TokenTree], ty: Vec<TokenTree>) -> Self {
        Self { conditions, pattern: pattern.to_vec(), pat: Pat::read(pattern), ty }
    }

    pub(crate) fn is_receiver(&self) -> bool {
        self.pattern.last().is_some_and(|last| is_ident(last, "self"))
    }

    /// Whether the receiver is `&mut self` or `self: Pin<&mut Self>`. Changes through a reference stay anyway.
    pub(super) fn is_reference(&self) -> bool {
        is_punct(self.pattern.first(), '&') || is_pinned_reference(&self.ty)
    }

    pub(super) fn bindings(&self) -> Vec<Binding> {
        let conditions = self.conditions.clone();
        if self.is_receiver() {
            let name = self.pattern.last().and_then(ident);
            let mutability = self.pattern.first().and_then(ident).filter(|word| word == "mut");
            // `&'a mut self` means `self: &'a mut Self`.
            let sign = self.pattern.iter().take_while(|_| is_punct(self.pattern.first(), '&'));
            let ty = if self.ty.is_empty() { sign.cloned().collect() } else { self.ty.clone() };
            let receiver = |name| Binding { name, mutability, is_by_ref: false, ty, conditions };
            return name.map(receiver).into_iter().collect();
        }
        let is_whole = matches!(self.pat, Pat::Name(_));
        let binding = |name: &crate::pattern::Name| Binding {
            name: name.ident.clone(),
            mutability: name.mutability.clone(),
            is_by_ref: name.is_reference,
            ty: if is_whole { self.ty.clone() } else { Vec::new() },
            conditions: conditions.clone(),
        };
        self.pat.names().into_iter().map(binding).collect()
    }
}

impl Binding {
    /// Whether the type is written `&T` or `&mut T`.
    pub(crate) fn is_reference(&self) -> bool {
        is_punct(self.ty.first(), '&')
    }

    /// Whether the type is written `&mut T`.
    pub(crate) fn is_mut_reference(&self) -> bool {
        let behind_lifetime = if is_punct(self.ty.get(1), '\'') { 3 } else { 1 };
        self.is_reference() && self.ty.get(behind_lifetime).is_some_and(|word| is_ident(word, "mut"))
    }
}

/// The conditions of the `#[cfg(…)]` attributes before a parameter or a statement, and the tokens after all attributes.
pub(crate) fn attributes(tokens: &[TokenTree]) -> (Vec<TokenStream>, &[TokenTree]) {
    let is_attribute = |tokens: &&[TokenTree]| is_punct(tokens.first(), '#') && tokens.len() == 2;
    let count = tokens.chunks(2).take_while(is_attribute).count();
    let (attributes, rest) = tokens.split_at(count * 2);
    (attributes.chunks(2).filter_map(|attribute| condition(attribute.get(1)?)).collect(), rest)
}

// Input:  [cfg(unix)]
// Output: unix
fn condition(attribute: &TokenTree) -> Option<TokenStream> {
    let TokenTree::Group(attribute) = attribute else { return None };
    let mut tokens = attribute.stream().into_iter();
    match (tokens.next()?, tokens.next()?) {
        (name, TokenTree::Group(condition)) if is_ident(&name, "cfg") => Some(condition.stream()),
        _ => None,
    }
}

/// Whether a type is written `Pin<&mut T>`, with any path to `Pin`.
pub(crate) fn is_pinned_reference(ty: &[TokenTree]) -> bool {
    let open = ty.iter().position(|token| is_punct(Some(token), '<'));
    open.is_some_and(|open| open > 0 && is_ident(&ty[open - 1], "Pin") && is_punct(ty.get(open + 1), '&'))
}
