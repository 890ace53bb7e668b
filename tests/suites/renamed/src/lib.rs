//! Every shape of function with `crate = ::again`; nothing here is called `retry_attr`.

#![cfg(test)]
#![allow(clippy::duplicate_mod, reason = "each file brings its counter")]

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
