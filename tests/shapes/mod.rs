//! Every shape of function, for crates that try them under other conditions.

#![allow(clippy::duplicate_mod, reason = "each file brings its counter")]

#[path = "../arguments.rs"]
mod arguments;
#[path = "../async_fn.rs"]
mod async_fn;
#[path = "../async_trait.rs"]
mod async_trait;
#[path = "../generics.rs"]
mod generics;
#[path = "../hint.rs"]
mod hint;
#[path = "../hygiene.rs"]
mod hygiene;
#[path = "../instrument.rs"]
mod instrument;
#[path = "../methods.rs"]
mod methods;
#[path = "../places.rs"]
mod places;
#[path = "../qualifiers.rs"]
mod qualifiers;
#[path = "../returns.rs"]
mod returns;
#[path = "../send.rs"]
mod send;
#[path = "../sync_fn.rs"]
mod sync_fn;
#[path = "../traits.rs"]
mod traits;
