use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use pin_project_lite::pin_project;

pin_project! {
    /// The timer of a limit, built in place when the attempt first has to wait.
    #[derive(Debug)]
    #[project = AlarmProjection]
    pub(super) enum Alarm<S, W> {
        Unset { sleep: Option<S> },
        Set { #[pin] timer: W },
    }
}

impl<S, W> Alarm<S, W>
where
    S: FnOnce(Duration) -> W,
    W: Future<Output = ()>,
{
    pub(super) fn is_set(&self) -> bool {
        matches!(self, Self::Set { .. })
    }

    pub(super) fn set_to(mut self: Pin<&mut Self>, left: Duration) {
        if let AlarmProjection::Unset { sleep } = self.as_mut().project() {
            if let Some(sleep) = sleep.take() {
                self.set(Self::Set { timer: sleep(left) });
            }
        }
    }

    pub(super) fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.project() {
            AlarmProjection::Set { timer } => timer.poll(context),
            AlarmProjection::Unset { .. } => Poll::Pending,
        }
    }
}
