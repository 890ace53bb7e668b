//! Options of `upstream` outside of it, options of the attribute inside of it, and settings of an `Upstream`.

use retry_attr::{Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(upstream = GPT, cost = 10)]
async fn cost() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = GPT, max_wait)]
async fn max_wait() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = GPT, background)]
async fn background() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, deadline = "2m"))]
async fn deadline() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, requests_per_minute = 5))]
async fn inside() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = GPT, in_flight = 8)]
async fn outside() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
