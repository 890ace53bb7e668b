use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::args::Args;
use crate::errors::{Errors, similar};
use crate::function::Function;
use crate::parameters::is_pinned_reference;
use crate::tokens::{is_punct, span};

pub(super) fn clones_are_parameters(args: &Args, function: &Function, errors: &mut Errors) {
    let Some(clone) = args.clone.as_ref().filter(|given| !given.value.is_empty()) else { return };
    if function.is_block {
        let fact = "`clone` copies arguments, and the closure of `retrying!` has none";
        let name = &clone.value[0];
        errors.push(
            clone.key.span(),
            format!("{fact}\nhelp: write `let {name} = {name}.clone();` in its body"),
        );
        return;
    }
    let bindings: Vec<String> = function.bindings().iter().map(|binding| binding.name.to_string()).collect();
    for name in args.clones() {
        // `#[async_trait]` renames it.
        let is_renamed = function.boxed.is_some() && name == "__self";
        if name == "self" || is_renamed {
            errors.push(
                name.span(),
                "`clone` copies arguments, and `self` cannot be bound again\nhelp: write `let this = self.clone();` in \
                 the body",
            );
        } else if !bindings.iter().any(|binding| name == binding) {
            let known: Vec<&str> = bindings.iter().map(String::as_str).collect();
            let help = similar(&name.to_string(), &known).map_or_else(String::new, |similar| {
                format!("\nhelp: a parameter with a similar name exists: `{similar}`")
            });
            errors.push(name.span(), format!("`{}` has no parameter named `{name}`{help}", function.name));
        }
    }
}

pub(super) fn no_mut_parameter_is_shared(args: &Args, function: &Function, errors: &mut Errors) {
    for binding in function.bindings() {
        let (name, ty) = (&binding.name, &binding.ty);
        // A pinned reference is useless without `mut`, and changes through a reference stay anyway.
        let Some(mutability) = binding.mutability.as_ref().filter(|_| !is_pinned_reference(ty)) else {
            continue;
        };
        let is_cloned = args.clones().contains(name);
        let help = if name == "self" {
            "take `self` and write `let mut this = self.clone();` in the body, or take `&mut self`, whose changes stay"
                .to_owned()
        } else if binding.is_by_ref {
            format!("bind it without `ref`, and write `#[retry(clone({name}))]`")
        } else if is_cloned {
            continue;
        } else if binding.is_reference() {
            let again = if binding.is_mut_reference() { format!("&mut *{name}") } else { name.to_string() };
            format!("leave out its `mut`, and write `let mut {name} = {again};` in the body")
        } else {
            format!(
                "write `let mut {name} = {name}.clone();` in the body, or `#[retry(clone({name}))]`, or take a `&mut`, \
                 whose changes stay"
            )
        };
        let message = format!(
            "`mut {name}` would carry the changes of a failed attempt into the next one\nhelp: {help}"
        );
        errors.push_if(&binding.conditions, mutability.span(), message);
    }
}

/// Refuses pattern macros, because only rustc knows whether they bind a `mut` variable.
pub(super) fn parameters_show_their_names(function: &Function, errors: &mut Errors) {
    for parameter in &function.parameters {
        let Some(call) = parameter.pat.first_macro() else { continue };
        let is_path = |token: &TokenTree| !is_punct(Some(token), '!');
        let name: TokenStream = call.clone().into_iter().take_while(is_path).collect();
        let fact =
            format!("`#[retry]` cannot see what `{name}!(…)` binds, so changes could reach the next attempt");
        let help = format!(
            "take a parameter with a name, as in `argument: T`, and write `let {name}!(…) = argument.clone();` in the body"
        );
        errors.push_if(&parameter.conditions, span(call), format!("{fact}\nhelp: {help}"));
    }
}

pub(super) fn new_names_are_new(args: &Args, function: &Function, errors: &mut Errors) {
    let known =
        [(&args.attempt, "the attempt"), (&args.call_id, "the id"), (&args.last_error, "the last error")];
    let given: Vec<_> = known.iter().filter_map(|(slot, noun)| Some((slot.as_ref()?, noun))).collect();
    for (at, (given_later, _)) in given.iter().enumerate() {
        let (key, name) = (&given_later.key, &given_later.value);
        if let Some((_, noun)) = given[..at].iter().find(|(earlier, _)| earlier.value == *name) {
            let message = format!("`{name}` is already the name of {noun}");
            errors.push(name.span(), format!("{message}\nhelp: write `{key} = {key}`"));
        }
    }
    let bindings = if given.is_empty() { Vec::new() } else { function.bindings() };
    for (given, _) in given {
        let (key, name) = (&given.key, &given.value);
        let of_name = |name: &Ident| bindings.iter().find(|binding| binding.name == *name);
        if let Some(taken) = of_name(name) {
            let free = if of_name(key).is_some() { format!("the_{key}") } else { key.to_string() };
            let message = format!("`{key} = {name}` would hide the parameter `{name}`");
            errors.push_if(
                &taken.conditions,
                name.span(),
                format!("{message}\nhelp: write `{key} = {free}`"),
            );
        }
    }
}

pub(super) fn has_body(function: &Function, errors: &mut Errors) {
    if function.body.is_none() {
        errors.push(
            function.name.span(),
            "`#[retry]` needs a function body\nhelp: put it on the implementation, or on a default body",
        );
    }
}

pub(super) fn is_not_const(function: &Function, errors: &mut Errors) {
    if let Some(constness) = &function.constness {
        errors.push(
            constness.span(),
            "`#[retry]` cannot be used on a `const fn`: it waits between attempts\nhelp: remove `const`",
        );
    }
}
