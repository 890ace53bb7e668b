//! The expressions that may name an upstream, and the functions that may have one.

use std::fmt::Display;
use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use retry_attr::{AsUpstream, Upstream, Upstreams, retry};

use super::support::Failed;

static GPT: Upstream = Upstream::new("gpt-5");
static LAZY: LazyLock<Upstream> = LazyLock::new(|| Upstream::named("lazy").in_flight(1));

struct Client {
    own: Upstream,
    shared: Arc<Upstream>,
    fixed: &'static Upstream,
    asked: u32,
}

impl Client {
    fn new() -> Self {
        let named = |name: &str| Upstream::named(name).in_flight(1);
        Self { own: named("own"), shared: Arc::new(named("shared")), fixed: &GPT, asked: 0 }
    }

    #[retry(upstream = self.own)]
    async fn by_own(&self) -> Result<u32, Failed> {
        Ok(self.asked)
    }

    #[retry(upstream = self.shared, attempt = attempt)]
    async fn by_shared(&mut self) -> Result<u32, Failed> {
        self.asked += attempt.number();
        self.ask_itself();
        Ok(self.asked)
    }

    #[retry(upstream = self.fixed, last_error = cause)]
    fn by_fixed(&mut self) -> Result<u32, Failed> {
        assert!(cause.is_none());
        self.ask_itself();
        Ok(self.asked)
    }

    fn ask_itself(&mut self) {
        self.asked += 1;
    }
}

#[tokio::test]
async fn fields_of_self_work() {
    let mut client = Client::new();
    assert_eq!(client.by_own().await, Ok(0));
    assert_eq!(client.by_own().await, Ok(0));
    assert_eq!(client.by_shared().await, Ok(2));
    assert_eq!(client.by_shared().await, Ok(4));
    assert_eq!(client.by_fixed(), Ok(5));
}

#[async_trait]
trait Model {
    async fn ask(&mut self, text: &str) -> Result<String, Failed>;
}

#[async_trait]
impl Model for Client {
    #[retry(upstream = self.shared)]
    async fn ask(&mut self, text: &str) -> Result<String, Failed> {
        self.ask_itself();
        Ok(format!("{text} {}", self.asked))
    }
}

#[tokio::test]
async fn trait_methods_work() {
    assert_eq!(Client::new().ask("question").await, Ok("question 1".to_owned()));
}

#[retry(upstream(upstream, cost = u32::try_from(text.to_string().len()).unwrap_or(1)))]
async fn generic<T: Display, U: AsUpstream>(text: T, upstream: U) -> Result<String, Failed> {
    Ok(text.to_string())
}

#[retry(upstream = *LAZY)]
fn lazy() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(upstream = LAZY)]
fn lazy_itself() -> Result<u8, Failed> {
    Ok(7)
}

#[retry(upstream = upstreams.get(tenant))]
async fn registered(upstreams: &Upstreams, tenant: &str) -> Result<u8, Failed> {
    Ok(7)
}

#[tokio::test]
async fn any_expression_works() {
    assert_eq!(generic(8, &GPT).await, Ok("8".to_owned()));
    assert_eq!(generic("8", Arc::new(Upstream::new("own"))).await, Ok("8".to_owned()));
    assert_eq!((lazy(), lazy_itself(), lazy()), (Ok(7), Ok(7), Ok(7)));
    let upstreams: Upstreams = Upstreams::new(2, |tenant| Upstream::named(tenant).in_flight(1));
    assert_eq!(registered(&upstreams, "a").await, Ok(7));
    assert_eq!(registered(&upstreams, "a").await, Ok(7));
}

#[test]
fn futures_are_send() {
    fn assert_send(_: impl Send) {}
    let upstreams: Upstreams = Upstreams::new(2, |tenant| Upstream::named(tenant));
    let mut client = Client::new();
    assert_send(registered(&upstreams, "a"));
    assert_send(generic(8, &GPT));
    assert_send(client.by_shared());
    assert_send(client.by_own());
}

/// The expression is evaluated once for all attempts.
#[test]
fn expressions_are_evaluated_once() {
    fn gpt(evaluated: &mut u32) -> &'static Upstream {
        *evaluated += 1;
        &GPT
    }
    #[retry(upstream = gpt(evaluated), on(_), sleep = |_| ())]
    fn fail(evaluated: &mut u32) -> Result<(), Failed> {
        Err(Failed(super::support::TRANSIENT))
    }
    let mut evaluated = 0;
    assert!(fail(&mut evaluated).is_err());
    assert_eq!(evaluated, 1);
}
