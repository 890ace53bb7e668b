//! Functions under `#[retry]`: every shape of function works, none grows, and the generated code triggers no lint that the
//! plain function does not trigger.

#![deny(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
// The lints of rustc that are off by default and that generated code could trigger.
#![deny(
    explicit_outlives_requirements,
    let_underscore_drop,
    redundant_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications
)]
#![allow(clippy::future_not_send, reason = "shapes are generic over what need not be `Send`")]
#![allow(clippy::missing_errors_doc, reason = "as in the whole workspace")]

mod allocation;
mod lints;
#[allow(clippy::nursery, clippy::pedantic, reason = "its names are chosen for their conflicts")]
mod names;
mod shapes;
mod size;
