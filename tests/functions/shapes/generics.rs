//! Generics: types, lifetimes, constants, `where`, `?Sized`, and both places of `impl Trait`.

use std::fmt::{Debug, Display};
use std::future::Future;

use retry_attr::{Retryable, retry};

use super::support::{Busy, Calls};

#[tokio::test(start_paused = true)]
async fn types_and_where() {
    #[retry(max = 3)]
    async fn ask<T, U>(calls: &Calls, prompt: T, extra: U) -> Result<(T, U), Busy>
    where
        T: Debug + Clone + PartialEq<u32>,
        U: Copy + Into<u64>,
    {
        let _total: u64 = extra.into();
        let answer: T = calls.fail_later().await?;
        if answer == 1 { Ok((prompt.clone(), extra)) } else { Ok((answer, extra)) }
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, 1, 2_u8).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn error_types() {
    #[retry(max = 3)]
    async fn ask<T, E: Retryable + From<Busy>>(calls: &Calls) -> Result<T, E> {
        Ok(calls.fail_later().await?)
    }

    let calls = Calls::new();
    assert_eq!((ask::<u32, Busy>(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn lifetimes() {
    #[retry(max = 3)]
    async fn longer<'a, 'b: 'a>(calls: &Calls, one: &'a str, other: &'b str) -> Result<&'a str, Busy> {
        let () = calls.fail_later().await?;
        Ok(if one.len() > other.len() { one } else { other })
    }
    #[retry(max = 3)]
    async fn higher<F>(calls: &Calls, pick: F) -> Result<usize, Busy>
    where
        F: for<'a> Fn(&'a str) -> &'a str,
    {
        let answer: String = calls.fail_later().await?;
        Ok(pick(&answer).len())
    }

    let calls = Calls::new();
    assert_eq!((longer(&calls, "a", "b").await, calls.made()), (Err(Busy), 3));
    assert_eq!((higher(&calls, |text| text).await, calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn constants() {
    #[retry(max = N)]
    async fn ask<const N: u32, const M: usize>(calls: &Calls, values: [u32; M]) -> Result<[u32; M], Busy> {
        calls.fail_later::<u32>().await.map(|_| values)
    }
    #[retry(max = N + 1, initial_delay = "0s")]
    fn ask_sync<const N: u32>(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask::<3, 2>(&calls, [1, 2]).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask::<2, 2>(&calls, [1, 2]).await, calls.made()), (Err(Busy), 5));
    assert_eq!((ask_sync::<2>(&calls), calls.made()), (Err(Busy), 8));
}

#[tokio::test(start_paused = true)]
async fn associated_constants() {
    struct Patient<const N: u32>;

    impl<const N: u32> Patient<N> {
        const ATTEMPTS: u32 = N;

        #[retry(max = Self::ATTEMPTS)]
        async fn ask(&self, calls: &Calls) -> Result<u32, Busy> {
            calls.fail_later().await
        }
    }

    let calls = Calls::new();
    assert_eq!((Patient::<3>.ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn unsized_types() {
    #[retry(max = 3)]
    async fn ask<T: ?Sized + Display>(calls: &Calls, prompt: &T) -> Result<String, Busy> {
        calls.fail_later::<String>().await.map(|answer| format!("{prompt}{answer}"))
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync<T: ?Sized + Display>(calls: &Calls, prompt: &T) -> Result<String, Busy> {
        calls.fail::<String>().map(|answer| format!("{prompt}{answer}"))
    }

    let calls = Calls::new();
    assert_eq!((ask::<str>(&calls, "?").await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask_sync::<dyn Display>(&calls, &1), calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn impl_trait_arguments() {
    #[retry(max = 3)]
    async fn ask(
        calls: &Calls,
        prompt: impl AsRef<str>,
        name: &(impl Display + ?Sized),
    ) -> Result<String, Busy> {
        let answer: String = calls.fail_later().await?;
        Ok(format!("{}{name}{answer}", prompt.as_ref()))
    }
    #[retry(max = 3)]
    async fn ask_by<F, Fut>(calls: &Calls, send: F) -> Result<u32, Busy>
    where
        F: Fn(u32) -> Fut,
        Fut: Future<Output = u32>,
    {
        let extra = send(1).await;
        calls.fail_later::<u32>().await.map(|answer| answer + extra)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, "?", "name").await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask_by(&calls, |n| async move { n }).await, calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn impl_trait_in_the_ok_type() {
    #[retry(max = 3)]
    async fn ask<'a>(
        calls: &Calls,
        values: &'a [u32],
    ) -> Result<impl Iterator<Item = (u32, u32)> + 'a, Busy> {
        calls.fail_later::<u32>().await?;
        Ok(values.iter().map(|value| (*value, *value)))
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync<'a>(calls: &Calls, values: &'a [u32]) -> Result<impl Iterator<Item = u32> + use<'a>, Busy> {
        if calls.fail::<u32>().is_err() && calls.made() < 9 {
            return Err(Busy);
        }
        Ok(values.iter().copied().filter(|value| *value > 1))
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn closure(calls: &Calls) -> Result<(impl Fn(u32) -> u32 + use<>, Vec<impl Display + use<>>), Busy> {
        calls.fail::<u32>()?;
        Ok((|n| n + 1, vec![1]))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, &[1]).await.err(), calls.made()), (Some(Busy), 3));
    assert_eq!((ask_sync(&calls, &[1]).err(), calls.made()), (Some(Busy), 6));
    assert_eq!(ask_sync(&calls, &[1, 2]).map(Iterator::sum), Ok(2_u32));
    let calls = Calls::new();
    assert_eq!((closure(&calls).err(), calls.made()), (Some(Busy), 3));
}
