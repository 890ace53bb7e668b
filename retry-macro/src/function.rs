use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::async_trait::Boxed;
use crate::tokens::{Angles, group_like, ident, is_ident, is_punct, without_invisible_group, without_mut};

/// The function as tokens: its header taken apart as far as the expansion needs, its body unread.
pub(crate) struct Function {
    /// Attributes, visibility, qualifiers, `fn name<…>`.
    before: Vec<TokenTree>,
    pub(crate) constness: Option<Ident>,
    pub(crate) asyncness: Option<Ident>,
    pub(crate) name: Ident,
    parameters: Group,
    /// `->`, the return type, the `where` clause.
    after: Vec<TokenTree>,
    /// The return type, without its `->`.
    pub(crate) output: Vec<TokenTree>,
    pub(crate) body: Option<Group>,
    /// What `#[async_trait]` made of the body, if it did.
    pub(crate) boxed: Option<Boxed>,
}

/// A name that a parameter binds.
pub(crate) struct Binding {
    pub(crate) name: Ident,
    /// The `mut` before it.
    pub(crate) mutability: Option<Ident>,
    /// Whether it is bound by `ref mut`.
    pub(crate) is_reference: bool,
}

impl Function {
    /// The error is the place of `struct`, say, where the item is no function. rustc has parsed the item before us, so
    /// what looks like one is one.
    pub(crate) fn parse(item: TokenStream) -> Result<Self, Span> {
        let mut tokens: Vec<TokenTree> = item.into_iter().collect();
        // `macro_rules!` hands an `$item` over in an invisible group.
        if let [TokenTree::Group(group)] = tokens.as_slice() {
            if group.delimiter() == Delimiter::None {
                tokens = group.stream().into_iter().collect();
            }
        }
        let keyword = keyword(&tokens).ok_or_else(Span::call_site)?;
        let place = tokens[keyword].span();
        Self::split(tokens, keyword).ok_or(place)
    }

    fn split(mut tokens: Vec<TokenTree>, keyword: usize) -> Option<Self> {
        ident(&tokens[keyword]).filter(|word| word == "fn")?;
        let qualifier =
            |name: &str| tokens[..keyword].iter().find(|token| is_ident(token, name)).and_then(ident);
        let (constness, asyncness) = (qualifier("const"), qualifier("async"));
        let name = ident(tokens.get(keyword + 1)?)?;
        let body = match tokens.pop()? {
            TokenTree::Group(group) => Some(without_invisible_group(group)),
            _ => None,
        };
        let is_parameters = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
        let at = (keyword..tokens.len())
            .find(|&at| is_parameters(&tokens[at]) && depth_at(&tokens[keyword..at]) == 0)?;
        let after = tokens.split_off(at + 1);
        let Some(TokenTree::Group(parameters)) = tokens.pop() else { return None };
        let output = output(&after);
        // To look into the body costs as much as all the rest.
        let may_be_boxed = asyncness.is_none() && output.iter().any(|token| is_ident(token, "Pin"));
        let boxed = body.as_ref().filter(|_| may_be_boxed).and_then(Boxed::parse);
        Some(Self { before: tokens, constness, asyncness, name, parameters, after, output, body, boxed })
    }

    /// Every name that the parameters bind; `self` as itself.
    pub(crate) fn bindings(&self) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for parameter in parameters(&self.parameters) {
            bind(&parameter, &mut bindings);
        }
        if let Some(boxed) = &self.boxed {
            // A pattern is called by its place there, with a `mut` if one is in the pattern.
            bindings.retain(|binding| !binding.name.to_string().starts_with("__arg"));
            boxed.rebound().iter().for_each(|pattern| bind(pattern, &mut bindings));
            for receiver in bindings.iter_mut().filter(|binding| binding.name == "__self") {
                receiver.name = Ident::new("self", receiver.name.span());
            }
        }
        if self.has_reference_as_receiver() {
            let receivers = bindings.iter_mut().filter(|binding| binding.name == "self");
            receivers.for_each(|receiver| receiver.mutability = None);
        }
        bindings
    }

    /// `&mut self`, `self: Pin<&mut Self>`: what is changed through it stays, and its `mut` changes nothing else.
    fn has_reference_as_receiver(&self) -> bool {
        let is_of_first = |token: &TokenTree| !is_punct(Some(token), ',');
        let receiver: Vec<TokenTree> = self.parameters.stream().into_iter().take_while(is_of_first).collect();
        let mut before = receiver.iter().take_while(|token| !is_ident(token, "self"));
        let is_pinned = |tokens: &[TokenTree]| {
            is_ident(&tokens[0], "Pin") && is_punct(tokens.get(1), '<') && is_punct(tokens.get(2), '&')
        };
        before.any(|token| is_punct(Some(token), '&')) || receiver.windows(3).any(is_pinned)
    }

    /// Whether the body is an async one.
    pub(crate) fn is_async(&self) -> bool {
        match &self.boxed {
            Some(boxed) => boxed.asyncness().is_some(),
            None => self.asyncness.is_some(),
        }
    }

    /// Whether the signature has the lifetime that `#[async_trait]` gives to all it rewrites.
    pub(crate) fn is_of_async_trait(&self) -> bool {
        self.before.iter().any(|token| is_ident(token, "async_trait"))
    }

    /// The function with another body. A parameter in `clones` loses its `mut`: the copy has it.
    pub(crate) fn with_body(&self, clones: &[Ident], body: TokenStream) -> TokenStream {
        let parameters = group_like(&self.parameters, without_mut(self.parameters.stream(), clones));
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.body.as_ref().map_or_else(Span::mixed_site, Group::span));
        let mut tokens: TokenStream = self.before.iter().cloned().collect();
        parameters.to_tokens(&mut tokens);
        tokens.extend(self.after.iter().cloned());
        block.to_tokens(&mut tokens);
        tokens
    }
}

