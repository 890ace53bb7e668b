use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;

use crate::async_trait::Boxed;
use crate::parameters::{Binding, Parameter};
use crate::tokens::{
    Angles, group_like, ident, is_ident, is_punct, is_written, without_invisible_group, without_mut,
};

/// The function as tokens. Its header is split as far as the expansion needs; its body is not parsed.
pub(crate) struct Function {
    /// Attributes, visibility, qualifiers, `fn name<…>`.
    before: Vec<TokenTree>,
    pub(crate) constness: Option<Ident>,
    pub(crate) asyncness: Option<Ident>,
    pub(crate) name: Ident,
    parenthesized: Group,
    /// `->`, the return type, and the `where` clause.
    after: Vec<TokenTree>,
    /// The return type, without its `->`.
    pub(crate) output: Vec<TokenTree>,
    pub(crate) body: Option<Group>,
    /// The body after `#[async_trait]` has rewritten it, if it has.
    pub(crate) boxed: Option<Boxed>,
    pub(crate) parameters: Vec<Parameter>,
    /// The first tokens of the block that is retried. Reading a block's tokens takes as long as the rest of the expansion,
    /// so it is done once.
    pub(crate) start: Vec<TokenTree>,
    /// Whether another attribute generated the start of that block.
    pub(crate) is_rewritten: bool,
    /// Whether this is the closure of `retrying!`.
    pub(crate) is_block: bool,
}

/// The number of tokens after inner attributes in which the loop of another `#[retry]` begins.
const START: usize = 16;
/// The number of tokens that show whether another attribute generated them. Reading the source text of every token would
/// take longer than the rest of the expansion.
const ENOUGH: usize = 4;

impl Function {
    /// Splits the function. If the item is something else, the error is the place of its keyword, such as `struct`. rustc
    /// has parsed the item already, so what looks like a function is one.
    pub(crate) fn parse(item: TokenStream) -> Result<Self, Span> {
        let mut tokens: Vec<TokenTree> = item.into_iter().collect();
        // `macro_rules!` wraps an `$item` in an invisible group.
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
        let Some(TokenTree::Group(parenthesized)) = tokens.pop() else { return None };
        let output = output(&after);
        let may_be_boxed = asyncness.is_none() && output.iter().any(|token| is_ident(token, "Pin"));
        let boxed = body.as_ref().filter(|_| may_be_boxed).and_then(Boxed::parse);
        let parameters = Parameter::read_all(&parenthesized);
        let retried = boxed.as_ref().map(|boxed| &boxed.body).or(body.as_ref());
        let start = retried.map_or_else(Vec::new, start_of);
        Some(Self {
            before: tokens,
            constness,
            asyncness,
            name,
            parenthesized,
            after,
            output,
            body,
            boxed,
            parameters,
            is_rewritten: start.iter().take(ENOUGH).any(|token| is_written(token) == Some(false)),
            start,
            is_block: false,
        })
    }

    // Input:  async || -> Result<T, E> { BODY }
    // Output: async fn block() -> Result<T, E> { BODY }
    //
    /// The closure of `retrying!`, as a function without parameters. It is never printed.
    pub(crate) fn of_block(asyncness: Option<Ident>, bar: Span, output: Vec<TokenTree>, body: Group) -> Self {
        Self {
            before: Vec::new(),
            constness: None,
            asyncness,
            name: Ident::new("block", bar),
            parenthesized: Group::new(Delimiter::Parenthesis, TokenStream::new()),
            after: Vec::new(),
            output,
            start: start_of(&body),
            body: Some(body),
            boxed: None,
            parameters: Vec::new(),
            is_rewritten: false,
            is_block: true,
        }
    }

    /// Every name that the parameters bind, `self` included.
    pub(crate) fn bindings(&self) -> Vec<Binding> {
        let mut bindings: Vec<_> = self.parameters.iter().flat_map(Parameter::bindings).collect();
        if let Some(boxed) = &self.boxed {
            // `#[async_trait]` names a pattern by its place, with a `mut` if one is in the pattern.
            bindings.retain(|binding| !binding.name.to_string().starts_with("__arg"));
            for mut again in boxed.rebound().iter().flat_map(Parameter::bindings) {
                if again.name == "__self" {
                    again.name = Ident::new("self", again.name.span());
                }
                match bindings.iter_mut().find(|binding| binding.name == again.name) {
                    Some(binding) => {
                        again.ty.clone_from(&binding.ty);
                        *binding = again;
                    }
                    None => bindings.push(again),
                }
            }
        }
        if self.parameters.first().is_some_and(|first| first.is_receiver() && first.is_reference()) {
            let receivers = bindings.iter_mut().filter(|binding| binding.name == "self");
            receivers.for_each(|receiver| receiver.mutability = None);
        }
        bindings
    }

