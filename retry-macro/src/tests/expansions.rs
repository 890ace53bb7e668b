//! One file per expansion. `UPDATE_EXPECT=1 cargo test -p retry-attr-macro` writes the files again; review the difference.

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use quote::quote;
use syn::PatIdent;
use syn::visit::{self, Visit};

use super::attribute;

/// Prints the expansion of `retrying!` as the body of a function.
fn check_block(input: TokenStream, expected: &ExpectFile) -> syn::Result<()> {
    let written = input.to_string();
    let block = crate::block::block(input, |_| None);
    let file: syn::File = syn::parse2(quote!(fn around() { let block = #block; }))?;
    expected.assert_eq(&prettyplease::unparse(&file));
    Variables { written: &format!("{written} block") }.visit_file(&file);
    Ok(())
}

fn check(args: TokenStream, item: TokenStream, expected: &ExpectFile) -> syn::Result<()> {
    let written = format!("{args} {item}");
    let file: syn::File = syn::parse2(attribute(args, item))?;
    expected.assert_eq(&prettyplease::unparse(&file));
    Variables { written: &written }.visit_file(&file);
    Ok(())
}

/// Asserts that every variable is the user's, or starts with two underscores.
struct Variables<'a> {
    written: &'a str,
}

impl Visit<'_> for Variables<'_> {
    fn visit_pat_ident(&mut self, pattern: &PatIdent) {
        let name = pattern.ident.to_string();
        let is_users =
            self.written.split(|c: char| c != '_' && !c.is_alphanumeric()).any(|word| word == name);
        assert!(is_users || name.starts_with("__"), "{name}");
        visit::visit_pat_ident(self, pattern);
    }
}

macro_rules! expansions {
    ($($(#[doc = $why:literal])* $name:ident: #[retry($($args:tt)*)] { $($item:tt)* })*) => {
        $(
            $(#[doc = $why])*
            #[test]
            fn $name() -> syn::Result<()> {
                let expected = expect_file![concat!("expansions/", stringify!($name), ".rs")];
                check(quote!($($args)*), quote!($($item)*), &expected)
            }
        )*
    };
}

expansions! {
    async_fn: #[retry(max = 5, backoff = "exp", jitter)] {
        pub async fn fetch(client: &Client, url: String) -> Result<Body, Error> {
            client.get(&url).await?.body().await
        }
    }

    sync_fn: #[retry()] {
        /// Fetches.
        #[must_use]
        pub(crate) fn fetch(client: &Client, url: String) -> Result<Body, Error> {
            #![allow(unused)]
            client.get(&url)?.body()
        }
    }

    limits: #[retry(attempt_timeout = "30s", deadline = "2m", name = "ask")] {
        async fn ask(&self, prompt: &str) -> Result<String, Error> {
            self.client.send(prompt).await
        }
    }

    limits_on_own_timer: #[retry(attempt_timeout = LIMIT, sleep = |delay| self.timer.sleep(delay))] {
        async fn ask(&self, prompt: &str) -> Result<String, Error> {
            self.client.send(prompt).await
        }
    }

    attempt: #[retry(attempt = n, deadline = "2m")] {
        fn ask(prompt: &str) -> Result<String, Error> {
            send(prompt, n.remaining())
        }
    }

    last_error: #[retry(last_error = cause, deadline = "2m", on_retry = log)] {
        async fn ask(prompt: &str) -> Result<impl Answer, Error> {
            send(prompt, cause).await
        }
    }

    method: #[retry(on_retry = |retry| self.metrics.hit(retry))] {
        async fn send(&mut self, frame: &Frame) -> io::Result<()> {
            self.stream.write_all(frame.bytes()).await
        }
    }

    async_trait_method: #[retry(clone(n), on_give_up = |gave_up| self.log(gave_up))] {
        fn ask<'life0, 'async_trait>(
            &'life0 self,
            url: String,
            n: u32,
        ) -> ::core::pin::Pin<
            Box<dyn ::core::future::Future<Output = Result<u32, Error>> + ::core::marker::Send + 'async_trait>,
        >
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            Box::pin(async move {
                if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<Result<u32, Error>> {
                    #[allow(unreachable_code)]
                    return __ret;
                }
                let __self = self;
                let url = url;
                let mut n = n;
                let __ret: Result<u32, Error> = {
                    n += 1;
                    __self.send(&url, n).await
                };
                #[allow(unreachable_code)]
                __ret
            })
        }
    }

    clone_async: #[retry(clone(url, n))] {
        async fn fetch(url: String, (mut n, m): (u32, u32)) -> Result<Body, Error> {
            n += m;
            get(url, n).await
        }
    }

    clone_sync: #[retry(clone(url, n))] {
        fn fetch(url: String, mut n: u32) -> Result<Body, Error> {
            n += 1;
            get(url, n)
        }
    }

    generic: #[retry(max = N, on(error if error.is_busy()))] {
        async fn numbers<'a, const N: u32, S>(
            source: &'a S,
        ) -> Result<impl Iterator<Item = (u8, u8)> + use<'a, N, S>, S::Error>
        where
            S: Source + ?Sized,
            S::Error: Retryable,
        {
            source.numbers().await
        }
    }

    upstream: #[retry(upstream = GPT)] {
        async fn ask(prompt: &str) -> Result<String, Error> {
            send(prompt).await
        }
    }

    upstream_with_limits: #[retry(upstream(GPT, max_wait = "2s"), deadline = "2m", attempt = attempt)] {
        async fn ask(prompt: &str) -> Result<String, Error> {
            send(prompt).await
        }
    }

    upstream_of_self: #[retry(upstream(self.upstreams.get(model), cost = count(prompt), background), sleep = |delay| self.wait(delay))] {
        fn ask(&mut self, model: &str, prompt: &str) -> Result<String, Error> {
            self.send(model, prompt)
        }
    }

    every_option: #[retry(
        max = 4,
        backoff = "exponential",
        initial_delay = "250ms",
        factor = 1.5,
        max_delay = "1m30s",
        throttled_delay = "2s",
        jitter = 0.25,
        max_retry_after = "5m",
        on(Error::Busy { .. } | Error::Late if patient),
        except(Spent),
        on_ok(Answer { text: None, .. }),
        verdict = my_verdict,
        on_retry = |retry| log(retry.attempt()),
        on_give_up = report,
        clone(question),
        policy = PATIENT,
        name = "ask",
        trace_errors,
        random = my_source,
        sleep = my_sleep,
        crate = again::retry_attr,
    )] {
        async fn ask(question: String, patient: bool) -> Result<Answer, Error> {
            send(question).await
        }
    }

    on: #[retry(on(MyError::Busy))] {
        fn call() -> Result<u8, MyError> {
            work()
        }
    }

    on_everything: #[retry(on(_))] {
        fn call() -> Result<u8, MyError> {
            work()
        }
    }

    on_none: #[retry(on(None))] {
        fn call() -> Option<u8> {
            work()
        }
    }

    except: #[retry(except(MyError::Spent))] {
        fn call() -> Result<u8, MyError> {
            work()
        }
    }

    on_ok: #[retry(on_ok(answer if answer.is_empty()))] {
        fn call() -> Result<String, MyError> {
            work()
        }
    }

    idempotent: #[retry(idempotent = false, on(MyError::Busy))] {
        fn call() -> Result<u8, MyError> {
            work()
        }
    }

    call_id: #[retry(call_id = id)] {
        async fn call() -> Result<u8, MyError> {
            work(id).await
        }
    }

    call_id_by: #[retry(call_id = id, random = my_source)] {
        fn call() -> Result<u8, MyError> {
            work(id)
        }
    }

    decorrelated: #[retry(jitter = "decorrelated")] {
        async fn call() -> Result<u8, Error> {
            work().await
        }
    }

    no_jitter: #[retry(backoff = "constant", initial_delay = "1s", jitter = "none")] {
        fn call() -> Result<u8, Error> {
            work()
        }
    }

    random_and_sleep: #[retry(random = || 4, sleep = |delay| timer.wait(delay))] {
        fn call(timer: &Timer) -> Result<u8, Error> {
            work()
        }
    }

    evaluated_once: #[retry(on_retry = self.hook(), verdict = self.judges[0], random = source(7), sleep = timer()?)] {
        async fn call(&self) -> Result<u8, Error> {
            work().await
        }
    }

    constants: #[retry(max = LIMIT, factor = FACTOR, max_delay = Duration::from_secs(LONGEST))] {
        fn call() -> Result<u8, Error> {
            work()
        }
    }

    run_time: #[retry(
        max = self.limits.max,
        initial_delay = delay,
        max_delay = LONGEST,
        jitter = 0.5,
        attempt_timeout = "30s",
        deadline = || settings().deadline,
        name = self.name(),
    )] {
        async fn call(&self, delay: Duration) -> Result<u8, Error> {
            work().await
        }
    }

    run_time_policy: #[retry(policy = || settings().retry, max = LIMIT, max_delay = LONGEST, jitter = "none")] {
        fn call() -> Result<u8, Error> {
            work()
        }
    }

    run_time_stream: #[retry(stream, policy = policy)] {
        async fn tokens(policy: Policy) -> Result<impl Stream<Item = Result<Token, Error>> + use<>, Error> {
            ask().await
        }
    }

    /// `checked` compares no constant with the default of `max_delay`, which is read later.
    run_time_bound: #[retry(initial_delay = LONG, max_delay = cap, upstream(GPT, max_wait = cap))] {
        fn call(cap: Duration) -> Result<u8, Error> {
            work()
        }
    }

    trace_errors: #[retry(name = "ask", trace_errors)] {
        fn call() -> Result<u8, Error> {
            work()
        }
    }

    policy: #[retry(policy = Policy::DEFAULT.max(4), max_delay = "10s")] {
        fn call() -> Result<u8, Error> {
            work()
        }
    }

    stream: #[retry(stream)] {
        async fn tokens(question: &str) -> Result<impl Stream<Item = Result<Token, Error>> + use<>, Error> {
            ask(question).await
        }
    }

    stream_of_upstream: #[retry(stream, upstream = self.gpt)] {
        async fn ask(&self) -> Result<impl Stream<Item = Result<Event, Error>> + use<>, Error> {
            self.model.ask().await
        }
    }

    stream_pattern: #[retry(stream(Event::Text(text) if !text.is_empty()), deadline = "2m", last_error = cause)] {
        async fn events(&self) -> Result<impl Stream<Item = Result<Event, Error>>, Error> {
            self.ask(cause).await
        }
    }
}

macro_rules! block_expansions {
    ($($name:ident: retrying!($($input:tt)*))*) => {
        $(
            #[test]
            fn $name() -> syn::Result<()> {
                let expected = expect_file![concat!("expansions/", stringify!($name), ".rs")];
                check_block(quote!($($input)*), &expected)
            }
        )*
    };
}

block_expansions! {
    block_async: retrying!(
        async || -> Result<Body, Error> { client.get(&url).await?.body().await },
        max = 5,
        backoff = "exp",
        jitter
    )

    block_sync: retrying!(|| -> Result<Body, Error> { client.get(&url)?.body() })

    block_of_variables: retrying!(
        async || -> Result<Body, Error> { client.get(&url).await },
        max = LIMIT,
        deadline = limit,
        upstream = OPENAI,
        attempt = a,
        on(_ if a.number() < patience),
        on_retry = hook,
    )

    block_of_stream: retrying!(
        async || -> Result<impl Stream<Item = Result<Token, Error>>, Error> { ask().await },
        stream,
        name = "ask"
    )
}
