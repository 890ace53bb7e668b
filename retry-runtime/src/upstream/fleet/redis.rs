mod reconnecting;

use std::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use redis::Client;
use redis::aio::ConnectionLike;

pub use self::reconnecting::Reconnecting;
use super::script::Script;
use super::store::{Answer, Store, StoreError};

/// A [`Store`] in Redis or Valkey, through the crate `redis` 1.x (feature `redis-1`).
///
/// ```no_run
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::Upstream;
/// use retry_attr::fleet::RedisStore;
///
/// static GPT: Upstream = Upstream::new("gpt-5");
///
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let client = redis::Client::open("redis://127.0.0.1/")?;
/// let connection = client.get_multiplexed_async_connection().await?;
/// GPT.share_in(RedisStore::new(connection).namespace("prod"))?;
/// # Ok(())
/// # }
/// ```
///
/// One store serves several upstreams: clone it.
///
/// # Keys
///
/// | key | content | expires |
/// |---|---|---|
/// | `retry-attr:1:{prod/gpt-5}:gate` | the pause and the pace; without it, calls go as they come | a minute after the last wait |
/// | `retry-attr:1:{prod/gpt-5}:line` | declared limits, and who waits | after a minute |
/// | `retry-attr:1:{prod/gpt-5}:held` | the slots of `in_flight`, by process | after a minute |
///
/// Without a namespace, the tag is the name: `{gpt-5}`, or `{/openai/gpt-5}` if the name contains a slash. So no two upstreams have
/// the same keys.
///
/// The number is the version of the format. Processes with different formats share nothing. All keys of an upstream have the same hash
/// tag, so they are in one slot of a cluster. The keys contain times of the server's clock, and messages contain only lengths of time,
/// so the clocks of the processes do not matter.
///
/// # Security
///
/// The keys contain the names of upstreams and no API key. The answers are not trusted. A person who can write these keys can, with each
/// change:
///
/// - pause calls for a minute, or for [`max_pause`](crate::Upstream::max_pause) if that is longer
/// - use up a declared limit for a minute
/// - slow the pace to one call per minute
/// - hold slots of `in_flight` for two minutes
/// - undo the pacing, or make the scripts fail, so that each process goes on alone
///
/// A person who runs the server can hold calls for as long as the server answers without giving slots:
/// the options `max_wait` and `deadline` bound this. The connection decides about TLS and credentials. A Redis user needs only these rights:
///
/// ```text
/// ACL SETUSER retry-attr on >password resetkeys ~retry-attr:* resetchannels -@all
///     +eval +evalsha +script|load +time +hmget +hgetall +hset +hdel +pexpire
/// ```
///
/// A connection to another database than 0 also needs `+select`.
///
/// # Versions
///
/// Redis 5 or later, or Valkey. The tests ran against Redis 5.0.6, 6.2.5, and 7.0.15, and Valkey 9.1.2. redis-rs 1.2 builds
/// with Rust 1.85, as this crate does. Later 1.x releases need Rust 1.88.
#[derive(Clone)]
pub struct RedisStore<C = Reconnecting> {
    pub(super) connection: C,
    namespace: Arc<str>,
    scripts: Arc<[(&'static Script, redis::Script)]>,
}

impl<C: ConnectionLike + Clone + Send + Sync + 'static> RedisStore<C> {
    /// A store that uses an existing connection: a `MultiplexedConnection`, a `ConnectionManager`, or a cluster's connection.
    ///
    /// A `MultiplexedConnection` does not connect again. Use a `ConnectionManager`, or [`connect`]. Such a connection lives in the tokio
    /// runtime that made it: if that runtime ends, the upstream goes on alone, and a runtime that is busy makes answers late. [`connect`]
    /// uses no runtime of the program.
    ///
    /// [`connect`]: RedisStore::connect
    ///
    /// ```no_run
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::RedisStore;
    ///
    /// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = redis::Client::open("redis://127.0.0.1/")?;
    /// let store = RedisStore::new(client.get_multiplexed_async_connection().await?);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn new(connection: C) -> Self {
        let compile = |script: &'static Script| (script, redis::Script::new(script.source()));
        let scripts = Script::ALL.map(compile);
        Self { connection, namespace: "".into(), scripts: scripts.into() }
    }

    /// Sets the namespace, which separates the upstreams of one deployment from those of others with the same name. Default: none. It
    /// contains no `{`, `}`, `:`, or `/`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::{RedisStore, Store};
    ///
    /// let store = RedisStore::connect(redis::Client::open("redis://127.0.0.1/")?).namespace("prod");
    /// assert_eq!(Store::namespace(&store), "prod");
    /// # Ok::<(), redis::RedisError>(())
    /// ```
    #[must_use]
    pub fn namespace(mut self, namespace: &str) -> Self {
        self.namespace = namespace.into();
        self
    }
}

impl RedisStore {
    /// A store that connects on the thread of this library. It connects again if the connection breaks, does not answer, or leads to a
    /// server that has become a replica. It works in programs without an async runtime, too.
    ///
    /// ```no_run
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::Upstream;
    /// use retry_attr::fleet::RedisStore;
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// let store = RedisStore::connect(redis::Client::open("redis://127.0.0.1/")?);
    /// GPT.share_in(store.namespace("prod"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn connect(client: Client) -> Self {
        Self::new(Reconnecting::new(client))
    }
}

impl<C: ConnectionLike + Clone + Send + Sync + 'static> Store for RedisStore<C> {
    fn run<'a>(&'a self, script: &'static Script, keys: &'a [String], arguments: &'a [i64]) -> Answer<'a> {
        std::boxed::Box::pin(async move {
            let (_, compiled) = self
                .scripts
                .iter()
                .find(|(known, _)| *known == script)
                .ok_or_else(|| StoreError::from("an unknown script"))?;
            let mut invocation = compiled.prepare_invoke();
            for key in keys {
                invocation.key(key);
            }
            for argument in arguments {
                invocation.arg(argument);
            }
            let answer: Vec<i64> = invocation.invoke_async(&mut self.connection.clone()).await?;
            Ok(answer)
        })
    }

    fn namespace(&self) -> &str {
        &self.namespace
    }
}

impl<C> fmt::Debug for RedisStore<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("namespace", &self.namespace).finish_non_exhaustive()
    }
}
