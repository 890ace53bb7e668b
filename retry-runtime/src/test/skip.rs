use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use pin_project_lite::pin_project;

pin_project! {
    /// The user's own wait, unless it is skipped.
    #[derive(Debug)]
    pub struct SleepBy<F> {
        #[pin]
        wait: Option<F>,
    }
}

impl<F> SleepBy<F> {
    pub(crate) fn new(wait: Option<F>) -> Self {
        Self { wait }
    }
}

impl<F: Future<Output = ()>> Future for SleepBy<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.project().wait.as_pin_mut() {
            Some(wait) => wait.poll(context),
            None => super::poll_skipped(context),
        }
    }
}
