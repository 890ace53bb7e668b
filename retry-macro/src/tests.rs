//! Snapshots of expansions, and tests of the parts whose mistakes a snapshot would hide.

mod any;
mod args;
mod expansions;
mod function;
mod mistakes;
mod oracle;
mod refused;