/// Where the item's `fn` stands, or its `struct`: behind attributes, visibility and qualifiers.
fn keyword(tokens: &[TokenTree]) -> Option<usize> {
    const QUALIFIERS: &[&str] =
        &["pub", "crate", "default", "const", "async", "safe", "unsafe", "extern", "gen"];
    tokens.iter().position(|token| match token {
        TokenTree::Ident(name) => !QUALIFIERS.iter().any(|qualifier| name == qualifier),
        // `#` and `[…]` of attributes, `(…)` of `pub(crate)`, an invisible `$vis`, `"C"`.
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() != '#',
        TokenTree::Literal(_) => false,
    })
}

/// How many angle brackets are open behind these tokens.
fn depth_at(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    for token in tokens {
        angles.pass(token);
    }
    angles.depth
}

/// The return type in `-> TYPE where …`.
fn output(after: &[TokenTree]) -> Vec<TokenTree> {
    if !is_punct(after.first(), '-') {
        return Vec::new();
    }
    after.iter().skip(2).take_while(|token| !is_ident(token, "where")).cloned().collect()
}

/// The patterns of the parameters, without attributes and types.
fn parameters(group: &Group) -> Vec<Vec<TokenTree>> {
    let (mut patterns, mut pattern) = (Vec::new(), Vec::new());
    let (mut angles, mut in_type) = (Angles::default(), false);
    let mut tokens = group.stream().into_iter().peekable();
    while let Some(token) = tokens.next() {
        angles.pass(&token);
        if angles.depth == 0 && is_punct(Some(&token), ',') {
            patterns.push(std::mem::take(&mut pattern));
            in_type = false;
        } else if is_punct(Some(&token), '#') {
            tokens.next();
        } else if !in_type && is_punct(Some(&token), ':') {
            // A path's `::` stays in the pattern.
            match tokens.next_if(|next| is_punct(Some(next), ':')) {
                Some(second) => pattern.extend([token, second]),
                None => in_type = true,
            }
        } else if !in_type {
            pattern.push(token);
        }
    }
    patterns.push(pattern);
    patterns
}

/// Adds the names that a pattern binds: all that are no keywords, types, constants or `_`.
fn bind(pattern: &[TokenTree], bindings: &mut Vec<Binding>) {
    let behind = |at: usize, distance: usize| at.checked_sub(distance).and_then(|at| pattern.get(at));
    // Of a field's pattern, or of a path.
    let is_label = |at: usize| is_punct(pattern.get(at + 1), ':');
    let is_lifetime = |at: usize| is_punct(behind(at, 1), '\'');
    for (at, token) in pattern.iter().enumerate() {
        match token {
            TokenTree::Group(group) => bind(&group.stream().into_iter().collect::<Vec<_>>(), bindings),
            TokenTree::Ident(name) if is_variable(name) && !is_label(at) && !is_lifetime(at) => {
                // The `mut` of `&mut x` belongs to the reference.
                let is_of_reference = is_punct(behind(at, 2), '&');
                let mutability =
                    behind(at, 1).and_then(ident).filter(|word| word == "mut" && !is_of_reference);
                let is_reference = behind(at, 2).is_some_and(|token| is_ident(token, "ref"));
                bindings.push(Binding { name: name.clone(), mutability, is_reference });
            }
            _ => {}
        }
    }
}

fn is_variable(name: &Ident) -> bool {
    let name = name.to_string();
    name == "self"
        || !matches!(name.as_str(), "_" | "mut" | "ref" | "box") && !name.starts_with(char::is_uppercase)
}
