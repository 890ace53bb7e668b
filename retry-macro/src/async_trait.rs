//! Methods that `#[async_trait]` has rewritten. It stands on the impl or the trait, so it always expands first.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::parameters::{Parameter, attributes};
use crate::tokens::{Angles, group_like, is_ident, is_punct, without_mut};

/// The body that `#[async_trait]` makes:
/// `Box::pin(async move { …; let url = url; let __ret: R = { BODY }; __ret })`.
pub(crate) struct Boxed {
    /// `Box::pin`
    constructor: Vec<TokenTree>,
    argument: Group,
    /// `async move`
    keywords: Vec<TokenTree>,
    block: Group,
    /// `…; let url = url; let __ret: R =`
    before: Vec<TokenTree>,
    pub(crate) output: Vec<TokenTree>,
    pub(crate) body: Group,
    /// `; __ret`
    after: Vec<TokenTree>,
}

impl Boxed {
    pub(crate) fn parse(function_body: &Group) -> Option<Self> {
        let (constructor, argument) = ends_with(function_body, Delimiter::Parenthesis)?;
        let (keywords, block) = ends_with(&argument, Delimiter::Brace)?;
        let mut before: Vec<TokenTree> = block.stream().into_iter().collect();
        let is = |at: usize, word: &str| before.get(at).is_some_and(|token| is_ident(token, word));
        let at = (0..before.len())
            .find(|&at| is(at, "let") && is(at + 1, "__ret") && is_punct(before.get(at + 2), ':'))?;
        let output = up_to_equals(&before[at + 3..]);
        let initializer = at + 3 + output.len() + 1;
        let Some(TokenTree::Group(body)) = before.get(initializer).cloned() else { return None };
        let after = before.split_off(initializer + 1);
        before.pop();
        Some(Self { constructor, argument, keywords, block, before, output, body, after })
    }

    pub(crate) fn asyncness(&self) -> Option<&Ident> {
        match self.keywords.first() {
            Some(TokenTree::Ident(keyword)) => Some(keyword),
            _ => None,
        }
    }

    /// The `let url = url;` of each parameter, which has the parameter's `mut`. The one of `self` is `let __self = self;`.
    pub(crate) fn rebound(&self) -> Vec<Parameter> {
        self.before
            .split(|token| is_punct(Some(token), ';'))
            .filter_map(|statement| {
                let (conditions, statement) = attributes(statement);
                // The last `let`, because an `if let` without a semicolon precedes the first statement.
                let at = statement.iter().rposition(|token| is_ident(token, "let"))?;
                let is_pattern = |token: &&TokenTree| !is_punct(Some(token), '=');
                let pattern: Vec<_> = statement[at + 1..].iter().take_while(is_pattern).cloned().collect();
                let is_output = pattern.iter().any(|token| is_ident(token, "__ret"));
                (!is_output).then(|| Parameter::new(conditions, &pattern, Vec::new()))
            })
            .collect()
    }

    /// The same body with another initializer of `__ret`. A parameter in `clones` loses its `mut`, which its copy gets.
    pub(crate) fn with_body(&self, clones: &[Ident], body: TokenStream) -> TokenStream {
        let mut inner = without_mut(self.before.iter().cloned().collect(), clones);
        group_like(&self.body, body).to_tokens(&mut inner);
        inner.extend(self.after.iter().cloned());
        let mut argument: TokenStream = self.keywords.iter().cloned().collect();
        group_like(&self.block, inner).to_tokens(&mut argument);
        let mut tokens: TokenStream = self.constructor.iter().cloned().collect();
        group_like(&self.argument, argument).to_tokens(&mut tokens);
        tokens
    }
}

/// Input: `on_retry = |r| self.log(r)`
/// Output: `on_retry = |r| __self.log(r)`, because `#[async_trait]` has moved `self` there.
///
/// An `impl` and a `trait` have a `self` of their own, and that of a `use` is a module.
pub(crate) fn rename_self(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut renamed = TokenStream::new();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        if let Some(length) = item(rest) {
            let (item, after) = rest.split_at(length);
            renamed.extend(item.iter().cloned());
            rest = after;
            continue;
        }
        renamed.extend([match token {
            // The `self` of `self::path` is not a value.
            TokenTree::Ident(name) if name == "self" && !is_punct(after.first(), ':') => {
                Ident::new("__self", name.span()).into()
            }
            TokenTree::Group(group) => group_like(group, rename_self(group.stream())).into(),
            token => token.clone(),
        }]);
        rest = after;
    }
    renamed
}

/// The number of tokens of the `impl`, the `trait`, or the `use` that the tokens begin with.
fn item(tokens: &[TokenTree]) -> Option<usize> {
    let is_brace =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let first = tokens.first()?;
    let end = if is_ident(first, "use") {
        tokens.iter().position(|token| is_punct(Some(token), ';'))
    } else if ["impl", "trait"].iter().any(|word| is_ident(first, word)) {
        tokens.iter().position(is_brace)
    } else {
        None
    };
    end.map(|end| end + 1)
}

/// The last token, if it is a group with this delimiter, and all tokens before it.
fn ends_with(group: &Group, delimiter: Delimiter) -> Option<(Vec<TokenTree>, Group)> {
    let mut tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.pop()? {
        TokenTree::Group(last) if last.delimiter() == delimiter => Some((tokens, last)),
        _ => None,
    }
}

/// The type in `TYPE = …`. The `=` of `dyn Iterator<Item = u8>` is part of the type.
fn up_to_equals(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut angles = Angles::default();
    let is_end = |token: &TokenTree| {
        angles.pass(token);
        angles.depth == 0 && is_punct(Some(token), '=')
    };
    let length = tokens.iter().position(is_end).unwrap_or(tokens.len());
    tokens[..length].to_vec()
}
