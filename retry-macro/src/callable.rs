//! Values that are called, as far as tokens tell what they are.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Expr;

use crate::tokens::{is_ident, is_punct};

/// Whether the value is a path or a closure literal, perhaps in parentheses.
pub(crate) fn is_path_or_closure(value: &TokenStream) -> bool {
    let value = without_parentheses(value.clone());
    parameters_and_body(&value.clone().into_iter().collect::<Vec<_>>()).is_some()
        || matches!(syn::parse2(value), Ok(Expr::Path(path)) if path.attrs.is_empty())
}

/// Whether the value is a closure literal, perhaps in parentheses.
pub(crate) fn is_closure(value: &TokenStream) -> bool {
    closure_parameters(value).is_some()
}

/// The parameters of a closure literal.
pub(crate) fn closure_parameters(value: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = without_parentheses(value.clone()).into_iter().collect();
    parameters_and_body(&tokens).map(|(parameters, _)| parameters.iter().cloned().collect())
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
