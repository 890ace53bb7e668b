//! The number of requests that a server sees of three attempts: with the line that switches off a client's own retries, and without it.
//!
//! The server is down. Our waits are skipped; those of the clients are made short, where they let themselves.

use std::future::ready;
use std::time::Duration;

use ai_api::{AiApi, Reply};
use retry_attr::{Retryable, retry};

#[path = "../../../../retry-runtime/tests/support/tls.rs"]
mod tls;

const QUESTION: &str = "What is the capital of France?";

/// Three attempts, each of which calls `attempt`.
#[retry(max = 3, sleep = |_| ready(()))]
async fn three_times<T, E: Retryable>(attempt: impl AsyncFn() -> Result<T, E>) -> Result<T, E> {
    attempt().await
}

async fn requests<T, E: Retryable>(api: &AiApi, attempt: impl AsyncFn() -> Result<T, E>) -> usize {
    assert!(three_times(attempt).await.is_err(), "the server is down");
    api.requests().len()
}

fn down() -> AiApi {
    tls::provide();
    AiApi::play([Reply::status(503)])
}

mod async_openai {
    use ::async_openai::Client;
    use ::async_openai::config::OpenAIConfig;
    use ::async_openai::middleware::ReqwestService;
    use ::async_openai::types::chat::{ChatCompletionRequestUserMessage, CreateChatCompletionRequestArgs};

    use super::*;

    fn client(api: &AiApi) -> Client<OpenAIConfig> {
        Client::with_config(OpenAIConfig::new().with_api_base(api.url() + "/v1").with_api_key("sk-…"))
    }

    async fn count(api: &AiApi, client: &Client<OpenAIConfig>) -> usize {
        let question = ChatCompletionRequestUserMessage::from(QUESTION);
        let request =
            CreateChatCompletionRequestArgs::default().model("scripted").messages([question.into()]).build();
        let request = request.expect("a question");
        requests(api, async || client.chat().create(request.clone()).await).await
    }

    #[tokio::test]
    async fn switched_off() {
        let api = down();
        let client = client(&api).with_http_service(ReqwestService::new(reqwest::Client::new()));
        assert_eq!(count(&api, &client).await, 3);
    }

    /// The client has no constructor without retries.
    #[tokio::test]
    async fn with_its_own_retries_three_attempts_make_twelve_requests() {
        let (first, second) = (down(), down());
        assert_eq!(count(&first, &client(&first)).await, 12);
        let with_http_client = client(&second).with_http_client(reqwest::Client::new());
        assert_eq!(count(&second, &with_http_client).await, 12);
    }
}

mod genai {
    use ::genai::adapter::AdapterKind;
    use ::genai::chat::{ChatMessage, ChatRequest};
    use ::genai::resolver::{AuthData, Endpoint};
    use ::genai::{Client, ModelIden, ServiceTarget};

    use super::*;

    #[tokio::test]
    async fn has_no_retries() {
        let api = down();
        let client = Client::builder().build().expect("a client");
        let target = ServiceTarget {
            endpoint: Endpoint::from_owned(api.url() + "/v1/"),
            auth: AuthData::from_single("sk-…"),
            model: ModelIden::new(AdapterKind::OpenAI, "scripted"),
        };
        let question = ChatRequest::new(vec![ChatMessage::user(QUESTION)]);
        let ask = async || client.exec_chat(target.clone(), question.clone(), None).await;
        assert_eq!(requests(&api, ask).await, 3);
    }
}

