//! Finds what an attribute above `#[retry]` has made of the function. The source text at a token's span tells the tokens
//! that such an attribute made from those that the user wrote. Where rustc has no source text, all tokens pass for
//! written ones.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::function::Function;
use crate::locals::ATTEMPTS;
use crate::parameters::Binding;
use crate::tokens::is_ident;

/// The `async` that an attribute such as `#[tokio::main]` has put before the body of a function that is now sync.
pub(crate) fn made_async(function: &Function) -> Option<TokenTree> {
    if function.is_async() || function.is_of_async_trait() || !is_of_the_user(function) {
        return None;
    }
    let body = function.body.as_ref().filter(|_| is_rewritten(function))?;
    first_made("async", body.stream())
}

/// The first name of a return type that an attribute such as `#[trait_variant::make]` has made.
pub(crate) fn made_output(function: &Function) -> Option<&TokenTree> {
    let first = function.output.iter().find(|token| matches!(token, TokenTree::Ident(_)))?;
    (is_of_the_user(function) && is_written(first) == Some(false)).then_some(first)
}

/// Whether the body holds the loop of another `#[retry]`: at its start, or in what another attribute made of it.
pub(crate) fn is_our_loop(function: &Function) -> bool {
    let block = function.retried().filter(|_| is_rewritten(function));
    has_loop(&function.start) || block.is_some_and(|block| has_loop_inside(block.stream()))
}

/// The arguments that an attribute such as `#[instrument]` moves into a block or a closure of its own.
pub(crate) fn moved_arguments(function: &Function) -> Vec<Binding> {
    let body = function.body.as_ref().filter(|_| function.boxed.is_none() && is_rewritten(function));
    let Some(block) = body else { return Vec::new() };
    let mut moved = Vec::new();
    names_behind_made_move(block.stream(), &mut moved);
    function.bindings().into_iter().filter(|binding| moved.contains(&binding.name)).collect()
}

/// The attribute that made a token, if that is an attribute with a path.
//
// Input:  `async`, made by `#[tokio::test(start_paused = true)]`
// Output: `#[tokio::test]`
pub(crate) fn attribute_of(token: &TokenTree) -> Option<String> {
    let text = token.span().source_text()?;
    let path = text.strip_prefix("#[")?.split(['(', ']']).next()?;
    Some(format!("`#[{}]`", path.trim()))
}

fn is_of_the_user(function: &Function) -> bool {
    function.keyword().and_then(is_written) == Some(true)
}

/// Whether another attribute has put tokens of its own at the start of the body.
fn is_rewritten(function: &Function) -> bool {
    // To ask for every text would take longer than the rest of the expansion.
    const ENOUGH: usize = 4;
    function.start.iter().take(ENOUGH).any(|token| is_written(token) == Some(false))
}

fn first_made(word: &str, tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match &token {
        TokenTree::Group(group) => first_made(word, group.stream()),
        _ => is_made(word, &token).then_some(token),
    })
}

fn is_made(word: &str, token: &TokenTree) -> bool {
    is_ident(token, word) && is_written(token) == Some(false)
}

fn has_loop(tokens: &[TokenTree]) -> bool {
    let is_attempts = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if *name == ATTEMPTS);
    tokens.windows(2).any(|pair| is_ident(&pair[0], "mut") && is_attempts(&pair[1]))
}

fn has_loop_inside(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_around =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if has_loop_inside(group.stream()));
    has_loop(&tokens) || tokens.iter().any(is_around)
}

// Input:  async move { log(&url); work(n) }
// Output: log, url, work, n
fn names_behind_made_move(tokens: TokenStream, names: &mut Vec<Ident>) {
    let mut is_behind = false;
    for token in tokens {
        match &token {
            TokenTree::Group(group) if is_behind && group.delimiter() == Delimiter::Brace => {
                all_names(group.stream(), names);
                is_behind = false;
            }
            TokenTree::Group(group) => names_behind_made_move(group.stream(), names),
            _ => is_behind |= is_made("move", &token),
        }
    }
}

fn all_names(tokens: TokenStream, names: &mut Vec<Ident>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => names.push(name),
            TokenTree::Group(group) => all_names(group.stream(), names),
            _ => {}
        }
    }
}

/// Whether the user wrote this token; `None` if nobody can tell.
fn is_written(token: &TokenTree) -> Option<bool> {
    let text = token.span().source_text()?;
    match token {
        TokenTree::Ident(name) => Some(*name == text),
        // Under older compilers, each character of `::` has the span of both.
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
