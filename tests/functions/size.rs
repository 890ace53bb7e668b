//! Futures of annotated functions reach the goals, and are no larger than a loop written by hand around the function.

// A span takes its place in the future.
#![cfg(not(feature = "tracing"))]

use std::future::Future;
use std::hint::black_box;
use std::time::Duration;

use retry_attr::__private::{Tokio, sleep};

use super::shapes::support::Busy;

/// A future of at least `N` bytes.
async fn body<const N: usize>(seed: usize) -> Result<usize, Busy> {
    let buffer = [seed.to_le_bytes()[0]; N];
    tokio::task::yield_now().await;
    Ok(black_box(&buffer).len())
}

const fn size<F: Future>(future: &F) -> usize {
    size_of_val(future)
}

/// The size of our wait.
fn wait() -> usize {
    size(&sleep(Tokio, Duration::ZERO))
}

/// The largest size that a function's future may have; `plain` is its size without the attribute.
fn goal(plain: usize) -> usize {
    if plain < wait() { wait() + 24 } else { plain + 16 }
}

/// Defines a function three times: plain, annotated, and as the loop that a careful person writes around the plain one.
macro_rules! three_ways {
    ($name:ident($($parameter:ident: $type:ty),*) $body:block) => {
        mod $name {
            use super::{Busy, Duration, body};

            pub(super) async fn plain($($parameter: $type),*) -> Result<usize, Busy> $body

            #[retry_attr::retry(max = 3)]
            pub(super) async fn ours($($parameter: $type),*) -> Result<usize, Busy> $body

            pub(super) async fn by_hand($($parameter: $type),*) -> Result<usize, Busy> {
                let mut retries = 0_u32;
                loop {
                    match plain($($parameter),*).await {
                        Ok(value) => return Ok(value),
                        Err(error) if retries == 2 => return Err(error),
                        Err(_) => {}
                    }
                    let delay = Duration::from_millis(500) * 2_u32.pow(retries);
                    retries += 1;
                    tokio::time::sleep(delay).await;
                }
            }
        }
    };
}

three_ways!(of_16_bytes() { body::<16>(1).await });
three_ways!(of_256_bytes() { body::<256>(1).await });
three_ways!(of_2_kib() { body::<2048>(1).await });
three_ways!(small_with_reference(seed: &[usize; 9]) { body::<16>(seed[0]).await });
three_ways!(with_reference(seed: &[usize; 9]) { Ok(body::<256>(seed[0]).await? + seed[1]) });
three_ways!(with_three(a: &str, b: &usize, c: &[u8; 3]) { Ok(body::<256>(a.len()).await? + b + c.len()) });

/// The sizes of a function: plain, annotated, and as a loop by hand.
macro_rules! sizes {
    ($name:ident($($argument:expr),*)) => {
        (
            size(&$name::plain($($argument),*)),
            size(&$name::ours($($argument),*)),
            size(&$name::by_hand($($argument),*)),
        )
    };
}

#[test]
fn without_arguments() {
    for (plain, ours, by_hand) in [sizes!(of_16_bytes()), sizes!(of_256_bytes()), sizes!(of_2_kib())] {
        assert!(ours <= goal(plain), "plain {plain}: {ours} is above {}", goal(plain));
        assert!(ours <= by_hand, "plain {plain}: {ours} is above {by_hand} by hand");
    }
}

#[test]
fn with_a_reference() {
    let seed = [1; 9];
    for (plain, ours, by_hand) in [sizes!(small_with_reference(&seed)), sizes!(with_reference(&seed))] {
        assert!(ours <= goal(plain), "plain {plain}: {ours} is above {}", goal(plain));
        assert!(ours <= by_hand, "plain {plain}: {ours} is above {by_hand} by hand");
    }
}

/// Each attempt borrows each argument, so the function keeps both. This exceeds the goal, but not the size of the loop by
/// hand.
#[test]
fn with_several_arguments() {
    let kept = size_of::<&str>() + size_of::<&usize>() + size_of::<&[u8; 3]>();
    let borrows = 3 * size_of::<&()>();
    let (plain, ours, by_hand) = sizes!(with_three("", &1, &[0; 3]));
    assert!(ours <= goal(plain) + kept + borrows, "plain {plain}: {ours}");
    assert!(ours <= by_hand, "plain {plain}: {ours} is above {by_hand} by hand");
}

