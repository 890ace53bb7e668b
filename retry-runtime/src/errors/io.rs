use core::fmt::Display;
use std::io;

use super::chain;
use crate::verdict::{GiveUpMark, PermanentReason, Retryable, Verdict};

/// Connections that are interrupted, refused, or cut, a lost network, and timeouts are transient. Every other kind is
/// permanent.
#[diagnostic::do_not_recommend]
#[cfg(feature = "std")]
impl Retryable for io::Error {
    fn verdict(&self) -> Verdict {
        match self.kind() {
            io::ErrorKind::ConnectionRefused => Verdict::transient().not_sent(),
            io::ErrorKind::TimedOut => Verdict::timed_out(),
            io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::Interrupted
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NotConnected
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::WouldBlock => Verdict::transient(),
            _ => Verdict::permanent(PermanentReason::Invalid),
        }
    }

    fn trace_text(&self) -> Option<&dyn Display> {
        chain::trace_text(self)
    }

    fn give_up_mark(&self) -> Option<&GiveUpMark> {
        chain::give_up_mark(self)
    }
}
