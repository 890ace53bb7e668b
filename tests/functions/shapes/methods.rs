//! Methods, by their receiver.

use std::pin::Pin;
use std::sync::Arc;

use retry_attr::retry;

use super::support::{Busy, Calls};

#[derive(Debug)]
struct Client {
    calls: Calls,
    log: Vec<u32>,
}

impl Client {
    const fn new() -> Self {
        Self { calls: Calls::new(), log: Vec::new() }
    }

    #[retry(max = 3)]
    async fn by_ref(&self, prompt: &str) -> Result<usize, Busy> {
        self.calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    #[retry(max = 3)]
    async fn by_mut(&mut self, prompt: &str) -> Result<usize, Busy> {
        self.log.push(self.calls.made());
        self.calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    #[retry(max = 3)]
    async fn by_arc(self: Arc<Self>) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_ref_arc(self: &Arc<Self>) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_box(self: Box<Self>) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_pin(self: Pin<&mut Self>) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_mut_pin(mut self: Pin<&mut Self>) -> Result<u32, Busy> {
        let made = self.calls.made();
        self.as_mut().log.push(made);
        self.calls.fail_later().await
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn by_mut_pin_sync(mut self: Pin<&mut Self>) -> Result<u32, Busy> {
        let made = self.calls.made();
        self.as_mut().log.push(made);
        self.calls.fail()
    }

    #[retry(max = 3)]
    async fn by_value(self, made: &Calls) -> Result<Self, Busy> {
        self.calls.fail::<u32>().unwrap_err();
        made.fail_later().await
    }

    #[retry(max = 3)]
    async fn with_lifetime<'a>(&'a self, other: &'a str) -> Result<&'a str, Busy> {
        self.calls.fail_later::<u32>().await.map(|_| other)
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn by_ref_sync(&self) -> Result<u32, Busy> {
        self.calls.fail()
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn by_mut_sync(&mut self) -> Result<u32, Busy> {
        self.log.push(self.calls.made());
        self.calls.fail()
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn by_arc_sync(self: Arc<Self>) -> Result<u32, Busy> {
        self.calls.fail()
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn by_value_sync(self, made: &Calls) -> Result<Self, Busy> {
        self.calls.fail::<u32>().unwrap_err();
        made.fail()
    }

    #[retry(max = 3, on_retry = |retry| self.log.push(retry.attempt()))]
    async fn heard_by_self(&mut self) -> Result<u32, Busy> {
        self.log.push(0);
        self.calls.fail_later().await
    }
}

#[tokio::test(start_paused = true)]
async fn by_reference() {
    let client = Client::new();
    assert_eq!((client.by_ref("?").await, client.calls.made()), (Err(Busy), 3));
    assert_eq!((client.with_lifetime("?").await, client.calls.made()), (Err(Busy), 6));
    assert_eq!((client.by_ref_sync(), client.calls.made()), (Err(Busy), 9));
}

#[tokio::test(start_paused = true)]
async fn by_mut_reference() {
    let mut client = Client::new();
    assert_eq!(client.by_mut("?").await, Err(Busy));
    assert_eq!(client.log, [0, 1, 2]);
    assert_eq!(client.by_mut_sync(), Err(Busy));
    assert_eq!(client.log, [0, 1, 2, 3, 4, 5]);
}

#[tokio::test(start_paused = true)]
async fn by_smart_pointer() {
    let client = Arc::new(Client::new());
    assert_eq!((Arc::clone(&client).by_arc().await, client.calls.made()), (Err(Busy), 3));
    assert_eq!((Arc::clone(&client).by_arc_sync(), client.calls.made()), (Err(Busy), 6));
    assert_eq!((client.by_ref_arc().await, client.calls.made()), (Err(Busy), 9));
    let mut client = Client::new();
    assert_eq!((Pin::new(&mut client).by_pin().await, client.calls.made()), (Err(Busy), 3));
    assert_eq!(Pin::new(&mut client).by_mut_pin().await, Err(Busy));
    assert_eq!(Pin::new(&mut client).by_mut_pin_sync(), Err(Busy));
    assert_eq!(client.log, [3, 4, 5, 6, 7, 8]);
    assert_eq!(Box::new(client).by_box().await, Err(Busy));
}

#[tokio::test(start_paused = true)]
async fn by_value_and_only_read() {
    let calls = Calls::new();
    assert_eq!(Client::new().by_value(&calls).await.err(), Some(Busy));
    assert_eq!(calls.made(), 3);
    let calls = Calls::new();
    assert_eq!(Client::new().by_value_sync(&calls).err(), Some(Busy));
    assert_eq!(calls.made(), 3);
}

#[tokio::test(start_paused = true)]
async fn hooks_use_self() {
    let mut client = Client::new();
    assert_eq!(client.heard_by_self().await, Err(Busy));
    assert_eq!(client.log, [0, 1, 0, 2, 0]);
}
