use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::async_trait::Boxed;

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
        let qualifier = |name: &str| {
            let named = |token: &&TokenTree| matches!(token, TokenTree::Ident(ident) if ident == name);
            tokens[..keyword].iter().find(named).and_then(ident)
        };
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
            boxed.rebound().iter().for_each(|pattern| bind(pattern, &mut bindings));
        }
        bindings
    }

    /// Whether the signature has the lifetime that `#[async_trait]` gives to all it rewrites.
    pub(crate) fn is_of_async_trait(&self) -> bool {
        self.before.iter().any(|token| matches!(token, TokenTree::Ident(name) if name == "async_trait"))
    }

    /// The function with another body. A parameter in `clones` loses its `mut`: the copy has it.
    pub(crate) fn with_body(&self, clones: &[Ident], body: TokenStream) -> TokenStream {
        let mut parameters =
            Group::new(Delimiter::Parenthesis, without_mut(self.parameters.stream(), clones));
        parameters.set_span(self.parameters.span());
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.body.as_ref().map_or_else(Span::mixed_site, Group::span));
        let mut tokens: TokenStream = self.before.iter().cloned().collect();
        parameters.to_tokens(&mut tokens);
        tokens.extend(self.after.iter().cloned());
        block.to_tokens(&mut tokens);
        tokens
    }
}

pub(crate) fn is_ident(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(name) if name == word)
}

fn ident(token: &TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident.clone()),
        _ => None,
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

fn without_invisible_group(group: Group) -> Group {
    let mut inner = group.stream().into_iter();
    match (group.delimiter(), inner.next(), inner.next()) {
        (Delimiter::None, Some(TokenTree::Group(block)), None) => without_invisible_group(block),
        _ => group,
    }
}

/// How many angle brackets are open behind these tokens.
fn depth_at(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    for token in tokens {
        angles.pass(token);
    }
    angles.depth
}

/// Counts angle brackets, which are no groups: the `>` of `->` is none.
#[derive(Default)]
pub(crate) struct Angles {
    pub(crate) depth: usize,
    after_dash: bool,
}

impl Angles {
    pub(crate) fn closes(&self, token: &TokenTree) -> bool {
        is_punct(Some(token), '>') && !self.after_dash
    }

    pub(crate) fn pass(&mut self, token: &TokenTree) {
        let punct = match token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        match punct {
            Some('<') => self.depth += 1,
            Some('>') if !self.after_dash => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.after_dash = punct == Some('-');
    }
}

pub(crate) fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

/// The return type in `-> TYPE where …`.
fn output(after: &[TokenTree]) -> Vec<TokenTree> {
    if !is_punct(after.first(), '-') {
        return Vec::new();
    }
    let is_where = |token: &&TokenTree| matches!(token, TokenTree::Ident(name) if name == "where");
    after.iter().skip(2).take_while(|token| !is_where(token)).cloned().collect()
}

/// The patterns of the parameters, without attributes and types.
fn parameters(group: &Group) -> Vec<Vec<TokenTree>> {
    let mut patterns = vec![Vec::new()];
    let (mut angles, mut in_type) = (Angles::default(), false);
    let mut tokens = group.stream().into_iter().peekable();
    while let Some(token) = tokens.next() {
        angles.pass(&token);
        if angles.depth == 0 && is_punct(Some(&token), ',') {
            patterns.push(Vec::new());
            in_type = false;
        } else if is_punct(Some(&token), '#') {
            tokens.next();
        } else if !in_type && is_punct(Some(&token), ':') {
            // A path's `::` stays in the pattern.
            match tokens.next_if(|next| is_punct(Some(next), ':')) {
                Some(_) => {}
                None => in_type = true,
            }
        } else if !in_type {
            if let Some(pattern) = patterns.last_mut() {
                pattern.push(token);
            }
        }
    }
    patterns
}

/// Adds the names that a pattern binds. Names of types and constants are among them, which does no harm: nobody asks
/// for them, and they have no `mut`.
fn bind(pattern: &[TokenTree], bindings: &mut Vec<Binding>) {
    for (at, token) in pattern.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| pattern.get(at));
        match token {
            // A lifetime.
            TokenTree::Ident(_) if is_punct(before, '\'') => {}
            TokenTree::Group(group) => bind(&group.stream().into_iter().collect::<Vec<_>>(), bindings),
            TokenTree::Ident(name) if name != "mut" && name != "ref" => {
                // The `mut` of `&mut self`, `&'a mut self` and `&mut x` belongs to the reference.
                let is_reference = is_punct(at.checked_sub(2).and_then(|at| pattern.get(at)), '&')
                    || name == "self" && is_punct(pattern.first(), '&');
                let mutability = before.and_then(ident).filter(|word| word == "mut" && !is_reference);
                bindings.push(Binding { name: name.clone(), mutability });
            }
            _ => {}
        }
    }
}

/// Input: `(mut n: u32, m: u32)`, `[n]`
/// Output: `(n: u32, m: u32)`
pub(crate) fn without_mut(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_named = matches!(&token, TokenTree::Ident(name) if names.contains(name));
        if is_named && matches!(kept.last(), Some(TokenTree::Ident(word)) if word == "mut") {
            kept.pop();
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), without_mut(group.stream(), names));
                inner.set_span(group.span());
                inner.into()
            }
            token => token,
        });
    }
    kept.into_iter().collect()
}
