//! Where the value of an option ends: `syn` without `full` reads neither closures nor blocks.

use proc_macro2::{Ident, Punct, TokenStream, TokenTree};
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;

use super::OPTIONS;
use super::value::{equals, missing};
use crate::tokens::is_punct;

/// `= EXPR`: all tokens up to the comma before the next option.
pub(super) fn expression(key: &Ident, input: ParseStream) -> syn::Result<TokenStream> {
    equals(key, input)?;
    let mut tokens = TokenStream::new();
    let mut closure_bars = 0;
    let mut turbofish = Turbofish::default();
    while !(input.is_empty()
        || input.peek(Token![,]) && closure_bars != 1 && !turbofish.is_open() && ends_value(input))
    {
        let is_first = tokens.is_empty();
        if input.peek(Token![;]) {
            return Err(input.error("expected `,` before the next option"));
        }
        let token: TokenTree = input.parse()?;
        turbofish.pass(&token);
        if is_punct(Some(&token), '|') && (closure_bars > 0 || is_first || tokens_are_move(&tokens)) {
            closure_bars += 1;
        }
        let is_literal = is_first && matches!(token, TokenTree::Literal(_));
        tokens.extend([token]);
        if is_literal && input.peek(Ident::peek_any) && !input.peek(Token![as]) {
            return Err(input.error("expected `,` before the next option"));
        }
    }
    if tokens.is_empty() { Err(missing(key)) } else { Ok(tokens) }
}

fn tokens_are_move(tokens: &TokenStream) -> bool {
    tokens.to_string() == "move"
}

/// Counts the brackets of `f::<A, B>`, which are no groups. Other brackets may be comparisons.
#[derive(Default)]
struct Turbofish {
    depth: usize,
    colons: usize,
    is_after_dash: bool,
}

impl Turbofish {
    fn is_open(&self) -> bool {
        self.depth > 0
    }

    fn pass(&mut self, token: &TokenTree) {
        let punct = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match punct {
            '<' if self.is_open() || self.colons == 2 => self.depth += 1,
            '>' if self.is_open() && !self.is_after_dash => self.depth -= 1,
            _ => {}
        }
        self.colons = if punct == ':' { self.colons + 1 } else { 0 };
        self.is_after_dash = punct == '-';
    }
}

/// Whether the comma that comes next is followed by an option or by nothing: that of `-> Result<A, B>` is not.
fn ends_value(input: ParseStream) -> bool {
    let ahead = input.fork();
    let comma: syn::Result<Punct> = ahead.parse();
    if comma.is_err() || ahead.is_empty() {
        return true;
    }
    match Ident::parse_any(&ahead) {
        Ok(name) => {
            let is_option = OPTIONS.iter().any(|(option, _)| name == option);
            let is_written_as_one = ahead.is_empty()
                || ahead.peek(Token![,])
                || ahead.peek(syn::token::Paren)
                || ahead.peek(Token![=]) && !ahead.peek(Token![==]) && !ahead.peek(Token![=>]);
            is_option || is_written_as_one
        }
        Err(_) => !ahead.peek(Token![<]),
    }
}
