//! Native `async fn` in traits, and sync methods of traits.

use std::fmt::Debug;

use retry_attr::retry;

use super::support::{Busy, Calls};

trait Model {
    fn calls(&self) -> &Calls;

    async fn ask(&self, prompt: String) -> Result<usize, Busy>;

    async fn learn(&mut self, fact: &str) -> Result<usize, Busy>;

    fn ask_sync(&self) -> Result<u32, Busy>;

    #[retry(max = 3)]
    async fn ask_by_default(&self, prompt: &str) -> Result<usize, Busy> {
        self.calls().fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync_by_default<T: Debug>(&self, prompt: &T) -> Result<String, Busy>
    where
        Self: Debug,
    {
        self.calls().fail::<String>().map(|answer| format!("{self:?} {prompt:?} {answer}"))
    }

    #[retry(max = 3)]
    async fn without_self(calls: &Calls) -> Result<u32, Busy>
    where
        Self: Sized,
    {
        calls.fail_later().await
    }
}

#[derive(Debug)]
struct Local {
    calls: Calls,
    facts: Vec<String>,
}

impl Local {
    const fn new() -> Self {
        Self { calls: Calls::new(), facts: Vec::new() }
    }
}

impl Model for Local {
    fn calls(&self) -> &Calls {
        &self.calls
    }

    #[retry(max = 3)]
    async fn ask(&self, prompt: String) -> Result<usize, Busy> {
        self.calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    #[retry(max = 3)]
    async fn learn(&mut self, fact: &str) -> Result<usize, Busy> {
        self.facts.push(fact.to_owned());
        self.calls.fail_later().await
    }

    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(&self) -> Result<u32, Busy> {
        self.calls.fail()
    }
}

#[tokio::test(start_paused = true)]
async fn implementations() {
    let mut model = Local::new();
    assert_eq!((model.ask("?".into()).await, model.calls.made()), (Err(Busy), 3));
    assert_eq!((model.learn("fact").await, model.calls.made()), (Err(Busy), 6));
    assert_eq!(model.facts, ["fact"; 3]);
    assert_eq!((model.ask_sync(), model.calls.made()), (Err(Busy), 9));
}

#[tokio::test(start_paused = true)]
async fn default_bodies() {
    let model = Local::new();
    assert_eq!((model.ask_by_default("?").await, model.calls.made()), (Err(Busy), 3));
    assert_eq!((model.ask_sync_by_default(&1), model.calls.made()), (Err(Busy), 6));
    assert_eq!((Local::without_self(&model.calls).await, model.calls.made()), (Err(Busy), 9));
}

#[tokio::test(start_paused = true)]
async fn generic_callers() {
    async fn ask_any(model: &impl Model) -> Result<usize, Busy> {
        model.ask_by_default("?").await
    }

    let model = Local::new();
    assert_eq!((ask_any(&model).await, model.calls.made()), (Err(Busy), 3));
}
