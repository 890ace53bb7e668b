//! The variables that an expression uses. `syn` without `full` parses no expressions, so their scopes are read from tokens.

mod captured;

use std::mem;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;

pub(crate) use self::captured::is_captured;
use crate::parameters::Parameter;
use crate::pattern::Pat;
use crate::tokens::{Angles, KEYWORDS, is_ident, is_punct};

/// The first variable of these names that the expression uses and does not bind itself. A segment of a path, a field, a
/// method, a label, and the name of a macro are not variables.
pub(crate) fn used(expression: &TokenStream, names: &[String]) -> Option<Ident> {
    let mut scope = Scope { names, bound: Vec::new(), found: None };
    scope.read(&list(expression.clone()));
    scope.found
}

struct Scope<'a> {
    names: &'a [String],
    /// The names that patterns of the expression have bound.
    bound: Vec<String>,
    found: Option<Ident>,
}

/// The names of patterns before they are in scope.
#[derive(Default)]
struct Pending {
    /// In scope in the next block: those of `if let`, `while let`, and `for`.
    in_block: Vec<String>,
    /// In scope after the next semicolon: those of `let`.
    after_statement: Vec<String>,
}

impl Scope<'_> {
    fn read(&mut self, tokens: &[TokenTree]) {
        self.read_with(Vec::new(), tokens);
    }

    /// Reads tokens in which these names are bound.
    fn read_with(&mut self, names: Vec<String>, tokens: &[TokenTree]) {
        let depth = self.bound.len();
        self.bound.extend(names);
        let (mut pending, mut is_match, mut at) = (Pending::default(), false, 0);
        while let Some(token) = tokens.get(at) {
            let (before, rest) = (&tokens[..at], &tokens[at + 1..]);
            at += 1;
            match token {
                TokenTree::Group(group) if is_block(Some(token)) => {
                    let (names, block) = (mem::take(&mut pending.in_block), list(group.stream()));
                    // The value that `match` looks at may contain blocks too.
                    if is_match && block.windows(2).any(is_arrow) {
                        is_match = false;
                        self.read_arms(&block);
                    } else {
                        self.read_with(names, &block);
                    }
                }
                TokenTree::Group(group) => self.read(&list(group.stream())),
                TokenTree::Ident(word) if word == "match" => is_match = true,
                TokenTree::Ident(word) if word == "let" || word == "for" && is_loop(rest) => {
                    let pattern = &rest[..end_of_pattern(rest)];
                    at += pattern.len();
                    pending.add(names_of_parameters(pattern), is_in_block(word, before));
                }
                TokenTree::Punct(_) if is_punct(Some(token), '|') && is_before_operand(before) => {
                    at += self.read_closure(rest);
                }
                // The second `|` of `a || b` begins no closure.
                TokenTree::Punct(_) if is_punct(Some(token), '|') => {
                    at += usize::from(is_punct(rest.first(), '|'));
                }
                TokenTree::Punct(_) if is_punct(Some(token), ';') => {
                    self.bound.append(&mut pending.after_statement);
                }
                _ => self.note(tokens, at - 1),
            }
        }
        self.bound.truncate(depth);
    }

    // Input:  n| limit + n, other
    // Output: 5, the number of tokens that belong to the closure
    fn read_closure(&mut self, tokens: &[TokenTree]) -> usize {
        let close = tokens.iter().position(|token| is_punct(Some(token), '|')).unwrap_or(tokens.len());
        let body = tokens.get(close + 1..).unwrap_or_default();
        let body = &body[..end_of_expression(body)];
        self.read_with(names_of_parameters(&tokens[..close]), body);
        tokens.len().min(close + 1 + body.len())
    }

    // Input:  Some(limit) if limit > 3 => limit, None => { 3 }
    fn read_arms(&mut self, tokens: &[TokenTree]) {
        let mut rest = tokens;
        while let Some(arrow) = rest.windows(2).position(is_arrow) {
            let (pattern, body) = (&rest[..arrow], &rest[arrow + 2..]);
            let guard = pattern.iter().position(|token| is_ident(token, "if")).unwrap_or(arrow);
            let names = names_of(&Pat::read(&pattern[..guard]));
            self.read_with(names.clone(), &pattern[guard..]);
            let is_block =
                is_block(body.first()) && !['.', '?'].iter().any(|sign| is_punct(body.get(1), *sign));
            let length = if is_block { 1 } else { end_of_expression(body) };
            self.read_with(names, &body[..length]);
            let comma = usize::from(is_punct(body.get(length), ','));
            rest = &body[length + comma..];
        }
    }

    /// Notes the token at this place, if it is a variable.
    fn note(&mut self, tokens: &[TokenTree], at: usize) {
        let is_free = |name: &String| !self.bound.contains(name);
        let found = match &tokens[at] {
            TokenTree::Ident(word) if is_variable(tokens, at) => {
                let name = word.unraw().to_string();
                (self.names.contains(&name) && is_free(&name)).then(|| word.clone())
            }
            // `format!("{limit}")`
            TokenTree::Literal(text) => {
                let is_captured = |name: &&String| is_captured(&text.to_string(), name);
                let name = self.names.iter().filter(|name| is_free(name)).find(is_captured);
                name.map(|name| Ident::new(name, text.span()))
            }
            _ => None,
        };
        self.found = self.found.take().or(found);
    }
}

