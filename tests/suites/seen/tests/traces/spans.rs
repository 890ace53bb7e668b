//! Around attempts, and not around waits.

use retry_attr::Upstream;

use super::*;

const FIRST: &str = "DEBUG retry_attr function=\"ask\" attempt=1 http.request.resend_count=0 (attempt)";
const SECOND: &str = "DEBUG retry_attr function=\"ask\" attempt=2 http.request.resend_count=1 (attempt)";

/// The lines but those of events.
fn spans(log: &Log) -> Vec<String> {
    log.take().into_iter().filter(|line| !line.starts_with("WARN") && !line.starts_with("ERROR")).collect()
}

#[tokio::test(start_paused = true)]
async fn an_attempt_is_in_its_span_whenever_it_is_polled_and_a_wait_is_not() {
    #[retry(max = 2, name = "ask", sleep = async |_| log.note("wait"))]
    async fn ask(log: &Log) -> Result<(), Failed> {
        log.note("body");
        tokio::task::yield_now().await;
        log.note("body");
        Err(Failed(TRANSIENT))
    }
    let (log, _guard) = Log::listen(Level::DEBUG);
    let _ = ask(&log).await;
    let attempt = ["enter", "body", "exit", "enter", "body", "exit"];
    // The attempt is dropped in its span, too.
    let end = ["enter", "exit", "close"];
    let expected = [&[FIRST], &attempt[..], &end[..], &["wait"], &[SECOND], &attempt[..], &end[..]].concat();
    assert_eq!(spans(&log), expected);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_cut_is_in_its_span() {
    #[retry(max = 2, name = "ask", attempt_timeout = "1s", jitter = "none")]
    async fn ask(log: &Log) -> io::Result<()> {
        log.note("body");
        std::future::pending().await
    }
    let (log, _guard) = Log::listen(Level::DEBUG);
    ask(&log).await.expect_err("it is cut");
    let attempt = ["enter", "body", "exit", "enter", "exit", "enter", "exit", "close"];
    assert_eq!(spans(&log), [&[FIRST], &attempt[..], &[SECOND], &attempt[..]].concat());
}

#[test]
fn a_sync_attempt_is_in_its_span_and_a_wait_is_not() {
    #[retry(max = 2, name = "ask", sleep = |_| log.note("wait"))]
    fn ask(log: &Log) -> Result<(), Failed> {
        log.note("body");
        Err(Failed(TRANSIENT))
    }
    let (log, _guard) = Log::listen(Level::DEBUG);
    let _ = ask(&log);
    let attempt = ["enter", "body", "exit", "close"];
    assert_eq!(spans(&log), [&[FIRST], &attempt[..], &["wait"], &[SECOND], &attempt[..]].concat());
}

#[test]
fn a_panic_leaves_the_span() {
    #[retry(name = "ask")]
    fn ask() -> Result<(), Failed> {
        panic!("in the body")
    }
    let (log, _guard) = Log::listen(Level::DEBUG);
    std::panic::catch_unwind(ask).expect_err("it panics");
    assert_eq!(spans(&log), [FIRST, "enter", "exit", "close"]);
}

#[tokio::test(start_paused = true)]
async fn the_span_of_an_attempt_begins_with_its_turn_and_shows_the_wait() {
    #[retry(max = 2, upstream = upstream, name = "ask", sleep = async |wait| tokio::time::sleep(wait).await)]
    async fn ask(upstream: &Upstream, log: &Log) -> Result<(), Failed> {
        log.note("body");
        upstream.open();
        Err(Failed(TRANSIENT))
    }
    let upstream = Upstream::new("gpt-5");
    upstream.pause(Duration::from_secs(10));
    let (log, _guard) = Log::listen(Level::DEBUG);
    let _ = ask(&upstream, &log).await;
    let lines = log.take();
    let begins: Vec<_> = lines.iter().filter(|line| line.contains("(attempt)")).collect();
    let [first, second] = begins.as_slice() else { panic!("{lines:#?}") };
    let start = FIRST.trim_end_matches(" (attempt)");
    assert!(first.starts_with(&format!("{start} waited_seconds=11.0")), "{first}");
    assert_eq!(**second, format!("{} waited_seconds=0.0 (attempt)", SECOND.trim_end_matches(" (attempt)")));
    let waiting = lines.iter().position(|line| line.contains("waiting for upstream"));
    assert!(waiting < lines.iter().position(|line| line.contains("(attempt)")), "{lines:#?}");
}

#[test]
fn the_span_of_a_sync_attempt_shows_the_wait_for_its_turn() {
    #[retry(upstream = FULL, name = "ask")]
    fn ask() -> Result<(), Failed> {
        Ok(())
    }
    static FULL: Upstream = Upstream::new("full").in_flight(1);

    let (log, _guard) = Log::listen(Level::DEBUG);
    assert!(ask().is_ok());
    let start = FIRST.trim_end_matches(" (attempt)");
    assert_eq!(log.take()[0], format!("{start} waited_seconds=0.0 (attempt)"));
}
