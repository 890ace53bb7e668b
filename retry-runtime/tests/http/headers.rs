//! Headers of each type that a client may have.

use std::time::Duration;

use http::HeaderMap;
use retry_attr_runtime::http::{HeaderFields, Reply, verdict};

fn hint<H: HeaderFields>(headers: &H) -> Option<Duration> {
    verdict(Reply::new(503, headers, b"")).hint()
}

#[test]
fn every_type_of_headers_gives_the_same_hint() {
    let pairs = [("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Retry-After", "7")];
    let owned: Vec<(String, Vec<u8>)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
    let map: HeaderMap = pairs
        .iter()
        .map(|(name, value)| {
            (name.parse::<http::HeaderName>().expect("a name"), value.parse().expect("a value"))
        })
        .collect();
    let seven = Some(Duration::from_secs(7));
    assert_eq!((hint(&pairs), hint(&pairs.as_slice()), hint(&owned)), (seven, seven, seven));
    assert_eq!((hint(&map), hint(&&map), hint(&())), (seven, seven, None));
}

#[test]
fn the_first_header_with_a_name_counts() {
    let headers = [("retry-after", "7"), ("RETRY-AFTER", "9")];
    let reply = Reply::new(503, &headers, b"{}");
    assert_eq!(reply.header("Retry-After"), Some(b"7".as_slice()));
    assert_eq!((reply.header("date"), reply.status(), reply.body()), (None, 503, b"{}".as_slice()));
    assert_eq!(hint(&headers), Some(Duration::from_secs(7)));
}

#[test]
fn a_reply_does_not_print_values_of_headers() {
    let reply = format!("{:?}", Reply::new(503, &[("set-cookie", "secret")], b"secret"));
    assert_eq!(reply, "Reply { status: 503, body: 6 bytes, .. }");
}
