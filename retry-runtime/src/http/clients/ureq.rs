//! ureq 3, whose replies are `http::Response`s.

use ::http::Response;
use ::ureq::Body;
use serde_core::de::DeserializeOwned;

use super::{failure, is_failure, parse, thread};
use crate::http::{ApiError, ResponseExt};

impl ResponseExt for Response<Body> {
    type Checked = Result<Self, ApiError>;
    type Parsed<T: DeserializeOwned> = Result<T, ApiError>;

    fn api_error_for_status(self) -> Result<Self, ApiError> {
        if !is_failure(self.status()) {
            return Ok(self);
        }
        let (head, body) = self.into_parts();
        Err(failure(head.status, &head.headers, &thread::read_start(body.into_reader())))
    }

    /// As ureq's own `read_json` it reads 10 MB at most.
    fn api_json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let (head, mut body) = self.api_error_for_status()?.into_parts();
        parse(head.status, &head.headers, &body.read_to_vec()?)
    }
}
