use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr_runtime::stream::StreamExt as _;
use retry_attr_runtime::{TimeLimit, TimedOut};
use tokio::io::{AsyncReadExt as _, repeat};
use tokio::time::{Instant, sleep};

use super::{Failed, Item, all, now, poll, script};

const LIMIT: Duration = Duration::from_millis(300);
/// The largest delay of tokio's timer.
const TICK: Duration = Duration::from_millis(1);

/// An item after each of these waits, then silence.
fn slow(waits: impl IntoIterator<Item = u64>) -> impl Stream<Item = Item> {
    let items = stream::iter(waits).enumerate().then(async |(number, wait)| {
        sleep(Duration::from_millis(wait)).await;
        Ok(u32::try_from(number).expect("a short script"))
    });
    items.chain(stream::pending())
}

fn timed_out(item: Option<Item>) -> TimedOut {
    match item {
        Some(Err(Failed::Idle(timed_out))) => timed_out,
        other => panic!("{other:?} is no timeout"),
    }
}

#[test]
fn a_stream_without_waits_needs_no_runtime() {
    let items = [Ok(1), Err(Failed::Scripted), Ok(2)];
    assert_eq!(all(script(items).idle_timeout(LIMIT)), items);
}

#[tokio::test(start_paused = true)]
async fn silence_is_an_error_and_the_last_thing() {
    let start = Instant::now();
    let mut stream = pin!(slow([100, 200, 299]).idle_timeout(LIMIT));
    let items: Vec<_> = stream.by_ref().take(3).collect().await;
    assert_eq!(items, [Ok(0), Ok(1), Ok(2)]);

    let timed_out = timed_out(stream.next().await);
    assert_eq!((timed_out.limit(), timed_out.after(), timed_out.attempts()), (TimeLimit::Idle, LIMIT, 0));
    let all = Duration::from_millis(599) + LIMIT;
    assert!((all..=all + 4 * TICK).contains(&start.elapsed()), "{:?}", start.elapsed());
    assert_eq!(stream.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn before_the_first_item_too() {
    let start = Instant::now();
    timed_out(pin!(slow([]).idle_timeout(LIMIT)).next().await);
    assert!((LIMIT..=LIMIT + TICK).contains(&start.elapsed()));
}

/// tokio gives a task a budget per poll, and its timers fire only within the budget. A source that is always ready uses all of it.
#[tokio::test]
async fn a_stream_that_is_busy_with_nothing_is_silent() {
    let start = Instant::now();
    let busy = stream::once(async {
        while start.elapsed() < Duration::from_secs(10) {
            repeat(0).read_u8().await.expect("a byte");
        }
        Ok(0)
    });
    timed_out(pin!(busy.idle_timeout(LIMIT)).next().await);
    assert!(start.elapsed() >= LIMIT);
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_takes_its_time_uses_none_of_the_streams() {
    let mut stream = pin!(slow([0, 299, 299]).idle_timeout(LIMIT));
    for number in 0..3 {
        assert_eq!(stream.next().await, Some(Ok(number)));
        sleep(10 * LIMIT).await;
    }
    timed_out(stream.next().await);
}

#[tokio::test(start_paused = true)]
async fn items_that_arrive_in_time_pass_even_if_they_are_polled_late() {
    let mut stream = pin!(slow([100, 299]).idle_timeout(LIMIT));
    assert!(poll(stream.next()).is_pending());
    sleep(10 * LIMIT).await;
    assert_eq!(now(stream.next()), Some(Ok(0)));
    // The timer of the first wait has run out, and says nothing of the second.
    assert_eq!(stream.next().await, Some(Ok(1)));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_was_left_goes_on_where_it_began() {
    let start = Instant::now();
    let mut stream = pin!(slow([1000]).idle_timeout(LIMIT));
    assert!(poll(stream.next()).is_pending());
    sleep(LIMIT / 2).await;
    timed_out(stream.next().await);
    assert!((LIMIT..=LIMIT + TICK).contains(&start.elapsed()), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_stream_inside_is_not_asked_after_the_error() {
    let mut polls = 0;
    {
        let silent = stream::poll_fn(|_| {
            polls += 1;
            Poll::<Option<Item>>::Pending
        });
        let mut stream = pin!(silent.idle_timeout(LIMIT));
        timed_out(stream.next().await);
        assert_eq!([stream.next().await, stream.next().await], [None, None]);
    }
    // Once before the wait and once after it.
    assert_eq!(polls, 2);
}

#[test]
fn with_a_limit_of_zero_an_item_is_there_or_late() {
    let items = stream::iter([Item::Ok(1)]).chain(stream::pending());
    let mut stream = pin!(items.idle_timeout(Duration::ZERO));
    assert_eq!(now(stream.next()), Some(Ok(1)));
    assert_eq!(timed_out(now(stream.next())).after(), Duration::ZERO);
    assert_eq!(now(stream.next()), None);
}

#[tokio::test(start_paused = true)]
async fn the_longest_limit_never_ends() {
    let day = 24 * 3600 * 1000;
    let mut stream = pin!(slow([day]).idle_timeout(Duration::MAX));
    assert_eq!(stream.next().await, Some(Ok(0)));
}

/// The timer is built in place. The cost of a pin that moves is not tested.
#[tokio::test(start_paused = true)]
async fn the_timer_is_built_in_place_and_moved_on() {
    let mut stream = pin!(slow([1; 100]).idle_timeout(LIMIT));
    let mut read = async |items| {
        for _ in 0..items {
            stream.next().await;
        }
    };
    // tokio's own sleep, in the script, does not allocate either.
    let first = allocation_counter::measure(|| assert!(poll(read(1)).is_pending()));
    assert_eq!(first.count_total, 0);
    read(50).await;
    let later = allocation_counter::measure(|| assert!(poll(read(1)).is_pending()));
    assert_eq!(later.count_total, 0);
}

#[test]
fn the_size_has_room_for_the_error() {
    let mut stream = pin!(stream::iter([Item::Ok(1), Ok(2)]).idle_timeout(LIMIT));
    assert_eq!(stream.size_hint(), (0, Some(3)));
    now(stream.by_ref().collect::<Vec<_>>());
    assert_eq!(stream.size_hint(), (0, Some(0)));
}
