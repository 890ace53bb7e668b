//! A returned stream belongs to its upstream until it ends.

use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::{Upstream, retry};
use tokio::time::Instant;

use super::Failed::{AskedToWait, Busy};
use super::{Failed, Item, Server, read};

type Items = &'static [Item];

#[retry(stream, upstream = upstream, max = 1)]
async fn ask(
    upstream: &'static Upstream,
    items: Items,
) -> Result<impl Stream<Item = Item> + Unpin + use<>, Failed> {
    Ok(stream::iter(items.iter().copied()))
}

fn is_pending<T>(future: impl Future<Output = T>) -> bool {
    pin!(future).poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

#[tokio::test(start_paused = true)]
async fn streams_hold_their_slot_until_they_end() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);
    const ITEMS: Items = &[Ok("Par"), Err(Busy), Ok("is")];

    let mut held = ask(&ONE, ITEMS).await.expect("an item");
    for item in ITEMS {
        assert_eq!(ONE.state().in_flight, 1);
        assert!(is_pending(ask(&ONE, ITEMS)));
        assert_eq!(held.next().await, Some(*item));
    }
    assert_eq!(held.next().await, None);
    assert_eq!(ONE.state().in_flight, 0);
    // The stream that has ended still exists.
    let next = ask(&ONE, ITEMS).await;
    assert!(next.is_ok());
    drop(held);
    assert_eq!(ONE.state().in_flight, 1);
    drop(next);
    assert_eq!(ONE.state().in_flight, 0);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_ends_before_its_first_item_frees_its_slot() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    let empty = ask(&ONE, &[]).await;
    assert!(empty.is_ok());
    assert_eq!(ONE.state().in_flight, 0);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_fails_or_is_cut_or_dropped_before_its_first_item_frees_its_slot() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    #[retry(stream, upstream = ONE, attempt_timeout = "1s", max = 1)]
    async fn hang() -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::once(pending()))
    }
    assert_eq!(read(ask(&ONE, &[Err(Busy)])).await, Err(Busy));
    assert_eq!(ONE.state().in_flight, 0);
    assert_eq!(read(hang()).await, Err(Failed::Late));
    assert_eq!(ONE.state().in_flight, 0);
    let mut hanging = Box::pin(hang());
    assert!(poll_fn(|context| Poll::Ready(hanging.as_mut().poll(context).is_pending())).await);
    assert_eq!(ONE.state().in_flight, 1);
    drop(hanging);
    assert_eq!(ONE.state().in_flight, 0);
}

#[tokio::test(start_paused = true)]
async fn slots_are_free_during_waits() {
    static ONE: Upstream = Upstream::new("one").in_flight(1);

    #[retry(stream, upstream = ONE, jitter = "none", initial_delay = "1s")]
    async fn ask_again(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        assert_eq!(ONE.state().in_flight, 1);
        Ok(server.ask())
    }
    let server = Server::new([&[Err(Busy)], &[Ok("Paris")]]);
    let mut asking = Box::pin(ask_again(&server));
    assert!(poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_pending())).await);
    assert_eq!(ONE.state().in_flight, 0);
    let stream = asking.await.expect("the second one is good");
    assert_eq!((ONE.state().in_flight, server.requests()), (1, 2));
    drop(stream);
    assert_eq!(ONE.state().in_flight, 0);
}

/// Each attempt is admitted, and a refusal before the first item holds the other calls.
#[tokio::test(start_paused = true)]
async fn refused_streams_wait_for_their_turn() {
    static PACED: Upstream = Upstream::new("paced");

    #[retry(stream, upstream = PACED, attempt = attempt)]
    async fn ask_again(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        assert_eq!(attempt.waited().is_zero(), attempt.number() == 1);
        PACED.pause(Duration::from_secs(30));
        Ok(server.ask())
    }
    let server = Server::new([&[Err(AskedToWait)], &[Err(AskedToWait)], &[Ok("Paris")]]);
    let began = Instant::now();
    assert_eq!(read(ask_again(&server)).await, Ok(vec![Ok("Paris")]));
    assert!(began.elapsed() >= Duration::from_secs(60), "{:?}", began.elapsed());
    assert_eq!(server.requests(), 3);
}

