//! The thread that asks the stores of this process.

use core::future::{pending, poll_fn};
use core::mem;
use core::panic::AssertUnwindSafe;
use core::task::Poll;
use core::time::Duration;
use std::panic::catch_unwind;
use std::string::ToString;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Instant;
use std::vec::Vec;

use tokio::runtime::{Builder, Handle};
use tokio::time::{Instant as Moment, sleep, timeout};

use super::answer::{Report, read_held};
use super::link::Link;
use super::question::{Hold, News, Question, Trip};
use super::store::StoreError;
use crate::telemetry;

/// A round trip that takes longer has failed.
pub(super) const PATIENCE: Duration = Duration::from_millis(50);
/// How long a silent store is left alone: at first, and at most.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Serves this link until it is closed. Says whether there is a thread for it.
pub(super) fn serve(link: Arc<Link>) -> bool {
    let Some(runtime) = runtime() else { return false };
    runtime.spawn(run(link));
    true
}

/// One thread for all stores, so that sync programs share too, and so that a busy program does not make its own answers
/// late.
fn runtime() -> Option<&'static Handle> {
    static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();
    RUNTIME.get_or_init(start).as_ref()
}

fn start() -> Option<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(pending::<()>());
    thread::Builder::new().name("retry-attr-fleet".into()).spawn(run).ok()?;
    Some(handle)
}

pub(super) async fn run(link: Arc<Link>) {
    let mut silence = Silence::default();
    let mut held_at = Moment::now();
    while !link.is_closed() {
        // Attempts take longer than a lease, whatever else there is to ask.
        let renew_after = link.renew_after().saturating_sub(held_at.elapsed());
        if link.holds_slots() && renew_after.is_zero() {
            link.renew();
        }
        let Some(trip) = link.next_trip() else {
            idle(&link, renew_after).await;
            continue;
        };
        if trip.question.is_about_slots() {
            held_at = Moment::now();
        }
        match make(&link, &trip).await {
            Ok(news) => {
                silence.end(&link, trip.question);
                link.deliver(news);
            }
            Err(error) => {
                let rest = silence.go_on(&link, trip.question, &error);
                link.deliver(News::Silent);
                sleep(rest).await;
                link.forget();
            }
        }
    }
    if let Some(trip) = link.give_back() {
        // Without an answer, the leases end by themselves.
        let _ = make(&link, &trip).await;
    }
}

/// How long a store has been silent.
#[derive(Default)]
struct Silence {
    has_answered: bool,
    /// Whether the last question without an answer was about slots of `in_flight`. `None` while the store answers.
    of_slots: Option<bool>,
    rest: Duration,
    is_told: bool,
}

impl Silence {
    /// A store that refuses one script and runs the others, because it lacks a right for example, stays silent.
    fn end(&mut self, link: &Link, question: Question) {
        self.has_answered = true;
        if self.of_slots.is_some_and(|of_slots| of_slots != question.is_about_slots()) {
            return;
        }
        (self.of_slots, self.rest) = (None, Duration::ZERO);
        if mem::take(&mut self.is_told) {
            telemetry::store_answers(&link.name);
        }
    }

    /// Returns how long the store is left alone.
    fn go_on(&mut self, link: &Link, question: Question, error: &StoreError) -> Duration {
        // The first connection may take longer than a round trip.
        let is_first = !self.has_answered && self.rest.is_zero();
        if !is_first && !mem::replace(&mut self.is_told, true) {
            telemetry::store_is_silent(&link.name, &error.to_string());
        }
        self.of_slots = Some(question.is_about_slots());
        self.rest = (self.rest * 2).clamp(FIRST_REST, LONGEST_REST);
        self.rest
    }
}

/// Until there is something to ask, or slots that attempts hold are to be renewed.
async fn idle(link: &Link, renew_after: Duration) {
    let post = link.post.notified();
    if link.holds_slots() {
        // The time is up, or there is a question: either ends the wait.
        let _ = timeout(renew_after, post).await;
    } else {
        post.await;
    }
}

async fn make(link: &Link, trip: &Trip) -> Result<News, StoreError> {
    let Trip { question, terms, arguments } = trip;
    let answer = timeout(PATIENCE, run_twice(link, *question, arguments)).await??;
    let at = Instant::now();
    let slots = if let Question::Take(take) = question { take.waiting } else { 0 };
    let news = match question {
        Question::Hold(Hold { used, number, .. }) => {
            // A limit that was lowered takes no slot from an attempt that is under way.
            let most = terms.in_flight.max(*used);
            read_held(&answer, most).map(|slots| News::Held { slots, number: *number })
        }
        _ => Report::read(&answer, slots, terms.max_pause).map(|report| News::Report {
            report,
            question: *question,
            at,
        }),
    };
    news.ok_or_else(|| "the answer has not the numbers of this script".into())
}

/// Some clients connect again only when a command has failed, as a `ConnectionManager` does. Without a second command, such a
/// store would be silent for one more rest.
async fn run_twice(link: &Link, question: Question, arguments: &[i64]) -> Result<Vec<i64>, StoreError> {
    match run_caught(link, question, arguments).await {
        Err(_) => run_caught(link, question, arguments).await,
        answer => answer,
    }
}

/// The store is the user's code. A panic there is a failure, as silence is.
async fn run_caught(link: &Link, question: Question, arguments: &[i64]) -> Result<Vec<i64>, StoreError> {
    let mut answer =
        core::pin::pin!(async { link.store.run(question.script(), link.keys(question), arguments).await });
    poll_fn(|context| {
        let poll = catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context)));
        poll.unwrap_or_else(|_| Poll::Ready(Err("the store panicked".into())))
    })
    .await
}
