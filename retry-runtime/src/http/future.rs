//! The futures of async clients.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::boxed::Box;
use std::vec::Vec;

use ::http::{HeaderMap, StatusCode};
use serde_core::de::DeserializeOwned;

use super::{ApiError, Reply};

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The future that [`api_error_for_status`](crate::http::ResponseExt::api_error_for_status) returns for async clients. For a
/// success, it is ready at once and does not allocate.
///
#[cfg_attr(feature = "reqwest-013", doc = "```")]
#[cfg_attr(not(feature = "reqwest-013"), doc = "```ignore")]
/// # use retry_attr_runtime as retry_attr;
/// # use reqwest_013 as reqwest;
/// use retry_attr::http::{ApiErrorForStatus, ResponseExt as _};
///
/// fn checked(reply: reqwest::Response) -> ApiErrorForStatus<reqwest::Response> {
///     reply.api_error_for_status()
/// }
/// ```
#[must_use = "futures do nothing unless you `.await` or poll them"]
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
pub struct ApiErrorForStatus<R>(State<R>);

enum State<R> {
    Success(Option<R>),
    Failure(Boxed<ApiError>),
}

impl<R> ApiErrorForStatus<R> {
    pub(crate) fn success(reply: R) -> Self {
        Self(State::Success(Some(reply)))
    }

    pub(crate) fn failure(reading: impl Future<Output = ApiError> + Send + 'static) -> Self {
        Self(State::Failure(Box::pin(reading)))
    }
}

// The reply is never pinned.
impl<R> Unpin for ApiErrorForStatus<R> {}

impl<R> Future for ApiErrorForStatus<R> {
    type Output = Result<R, ApiError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            // Callers may not poll again after the end. Such a poll waits forever.
            State::Success(reply) => reply.take().map_or(Poll::Pending, |reply| Poll::Ready(Ok(reply))),
            State::Failure(reading) => reading.as_mut().poll(context).map(Err),
        }
    }
}

impl<R> fmt::Debug for ApiErrorForStatus<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiErrorForStatus").finish_non_exhaustive()
    }
}

/// A success whose body was read.
pub(crate) type Whole = (StatusCode, HeaderMap, Vec<u8>);

/// The future that [`api_json`](crate::http::ResponseExt::api_json) returns for async clients.
///
#[cfg_attr(feature = "reqwest-013", doc = "```")]
#[cfg_attr(not(feature = "reqwest-013"), doc = "```ignore")]
/// # use retry_attr_runtime as retry_attr;
/// # use reqwest_013 as reqwest;
/// use retry_attr::http::{ApiJson, ResponseExt as _};
///
/// fn parsed(reply: reqwest::Response) -> ApiJson<serde_json::Value> {
///     reply.api_json()
/// }
/// ```
#[must_use = "futures do nothing unless you `.await` or poll them"]
#[cfg(any(feature = "reqwest-012", feature = "reqwest-013"))]
pub struct ApiJson<T> {
    reading: Boxed<Result<Whole, ApiError>>,
    answer: PhantomData<fn() -> T>,
}

impl<T> ApiJson<T> {
    pub(crate) fn new(reading: impl Future<Output = Result<Whole, ApiError>> + Send + 'static) -> Self {
        Self { reading: Box::pin(reading), answer: PhantomData }
    }
}

impl<T: DeserializeOwned> Future for ApiJson<T> {
    type Output = Result<T, ApiError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (status, headers, body) = ready!(self.reading.as_mut().poll(context))?;
        Poll::Ready(ApiError::parse(Reply::new(status.as_u16(), &headers, &body)))
    }
}

impl<T> fmt::Debug for ApiJson<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiJson").finish_non_exhaustive()
    }
}
