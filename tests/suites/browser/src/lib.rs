//! Compiles the code that the guide shows for wasm in the browser.

#![allow(dead_code, reason = "nothing runs it")]

mod page {
    // `.ci/browser` takes this code from the guide.
    include!("../../../../target/browser/page.rs");
}

#[cfg(feature = "no-random")]
#[retry_attr::retry(sleep = gloo_timers::future::sleep)]
async fn without_random() -> std::io::Result<()> {
    Ok(())
}

#[cfg(feature = "no-clock")]
#[retry_attr::retry(jitter = "none", sleep = gloo_timers::future::sleep, deadline = "1m")]
async fn without_clock() -> std::io::Result<()> {
    Ok(())
}

#[cfg(feature = "no-clock-for-upstream")]
#[retry_attr::retry(jitter = "none", sleep = gloo_timers::future::sleep, upstream = GPT)]
async fn without_clock_for_upstream() -> std::io::Result<()> {
    Ok(())
}

#[cfg(feature = "no-clock-for-upstream")]
static GPT: retry_attr::Upstream = retry_attr::Upstream::new("gpt-5");

#[cfg(feature = "no-timer")]
#[retry_attr::retry(jitter = "none", deadline = "1m")]
async fn without_timer() -> std::io::Result<()> {
    Ok(())
}

#[cfg(feature = "no-thread")]
#[retry_attr::retry(jitter = "none")]
fn without_thread() -> std::io::Result<()> {
    Ok(())
}
