//! Every shape of function with `crate = ::again`; nothing here is called `retry_attr`.

#![cfg(test)]

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));
