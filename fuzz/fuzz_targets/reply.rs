//! Any reply is judged. The input is one of `retry-runtime/tests/http/replies`: a line that is skipped, the status, the
//! headers, an empty line, the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use retry_attr_runtime::Verdict;
use retry_attr_runtime::http::{Reply, verdict};

const WINDOW: usize = 64 * 1024;
const HINTS: [&str; 4] = ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after", "retry-after"];

type Headers<'i> = Vec<(&'i str, &'i [u8])>;

fn read(input: &[u8]) -> Option<(u16, Headers<'_>, &[u8])> {
    let mut rest = input;
    let mut line = || {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        Some(line)
    };
    line()?;
    let status = std::str::from_utf8(line()?).ok()?.parse().ok()?;
    let mut headers = Headers::new();
    loop {
        let header = line()?;
        if header.is_empty() {
            return Some((status, headers, rest));
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        headers.push((std::str::from_utf8(&header[..colon]).ok()?, &header[colon + 1..]));
    }
}

fn judge(status: u16, headers: &Headers<'_>, body: &[u8]) -> Verdict {
    verdict(Reply::new(status, headers, body))
}

fuzz_target!(|input: &[u8]| {
    let Some((status, headers, body)) = read(input) else { return };
    let verdict = judge(status, &headers, body);
    assert_eq!(verdict, judge(status, &headers, &body[..body.len().min(WINDOW)]), "the window");
    assert!(verdict.hint().is_none() || verdict.reset().is_none(), "a reset beside a hint");

    let mut stopped = headers.clone();
    stopped.insert(0, ("x-should-retry", b"false"));
    assert!(!judge(status, &stopped, body).is_retryable(), "false always stops");

    if let Some(hint) = verdict.hint() {
        let headers_alone = judge(status, &headers, b"").hint();
        let silent =
            headers.iter().filter(|(name, _)| !HINTS.iter().any(|hint| hint.eq_ignore_ascii_case(name)));
        let body_alone = judge(status, &silent.copied().collect(), body).hint();
        assert_eq!(Some(hint), headers_alone.max(body_alone), "a hint beyond its source");
    }
});
