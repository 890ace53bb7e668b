//! The expansions as people read them, and the parts whose mistakes a whole expansion would hide.

mod any;
mod args;
mod expansions;
mod function;
mod mistakes;
mod oracle;
mod refused;
