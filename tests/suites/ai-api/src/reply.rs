use std::future::{Future, pending};
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::stream::{self, StreamExt as _};
use serde_json::Value;

use crate::event::Event;
use crate::provider::Provider;
use crate::request::Played;

/// One step of a script: the answer to one request.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    delay: Duration,
    status: StatusCode,
    headers: HeaderMap,
    content: Content,
    ending: Ending,
}

/// The content of the body.
#[derive(Clone, Debug)]
enum Content {
    /// This text, said by the model.
    Answer(String),
    /// These events, one after the other.
    Events(Vec<Event>),
    /// The provider's own body for the reply's status.
    Error,
    /// These bytes.
    Written(Bytes),
}

/// The end of the reply.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Whole,
    CutAfter(usize),
    StalledAfter(usize),
    Dropped,
}

impl Reply {
    fn new(status: StatusCode, content: Content) -> Self {
        Self {
            delay: Duration::ZERO,
            status,
            headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
            content,
            ending: Ending::Whole,
        }
    }

    /// A completion with this text, in the JSON of the endpoint that was asked.
    pub fn answer(text: impl Into<String>) -> Self {
        Self::new(StatusCode::OK, Content::Answer(text.into()))
    }

    /// A streamed answer of these events. It ends properly after the last event, even if that is not
    /// [`Event::End`]. [`cut_after`](Self::cut_after) and [`stalled_after`](Self::stalled_after) count its bytes too:
    /// more than there are leave the connection to break, or to fall silent, behind the last event.
    pub fn events(events: impl IntoIterator<Item = Event>) -> Self {
        Self::new(StatusCode::OK, Content::Events(events.into_iter().collect()))
            .header("content-type", "text/event-stream")
    }

    /// This status, with the error that the asked provider sends with it.
    ///
    /// # Panics
    ///
    /// If it is not a status.
    pub fn status(status: u16) -> Self {
        Self::new(StatusCode::from_u16(status).expect("a status has three digits"), Content::Error)
    }

    /// No reply: the connection is closed before the first byte.
    pub fn dropped() -> Self {
        Self { ending: Ending::Dropped, ..Self::status(500) }
    }

    /// Adds a header, or replaces it.
    ///
    /// # Panics
    ///
    /// If no header has such a name or value.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        self.headers.insert(name, HeaderValue::try_from(value).expect("a header's value"));
        self
    }

    /// Replaces the body.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        Self { content: Content::Written(body.into()), ..self }
    }

    /// Replaces the body by this JSON.
    #[expect(clippy::needless_pass_by_value, reason = "a script writes `.json(json!(…))`")]
    pub fn json(self, json: Value) -> Self {
        self.body(json.to_string())
    }

    /// Waits for this time before the first byte.
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Closes the connection after this many bytes of the body, short of the declared length.
    pub fn cut_after(self, bytes: usize) -> Self {
        Self { ending: Ending::CutAfter(bytes), ..self }
    }

    /// Falls silent after this many bytes of the body, and keeps the connection.
    pub fn stalled_after(self, bytes: usize) -> Self {
        Self { ending: Ending::StalledAfter(bytes), ..self }
    }

    pub(crate) fn delay(&self) -> Duration {
        self.delay
    }

    pub(crate) fn played(&self) -> Played {
        match self.ending {
            Ending::Whole => Played::Status(self.status.as_u16()),
            Ending::CutAfter(_) => Played::Cut(self.status.as_u16()),
            Ending::StalledAfter(_) => Played::Stalled(self.status.as_u16()),
            Ending::Dropped => Played::Dropped,
        }
    }

    pub(crate) fn respond(&self, provider: Provider) -> Response {
        let content = match &self.content {
            Content::Answer(text) => provider.answer(text).to_string().into(),
            Content::Events(events) => {
                events.iter().map(|event| provider.event(event)).collect::<String>().into()
            }
            Content::Error => provider.error(self.status).to_string().into(),
            Content::Written(bytes) => bytes.clone(),
        };
        let mut response = Response::default();
        *response.status_mut() = self.status;
        response.headers_mut().clone_from(&self.headers);
        *response.body_mut() = match self.ending {
            Ending::Whole if self.is_streamed() => Body::from_stream(stream::iter([io::Result::Ok(content)])),
            Ending::Whole => content.into(),
            Ending::CutAfter(sent) => self.short(&mut response, &content, sent, broken()),
            Ending::StalledAfter(sent) => self.short(&mut response, &content, sent, pending()),
            Ending::Dropped => dropped(),
        };
        response
    }

    /// Whether the reply declares no length, and comes in chunks.
    fn is_streamed(&self) -> bool {
        matches!(self.content, Content::Events(_))
    }

    /// This many bytes of the body, then `end`; more are declared, or the last chunk is missing.
    fn short(
        &self,
        response: &mut Response,
        content: &Bytes,
        sent: usize,
        end: impl Future<Output = io::Result<Bytes>> + Send + 'static,
    ) -> Body {
        if !self.is_streamed() {
            let declared = content.len().max(sent + 1);
            response.headers_mut().insert(CONTENT_LENGTH, declared.into());
        }
        let sent = content.slice(..sent.min(content.len()));
        Body::from_stream(stream::once(async { Ok(sent) }).chain(stream::once(end)))
    }
}

/// Breaks off: hyper closes the connection when the body fails, and has flushed what came before if the body kept it
/// waiting once.
async fn broken() -> io::Result<Bytes> {
    tokio::task::yield_now().await;
    Err(io::ErrorKind::BrokenPipe.into())
}

/// Fails at once, so that not even the head is sent.
fn dropped() -> Body {
    Body::from_stream(stream::once(async { Err::<Bytes, _>(io::Error::from(io::ErrorKind::BrokenPipe)) }))
}
