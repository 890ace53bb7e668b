//! Methods that `#[async_trait]` has rewritten before `#[retry]` sees them.

use std::pin::Pin;
use std::rc::Rc;

use async_trait::async_trait;
use retry_attr::retry;

use super::support::{Busy, Calls};

#[async_trait]
trait Model: Send + Sync {
    fn calls(&self) -> &Calls;

    async fn by_ref(&self, prompt: &str) -> Result<usize, Busy>;
    async fn by_mut(&mut self, fact: &str) -> Result<usize, Busy>;
    async fn by_paths(&self) -> Result<u32, Busy>;
    async fn by_pin(self: Pin<&mut Self>) -> Result<u32, Busy>;
    async fn by_value_argument(&self, prompt: String) -> Result<usize, Busy>;
    async fn cloned(&self, prompt: String, tries: u32) -> Result<u32, Busy>;
    async fn heard_by_self(&mut self) -> Result<u32, Busy>;
    async fn heard_by_items(&mut self) -> Result<u32, Busy>;
    async fn pair(&self, (a, b): (u32, u32)) -> Result<u32, Busy>;
    async fn generic<T: Send + Sync>(&self, value: &T) -> Result<Vec<T>, Busy>
    where
        Self: Sized;
    async fn boxed(&self) -> Result<Box<dyn Iterator<Item = u32> + Send>, Busy>;

    #[retry(max = 3)]
    async fn by_default(&self) -> Result<u32, Busy> {
        self.calls().fail_later().await
    }
}

#[derive(Debug)]
struct Local {
    calls: Calls,
    log: Vec<u32>,
}

impl Local {
    const fn new() -> Self {
        Self { calls: Calls::new(), log: Vec::new() }
    }
}

const THREE: retry_attr::Policy = retry_attr::Policy::DEFAULT.max(3);

fn hear(retry: &retry_attr::Retry<'_, Busy>) {
    assert!(retry.attempt() < 3);
}

/// An item in a hook has its own `self`.
#[tokio::test(start_paused = true)]
async fn options_with_items() {
    let mut local = Local::new();
    assert_eq!(local.heard_by_items().await, Err(Busy));
    assert_eq!(local.log, [2, 2]);
}

#[tokio::test(start_paused = true)]
async fn options_by_paths() {
    let local = Local::new();
    assert_eq!(local.by_paths().await, Err(Busy));
    assert_eq!(local.calls.made(), 3);
}

#[allow(unused_qualifications, reason = "`self::` is what one test is about")]
#[async_trait]
impl Model for Local {
    fn calls(&self) -> &Calls {
        &self.calls
    }

    #[retry(max = 3)]
    async fn by_ref(&self, prompt: &str) -> Result<usize, Busy> {
        self.calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    // `self::` is a module, and no receiver.
    #[retry(policy = self::THREE, on(self::Busy), on_retry = self::hear)]
    async fn by_paths(&self) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_mut(&mut self, fact: &str) -> Result<usize, Busy> {
        self.log.push(self.calls.made());
        let answer: usize = self.calls.fail_later().await?;
        Ok(answer + fact.len())
    }

    #[retry(max = 3)]
    async fn by_pin(mut self: Pin<&mut Self>) -> Result<u32, Busy> {
        let made = self.calls.made();
        self.as_mut().log.push(made);
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn by_value_argument(&self, prompt: String) -> Result<usize, Busy> {
        if prompt.is_empty() {
            return Ok(0);
        }
        self.calls.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }

    #[retry(max = 3, clone(prompt, tries))]
    async fn cloned(&self, mut prompt: String, mut tries: u32) -> Result<u32, Busy> {
        prompt.push('!');
        tries += 1;
        assert_eq!((prompt, tries), ("?!".to_owned(), 1));
        self.calls.fail_later().await
    }

    #[retry(max = 3, on_retry = |retry| self.log.push(retry.attempt()))]
    async fn heard_by_self(&mut self) -> Result<u32, Busy> {
        self.log.push(0);
        self.calls.fail_later().await
    }

    #[retry(
        max = 3,
        on_retry = |retry| {
            use std::fmt::{self, Display};

            struct Line(u32);

            impl Line {
                const fn number(&self) -> u32 {
                    self.0
                }
            }

            impl Display for Line {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}", self.number())
                }
            }

            trait Written: Display {
                fn written(&self) -> String {
                    self.to_string()
                }
            }

            impl Written for Line {}

            fn length(line: &impl Written) -> u32 {
                line.written().chars().map(|_| 1).sum()
            }

            self.log.push(length(&Line(9 + retry.attempt())));
        },
    )]
    async fn heard_by_items(&mut self) -> Result<u32, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn pair(&self, (a, b): (u32, u32)) -> Result<u32, Busy> {
        self.calls.fail_later::<u32>().await.map(|answer| answer + a + b)
    }

    #[retry(max = 3)]
    async fn generic<T: Send + Sync>(&self, _value: &T) -> Result<Vec<T>, Busy> {
        self.calls.fail_later().await
    }

    #[retry(max = 3)]
    async fn boxed(&self) -> Result<Box<dyn Iterator<Item = u32> + Send>, Busy> {
        self.calls.fail_later::<u32>().await?;
        Ok(Box::new(0..3))
    }
}

