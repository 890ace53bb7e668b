//! The SDKs' named tests, whose scripts are prose: each against a server, through a client.

use std::cell::RefCell;
use std::error::Error;
use std::io::{self, Cursor, Read as _, Seek as _};

use ai_api::{AiApi, Reply, Request};
use retry_attr::http::{ApiError, ResponseExt as _};
use retry_attr::{Retry, retry};
use serde_json::{Value, json};
use ureq::Agent;

type Answer = Result<Value, Box<dyn Error>>;

const COUNT: &str = "x-stainless-retry-count";

/// The argument of the function, which also records what its hook reports.
struct Call {
    agent: Agent,
    url: String,
    /// A header of the user's own.
    count: Option<&'static str>,
    attempts: RefCell<Vec<u32>>,
}

impl Call {
    fn to(api: &AiApi) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        Self { agent, url: api.url() + "/v1/chat/completions", count: None, attempts: RefCell::default() }
    }

    fn note<E>(&self, retry: &Retry<'_, E>) {
        self.attempts.borrow_mut().push(retry.attempt());
    }
}

/// Reads the file again, as each attempt of a body does.
#[retry(max = 5, sleep = |_| (), on_retry = |retry| call.note(retry))]
fn upload(call: &Call, file: &mut Cursor<String>) -> Answer {
    let mut text = String::new();
    file.rewind()?;
    file.read_to_string(&mut text)?;
    let request = call.agent.post(&call.url);
    let request = if let Some(count) = call.count { request.header(COUNT, count) } else { request };
    let reply = request.send(text).map_err(ApiError::from)?;
    Ok(reply.api_error_for_status()?.api_json()?)
}

/// The requests that the server saw, and the caller's outcome.
fn ask(script: Vec<Reply>, count: Option<&'static str>) -> (Vec<Request>, Answer, Vec<u32>) {
    let api = AiApi::play(script);
    let call = Call { count, ..Call::to(&api) };
    let answer = upload(&call, &mut Cursor::new(json!({ "prompt": "?" }).to_string()));
    (api.requests(), answer, call.attempts.into_inner())
}

fn failures(count: usize) -> Vec<Reply> {
    (0..count).map(|_| Reply::status(500)).chain([Reply::answer("Paris.")]).collect()
}

fn fails(id: &str, status: u16, retry_after: &str, date: &str) {
    let reply = Reply::status(status).header("retry-after", retry_after).header("date", date);
    let (requests, answer, _) = ask(vec![reply, Reply::answer("Paris.")], None);
    let error = answer.expect_err("a failure");
    let error = error.downcast_ref::<ApiError>().expect("the reply's");
    assert_eq!((requests.len(), error.status()), (1, Some(status)), "{id}");
}

fn attempts_of(error: Box<dyn Error>) -> usize {
    #[retry(sleep = |_| ())]
    fn call(error: &mut Option<Box<dyn Error>>, attempts: &mut usize) -> Result<(), Box<dyn Error>> {
        *attempts += 1;
        Err(error.take().unwrap_or_else(|| "again".into()))
    }
    let mut attempts = 0;
    call(&mut Some(error), &mut attempts).expect_err("it always fails");
    attempts
}

pub(crate) fn replay(id: &str, case: &Value) {
    const NOW: &str = "Fri, 29 Sep 2023 16:26:37 GMT";
    match case["test"].as_str().expect("a test has a name") {
        "test_does_not_retry_retry_after_above_max" => fails(id, 429, "121", NOW),
        "test_invalid_retry_after_date_does_not_mask_status_error" => {
            fails(id, 400, "Fri, 29 Sep 100000 16:26:57 GMT", NOW);
        }
        "test_multipart_retry_rewinds_seekable_file" => {
            let (requests, answer, _) = ask(failures(1), None);
            assert!(answer.is_ok() && requests.len() == 2, "{id}: {answer:?}");
            assert!(
                requests.iter().all(|request| request.body == json!({ "prompt": "?" })),
                "{id}: {requests:?}"
            );
        }
        "test_application_exceptions_are_not_retried" => {
            assert_eq!(attempts_of("of the application".into()), 1, "{id}");
            assert_eq!(attempts_of(io::Error::other("likewise").into()), 1, "{id}");
        }
        "test_retries_taken" => {
            for count in [0, 2, 4] {
                let (requests, answer, attempts) = ask(failures(count), None);
                assert!(answer.is_ok() && requests.len() == count + 1, "{id}: {answer:?}");
                assert_eq!(attempts.last().map_or(0, |attempt| *attempt as usize), count, "{id}");
            }
        }
        "test_omit_retry_count_header / test_overwrite_retry_count_header" => {
            for (count, sent) in [(None, None), (Some("42"), Some("42"))] {
                let (requests, ..) = ask(failures(2), count);
                let headers = requests.iter().map(|request| request.headers.get(COUNT));
                let headers: Vec<_> =
                    headers.map(|value| value.and_then(|value| value.to_str().ok())).collect();
                assert_eq!(headers, [sent; 3], "{id}");
            }
        }
        other => panic!("{id} is neither replayed nor declined: {other}"),
    }
}
