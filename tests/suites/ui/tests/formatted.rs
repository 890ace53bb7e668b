//! rustfmt formats a `retrying!` without an `if` guard as it formats any other expression.

use std::error::Error;
use std::io::Write as _;
use std::process::{Command, Stdio};

const WRITTEN: &str = r#"
async fn ask() -> Result<Value, ApiError> {
    retrying!(async  || -> Result<Value, ApiError> { let request=client.post( url ).json(body); request.send().await?.api_json().await }, max=max_retries,
      backoff = "exp", jitter, initial_delay=Duration::from_secs( 1 ), upstream( OPENAI,max_wait="2s" ), on(Failed::Busy|Failed::Late(_)), on_retry = |retry| log( retry ), attempt = a).await
}
"#;

const FORMATTED: &str = r#"
async fn ask() -> Result<Value, ApiError> {
    retrying!(
        async || -> Result<Value, ApiError> {
            let request = client.post(url).json(body);
            request.send().await?.api_json().await
        },
        max = max_retries,
        backoff = "exp",
        jitter,
        initial_delay = Duration::from_secs(1),
        upstream(OPENAI, max_wait = "2s"),
        on(Failed::Busy | Failed::Late(_)),
        on_retry = |retry| log(retry),
        attempt = a
    )
    .await
}
"#;

#[rustversion::attr(not(stable(1.95)), ignore = "the style of rustfmt changes, and this is that of 1.95")]
#[test]
fn a_block_and_its_options_are_formatted() -> Result<(), Box<dyn Error>> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path", "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    rustfmt.stdin.take().ok_or("no input")?.write_all(WRITTEN.trim_start().as_bytes())?;
    let output = rustfmt.wait_with_output()?;
    assert_eq!(String::from_utf8(output.stdout)?, FORMATTED.trim_start());
    Ok(())
}