impl Pending {
    fn add(&mut self, names: Vec<String>, in_block: bool) {
        let scope = if in_block { &mut self.in_block } else { &mut self.after_statement };
        scope.extend(names);
    }
}

/// Whether the names of a pattern are in scope in the next block alone. Before the `let` of a condition stands `if`, `while`,
/// or `&&`.
fn is_in_block(keyword: &Ident, before: &[TokenTree]) -> bool {
    let is_condition =
        |last: &TokenTree| is_ident(last, "if") || is_ident(last, "while") || is_punct(Some(last), '&');
    keyword == "for" || before.last().is_some_and(is_condition)
}

/// Whether a `for` with these tokens behind it begins a loop. Others stand in an `impl A for B` or a `for<'a> Fn(&'a u8)`.
fn is_loop(tokens: &[TokenTree]) -> bool {
    let is_end = |token: &&TokenTree| is_ident(token, "in") || is_block(Some(token));
    tokens.iter().find(is_end).is_some_and(|token| is_ident(token, "in"))
}

fn is_block(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

fn is_arrow(pair: &[TokenTree]) -> bool {
    is_punct(pair.first(), '=') && is_punct(pair.get(1), '>')
}

/// The number of tokens before the `=` of a `let` or the `in` of a `for`. The `=` of `..=` is part of a pattern.
fn end_of_pattern(tokens: &[TokenTree]) -> usize {
    let is_end = |at: &usize| {
        let is_equals =
            is_punct(tokens.get(*at), '=') && !is_punct(at.checked_sub(1).and_then(|at| tokens.get(at)), '.');
        is_equals || is_ident(&tokens[*at], "in") || is_punct(tokens.get(*at), ';')
    };
    (0..tokens.len()).find(is_end).unwrap_or(tokens.len())
}

/// The number of tokens before the comma or the semicolon that ends the expression.
fn end_of_expression(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::of_expression();
    let is_end = |token: &TokenTree| {
        angles.pass(token);
        is_punct(Some(token), ';') || is_punct(Some(token), ',') && angles.depth == 0
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}

/// The names that patterns with or without types bind.
fn names_of_parameters(tokens: &[TokenTree]) -> Vec<String> {
    let group = Group::new(Delimiter::Parenthesis, tokens.iter().cloned().collect());
    Parameter::read_all(&group).iter().flat_map(|parameter| names_of(&parameter.pat)).collect()
}

fn names_of(pat: &Pat) -> Vec<String> {
    pat.names().iter().map(|name| name.ident.unraw().to_string()).collect()
}

fn is_variable(tokens: &[TokenTree], at: usize) -> bool {
    let is = |at: Option<usize>, char| is_punct(at.and_then(|at| tokens.get(at)), char);
    let (before, second) = (at.checked_sub(1), at.checked_sub(2));
    let is_member = is(before, '.') && !is(second, '.');
    let is_lifetime = is(before, '\'');
    // The segment of a path, or the label of a field.
    let is_segment = is(before, ':') && is(second, ':') || is(Some(at + 1), ':');
    let is_macro = is(Some(at + 1), '!') && !is(Some(at + 2), '=');
    !(is_member || is_lifetime || is_segment || is_macro)
}

/// Whether an operand follows. There, a `|` begins a closure.
fn is_before_operand(before: &[TokenTree]) -> bool {
    let is_arrow = || is_punct(before.len().checked_sub(2).and_then(|at| before.get(at)), '=');
    match before.last() {
        None => true,
        Some(TokenTree::Punct(last)) => match last.as_char() {
            '?' => false,
            '>' => is_arrow(),
            _ => true,
        },
        Some(last) => is_ident(last, "async") || KEYWORDS.iter().any(|word| is_ident(last, word)),
    }
}

fn list(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}
