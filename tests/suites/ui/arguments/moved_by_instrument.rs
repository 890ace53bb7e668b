use std::io::Error;

use retry_attr::retry;
use tracing::instrument;

#[instrument]
#[retry]
async fn call(url: String, times: u32) -> Result<usize, Error> {
    Ok(url.len() * times as usize)
}

#[instrument(err)]
#[retry]
fn call_sync(url: String, times: u32) -> Result<usize, Error> {
    Ok(url.len() * times as usize)
}

#[instrument]
#[retry]
async fn count(calls: &mut u32, url: &str) -> Result<usize, Error> {
    *calls += 1;
    Ok(url.len())
}

fn main() {
    drop((call(String::new(), 1), count(&mut 1, "")));
    let _ = call_sync(String::new(), 1);
}
