use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Error, ExprPath, Index, LitStr, Member, Meta, Path, Result, Token, Type, parenthesized,
};

use super::words::{self, CLASSES};
use crate::errors::Errors;

/// The `#[retryable(…)]` options of one struct, enum, or variant, as written.
#[derive(Default)]
pub(crate) struct Options<'a> {
    /// The attributes, for errors that point at a whole attribute.
    pub(crate) attributes: Vec<&'a Attribute>,
    /// More than one is an error.
    pub(crate) judges: Vec<Judge>,
    pub(crate) after: Option<After>,
    pub(crate) from: Option<From>,
    pub(crate) location: Option<Location>,
    /// Whether an option was not understood, so that nothing can be reported as missing.
    pub(crate) is_flawed: bool,
    /// The names of the options so far, to find repetitions.
    written: Vec<String>,
}

/// The source of the verdict.
pub(crate) enum Judge {
    /// `throttled`, for example. The word is the name of a constructor of `Verdict`.
    Class(Ident),
    /// `transparent`: the inner error.
    Inner(Ident),
    /// `with = path`: a function.
    Function(Ident, ExprPath),
}

/// `from`, or `from(reqwest::Error, …)`: the errors that become the one in the field.
pub(crate) struct From {
    pub(crate) word: Ident,
    pub(crate) others: Vec<Type>,
}

/// `after = field`
pub(crate) struct After {
    pub(crate) word: Ident,
    pub(crate) field: Member,
}

/// `crate = path`: the path of `retry_attr`.
pub(crate) struct Location {
    pub(crate) word: Ident,
    pub(crate) path: Path,
}

pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("retryable")
}

impl Judge {
    /// The option's name.
    pub(crate) fn word(&self) -> &Ident {
        match self {
            Self::Class(word) | Self::Inner(word) | Self::Function(word, _) => word,
        }
    }

    /// An example of the option, for messages.
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

    /// Continues at the next comma after a mistake.
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
            "from" => {
                let others = types(&word, input)?;
                self.from = Some(From { word, others });
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

/// A field in `after = …`. Keywords are accepted, because people forget `r#`.
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

/// Reads an option without a value.
fn flag(word: Ident, input: ParseStream) -> Result<Ident> {
    // After another word, a comma is missing.
    if is_at_end(input) || input.peek(Ident::peek_any) {
        return Ok(word);
    }
    let reason = if word == "permanent" { ", or `#[retryable(with = judge)]` to give a reason" } else { "" };
    Err(Error::new_spanned(
        rest_of_option(input),
        format!("`{word}` takes no value\nhelp: write `#[retryable({word})]`{reason}"),
    ))
}

/// Reads the types in parentheses, if there are parentheses.
fn types(word: &Ident, input: ParseStream) -> Result<Vec<Type>> {
    if is_at_end(input) || input.peek(Ident::peek_any) {
        return Ok(Vec::new());
    }
    let written = input.fork();
    let read = |input: ParseStream| {
        let list;
        parenthesized!(list in input);
        Punctuated::<Type, Token![,]>::parse_terminated(&list)
    };
    match read(input) {
        Ok(types) if !types.is_empty() && is_at_end(input) => Ok(types.into_iter().collect()),
        _ => Err(Error::new_spanned(
            rest_of_option(&written),
            format!(
                "`{word}` takes types in parentheses, or nothing\nhelp: write `#[retryable({word})]`, or `#[retryable({word}(reqwest::Error))]`"
            ),
        )),
    }
}

/// Reads the value after `word =`.
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
            // A closure may contain commas, so the rest of the attribute is its value.
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
