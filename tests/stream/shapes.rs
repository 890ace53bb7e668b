//! The functions and return types of streams.

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::retry;

use super::{Failed, Item, Server, read};

struct Client {
    server: Server,
    texts: Vec<&'static str>,
}

impl Client {
    fn new() -> Self {
        Self { server: Server::new([&[Err(Failed::Busy)], &[Ok("Paris")]]), texts: vec!["Par", "is"] }
    }

    #[retry(stream, initial_delay = "1ms")]
    async fn ask(&self) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(self.server.ask())
    }

    /// The stream borrows from the client, which every attempt borrows.
    #[retry(stream(text if text.len() >= least), initial_delay = "1ms")]
    async fn of_its_own(&self, least: usize) -> Result<impl Stream<Item = Item>, Failed> {
        self.server.ask().next().await.expect("it never ends")?;
        Ok(stream::iter(&self.texts).map(|text| Ok(*text)))
    }
}

#[tokio::test(start_paused = true)]
async fn methods() {
    let client = Client::new();
    assert_eq!(read(client.ask()).await, Ok(vec![Ok("Paris")]));
    assert_eq!(client.server.requests(), 2);
    assert_eq!(read(Client::new().of_its_own(3)).await, Ok(vec![Ok("Par"), Ok("is")]));
}

/// A client that borrows, in an `impl` with its own lifetime.
struct Borrowing<'server, T> {
    server: &'server Server,
    of: T,
}

impl<'server, T: Clone + AsRef<str>> Borrowing<'server, T>
where
    Server: 'server,
{
    /// The stream borrows nothing.
    #[retry(stream(text if *text >= self.of.as_ref()), on(Failed::Busy), initial_delay = "1ms")]
    async fn ask(&self) -> Result<impl Stream<Item = Item> + Send + use<T>, Failed> {
        Ok(self.server.ask())
    }
}

#[tokio::test(start_paused = true)]
async fn streams_that_outlive_what_was_borrowed() {
    let stream = {
        let server = Server::new([&[Err(Failed::Busy)], &[Ok("Paris")]]);
        Borrowing { server: &server, of: "P".to_owned() }
            .ask()
            .await
            .map(|stream| (stream, server.requests()))
    };
    let (stream, requests) = stream.expect("the second one is good");
    assert_eq!((stream.collect::<Vec<_>>().await, requests), (vec![Ok("Paris")], 2));
}

trait Asks {
    async fn ask(&self) -> Result<impl Stream<Item = Item>, Failed>;
}

impl Asks for Client {
    #[retry(stream, initial_delay = "1ms")]
    async fn ask(&self) -> Result<impl Stream<Item = Item>, Failed> {
        Ok(self.server.ask())
    }
}

#[tokio::test(start_paused = true)]
async fn methods_of_traits() {
    assert_eq!(read(Asks::ask(&Client::new())).await, Ok(vec![Ok("Paris")]));
}

#[retry(stream, initial_delay = "1ms")]
async fn generic<T: Clone + Send + 'static>(
    items: &[T],
) -> anyhow::Result<impl Stream<Item = anyhow::Result<(T, u8)>> + Send + Unpin + use<T>> {
    let items = items.to_vec();
    Ok(stream::iter(items).map(|item| Ok((item, 1))))
}

#[tokio::test]
async fn generics_aliases_and_other_bounds() {
    let items = vec!["Par".to_owned(), "is".to_owned()];
    let stream =
        tokio::spawn(async move { generic(&items).await }).await.expect("no panic").expect("it begins");
    let mut stream = tokio::spawn(async move { stream }).await.expect("no panic");
    assert_eq!(stream.next().await.expect("an item").expect("a good one").0, "Par");
}

#[tokio::test]
async fn items_whose_type_only_the_signature_says() {
    #[retry(stream)]
    async fn none() -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::empty())
    }
    #[retry(stream(_))]
    async fn parsed(text: &str) -> anyhow::Result<impl Stream<Item = anyhow::Result<u8>> + use<>> {
        let number = text.parse()?;
        Ok(stream::iter([Ok(number)]))
    }
    assert_eq!(read(none()).await, Ok(vec![]));
    let mut numbers = parsed("7").await.expect("a number");
    assert_eq!(numbers.next().await.expect("an item").expect("a good one"), 7);
}

/// `?` and `return` in a body end the attempt.
#[retry(stream, initial_delay = "1ms")]
async fn by_hand(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    let mut stream = server.ask();
    let first = match stream.next().await {
        Some(first) => first?,
        None => return Err(Failed::Busy),
    };
    Ok(stream::iter([Ok(first)]).chain(stream))
}

#[tokio::test(start_paused = true)]
async fn bodies_that_return_early() {
    let server = Server::new([&[], &[Err(Failed::Busy)], &[Ok("Par"), Ok("is")]]);
    assert_eq!(read(by_hand(&server)).await, Ok(vec![Ok("Par"), Ok("is")]));
    assert_eq!(server.requests(), 3);
}

#[tokio::test(start_paused = true)]
async fn without_the_option_only_the_call_is_retried() {
    #[retry(initial_delay = "1ms")]
    async fn ask(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let server = Server::new([&[Err(Failed::Busy)], &[Ok("Paris")]]);
    assert_eq!(read(ask(&server)).await, Ok(vec![Err(Failed::Busy)]));
    assert_eq!(server.requests(), 1);
}
