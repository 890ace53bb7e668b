//! Every shape of function. `tests/suites` tries them in crates of other editions, and in a crate that renames `retry-attr`.

mod arguments;
mod async_fn;
mod async_trait;
mod blocks;
mod drop_order;
mod generics;
mod hint;
mod hygiene;
mod impl_trait;
mod instrument;
mod methods;
mod places;
mod qualifiers;
mod returns;
mod run_time;
mod send;
pub(crate) mod support;
mod sync_fn;
mod traits;
