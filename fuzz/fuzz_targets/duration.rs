//! Any text is a duration or none, and a longer text never a shorter duration.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use retry_attr_runtime::__private::parse_duration;

fuzz_target!(|text: &str| {
    let Some(duration) = parse_duration(text) else { return };
    assert!(text.contains(|c: char| c.is_ascii_digit()), "a duration out of nothing");
    let is_number = text.ends_with(|c: char| c.is_ascii_digit());
    let (longer, more) = if is_number { (format!("{text}s"), 0) } else { (format!("{text}1s"), 1) };
    let sum = duration.saturating_add(Duration::from_secs(more));
    let read = parse_duration(&longer).expect("one more part");
    // Digits below a nanosecond are dropped from each part, and too long a sum saturates whole.
    assert!(read == sum || read == Duration::MAX, "{read:?} is not {sum:?}");
});