#[test]
fn with_self() {
    struct Client(usize);

    impl Client {
        async fn plain(&self) -> Result<usize, Busy> {
            Ok(body::<256>(self.0).await? + self.0)
        }

        #[retry_attr::retry(max = 3)]
        async fn ours(&self) -> Result<usize, Busy> {
            Ok(body::<256>(self.0).await? + self.0)
        }

        async fn by_hand(&self) -> Result<usize, Busy> {
            let mut retries = 0_u32;
            loop {
                match self.plain().await {
                    Ok(value) => return Ok(value),
                    Err(error) if retries == 2 => return Err(error),
                    Err(_) => {}
                }
                let delay = Duration::from_millis(500) * 2_u32.pow(retries);
                retries += 1;
                tokio::time::sleep(delay).await;
            }
        }
    }

    let client = Client(1);
    let (plain, ours, by_hand) = (size(&client.plain()), size(&client.ours()), size(&client.by_hand()));
    assert!(ours <= goal(plain), "plain {plain}: {ours} is above {}", goal(plain));
    assert!(ours <= by_hand, "plain {plain}: {ours} is above {by_hand} by hand");
}

/// A block is as large as the function of its body: both keep references to what the body uses.
#[test]
fn of_a_block() {
    #[retry_attr::retry(max = 3)]
    async fn function(seed: &[usize; 9]) -> Result<usize, Busy> {
        Ok(body::<256>(seed[0]).await? + seed[1])
    }
    let seed = &[1; 9];
    let block = retry_attr::retrying!(
        async || -> Result<usize, Busy> { Ok(body::<256>(seed[0]).await? + seed[1]) },
        max = 3
    );
    let (block, function) = (size(&block), size(&function(seed)));
    assert!(block <= function, "{block} is above {function} of the function");
}

/// `last_error` keeps the error, and nothing of an `Ok` value, however large.
#[test]
fn with_last_error() {
    async fn large() -> Result<[u64; 1024], Box<u8>> {
        tokio::task::yield_now().await;
        Ok(black_box([1; 1024]))
    }
    #[retry_attr::retry(on(_))]
    async fn plain() -> Result<[u64; 1024], Box<u8>> {
        large().await
    }
    #[retry_attr::retry(on(_), last_error = cause)]
    async fn ours() -> Result<[u64; 1024], Box<u8>> {
        black_box(cause);
        large().await
    }
    // The error, and the body's reference to it.
    let kept = size_of::<Option<Box<u8>>>() + size_of::<&()>();
    let (plain, ours) = (size(&plain()), size(&ours()));
    assert!(ours <= plain + kept, "{ours} is above {plain} and {kept}");
}

/// The type of an `impl Trait` comes from the function, and the future does not grow.
#[test]
fn with_an_impl_trait() {
    #[retry_attr::retry(max = 3)]
    async fn named(seed: &[usize; 9]) -> Result<std::ops::Range<usize>, Busy> {
        Ok(0..body::<256>(seed[0]).await?)
    }
    #[retry_attr::retry(max = 3)]
    async fn unnamed(seed: &[usize; 9]) -> Result<impl Iterator<Item = usize> + use<>, Busy> {
        Ok(0..body::<256>(seed[0]).await?)
    }
    assert_eq!(size(&unnamed(&[1; 9])), size(&named(&[1; 9])));
}

/// A limit costs its timer, the clock and the references to them; the same by hand is `tokio::time::timeout`.
#[test]
fn with_limits() {
    use std::io;

    use tokio::time::{Instant, timeout, timeout_at};

    async fn plain() -> io::Result<usize> {
        tokio::task::yield_now().await;
        Ok(black_box(&[1_u8; 256]).len())
    }

    #[retry_attr::retry(max = 3, attempt_timeout = "1s", deadline = "5s")]
    async fn ours() -> io::Result<usize> {
        tokio::task::yield_now().await;
        Ok(black_box(&[1_u8; 256]).len())
    }

    async fn by_hand() -> io::Result<usize> {
        let deadline = Instant::now() + Duration::from_secs(5);
        let mut retries = 0_u32;
        loop {
            match timeout_at(deadline, timeout(Duration::from_secs(1), plain())).await {
                Ok(Ok(Ok(value))) => return Ok(value),
                Ok(Ok(Err(error))) if retries == 2 => return Err(error),
                Ok(Ok(Err(_)) | Err(_)) if retries < 2 => {}
                _ => return Err(io::ErrorKind::TimedOut.into()),
            }
            let delay = Duration::from_millis(500) * 2_u32.pow(retries);
            retries += 1;
            tokio::time::sleep(delay).await;
        }
    }

    let (ours, by_hand) = (size(&ours()), size(&by_hand()));
    assert!(ours <= by_hand, "{ours} is above {by_hand} by hand");
}
