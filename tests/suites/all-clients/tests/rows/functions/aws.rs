use aws_sdk_bedrockruntime::config::retry::RetryConfig;
use aws_sdk_bedrockruntime::config::timeout::TimeoutConfig;
use aws_sdk_bedrockruntime::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_bedrockruntime::error::SdkError;
use aws_sdk_bedrockruntime::operation::converse::ConverseError;
use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, Message};
use aws_sdk_bedrockruntime::{Client, error::BuildError};

use super::*;

fn client(url: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIA…", "…", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(PATIENCE).build())
        .retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

fn question() -> Result<Message, BuildError> {
    let text = ContentBlock::Text(QUESTION.to_owned());
    Message::builder().role(ConversationRole::User).content(text).build()
}

#[retry(
    max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
    sleep = |wait| call.note_async_sleep(wait),
    on_retry = |retry| call.note_retry(retry),
    on_give_up = |gave_up| call.note_give_up(gave_up)
)]
async fn ask_itself(call: &Call) -> Result<String, SdkError<ConverseError>> {
    let client = client(origin(call.next_url()));
    let answer = client.converse().model_id("scripted").messages(question()?).send().await?;
    let message = answer.output().and_then(|output| output.as_message().ok());
    let text = message.and_then(|message| message.content().first()?.as_text().ok());
    Ok(text.cloned().unwrap_or_default())
}

pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
    block_on(ask_itself(call))
        .map_err(|error| Seen::of(&error, error.raw_response().map(|reply| reply.status().as_u16())))
}
