//! The values of the plan that are read when the call begins. They stand in the user's own function, and are read once.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use super::policy::Setters;
use crate::args::{Args, Value};
use crate::callable::is_closure;
use crate::paths::Paths;
use crate::tokens::span;

// Input:  policy = self.policy, deadline = limit, name = model.name()
// Output: .with_policy(self.policy).with_deadline(limit).with_name(model.name())
pub(super) fn setters(args: &Args, paths: &Paths, policy: &Setters) -> TokenStream {
    let mut setters = TokenStream::new();
    let mut set = |name: &str, place: Span, value: &TokenStream| {
        let name = Ident::new(name, Span::mixed_site());
        setters.extend(quote_spanned!(place=> .#name(#value)));
    };
    let here = Span::mixed_site();
    if policy.is_run_time() {
        set("with_policy", here, &policy.run_time(paths));
    }
    let limits = [
        ("with_attempt_timeout", &args.attempt_timeout),
        ("with_deadline", &args.deadline),
        ("with_max_wait", args.max_wait()),
    ];
    for (name, slot) in limits {
        if let Some(value) = slot.as_ref().and_then(|given| given.value.run_time()) {
            set(name, here.located_at(span(value)), &read(value, paths));
        }
    }
    if let Some(Value::RunTime(value)) = args.name.as_ref().map(|given| &given.value) {
        set("with_name", here.located_at(span(value)), &read(value, paths));
    }
    setters
}

// Input:  self.policy   || settings().retry
// Output: self.policy   read(|| settings().retry)
pub(super) fn read(value: &TokenStream, paths: &Paths) -> TokenStream {
    if !is_closure(value) {
        return value.clone();
    }
    let place = Span::mixed_site().located_at(span(value));
    let private = paths.private(place);
    quote_spanned!(place=> #private::read(#value))
}
