//! An AI API's event streams, on real sockets and by the real clock: how often the server is asked, and what the reader
//! sees. Times are compared with what they are at least.

#![allow(dead_code, reason = "the tests are the `main` of the example")]

use std::cell::RefCell;

/// In here the example prints into a list: a macro in scope where a module stands is in scope inside it.
macro_rules! println {
    ($($line:tt)*) => {{
        let line = format!($($line)*);
        crate::PRINTED.with_borrow_mut(|lines| lines.push(line));
    }};
}

#[path = "../../examples/tokens.rs"]
mod tokens;

mod asked;
mod broken;
mod collected;
mod example;
mod first_item;
mod whole;

thread_local! {
    static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn printed() -> Vec<String> {
    PRINTED.take()
}
