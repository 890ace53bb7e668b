//! The errors that are shown, and the errors that may contain secrets.

use super::*;
use retry_attr::http::{ApiError, Reply};

/// The value of `error` in the one event of a failing call.
fn error<E>(call: impl FnOnce() -> Result<(), E>) -> Option<String> {
    let (log, _guard) = Log::listen(Level::ERROR);
    assert!(call().is_err());
    let line = log.take().pop().expect("it gives up");
    line.split_once(" error=").map(|(_, text)| text.to_owned())
}

fn api_error() -> ApiError {
    ApiError::of_reply(Reply::without_headers(401, b"{\"error\": {\"message\": \"wrong key\"}}"))
}

const API_ERROR: &str = "401, not authorized: wrong key";

#[test]
fn texts_of_this_crates_errors_are_always_shown() {
    #[retry]
    fn plain() -> Result<(), ApiError> {
        Err(api_error())
    }
    #[retry(on(_), max = 1)]
    fn named() -> Result<(), Box<ApiError>> {
        Err(Box::new(api_error()))
    }
    #[retry(verdict = |_| Verdict::permanent(PermanentReason::Auth))]
    fn judged() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Err(Box::new(api_error()))
    }
    #[retry(except(e if e.chain().len() > 1))]
    fn inside() -> anyhow::Result<()> {
        Err(anyhow::Error::from(api_error()).context("asking https://example.com/?key=sk-secret"))
    }
    #[retry]
    fn in_io() -> io::Result<()> {
        Err(io::Error::other(api_error()))
    }
    #[derive(Debug, Retryable)]
    enum ModelError {
        #[retryable(transparent)]
        Api { error: Box<ApiError> },
        #[retryable(transient)]
        Other,
    }
    #[derive(Debug, Retryable)]
    #[retryable(transparent)]
    struct Wrapped(ModelError);

    #[retry]
    fn derived() -> Result<(), Wrapped> {
        Err(Wrapped(ModelError::Api { error: Box::new(api_error()) }))
    }
    #[retry(max = 1)]
    fn other() -> Result<(), ModelError> {
        Err(ModelError::Other)
    }
    assert_eq!(error(other), None);
    let shown = [error(plain), error(named), error(judged), error(inside), error(in_io), error(derived)];
    for shown in shown {
        assert_eq!(shown.as_deref(), Some(API_ERROR));
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_is_shown() {
    #[retry(max = 1, attempt_timeout = "1s")]
    async fn ask() -> io::Result<()> {
        std::future::pending().await
    }
    let (log, _guard) = Log::listen(Level::ERROR);
    ask().await.expect_err("it is cut");
    let line = log.take().pop().expect("it gives up");
    assert!(line.ends_with(" error=attempt 1 timed out after 1s"), "{line}");
}

#[test]
fn texts_of_other_errors_are_shown_on_request() {
    #[retry(max = 1)]
    fn hidden() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    #[retry(max = 1, trace_errors)]
    fn shown() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    #[retry(max = 1, trace_errors, on(_))]
    fn named() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    #[retry(trace_errors, verdict = |_| Verdict::permanent(PermanentReason::Invalid))]
    fn judged() -> Result<(), String> {
        Err("no".to_owned())
    }
    assert_eq!(error(hidden), None);
    assert_eq!(error(shown), Some(Failed(TRANSIENT).to_string()));
    assert_eq!(error(named), Some(Failed(TRANSIENT).to_string()));
    assert_eq!(error(judged).as_deref(), Some("no"));
}

#[tokio::test]
async fn a_key_in_a_url_is_in_no_event_unless_asked_for() {
    const KEY: &str = "AIza-planted-key";

    async fn send() -> reqwest::Result<()> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build()?;
        // No server listens there.
        client.get(format!("http://127.0.0.1:9/?key={KEY}")).send().await.map(drop)
    }
    #[retry(max = 2, initial_delay = "0s")]
    async fn plain() -> reqwest::Result<()> {
        send().await
    }
    #[retry(max = 2, initial_delay = "0s")]
    async fn erased() -> anyhow::Result<()> {
        Ok(send().await?)
    }
    #[retry(max = 2, initial_delay = "0s", trace_errors)]
    async fn ours() -> Result<(), ApiError> {
        Ok(send().await?)
    }
    #[retry(max = 2, initial_delay = "0s", trace_errors)]
    async fn asked_for() -> reqwest::Result<()> {
        send().await
    }
    let (log, _guard) = Log::listen(Level::TRACE);
    assert!(plain().await.is_err() && erased().await.is_err() && ours().await.is_err());
    let lines = log.take();
    assert_eq!(lines.iter().filter(|line| line.contains("retrying") || line.contains("gave up")).count(), 6);
    assert!(!lines.concat().contains(KEY), "{lines:#?}");
    assert!(asked_for().await.is_err());
    assert!(log.take().concat().contains(KEY), "or the test would prove nothing");
}

/// An error whose text must not be read.
#[derive(Debug)]
struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("nobody listens")
    }
}

#[test]
fn nothing_is_formatted_without_a_subscriber() {
    #[retry(on(_), max = 2, initial_delay = "0s", trace_errors)]
    fn ask() -> Result<(), Unreadable> {
        Err(Unreadable)
    }
    ask().expect_err("it always fails");
    let (log, _guard) = Log::listen(Level::ERROR);
    let panic = std::panic::catch_unwind(ask);
    panic.expect_err("a listener reads it");
    drop(log);
}

#[test]
fn texts_are_shown_in_every_box() {
    use std::error::Error;
    #[retry]
    fn plain() -> Result<(), Box<dyn Error>> {
        Err(api_error().into())
    }
    #[retry]
    fn sendable() -> Result<(), Box<dyn Error + Send>> {
        Err(Box::new(api_error()))
    }
    #[retry]
    fn shared() -> Result<(), Box<dyn Error + Sync>> {
        Err(Box::new(api_error()))
    }
    let shown = [error(plain), error(sendable), error(shared)];
    assert_eq!(shown, [(); 3].map(|()| Some(API_ERROR.to_owned())));
}

#[tokio::test(start_paused = true)]
async fn a_limit_is_shown_by_itself() {
    #[retry(max = 1, attempt_timeout = "1s")]
    async fn ask() -> Result<(), retry_attr::TimedOut> {
        std::future::pending().await
    }
    let (log, _guard) = Log::listen(Level::ERROR);
    assert!(ask().await.is_err());
    assert!(log.take().concat().contains(" error=attempt 1 timed out after 1s"));
}

#[tokio::test]
async fn the_text_of_a_cut_stream_is_shown() {
    use futures_util::StreamExt as _;
    use retry_attr::Truncated;
    use retry_attr::stream::StreamExt as _;

    #[retry(max = 1)]
    fn read(cut: Truncated) -> Result<(), Truncated> {
        Err(cut)
    }
    let mut cut = futures_util::stream::empty::<Result<u8, Truncated>>().ends_with(|_| true);
    let cut = cut.next().await.and_then(Result::err).expect("it ends too early");
    assert_eq!(error(|| read(cut)).as_deref(), Some("the stream ended without its terminal item"));
}

#[test]
fn only_traces_print_the_text_of_an_error() {
    let text = retry_attr::__private::HasText::text(&"key=sk-1");
    assert_eq!(format!("{text:?}"), "Text { .. }");
}
