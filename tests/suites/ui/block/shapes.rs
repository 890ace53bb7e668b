// Arguments that `retrying!` cannot read. Each error shows the closure to write.

use std::io::Error;

use retry_attr::retrying;

async fn ask() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = retrying!();
    let _ = retrying!(max = 3, || -> Result<u8, Error> { Ok(1) });
    let _ = retrying!({ Ok::<u8, Error>(1) }, max = 3);
    let _ = retrying!(ask, max = 3);
    let _ = retrying!(|path: &str| -> Result<u8, Error> { Ok(path.len() as u8) });
    let _ = retrying!(|| Ok::<u8, Error>(1), max = 3);
    let _ = retrying!(|| Ok::<u8, Error>(1), max = 0, retries = 3);
    let _ = retrying!(|| -> Result<u8, Error> { Ok(1) } max = 3);
    let _ = async {
        let _ = retrying!(async { ask().await }, max = 3).await;
        let _ = retrying!(async || { ask().await }, max = 3).await;
        let _ = retrying!(async || -> Result<u8, Error> { ask().await }.await, max = 3);
    };
}
