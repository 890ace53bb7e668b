//! `#[retry]` on the types of `proc_macro2`, so that unit tests and the fuzzer can call it.

use proc_macro2::TokenStream;

use crate::args::Args;
use crate::callable::is_closure;
use crate::errors::Errors;
use crate::function::Function;
use crate::paths::Paths;
use crate::variables::used;
use crate::{async_trait, expand, validate};

/// Tells why the user's crate cannot find `::retry_attr`, if it cannot. The word is that of the attribute.
pub(crate) type MissingCrate = fn(&str) -> Option<syn::Error>;

/// Returns the expansion. After a mistake, returns the untouched function with all errors, so that its callers still find
/// its signature.
pub(crate) fn attribute(args: TokenStream, item: TokenStream, missing: MissingCrate) -> TokenStream {
    try_attribute(args, item.clone(), missing).unwrap_or_else(|errors| {
        let mut tokens = item;
        tokens.extend(errors.into_compile_error());
        tokens
    })
}

fn try_attribute(args: TokenStream, item: TokenStream, missing: MissingCrate) -> syn::Result<TokenStream> {
    let mut errors = Errors::new();
    let function = Function::parse(item).map_err(|place| {
        let fact = "`#[retry]` can only be put on a function";
        let help = "put it on one, as in `#[retry] fn call() -> Result<u8, MyError> { … }`";
        syn::Error::new(place, format!("{fact}\nhelp: {help}"))
    })?;
    let args = if function.boxed.is_some() { async_trait::rename_self(args) } else { args };
    let mut args = Args::parse(args, &mut errors);
    let variables = function.variables();
    args.mark_run_time_values(&|value| is_closure(value) || used(value, &variables).is_some());
    let paths = Paths::new(args.krate.as_ref().map(|given| given.value.clone()));
    validate::validate(&args, &paths, &function, &mut errors);
    if args.krate.is_none() {
        if let Some(error) = missing("retry") {
            errors.push_error(error);
        }
    }
    let conditional = errors.finish()?;
    let mut tokens = expand::expand(&args, &paths, &function);
    tokens.extend(conditional);
    Ok(tokens)
}
