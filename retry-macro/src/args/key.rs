use std::fmt;

use proc_macro2::{Group, Ident, Span, TokenStream};
use syn::parse::ParseStream;
use syn::{Error, Token};

/// The option that is being read.
pub(super) struct Key {
    pub(super) name: Ident,
    /// One way to write the option.
    pub(super) example: &'static str,
    /// The names of all options. A value ends before the next of them.
    pub(super) names: &'static [&'static str],
}

impl Key {
    pub(super) fn span(&self) -> Span {
        self.name.span()
    }

    /// Whether this is the name of an option.
    pub(super) fn is_option(&self, name: &Ident) -> bool {
        self.names.iter().any(|option| name == option)
    }

    pub(super) fn missing(&self) -> Error {
        Error::new(self.span(), format!("`{self}` needs a value, as in `{}`", self.example))
    }

    /// Reads the `=` before a value.
    pub(super) fn read_equals(&self, input: ParseStream) -> syn::Result<()> {
        if is_missing(input) {
            return Err(self.missing());
        }
        // Neither `==` nor `=>`.
        if !input.peek(Token![=]) || input.peek2(Token![=]) || input.peek(Token![=>]) {
            let message = format!("`{self}` takes its value after `=`, as in `{}`", self.example);
            return Err(Error::new(self.span(), message));
        }
        input.parse::<Token![=]>().map(drop)
    }

    /// Reads the tokens in parentheses.
    pub(super) fn read_parenthesized(&self, input: ParseStream) -> syn::Result<TokenStream> {
        if is_missing(input) {
            return Err(self.missing());
        }
        if !input.peek(syn::token::Paren) {
            let message = format!("`{self}` takes its value in parentheses, as in `{}`", self.example);
            return Err(Error::new(self.span(), message));
        }
        let group: Group = input.parse()?;
        if group.stream().is_empty() { Err(self.missing()) } else { Ok(group.stream()) }
    }
}

/// The name of the option.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// Whether the option ends with its name.
fn is_missing(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}
