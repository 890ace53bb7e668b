//! reqwest's async client.

macro_rules! test_replies {
    ($reqwest:ident) => {
        use std::time::Instant;

        use retry_attr_runtime::PermanentReason;
        use retry_attr_runtime::http::ResponseExt as _;
        use serde_json::Value;
        use $reqwest::{Client, Response};

        use crate::server::answer;
        use crate::{STALLED, assert_endless, assert_stalled, endless};

        async fn get(url: &str) -> Response {
            crate::tls::provide();
            Client::builder().no_proxy().build().expect("a client").get(url).send().await.expect("a head")
        }

        #[tokio::test]
        async fn a_stalled_error_body_does_not_hang_the_call() {
            let reply = get(&answer(STALLED, false)).await;
            let begin = Instant::now();
            assert_stalled(&reply.api_error_for_status().await.expect_err("a rate limit"), begin);
        }

        #[tokio::test]
        async fn an_endless_error_body_is_not_read_to_the_end() {
            let reply = get(&answer(endless(), false)).await;
            assert_endless(&reply.api_error_for_status().await.expect_err("a failure"));
        }

        #[tokio::test]
        async fn a_success_is_handed_on_unread() {
            let reply = get(&answer("HTTP/1.1 200 \r\ncontent-length: 2\r\nx-a: b\r\n\r\n{}", false)).await;
            let checked = reply.api_error_for_status();
            assert_eq!(format!("{checked:?}"), "ApiErrorForStatus { .. }");
            let reply = checked.await.expect("a success");
            assert_eq!(reply.headers()["x-a"], "b");
            assert_eq!(reply.text().await.expect("a body"), "{}");
        }

        #[tokio::test]
        async fn a_redirect_passes_as_a_reply_but_not_as_json() {
            let head = "HTTP/1.1 304 \r\netag: a\r\n\r\n";
            let reply = get(&answer(head, true)).await.api_error_for_status().await.expect("no failure");
            assert_eq!(reply.headers()["etag"], "a");
            for head in [head, "HTTP/1.1 204 \r\n\r\n", "HTTP/1.1 200 \r\ncontent-length: 0\r\n\r\n"] {
                let parsed = get(&answer(head, true)).await.api_json::<Value>();
                assert_eq!(format!("{parsed:?}"), "ApiJson { .. }");
                let error = parsed.await.expect_err("no answer");
                assert_eq!(error.reason(), Some(PermanentReason::Invalid), "{head}");
            }
        }

        #[tokio::test]
        async fn answers_are_parsed_and_errors_in_them_found() {
            let json = async |reply: &str| get(&answer(reply, true)).await.api_json::<Value>().await;
            let value = json("HTTP/1.1 200 \r\n\r\n{\"choices\": [1]}").await;
            assert_eq!(value.expect("an answer")["choices"][0], 1);
            let error =
                json("HTTP/1.1 200 \r\n\r\n{\"error\": {\"code\": 502}}").await.expect_err("an error");
            assert_eq!((error.code(), error.verdict().is_retryable()), (Some("502"), true));
            let error = json("HTTP/1.1 200 \r\n\r\nhello").await.expect_err("no JSON");
            assert_eq!(error.reason(), Some(PermanentReason::Invalid));
            let error = json("HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n{}").await.expect_err("cut");
            assert!(error.verdict().is_retryable() && error.verdict().may_have_been_sent(), "{error}");
            let error = json("HTTP/1.1 401 \r\n\r\n{}").await.expect_err("a failure");
            assert_eq!(error.reason(), Some(PermanentReason::Auth));
        }
    };
}

#[cfg(feature = "reqwest-012")]
mod v012 {
    test_replies!(reqwest_012);
}

#[cfg(feature = "reqwest-013")]
mod v013 {
    test_replies!(reqwest_013);
}
