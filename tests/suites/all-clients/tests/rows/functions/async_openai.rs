use ::async_openai::Client;
use ::async_openai::config::OpenAIConfig;
use ::async_openai::error::OpenAIError;
use ::async_openai::middleware::ReqwestService;
use ::async_openai::types::chat::{ChatCompletionRequestUserMessage, CreateChatCompletionRequestArgs};

use super::*;

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |wait| call.note_async_sleep(wait),
    on_retry = |retry| call.note_retry(retry),
    on_give_up = |gave_up| call.note_give_up(gave_up)
)]
async fn ask_itself(call: &Call) -> Result<String, OpenAIError> {
    let config = OpenAIConfig::new().with_api_base(base(call.next_url())).with_api_key("sk-…");
    let client = Client::with_config(config).with_http_service(ReqwestService::new(http_client()));
    let question = ChatCompletionRequestUserMessage::from(QUESTION);
    let request =
        CreateChatCompletionRequestArgs::default().model("scripted").messages([question.into()]).build()?;
    let answer = client.chat().create(request).await?;
    Ok(answer.choices.into_iter().find_map(|choice| choice.message.content).unwrap_or_default())
}

pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
    block_on(ask_itself(call)).map_err(|error| match &error {
        OpenAIError::ApiError(reply) => Seen::of(&error, Some(reply.status_code.as_u16())),
        _ => Seen::of(&error, None),
    })
}
