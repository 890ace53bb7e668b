//! Any reply, event, or body is judged. The input is one of the corpora in `retry-runtime/tests/http`: lines that begin with `# `, a
//! line that is skipped, then the status and the headers, or `event`, or `body`; an empty line, and the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use retry_attr_runtime::Verdict;
use retry_attr_runtime::http::{ApiError, Reply, verdict};

const WINDOW: usize = 64 * 1024;
const HINTS: [&str; 4] = ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after", "retry-after"];

type Headers<'i> = Vec<(&'i str, &'i [u8])>;

enum Input<'i> {
    Reply(u16, Headers<'i>, &'i [u8]),
    Success(&'i [u8]),
}

fn read(input: &[u8]) -> Option<Input<'_>> {
    let mut rest = input;
    let mut line = || {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        Some(line)
    };
    while line()?.starts_with(b"# ") {}
    let form = std::str::from_utf8(line()?).ok()?;
    let mut headers = Headers::new();
    loop {
        let header = line()?;
        if header.is_empty() {
            break;
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        let (name, value) = (std::str::from_utf8(&header[..colon]).ok()?, &header[colon + 1..]);
        if !name.eq_ignore_ascii_case("date") || is_date(value) {
            headers.push((name, value));
        }
    }
    // Without a date that can be read, our own clock would count, which goes on.
    headers.push(("date", b"Fri, 29 Sep 2023 16:26:37 GMT"));
    match form {
        "event" | "body" => Some(Input::Success(rest)),
        status => Some(Input::Reply(status.parse().ok()?, headers, rest)),
    }
}

fn is_date(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok_and(|value| httpdate::parse_http_date(value.trim()).is_ok())
}

fn judge(status: u16, headers: &Headers<'_>, body: &[u8]) -> Verdict {
    verdict(Reply::new(status, headers, body))
}

fn check_reply(status: u16, headers: &Headers<'_>, body: &[u8]) {
    let verdict = judge(status, headers, body);
    assert_eq!(verdict, judge(status, headers, &body[..body.len().min(WINDOW)]), "the window");
    assert!(verdict.hint().is_none() || verdict.reset().is_none(), "a reset beside a hint");

    let mut stopped = headers.clone();
    stopped.insert(0, ("x-should-retry", b"false"));
    assert!(!judge(status, &stopped, body).is_retryable(), "false always stops");

    let is_hint = |name: &str| HINTS.iter().any(|hint| hint.eq_ignore_ascii_case(name));
    if let Some(hint) = verdict.hint() {
        let headers_alone = judge(status, headers, b"").hint();
        let silent = headers.iter().filter(|(name, _)| !is_hint(name)).copied().collect();
        let body_alone = judge(status, &silent, body).hint();
        assert!([headers_alone, body_alone].contains(&Some(hint)), "a hint beyond its source");
    }
}

/// A reply without its own `Date` may contain a date, which is compared with our clock. So two readings share only the class.
fn check_success(body: &[u8]) {
    let error = ApiError::in_body(body);
    let class = error.as_ref().map(|error| error.verdict().class());
    let within = ApiError::in_body(&body[..body.len().min(WINDOW)]);
    assert_eq!(class, within.map(|error| error.verdict().class()), "the window");
    if let Ok(data) = std::str::from_utf8(body) {
        let event = ApiError::in_event(data);
        assert_eq!(class, event.map(|error| error.verdict().class()), "an event is a body");
    }
    if let Some(error) = error {
        let line = error.to_string();
        assert!(error.verdict().is_retryable() || !line.starts_with("200, rate limit"), "{line}");
    }
}

fuzz_target!(|input: &[u8]| match read(input) {
    Some(Input::Reply(status, headers, body)) => check_reply(status, &headers, body),
    Some(Input::Success(body)) => check_success(body),
    None => {}
});
