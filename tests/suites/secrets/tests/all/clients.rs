//! One annotated function per client. It gets the key in every way.

use std::convert::identity;
use std::future::Future;

use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::retry;
use retry_attr::test::Kit;
use serde_json::json;

use crate::api::CASE;
use crate::printed::Printed;

type Ask = fn(&str, &str, usize, &Kit, &Printed);

pub(crate) const CLIENTS: [(&str, Ask); 4] = [
    ("reqwest 0.13", reqwest_13::run),
    ("reqwest 0.13, blocking", reqwest_13_blocking::run),
    ("reqwest 0.12", reqwest_12::run),
    ("ureq", of_ureq::run),
];

/// An answer is a text, and never comes.
type Answer = Result<u32, ApiError>;

fn note(printed: &Printed, answer: Answer, record: &retry_attr::test::Record) {
    let error = answer.expect_err("every reply is a failure");
    printed.error(&error);
    printed.debug(record);
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime of our own").block_on(future)
}

macro_rules! call {
    (run, $call:expr) => {
        || $call
    };
    (run_async, $call:expr) => {
        $call
    };
}

macro_rules! reqwest {
    ($name:ident, $reqwest:path, [$($function:tt)+], [$($wait:tt)*], $kit:ident, $block:path) => {
        mod $name {
            use $reqwest as client;

            use super::*;

            #[retry(
                max = 2, on(_), trace_errors,
                on_retry = |retry| printed.debug(retry), on_give_up = |gave_up| printed.debug(gave_up)
            )]
            $($function)+ ask(client: &client::Client, url: &str, key: &str, case: usize, printed: &Printed) -> Answer {
                let request = client.post(url).header(CASE, case).header("x-api-key", key).header("api-key", key);
                let reply = request.json(&json!({ "prompt": key })).send()$($wait)*?.api_error_for_status()$($wait)*?;
                reply.api_json::<u32>()$($wait)*
            }

            pub(super) fn run(url: &str, key: &str, case: usize, kit: &Kit, printed: &Printed) {
                let client = client::Client::builder().no_proxy().build().expect("a client that needs nothing");
                let (answer, record) = $block(kit.$kit(call!($kit, ask(&client, url, key, case, printed))));
                note(printed, answer, &record);
            }
        }
    };
}

reqwest!(reqwest_13, reqwest_013, [async fn], [.await], run_async, block_on);
reqwest!(reqwest_13_blocking, reqwest_013::blocking, [fn], [], run, identity);
reqwest!(reqwest_12, reqwest_012, [async fn], [.await], run_async, block_on);

mod of_ureq {
    use super::*;

    #[retry(
        max = 2, on(_), trace_errors,
        on_retry = |retry| printed.debug(retry), on_give_up = |gave_up| printed.debug(gave_up)
    )]
    fn ask(agent: &ureq::Agent, url: &str, key: &str, case: usize, printed: &Printed) -> Answer {
        let request =
            agent.post(url).header(CASE, case.to_string()).header("x-api-key", key).header("api-key", key);
        request.send_json(json!({ "prompt": key }))?.api_error_for_status()?.api_json::<u32>()
    }

    pub(super) fn run(url: &str, key: &str, case: usize, kit: &Kit, printed: &Printed) {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        let (answer, record) = kit.run(|| ask(&agent, url, key, case, printed));
        note(printed, answer, &record);
    }
}