/// The first item is the success. It fills the budget again, and a later error takes nothing.
#[tokio::test(start_paused = true)]
async fn success_is_counted_at_the_first_item() {
    static SMALL: Upstream = Upstream::new("small").budget(20);

    #[retry(stream, upstream = SMALL)]
    async fn ask_again(server: &Server) -> Result<impl Stream<Item = Item> + use<>, Failed> {
        Ok(server.ask())
    }
    let server = Server::new([&[Err(Busy)], &[Err(Busy)], &[Ok("Par"), Err(Busy)]]);
    let stream = ask_again(&server).await.expect("the third one begins");
    assert_eq!(SMALL.state().budget, Some(15));
    assert_eq!(stream.collect::<Vec<_>>().await, [Ok("Par"), Err(Busy)]);
    assert_eq!(SMALL.state().budget, Some(15));
    assert!(SMALL.state().rate.is_none());
}

/// Ten streams that break one after the other are not an outage, because each began with a success. Ten at the same time are.
#[tokio::test(start_paused = true)]
async fn streams_that_break_later_count_for_an_outage_alone() {
    static HELD: Upstream = Upstream::new("held").holds_outages();
    const BROKEN: Items = &[Ok("Par"), Err(Busy)];

    for _ in 0..20 {
        assert_eq!(read(ask(&HELD, BROKEN)).await, Ok(BROKEN.to_vec()));
    }
    assert!(!HELD.state().is_held);
    for refusal in [true, false] {
        let items: Items = if refusal { &[Ok("Par"), Err(AskedToWait), Err(Busy)] } else { BROKEN };
        let mut streams = Vec::new();
        for _ in 0..10 {
            streams.push(ask(&HELD, items).await.expect("an item"));
        }
        for stream in &mut streams {
            assert_eq!((HELD.state().is_held, HELD.state().rate), (false, None));
            while stream.next().await.is_some() {}
        }
        assert_eq!(HELD.state().is_held, !refusal);
    }
    HELD.open();
}

struct Client {
    shared: Arc<Upstream>,
    fixed: &'static Upstream,
    asked: u32,
}

impl Client {
    #[retry(stream, upstream = self.shared)]
    async fn by_shared(&mut self) -> Result<impl Stream<Item = Item> + Send + use<>, Failed> {
        self.asked += 1;
        self.note();
        Ok(stream::iter([Ok("Paris")]))
    }

    #[retry(stream(_), upstream(self.fixed, max_wait = "1s"), deadline = "2s")]
    async fn by_fixed(&self) -> Result<impl Stream<Item = Item> + Send + use<>, Failed> {
        Ok(stream::iter([Ok("Paris")]))
    }

    fn note(&mut self) {
        self.asked += 1;
    }
}

#[tokio::test(start_paused = true)]
async fn streams_outlive_the_client_that_holds_the_upstream() {
    static FIXED: Upstream = Upstream::new("fixed").in_flight(1);

    let shared = Arc::new(Upstream::new("shared").in_flight(1));
    let streams = {
        let mut client = Client { shared: Arc::clone(&shared), fixed: &FIXED, asked: 0 };
        (client.by_shared().await.expect("an item"), client.by_fixed().await.expect("an item"))
    };
    assert_eq!((shared.state().in_flight, FIXED.state().in_flight), (1, 1));
    let (first, second) =
        tokio::spawn(
            async move { (streams.0.collect::<Vec<_>>().await, streams.1.collect::<Vec<_>>().await) },
        )
        .await
        .expect("no panic");
    assert_eq!((first, second), (vec![Ok("Paris")], vec![Ok("Paris")]));
    assert_eq!((shared.state().in_flight, FIXED.state().in_flight), (0, 0));
}
