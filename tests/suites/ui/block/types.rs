// The errors of rustc point at the block and at its options.

use std::time::Duration;

use retry_attr::retrying;

#[derive(Debug)]
struct Failed;

fn judge(_: &str) -> retry_attr::Verdict {
    retry_attr::Verdict::transient()
}

fn main() {
    let text = String::new();
    let _ = retrying!(|| -> Result<u8, Failed> { Ok(1) }, max = 3);
    let _ = retrying!(|| -> u8 { 1 });
    let _ = retrying!(|| -> std::io::Result<u8> { Ok("x") });
    let _ = retrying!(|| -> std::io::Result<u8> { Ok(1) }, max = text.len(), initial_delay = 3 * 4);
    let _ = retrying!(|| -> std::io::Result<u8> { Ok(1) }, deadline = 3 * 4);
    let _ = retrying!(|| -> std::io::Result<u8> { Ok(1) }, verdict = judge);
    let _ = async {
        let limit = Duration::from_secs(1);
        let _ = retrying!(async || -> Result<u8, Failed> { Err(Failed) }, on(_), deadline = limit).await;
    };
}
