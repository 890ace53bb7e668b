//! ureq's variants are precise. Errors in `Io` are judged by their kind.

use std::io;
use std::time::Duration;

use retry_attr_runtime::http::ApiError;
use retry_attr_runtime::{PermanentReason, Retryable as _, Verdict};
use serde_json::Value;
use ureq::{Agent, Error};

use crate::server::answer;

const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

fn fail(url: &str) -> Error {
    let config = Agent::config_builder().proxy(None).timeout_global(Some(Duration::from_millis(300)));
    match Agent::from(config.build()).get(url).call() {
        Err(error) => error,
        Ok(mut reply) => reply.body_mut().read_json::<Vec<Value>>().expect_err("no list"),
    }
}

fn fail_after(reply: &str, closes: bool) -> Verdict {
    fail(&answer(reply, closes)).verdict()
}

#[test]
fn unsent_requests_are_transient_and_marked_as_not_sent() {
    assert_eq!(fail("http://127.0.0.1:1").verdict(), Verdict::transient().not_sent());
    assert_eq!(Error::HostNotFound.verdict(), Verdict::transient().not_sent());
    assert_eq!(Error::Timeout(ureq::Timeout::Connect).verdict(), Verdict::timed_out().not_sent());
    let line = ApiError::from(Error::HostNotFound).to_string();
    assert!(line.starts_with("not sent, temporary failure"), "{line}");
    let lookup = "failed to lookup address information: Name or service not known";
    let error = Error::Io(io::Error::other(lookup));
    assert_eq!(error.verdict(), Verdict::transient().not_sent());
}

#[test]
fn errors_of_other_crates_inside_are_judged() {
    let other = |error: Box<dyn std::error::Error + Send + Sync>| Error::Other(error).verdict();
    assert_eq!(other(io::Error::from(io::ErrorKind::TimedOut).into()), Verdict::timed_out());
    assert_eq!(other(Error::HostNotFound.into()), Verdict::transient().not_sent());
    assert_eq!(other("no type".into()), Verdict::permanent(PermanentReason::Unrecognized));
}

#[test]
fn a_request_that_cannot_be_built_is_permanent_and_was_not_sent() {
    let agent = Agent::from(Agent::config_builder().proxy(None).build());
    // Some are found when there is a connection: this one ends without an answer, which would be transient.
    let with = |name: &str, value: &[u8]| {
        let value = ::http::HeaderValue::from_bytes(value).expect("a value");
        agent.get(answer("", true)).header(name, value).call().expect_err("no request")
    };
    let https_only = Agent::from(Agent::config_builder().proxy(None).https_only(true).build());
    let two_hosts = agent.get(answer("", true)).header("host", "a").header("host", "b").call();
    let of_variants = [
        (fail("no url"), "Http(http::Error(InvalidUri"),
        (with("no name", b"a"), "Http(http::Error(InvalidHeaderName"),
        (fail("/v1/chat/completions"), "BadUri("),
        (fail("gopher://127.0.0.1:1"), "BadUri("),
        (https_only.get(answer("", true)).call().expect_err("no TLS"), "RequireHttpsOnly("),
        (ureq::Proxy::new("a b").expect_err("no proxy"), "InvalidProxyUrl"),
        (Error::Tls("No pem encoded cert found"), "Tls("),
        (Error::TlsRequired, "TlsRequired"),
        (two_hosts.expect_err("no request"), "Protocol(TooManyHostHeaders"),
        (with("host", b"\xff"), "Protocol(BadHostHeader"),
        (with("authorization", b"\xff"), "Protocol(BadAuthorizationHeader"),
    ];
    for (error, variant) in of_variants {
        let shown = format!("{error:?}");
        assert!(shown.starts_with(variant), "{shown} is no {variant}");
        assert_eq!(error.verdict(), INVALID.not_sent(), "{shown}");
    }
}

#[test]
fn a_proxy_that_does_not_connect_has_sent_nothing_on() {
    let proxy = answer("HTTP/1.1 407 \r\ncontent-length: 0\r\n\r\n", true);
    let proxy = ureq::Proxy::new(&proxy).expect("a proxy");
    let agent = Agent::from(Agent::config_builder().proxy(Some(proxy)).build());
    let error = agent.get("https://api.test/").call().expect_err("no tunnel");
    assert!(matches!(error, Error::ConnectProxyFailed(_)), "{error:?}");
    assert_eq!(error.verdict(), INVALID.not_sent());
}

#[test]
fn an_untrusted_certificate_is_permanent_and_nothing_was_sent() {
    let of_kind = |text: &str| Error::Io(io::Error::new(io::ErrorKind::InvalidData, text)).verdict();
    assert_eq!(of_kind("invalid peer certificate: UnknownIssuer"), INVALID.not_sent());
    // Behind the handshake, as far as anybody can tell.
    assert_eq!(of_kind("received corrupt message of type InvalidContentType"), INVALID);
    // The server's word about our certificate, which TLS 1.3 says after the request.
    assert_eq!(of_kind("received fatal alert: CertificateRequired"), INVALID);
}

#[test]
fn no_reply_and_a_cut_one_are_transient_and_perhaps_billed() {
    assert_eq!(fail_after("", true), Verdict::transient());
    assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-le", true), Verdict::transient());
    assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n[]", true), Verdict::transient());
    let chunk = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n";
    assert_eq!(fail_after(chunk, true), Verdict::transient());
    assert_eq!(fail_after("HTTP/1.1 200 \r\n\r\n[1, ", true), Verdict::transient());
    assert_eq!(Error::BodyStalled.verdict(), Verdict::transient());
    // The way to the server may be lost behind the request.
    assert_eq!(Error::Io(io::ErrorKind::HostUnreachable.into()).verdict(), Verdict::transient());
}

#[test]
fn json_of_the_wrong_shape_and_replies_that_are_not_http_are_permanent() {
    assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\n{}", true), INVALID);
    assert_eq!(fail_after("SSH-2.0-OpenSSH\r\n", true), INVALID);
}

#[test]
fn silence_is_a_timeout() {
    assert_eq!(fail_after("", false), Verdict::timed_out());
    assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n[", false), Verdict::timed_out());
    let chunk = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n1\r\n[\r\n";
    assert_eq!(fail_after(chunk, false), Verdict::timed_out());
}

#[test]
fn a_status_is_judged_without_what_was_lost() {
    let reply = "HTTP/1.1 429 \r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(fail_after(reply, true), Verdict::throttled().did_not_run());
    assert_eq!(ApiError::from(fail(&answer(reply, true))).status(), Some(429));
}
