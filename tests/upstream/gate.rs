//! One refusal holds all calls, and afterward the calls go one by one.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use futures_util::future::{join, join_all};
use retry_attr::{Upstream, retry};
use tokio::time::{Instant, advance};

use super::support::{Api, Failed, REFUSED, TRANSIENT};

const HINT: Duration = Duration::from_secs(3);

#[tokio::test(start_paused = true)]
async fn open_upstreams_delay_no_call() {
    static OPEN: Upstream = Upstream::new("open");

    #[retry(upstream = OPEN)]
    async fn ask(api: &Api) -> Result<(), Failed> {
        api.ask()
    }
    let api = Api::new([]);
    join_all((0..100).map(|_| ask(&api))).await;
    assert_eq!(api.asked(), [Duration::ZERO; 100]);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_holds_the_calls_of_other_functions() {
    static SHARED: Upstream = Upstream::new("shared");

    #[retry(upstream = SHARED, max = 1)]
    async fn refused(api: &Api) -> Result<(), Failed> {
        api.ask()
    }
    #[retry(upstream = SHARED)]
    async fn other(api: &Api) -> Result<(), Failed> {
        api.ask()
    }
    let api = Api::new([REFUSED]);
    assert_eq!(refused(&api).await, Err(Failed(REFUSED)));
    assert_eq!(other(&api).await, Ok(()));
    assert!(api.asked()[1] >= HINT, "{:?}", api.asked());
}

#[tokio::test(start_paused = true)]
async fn refused_calls_come_back_one_by_one() {
    static PACED: Upstream = Upstream::new("paced");

    #[retry(upstream = PACED)]
    async fn ask(api: &Api) -> Result<(), Failed> {
        // All of them go before the first is refused.
        tokio::task::yield_now().await;
        api.ask()
    }
    let api = Api::new([REFUSED; 5]);
    let outcomes = join_all((0..5).map(|_| ask(&api))).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let asked = api.asked();
    assert!(asked[5] >= HINT, "{asked:?}");
    assert!(asked[5..].windows(2).all(|two| two[1] > two[0]), "{asked:?}");
}

/// The pace spreads the calls, so the wait is the hint itself.
#[tokio::test(start_paused = true)]
async fn hints_are_not_spread() {
    static EXACT: Upstream = Upstream::new("exact");

    #[retry(upstream = EXACT, random = || u64::MAX, on_retry = |retry| wait.set(retry.wait()))]
    async fn ask(api: &Api, wait: &Cell<Duration>) -> Result<(), Failed> {
        api.ask()
    }
    let wait = Cell::default();
    assert_eq!(ask(&Api::new([REFUSED]), &wait).await, Ok(()));
    assert_eq!(wait.get(), HINT);
}

/// The call waits its own time, and then the rest of the time in line.
#[tokio::test(start_paused = true)]
async fn hooks_hear_of_the_wait_in_line() {
    static TOLD: Upstream = Upstream::new("told");

    #[retry(
        upstream = TOLD,
        initial_delay = "1s",
        jitter = "none",
        on_retry = |retry| waits.set((retry.wait(), retry.upstream_wait()))
    )]
    async fn ask(waits: &Cell<(Duration, Duration)>, pause: Duration) -> Result<(), Failed> {
        if waits.get().0.is_zero() {
            TOLD.pause(pause);
            return Err(Failed(TRANSIENT));
        }
        Ok(())
    }
    let (waits, began) = (Cell::default(), Instant::now());
    assert_eq!(ask(&waits, Duration::ZERO).await, Ok(()));
    assert_eq!(waits.get(), (Duration::from_secs(1), Duration::ZERO));
    assert_eq!(began.elapsed(), Duration::from_secs(1));

    let (waits, began) = (Cell::default(), Instant::now());
    assert_eq!(ask(&waits, Duration::from_secs(60)).await, Ok(()));
    let (own, line) = waits.get();
    assert_eq!(own, Duration::from_secs(1));
    assert_eq!(line.as_secs(), 59);
    assert!(
        began.elapsed() >= (own + line).checked_sub(Duration::from_secs(1)).unwrap(),
        "{:?}",
        began.elapsed()
    );
}

/// The body of an attempt that waits in line does not run.
#[tokio::test(start_paused = true)]
async fn waiting_calls_can_be_dropped() {
    static LEFT: Upstream = Upstream::new("left");

    #[retry(upstream = LEFT)]
    async fn ask(api: &Api) -> Result<(), Failed> {
        api.ask()
    }
    let api = Api::new([]);
    LEFT.pause(HINT);
    let waiting = tokio::time::timeout(Duration::from_secs(1), ask(&api)).await;
    assert!(waiting.is_err() && api.asked().is_empty());
    assert_eq!(LEFT.state().waiting, 0);
    assert_eq!(ask(&api).await, Ok(()));
}

