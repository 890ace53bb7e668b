//! The output of the examples, line by line, compared with the requests that the API saw.

#![allow(dead_code, reason = "the tests are the `main` of the examples")]

use std::cell::RefCell;

/// In this test, the examples print into a list: a macro that is in scope around a module is in scope inside it, too.
macro_rules! println {
    () => {
        println!("")
    };
    ($($line:tt)*) => {{
        let line = format!($($line)*);
        crate::PRINTED.with_borrow_mut(|lines| lines.push(line));
    }};
}

#[path = "../../examples/ask.rs"]
mod ask;
#[path = "../../examples/async_anthropic.rs"]
mod async_anthropic;
#[path = "../../examples/blocking_openai.rs"]
mod blocking_openai;
#[path = "../../examples/crowd/main.rs"]
mod crowd;
#[path = "../../examples/five_attempts.rs"]
mod five_attempts;
#[path = "../../examples/parse_error.rs"]
mod parse_error;
#[path = "../../examples/smaller_model.rs"]
mod smaller_model;

mod asking;
mod by_attempt;
mod by_hand;
mod many_callers;

thread_local! {
    static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn printed() -> Vec<String> {
    PRINTED.take()
}
