use axum::http::StatusCode;
use serde_json::Value;

use crate::event::Event;
use crate::{anthropic, bedrock, openai, vertex};

/// The provider whose format an endpoint speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Provider {
    OpenAi,
    Anthropic,
    Bedrock,
    Vertex,
}

impl Provider {
    pub(crate) const ALL: [Self; 4] = [Self::OpenAi, Self::Anthropic, Self::Bedrock, Self::Vertex];

    /// The path of the endpoint, with any model.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::OpenAi => "/v1/chat/completions",
            Self::Anthropic => "/v1/messages",
            Self::Bedrock => "/model/{model}/{operation}",
            Self::Vertex => {
                "/v1/projects/{project}/locations/{location}/publishers/{publisher}/models/{model}"
            }
        }
    }

    pub(crate) fn answer(self, text: &str) -> Value {
        match self {
            Self::OpenAi => openai::answer(text),
            Self::Anthropic => anthropic::answer(text),
            Self::Bedrock => bedrock::answer(text),
            Self::Vertex => vertex::answer(text),
        }
    }

    /// One event, or several, as they are sent.
    ///
    /// # Panics
    ///
    /// The clouds' streams have their own frames, which no test has needed.
    pub(crate) fn event(self, event: &Event) -> String {
        match self {
            Self::OpenAi => openai::event(event),
            Self::Anthropic => anthropic::event(event),
            Self::Bedrock | Self::Vertex => panic!("{self:?} does not stream here"),
        }
    }

    pub(crate) fn error(self, status: StatusCode) -> Value {
        match self {
            Self::OpenAi => openai::error(status),
            Self::Anthropic => anthropic::error(status),
            Self::Bedrock => bedrock::error(status),
            Self::Vertex => vertex::error(status),
        }
    }
}
