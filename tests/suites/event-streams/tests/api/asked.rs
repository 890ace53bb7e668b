//! A scripted API that is asked for a stream.

use std::time::Duration;

use ai_api::{AiApi, Event, Reply};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use reqwest::Client;
use retry_attr::FailureClass;
use retry_attr::http::ApiError;
use serde_json::Value;

use crate::tokens::{self, ANTHROPIC, OPENAI, Provider};

/// A client, and the API that it asks.
pub(crate) struct Asked {
    client: Client,
    api: AiApi,
    pub(crate) provider: Provider,
}

impl Asked {
    pub(crate) fn of(provider: Provider, script: impl IntoIterator<Item = Reply>) -> Self {
        Self { client: tokens::client(), api: AiApi::play(script), provider }
    }

    /// The data of the events of the next reply.
    pub(crate) async fn events(
        &self,
    ) -> Result<impl Stream<Item = Result<String, ApiError>> + use<>, ApiError> {
        tokens::ask(&self.client, &self.api.url(), self.provider).await
    }

    /// The text in an event.
    pub(crate) fn text(&self, data: &str) -> Option<String> {
        let event: Value = serde_json::from_str(data).ok()?;
        (self.provider.text)(&event).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    }

    pub(crate) fn requests(&self) -> usize {
        self.api.requests().len()
    }
}

/// The same for both providers.
pub(crate) const BOTH: [Provider; 2] = [OPENAI, ANTHROPIC];

/// A reply that is whole.
pub(crate) fn good() -> Reply {
    Reply::events([Event::Start, Event::text("Par"), Event::text("is."), Event::End])
}

/// One item, as the reader sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    Data(String),
    Failed(FailureClass),
}

/// All that the reader of a stream sees.
pub(crate) async fn read(stream: impl Stream<Item = Result<String, ApiError>>) -> Vec<Seen> {
    stream
        .map(|item| item.map_or_else(|error| Seen::Failed(error.verdict().class()), Seen::Data))
        .collect()
        .await
}

/// The items that the reader sees of an unchanged reply.
pub(crate) async fn seen_of(provider: Provider, reply: Reply) -> Vec<Seen> {
    read(Asked::of(provider, [reply]).events().await.expect("a reply")).await
}

/// All the text in events that are good.
pub(crate) async fn text(
    asked: &Asked,
    events: impl Stream<Item = Result<String, ApiError>>,
) -> Result<String, ApiError> {
    events.map_ok(|data| asked.text(&data).unwrap_or_default()).try_collect().await
}

/// Fails where a limit does not hold and the silence of the server lasts: for ever.
pub(crate) async fn soon<F: Future>(test: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(10), test).await.expect("it should not hang")
}
