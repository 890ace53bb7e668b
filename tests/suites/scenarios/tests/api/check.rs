//! Plays a row to a client, and compares.

use ai_api::AiApi;
use retry_attr::FailureClass;

use crate::call::{Call, Waited};
use crate::client::{Client, Seen};
use crate::row::{End, Failure, Row, Wait};

/// The result of a row.
#[derive(Debug)]
pub(crate) struct Played {
    /// Every way in which that is something else than the row says.
    pub(crate) wrong: Vec<String>,
    /// Between the attempts.
    pub(crate) waits: Vec<Waited>,
}

pub(crate) fn play(client: &Client, row: &Row) -> Played {
    let api = AiApi::play(row.script.clone());
    let call = Call::new(row, &api);
    let seen = (client.ask)(&call);
    let requests = api.requests().len();

    let mut wrong = Vec::new();
    if requests != row.requests {
        wrong.push(format!("the server saw {requests} requests, not {}", row.requests));
    }
    if call.attempts() != row.waits.len() + 1 {
        wrong.push(format!("{} attempts, not {}", call.attempts(), row.waits.len() + 1));
    }
    wrong.extend(wrong_waits(row, &call));
    wrong.extend(wrong_end(client, row.end, &seen, &call));
    Played { wrong, waits: call.waits() }
}

fn wrong_waits(row: &Row, call: &Call) -> Vec<String> {
    let waits = call.waits();
    if waits.len() != row.waits.len() {
        return vec![format!("waited {waits:?}, not {:?}", row.waits)];
    }
    let is_sent = |number| number >= row.elsewhere.1;
    let differs = |(number, (told, wait)): (usize, (&Waited, &Wait))| {
        let is_right = wait.seconds().contains(&told.wait.as_secs_f64())
            && told.server_asked == matches!(wait, Wait::Hint(_))
            && told.sent == is_sent(number);
        (!is_right)
            .then(|| format!("{told:?} is not {wait:?} after a request with `sent` {}", is_sent(number)))
    };
    let mut wrong: Vec<_> = waits.iter().zip(&row.waits).enumerate().filter_map(differs).collect();
    let not_zero: Vec<_> = waits.iter().map(|told| told.wait).filter(|wait| !wait.is_zero()).collect();
    if call.slept() != not_zero {
        wrong.push(format!("slept {:?}, and told {not_zero:?}", call.slept()));
    }
    wrong
}

fn wrong_end(client: &Client, end: End, seen: &Result<String, Seen>, call: &Call) -> Option<String> {
    let gave_up = call.gave_up();
    let is_right = match (end, seen) {
        (End::Answer, Ok(text)) => text == "Paris." && gave_up.is_empty(),
        (End::Failure(failure), Err(seen)) => gave_up == [failure.stop] && is_that(client, failure, seen),
        _ => false,
    };
    (!is_right).then(|| format!("ended with {seen:?} and {gave_up:?}, not with {end:?}"))
}

fn is_that(client: &Client, failure: Failure, seen: &Seen) -> bool {
    let class = seen.verdict.class();
    let is_class = if client.keeps_reply {
        class == failure.class
    } else {
        // The body contains the reason.
        matches!((class, failure.class), (FailureClass::Permanent(_), FailureClass::Permanent(_)))
            || class == failure.class
    };
    // No client's own error for a body has the status of its reply.
    let is_status = seen.status == failure.status.filter(|&status| client.keeps_reply || status != 200);
    is_class
        && is_status
        && seen.verdict.hint() == failure.hint
        && seen.verdict.may_have_been_sent() == failure.sent
}
