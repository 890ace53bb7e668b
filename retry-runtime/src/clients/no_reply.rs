//! Failures below HTTP, from clients that have no feature here.

use core::ops::ControlFlow;
use std::boxed::Box;
use std::error::Error;

use crate::errors::chain;
use crate::http::ApiError;
use crate::verdict::Verdict;

type Source = Box<dyn Error + Send + Sync>;
/// Breaks with what this crate makes of an error of one type.
type Conversion = fn(Source) -> ControlFlow<ApiError, Source>;

impl ApiError {
    /// No reply, or one that broke off, as a client says it that has no feature of this crate: the name did not resolve, the
    /// connection was refused or cut. An event-stream reader that wraps the client's errors is such a client, too.
    ///
    /// The verdict is that of the first known error in the chain of sources, which are those of the standard library, of
    /// this crate and of the clients whose features are on. Without one the failure is transient, because the caller says
    /// that it is one of the transport. An error of a client whose feature is on becomes what `ApiError::from` makes of it,
    /// without its URL. Any other is kept as it is: take out a URL that holds a key.
    ///
    /// ```
    /// use std::io;
    ///
    /// use retry_attr_runtime::{Verdict, http::ApiError};
    ///
    /// let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    /// assert_eq!(ApiError::no_reply(refused).verdict(), Verdict::transient().not_sent());
    /// let error = ApiError::no_reply("the connection was closed");
    /// assert_eq!(error.to_string(), "no whole reply, temporary failure: the connection was closed");
    /// ```
    pub fn no_reply(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        const KNOWN: &[Conversion] = &[
            of::<ApiError>,
            #[cfg(feature = "reqwest-012")]
            of::<reqwest_012::Error>,
            #[cfg(feature = "reqwest-013")]
            of::<reqwest_013::Error>,
            #[cfg(feature = "ureq-3")]
            of::<ureq::Error>,
            #[cfg(feature = "hyper")]
            of::<hyper::Error>,
            #[cfg(feature = "hyper")]
            of::<hyper_util::client::legacy::Error>,
        ];
        match KNOWN.iter().try_fold(source.into(), |source, of| of(source)) {
            ControlFlow::Break(error) => error,
            ControlFlow::Continue(source) => {
                let verdict = chain::recognized(&*source).unwrap_or(Verdict::transient());
                Self::transport(None, verdict, source)
            }
        }
    }
}

fn of<E: Error + Into<ApiError> + 'static>(source: Source) -> ControlFlow<ApiError, Source> {
    match source.downcast::<E>() {
        Ok(error) => ControlFlow::Break((*error).into()),
        Err(source) => ControlFlow::Continue(source),
    }
}
