//! Return types: borrows, aliases, boxed errors, options, trait objects.

use std::error::Error;
use std::fmt::Display;
use std::io;

use retry_attr::{Verdict, retry};

use super::support::{Busy, Calls};

#[tokio::test(start_paused = true)]
async fn borrow_of_an_argument() {
    #[retry(max = 3)]
    async fn first(calls: &Calls, text: &str) -> Result<String, Busy> {
        calls.fail_later::<u32>().await.map(|_| text.to_owned())
    }
    #[retry(max = 3)]
    async fn word<'a>(calls: &Calls, text: &'a str) -> Result<&'a str, Busy> {
        calls.fail_later::<u32>().await?;
        Ok(&text[..1])
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn word_sync<'a>(calls: &Calls, text: &'a str) -> Result<&'a str, Busy> {
        calls.fail::<u32>()?;
        Ok(&text[..1])
    }

    let calls = Calls::new();
    assert_eq!((first(&calls, "?").await, calls.made()), (Err(Busy), 3));
    assert_eq!((word(&calls, "?").await, calls.made()), (Err(Busy), 6));
    assert_eq!((word_sync(&calls, "?"), calls.made()), (Err(Busy), 9));
}

#[tokio::test(start_paused = true)]
async fn borrow_of_self() {
    struct Client {
        calls: Calls,
        name: String,
    }

    impl Client {
        #[retry(max = 3)]
        async fn name(&self) -> Result<&str, Busy> {
            self.calls.fail_later::<u32>().await?;
            Ok(&self.name)
        }

        #[retry(max = 3, initial_delay = "0s")]
        fn name_sync(&self, _prompt: &str) -> Result<&String, Busy> {
            self.calls.fail::<u32>()?;
            Ok(&self.name)
        }
    }

    let client = Client { calls: Calls::new(), name: "name".into() };
    assert_eq!((client.name().await, client.calls.made()), (Err(Busy), 3));
    assert_eq!((client.name_sync("?"), client.calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn anyhow() {
    #[retry(max = 3, on(_))]
    async fn ask(calls: &Calls) -> anyhow::Result<u32> {
        let answer: u32 = calls.fail_later().await?;
        anyhow::ensure!(answer > 1, "too small");
        Ok(answer)
    }
    #[retry(max = 3, initial_delay = "0s", on(error if error.is::<Busy>()))]
    fn ask_sync(calls: &Calls) -> anyhow::Result<u32> {
        use anyhow::Context as _;
        calls.fail().context("asked")
    }

    let calls = Calls::new();
    assert!(ask(&calls).await.unwrap_err().is::<Busy>());
    assert_eq!(calls.made(), 3);
    assert_eq!(ask_sync(&calls).unwrap_err().to_string(), "asked");
    assert_eq!(calls.made(), 6);
}

#[tokio::test(start_paused = true)]
async fn alias() {
    type Result<T, E = Busy> = std::result::Result<T, E>;

    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<u32> {
        calls.fail_later().await
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls) -> Result<u32> {
        let answer: u32 = calls.fail()?;
        Ok(answer)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (Err(Busy), 3));
    assert_eq!((ask_sync(&calls), calls.made()), (Err(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn boxed_error() {
    /// The crate knows a timeout, but not `Busy`.
    fn timed_out(_: Busy) -> io::Error {
        io::ErrorKind::TimedOut.into()
    }

    #[retry(max = 3)]
    async fn recognized(calls: &Calls) -> Result<u32, Box<dyn Error + Send + Sync>> {
        let answer: u32 = calls.fail_later().await.map_err(timed_out)?;
        if answer == 0 { Err("nothing") } else { Ok(answer) }.map_err(Into::into)
    }
    #[retry(max = 3, on(_))]
    async fn unrecognized(calls: &Calls) -> Result<u32, Box<dyn Error + Send + Sync>> {
        Ok(calls.fail_later().await?)
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn sync(calls: &Calls) -> Result<u32, Box<dyn Error>> {
        calls.fail().map_err(|busy| timed_out(busy).into())
    }

    let calls = Calls::new();
    assert!(recognized(&calls).await.unwrap_err().is::<io::Error>());
    assert_eq!(calls.made(), 3);
    assert!(unrecognized(&calls).await.unwrap_err().is::<Busy>());
    assert_eq!(calls.made(), 6);
    assert!(sync(&calls).unwrap_err().is::<io::Error>());
    assert_eq!(calls.made(), 9);
}

/// An error may borrow, such as the error of a parser from its text. Its own verdict is not read.
#[tokio::test(start_paused = true)]
async fn boxed_error_with_a_lifetime() {
    #[derive(Debug)]
    struct Unexpected<'a>(&'a str);

    impl Display for Unexpected<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Unexpected<'_> {}

    #[retry(max = 3, on(_))]
    async fn everything<'a>(calls: &Calls, text: &'a str) -> Result<u32, Box<dyn Error + Send + Sync + 'a>> {
        calls.fail_later().await.map_err(|_| Unexpected(text).into())
    }
    #[retry(max = 3, initial_delay = "0s", on(error if error.to_string() == *text))]
    fn some<'a>(calls: &Calls, text: &'a str) -> Result<u32, Box<dyn Error + 'a>> {
        calls.fail().map_err(|_| Unexpected(text).into())
    }
    #[retry(max = 3, initial_delay = "0s", verdict = |_| Verdict::transient())]
    fn by_verdict<'a>(calls: &Calls, error: &'a Unexpected<'a>) -> Result<u32, &'a dyn Error> {
        let error: &dyn Error = error;
        calls.fail().map_err(|_| error)
    }
    /// This one is asked: it lives forever.
    #[retry(max = 3, initial_delay = "0s", on(_))]
    fn forever(calls: &Calls) -> Result<u32, Box<dyn Error + Send + Sync + 'static>> {
        calls.fail().map_err(Into::into)
    }

    let calls = Calls::new();
    assert_eq!((everything(&calls, "?").await.is_err(), calls.made()), (true, 3));
    assert_eq!((some(&calls, "?").is_err(), calls.made()), (true, 6));
    assert_eq!((by_verdict(&calls, &Unexpected("?")).is_err(), calls.made()), (true, 9));
    assert_eq!((forever(&calls).is_err(), calls.made()), (true, 12));
}

#[tokio::test(start_paused = true)]
async fn option() {
    #[retry(max = 3, on(None))]
    async fn ask(calls: &Calls) -> Option<u32> {
        let answer: u32 = calls.fail_later().await.ok()?;
        Some(answer + 1)
    }
    #[retry(max = 3, initial_delay = "0s", on(None))]
    fn ask_sync(calls: &Calls) -> Option<Box<dyn Error>> {
        if calls.fail::<u32>().is_err() {
            return None;
        }
        Some(Box::new(Busy))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await, calls.made()), (None, 3));
    assert_eq!((ask_sync(&calls).is_none(), calls.made()), (true, 6));
}

#[tokio::test(start_paused = true)]
async fn trait_objects() {
    trait Answer {
        fn text(&self) -> &'static str;
    }

    impl Answer for u8 {
        fn text(&self) -> &'static str {
            "answer"
        }
    }

    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<Box<dyn Answer>, Busy> {
        if calls.made() == 3 {
            return Ok(Box::new(1_u8));
        }
        calls.fail_later::<u8>().await?;
        Ok(Box::new(1_u8))
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync(calls: &Calls) -> Result<(u32, Box<dyn Answer + Send>), Busy> {
        calls.fail::<u8>()?;
        Ok((1, Box::new(1_u8)))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await.err(), calls.made()), (Some(Busy), 3));
    assert_eq!(ask(&calls).await.map(|answer| answer.text()), Ok("answer"));
    assert_eq!((ask_sync(&calls).err(), calls.made()), (Some(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn reference_to_an_unnamed_type() {
    #[retry(max = 3)]
    async fn ask<'a>(calls: &Calls, text: &'a str) -> Result<&'a (impl Display + ?Sized), Busy> {
        calls.fail_later::<u32>().await?;
        Ok(text)
    }
    #[retry(max = 3, initial_delay = "0s")]
    fn ask_sync<'a>(calls: &Calls, text: &'a str) -> Result<&'a (impl Display + ?Sized), Busy> {
        calls.fail::<u32>()?;
        Ok(text)
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls, "?").await.err(), calls.made()), (Some(Busy), 3));
    assert_eq!((ask_sync(&calls, "?").err(), calls.made()), (Some(Busy), 6));
}

#[tokio::test(start_paused = true)]
async fn closures_and_function_pointers() {
    #[retry(max = 3)]
    async fn ask(calls: &Calls) -> Result<fn(u32) -> u32, Busy> {
        calls.fail_later::<u32>().await?;
        Ok(|n| n + 1)
    }
    #[retry(max = 3)]
    async fn boxed(calls: &Calls) -> Result<Box<dyn Fn(&str) -> usize + Send>, Busy> {
        calls.fail_later::<u32>().await?;
        Ok(Box::new(str::len))
    }

    let calls = Calls::new();
    assert_eq!((ask(&calls).await.err(), calls.made()), (Some(Busy), 3));
    assert_eq!((boxed(&calls).await.err(), calls.made()), (Some(Busy), 6));
}
