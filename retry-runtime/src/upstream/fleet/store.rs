use core::error::Error;
use core::future::Future;
use core::pin::Pin;
use std::boxed::Box;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use super::Script;

/// The future of a script's answer, a list of integers.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::fleet::Answer;
///
/// fn silent<'a>() -> Answer<'a> {
///     Box::pin(async { Err("no server".into()) })
/// }
/// ```
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<i64>, StoreError>> + Send + 'a>>;

/// The reason why a store has not answered. The library only shows its text.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::fleet::StoreError;
///
/// fn closed() -> StoreError {
///     "the connection is closed".into()
/// }
/// ```
pub type StoreError = Box<dyn Error + Send + Sync>;

/// Redis, or another server that runs Lua as Redis does, behind any client.
///
/// `RedisStore` (feature `redis-1`) implements it for the crate `redis`. For another client, write a few lines:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::fleet::{Answer, Script, Store, StoreError};
///
/// # struct Client;
/// # impl Client {
/// #     async fn eval(&self, _: &str, _: &[String], _: &[i64]) -> Result<Vec<i64>, StoreError> { Err("no server".into()) }
/// # }
/// struct MyStore(Client);
///
/// impl Store for MyStore {
///     fn run<'a>(&'a self, script: &'static Script, keys: &'a [String], arguments: &'a [i64]) -> Answer<'a> {
///         Box::pin(async move { self.0.eval(script.source(), keys, arguments).await })
///     }
/// }
/// ```
///
/// The answer is not trusted: a number out of range counts as the nearest valid one, and an answer of another length is an error.
pub trait Store: Send + Sync + 'static {
    /// Runs the script with these keys and arguments. All keys have the same hash tag.
    ///
    /// The future is polled on a thread of this library, in a tokio runtime, and dropped if it takes longer than 50 ms. If it fails, the
    /// script is run once more in what is left of the 50 ms, because some clients connect again only after a command has failed.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::{Answer, Script, Store};
    ///
    /// struct Silent;
    ///
    /// impl Store for Silent {
    ///     fn run<'a>(&'a self, script: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
    ///         Box::pin(async move { Err(format!("no server runs `{}`", script.name()).into()) })
    ///     }
    /// }
    /// ```
    fn run<'a>(&'a self, script: &'static Script, keys: &'a [String], arguments: &'a [i64]) -> Answer<'a>;

    /// The namespace, which precedes the name of each upstream in its keys, such as `prod`. Empty by default. It
    /// contains no `{`, `}`, `:`, or `/`.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::fleet::{Answer, Script, Store};
    ///
    /// struct Silent;
    ///
    /// impl Store for Silent {
    ///     fn run<'a>(&'a self, _: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
    ///         Box::pin(async { Err("no server".into()) })
    ///     }
    ///
    ///     fn namespace(&self) -> &str {
    ///         "staging"
    ///     }
    /// }
    /// ```
    #[expect(clippy::unnecessary_literal_bound, reason = "others keep it in a `String`")]
    fn namespace(&self) -> &str {
        ""
    }
}

impl<S: Store + ?Sized> Store for Arc<S> {
    fn run<'a>(&'a self, script: &'static Script, keys: &'a [String], arguments: &'a [i64]) -> Answer<'a> {
        S::run(self, script, keys, arguments)
    }

    fn namespace(&self) -> &str {
        S::namespace(self)
    }
}
