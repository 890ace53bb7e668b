use retry_attr::{Upstream, retry};

static GPT: Upstream = Upstream::new("gpt-5");
const CONSTANT: Upstream = Upstream::new("gpt-5");
const NAME: &str = "gpt-5";

#[retry(upstream = NAME)]
async fn name() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = NAME)]
fn name_in_a_sync_function() -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream(GPT, cost = tokens))]
async fn cost_of_other_type(tokens: usize) -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = model)]
async fn model_name(model: String) -> std::io::Result<()> {
    Ok(())
}

#[retry(upstream = CONSTANT)]
async fn constant() -> std::io::Result<()> {
    Ok(())
}

fn main() {}
