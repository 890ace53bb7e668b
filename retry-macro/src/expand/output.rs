use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::locals::RETURNED;
use crate::paths::Paths;
use crate::tokens::{end_of_bounds, group_like, is_ident, is_punct};

/// Whether the return type can be written a second time. `impl Trait` cannot, nor can a macro that may expand to it.
pub(crate) fn is_repeatable(output: &[TokenTree]) -> bool {
    output.iter().enumerate().all(|(at, token)| match token {
        TokenTree::Group(group) => is_repeatable(&group.stream().into_iter().collect::<Vec<_>>()),
        token => !is_ident(token, "impl") && !is_macro(&output[at..]),
    })
}

/// `!(…)`, which is not the type `!`.
fn is_macro(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), '!') && matches!(tokens.get(1), Some(TokenTree::Group(_)))
}

// Input:  Result<T, E>
// Output: let __returned = Returned::<Result<T, E>>::new();
pub(super) fn returned(paths: &Paths, output: &[TokenTree]) -> TokenStream {
    if !is_repeatable(output) {
        return returned_by_function(paths, false);
    }
    let here = Span::mixed_site();
    let private = paths.private(here);
    let output: TokenStream = output.iter().cloned().collect();
    quote_spanned!(here=> let #RETURNED = #private::Returned::<#output>::new();)
}

// Output: let __returned = Returned::new();
//         if false { return Returned::anchor(&__returned); }
//
// The `return` gives `__returned` the return type of the function. With `stream`, the function returns a stream around
// the attempt's stream.
pub(super) fn returned_by_function(paths: &Paths, is_stream: bool) -> TokenStream {
    let here = Span::mixed_site();
    let private = paths.private(here);
    let anchor = if is_stream { quote_spanned!(here=> begun) } else { quote_spanned!(here=> anchor) };
    quote_spanned! {here=>
        let #RETURNED = #private::Returned::new();
        if false {
            return #private::Returned::#anchor(&#RETURNED);
        }
    }
}

// Input:  Result<impl Iterator<Item = u8> + 'a, answer!()>
// Output: Result<_, _>
pub(crate) fn erase_unrepeatable(tokens: &[TokenTree]) -> TokenStream {
    let mut erased = Vec::new();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            TokenTree::Ident(keyword) if keyword == "impl" => {
                erased.push(placeholder(keyword.span()));
                rest = &rest[end_of_bounds(rest)..];
            }
            _ if is_macro(&tokens[tokens.len() - rest.len() - 1..]) => {
                remove_path(&mut erased);
                erased.push(placeholder(token.span()));
                rest = &rest[1..];
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let erased_inner = erase_unrepeatable(&inner);
                // `&(impl A + B)` needs its parentheses, but rustc warns about them in `&(_)`.
                if is_impl_in_parentheses(group, &inner) {
                    erased.extend(erased_inner);
                } else {
                    erased.push(group_like(group, erased_inner).into());
                }
            }
            token => erased.push(token.clone()),
        }
    }
    erased.into_iter().collect()
}

fn placeholder(place: Span) -> TokenTree {
    Ident::new("_", place).into()
}

/// Removes the path at the end of the tokens.
fn remove_path(tokens: &mut Vec<TokenTree>) {
    let is_colon = |token: Option<&TokenTree>| is_punct(token, ':');
    while matches!(tokens.last(), Some(TokenTree::Ident(_))) {
        tokens.pop();
        if !is_colon(tokens.last()) {
            break;
        }
        while is_colon(tokens.last()) {
            tokens.pop();
        }
    }
}

fn is_impl_in_parentheses(group: &Group, inner: &[TokenTree]) -> bool {
    group.delimiter() == Delimiter::Parenthesis
        && inner.first().is_some_and(|token| is_ident(token, "impl"))
        && end_of_bounds(inner) == inner.len()
}
