//! The parts of a reply on which a verdict depends.

use core::fmt;
use std::vec::Vec;

use ::http::HeaderMap;

/// A server's reply from any client: its status, its headers, and the start of its body.
///
/// The headers are an `http::HeaderMap`, or pairs of names and values: see [`HeaderFields`]. The first 64 KiB of the body
/// are read.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{PermanentReason, Verdict, http};
///
/// let body = br#"{"error": {"type": "insufficient_quota"}}"#;
/// let reply = http::Reply::new(429, &[("retry-after", "7")], body);
/// assert_eq!(reply.header("Retry-After"), Some(b"7".as_slice()));
/// assert!(!http::verdict(reply).is_retryable());
///
/// let reply = http::Reply::without_headers(401, b"");
/// assert_eq!(http::verdict(reply), Verdict::permanent(PermanentReason::Auth));
/// ```
#[derive(Clone, Copy)]
#[must_use]
pub struct Reply<'r> {
    status: u16,
    headers: &'r dyn HeaderFields,
    body: &'r [u8],
}

impl<'r> Reply<'r> {
    /// A reply with a status, headers, and a body.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::{Reply, verdict};
    ///
    /// let reply = Reply::new(503, &[("retry-after", "7")], b"");
    /// assert!(verdict(reply).hint().is_some());
    /// ```
    pub fn new<H: HeaderFields>(status: u16, headers: &'r H, body: &'r [u8]) -> Self {
        Self { status, headers, body }
    }

    /// A reply whose headers are lost. If the status is lost too, pass 200, and the body decides.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::PermanentReason;
    /// use retry_attr::http::{ApiError, Reply};
    ///
    /// let body = br#"{"error": {"code": "insufficient_quota"}}"#;
    /// let error = ApiError::of_reply(Reply::without_headers(429, body));
    /// assert_eq!(error.reason(), Some(PermanentReason::Quota));
    /// ```
    pub const fn without_headers(status: u16, body: &'r [u8]) -> Self {
        Self { status, headers: &(), body }
    }

    /// The status code.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::Reply;
    ///
    /// assert_eq!(Reply::without_headers(529, b"").status(), 529);
    /// ```
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The value of the first header with this name, in any case.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::Reply;
    ///
    /// let reply = Reply::new(429, &[("Retry-After", "7")], b"");
    /// assert_eq!(reply.header("retry-after"), Some(b"7".as_slice()));
    /// ```
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'r [u8]> {
        self.headers.get(name)
    }

    /// The start of the body.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::Reply;
    ///
    /// assert_eq!(Reply::without_headers(502, b"Bad Gateway").body(), b"Bad Gateway");
    /// ```
    #[must_use]
    pub const fn body(&self) -> &'r [u8] {
        self.body
    }

    pub(super) const fn headers(&self) -> &'r dyn HeaderFields {
        self.headers
    }
}

/// Omits the values of headers, which may be secret.
impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// The headers of a [`Reply`]. `http::HeaderMap` implements it, and so do arrays, slices, and `Vec`s of pairs of names and
/// values. For another type, write one method:
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use std::collections::HashMap;
///
/// use retry_attr::http::{self, HeaderFields};
///
/// struct Headers(HashMap<String, String>);
///
/// impl HeaderFields for Headers {
///     fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
///         self.0.iter().for_each(|(name, value)| visit(name, value.as_bytes()));
///     }
/// }
///
/// let headers = Headers(HashMap::from([("Retry-After".to_owned(), "7".to_owned())]));
/// let verdict = http::verdict(http::Reply::new(503, &headers, b""));
/// assert_eq!(verdict.hint(), Some(std::time::Duration::from_secs(7)));
/// ```
pub trait HeaderFields {
    /// Calls `visit` with the name and the value of each header. Names may be in any case.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::HeaderFields as _;
    ///
    /// let mut names = Vec::new();
    /// [("retry-after", "7"), ("date", "now")].visit(&mut |name, _| names.push(name));
    /// assert_eq!(names, ["retry-after", "date"]);
    /// ```
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8]));

    /// The value of the first header with this name.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::http::HeaderFields;
    ///
    /// let headers = [("Retry-After", "7")];
    /// assert_eq!(HeaderFields::get(&headers, "retry-after"), Some(b"7".as_slice()));
    /// ```
    fn get(&self, name: &str) -> Option<&[u8]> {
        let mut found = None;
        self.visit(&mut |key, value| {
            if found.is_none() && key.eq_ignore_ascii_case(name) {
                found = Some(value);
            }
        });
        found
    }
}

impl HeaderFields for HeaderMap {
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
        for (name, value) in self {
            visit(name.as_str(), value.as_bytes());
        }
    }

    fn get(&self, name: &str) -> Option<&[u8]> {
        self.get(name).map(AsRef::as_ref)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> HeaderFields for [(N, V)] {
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
        for (name, value) in self {
            visit(name.as_ref(), value.as_ref());
        }
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const COUNT: usize> HeaderFields for [(N, V); COUNT] {
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
        self.as_slice().visit(visit);
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> HeaderFields for Vec<(N, V)> {
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
        self.as_slice().visit(visit);
    }
}

impl<H: HeaderFields + ?Sized> HeaderFields for &H {
    fn visit<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h [u8])) {
        (**self).visit(visit);
    }

    fn get(&self, name: &str) -> Option<&[u8]> {
        (**self).get(name)
    }
}

/// No headers.
impl HeaderFields for () {
    fn visit<'h>(&'h self, _: &mut dyn FnMut(&'h str, &'h [u8])) {}
}