    /// The names of the variables that an option can read: those of the bindings, and `self`.
    pub(crate) fn variables(&self) -> Vec<String> {
        let bindings = self.bindings().into_iter().map(|binding| binding.name.unraw().to_string());
        // `#[async_trait]` has moved `self` to `__self`.
        bindings.chain(["self", "__self"].map(str::to_owned)).collect()
    }

    /// The attributes between `#[retry]` and the function, without their `#`.
    pub(crate) fn attributes(&self) -> Vec<&Group> {
        let attributes = self.before.chunks(2).map_while(|attribute| match attribute {
            [hash, TokenTree::Group(group)] if is_punct(Some(hash), '#') => Some(group),
            _ => None,
        });
        attributes.collect()
    }

    /// The block that is retried.
    pub(crate) fn retried(&self) -> Option<&Group> {
        self.boxed.as_ref().map(|boxed| &boxed.body).or(self.body.as_ref())
    }

    /// The keyword `fn`.
    pub(crate) fn keyword(&self) -> Option<&TokenTree> {
        self.before.iter().find(|token| is_ident(token, "fn"))
    }

    /// `<'a, T: Trait>`
    pub(crate) fn generics(&self) -> TokenStream {
        let name = self.before.iter().position(|token| is_ident(token, "fn")).map_or(0, |at| at + 2);
        self.before.iter().skip(name).cloned().collect()
    }

    /// `where T: Trait`
    pub(crate) fn where_clause(&self) -> TokenStream {
        self.after.iter().skip_while(|token| !is_ident(token, "where")).cloned().collect()
    }

    /// Whether the body is async.
    pub(crate) fn is_async(&self) -> bool {
        match &self.boxed {
            Some(boxed) => boxed.asyncness().is_some(),
            None => self.asyncness.is_some(),
        }
    }

    /// Whether the signature has the lifetime that `#[async_trait]` adds to every method.
    pub(crate) fn is_of_async_trait(&self) -> bool {
        self.before.iter().any(|token| is_ident(token, "async_trait"))
    }

    /// The function with another body. A parameter in `clones` loses its `mut`, which its copy gets.
    pub(crate) fn with_body(&self, clones: &[Ident], body: TokenStream) -> TokenStream {
        let parameters = group_like(&self.parenthesized, without_mut(self.parenthesized.stream(), clones));
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.body.as_ref().map_or_else(Span::mixed_site, Group::span));
        let mut tokens: TokenStream = self.before.iter().cloned().collect();
        parameters.to_tokens(&mut tokens);
        tokens.extend(self.after.iter().cloned());
        block.to_tokens(&mut tokens);
        tokens
    }
}

/// The index of the item's keyword, such as `fn` or `struct`, after attributes, visibility, and qualifiers.
fn keyword(tokens: &[TokenTree]) -> Option<usize> {
    const QUALIFIERS: &[&str] =
        &["pub", "crate", "default", "const", "async", "safe", "unsafe", "extern", "gen"];
    tokens.iter().position(|token| match token {
        TokenTree::Ident(name) => !QUALIFIERS.iter().any(|qualifier| name == qualifier),
        // The `#` and `[…]` of attributes, the `(…)` of `pub(crate)`, an invisible `$vis`, and `"C"` are skipped.
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() != '#',
        TokenTree::Literal(_) => false,
    })
}

/// The number of angle brackets that are open after these tokens.
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

// Input:  { #![allow(unused)] let mut n = 1; … }
// Output: #![allow(unused)] let mut n = 1; …
fn start_of(block: &Group) -> Vec<TokenTree> {
    let mut tokens = block.stream().into_iter().peekable();
    let mut start = Vec::new();
    // `#`, `!`, and `[…]`.
    while tokens.peek().is_some_and(|token| is_punct(Some(token), '#')) {
        start.extend(tokens.by_ref().take(3));
    }
    start.extend(tokens.take(START));
    start
}
