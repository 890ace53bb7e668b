//! Helpers for unparsed tokens.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::Lit;
use syn::ext::IdentExt as _;

pub(crate) fn is_ident(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(name) if name == word)
}

pub(crate) fn ident(token: &TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident.clone()),
        _ => None,
    }
}

/// The identifier without an `r#` that it does not need: `r#url` is the same variable as `url`.
pub(crate) fn plain(name: &Ident) -> Ident {
    let plain = syn::parse_str(&name.unraw().to_string()).map(|mut plain: Ident| {
        plain.set_span(name.span());
        plain
    });
    plain.unwrap_or_else(|_| name.clone())
}

/// Counts angle brackets, which are not groups.
#[derive(Default)]
pub(crate) struct Angles {
    pub(crate) depth: usize,
    position: Position,
    colons: usize,
    is_after_dash: bool,
}

/// The position of the next token.
#[derive(Default, Clone, Copy, PartialEq)]
enum Position {
    /// In a type, because all tokens are a type.
    #[default]
    InType,
    /// In the type of `x as Vec<A, B>` or `-> Vec<A, B>`.
    InCast,
    /// An operand starts here.
    Operand,
    /// An operator may follow here. Only here, `<` compares.
    Operator,
}

impl Angles {
    /// A counter for the tokens of an expression.
    pub(crate) fn of_expression() -> Self {
        Self { position: Position::Operand, ..Self::default() }
    }

    /// Whether the token closes a bracket. The `>` of `->` does not.
    pub(crate) fn closes(&self, token: &TokenTree) -> bool {
        is_punct(Some(token), '>') && !self.is_after_dash
    }

    pub(crate) fn pass(&mut self, token: &TokenTree) {
        let punct = match token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        let compares = self.position == Position::Operator && self.depth == 0 && self.colons != 2;
        match punct {
            Some('<') if !compares => self.depth += 1,
            Some('>') if !self.is_after_dash => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.position = self.next_position(token, punct);
        self.colons = if punct == Some(':') { self.colons + 1 } else { 0 };
        self.is_after_dash = punct == Some('-');
    }

    fn next_position(&self, token: &TokenTree, punct: Option<char>) -> Position {
        let is_of_path = matches!(token, TokenTree::Ident(_)) || matches!(punct, Some(':' | '<'));
        let is_arrow = self.is_after_dash && punct == Some('>');
        match (self.position, punct) {
            (Position::InType, _) => Position::InType,
            (Position::InCast, _) if is_of_path => Position::InCast,
            _ if is_arrow || is_ident(token, "as") => Position::InCast,
            // After `>`, `?`, or the first `<` of `<<`, the operand is complete.
            (_, Some('>' | '?' | '<')) => Position::Operator,
            (_, Some(_)) => Position::Operand,
            (_, None) if KEYWORDS.iter().any(|keyword| is_ident(token, keyword)) => Position::Operand,
            (_, None) => Position::Operator,
        }
    }
}

/// The keywords after which an operand starts.
pub(crate) const KEYWORDS: &[&str] =
    &["break", "else", "for", "if", "in", "match", "move", "return", "while"];

/// The number of tokens that belong to the bounds of an `impl Trait`.
pub(crate) fn end_of_bounds(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    let is_end = |token: &TokenTree| {
        let separates = [',', ';'].into_iter().any(|char| is_punct(Some(token), char));
        let ends = angles.depth == 0 && (separates || angles.closes(token));
        angles.pass(token);
        ends
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}

pub(crate) fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

/// A type, a path, or a pattern as people write it. Tokens are printed with more spaces.
pub(crate) fn type_text(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (printed, written) in
        [(" ::", "::"), (":: ", "::"), (" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ","), ("& ", "&")]
    {
        text = text.replace(printed, written);
    }
    text
}

/// The literal that the tokens consist of, and whether it is negative. Looks into the invisible groups of `macro_rules!`.
pub(crate) fn literal(tokens: &TokenStream) -> Option<(bool, Lit)> {
    let mut tokens = tokens.clone().into_iter().peekable();
    let is_negative = tokens.next_if(|token| is_punct(Some(token), '-')).is_some();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::None && !is_negative => {
            literal(&group.stream())
        }
        (token @ (TokenTree::Literal(_) | TokenTree::Ident(_)), None) => {
            syn::parse2(token.into()).ok().map(|literal| (is_negative, literal))
        }
        _ => None,
    }
}

/// The place that an error about these tokens points at.
pub(crate) fn span(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// Whether the user wrote this token. `None` if there is no source text.
pub(crate) fn is_written(token: &TokenTree) -> Option<bool> {
    let text = token.span().source_text()?;
    match token {
        TokenTree::Ident(name) => Some(*name == text),
        // In older compilers, each character of `::` has the span of both.
        TokenTree::Punct(punct) => Some(text.contains(punct.as_char())),
        TokenTree::Group(group) => {
            let open = match group.delimiter() {
                Delimiter::Parenthesis => '(',
                Delimiter::Brace => '{',
                Delimiter::Bracket => '[',
                Delimiter::None => return None,
            };
            Some(text.starts_with(open))
        }
        TokenTree::Literal(_) => None,
    }
}

/// The block inside the invisible group that `macro_rules!` makes of a `$body`.
pub(crate) fn without_invisible_group(group: Group) -> Group {
    // Reading one token of a body takes as long as reading all.
    if group.delimiter() != Delimiter::None {
        return group;
    }
    let mut inner = group.stream().into_iter();
    match (inner.next(), inner.next()) {
        (Some(TokenTree::Group(block)), None) => without_invisible_group(block),
        _ => group,
    }
}

/// A group around other tokens, with the delimiter and the span of this one.
pub(crate) fn group_like(group: &Group, tokens: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), tokens);
    new.set_span(group.span());
    new
}

/// Input: `(mut n: u32, &mut m: &mut u32)`, `[n, m]`
/// Output: `(n: u32, &mut m: &mut u32)`
pub(crate) fn without_mut(tokens: TokenStream, names: &[Ident]) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_named = matches!(&token, TokenTree::Ident(name) if names.contains(name));
        let is_mut = kept.last().is_some_and(|word| is_ident(word, "mut"));
        let is_reference = is_punct(kept.len().checked_sub(2).and_then(|at| kept.get(at)), '&');
        if is_named && is_mut && !is_reference {
            kept.pop();
        }
        kept.push(match token {
            TokenTree::Group(group) => group_like(&group, without_mut(group.stream(), names)).into(),
            token => token,
        });
    }
    kept.into_iter().collect()
}

/// The tokens, those in groups included.
pub(crate) fn flattened(tokens: TokenStream) -> Vec<TokenTree> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flattened(group.stream()),
            token => vec![token],
        })
        .collect()
}
