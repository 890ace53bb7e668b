//! The API's replies, byte for byte: the client here is a plain socket.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ai_api::{AiApi, Event, Hint, Limits, Played, Reply};
use serde_json::{Value, json};

const CHAT: &str = "/v1/chat/completions";
const MESSAGES: &str = "/v1/messages";

fn connect(api: &AiApi) -> TcpStream {
    TcpStream::connect(api.url().strip_prefix("http://").expect("a plain URL")).expect("it listens")
}

/// Sends a request and reads until the server closes.
fn ask(api: &AiApi, path: &str, body: &str) -> String {
    let mut socket = connect(api);
    let length = body.len();
    write!(
        socket,
        "POST {path} HTTP/1.1\r\nhost: ai\r\nconnection: close\r\nx-api-key: k\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .expect("it reads");
    // A test that fails does not hang.
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("a time is set");
    let mut reply = String::new();
    socket.read_to_string(&mut reply).expect("it closes in good order");
    reply
}

fn json_of(reply: &str) -> Value {
    let (_, body) = reply.split_once("\r\n\r\n").expect("a head and a body");
    serde_json::from_str(body).expect("a body of JSON")
}

#[test]
fn an_answer_is_in_the_language_of_the_endpoint() {
    let api = AiApi::play([Reply::answer("Paris.")]);
    let (openai, anthropic) = (ask(&api, CHAT, "{}"), ask(&api, MESSAGES, "{}"));
    assert!(openai.starts_with("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"), "{openai}");
    assert_eq!(json_of(&openai)["choices"][0]["message"]["content"], "Paris.");
    assert_eq!(json_of(&anthropic)["content"][0]["text"], "Paris.");
}

#[test]
fn the_clouds_are_asked_for_any_model() {
    let api = AiApi::play([Reply::answer("Paris."), Reply::answer("Paris."), Reply::status(429)]);
    let vertex = "/v1/projects/p/locations/l/publishers/google/models/m:generateContent";
    let bedrock = json_of(&ask(&api, "/model/anthropic.m%3A0/converse", "{}"));
    assert_eq!(bedrock["output"]["message"]["content"][0]["text"], "Paris.");
    let answer = json_of(&ask(&api, vertex, "{}"));
    assert_eq!(answer["candidates"][0]["content"]["parts"][0]["text"], "Paris.");
    assert_eq!(json_of(&ask(&api, vertex, "{}"))["error"]["status"], "RESOURCE_EXHAUSTED");
    assert_eq!(json_of(&ask(&api, "/model/m/converse", "{}"))["__type"], "ThrottlingException");
}

#[test]
fn an_error_is_in_the_language_of_the_endpoint() {
    let api = AiApi::play([Reply::status(429)]);
    let (openai, anthropic) = (ask(&api, CHAT, "{}"), ask(&api, MESSAGES, "{}"));
    assert!(openai.starts_with("HTTP/1.1 429 Too Many Requests\r\n"), "{openai}");
    assert_eq!(json_of(&openai)["error"]["code"], "rate_limit_exceeded");
    assert_eq!(json_of(&anthropic)["error"]["type"], "rate_limit_error");
}

#[test]
fn the_script_sets_status_headers_and_body() {
    let api = AiApi::play([
        Reply::status(529)
            .header("retry-after", "1")
            .header("content-type", "text/html")
            .body("<h1>busy</h1>"),
        Reply::status(400).json(json!({ "error": { "code": "context_length_exceeded" } })),
    ]);
    let page = ask(&api, MESSAGES, "{}");
    assert!(page.starts_with("HTTP/1.1 529 "), "{page}");
    assert!(
        page.contains("\r\nretry-after: 1\r\n") && page.contains("\r\ncontent-type: text/html\r\n"),
        "{page}"
    );
    assert!(page.ends_with("\r\n\r\n<h1>busy</h1>"), "{page}");
    assert_eq!(json_of(&ask(&api, CHAT, "{}"))["error"]["code"], "context_length_exceeded");
}

#[test]
fn the_script_is_played_in_order_and_its_last_reply_repeats() {
    let api = AiApi::play([Reply::status(500), Reply::status(503), Reply::answer("Paris.")]);
    let statuses = [(); 4].map(|()| ask(&api, CHAT, "{}")[9..12].to_owned());
    assert_eq!(statuses, ["500", "503", "200", "200"]);
}

#[test]
fn a_reply_takes_its_time() {
    let delay = Duration::from_millis(80);
    let api = AiApi::play([Reply::answer("Paris.").after(delay)]);
    ask(&api, CHAT, "{}");
    assert!(
        api.requests()[0].arrived.elapsed() >= delay,
        "it is logged when it comes, not when it is answered"
    );
}

#[test]
fn a_dropped_connection_says_nothing() {
    let api = AiApi::play([Reply::dropped(), Reply::answer("Paris.")]);
    assert_eq!(ask(&api, CHAT, "{}"), "");
    assert!(ask(&api, CHAT, "{}").contains("Paris."));
}

#[test]
fn a_cut_body_is_shorter_than_declared() {
    let api = AiApi::play([
        Reply::status(200).body("0123456789").cut_after(4),
        Reply::status(200).body("0123456789").cut_after(0),
        Reply::status(200).body("0123456789").cut_after(99),
    ]);
    let [four, none, more] = [(); 3].map(|()| ask(&api, CHAT, "{}"));
    assert!(four.contains("\r\ncontent-length: 10\r\n") && four.ends_with("\r\n\r\n0123"), "{four}");
    assert!(none.contains("\r\ncontent-length: 10\r\n") && none.ends_with("\r\n\r\n"), "{none}");
    assert!(more.contains("\r\ncontent-length: 100\r\n") && more.ends_with("\r\n\r\n0123456789"), "{more}");
}

#[test]
fn a_stalled_body_is_shorter_than_declared_and_keeps_the_connection() {
    let api = AiApi::play([Reply::status(500).body("0123456789").stalled_after(4)]);
    let mut socket = connect(&api);
    write!(socket, "POST {CHAT} HTTP/1.1\r\nhost: ai\r\ncontent-length: 2\r\n\r\n{{}}").expect("it reads");
    let (mut reply, mut byte) = (Vec::new(), [0]);
    while !reply.ends_with(b"\r\n\r\n0123") {
        socket.read_exact(&mut byte).expect("so much comes");
        reply.extend(byte);
    }
    assert!(String::from_utf8_lossy(&reply).contains("\r\ncontent-length: 10\r\n"));
    socket.set_read_timeout(Some(Duration::from_millis(50))).expect("a time is set");
    let silence = socket.read(&mut byte).expect_err("neither a byte nor the end");
    assert!(matches!(silence.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{silence}");
    assert_eq!(api.requests()[0].played, Played::Stalled(500));
}

#[test]
fn the_log_knows_what_came_and_what_was_answered() {
    let api = AiApi::play([Reply::status(429), Reply::dropped(), Reply::answer("Paris.").cut_after(9)]);
    let start = Instant::now();
    ask(&api, CHAT, r#"{"model": "m"}"#);
    ask(&api, MESSAGES, "no JSON");
    ask(&api, MESSAGES, "{}");
    let [first, second, third] = api.requests().try_into().expect("three requests");
    assert_eq!([first.number, second.number, third.number], [1, 2, 3]);
    assert_eq!([first.path, second.path, third.path], [CHAT, MESSAGES, MESSAGES]);
    assert_eq!([&first.body, &second.body], [&json!({ "model": "m" }), &Value::Null]);
    assert_eq!(first.headers["x-api-key"], "k");
    assert_eq!(
        [first.played, second.played, third.played],
        [Played::Status(429), Played::Dropped, Played::Cut(200)]
    );
    assert!([start, first.arrived, second.arrived, third.arrived].is_sorted());
}

#[test]
fn other_paths_are_not_part_of_the_script() {
    let api = AiApi::play([Reply::answer("Paris.")]);
    assert!(ask(&api, "/v1/embeddings", "{}").starts_with("HTTP/1.1 404 "));
    assert!(api.requests().is_empty());
}

#[test]
fn the_end_of_the_api_ends_its_connections() {
    let api = AiApi::play([Reply::answer("Paris.")]);
    let mut idle = connect(&api);
    // The kernel, and not the server, would close a connection that was not accepted.
    write!(idle, "POST {CHAT} HTTP/1.1\r\nhost: ai\r\ncontent-length: 2\r\n\r\n{{}}").expect("it reads");
    idle.read_exact(&mut [0; 12]).expect("it answers, and keeps the connection");
    let address = idle.peer_addr().expect("it is connected");
    drop(api);
    let refused = TcpStream::connect(address).expect_err("nobody listens");
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    idle.read_to_end(&mut Vec::new()).expect("the server has closed");
}

#[tokio::test]
async fn an_async_program_starts_and_ends_it_too() {
    let api = AiApi::play([Reply::answer("Paris.")]);
    assert!(ask(&api, CHAT, "{}").contains("Paris."));
}

/// The text of a streamed reply, without the lengths of its chunks.
fn events_of(reply: &str) -> Vec<&str> {
    reply.lines().filter(|line| line.starts_with("data: ") || line.starts_with("event: ")).collect()
}

const LAST_CHUNK: &str = "\r\n0\r\n\r\n";

#[test]
fn events_are_in_the_language_of_the_endpoint() {
    let api = AiApi::play([Reply::events([Event::Start, Event::text("Par"), Event::End])]);
    let (openai, anthropic) = (ask(&api, CHAT, "{}"), ask(&api, MESSAGES, "{}"));
    assert!(openai.starts_with("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"), "{openai}");
    assert!(openai.ends_with(LAST_CHUNK) && anthropic.ends_with(LAST_CHUNK));

    let openai = events_of(&openai);
    let [role, text, stop, "data: [DONE]"] = openai[..] else { panic!("{openai:#?}") };
    assert!(role.contains(r#""delta":{"content":"","role":"assistant"},"finish_reason":null"#), "{role}");
    assert!(text.contains(r#""delta":{"content":"Par"}"#), "{text}");
    assert!(stop.contains(r#""delta":{},"finish_reason":"stop""#), "{stop}");

    let anthropic = events_of(&anthropic);
    let names: Vec<_> = anthropic.iter().filter_map(|line| line.strip_prefix("event: ")).collect();
    let [start, blocks, stop] = [
        &["message_start"][..],
        &["content_block_start", "ping", "content_block_delta", "content_block_stop"],
        &["message_delta", "message_stop"],
    ];
    assert_eq!(names, [start, blocks, stop].concat());
    assert!(anthropic[7].contains(r#""text":"Par""#), "{}", anthropic[7]);
}

#[test]
fn an_error_event_is_the_providers() {
    let api = AiApi::play([Reply::events([Event::Error])]);
    let (openai, anthropic) = (ask(&api, CHAT, "{}"), ask(&api, MESSAGES, "{}"));
    assert!(events_of(&openai)[0].starts_with(r#"data: {"error":{"#), "{openai}");
    assert!(openai.contains(r#""type":"server_error""#), "{openai}");
    assert_eq!(events_of(&anthropic)[0], "event: error");
    assert!(anthropic.contains(r#""type":"overloaded_error""#), "{anthropic}");
}

#[test]
fn a_stream_that_is_cut_lacks_its_last_chunk() {
    let api = AiApi::play([Reply::events([Event::text("Par")]).cut_after(usize::MAX)]);
    let reply = ask(&api, CHAT, "{}");
    assert!(events_of(&reply)[0].contains(r#""content":"Par""#) && !reply.ends_with(LAST_CHUNK), "{reply}");
    assert_eq!(api.requests()[0].played, Played::Cut(200));
}

/// One per minute: nothing is refilled while the test runs.
fn two_and_then_refusals(hint: Hint) -> AiApi {
    AiApi::limited(Limits::new().requests_per_minute(1, 2).hint(hint), [Reply::answer("Paris.")])
}

fn header_of<'a>(reply: &'a str, name: &str) -> Option<&'a str> {
    reply.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn requests_beyond_the_limit_are_refused_in_the_language_of_the_endpoint() {
    let api = two_and_then_refusals(Hint::Absent);
    assert!(ask(&api, CHAT, "{}").contains("Paris.") && ask(&api, MESSAGES, "{}").contains("Paris."));
    let (openai, anthropic) = (ask(&api, CHAT, "{}"), ask(&api, MESSAGES, "{}"));
    assert!(openai.starts_with("HTTP/1.1 429 "), "{openai}");
    assert_eq!(json_of(&openai)["error"]["code"], "rate_limit_exceeded");
    assert_eq!(json_of(&anthropic)["error"]["type"], "rate_limit_error");
    assert!(!openai.contains("retry-after"), "{openai}");
    let played = api.requests().iter().map(|request| request.played).collect::<Vec<_>>();
    assert_eq!(played, [200, 200, 429, 429].map(Played::Status));
}

#[test]
fn refusals_say_when_there_is_room_in_seconds_or_milliseconds() {
    for (hint, name, per_second) in
        [(Hint::Seconds, "retry-after", 1), (Hint::Milliseconds, "retry-after-ms", 1000)]
    {
        let api = two_and_then_refusals(hint);
        let replies = [(); 3].map(|()| ask(&api, CHAT, "{}"));
        assert_eq!([&replies[0], &replies[1]].map(|reply| header_of(reply, name)), [None; 2]);
        let wait: u64 = header_of(&replies[2], name).expect("a hint").parse().expect("a whole number");
        assert!((30 * per_second..=60 * per_second).contains(&wait), "{name}: {wait}");
    }
}

#[test]
fn the_limit_has_room_after_the_hint() {
    let limits = Limits::new().requests_per_minute(120, 1).hint(Hint::Milliseconds);
    let api = AiApi::limited(limits, [Reply::answer("Paris.")]);
    // The first request passes, and so does each that comes half a second after the one before.
    let hint =
        (0..1000).find_map(|_| header_of(&ask(&api, CHAT, "{}"), "retry-after-ms").map(ToOwned::to_owned));
    let wait = hint.expect("requests in a row are refused").parse().expect("a whole number");
    std::thread::sleep(Duration::from_millis(wait));
    assert!(ask(&api, CHAT, "{}").contains("Paris."), "after {wait} ms");
}

#[test]
fn a_request_uses_its_max_tokens() {
    let limits = Limits::new().tokens_per_minute(1, 1000).hint(Hint::Absent);
    let api = AiApi::limited(limits, [Reply::answer("Paris.")]);
    let statuses =
        [r#"{"max_tokens": 600}"#, r#"{"max_tokens": 600}"#, r#"{"max_completion_tokens": 300}"#, "{}"]
            .map(|body| ask(&api, CHAT, body)[9..12].to_owned());
    assert_eq!(statuses, ["200", "429", "200", "200"]);
}

#[test]
fn more_requests_at_once_are_refused_with_the_given_status() {
    for status in [429, 503, 529] {
        let answer = Reply::answer("Paris.").stalled_after(4);
        let api = AiApi::limited(Limits::new().in_flight(2, status), [answer]);
        let held = [(); 2].map(|()| begin(&api));
        let refused = ask(&api, MESSAGES, "{}");
        assert_eq!(refused[9..12], status.to_string());
        assert_eq!(header_of(&refused, "retry-after"), None);
        // The server notices that the client is gone, and then there is a slot again.
        drop(held);
        assert_frees_a_slot(&api);
    }
}

/// Asks, and reads until the reply has begun.
fn begin(api: &AiApi) -> TcpStream {
    let mut socket = connect(api);
    write!(socket, "POST {CHAT} HTTP/1.1\r\nhost: ai\r\ncontent-length: 2\r\n\r\n{{}}").expect("it reads");
    socket.read_exact(&mut [0; 12]).expect("it answers");
    socket
}

/// Begins one request after the other, until one is let through.
#[track_caller]
fn assert_frees_a_slot(api: &AiApi) {
    let is_free = (0..1000).any(|_| {
        std::thread::sleep(Duration::from_millis(2));
        let _connection = begin(api);
        api.requests()
            .last()
            .is_some_and(|request| !matches!(request.played, Played::Status(429 | 503 | 529)))
    });
    assert!(is_free, "the slot is still held");
}

#[test]
fn a_slot_is_free_again_once_the_answer_is_sent() {
    let api = AiApi::limited(Limits::new().in_flight(1, 529), [Reply::answer("Paris.")]);
    let answer = ask(&api, CHAT, "{}");
    assert!(answer.contains("\r\ncontent-length: ") && answer.contains("Paris."), "{answer}");
    assert_frees_a_slot(&api);
}

#[test]
fn refusals_do_not_move_the_script() {
    let limits = Limits::new().tokens_per_minute(1, 1000);
    let api = AiApi::limited(limits, [Reply::status(500), Reply::status(503), Reply::answer("Paris.")]);
    let statuses = [600, 600, 300, 1]
        .map(|tokens| ask(&api, CHAT, &json!({ "max_tokens": tokens }).to_string())[9..12].to_owned());
    assert_eq!(statuses, ["500", "429", "503", "200"]);
}
