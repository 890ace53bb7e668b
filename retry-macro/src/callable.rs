//! Values that are called, as far as tokens tell what they are.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::Expr;

use crate::tokens::{flattened, ident, is_ident, is_punct};

/// Whether the value is a path or a closure literal, perhaps in parentheses.
pub(crate) fn is_path_or_closure(value: &TokenStream) -> bool {
    let value = without_parentheses(value.clone());
    parameters_and_body(&value.clone().into_iter().collect::<Vec<_>>()).is_some()
        || matches!(syn::parse2(value), Ok(Expr::Path(path)) if path.attrs.is_empty())
}

fn without_parentheses(value: TokenStream) -> TokenStream {
    let mut tokens = value.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None)
            if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
        {
            without_parentheses(group.stream())
        }
        _ => value,
    }
}

// Input:  move |error| error.is_busy()
// Output: `error`, `error.is_busy()`
//
// A closure literal reaches to the end of the value, unless it has a return type: then a call may follow its block.
fn parameters_and_body(tokens: &[TokenTree]) -> Option<(&[TokenTree], &[TokenTree])> {
    let is_keyword = |token: &&TokenTree| ["async", "move"].iter().any(|word| is_ident(token, word));
    let keywords = tokens.iter().take_while(is_keyword).count();
    let is_bar = |token: &TokenTree| is_punct(Some(token), '|');
    let (_, after) = tokens[keywords..].split_first().filter(|(first, _)| is_bar(first))?;
    let close = after.iter().position(is_bar)?;
    let (parameters, body) = (&after[..close], &after[close + 1..]);
    let ends_with_block =
        || matches!(body.last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    (!is_punct(body.first(), '-') || ends_with_block()).then_some((parameters, body))
}

/// A variable that the value uses and does not bind, of those with these names.
pub(crate) fn captured(value: &TokenStream, names: &[String]) -> Option<Ident> {
    let value = without_parentheses(value.clone());
    let tokens: Vec<TokenTree> = value.into_iter().collect();
    let (parameters, body) = parameters_and_body(&tokens).unwrap_or((&[], &tokens));
    let parameters = flattened(parameters.iter().cloned().collect());
    let is_parameter = |name: &Ident| parameters.iter().any(|token| is_ident(token, &name.to_string()));
    let body = flattened(body.iter().cloned().collect());
    // A pattern in the body may bind the name: rustc knows.
    let is_pattern = |pair: &[TokenTree]| {
        ["let", "for"].iter().any(|word| is_ident(&pair[0], word))
            || is_punct(pair.first(), '|')
            || is_punct(pair.first(), '=') && is_punct(pair.get(1), '>')
    };
    let has_patterns = body.windows(2).any(is_pattern);
    let is_variable = |at: usize| {
        let is_beside = |at: Option<usize>, char| is_punct(at.and_then(|at| body.get(at)), char);
        let before = at.checked_sub(1);
        let is_label = is_beside(Some(at + 1), ':');
        !is_beside(before, '.') && !is_beside(before, ':') && !is_beside(before, '\'') && !is_label
    };
    let used =
        body.iter().enumerate().filter(|(at, _)| is_variable(*at)).filter_map(|(_, token)| ident(token));
    used.filter(|name| names.contains(&name.to_string()))
        .find(|name| name == "self" || !has_patterns && !is_parameter(name))
}
