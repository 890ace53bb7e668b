//! The future of an annotated function is `Send` if that of the plain function is, and can be spawned.

use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::Arc;

use retry_attr::{Retry, Retryable, Verdict, retry};

use super::support::{Busy, Calls};

trait Model {
    fn calls(&self) -> &Calls;
}

impl Model for Calls {
    fn calls(&self) -> &Calls {
        self
    }
}

/// Not `Send`.
#[derive(Debug)]
struct Local(#[allow(dead_code, reason = "not read")] Rc<()>);

impl Retryable for Local {
    fn verdict(&self) -> Verdict {
        Verdict::transient()
    }
}

#[tokio::test(start_paused = true)]
async fn references() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls, prompt: &str) -> Result<usize, Busy> {
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move { ask(&calls, &String::from("?")).await }
    });
    assert_eq!((task.await.unwrap(), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn owned() {
    #[retry(max = 3, clone(copied))]
    async fn ask(calls: Arc<Calls>, prompt: String, copied: Vec<u8>) -> Result<usize, Busy> {
        drop(copied);
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn(ask(Arc::clone(&calls), "?".into(), vec![1]));
    assert_eq!((task.await.unwrap(), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn trait_objects() {
    #[retry(max = 3)]
    async fn ask(model: &(dyn Model + Sync), debug: &(dyn Debug + Sync)) -> Result<usize, Busy> {
        model.calls().fail_later::<usize>().await.map(|answer| answer + format!("{debug:?}").len())
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move { ask(&*calls, &1).await }
    });
    assert_eq!((task.await.unwrap(), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn generic_references() {
    #[retry(max = 3)]
    async fn ask<T: Sync + Model>(model: &T, twice: &&T) -> Result<bool, Busy> {
        let answer: u32 = model.calls().fail_later().await?;
        Ok(twice.calls().made() == answer)
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move { ask(&*calls, &&*calls).await }
    });
    assert_eq!((task.await.unwrap(), calls.made()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn errors_that_are_not_send() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32, Local> {
        tokio::task::yield_now().await;
        calls.fail().map_err(|_| Local(Rc::new(())))
    }
    #[retry(max = 3, on(_), on_retry = |retry: &Retry<'_, Local>| assert!(retry.error().is_some()))]
    async fn ask_with_options(calls: &Calls) -> Result<u32, Local> {
        tokio::task::yield_now().await;
        calls.fail().map_err(|_| Local(Rc::new(())))
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move {
            let plain = ask(&calls).await.is_err();
            (plain, calls.made(), ask_with_options(&calls).await.is_err())
        }
    });
    assert_eq!((task.await.unwrap(), calls.made()), ((true, 3, true), 6));
}

/// `last_error` keeps the error and not the outcome around it.
#[tokio::test(start_paused = true)]
async fn ok_values_that_are_not_sync() {
    #[retry(max = 3, last_error = cause, deadline = "1h", initial_delay = "1ms")]
    async fn ask(calls: &Calls) -> std::io::Result<Cell<u32>> {
        tokio::task::yield_now().await;
        let is_first = cause.is_none();
        calls
            .fail()
            .map_err(|_| std::io::ErrorKind::TimedOut.into())
            .map(|made: u32| Cell::new(made + u32::from(is_first)))
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move { (ask(&calls).await.is_err(), calls.made()) }
    });
    assert_eq!(task.await.unwrap(), (true, 3));
}

/// The copy moves into the attempt, so an argument that is `Send` but not `Sync` may be in `clone(…)`.
#[tokio::test(start_paused = true)]
async fn cloned_and_not_sync() {
    #[retry(max = 3, clone(cell))]
    async fn ask(calls: &Calls, cell: Cell<u32>) -> Result<u32, Busy> {
        cell.set(cell.get() + 1);
        assert_eq!(cell.get(), 1);
        calls.fail_later::<u32>().await.map(|answer| answer + cell.get())
    }

    let calls = Arc::new(Calls::new());
    let task = tokio::spawn({
        let calls = Arc::clone(&calls);
        async move { ask(&calls, Cell::new(0)).await }
    });
    assert_eq!((task.await.unwrap(), calls.made()), (Err(Busy), 3));
}

/// The plain function's future is `Send`, too. The copy that waits for its attempt does not change that.
#[tokio::test(start_paused = true)]
async fn cloned_and_shared() {
    const fn is_sync<T: Sync>(future: T) -> T {
        future
    }
    #[retry(max = 3)]
    async fn ask(calls: &Calls, prompt: String) -> Result<usize, Busy> {
        calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }
    #[retry(max = 3, clone(prompt))]
    async fn ask_with_copy(calls: &Calls, prompt: String) -> Result<usize, Busy> {
        let answer = calls.fail_later::<usize>().await.map(|answer| answer + prompt.len());
        drop(prompt);
        answer
    }

    let calls = Calls::new();
    assert_eq!((is_sync(ask(&calls, "?".into())).await, calls.made()), (Err(Busy), 3));
    assert_eq!((is_sync(ask_with_copy(&calls, "?".into())).await, calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn every_option_that_is_alive_across_the_wait() {
    struct Client(Calls, u32);

    impl Client {
        #[retry(
            max = 3,
            jitter = "decorrelated",
            random = || 1 << 63,
            sleep = tokio::time::sleep,
            on(Busy),
            on_retry = |retry| self.1 += retry.attempt(),
        )]
        async fn ask(&mut self, prompt: &str) -> Result<usize, Busy> {
            self.0.fail_later::<usize>().await.map(|answer| answer + prompt.len())
        }
    }

    let task = tokio::spawn(async {
        let mut client = Client(Calls::new(), 0);
        (client.ask("?").await, client.0.made(), client.1)
    });
    assert_eq!(task.await.unwrap(), (Err(Busy), 3, 1 + 2));
}
