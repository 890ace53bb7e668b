//! `retrying!` on the types of `proc_macro2`: the loop of `#[retry]` around a block.

mod closure;

use proc_macro2::TokenStream;
use quote::quote;

use self::closure::Closure;
use crate::args::Args;
use crate::attribute::MissingCrate;
use crate::errors::Errors;
use crate::paths::Paths;
use crate::{expand, validate};

// Input:  async || -> Result<T, E> { BODY }, max = 3
// Output: async { LOOP }
//
// Input:  || -> Result<T, E> { BODY }, max = 3
// Output: (|| -> Result<T, E> { LOOP })()
//
/// Returns the expansion. After a mistake, returns all errors and the block without a loop, so that editors still know its
/// variables.
pub(crate) fn block(input: TokenStream, missing: MissingCrate) -> TokenStream {
    let (block, result) = match Closure::split(input) {
        Ok((closure, options)) => {
            let block = (!closure.has_parameters()).then(|| closure.without_loop());
            (block, try_block(&closure, options, missing))
        }
        Err(error) => (None, Err(error)),
    };
    result.unwrap_or_else(|errors| {
        let errors = errors.into_compile_error();
        quote!({ #errors #block })
    })
}

fn try_block(closure: &Closure, options: TokenStream, missing: MissingCrate) -> syn::Result<TokenStream> {
    let mut errors = Errors::of_block();
    closure.check_parameters(&mut errors);
    closure.check_captures(&mut errors);
    let mut args = Args::parse(options, &mut errors);
    // A block has no parameters, so no expression shows that it is a constant.
    args.mark_run_time_values(&|_| true);
    let paths = Paths::new(args.krate.as_ref().map(|given| given.value.clone()));
    let function = closure.function();
    validate::validate(&args, &paths, &function, &mut errors);
    if args.krate.is_none() {
        if let Some(error) = missing("retry") {
            errors.push_error(error);
        }
    }
    errors.finish()?;
    Ok(expand::expand_block(&args, &paths, &function))
}
