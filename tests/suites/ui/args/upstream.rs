//! The options of `upstream`, each wrong in its own way.

use retry_attr::{Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");

#[retry(upstream = "gpt-5")]
async fn literal() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream)]
async fn no_value() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream())]
async fn nothing_in_parentheses() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, backgrund))]
async fn similar() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, rate = 5))]
async fn unknown() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, background = true))]
async fn flag_with_a_value() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, cost = 3, cost = 4))]
async fn twice() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, cost = 0))]
async fn no_cost() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, cost))]
async fn cost_without_a_value() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, "text"))]
async fn no_option() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = GPT, upstream(GPT))]
async fn two_upstreams() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, max_wait = "0s"))]
async fn no_time_to_wait() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, max_wait = 2))]
async fn max_wait_without_a_unit() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, max_wait = "2m"), deadline = "2m")]
async fn max_wait_is_never_reached() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream("gpt-5", cost = 0, max_wait = 2, priority = 1, background = true), max = 0)]
async fn several_mistakes() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = Upstream::new("gpt-5"))]
async fn a_new_one_for_each_call() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(std::sync::Arc::new(retry_attr::Upstream::named("gpt-5").in_flight(4)), background))]
async fn a_new_one_in_an_arc() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
