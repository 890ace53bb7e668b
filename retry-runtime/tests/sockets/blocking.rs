//! ureq, and reqwest's blocking client.

macro_rules! test_replies {
    ($get:path, $text:expr) => {
        use std::time::Instant;

        use retry_attr_runtime::PermanentReason;
        use retry_attr_runtime::http::ResponseExt as _;
        use serde_json::Value;

        use crate::server::answer;
        use crate::{STALLED, assert_endless, assert_stalled, endless};

        #[test]
        fn a_stalled_error_body_does_not_hang_the_call() {
            let reply = $get(&answer(STALLED, false));
            let begin = Instant::now();
            assert_stalled(&reply.api_error_for_status().expect_err("a rate limit"), begin);
        }

        #[test]
        fn an_endless_error_body_is_not_read_to_the_end() {
            let reply = $get(&answer(endless(), false));
            assert_endless(&reply.api_error_for_status().expect_err("a failure"));
        }

        #[test]
        fn a_success_is_handed_on_unread() {
            let reply = $get(&answer("HTTP/1.1 200 \r\ncontent-length: 2\r\nx-a: b\r\n\r\n{}", false));
            let reply = reply.api_error_for_status().expect("a success");
            assert_eq!(reply.headers()["x-a"], "b");
            assert_eq!($text(reply), "{}");
        }

        #[test]
        fn a_redirect_passes_as_a_reply_but_not_as_json() {
            let head = "HTTP/1.1 304 \r\netag: a\r\n\r\n";
            let reply = $get(&answer(head, true)).api_error_for_status().expect("no failure");
            assert_eq!(reply.headers()["etag"], "a");
            for head in [head, "HTTP/1.1 204 \r\n\r\n", "HTTP/1.1 200 \r\ncontent-length: 0\r\n\r\n"] {
                let error = $get(&answer(head, true)).api_json::<Value>().expect_err("no answer");
                assert_eq!(error.reason(), Some(PermanentReason::Invalid), "{head}");
            }
        }

        #[test]
        fn answers_are_parsed_and_errors_in_them_found() {
            let json = |reply: &str| $get(&answer(reply, true)).api_json::<Value>();
            let value = json("HTTP/1.1 200 \r\n\r\n{\"choices\": [1]}").expect("an answer");
            assert_eq!(value["choices"][0], 1);
            let error = json("HTTP/1.1 200 \r\n\r\n{\"error\": {\"code\": 502}}").expect_err("an error");
            assert_eq!((error.code(), error.verdict().is_retryable()), (Some("502"), true));
            let error = json("HTTP/1.1 200 \r\n\r\nhello").expect_err("no JSON");
            assert_eq!(error.reason(), Some(PermanentReason::Invalid));
            let error = json("HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n{}").expect_err("cut");
            assert!(error.verdict().is_retryable() && error.verdict().may_have_been_sent(), "{error}");
            let error = json("HTTP/1.1 401 \r\n\r\n{}").expect_err("a failure");
            assert_eq!(error.reason(), Some(PermanentReason::Auth));
        }
    };
}

#[cfg(feature = "ureq-3")]
mod ureq {
    use ::ureq::http::Response;
    use ::ureq::{Agent, Body};

    fn get(url: &str) -> Response<Body> {
        let config = Agent::config_builder().proxy(None).http_status_as_error(false);
        Agent::from(config.build()).get(url).call().expect("a head")
    }

    test_replies!(get, |mut reply: Response<Body>| reply.body_mut().read_to_string().expect("a body"));
}

#[cfg(feature = "reqwest-012-blocking")]
mod reqwest_012 {
    use ::reqwest_012::blocking::{Client, Response};

    fn get(url: &str) -> Response {
        crate::tls::provide();
        Client::builder().no_proxy().build().expect("a client").get(url).send().expect("a head")
    }

    test_replies!(get, |reply: Response| reply.text().expect("a body"));
}

#[cfg(feature = "reqwest-013-blocking")]
mod reqwest_013 {
    use ::reqwest_013::blocking::{Client, Response};

    fn get(url: &str) -> Response {
        crate::tls::provide();
        Client::builder().no_proxy().build().expect("a client").get(url).send().expect("a head")
    }

    test_replies!(get, |reply: Response| reply.text().expect("a body"));
}
