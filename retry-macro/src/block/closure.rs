use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::Error;

use crate::args::Args;
use crate::errors::Errors;
use crate::expand::output::erase_unrepeatable;
use crate::function::Function;
use crate::tokens::{Angles, ident, is_ident, is_punct, type_text, without_invisible_group};

/// `async || -> OUTPUT { BODY }`, or the same without `async`.
pub(super) struct Closure {
    asyncness: Option<Ident>,
    movement: Option<Ident>,
    /// The place of the first parameter, if there is one.
    parameter: Option<Span>,
    /// The place of the first `|`.
    bar: Span,
    output: Vec<TokenTree>,
    body: Group,
}

impl Closure {
    // Input:  async || -> Result<T, E> { BODY }, max = 3
    // Output: the closure, and `max = 3`
    pub(super) fn split(input: TokenStream) -> syn::Result<(Self, TokenStream)> {
        let tokens = without_group_around_closure(input);
        let mut rest = tokens.as_slice();
        let asyncness = take(&mut rest, "async");
        let movement = take(&mut rest, "move");
        let shape = Shape { is_async: asyncness.is_some() };
        let Some((bar, parameters, rest)) = bars(rest) else { return Err(shape.no_closure(&tokens)) };
        let parameter = parameters.first().map(TokenTree::span);
        let Some((output, body, rest)) = output_and_body(rest) else {
            let mut errors = shape.no_output(bar);
            errors.extend(parameter.map(|place| shape.no_parameters(place)));
            errors.extend(mistakes_in_options(rest));
            return Err(errors);
        };
        let rest = match rest {
            [] => TokenStream::new(),
            [comma, options @ ..] if is_punct(Some(comma), ',') => options.iter().cloned().collect(),
            [other, ..] => {
                return Err(Error::new(other.span(), "expected `,` before the options of `retrying!`"));
            }
        };
        Ok((Self { asyncness, movement, parameter, bar, output: output.to_vec(), body }, rest))
    }

    /// The body uses the parameters, so it does not compile on its own.
    pub(super) fn has_parameters(&self) -> bool {
        self.parameter.is_some()
    }

    pub(super) fn check_parameters(&self, errors: &mut Errors) {
        let Some(parameter) = self.parameter else { return };
        let shape = Shape { is_async: self.asyncness.is_some() };
        errors.push_error(shape.no_parameters(parameter));
    }

    /// The first attempt would take the variables of a `move` closure.
    pub(super) fn check_captures(&self, errors: &mut Errors) {
        let Some(movement) = &self.movement else { return };
        let shape = Shape { is_async: self.asyncness.is_some() };
        let text = shape.text(&type_text(&self.output.iter().cloned().collect()));
        let fact = "`move` would give the variables of the closure to the first attempt";
        let (owner, awaited) = if shape.is_async { ("async move {", ".await") } else { ("move || {", "") };
        errors.push(
            movement.span(),
            format!(
                "{fact}\nhelp: write `{text}`, which borrows them; if the result must own them, put `retrying!` into a \
                 block, as in `{owner} retrying!({text}){awaited} }}`"
            ),
        );
    }

    pub(super) fn function(&self) -> Function {
        Function::of_block(self.asyncness.clone(), self.bar, self.output.clone(), self.body.clone())
    }

