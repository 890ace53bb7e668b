//! Each client's stream, as events of ours.

use ::genai::adapter::AdapterKind;
use ::genai::chat::{ChatMessage, ChatRequest, ChatStreamEvent};
use ::genai::resolver::{AuthData, Endpoint};
use ::genai::{ModelIden, ServiceTarget};
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::middleware::ReqwestService;
use async_openai::types::chat::{
    ChatCompletionRequestUserMessage, CreateChatCompletionRequestArgs, CreateChatCompletionStreamResponse,
};
use aws_sdk_bedrockruntime::config::retry::RetryConfig;
use aws_sdk_bedrockruntime::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_bedrockruntime::error::SdkError;
use aws_sdk_bedrockruntime::operation::converse_stream::ConverseStreamError;
use aws_sdk_bedrockruntime::types::error::ConverseStreamOutputError;
use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, ConverseStreamOutput, Message};
use aws_smithy_types::event_stream::RawMessage;
use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::Retryable;

use crate::{Event, Fault, PASSING, Waits, ask, assert_refused, assert_whole, frames};

const QUESTION: &str = "What is the capital of France?";

pub(crate) async fn openai(
    url: &str,
) -> Result<impl Stream<Item = Result<Event, OpenAIError>> + use<>, OpenAIError> {
    let config = OpenAIConfig::new().with_api_base(format!("{url}/v1")).with_api_key("sk-…");
    let service = ReqwestService::new(reqwest::Client::new());
    let client = async_openai::Client::with_config(config).with_http_service(service);
    let question = ChatCompletionRequestUserMessage::from(QUESTION);
    let request =
        CreateChatCompletionRequestArgs::default().model("scripted").messages([question.into()]).build()?;
    let event = |mut event: CreateChatCompletionStreamResponse| match event.choices.pop() {
        Some(choice) if choice.finish_reason.is_some() => Event::Last,
        Some(choice) => choice.delta.content.map_or(Event::Other, Event::Text),
        None => Event::Other,
    };
    Ok(client.chat().create_stream(request).await?.map(move |item| item.map(event)))
}

pub(crate) async fn genai(
    url: &str,
) -> Result<impl Stream<Item = Result<Event, ::genai::Error>> + use<>, ::genai::Error> {
    let client = ::genai::Client::builder().build()?;
    let target = ServiceTarget {
        endpoint: Endpoint::from_owned(format!("{url}/v1/")),
        auth: AuthData::from_single("sk-…"),
        model: ModelIden::new(AdapterKind::OpenAI, "scripted"),
    };
    let question = ChatRequest::new(vec![ChatMessage::user(QUESTION)]);
    let reply = client.exec_chat_stream(target, question, None).await?;
    Ok(reply.stream.map(|item| {
        item.map(|event| match event {
            ChatStreamEvent::Chunk(chunk) => Event::Text(chunk.content),
            ChatStreamEvent::End(_) => Event::Last,
            _ => Event::Other,
        })
    }))
}

/// Two errors of AWS: that of the call, and that of the events.
#[derive(Debug, Retryable)]
pub(crate) enum AwsError {
    #[retryable(transparent)]
    Call(SdkError<ConverseStreamError>),
    #[retryable(transparent)]
    Event(SdkError<ConverseStreamOutputError, RawMessage>),
}

pub(crate) async fn aws(url: &str) -> Result<impl Stream<Item = Result<Event, AwsError>> + use<>, AwsError> {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIA…", "…", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .retry_config(RetryConfig::disabled());
    let client = aws_sdk_bedrockruntime::Client::from_conf(config.build());
    let text = ContentBlock::Text(QUESTION.to_owned());
    let question = Message::builder().role(ConversationRole::User).content(text).build();
    let question = question.expect("a question");
    let reply =
        client.converse_stream().model_id("m").messages(question).send().await.map_err(AwsError::Call)?;
    Ok(stream::try_unfold(reply.stream, async |mut events| {
        let event = events.recv().await.map_err(AwsError::Event)?;
        Ok(event.map(|event| (event_of_aws(event), events)))
    }))
}

fn event_of_aws(event: ConverseStreamOutput) -> Event {
    match event {
        ConverseStreamOutput::ContentBlockDelta(block) => {
            let text = block.delta.and_then(|delta| delta.as_text().ok().cloned());
            text.map_or(Event::Other, Event::Text)
        }
        ConverseStreamOutput::MessageStop(_) => Event::Last,
        _ => Event::Other,
    }
}

macro_rules! clients {
    ($($client:ident: $wire:path, $wait:expr;)*) => {$(
        mod $client {
            use super::*;

            #[tokio::test]
            async fn transient_failures_end_in_a_complete_answer() {
                for fault in PASSING {
                    let api = $wire().play(fault);
                    let text = ask(&Waits::default(), async || super::$client(&api.url()).await).await;
                    assert_whole(fault, &api, &text);
                }
            }

            #[tokio::test]
            async fn a_rate_limit_comes_before_the_stream_or_in_it() {
                let api = $wire().play(Fault::RateLimit);
                let waits = Waits::default();
                let text = ask(&waits, async || super::$client(&api.url()).await).await;
                assert_whole(Fault::RateLimit, &api, &text);
                let wait = waits.0.into_inner()[0].as_secs_f64();
                assert!($wait.contains(&wait), "{wait}");
            }

            #[tokio::test]
            async fn a_quota_that_is_spent_ends_it() {
                let api = $wire().play(Fault::Quota);
                assert_refused(&api, ask(&Waits::default(), async || super::$client(&api.url()).await).await);
            }
        }
    )*};
}

clients! {
    // The header is lost: the wait is our own.
    openai: frames::openai, (0.5..=1.0);
    genai: frames::openai, (2.0..=2.2);
    aws: frames::bedrock, (2.0..=2.2);
}