/// The sync function waits on the user's own function, which opens the gate.
#[test]
fn sync_calls_wait_in_the_same_line() {
    static SYNC: Upstream = Upstream::new("sync");

    #[retry(upstream = SYNC, sleep = |_| { waits.set(waits.get() + 1); SYNC.open(); })]
    fn ask(api: &Api, waits: &Cell<u32>) -> Result<(), Failed> {
        api.ask()
    }
    let (api, waits) = (Api::new([]), Cell::new(0));
    assert_eq!((ask(&api, &waits), waits.get()), (Ok(()), 0));
    SYNC.pause(Duration::from_secs(3600));
    assert_eq!((ask(&api, &waits), waits.get()), (Ok(()), 1));
    assert_eq!(api.asked().len(), 2);
}

/// The thread itself waits, and another one wakes it.
#[test]
fn sync_calls_are_woken() {
    static WOKEN: Upstream = Upstream::new("woken");

    #[retry(upstream = WOKEN)]
    fn ask() -> Result<u8, Failed> {
        Ok(7)
    }
    WOKEN.pause(Duration::from_secs(3600));
    let call = std::thread::spawn(ask);
    while WOKEN.state().waiting == 0 {
        std::thread::yield_now();
    }
    WOKEN.open();
    assert_eq!(call.join().expect("no panic"), Ok(7));
}

/// The callers of retries have waited longest.
#[tokio::test(start_paused = true)]
async fn retries_go_before_first_attempts() {
    static RETRIED: Upstream = Upstream::new("retried-first");

    #[retry(upstream = RETRIED, initial_delay = "1ms", jitter = "none", attempt = attempt)]
    async fn ask(order: &RefCell<Vec<&'static str>>, name: &'static str) -> Result<(), Failed> {
        if name == "refused" && attempt.number() == 1 {
            RETRIED.pause(HINT);
            return Err(Failed(TRANSIENT));
        }
        order.borrow_mut().push(name);
        Ok(())
    }
    let order = RefCell::default();
    let first_attempts = join(ask(&order, "first"), ask(&order, "second"));
    let _ = join(ask(&order, "refused"), first_attempts).await;
    assert_eq!(order.into_inner(), ["refused", "first", "second"]);
}

#[tokio::test(start_paused = true)]
async fn calls_with_a_timer_of_their_own_wait_in_line() {
    static OWN: Upstream = Upstream::new("own-timer");

    #[retry(upstream = OWN, sleep = tokio::time::sleep)]
    async fn ask() -> Result<u8, Failed> {
        Ok(7)
    }
    OWN.pause(HINT);
    let began = Instant::now();
    assert_eq!(ask().await, Ok(7));
    assert!(began.elapsed() >= HINT, "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn background_calls_let_others_pass() {
    static BUSY: Upstream = Upstream::new("busy");

    #[retry(upstream(BUSY, background))]
    async fn batch(order: &RefCell<Vec<&'static str>>) -> Result<(), Failed> {
        order.borrow_mut().push("batch");
        Ok(())
    }
    #[retry(upstream(BUSY))]
    async fn person(order: &RefCell<Vec<&'static str>>) -> Result<(), Failed> {
        order.borrow_mut().push("person");
        Ok(())
    }
    BUSY.pause(HINT);
    let order = RefCell::default();
    let _ = join(batch(&order), person(&order)).await;
    assert_eq!(order.into_inner(), ["person", "batch"]);
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_their_cost() {
    // Six seconds' worth may go at once: 60 tokens.
    static COUNTED: Upstream = Upstream::new("counted").tokens_per_minute(600);

    #[retry(upstream(COUNTED, cost = tokens))]
    async fn ask(tokens: u32) -> Result<(), Failed> {
        Ok(())
    }
    let began = Instant::now();
    let _ = (ask(60).await, ask(50).await);
    let taken = began.elapsed();
    assert!((5..6).contains(&taken.as_secs()), "{taken:?}");
}

/// Values that `on_ok` matches are answers, so they do not count as failures of an outage.
#[tokio::test(start_paused = true)]
async fn rejected_values_do_not_count_as_an_outage() {
    static HELD: Upstream = Upstream::new("held").holds_outages();

    #[retry(upstream = HELD, max = 12, on_ok(0), initial_delay = "0s", throttled_delay = "0s")]
    async fn rejected() -> Result<u8, Failed> {
        Ok(0)
    }
    #[retry(upstream = HELD, max = 12, initial_delay = "0s", throttled_delay = "0s")]
    async fn failing() -> Result<u8, Failed> {
        Err(Failed(TRANSIENT))
    }
    let began = Instant::now();
    assert_eq!(rejected().await, Ok(0));
    assert_eq!(began.elapsed(), Duration::ZERO);
    assert_eq!(failing().await, Err(Failed(TRANSIENT)));
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    advance(HINT).await;
}
