/// A part of a streamed answer. Each provider has its own events for it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// The events before any text: OpenAI's chunk that holds only a role, Anthropic's `message_start` and `ping`.
    Start,
    /// A piece of the text.
    Text(String),
    /// The failure that the provider reports inside a stream: a server error, an overload.
    Error,
    /// The events that end the answer: the stop reason, OpenAI's `[DONE]`, and Anthropic's `message_stop`.
    End,
}

impl Event {
    /// A piece of the text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
