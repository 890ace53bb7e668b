//! Values that are read when the call begins, in functions of each kind.

use std::time::Duration;

use retry_attr::{Policy, retry};

use super::support::{Busy, Calls};

struct Settings {
    max: u32,
    delay: Duration,
    deadline: Option<Duration>,
    policy: Policy,
}

impl Settings {
    const fn new(max: u32) -> Self {
        let delay = Duration::from_nanos(1);
        let policy = Policy::DEFAULT.max(max).initial_delay(delay);
        Self { max, delay, deadline: None, policy }
    }

    #[retry(max = self.max, initial_delay = self.delay)]
    fn sync(&self, calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    #[retry(policy = self.policy)]
    async fn later(&mut self, calls: &Calls) -> Result<u32, Busy> {
        self.max += 1;
        calls.fail_later().await
    }

    #[retry(policy = policy, max = max, name = name)]
    async fn generic<'a, T: Copy>(
        policy: Policy,
        (calls, max): (&'a Calls, u32),
        value: T,
        name: &'static str,
    ) -> Result<(T, &'a str), Busy> {
        calls.fail_later::<u32>().await?;
        Ok((value, name))
    }
}

#[retry(max = settings.max, initial_delay = settings.delay, deadline = settings.deadline, on(_))]
async fn limited(settings: &Settings, calls: &Calls) -> std::io::Result<u32> {
    calls.fail_later().await.map_err(std::io::Error::other)
}

#[retry(max = || 4, initial_delay = || Duration::from_nanos(1))]
fn closures(calls: &Calls) -> Result<impl Iterator<Item = u32>, Busy> {
    calls.fail::<std::vec::IntoIter<u32>>()
}

macro_rules! from_macro {
    ($name:ident, $max:expr, $settings:ident) => {
        #[retry(max = $max, initial_delay = $settings.delay)]
        fn $name($settings: &Settings, calls: &Calls) -> Result<u32, Busy> {
            calls.fail()
        }
    };
}

from_macro!(in_a_macro, given.max - 1, given);

#[tokio::test(start_paused = true)]
async fn values_are_read() {
    let calls = Calls::new();
    let mut settings = Settings::new(4);
    assert_eq!((settings.sync(&calls), calls.made()), (Err(Busy), 4));
    assert_eq!((settings.later(&calls).await, calls.made()), (Err(Busy), 8));
    let generic = Settings::generic(settings.policy, (&calls, 2), 'a', "generic");
    assert_eq!((generic.await.err(), calls.made()), (Some(Busy), 10));
    assert_eq!((closures(&calls).err(), calls.made()), (Some(Busy), 14));
    let settings = Settings::new(3);
    assert_eq!((limited(&settings, &calls).await.is_err(), calls.made()), (true, 17));
    assert_eq!((in_a_macro(&settings, &calls), calls.made()), (Err(Busy), 19));
}

/// A run-time value leaves the future `Send`.
#[test]
fn futures_are_send() {
    fn send<T: Send>(_: &T) {}
    let (calls, mut settings) = (Calls::new(), Settings::new(3));
    send(&limited(&Settings::new(3), &calls));
    send(&settings.later(&calls));
}
