//! reqwest's flags hide most of what decides: its sources are asked.

macro_rules! test_errors {
    ($reqwest:ident) => {
        use std::time::Duration;

        use retry_attr_runtime::{PermanentReason, Retryable as _, Verdict};
        use serde_json::Value;
        use $reqwest::dns::{Name, Resolve, Resolving};
        use $reqwest::{Client, Error};

        use crate::server::answer;

        const INVALID: Verdict = Verdict::permanent(PermanentReason::Invalid);

        async fn fail(url: &str) -> Error {
            crate::tls::provide();
            let client = Client::builder().no_proxy().timeout(Duration::from_millis(300)).build();
            match client.expect("a client").get(url).send().await {
                Err(error) => error,
                Ok(reply) => match reply.error_for_status() {
                    Err(error) => error,
                    Ok(reply) => reply.json::<Vec<Value>>().await.expect_err("no list"),
                },
            }
        }

        async fn fail_after(reply: &str, closes: bool) -> Verdict {
            fail(&answer(reply, closes)).await.verdict()
        }

        #[tokio::test]
        async fn unsent_requests_are_transient_and_marked_as_not_sent() {
            assert_eq!(fail("http://127.0.0.1:1").await.verdict(), Verdict::transient().not_sent());
        }

        /// A resolver stands in the place of TLS: below "client error (Connect)", with its own text.
        struct Says(&'static str);

        impl Resolve for Says {
            fn resolve(&self, _: Name) -> Resolving {
                let text = self.0;
                Box::pin(async move { Err(text.into()) })
            }
        }

        #[tokio::test]
        async fn an_untrusted_certificate_is_permanent_with_any_tls_library() {
            crate::tls::provide();
            let fail = async |text| {
                let client = Client::builder().no_proxy().dns_resolver(std::sync::Arc::new(Says(text)));
                // A word in a URL does not come from the library.
                let url = "http://certificate.test/certificate";
                client.build().expect("a client").get(url).send().await.expect_err("no address").verdict()
            };
            for distrust in [
                "invalid peer certificate: UnknownIssuer",
                "error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed:\
                 ../ssl/statem/statem_clnt.c:1889: (self-signed certificate)",
                "The certificate was not trusted.",
                "A certificate chain processed, but terminated in a root certificate which is not trusted by the \
                 trust provider. (os error -2146762487)",
            ] {
                assert_eq!(fail(distrust).await, INVALID.not_sent(), "{distrust}");
            }
            for other in ["no such host", "error:0A00010B:SSL routines:ssl3_get_record:wrong version number"] {
                assert_eq!(fail(other).await, Verdict::transient().not_sent(), "{other}");
            }
        }

        #[tokio::test]
        async fn a_request_that_cannot_be_built_is_permanent() {
            assert_eq!(fail("no url").await.verdict(), INVALID.not_sent());
        }

        #[tokio::test]
        async fn no_reply_and_a_cut_one_are_transient_and_perhaps_billed() {
            assert_eq!(fail_after("", true).await, Verdict::transient());
            assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-le", true).await, Verdict::transient());
            assert_eq!(
                fail_after("HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n[]", true).await,
                Verdict::transient()
            );
            let chunk = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n";
            assert_eq!(fail_after(chunk, true).await, Verdict::transient());
            // Without a length, only the JSON shows that the body is incomplete.
            assert_eq!(fail_after("HTTP/1.1 200 \r\n\r\n[1, ", true).await, Verdict::transient());
        }

        #[tokio::test]
        async fn json_of_the_wrong_shape_and_replies_that_are_not_http_are_permanent() {
            assert_eq!(fail_after("HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\n{}", true).await, INVALID);
            assert_eq!(fail_after("SSH-2.0-OpenSSH\r\n", true).await, INVALID);
        }

        #[tokio::test]
        async fn silence_is_a_timeout() {
            assert_eq!(fail_after("", false).await, Verdict::timed_out());
            let stalled = "HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n[";
            assert_eq!(fail_after(stalled, false).await, Verdict::timed_out());
        }

        #[tokio::test]
        async fn a_status_is_judged_without_what_was_lost() {
            let reply = "HTTP/1.1 429 \r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n";
            assert_eq!(fail_after(reply, true).await, Verdict::throttled().did_not_run());
        }
    };
}

mod v012 {
    test_errors!(reqwest_012);
}

mod v013 {
    test_errors!(reqwest_013);
}
