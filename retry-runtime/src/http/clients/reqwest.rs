//! reqwest, of which two lines are alive that share no type.

macro_rules! replies_of {
    ($reqwest:ident) => {
        use std::vec::Vec;

        use serde_core::de::DeserializeOwned;
        use $reqwest::Response;

        use super::super::future::{Checked, Parsed, Whole};
        use super::super::{PATIENCE, failure, is_failure};
        use crate::http::body::WINDOW;
        use crate::http::{ApiError, ResponseExt};

        impl ResponseExt for Response {
            type Checked = Checked<Self>;
            type Parsed<T: DeserializeOwned> = Parsed<T>;

            fn api_error_for_status(self) -> Checked<Self> {
                if is_failure(self.status()) { Checked::failure(judge(self)) } else { Checked::success(self) }
            }

            fn api_json<T: DeserializeOwned>(self) -> Parsed<T> {
                Parsed::new(whole(self))
            }
        }

        async fn judge(mut reply: Response) -> ApiError {
            let mut body = Vec::new();
            // What has come when the time is up counts, so that neither outcome matters.
            let _ = tokio::time::timeout(PATIENCE, read_start(&mut reply, &mut body)).await;
            failure(reply.status(), reply.headers(), &body)
        }

        /// Up to a chunk more than is looked at; a body that breaks off ends there.
        async fn read_start(reply: &mut Response, body: &mut Vec<u8>) {
            while body.len() < WINDOW {
                match reply.chunk().await {
                    Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                    _ => break,
                }
            }
        }

        async fn whole(reply: Response) -> Result<Whole, ApiError> {
            let mut reply = reply.api_error_for_status().await?;
            let headers = core::mem::take(reply.headers_mut());
            let status = reply.status();
            Ok((status, headers, reply.bytes().await?.into()))
        }
    };
}

#[cfg(any(feature = "reqwest-012-blocking", feature = "reqwest-013-blocking"))]
macro_rules! blocking_replies_of {
    ($reqwest:ident) => {
        use serde_core::de::DeserializeOwned;
        use $reqwest::blocking::Response;

        use super::super::{failure, is_failure, parse, thread};
        use crate::http::{ApiError, ResponseExt};

        impl ResponseExt for Response {
            type Checked = Result<Self, ApiError>;
            type Parsed<T: DeserializeOwned> = Result<T, ApiError>;

            fn api_error_for_status(mut self) -> Result<Self, ApiError> {
                if !is_failure(self.status()) {
                    return Ok(self);
                }
                let headers = core::mem::take(self.headers_mut());
                Err(failure(self.status(), &headers, &thread::read_start(self)))
            }

            fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
                let mut reply = self.api_error_for_status()?;
                let headers = core::mem::take(reply.headers_mut());
                parse(reply.status(), &headers, &reply.bytes()?)
            }
        }
    };
}

#[cfg(feature = "reqwest-012")]
mod v012 {
    replies_of!(reqwest_012);
}

#[cfg(feature = "reqwest-012-blocking")]
mod v012_blocking {
    blocking_replies_of!(reqwest_012);
}

#[cfg(feature = "reqwest-013")]
mod v013 {
    replies_of!(reqwest_013);
}

#[cfg(feature = "reqwest-013-blocking")]
mod v013_blocking {
    blocking_replies_of!(reqwest_013);
}
