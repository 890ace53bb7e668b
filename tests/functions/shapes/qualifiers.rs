//! Functions with qualifiers, and functions that call themselves.

use std::sync::atomic::{AtomicU32, Ordering};

use retry_attr::retry;

use super::support::{Busy, Calls};

#[tokio::test(start_paused = true)]
#[allow(unsafe_code, reason = "the function that is annotated here is unsafe")]
async fn unsafe_functions() {
    /// # Safety
    ///
    /// Safe.
    #[retry(max = 3)]
    async unsafe fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail_later().await
    }
    /// # Safety
    ///
    /// Safe.
    #[retry(max = 3, initial_delay = "0s")]
    unsafe fn ask_sync(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    // SAFETY: asks nothing of its caller.
    assert_eq!((unsafe { ask(&calls) }.await, calls.made()), (Err(Busy), 3));
    // SAFETY: asks nothing of its caller.
    assert_eq!((unsafe { ask_sync(&calls) }, calls.made()), (Err(Busy), 6));
}

#[test]
fn extern_functions() {
    #[retry(max = 3, initial_delay = "0s", on(_))]
    extern "C" fn ask(calls: &AtomicU32) -> Option<&u8> {
        calls.fetch_add(1, Ordering::Relaxed);
        None
    }
    #[retry(max = 3, initial_delay = "0s")]
    #[allow(improper_ctypes_definitions, reason = "called from Rust only")]
    extern "system" fn ask_with_reason(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = AtomicU32::new(0);
    assert_eq!((ask(&calls), calls.load(Ordering::Relaxed)), (None, 3));
    let calls = Calls::new();
    assert_eq!((ask_with_reason(&calls), calls.made()), (Err(Busy), 3));
}

#[test]
fn track_caller() {
    #[track_caller]
    #[retry(max = 3, initial_delay = "0s")]
    fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }
    #[retry(max = 3, initial_delay = "0s")]
    #[track_caller]
    fn ask_below(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls), calls.made()), (Err(Busy), 3));
    assert_eq!((ask_below(&calls), calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn other_attributes() {
    /// Asks.
    ///
    /// # Errors
    ///
    /// Always.
    #[must_use = "an answer"]
    #[inline(never)]
    #[retry(max = 3)]
    #[doc = "More."]
    #[doc(alias = "query")]
    #[allow(clippy::double_must_use, reason = "the attribute is what is tested")]
    async fn ask(calls: &Calls) -> Result<u32, Busy> {
        calls.fail_later().await
    }
    #[retry(max = 3, initial_delay = "0s")]
    #[cfg_attr(test, allow(clippy::needless_pass_by_value), inline)]
    #[cold]
    fn ask_sync(calls: &Calls) -> Result<u32, Busy> {
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask_sync(&calls), calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn inner_attributes() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, spare: u32) -> Result<u32, Busy> {
        #![allow(unused_variables, reason = "shows that the attribute holds, for parameters as well")]
        #![allow(unused_mut)]
        let mut unused = 1;
        calls.fail_later().await
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls, spare: u32) -> Result<u32, Busy> {
        //! Inner documentation.
        #![allow(unused_variables)]
        #[allow(unused_mut)]
        let mut unused = 1;
        calls.fail()
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, 1).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask_sync(&calls, 1), calls.made()), (Err(Busy), 6));
}

/// Each level makes three attempts at the one below.
#[tokio::test(start_paused = true)]
async fn recursion() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, depth: u32) -> Result<u32, Busy> {
        if depth == 0 {
            return calls.fail_later().await;
        }
        Box::pin(ask(calls, depth - 1)).await
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls, depth: u32) -> Result<u32, Busy> {
        if depth == 0 { calls.fail() } else { ask_sync(calls, depth - 1) }
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, 0).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask(&calls, 1).await, calls.made()), (Err(Busy), 3 + 9));
    let calls = Calls::new();
    assert_eq!((ask_sync(&calls, 0), calls.made()), (Err(Busy), 3));
    assert_eq!((ask_sync(&calls, 1), calls.made()), (Err(Busy), 3 + 9));
}

/// Counts only the failed attempts of the function itself. The functions that it calls make attempts of their own.
#[tokio::test(start_paused = true)]
async fn mutual_recursion() {
    #[retry(max = 3, on(Busy if depth > 0))]
    async fn ask(calls: &Calls, depth: u32) -> Result<u32, Busy> {
        if depth == 0 { calls.fail_later().await } else { Box::pin(ask_again(calls, depth - 1)).await }
    }
    #[retry(max = 1)]
    async fn ask_again(calls: &Calls, depth: u32) -> Result<u32, Busy> {
        ask(calls, depth).await
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, 1).await, calls.made()), (Err(Busy), 3));
}
