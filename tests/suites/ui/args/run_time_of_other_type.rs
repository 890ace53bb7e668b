// Run-time values of a type that the option does not take.

use std::io::Error;
use std::time::Duration;

use retry_attr::retry;

struct Service {
    max: usize,
    seconds: u64,
    name: String,
    fraction: f64,
    policy: Option<u8>,
}

impl Service {
    #[retry(max = self.max)]
    fn max(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry(deadline = self.seconds)]
    fn deadline(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry(max_delay = || self.seconds)]
    fn max_delay(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry(name = self.name.as_str())]
    fn name(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry(jitter = self.fraction)]
    fn jitter(&self) -> Result<u8, Error> {
        Ok(1)
    }

    #[retry(policy = self.policy, max = 3)]
    fn policy(&self) -> Result<u8, Error> {
        Ok(1)
    }
}

#[retry(max = |attempt| attempt, deadline = move |seconds: u64| Duration::from_secs(seconds))]
fn closures() -> Result<u8, Error> {
    Ok(1)
}

#[retry(jitter = full)]
fn unquoted() -> Result<u8, Error> {
    Ok(1)
}

fn main() {}
