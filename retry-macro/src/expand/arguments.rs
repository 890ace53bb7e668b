use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::args::Args;
use crate::function::Function;
use crate::parameters::Binding;
use crate::paths::Paths;
use crate::rewritten::moved_arguments;

// Input:  clone(url)
// Output: let url = Copied(Clone::clone(&url));  (before the attempt)
//         let (url,) = (Copied::into_inner(url),);  (in it: moved, for a block only borrows what is `Copy`)
//
// The tuple pattern avoids clippy's `collection_is_never_read`, which does not look at the argument of a plain function.
pub(super) fn clones(args: &Args, paths: &Paths, function: &Function) -> (Option<TokenStream>, TokenStream) {
    if args.clones().is_empty() {
        return (None, TokenStream::new());
    }
    let (bindings, private) = (function.bindings(), paths.private(Span::mixed_site()));
    let (mut copies, mut moves) = (TokenStream::new(), TokenStream::new());
    for name in args.clones() {
        // The last binding is in scope, unless its `#[cfg(…)]` removes it.
        let of_name = bindings.iter().rev().filter(|binding| binding.name == *name);
        let has_condition = |binding: &&Binding| !binding.conditions.is_empty();
        let conditional = of_name.clone().take_while(has_condition);
        for binding in conditional.chain(of_name.clone().find(|binding| !has_condition(binding))) {
            let Binding { name: parameter, mutability, conditions, .. } = binding;
            // A missing `Clone` is reported at the name in the attribute.
            let mut original = parameter.clone();
            original.set_span(parameter.span().located_at(name.span()));
            let copy = quote_spanned!(name.span()=> ::core::clone::Clone::clone(&#original));
            copies.extend(quote!(#(#[cfg(#conditions)])* let #parameter = #private::Copied(#copy);));
            moves.extend(quote! {
                #(#[cfg(#conditions)])*
                let (#mutability #parameter,) = (#private::Copied::into_inner(#parameter),);
            });
        }
    }
    ((!copies.is_empty()).then_some(copies), moves)
}

// Input:  clone(url, n)
// Output: if false { drop(url); drop(n); loop {} }
//
/// Moves the copied arguments of a sync function in code that never runs. Otherwise, clippy would ask for references. An
/// `allow` would not compile where that lint is forbidden.
pub(super) fn consumed(args: &Args, function: &Function) -> Option<TokenStream> {
    let here = Span::mixed_site();
    let bindings = function.bindings().into_iter().filter(|binding| args.clones().contains(&binding.name));
    let drops: Vec<_> = bindings
        .map(|Binding { name, conditions, .. }| {
            quote_spanned!(here=> #(#[cfg(#conditions)])* ::core::mem::drop(#name);)
        })
        .collect();
    (!drops.is_empty()).then(|| quote_spanned!(here=> if false { #(#drops)* loop {} }))
}

// Input:  `#[instrument]` above, which moves `url` into a block
// Output: MovedEachTime::check(&url);
//
/// Makes rustc suggest `clone(…)` if an argument that another attribute moves is not `Copy`.
pub(super) fn moved(args: &Args, paths: &Paths, function: &Function) -> TokenStream {
    let moved =
        moved_arguments(function).into_iter().filter(|binding| !args.clones().contains(&binding.name));
    let check = |Binding { name, conditions, .. }: Binding| {
        let place = Span::mixed_site().located_at(name.span());
        let private = paths.private(place);
        quote_spanned!(place=> #(#[cfg(#conditions)])* #private::MovedEachTime::check(&#name);)
    };
    moved.map(check).collect()
}
