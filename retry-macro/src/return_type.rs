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
    let mut ty = syn::parse2(output.iter().cloned().collect()).ok()?;
    while let Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }) = ty {
        ty = *elem;
    }
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let is_type = |argument: &&GenericArgument| matches!(argument, GenericArgument::Type(_));
    let mut types = arguments.args.iter().filter(is_type);
    // An alias with one argument does not show its error.
    types.next()?;
    types.last().map(ToTokens::to_token_stream)
}

/// Whether the error is a trait object with a lifetime, such as `Box<dyn Error + 'a>`.
pub(crate) fn error_is_borrowed_object(output: &[TokenTree]) -> bool {
    written_error(output).is_some_and(|error| {
        let error = flattened(error);
        let is_lifetime = |pair: &[TokenTree]| is_punct(pair.first(), '\'') && !is_ident(&pair[1], "static");
        error.iter().any(|token| is_ident(token, "dyn")) && error.windows(2).any(is_lifetime)
    })
}
