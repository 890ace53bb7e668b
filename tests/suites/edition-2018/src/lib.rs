//! Every shape of function, in a crate of another edition than the workspace's.

#![cfg(test)]

#[path = "../../../functions/shapes/mod.rs"]
mod shapes;
