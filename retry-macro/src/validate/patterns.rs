use crate::args::Args;
use crate::errors::Errors;
use crate::function::Function;
use crate::return_type::type_name;
use crate::tokens::{is_ident, is_punct};

pub(super) fn not_all_is_excepted(args: &Args, errors: &mut Errors) {
    if let (Some(_), Some(except)) = (&args.on, &args.except) {
        if except.value.is_wildcard {
            errors.push(
                except.key.span(),
                "`except(_)` leaves nothing for `on` to retry\nhelp: leave `except` out, or name the errors to exclude",
            );
        }
    }
}

/// Refuses `Some(_)`. The patterns only see a `None`, so it compiles and never matches.
pub(super) fn no_success_is_named(args: &Args, function: &Function, errors: &mut Errors) {
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    if type_name(output).as_deref() != Some("Option") {
        return;
    }
    for given in [&args.on, &args.except].into_iter().flatten() {
        let mut tokens = given.value.tokens.clone().into_iter();
        let Some(first) = tokens.next().filter(|first| is_ident(first, "Some")) else { continue };
        if !tokens.any(|token| is_punct(Some(&token), '|')) {
            let help = if given.key == "on" {
                "write `on(None)`; `on_ok` names the values that count as failures"
            } else {
                "leave `except` out"
            };
            let fact = format!("`{}` matches failures, and a `Some` is a success", given.key);
            errors.push(first.span(), format!("{fact}\nhelp: {help}"));
        }
    }
}
