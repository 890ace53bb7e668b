use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{Field, Name, Pat};
use crate::tokens::{Angles, ident, is_ident, is_punct, plain};

impl Pat {
    pub(crate) fn read(tokens: &[TokenTree]) -> Self {
        let alternatives = tokens.split(|token| is_punct(Some(token), '|'));
        let mut alternatives: Vec<_> =
            alternatives.filter(|tokens| !tokens.is_empty()).map(read_alternative).collect();
        match alternatives.pop() {
            Some(only) if alternatives.is_empty() => only,
            last => {
                alternatives.extend(last);
                Self::Alternatives(alternatives)
            }
        }
    }
}

fn read_alternative(tokens: &[TokenTree]) -> Pat {
    if let Some(name) = read_name(tokens) {
        return Pat::Name(name);
    }
    match tokens {
        [only] if is_ident(only, "_") => Pat::Wildcard(stream(tokens)),
        [first, second] if is_punct(Some(first), '.') && is_punct(Some(second), '.') => {
            Pat::Rest(stream(tokens))
        }
        [sign, rest @ ..] if is_punct(Some(sign), '&') => {
            let has_mut = rest.first().is_some_and(|word| is_ident(word, "mut"));
            let (sign, inner) = tokens.split_at(if has_mut { 2 } else { 1 });
            Pat::Reference(stream(sign), Box::new(Pat::read(inner)))
        }
        [path @ .., TokenTree::Group(group)] => read_group(tokens, path, group),
        _ => Pat::Value(stream(tokens)),
    }
}

/// Reads `name`, `ref mut name`, or `name @ A`.
fn read_name(tokens: &[TokenTree]) -> Option<Name> {
    let (mut is_reference, mut mutability, mut rest) = (false, None, tokens);
    loop {
        let [first, others @ ..] = rest else { return None };
        let word = ident(first)?;
        rest = others;
        match word.to_string().as_str() {
            "ref" => is_reference = true,
            "mut" => mutability = Some(word),
            "box" if !rest.is_empty() => {}
            "_" | "true" | "false" | "Self" => return None,
            _ => {
                let inner = match rest {
                    [] => None,
                    [at, inner @ ..] if is_punct(Some(at), '@') => Some(Box::new(read_alternative(inner))),
                    _ => return None,
                };
                return Some(Name { ident: plain(&word), is_reference, mutability, inner });
            }
        }
    }
}

fn read_group(tokens: &[TokenTree], path: &[TokenTree], group: &Group) -> Pat {
    let is_expression = path.first().is_some_and(|word| is_ident(word, "const") || is_ident(word, "unsafe"));
    let path_tokens = stream(path);
    match (path.last(), group.delimiter()) {
        (None, Delimiter::None) => Pat::read(&group.stream().into_iter().collect::<Vec<_>>()),
        (None, Delimiter::Parenthesis) => Pat::Tuple(group.clone(), read_list(group)),
        (None, Delimiter::Bracket) => Pat::Slice(group.clone(), read_list(group)),
        (Some(bang), _) if is_punct(Some(bang), '!') => Pat::Macro(stream(tokens)),
        (Some(_), Delimiter::Parenthesis) => Pat::TupleStruct(path_tokens, group.clone(), read_list(group)),
        (Some(_), Delimiter::Brace) if !is_expression => Pat::Struct(
            path_tokens,
            group.clone(),
            elements(group).iter().map(|field| read_field(field)).collect(),
        ),
        _ => Pat::Value(stream(tokens)),
    }
}

fn read_list(group: &Group) -> Vec<Pat> {
    elements(group).iter().map(|element| Pat::read(element)).collect()
}

fn read_field(tokens: &[TokenTree]) -> Field {
    let is_attribute = |tokens: &&[TokenTree]| is_punct(tokens.first(), '#');
    let attributes = tokens.chunks(2).take_while(is_attribute).count() * 2;
    let (attributes, tokens) = tokens.split_at(attributes.min(tokens.len()));
    let (label, pat) = match tokens {
        [label, colon, rest @ ..] if is_punct(Some(colon), ':') => (Some(label.clone()), Pat::read(rest)),
        _ => (None, Pat::read(tokens)),
    };
    Field { attributes: stream(attributes), label, pat }
}

/// The tokens between commas. Commas inside `<…>` separate nothing.
fn elements(group: &Group) -> Vec<Vec<TokenTree>> {
    let mut angles = Angles::default();
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_end = |token: &TokenTree| {
        angles.pass(token);
        angles.depth == 0 && is_punct(Some(token), ',')
    };
    tokens.split(is_end).filter(|element| !element.is_empty()).map(<[_]>::to_vec).collect()
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}
