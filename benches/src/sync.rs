//! A sync function: plain, by hand, and with `#[retry]`.

use std::time::Duration;

use retry_attr::retry;

use crate::asynchronous::CAP;
use crate::case::Case;
use crate::work::{Outcome, Server};

/// The rows of one way to retry, once with waits and once without.
macro_rules! way {
    ($module:ident, $way:literal, |$server:ident| $outcome:expr) => {
        mod $module {
            #[allow(clippy::wildcard_imports, reason = "the expression names what its file names")]
            use super::*;
            use $crate::case::{Case, Load, add};

            fn run<const MILLIS: u64>(load: Load) {
                let all = Server::new();
                let $server = &all;
                let mut sum = 0;
                for _ in 0..load.calls {
                    $server.fail(load.failures);
                    let outcome: Outcome = $outcome;
                    add(&mut sum, outcome);
                }
                load.check(sum, $server);
            }

            pub(super) fn cases() -> Vec<Case> {
                let often = Load::calls(10_000);
                let case = |question, load, run| Case { question, way: $way, load, run };
                vec![
                    case("sync ok", often, run::<10>),
                    case("sync zero 1", often.failing(1), run::<0>),
                    case("sync zero 3", often.failing(3), run::<0>),
                ]
            }
        }
    };
}

pub(crate) use way;

fn plain(server: &Server) -> Outcome {
    server.attempt()
}
way!(plain_function, "plain", |server| plain(server));

fn by_hand<const MILLIS: u64>(server: &Server) -> Outcome {
    let mut retries = 0;
    loop {
        match plain(server) {
            Ok(answer) => return Ok(answer),
            Err(error) if retries == 3 || !error.is_transient() => return Err(error),
            Err(_) => {}
        }
        let ceiling = Duration::from_millis(MILLIS).saturating_mul(1 << retries).min(CAP);
        retries += 1;
        std::thread::sleep(ceiling.mul_f64(fastrand::f64()));
    }
}
way!(hand, "hand", |server| by_hand::<MILLIS>(server));

#[retry(max = 4, initial_delay = Duration::from_millis(MILLIS), max_delay = "1s")]
fn annotated<const MILLIS: u64>(server: &Server) -> Outcome {
    server.attempt()
}
way!(ours, "ours", |server| annotated::<MILLIS>(server));

#[retry(max = 4, initial_delay = Duration::from_millis(MILLIS), max_delay = "1s", on(error if error.is_transient()))]
fn on<const MILLIS: u64>(server: &Server) -> Outcome {
    server.attempt()
}
way!(ours_on, "ours, on", |server| on::<MILLIS>(server));

pub(crate) fn cases() -> Vec<Case> {
    let [ok, ..] = &plain_function::cases()[..] else { return Vec::new() };
    [vec![*ok], hand::cases(), ours::cases(), ours_on::cases()].concat()
}
