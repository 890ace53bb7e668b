//! The wall clock, against which a date is read that comes without the date of its reply.

use std::time::{Duration, UNIX_EPOCH};

use retry_attr::Verdict;
use retry_attr::http::{ApiError, Reply, verdict};
use retry_attr::retry;
use retry_attr::test::Kit;

/// Fri, 29 Sep 2023 16:26:37 GMT
fn kit() -> Kit {
    Kit::new().wall_clock(UNIX_EPOCH + Duration::from_secs(1_696_004_797))
}

fn hint(headers: &[(&str, &str)], body: &str) -> Option<u64> {
    let judge = || verdict(Reply::new(429, &headers, body.as_bytes()));
    kit().run(judge).0.hint().map(|hint| hint.as_secs())
}

#[test]
fn dates_are_read_against_it() {
    for date in ["Fri, 29 Sep 2023 16:26:57 GMT", "1696004817", "1696004817000"] {
        assert_eq!(hint(&[("retry-after", date)], ""), Some(20), "{date}");
        assert_eq!(hint(&[("retry-after", date), ("date", "garbage")], ""), Some(20), "{date}");
    }
    for date in [r#""2023-09-29T16:26:57Z""#, "1696004817", r#""Fri, 29 Sep 2023 16:26:57 GMT""#] {
        let body = format!(r#"{{"error": {{"message": "x", "retry_after": {date}}}}}"#);
        assert_eq!(hint(&[], &body), Some(20), "{body}");
    }
    assert_eq!(hint(&[("retry-after", "Fri, 29 Sep 2023 16:26:37 GMT")], ""), None, "it is over");
}

#[test]
fn the_date_of_the_reply_wins_over_the_wall_clock() {
    let headers =
        [("retry-after", "Fri, 29 Sep 2023 16:26:57 GMT"), ("date", "Fri, 29 Sep 2023 16:26:50 GMT")];
    assert_eq!(hint(&headers, ""), Some(7));
}

#[test]
fn resets_are_read_against_it() {
    let headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1696004857")];
    let judge = || verdict(Reply::new(429, &headers, b""));
    let (judged, _) = kit().run(judge);
    assert_eq!(judged, Verdict::throttled().with_reset(Duration::from_secs(60)).did_not_run());
}

#[test]
fn skipped_waits_advance_the_wall_clock() {
    #[retry(max = 2, initial_delay = "1s", throttled_delay = "1s", jitter = "none")]
    fn ask() -> Result<(), ApiError> {
        Err(ApiError::of_reply(Reply::new(429, &[("retry-after", "1696004817")], b"")))
    }
    let (error, record) = kit().no_wait().run(ask);
    assert_eq!(record.waits(), [Duration::from_secs(20)]);
    // The second reply names a time that has come.
    assert_eq!(error.expect_err("both fail").hint(), None);
}
