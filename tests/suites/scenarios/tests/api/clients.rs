//! One annotated function per client, as a user writes it. The waits are noted and skipped.

use std::convert::identity;
use std::future::Future;
use std::sync::Once;

use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::retry;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::call::Call;
use crate::client::Seen;

fn question() -> Value {
    let content = "What is the capital of France? Answer in one word.";
    json!({ "model": "scripted", "max_tokens": 20, "messages": [{ "role": "user", "content": content }] })
}

/// `reqwest` 0.13 has no default provider here.
fn provide_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // This fails only if a provider is set already.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime of our own").block_on(future)
}

/// A function of `reqwest`'s, async or blocking: they differ in the words `async` and `await`, in what `sleep` is given,
/// and in who runs them.
macro_rules! reqwest_client {
    ($name:ident, $reqwest:ident$(::$blocking:ident)?, [$($function:tt)+], [$($wait:tt)*], $sleep:ident, $run:path) => {
        pub(crate) mod $name {
            use $reqwest$(::$blocking)?::Client;

            use super::*;

            #[retry(
                max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
                sleep = |wait| call.$sleep(wait),
                on_retry = |retry| call.note_retry(retry),
                on_give_up = |gave_up| call.note_give_up(gave_up)
            )]
            $($function)+ ask_api(client: &Client, call: &Call) -> Result<String, ApiError> {
                let reply = client.post(call.next_url()).json(&question()).send()$($wait)*?;
                let answer = reply.api_error_for_status()$($wait)*?.api_json::<Answer>()$($wait)*?;
                Ok(answer.text())
            }

            #[retry(
                max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
                sleep = |wait| call.$sleep(wait),
                on_retry = |retry| call.note_retry(retry),
                on_give_up = |gave_up| call.note_give_up(gave_up)
            )]
            $($function)+ ask_itself(client: &Client, call: &Call) -> Result<String, $reqwest::Error> {
                let reply = client.post(call.next_url()).json(&question()).send()$($wait)*?;
                Ok(reply.error_for_status()?.json::<Answer>()$($wait)*?.text())
            }

            fn client() -> Client {
                provide_tls();
                // A proxy could not reach this machine's loopback.
                Client::builder().no_proxy().build().expect("a client that needs nothing")
            }

            pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
                $run(ask_api(&client(), call)).map_err(|error| Seen::of(&error, error.status()))
            }

            pub(crate) fn ask_plainly(call: &Call) -> Result<String, Seen> {
                let status = |error: &$reqwest::Error| error.status().map(|status| status.as_u16());
                $run(ask_itself(&client(), call)).map_err(|error| Seen::of(&error, status(&error)))
            }
        }
    };
}

reqwest_client!(reqwest_013_async, reqwest_013, [async fn], [.await], note_async_sleep, block_on);
reqwest_client!(reqwest_013_blocking, reqwest_013::blocking, [fn], [], note_sleep, identity);
reqwest_client!(reqwest_012_async, reqwest_012, [async fn], [.await], note_async_sleep, block_on);
reqwest_client!(reqwest_012_blocking, reqwest_012::blocking, [fn], [], note_sleep, identity);

pub(crate) mod ureq_3 {
    use ureq::{Agent, Error};

    use super::*;

    #[retry(
        max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
        sleep = |wait| call.note_sleep(wait),
        on_retry = |retry| call.note_retry(retry),
        on_give_up = |gave_up| call.note_give_up(gave_up)
    )]
    fn ask_api(agent: &Agent, call: &Call) -> Result<String, ApiError> {
        let reply = agent.post(call.next_url()).send_json(question())?;
        Ok(reply.api_error_for_status()?.api_json::<Answer>()?.text())
    }

    #[retry(
        max = 3, initial_delay = "500ms", max_delay = "8s", jitter = "full",
        sleep = |wait| call.note_sleep(wait),
        on_retry = |retry| call.note_retry(retry),
        on_give_up = |gave_up| call.note_give_up(gave_up)
    )]
    fn ask_itself(agent: &Agent, call: &Call) -> Result<String, Error> {
        let mut reply = agent.post(call.next_url()).send_json(question())?;
        Ok(reply.body_mut().read_json::<Answer>()?.text())
    }

    fn agent(status_is_error: bool) -> Agent {
        Agent::config_builder().http_status_as_error(status_is_error).proxy(None).build().into()
    }

    pub(crate) fn ask(call: &Call) -> Result<String, Seen> {
        ask_api(&agent(false), call).map_err(|error| Seen::of(&error, error.status()))
    }

    pub(crate) fn ask_plainly(call: &Call) -> Result<String, Seen> {
        ask_itself(&agent(true), call).map_err(|error| match error {
            Error::StatusCode(status) => Seen::of(&error, Some(status)),
            _ => Seen::of(&error, None),
        })
    }
}
