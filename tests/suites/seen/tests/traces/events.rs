//! Retries, and calls that are given up.

use super::*;

/// Fails with these verdicts, the last first, and then succeeds.
#[retry(jitter = "none", name = "ask", sleep = |wait| log.note(format!("wait {}", wait.as_secs_f64())))]
fn ask(verdicts: &mut Vec<Verdict>, log: &Log) -> Result<(), Failed> {
    verdicts.pop().map_or(Ok(()), |verdict| Err(Failed(verdict)))
}

fn heard(verdicts: &[Verdict]) -> Vec<String> {
    let (log, _guard) = Log::listen(Level::INFO);
    let _ = ask(&mut verdicts.iter().rev().copied().collect(), &log);
    log.take()
}

#[test]
fn a_success_is_silent() {
    assert_eq!(heard(&[]), [""; 0]);
}

#[test]
fn each_retry_is_an_event_with_the_wait_that_follows() {
    assert_eq!(
        heard(&[TRANSIENT, AFTER_SEVEN]),
        [
            "WARN retry_attr retrying function=\"ask\" attempt=1 max=3 http.request.resend_count=0 \
             class=\"transient\" wait_seconds=0.5 server_asked=false",
            "wait 0.5",
            "WARN retry_attr retrying function=\"ask\" attempt=2 max=3 http.request.resend_count=1 \
             class=\"throttled\" wait_seconds=7.0 server_asked=true",
            "wait 7",
        ]
    );
}

#[test]
fn each_call_that_gives_up_is_an_event_with_the_reason() {
    let cases = [
        (Verdict::permanent(PermanentReason::Auth), "class=\"not authorized\" reason=\"permanent\""),
        (AFTER_SEVEN.with_hint(Duration::from_secs(121)), "class=\"throttled\" reason=\"hint too long\""),
    ];
    for (verdict, end) in cases {
        let start = "ERROR retry_attr gave up function=\"ask\" attempt=1 max=3 http.request.resend_count=0";
        assert_eq!(heard(&[verdict]), [format!("{start} {end}")]);
    }
    let last = heard(&[TRANSIENT; 3]).pop();
    let told = "ERROR retry_attr gave up function=\"ask\" attempt=3 max=3 http.request.resend_count=2 \
                class=\"transient\" reason=\"attempts used up\"";
    assert_eq!(last.as_deref(), Some(told));
}

/// In events and in spans.
#[test]
fn events_show_a_run_time_name() {
    #[retry(max = 1, name = name)]
    fn ask(name: &'static str) -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    let (log, _guard) = Log::listen(Level::DEBUG);
    ask("gpt").expect_err("it always fails");
    let lines = log.take();
    let named = lines.iter().filter(|line| line.contains("function=\"gpt\"")).count();
    assert_eq!(named, 2, "the span and the event: {lines:#?}");
}

#[test]
fn events_show_the_class_that_options_decide() {
    #[retry(max = 2, on(Failed(v) if v.may_have_been_sent()), on_ok(0), initial_delay = "0s", name = "pick")]
    fn pick(verdict: Option<Verdict>) -> Result<u8, Failed> {
        verdict.map_or(Ok(0), |verdict| Err(Failed(verdict)))
    }
    for (verdict, reason) in [(None, "attempts used up"), (Some(TRANSIENT.not_sent()), "excluded")] {
        let (log, _guard) = Log::listen(Level::ERROR);
        let _ = pick(verdict);
        let lines = log.take();
        assert!(
            matches!(lines.as_slice(), [line] if line.ends_with(&format!("class=\"transient\" reason=\"{reason}\""))),
            "{lines:#?}"
        );
    }
}

#[test]
fn the_name_is_the_path_where_none_is_written() {
    #[retry(max = 1)]
    fn nameless() -> Result<(), Failed> {
        Err(Failed(TRANSIENT))
    }
    let (log, _guard) = Log::listen(Level::ERROR);
    let _ = nameless();
    let lines = log.take();
    assert!(
        matches!(lines.as_slice(), [line] if line.contains(" function=\"traces::events::nameless\" ")),
        "{lines:#?}"
    );
}
