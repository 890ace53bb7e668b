//! The parts of a return type, as far as tokens show them. Only rustc can resolve aliases.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use crate::tokens::{flattened, is_ident, is_punct};

/// The last name of a path before its generic arguments.
pub(crate) fn type_name(output: &[TokenTree]) -> Option<String> {
    let path: Vec<_> = output.iter().take_while(|token| !is_punct(Some(token), '<')).collect();
    match path.last() {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
            type_name(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    }
}

// The error type, if it is written.
//
// Input:  io::Result<u8>   Result<u8, C::Error>
// Output: nothing          C::Error
pub(crate) fn written_error(output: &[TokenTree]) -> Option<TokenStream> {
    if type_name(output).as_deref() == Some("Option") {
        return None;
    }
    let arguments = type_arguments(output)?;
    // An alias with one argument does not show its error.
    let [_, .., error] = arguments.as_slice() else { return None };
    Some(error.to_token_stream())
}

// The type of the value in a success, if it is written.
//
// Input:  io::Result<u8>   Result<&'static str, Error>   Answer
// Output: u8               &'static str                  nothing
pub(crate) fn value(output: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let value = type_arguments(output)?.into_iter().next()?;
    Some(value.to_token_stream().into_iter().collect())
}

fn type_arguments(output: &[TokenTree]) -> Option<Vec<Type>> {
    let mut ty = syn::parse2(output.iter().cloned().collect()).ok()?;
    while let Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }) = ty {
        ty = *elem;
    }
    let Type::Path(path) = ty else { return None };
    let arguments = path.path.segments.into_iter().next_back()?.arguments;
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    let types = arguments.args.into_iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    Some(types.collect())
}

/// Whether the error is a trait object with a lifetime, such as `Box<dyn Error + 'a>`.
pub(crate) fn error_is_borrowed_object(output: &[TokenTree]) -> bool {
    written_error(output).is_some_and(|error| {
        let error = flattened(error);
        let is_lifetime = |pair: &[TokenTree]| is_punct(pair.first(), '\'') && !is_ident(&pair[1], "static");
        error.iter().any(|token| is_ident(token, "dyn")) && error.windows(2).any(is_lifetime)
    })
}
