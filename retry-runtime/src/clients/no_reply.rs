//! Failures below HTTP, from clients that have no feature here.

use core::ops::ControlFlow;
use std::boxed::Box;
use std::error::Error;

use crate::errors::chain;
use crate::http::ApiError;
use crate::verdict::Verdict;

type Source = Box<dyn Error + Send + Sync>;
/// Breaks with the conversion of an error, if the error is of one type.
type Conversion = fn(Source) -> ControlFlow<ApiError, Source>;

impl ApiError {
    /// A failure below HTTP, from a client that has no feature of this crate: the name did not resolve, or the connection was
    /// refused or cut. A parser of event streams that puts the client's error into a box is such a client, too.
    ///
    /// The first known error in the chain of sources gives the verdict. Known are the errors of the standard library, of this
    /// crate, and of the clients whose features are on. Without a known error the failure is transient.
    ///
    /// An error of a client whose feature is on is converted as by `ApiError::from`, which removes its URL. Every other error
    /// is kept as the source: remove a URL that holds a key first.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use std::io;
    ///
    /// use retry_attr::{Verdict, http::ApiError};
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
