use std::io::Error;

use retry_attr::retry as again;
use retry_attr::retry;

#[cfg_attr(all(), retry)]
#[retry]
fn below_condition() -> Result<u8, Error> {
    Ok(1)
}

#[retry]
#[cfg_attr(all(), retry)]
async fn above_condition() -> Result<u8, Error> {
    Ok(1)
}

#[retry(deadline = "2m")]
#[again]
async fn above_other_name() -> Result<u8, Error> {
    Ok(1)
}

#[retry]
#[tracing::instrument]
#[again]
fn around_attribute() -> Result<u8, Error> {
    Ok(1)
}

fn main() {
    let _ = (below_condition(), around_attribute());
    drop((above_condition(), above_other_name()));
}
