//! The work that is retried, hidden from the optimizer.

use std::fmt;
use std::hint::black_box;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use retry_attr::{PermanentReason, Retryable, TimedOut, Verdict};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Error {
    Transient,
    Fatal,
}

impl Error {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the peers ask for a predicate of a reference")]
    pub(crate) const fn is_transient(&self) -> bool {
        matches!(self, Self::Transient)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

impl std::error::Error for Error {}

impl Retryable for Error {
    fn verdict(&self) -> Verdict {
        if self.is_transient() { Verdict::transient() } else { Verdict::permanent(PermanentReason::Invalid) }
    }
}

impl From<TimedOut> for Error {
    fn from(_: TimedOut) -> Self {
        Self::Transient
    }
}

pub(crate) type Outcome = Result<u64, Error>;

/// Fails a given number of times, then succeeds. Counts its attempts.
pub(crate) struct Server {
    failures: AtomicU32,
    answer: AtomicU64,
    attempts: AtomicU64,
}

impl Server {
    pub(crate) const ANSWER: u64 = 7;

    pub(crate) const fn new() -> Self {
        Self {
            failures: AtomicU32::new(0),
            answer: AtomicU64::new(Self::ANSWER),
            attempts: AtomicU64::new(0),
        }
    }

    #[inline]
    pub(crate) fn fail(&self, times: u32) {
        self.failures.store(times, Relaxed);
    }

    #[inline(never)]
    pub(crate) fn attempt(&self) -> Outcome {
        self.attempts.store(self.attempts.load(Relaxed) + 1, Relaxed);
        match self.failures.load(Relaxed) {
            0 => Ok(self.answer.load(Relaxed)),
            u32::MAX => Err(Error::Fatal),
            left => {
                self.failures.store(left - 1, Relaxed);
                Err(Error::Transient)
            }
        }
    }

    pub(crate) fn attempts(&self) -> u64 {
        self.attempts.load(Relaxed)
    }
}

/// The number of times that the next [`Leaf`] is pending.
pub(crate) static PENDING: AtomicU32 = AtomicU32::new(0);

/// The future that a body awaits. It uses both of its arguments, as a real one does, and else LLVM drops them where it puts the
/// caller into the same codegen unit, which the checkout's path decides.
pub(crate) struct Leaf;

impl Future for Leaf {
    type Output = ();

    #[inline(never)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        black_box((self, context));
        match PENDING.load(Relaxed) {
            0 => Poll::Ready(()),
            left => {
                PENDING.store(left - 1, Relaxed);
                Poll::Pending
            }
        }
    }
}

/// The tokens of an async function's body, in whose future `$bytes` bytes live across an await.
macro_rules! body_tokens {
    ($server:ident, $bytes:ident) => {{
        let buffer = ::std::mem::MaybeUninit::<[u8; $bytes]>::uninit();
        ::std::hint::black_box(&buffer);
        $crate::work::Leaf.await;
        ::std::hint::black_box(&buffer);
        $server.attempt()
    }};
}

pub(crate) use body_tokens;

/// The same body as a function, for those who retry functions.
#[inline]
pub(crate) async fn body<const BYTES: usize>(server: &Server) -> Outcome {
    body_tokens!(server, BYTES)
}
