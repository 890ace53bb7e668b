use core::future::Future;
use core::pin::Pin;
use core::task::{Context as TaskContext, Poll};

use pin_project_lite::pin_project;

use crate::seam::Context;

/// Applies the current kit to a future that is spawned. Without a kit it changes nothing.
pub fn wrap<F: Future>(future: F) -> Scoped<F> {
    Scoped::new(future, Context::current().map(Context::detached))
}

pin_project! {
    /// A future that runs in a kit, see [`wrap`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Scoped<F> {
        #[pin]
        future: F,
        context: Option<Context>,
    }
}

impl<F> Scoped<F> {
    pub(super) fn new(future: F, context: Option<Context>) -> Self {
        Self { future, context }
    }
}

impl<F: Future> Future for Scoped<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<F::Output> {
        let this = self.project();
        let _entered = this.context.as_ref().map(Context::enter);
        this.future.poll(task)
    }
}
