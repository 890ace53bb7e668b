use serde::Deserialize;

/// OpenAI's answer, or Anthropic's.
#[derive(Deserialize)]
pub(crate) struct Answer {
    #[serde(alias = "content")]
    choices: [Choice; 1],
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Choice {
    OpenAi { message: Message },
    Anthropic { text: String },
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

impl Answer {
    pub(crate) fn text(self) -> String {
        match self.choices {
            [Choice::OpenAi { message }] => message.content,
            [Choice::Anthropic { text }] => text,
        }
    }
}
