//! Holds the examples of the docs, so that they are compiled.
