//! The thread that asks the stores of this process.

use core::future::pending;
use core::time::Duration;
use std::string::ToString;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Instant;

use tokio::runtime::{Builder, Handle};
use tokio::time::{sleep, timeout};

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

async fn run(link: Arc<Link>) {
    let mut rest = FIRST_REST;
    while !link.is_closed() {
        let Some(trip) = link.next_trip() else {
            idle(&link).await;
            continue;
        };
        match make(&link, &trip).await {
            Ok(news) => {
                if rest > FIRST_REST {
                    telemetry::store_answers(&link.name);
                }
                rest = FIRST_REST;
                link.deliver(news);
            }
            Err(error) => {
                if rest == FIRST_REST {
                    telemetry::store_is_silent(&link.name, &error.to_string());
                }
                link.deliver(News::Silent);
                sleep(rest).await;
                rest = (rest * 2).min(LONGEST_REST);
                link.forget();
            }
        }
    }
}

/// Until there is something to ask. Slots that attempts hold are renewed meanwhile.
async fn idle(link: &Link) {
    let post = link.post.notified();
    if !link.holds_slots() {
        post.await;
    } else if timeout(Link::renew_after(), post).await.is_err() {
        link.renew();
    }
}

async fn make(link: &Link, trip: &Trip) -> Result<News, StoreError> {
    let Trip { question, terms, arguments } = trip;
    let answer = link.store.run(question.script(), link.keys(*question), arguments);
    let answer = timeout(PATIENCE, answer).await??;
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
