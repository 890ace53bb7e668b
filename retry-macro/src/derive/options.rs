use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Error, ExprPath, Index, LitStr, Member, Meta, Path, Result, Token};

use super::words::{self, CLASSES};
use crate::errors::Errors;

/// What the `#[retryable(…)]` attributes of one struct, enum or variant say, as written.
#[derive(Default)]
pub(crate) struct Options<'a> {
    /// The attributes, for errors that show all of one.
    pub(crate) attributes: Vec<&'a Attribute>,
    /// There should be one.
    pub(crate) judges: Vec<Judge>,
    pub(crate) after: Option<After>,
    pub(crate) location: Option<Location>,
    /// Something was not understood, so nothing can be said to be missing.
    pub(crate) is_flawed: bool,
    /// The options so far, to find those that are repeated.
    written: Vec<String>,
}

/// Who gives the verdict.
pub(crate) enum Judge {
    /// `throttled`; the word is the name of the verdict's constructor.
    Class(Ident),
    /// `transparent`: the inner error.
    Inner(Ident),
    /// `with = path`: a function.
    Function(Ident, ExprPath),
}

/// `after = field`
pub(crate) struct After {
    pub(crate) word: Ident,
    pub(crate) field: Member,
}

/// `crate = path`: where `retry_attr` is.
pub(crate) struct Location {
    pub(crate) word: Ident,
    pub(crate) path: Path,
}

pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("retryable")
}

impl Judge {
    /// The option's name, where it is written.
    pub(crate) fn word(&self) -> &Ident {
        match self {
            Self::Class(word) | Self::Inner(word) | Self::Function(word, _) => word,
        }
    }

    /// How it is written, for a message.
    pub(crate) fn example(&self) -> String {
        match self {
            Self::Class(word) | Self::Inner(word) => word.to_string(),
            Self::Function(..) => "with = judge".to_owned(),
        }
    }
}

impl<'a> Options<'a> {
    pub(crate) fn parse(attributes: &'a [Attribute], errors: &mut Errors) -> Self {
        let mut options = Self::default();
        for attribute in attributes.iter().filter(|attribute| is_ours(attribute)) {
            options.attributes.push(attribute);
            if let Err(error) = options.parse_attribute(attribute, errors) {
                options.is_flawed = true;
                errors.push_error(error);
            }
        }
        options
    }

    fn parse_attribute(&mut self, attribute: &Attribute, errors: &mut Errors) -> Result<()> {
        match &attribute.meta {
            Meta::List(list) if !list.tokens.is_empty() => list.parse_args_with(|input: ParseStream| {
                self.parse_list(input, errors);
                Ok(())
            }),
            _ => Err(Error::new_spanned(
                attribute,
                "`#[retryable]` needs an option in parentheses\n\
                 help: say what kind of failure it is, as in `#[retryable(transient)]`",
            )),
        }
    }

    /// Goes on after a mistake, at the next comma.
    fn parse_list(&mut self, input: ParseStream, errors: &mut Errors) {
        while !input.is_empty() {
            if let Err(error) = self.parse_option(input).and_then(|()| parse_separator(input)) {
                self.is_flawed = true;
                errors.push_error(error);
                skip_option(input);
            }
        }
    }

    fn parse_option(&mut self, input: ParseStream) -> Result<()> {
        let word = input.call(Ident::parse_any).map_err(|_| words::expected(input.span()))?;
        let name = word.to_string();
        if self.written.contains(&name) {
            return Err(Error::new(word.span(), format!("`{name}` is given more than once")));
        }
        match name.as_str() {
            "transparent" => self.judges.push(Judge::Inner(flag(word.clone(), input)?)),
            "with" => {
                let path = value(&word, input, "the path of a function", "with = judge")?;
                self.judges.push(Judge::Function(word, path));
            }
            "after" => {
                let Named(field) = value(&word, input, "the name or the number of a field", "after = wait")?;
                self.after = Some(After { word, field });
            }
            "crate" => {
                let Module(path) = value(&word, input, "a path", "crate = ::retry_attr")?;
                self.location = Some(Location { word, path });
            }
            class if CLASSES.contains(&class) => self.judges.push(Judge::Class(flag(word, input)?)),
            _ => return Err(words::unknown(&word)),
        }
        self.written.push(name);
        Ok(())
    }
}

/// A field in `after = …`. A keyword is taken as well, because `r#` is nothing that one remembers.
struct Named(Member);

impl Parse for Named {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(syn::LitInt) {
            return input.parse::<Index>().map(|index| Self(index.into()));
        }
        input.call(Ident::parse_any).map(|name| Self(name.into()))
    }
}

/// A path without generic arguments, as in `use`.
struct Module(Path);

impl Parse for Module {
    fn parse(input: ParseStream) -> Result<Self> {
        input.call(Path::parse_mod_style).map(Self)
    }
}

/// An option that is a word alone.
fn flag(word: Ident, input: ParseStream) -> Result<Ident> {
    // Two words side by side are a forgotten comma.
    if is_at_end(input) || input.peek(Ident::peek_any) {
        return Ok(word);
    }
    let reason = if word == "permanent" { ", or `#[retryable(with = judge)]` to give a reason" } else { "" };
    Err(Error::new_spanned(
        rest_of_option(input),
        format!("`{word}` takes no value\nhelp: write `#[retryable({word})]`{reason}"),
    ))
}

/// What stands behind `word =`, to its end.
fn value<T: Parse>(word: &Ident, input: ParseStream, noun: &str, example: &str) -> Result<T> {
    let equals: Option<Token![=]> = input.parse()?;
    if equals.is_none() || is_at_end(input) {
        return Err(Error::new(word.span(), format!("`{word}` needs a value, as in `{example}`")));
    }
    let written = input.fork();
    match input.parse() {
        Ok(value) if is_at_end(input) => Ok(value),
        _ => {
            let help = match written.fork().parse::<LitStr>() {
                Ok(text) => format!("without quotes, as in `{word} = {}`", text.value()),
                Err(_) => format!("write one, as in `{example}`"),
            };
            // The commas of a closure's parameters end no option.
            let rest = if written.peek(Token![|]) { input.parse()? } else { rest_of_option(&written) };
            Err(Error::new_spanned(rest, format!("`{word}` takes {noun}\nhelp: {help}")))
        }
    }
}

fn is_at_end(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

fn rest_of_option(input: ParseStream) -> TokenStream {
    let rest = input.fork();
    std::iter::from_fn(|| if is_at_end(&rest) { None } else { rest.parse::<TokenTree>().ok() }).collect()
}

fn skip_option(input: ParseStream) {
    while let Ok(token) = input.parse::<TokenTree>() {
        if matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            break;
        }
    }
}

fn parse_separator(input: ParseStream) -> Result<()> {
    if input.is_empty() { Ok(()) } else { input.parse::<Token![,]>().map(drop) }
}
