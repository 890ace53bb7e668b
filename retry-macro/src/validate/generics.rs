//! Under `on`, the error's own verdict still counts if the error has one. Whether it has one cannot be asked about a type
//! parameter: without a bound in sight, rustc would answer "no" for every type.

mod bounds;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use self::bounds::Bounds;
use super::output::type_name;
use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;
use crate::tokens::type_text;

pub(super) fn generic_error_has_a_verdict(args: &Args, function: &Function, errors: &mut Errors) {
    let Some(on) = args.on.as_ref().filter(|_| args.verdict.is_none()) else { return };
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    let Some(error) = written_error(output) else { return };
    if Bounds::read(function).show(error.clone()) {
        return;
    }
    let root = args.krate.as_ref().map_or_else(|| "retry_attr".to_owned(), |krate| type_text(&krate.value));
    let error = type_text(&error);
    errors.push(
        on.key.span(),
        format!(
            "`on` cannot see here whether `{error}` is `Retryable` and may bring a hint\nhelp: if it is, write the bound \
             `{error}: {root}::Retryable`, or `verdict = {root}::Retryable::verdict`; if not, write `verdict = |_| \
             {root}::Verdict::transient()`"
        ),
    );
}

// Input:  io::Result<u8>   Result<u8, C::Error>
// Output: nothing          C::Error
fn written_error(output: &[TokenTree]) -> Option<TokenStream> {
    if type_name(output).as_deref() == Some("Option") {
        return None;
    }
    let mut ty = syn::parse2(output.iter().cloned().collect()).ok()?;
    while let Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }) = ty {
        ty = *elem;
    }
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let is_type = |argument: &&GenericArgument| matches!(argument, GenericArgument::Type(_));
    let mut types = arguments.args.iter().filter(is_type);
    // That of an alias with one argument is elsewhere.
    types.next()?;
    types.last().map(ToTokens::to_token_stream)
}