#[tokio::test(start_paused = true)]
async fn receivers() {
    let mut model = Local::new();
    assert_eq!((model.by_ref("?").await, model.calls.made()), (Err(Busy), 3));
    assert_eq!((model.by_default().await, model.calls.made()), (Err(Busy), 6));
    assert_eq!((model.by_mut("fact").await, model.calls.made()), (Err(Busy), 9));
    assert_eq!(Pin::new(&mut model).by_pin().await, Err(Busy));
    assert_eq!(model.log, [6, 7, 8, 9, 10, 11]);
}

#[tokio::test(start_paused = true)]
async fn arguments() {
    let model = Local::new();
    assert_eq!((model.by_value_argument("?".into()).await, model.calls.made()), (Err(Busy), 3));
    assert_eq!((model.by_value_argument(String::new()).await, model.calls.made()), (Ok(0), 3));
    assert_eq!((model.cloned("?".into(), 0).await, model.calls.made()), (Err(Busy), 6));
    assert_eq!((model.pair((1, 2)).await, model.calls.made()), (Err(Busy), 9));
}

#[tokio::test(start_paused = true)]
async fn types() {
    let model = Local::new();
    assert_eq!((model.generic(&1).await, model.calls.made()), (Err(Busy), 3));
    assert_eq!((model.boxed().await.err(), model.calls.made()), (Some(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn hooks_use_self() {
    let mut model = Local::new();
    assert_eq!(model.heard_by_self().await, Err(Busy));
    assert_eq!(model.log, [0, 1, 0, 2, 0]);
}

#[tokio::test(start_paused = true)]
async fn spawns_as_a_trait_object() {
    let model: Box<dyn Model> = Box::new(Local::new());
    let call = tokio::spawn(async move { (model.by_default().await, model.calls().made()) });
    assert_eq!(call.await.unwrap(), (Err(Busy), 3));
}

#[async_trait]
trait Maker {
    async fn count(n: u32, calls: &Calls) -> Result<u32, Busy>;
    async fn count_part(pair: (String, u32), calls: &Calls) -> Result<u32, Busy>;
    async fn read(bytes: &[u8], calls: &Calls) -> Result<u32, Busy>;
}

#[deny(unused_mut)]
#[async_trait]
impl Maker for Local {
    // A reference keeps its `mut` in the signature.
    #[retry(max = 3, clone(bytes))]
    async fn read(mut bytes: &[u8], calls: &Calls) -> Result<u32, Busy> {
        bytes = &bytes[1..];
        assert_eq!(bytes, [2]);
        calls.fail_later().await
    }

    #[retry(max = 3, clone(n))]
    async fn count(mut n: u32, calls: &Calls) -> Result<u32, Busy> {
        n += 1;
        assert_eq!(n, 1);
        calls.fail_later().await
    }

    #[retry(max = 3, clone(text))]
    async fn count_part((mut text, _): (String, u32), calls: &Calls) -> Result<u32, Busy> {
        text.push('!');
        assert_eq!(text, "?!");
        calls.fail_later().await
    }
}

#[tokio::test(start_paused = true)]
async fn without_receiver() {
    let calls = Calls::new();
    assert_eq!((Local::count(0, &calls).await, calls.made()), (Err(Busy), 3));
    assert_eq!((Local::count_part(("?".into(), 0), &calls).await, calls.made()), (Err(Busy), 6));
    assert_eq!((Local::read(&[1, 2], &calls).await, calls.made()), (Err(Busy), 9));
}

#[async_trait(?Send)]
trait LocalModel {
    async fn ask(&self, prompt: Rc<str>) -> Result<usize, Busy>;
}

#[async_trait(?Send)]
impl LocalModel for Rc<Calls> {
    #[retry(max = 3)]
    async fn ask(&self, prompt: Rc<str>) -> Result<usize, Busy> {
        self.fail_later::<usize>().await.map(|answer| answer + prompt.len())
    }
}

#[tokio::test(start_paused = true)]
async fn not_send() {
    let calls = Rc::new(Calls::new());
    assert_eq!((calls.ask("?".into()).await, calls.made()), (Err(Busy), 3));
}
