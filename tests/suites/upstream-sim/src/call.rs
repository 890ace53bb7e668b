use std::time::Duration;

use retry_attr::__private::{Tokio, Under, sleep};
use retry_attr::{FailureClass, Upstream, Verdict};
use tokio::time::Instant;

use crate::draw::Draw;
use crate::server::Api;

/// One call as `#[retry]` makes it. `draw` is for its own waits.
pub(crate) struct Call<'a> {
    pub(crate) api: &'a Api,
    pub(crate) upstream: Option<&'a Upstream>,
    pub(crate) is_background: bool,
    pub(crate) max: i32,
    pub(crate) deadline: Option<f64>,
    pub(crate) tells_cost: bool,
    pub(crate) draw: Draw,
}

impl Call<'_> {
    /// Whether it succeeded.
    pub(crate) async fn run(mut self) -> bool {
        let end = self.deadline.map(|seconds| Instant::now() + Duration::from_secs_f64(seconds));
        let cost = self.api.cost();
        let mut under = self.upstream.map(|upstream| self.under(upstream, cost));
        for attempt in 1..=self.max {
            if let Some(under) = &mut under {
                let admission = under
                    .admit(Tokio, attempt > 1, end.map(Instant::into_std), |look| sleep(Tokio, look.after));
                if admission.await.is_err() {
                    return false;
                }
            }
            let verdict = match self.api.ask(cost).await {
                Ok(()) => {
                    if let Some(under) = &mut under {
                        under.succeeded(Tokio);
                    }
                    return true;
                }
                Err(verdict) => verdict,
            };
            let wait = self.own_wait(&verdict, attempt);
            let mut line = Duration::ZERO;
            if let Some(under) = &mut under {
                under.failed(Tokio, verdict);
                if attempt == self.max || !under.pay(verdict.class()) {
                    return false;
                }
                line = under.expected_wait(Tokio);
            }
            if attempt == self.max || end.is_some_and(|end| Instant::now() + wait.max(line) >= end) {
                return false;
            }
            tokio::time::sleep(wait).await;
        }
        false
    }

    fn under<'u>(&self, upstream: &'u Upstream, cost: f64) -> Under<&'u Upstream> {
        let under = Under::new(upstream);
        let under = if self.is_background { under.background() } else { under };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
        let cost = cost as u32;
        if self.tells_cost { under.cost(cost) } else { under }
    }

    /// The default policy: the longer of the hint and an exponential wait with jitter.
    fn own_wait(&mut self, verdict: &Verdict, retry: i32) -> Duration {
        let is_throttling = matches!(verdict.class(), FailureClass::Throttled | FailureClass::Overloaded);
        let (first, least) = if is_throttling { (1.0, 0.5) } else { (0.5, 0.0) };
        let ceiling = (first * 2.0_f64.powi(retry - 1)).min(20.0);
        let own = self.draw.seconds(least * ceiling, ceiling);
        let hint = verdict.hint().unwrap_or_default();
        // Under an upstream, the pace spreads the calls that heard the same time.
        let spread =
            if self.upstream.is_none() { (hint / 10).min(Duration::from_secs(5)) } else { Duration::ZERO };
        own.max(hint + spread.mul_f64(self.draw.share()))
    }
}