mod aws {
    use aws_sdk_bedrockruntime::Client;
    use aws_sdk_bedrockruntime::config::retry::RetryConfig;
    use aws_sdk_bedrockruntime::config::{BehaviorVersion, Builder, Config, Credentials, Region};
    use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, Message};

    use super::*;

    fn config(api: &AiApi) -> Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKIA…", "…", None, None, "test"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(api.url())
    }

    async fn count(api: &AiApi, config: Builder) -> usize {
        let client = Client::from_conf(config.build());
        let text = ContentBlock::Text(QUESTION.to_owned());
        let question = Message::builder().role(ConversationRole::User).content(text).build();
        let question = question.expect("a question");
        requests(api, async || client.converse().model_id("m").messages(question.clone()).send().await).await
    }

    #[tokio::test]
    async fn switched_off() {
        let api = down();
        let config = config(&api).retry_config(RetryConfig::disabled());
        assert_eq!(count(&api, config).await, 3);
    }

    /// The SDK's own retries are off, so it is our verdict that decides.
    #[tokio::test]
    async fn a_400_that_throttles_is_retried() {
        for code in ["ThrottlingException", "Throttling", "ProvisionedThroughputExceededException"] {
            let refused =
                Reply::status(400).header("x-amzn-errortype", code).body(r#"{"message": "Rate exceeded"}"#);
            let api = AiApi::play([refused]);
            let config = config(&api).retry_config(RetryConfig::disabled());
            assert_eq!(count(&api, config).await, 3, "{code}");
        }
        let api = AiApi::play([Reply::status(400)]);
        let config = config(&api).retry_config(RetryConfig::disabled());
        assert_eq!(count(&api, config).await, 1, "a request that is wrong");
    }

    #[tokio::test]
    async fn with_its_own_retries_three_attempts_make_nine_requests() {
        let api = down();
        let impatient = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
        let config = config(&api).retry_config(impatient);
        assert_eq!(count(&api, config).await, 9);
    }
}

mod gax {
    use google_cloud_aiplatform_v1::builder::prediction_service::ClientBuilder;
    use google_cloud_aiplatform_v1::client::PredictionService;
    use google_cloud_aiplatform_v1::model::{Content, Part};
    use google_cloud_auth::credentials::anonymous;
    use google_cloud_gax::exponential_backoff::ExponentialBackoffBuilder;
    use google_cloud_gax::options::RequestOptionsBuilder as _;
    use google_cloud_gax::retry_policy::NeverRetry;

    use super::*;

    fn builder(api: &AiApi) -> ClientBuilder {
        let impatient = ExponentialBackoffBuilder::new()
            .with_initial_delay(Duration::from_millis(1))
            .with_maximum_delay(Duration::from_millis(1));
        PredictionService::builder()
            .with_endpoint(api.url())
            .with_credentials(anonymous::Builder::new().build())
            .with_backoff_policy(impatient.build().expect("a policy"))
    }

    async fn count(api: &AiApi, builder: ClientBuilder, idempotent: bool) -> usize {
        let client = builder.build().await.expect("a client");
        let ask = async || {
            let question = Content::new().set_role("user").set_parts([Part::new().set_text(QUESTION)]);
            let model = "projects/p/locations/l/publishers/google/models/m";
            let request = client.generate_content().set_model(model).set_contents([question]);
            request.with_idempotency(idempotent).send().await
        };
        requests(api, ask).await
    }

    #[tokio::test]
    async fn switched_off() {
        let api = down();
        assert_eq!(count(&api, builder(&api).with_retry_policy(NeverRetry), true).await, 3);
    }

    /// The client itself retries idempotent requests, and a prompt is not idempotent.
    #[tokio::test]
    async fn with_its_own_retries_three_idempotent_attempts_make_thirty_requests() {
        let (first, second) = (down(), down());
        assert_eq!(count(&first, builder(&first), true).await, 30);
        assert_eq!(count(&second, builder(&second), false).await, 3);
    }
}

mod hyper {
    use bytes::Bytes;
    use http::Request;
    use http_body_util::{BodyExt as _, Empty};
    use hyper_util::client::legacy::Client;
    use hyper_util::rt::TokioExecutor;
    use retry_attr::http::{ApiError, Reply};

    use super::*;

    async fn count(api: &AiApi, retries: bool) -> usize {
        let client = Client::builder(TokioExecutor::new()).retry_canceled_requests(retries).build_http();
        let ask = async || {
            let request = Request::post(api.url() + "/v1/messages").body(Empty::<Bytes>::new());
            let (head, body) = client.request(request.expect("a request")).await?.into_parts();
            let body = body.collect().await?.to_bytes();
            Err::<(), _>(ApiError::of_reply(Reply::new(head.status.as_u16(), &head.headers, &body)))
        };
        requests(api, ask).await
    }

    #[tokio::test]
    async fn switched_off() {
        assert_eq!(count(&down(), false).await, 3);
    }

    /// The client repeats only requests that a pooled connection did not accept.
    #[tokio::test]
    async fn with_its_own_retries_three_attempts_make_three_requests() {
        assert_eq!(count(&down(), true).await, 3);
    }
}
