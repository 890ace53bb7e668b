//! An attribute above `#[retry]` has rewritten the function before `#[retry]` sees it. The source text at a token's span
//! tells the tokens that such an attribute made from those that the user wrote. Where rustc has no source text, all
//! tokens pass for written ones.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use crate::errors::Errors;
use crate::function::Function;
use crate::locals::ATTEMPTS;
use crate::tokens::is_ident;

/// The message, if an attribute such as `#[tokio::main]` has put the body of an `async fn` into an `async` block, on which
/// a sync function now blocks. Each attempt would start a runtime.
pub(super) fn made_sync(function: &Function) -> Option<String> {
    if function.is_async() || function.is_of_async_trait() || is_written(function.keyword()?) != Some(true) {
        return None;
    }
    let body = function.body.as_ref().filter(|_| is_rewritten(function))?;
    let (above, place) = attribute_of(&first_made_async(body.stream())?);
    Some(format!(
        "{above} has turned this `async fn` into a sync function\nhelp: put `#[retry]` above {place}"
    ))
}

/// The message, if an attribute such as `#[trait_variant::make]` has made an `impl Future` of the return type.
pub(super) fn made_future(function: &Function) -> Option<String> {
    let first = function.output.iter().find(|token| matches!(token, TokenTree::Ident(_)))?;
    if is_written(function.keyword()?) != Some(true) || is_written(first) != Some(false) {
        return None;
    }
    let (above, place) = attribute_of(first);
    Some(format!(
        "{above} has turned this `async fn` into a function that returns a future\nhelp: put `#[retry]` above {place}; if \
         that stands on a trait, put `#[retry]` on an `async fn` outside of the trait, and call it from here"
    ))
}

pub(super) fn is_retried_once(function: &Function, errors: &mut Errors) {
    let is_retry = |attribute: &&&Group| {
        let path = attribute.stream().into_iter().take_while(|token| !matches!(token, TokenTree::Group(_)));
        path.last().is_some_and(|name| is_ident(&name, "retry"))
    };
    let place = match function.attributes().iter().find(is_retry) {
        Some(attribute) => attribute.span(),
        // The other one has been expanded already.
        None if is_our_loop(function) => Span::call_site(),
        None => return,
    };
    let fact = format!("a second `#[retry]` on `{}` would multiply the attempts", function.name);
    errors.push(place, format!("{fact}\nhelp: keep one `#[retry]`, with all the options"));
}

/// Whether the body holds the loop of another `#[retry]`: at its start, or in what another attribute made of it.
fn is_our_loop(function: &Function) -> bool {
    let block = function.retried().filter(|_| is_rewritten(function));
    has_loop(&function.start) || block.is_some_and(|block| has_loop_inside(block.stream()))
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

/// Whether another attribute has put tokens of its own at the start of the body.
fn is_rewritten(function: &Function) -> bool {
    // To ask for every text would take longer than the rest of the expansion.
    const ENOUGH: usize = 4;
    function.start.iter().take(ENOUGH).any(|token| is_written(token) == Some(false))
}

fn first_made_async(tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match &token {
        TokenTree::Group(group) => first_made_async(group.stream()),
        _ => (is_ident(&token, "async") && is_written(&token) == Some(false)).then_some(token),
    })
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

// Input:  `async`, made by `#[tokio::test(start_paused = true)]`
// Output: "`#[tokio::test]`", "`#[tokio::test]`"
//
/// The attribute that made a token, at the beginning of a sentence and behind "above".
fn attribute_of(token: &TokenTree) -> (String, String) {
    let text = token.span().source_text().unwrap_or_default();
    let path = text.strip_prefix("#[").and_then(|attribute| attribute.split(['(', ']']).next());
    match path {
        Some(path) => (format!("`#[{}]`", path.trim()), format!("`#[{}]`", path.trim())),
        None => ("an attribute above `#[retry]`".to_owned(), "the other attributes".to_owned()),
    }
}
