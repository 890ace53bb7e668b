use axum::http::StatusCode;
use serde_json::Value;

use crate::event::Event;
use crate::{anthropic, openai};

/// Whose language an endpoint speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Provider {
    OpenAi,
    Anthropic,
}

impl Provider {
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::OpenAi => "/v1/chat/completions",
            Self::Anthropic => "/v1/messages",
        }
    }

    pub(crate) fn answer(self, text: &str) -> Value {
        match self {
            Self::OpenAi => openai::answer(text),
            Self::Anthropic => anthropic::answer(text),
        }
    }

    /// One event, or several, as they are sent.
    pub(crate) fn event(self, event: &Event) -> String {
        match self {
            Self::OpenAi => openai::event(event),
            Self::Anthropic => anthropic::event(event),
        }
    }

    pub(crate) fn error(self, status: StatusCode) -> Value {
        match self {
            Self::OpenAi => openai::error(status),
            Self::Anthropic => anthropic::error(status),
        }
    }
}