    // Output: async { ANCHOR BODY }   or   (|| -> Result<T, E> { BODY })()
    //
    /// The block without a loop. It needs no path to this crate.
    pub(super) fn without_loop(&self) -> TokenStream {
        let here = Span::mixed_site();
        let (output, body) = (erase_unrepeatable(&self.output), &self.body);
        // `unused_braces` skips a block with an attribute. No body can trigger this lint.
        let nested = quote_spanned!(here=> #[deny(unknown_crate_types)] #body);
        match &self.asyncness {
            Some(asyncness) => quote_spanned! {here=>
                #asyncness {
                    if false {
                        let __anchor: fn() -> #output = || loop {};
                        return __anchor();
                    }
                    #nested
                }
            },
            None => quote_spanned!(here=> (|| -> #output #body)()),
        }
    }
}

/// The closure that the user should write.
struct Shape {
    is_async: bool,
}

impl Shape {
    fn text(&self, output: &str) -> String {
        let keyword = if self.is_async { "async " } else { "" };
        format!("{keyword}|| -> {output} {{ … }}")
    }

    fn no_closure(&self, tokens: &[TokenTree]) -> Error {
        let place = tokens.first().map_or_else(Span::call_site, TokenTree::span);
        let fact = "`retrying!` begins with the closure to retry";
        let help = format!("write `retrying!({}, max = 3)`", self.text("Result<T, E>"));
        Error::new(place, format!("{fact}\nhelp: {help}"))
    }

    fn no_parameters(&self, place: Span) -> Error {
        let fact =
            "the closure of `retrying!` takes no parameters, because it borrows the variables around it";
        Error::new(place, format!("{fact}\nhelp: write `{}`", self.text("Result<T, E>")))
    }

    fn no_output(&self, bar: Span) -> Error {
        let fact = "`retrying!` needs to see the return type of the closure, and its braces";
        Error::new(bar, format!("{fact}\nhelp: write `{}`", self.text("Result<T, E>")))
    }
}

/// The tokens, also if a `macro_rules!` macro has wrapped the closure in an invisible group.
fn without_group_around_closure(input: TokenStream) -> Vec<TokenTree> {
    let mut tokens = input.into_iter();
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().chain(tokens).collect()
        }
        first => first.into_iter().chain(tokens).collect(),
    }
}

// Input:  work(), max = 0
// Output: the error about `max = 0`
//
/// The mistakes in the options after the first comma. If the closure has no braces, only this comma shows its end.
fn mistakes_in_options(tokens: &[TokenTree]) -> Option<Error> {
    let mut angles = Angles::of_expression();
    let is_end = |token: &TokenTree| {
        angles.pass(token);
        angles.depth == 0 && is_punct(Some(token), ',')
    };
    let end = tokens.iter().position(is_end)?;
    let mut errors = Errors::of_block();
    Args::parse(tokens[end + 1..].iter().cloned().collect(), &mut errors);
    errors.finish().err()
}

fn take(tokens: &mut &[TokenTree], word: &str) -> Option<Ident> {
    let (first, rest) = tokens.split_first().filter(|(first, _)| is_ident(first, word))?;
    *tokens = rest;
    ident(first)
}

// Input:  |a, b| -> R { … }
// Output: the place of the first `|`, `a, b`, and `-> R { … }`
fn bars(tokens: &[TokenTree]) -> Option<(Span, &[TokenTree], &[TokenTree])> {
    let is_bar = |token: &TokenTree| is_punct(Some(token), '|');
    let (first, after) = tokens.split_first().filter(|(first, _)| is_bar(first))?;
    let close = after.iter().position(is_bar)?;
    Some((first.span(), &after[..close], &after[close + 1..]))
}

// Input:  -> Result<T, E> { BODY }, max = 3
// Output: `Result<T, E>`, `{ BODY }`, and `, max = 3`
fn output_and_body(tokens: &[TokenTree]) -> Option<(&[TokenTree], Group, &[TokenTree])> {
    let [dash, arrow, tokens @ ..] = tokens else { return None };
    if !is_punct(Some(dash), '-') || !is_punct(Some(arrow), '>') {
        return None;
    }
    let mut angles = Angles::default();
    for (at, token) in tokens.iter().enumerate() {
        angles.pass(token);
        let TokenTree::Group(group) = token else { continue };
        let body = without_invisible_group(group.clone());
        if angles.depth == 0 && at > 0 && body.delimiter() == Delimiter::Brace {
            return Some((&tokens[..at], body, &tokens[at + 1..]));
        }
    }
    None
}
