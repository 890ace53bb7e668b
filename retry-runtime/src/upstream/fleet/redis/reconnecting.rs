use core::mem;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::boxed::Box;
use std::fmt;
use std::sync::Arc;
use std::vec::Vec;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::{Client, Cmd, Pipeline, RedisError, RedisFuture, RedisResult, Value};
use tokio::sync::Mutex;

/// The connection of [`RedisStore::connect`](super::RedisStore::connect). It connects when it is first used, and again after it breaks.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::fleet::{Reconnecting, RedisStore};
///
/// struct Service {
///     store: RedisStore<Reconnecting>,
/// }
///
/// let store = RedisStore::connect(redis::Client::open("redis://127.0.0.1/")?);
/// let service = Service { store };
/// # let _ = service.store;
/// # Ok::<(), redis::RedisError>(())
/// ```
#[derive(Clone)]
pub struct Reconnecting {
    client: Client,
    connection: Arc<Mutex<Option<MultiplexedConnection>>>,
    /// Whether the connection has broken or has not answered. It is not used again.
    is_doubted: Arc<AtomicBool>,
}

impl Reconnecting {
    pub(super) fn new(client: Client) -> Self {
        Self { client, connection: Arc::default(), is_doubted: Arc::default() }
    }

    async fn connection(&self) -> RedisResult<MultiplexedConnection> {
        let mut slot = Arc::clone(&self.connection).lock_owned().await;
        if self.is_doubted.swap(false, Relaxed) {
            *slot = None;
        }
        if let Some(connection) = &*slot {
            return Ok(connection.clone());
        }
        let client = self.client.clone();
        // A task, because a round trip is given up sooner than a connection may take.
        let connecting = tokio::spawn(async move {
            let connection = client.get_multiplexed_async_connection().await?;
            *slot = Some(connection.clone());
            Ok(connection)
        });
        connecting.await.unwrap_or_else(|_| Err((redis::ErrorKind::Io, "no runtime").into()))
    }

    /// The connection is doubted until it answers. A round trip that takes too long is dropped here: a network that loses all
    /// packets, after a failover for example, breaks a connection only after many minutes.
    async fn ask<T>(&self, answer: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
        let doubt = Doubt(&self.is_doubted);
        let result = answer.await;
        let is_broken = |error: &RedisError| {
            error.is_unrecoverable_error() || error.is_io_error() || is_of_replica(error)
        };
        // Any other error of the server is an answer.
        if !result.as_ref().is_err_and(is_broken) {
            mem::forget(doubt);
        }
        result
    }
}

/// Whether the server has become a replica, which refuses to write. The address may lead to the new primary. Before version
/// 7, Redis puts the error into the text of another one.
fn is_of_replica(error: &RedisError) -> bool {
    const CODE: &str = "READONLY";
    error.code() == Some(CODE) || error.detail().is_some_and(|detail| detail.contains(CODE))
}

/// Doubts the connection when it is dropped.
struct Doubt<'a>(&'a AtomicBool);

impl Drop for Doubt<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

impl ConnectionLike for Reconnecting {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        Box::pin(async move {
            let mut connection = self.connection().await?;
            // An error of the server is inside the value.
            let answer = async { connection.req_packed_command(command).await?.extract_error() };
            self.ask(answer).await
        })
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        commands: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        Box::pin(async move {
            let mut connection = self.connection().await?;
            self.ask(connection.req_packed_commands(commands, offset, count)).await
        })
    }

    fn get_db(&self) -> i64 {
        self.client.get_connection_info().redis_settings().db()
    }
}

impl fmt::Debug for Reconnecting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reconnecting").finish_non_exhaustive()
    }
}
