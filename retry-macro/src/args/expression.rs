//! Finds the end of an option's value. `syn` without `full` parses neither closures nor blocks.

use proc_macro2::{Delimiter, Ident, Punct, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Error, Lit, Token};

use super::key::Key;
use crate::tokens::{Angles, is_punct, literal};

/// Reads `= EXPR`: all tokens up to the comma before the next option.
pub(super) fn expression(key: &Key, input: ParseStream) -> syn::Result<TokenStream> {
    key.read_equals(input)?;
    bare(key, input)
}

/// Reads `EXPR` without an `=` before it.
pub(super) fn bare(key: &Key, input: ParseStream) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut closure_bars = 0;
    let (mut angles, mut last) = (Angles::of_expression(), Last::default());
    while !(input.is_empty()
        || input.peek(Token![,]) && closure_bars != 1 && angles.depth == 0 && ends_value(key, input))
    {
        let is_first = tokens.is_empty();
        if input.peek(Token![;]) || last.is_followed_by_another(key, input) {
            return Err(input.error("expected `,` before the next option"));
        }
        let token: TokenTree = input.parse()?;
        angles.pass(&token);
        last.pass(&token);
        if is_punct(Some(&token), '|') && (closure_bars > 0 || is_first || tokens_are_move(&tokens)) {
            closure_bars += 1;
        }
        tokens.extend([token]);
    }
    match literal(&tokens) {
        _ if tokens.is_empty() => Err(key.missing()),
        // In rustc's words, because the expansion drops the literal before rustc would complain.
        Some((_, Lit::Str(text))) if !text.suffix().is_empty() => {
            Err(Error::new(text.span(), "suffixes on string literals are invalid"))
        }
        _ => unfinished(key, &tokens).map_or(Ok(tokens), Err),
    }
}

// Input:  A && B &&
// Output: an error that names `&&`
//
/// The error for a value that ends with an operator. rustc would report it at the whole attribute, once for each use of the
/// value.
fn unfinished(key: &Key, tokens: &TokenStream) -> Option<Error> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_operator =
        |token: &&TokenTree| matches!(token, TokenTree::Punct(mark) if !matches!(mark.as_char(), '>' | '?'));
    let length = tokens.iter().rev().take_while(is_operator).count();
    let operator = &tokens[tokens.len() - length..];
    let text: String = operator.iter().map(ToString::to_string).collect();
    // `0..` is complete.
    let first = operator.first().filter(|_| text != "..")?;
    let message = format!("`{key}` needs an expression after `{text}`, as in `{}`", key.example);
    Some(Error::new(first.span(), message))
}

fn tokens_are_move(tokens: &TokenStream) -> bool {
    tokens.to_string() == "move"
}

/// The kind of the last token.
#[derive(Default, PartialEq)]
enum Last {
    #[default]
    Other,
    Quote,
    Literal,
    /// A name or parentheses. A literal or an option can follow only after an operator or a comma.
    Operand,
}

impl Last {
    fn pass(&mut self, token: &TokenTree) {
        let is_lifetime = *self == Self::Quote;
        *self = match token {
            TokenTree::Literal(_) => Self::Literal,
            TokenTree::Group(group)
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::None) =>
            {
                Self::Operand
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => Self::Quote,
            TokenTree::Ident(_) if !is_lifetime => match syn::parse2(token.clone().into()) {
                Ok::<Ident, _>(_) => Self::Operand,
                Err(_) => Self::Other,
            },
            _ => Self::Other,
        };
    }

    /// Whether another value or option follows without a comma.
    fn is_followed_by_another(&self, key: &Key, input: ParseStream) -> bool {
        let ahead = input.fork();
        match (self, ahead.parse()) {
            (Self::Literal, Ok(TokenTree::Ident(name))) => name != "as",
            (Self::Operand, Ok(TokenTree::Ident(name))) => key.is_option(&name),
            (Self::Literal | Self::Operand, Ok(TokenTree::Literal(_))) => true,
            _ => false,
        }
    }
}

/// Whether an option or nothing follows the next comma. The comma of `-> Result<A, B>` is followed by a type.
fn ends_value(key: &Key, input: ParseStream) -> bool {
    let ahead = input.fork();
    let _comma: syn::Result<Punct> = ahead.parse();
    match Ident::parse_any(&ahead) {
        Ok(name) => {
            let is_written_as_one = ahead.is_empty()
                || ahead.peek(Token![,])
                || ahead.peek(syn::token::Paren)
                || ahead.peek(Token![=]) && !ahead.peek(Token![==]) && !ahead.peek(Token![=>]);
            key.is_option(&name) || is_written_as_one
        }
        Err(_) => !ahead.peek(Token![<]),
    }
}
