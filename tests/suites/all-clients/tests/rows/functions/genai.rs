use ::genai::adapter::AdapterKind;
use ::genai::chat::{ChatMessage, ChatRequest};
use ::genai::resolver::{AuthData, Endpoint};
use ::genai::{Client, Error, ModelIden, ServiceTarget};

use super::*;

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |wait| call.note_async_sleep(wait),
    on_retry = |retry| call.note_retry(retry),
    on_give_up = |gave_up| call.note_give_up(gave_up)
)]
async fn ask_itself(call: &Call) -> Result<String, Error> {
    let url = call.next_url();
    let adapter = if url.ends_with("/messages") { AdapterKind::Anthropic } else { AdapterKind::OpenAI };
    let target = ServiceTarget {
        endpoint: Endpoint::from_owned(format!("{}/", base(url))),
        auth: AuthData::from_single("sk-…"),
        model: ModelIden::new(adapter, "scripted"),
    };
    let client = Client::builder().with_reqwest(http_client()).build()?;
    let answer = client.exec_chat(target, ChatRequest::new(vec![ChatMessage::user(QUESTION)]), None).await?;
    Ok(answer.into_first_text().unwrap_or_default())
}

pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
    block_on(ask_itself(call)).map_err(|error| {
        // The error has no status if the body is not an answer.
        let is_no_answer = matches!(error, Error::ChatResponseGeneration { .. });
        Seen::of(&error, error.status().map(|status| status.as_u16()).or(is_no_answer.then_some(200)))
    })
}
