//! The names of generated variables.
//!
//! Mixed-site hygiene separates them from the user's variables, but not from items. A `const delay` in scope would turn
//! `let delay` into a pattern, so every name starts with two underscores.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// A generated variable. No item of the user has its name.
#[derive(Clone, Copy)]
pub(crate) struct Local(&'static str);

impl Local {
    /// The variable, with a span at which rustc reports errors about it.
    pub(crate) fn at(self, place: Span) -> Ident {
        Ident::new(self.0, Span::mixed_site().located_at(place))
    }
}

impl PartialEq<Local> for Ident {
    fn eq(&self, local: &Local) -> bool {
        self == local.0
    }
}

impl ToTokens for Local {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(self.0, Span::mixed_site()));
    }
}

/// The variable for the field with this index.
pub(crate) fn field(index: usize, place: Span) -> Ident {
    Ident::new(&format!("__field{index}"), Span::mixed_site().located_at(place))
}

macro_rules! locals {
    ($($local:ident = $name:literal,)*) => {
        $(pub(crate) const $local: Local = Local(concat!("__", $name));)*
    };
}

locals! {
    ADMITTED = "admitted",
    ARGUMENT = "argument",
    ATTEMPTS = "attempts",
    CALL_ID = "call_id",
    DELAY = "delay",
    ERROR = "error",
    FAILURE = "failure",
    GAVE_UP = "gave_up",
    HINT = "hint",
    INNER = "inner",
    ITEM = "item",
    LAST_ERROR = "last_error",
    NUMBER = "number",
    ON_GIVE_UP = "on_give_up",
    ON_RETRY = "on_retry",
    OUTCOME = "outcome",
    PLAN = "plan",
    RANDOM = "random",
    RETRY = "retry",
    RETURNED = "returned",
    SLEEP = "sleep",
    SLOT = "slot",
    SPAN = "span",
    TIMED_OUT = "timed_out",
    UPSTREAM = "upstream",
    VALUE = "value",
    VERDICT = "verdict",
}
