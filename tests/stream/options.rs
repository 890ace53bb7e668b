//! The other options look at an error among the items as at any other, as long as the attempt is not over.

use std::cell::RefCell;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::{FailureClass, StopReason, Verdict, retry};

use super::Failed::{Busy, WrongKey};
use super::{Failed, Item, Server, read};

#[tokio::test(start_paused = true)]
async fn on_chooses_among_the_items_errors() {
    #[retry(stream, on(WrongKey), initial_delay = "1ms")]
    async fn on(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let server = Server::new([&[Err(WrongKey)], &[Err(Busy)], &[Ok("Paris")]]);
    assert_eq!(read(on(&server)).await, Err(Busy));
    assert_eq!(server.requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn except_chooses_among_the_items_errors() {
    #[retry(stream, except(Busy), initial_delay = "1ms")]
    async fn except(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let server = Server::new([&[Err(Busy)], &[Ok("Paris")]]);
    assert_eq!(read(except(&server)).await, Err(Busy));
    assert_eq!(server.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn verdict_judges_the_items_errors() {
    #[retry(stream, verdict = |_| Verdict::transient(), initial_delay = "1ms")]
    async fn ask(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let server = Server::new([&[Err(WrongKey)], &[Ok("Paris")]]);
    assert_eq!(read(ask(&server)).await, Ok(vec![Ok("Paris")]));
}

#[tokio::test(start_paused = true)]
async fn hooks_hear_of_errors_before_the_first_item_only() {
    type Told = RefCell<Vec<(u32, Option<Failed>, FailureClass, Option<StopReason>)>>;

    #[retry(
        stream,
        initial_delay = "1ms",
        on_retry = |retry| told.borrow_mut().push((retry.attempt(), retry.error().copied(), retry.class(), None)),
        on_give_up = |gave_up| {
            let reason = Some(gave_up.stop_reason());
            told.borrow_mut().push((gave_up.attempt(), gave_up.error().copied(), gave_up.class(), reason));
        }
    )]
    async fn ask(server: &Server, told: &Told) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let told = Told::default();
    let begins = Server::new([&[Err(Busy)], &[Ok("Par"), Err(Busy)]]);
    assert_eq!(read(ask(&begins, &told)).await, Ok(vec![Ok("Par"), Err(Busy)]));
    assert_eq!(told.take(), [(1, Some(Busy), FailureClass::Transient, None)]);

    assert_eq!(read(ask(&Server::new([&[Err(Busy)]]), &told)).await, Err(Busy));
    let [_, _, last] = told.take()[..] else { panic!("two retries and one giving up") };
    assert_eq!(last, (3, Some(Busy), FailureClass::Transient, Some(StopReason::Attempts)));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_knows_what_item_failed_before_it() {
    #[retry(stream(text if text.len() > 1), last_error = cause, attempt = attempt, initial_delay = "1ms")]
    async fn ask() -> Result<impl Stream<Item = Result<String, Failed>>, Failed> {
        let first = Ok(format!("{} after {cause:?}", attempt.number()));
        Ok(stream::iter(if attempt.number() < 3 { vec![Ok(String::new()), Err(Busy)] } else { vec![first] }))
    }
    let items: Vec<_> = ask().await.expect("the third one begins").collect().await;
    assert_eq!(items, [Ok("3 after Some(Busy)".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn clones_can_be_moved_into_the_stream() {
    #[retry(stream, clone(texts), initial_delay = "1ms")]
    async fn ask(texts: Vec<Item>) -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter(texts))
    }
    assert_eq!(read(ask(vec![Ok("Paris")])).await, Ok(vec![Ok("Paris")]));
}

/// The guard looks at what the body has changed.
#[tokio::test(start_paused = true)]
async fn a_guard_borrows_when_the_attempt_is_over() {
    struct Reader {
        seen: Vec<&'static str>,
        requests: usize,
    }

    impl Reader {
        fn is_new(&mut self, text: &'static str) -> bool {
            let is_new = !self.seen.contains(&text);
            self.seen.push(text);
            is_new
        }

        #[retry(stream(text if self.is_new(text)), initial_delay = "1ms")]
        async fn ask(&mut self) -> Result<impl Stream<Item = Item> + use<>, Failed> {
            self.requests += 1;
            self.seen.push("Par");
            Ok(stream::iter(if self.requests == 1 {
                vec![Ok("Par"), Err(Busy)]
            } else {
                vec![Ok("Par"), Ok("is")]
            }))
        }
    }

    let mut reader = Reader { seen: Vec::new(), requests: 0 };
    assert_eq!(read(reader.ask()).await, Ok(vec![Ok("Par"), Ok("is")]));
    assert_eq!((reader.requests, reader.seen.last()), (2, Some(&"is")));
}

/// The return type gives the type of the items, as in the plain function.
#[tokio::test(start_paused = true)]
async fn the_items_are_known_in_the_body() {
    #[retry(stream, initial_delay = "1ms")]
    async fn numbers(early: bool) -> Result<impl Stream<Item = Result<u64, Failed>>, Failed> {
        let mut numbers = Vec::new();
        if early {
            return Ok(stream::iter(numbers));
        }
        numbers.push(Ok(3));
        let Some(Ok(first)) = numbers.first() else { return Err(Busy) };
        let square = first.pow(2);
        numbers.push(Ok(square));
        Ok(stream::iter(numbers))
    }
    let items: Vec<_> = numbers(false).await.expect("it begins").collect().await;
    assert_eq!(items, [Ok(3), Ok(9)]);
}
