//! Nothing here: the tests are the package.

#![no_std]
