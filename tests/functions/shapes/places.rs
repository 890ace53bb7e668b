//! Functions in each place: in a module, in a function, in an `impl` of a generic type, in a macro.

use std::fmt::Debug;

use retry_attr::retry;

use super::support::{Busy, Calls};

mod outer {
    pub(super) mod inner {
        use super::super::super::support::{Busy, Calls};

        #[retry_attr::retry(max = 3)]
        pub(in super::super) async fn ask(calls: &Calls) -> Result<u32, Busy> {
            calls.fail_later().await
        }
    }
}

#[tokio::test(start_paused = true)]
async fn in_a_module() {
    let calls = Calls::new();
    assert_eq!((outer::inner::ask(&calls).await, calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn in_another_function() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        #[retry(max = 2, initial_delay = "0s")]
        fn inner(calls: &Calls) -> Result<u32, Busy> {
            calls.fail()
        }

        let call = || {
            #[retry(max = 1)]
            async fn in_a_closure(calls: &Calls) -> Result<u32, Busy> {
                calls.fail()
            }
            in_a_closure(calls)
        };
        call().await.or_else(|_| inner(calls))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3 * 3));
}

struct Client<'a, T, const N: usize> {
    calls: &'a Calls,
    values: [T; N],
}

impl<'a, T: Debug, const N: usize> Client<'a, T, N>
where
    [T; N]: Debug,
{
    #[retry(max = 3)]
    async fn ask<U: Into<u64>>(&self, _extra: U) -> Result<(&'a Calls, &T, [U; N]), Busy> {
        let extras = self.calls.fail_later().await?;
        Ok((self.calls, &self.values[0], extras))
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn build(calls: &'a Calls, value: impl Fn() -> T) -> Result<Self, Busy> {
        calls.fail::<T>()?;
        Ok(Self { calls, values: [(); N].map(|()| value()) })
    }
}

#[tokio::test(start_paused = true)]
async fn in_an_impl_of_a_generic_type() {
    let calls = Calls::new();
    let client = Client { calls: &calls, values: ["a"] };
    assert_eq!((client.ask(1_u8).await.err(), calls.made()), (Some(Busy), 3));
    assert_eq!((Client::<u32, 2>::build(&calls, || 1).err(), calls.made()), (Some(Busy), 6));
}

macro_rules! functions {
    ($(
        #[retry($($option:tt)*)]
        $vis:vis async fn $name:ident($($argument:ident: $type:ty),*) -> $ret:ty $body:block
    )*) => {
        $(
            #[retry($($option)*)]
            $vis async fn $name($($argument: $type),*) -> $ret $body
        )*
    };
}

mod made {
    use super::super::support::{Busy, Calls};
    use std::fmt::Debug;

    use retry_attr::retry;

    functions! {
        #[retry(max = 3)]
        async fn private(calls: &Calls) -> Result<u32, Busy> { calls.fail_later().await }

        #[retry(max = 3, clone(text), on(_))]
        pub(super) async fn restricted(calls: &Calls, text: String) -> Option<Box<dyn Debug>> {
            drop(text);
            if private(calls).await.is_err() {
                return None;
            }
            Some(Box::new(1))
        }
    }
}

macro_rules! sync_function {
    ($name:ident, $max:expr, $delay:literal, $calls:ident, $ret:ty, $body:block) => {
        #[retry(max = $max, initial_delay = $delay)]
        fn $name($calls: &Calls) -> $ret $body
    };
}

sync_function!(by_literal, 3, "0s", calls, Result<u32, Busy>, { calls.fail() });
sync_function!(by_expression, 1 + 2, "0s", calls, Result<u32, Busy>, { Ok(calls.fail::<u32>()? + 1) });

macro_rules! pattern_and_hook {
    ($name:ident, $error:pat, $hook:expr, $clone:ident) => {
        #[retry(max = 3, initial_delay = "0s", on($error), on_retry = $hook, clone($clone))]
        fn $name(calls: &Calls, mut $clone: u32) -> Result<u32, Busy> {
            $clone += 1;
            assert_eq!($clone, 1);
            calls.fail()
        }
    };
}

macro_rules! everything {
    ($name:ident, $error:pat) => {
        #[retry(max = 3, initial_delay = "0s", on($error))]
        fn $name(calls: &Calls) -> Result<u32, Proven> {
            calls.fail().map_err(|_| Proven)
        }
    };
}

everything!(by_wildcard, _);

/// An error that only `on(_)` retries.
#[derive(Debug)]
struct Proven;

impl retry_attr::Retryable for Proven {
    fn verdict(&self) -> retry_attr::Verdict {
        retry_attr::Verdict::permanent(retry_attr::PermanentReason::Quota)
    }
}

#[test]
fn wildcard_of_a_macro_is_one() {
    let calls = Calls::new();
    assert!(by_wildcard(&calls).is_err());
    assert_eq!(calls.made(), 3);
}

pattern_and_hook!(by_pattern, Busy, |retry| assert!(retry.attempt() < 3), count);

macro_rules! annotated {
    ($item:item) => {
        #[retry(max = 3)]
        $item
    };
}

annotated! {
    /// A whole item.
    async fn whole(calls: &Calls, url: String) -> Result<usize, Busy> {
        let answer: usize = calls.fail_later().await?;
        Ok(answer + url.len())
    }
}

/// A function whose parameter is the macro's own: its name is not the caller's.
macro_rules! hygienic {
    ($name:ident, $ok:ty) => {
        #[retry(max = 3, clone(text))]
        async fn $name(calls: &Calls, mut text: String) -> Result<$ok, Busy> {
            text.push('!');
            assert_eq!(text, "?!");
            drop(text);
            calls.fail_later().await
        }
    };
}

hygienic!(with_own_names, Vec<u32>);

#[tokio::test(start_paused = true)]
async fn made_by_a_macro() {
    let calls = Calls::new();
    assert_eq!((made::restricted(&calls, "?".into()).await.is_none(), calls.made()), (true, 3 * 3));
    assert_eq!((whole(&calls, "url".into()).await, calls.made()), (Err(Busy), 12));
    assert_eq!((with_own_names(&calls, "?".into()).await, calls.made()), (Err(Busy), 15));
}

#[test]
fn made_by_a_macro_sync() {
    let calls = Calls::new();
    assert_eq!((by_literal(&calls), calls.made()), (Err(Busy), 3));
    assert_eq!((by_expression(&calls), calls.made()), (Err(Busy), 6));
    assert_eq!((by_pattern(&calls, 0), calls.made()), (Err(Busy), 9));
}

mod above_attributes_that_make_it_sync {
    use std::io::{Error, ErrorKind};
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    static ATTEMPTS: AtomicU32 = AtomicU32::new(0);

    #[retry(initial_delay = "0s")]
    #[tokio::main(flavor = "current_thread")]
    async fn start() -> Result<(), Error> {
        ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        Err(ErrorKind::TimedOut.into())
    }

    #[test]
    fn a_main_function_is_retried() {
        assert!(start().is_err());
        assert_eq!(ATTEMPTS.load(Ordering::Relaxed), 3);
    }

    #[retry(max = 2)]
    #[tokio::test(start_paused = true)]
    async fn a_test_is_retried() -> Result<(), Error> {
        static IS_FIRST: AtomicU32 = AtomicU32::new(0);
        tokio::task::yield_now().await;
        if IS_FIRST.fetch_add(1, Ordering::Relaxed) == 0 { Err(ErrorKind::TimedOut.into()) } else { Ok(()) }
    }
}

#[test]
fn a_sync_function_may_block_on_a_future() {
    #[retry(max = 2, initial_delay = "0s")]
    fn call(calls: &Calls) -> Result<u32, Busy> {
        let body = async { calls.fail() };
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(body)
    }

    let calls = Calls::new();
    assert_eq!((call(&calls), calls.made()), (Err(Busy), 2));
}

#[cfg_attr(all(), retry(max = 2, initial_delay = "0s"))]
#[cfg_attr(any(), retry(max = 3))]
fn by_condition(calls: &Calls) -> Result<u32, Busy> {
    calls.fail()
}

#[test]
fn one_of_two_conditional_attributes_applies() {
    let calls = Calls::new();
    assert_eq!((by_condition(&calls), calls.made()), (Err(Busy), 2));
}
