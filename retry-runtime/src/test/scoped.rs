use core::future::Future;
use core::pin::Pin;
use core::task::{Context as TaskContext, Poll};

use pin_project_lite::pin_project;

use crate::seam::Context;

/// Applies the current kit to a future that is spawned. Outside of a kit, it changes nothing.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::test::{Kit, wrap};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// # runtime.block_on(async {
/// let task = async { 42 };
/// let (answer, _) = Kit::new().run_async(async { tokio::spawn(wrap(task)).await }).await;
/// assert_eq!(answer.unwrap(), 42);
/// # });
/// # std::io::Result::Ok(())
/// ```
pub fn wrap<F: Future>(future: F) -> Scoped<F> {
    Scoped::new(future, Context::current().map(Context::detached))
}

pin_project! {
    /// The future that [`wrap`] returns.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::test::{Scoped, wrap};
    ///
    /// struct Task<F>(Scoped<F>);
    ///
    /// fn task<F: Future>(future: F) -> Task<F> {
    ///     Task(wrap(future))
    /// }
    /// ```
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
