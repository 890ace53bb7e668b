use std::sync::Arc;
use std::time::Duration;

use tower::retry::backoff::{Backoff as _, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff as _};
use tower::retry::budget::{Budget as _, TpsBudget};
use tower::util::rng::HasherRng;

use crate::asynchronous::CAP;
use crate::work::{Error, Server};

/// The policy that users of tower write.
#[derive(Clone)]
pub(crate) struct Policy {
    budget: Arc<TpsBudget>,
    backoff: ExponentialBackoff,
    left: u32,
}

impl Policy {
    pub(crate) fn new(millis: u64) -> Self {
        let maker =
            ExponentialBackoffMaker::new(Duration::from_millis(millis), CAP, 0.99, HasherRng::default());
        let backoff = maker.expect("the cap is above the base").make_backoff();
        Self { budget: Arc::new(TpsBudget::default()), backoff, left: 3 }
    }
}

impl<'s> tower::retry::Policy<&'s Server, u64, Error> for Policy {
    type Future = tokio::time::Sleep;

    fn retry(&mut self, _: &mut &'s Server, outcome: &mut Result<u64, Error>) -> Option<Self::Future> {
        let Err(error) = outcome else {
            self.budget.deposit();
            return None;
        };
        // Asked, and not obeyed: calls that all fail would empty it.
        let _ = self.budget.withdraw();
        self.left = self.left.checked_sub(1).filter(|_| error.is_transient())?;
        Some(self.backoff.next_backoff())
    }

    fn clone_request(&mut self, request: &&'s Server) -> Option<&'s Server> {
        Some(*request)
    }
}
