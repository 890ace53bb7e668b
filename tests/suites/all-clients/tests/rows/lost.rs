//! Facts that a client's error loses: the rows that no verdict can meet, and the missing field.

/// A row, and the field.
pub(crate) type Lost = &'static [(&'static str, &'static str)];

const WRONG_SHAPE: &str = "200 with JSON of the wrong shape";
const ERROR_IN_200: &str = "200 that holds a 502, then 200";
const CUT: &str = "429 with Retry-After 1 and a body that is cut";
const STALLED: &str = "429 with Retry-After 1 and a body that stalls";
const NO_URL: &str = "no URL";
const NO_TLS: &str = "TLS to a server that has none";
const UNTRUSTED: &str = "TLS with a certificate that nobody trusts";

/// These clients turn a body that is not an answer into an answer without text.
const NO_ANSWER: &str = "body: what is missing of it is left empty";
const RETRY_AFTER: &str = "header retry-after";
const SENT: &str = "whether it was sent";
/// The verdict depends on the TLS library of the client: the clients of AWS and hyper have none here, and older ones of Google
/// have OpenSSL. So this row may run or not.
pub(crate) const HANDSHAKE: &str = "the handshake";

/// The client keeps no header. If the error is not in OpenAI's form, the client keeps no status either.
pub(crate) const BY_ASYNC_OPENAI: Lost = &[
    ("529 with Retry-After 1, then 200", RETRY_AFTER),
    ("429 with Retry-After 1", RETRY_AFTER),
    ("429 with Retry-After 1.5", RETRY_AFTER),
    ("429 with retry-after-ms 1300", "header retry-after-ms"),
    ("429 with ms 1300 and seconds 3", "header retry-after-ms"),
    ("429 with ms 'abc' and seconds 1", RETRY_AFTER),
    ("429 with Retry-After 61", RETRY_AFTER),
    ("429 with Retry-After 3600", RETRY_AFTER),
    // These two are judged as they should be.
    ("429 Gemini 'limit: 0'", "status"),
    ("422", "status"),
    ("500 with x-should-retry false", "header x-should-retry"),
    ("400 with x-should-retry true", "header x-should-retry"),
    ("429 with a limit that is full in 2s", "header x-ratelimit-reset-requests"),
    ("429 with a limit that is full in 6m0s", "header x-ratelimit-reset-requests"),
    (CUT, RETRY_AFTER),
    (STALLED, RETRY_AFTER),
    // The call stops as it should.
    ("429 insufficient_quota with Retry-After 1", RETRY_AFTER),
];

pub(crate) const BY_GENAI: Lost = &[
    (WRONG_SHAPE, NO_ANSWER),
    (ERROR_IN_200, NO_ANSWER),
    (CUT, RETRY_AFTER),
    (STALLED, RETRY_AFTER),
    (NO_URL, SENT),
];

pub(crate) const BY_AWS: Lost = &[
    (WRONG_SHAPE, NO_ANSWER),
    (ERROR_IN_200, NO_ANSWER),
    (STALLED, RETRY_AFTER),
    (NO_URL, SENT),
    (NO_TLS, HANDSHAKE),
    (UNTRUSTED, HANDSHAKE),
];

pub(crate) const BY_GAX: Lost = &[
    (WRONG_SHAPE, NO_ANSWER),
    (ERROR_IN_200, NO_ANSWER),
    (CUT, RETRY_AFTER),
    (STALLED, RETRY_AFTER),
    // The builder of the client refuses it.
    (NO_URL, "the URL"),
    (NO_TLS, HANDSHAKE),
    (UNTRUSTED, HANDSHAKE),
];

/// With `ApiError`, which is made of the whole reply.
pub(crate) const BY_HYPER: Lost = &[
    // The builder of the request refuses it.
    (NO_URL, "the URL"),
    (NO_TLS, HANDSHAKE),
    (UNTRUSTED, HANDSHAKE),
];
