use std::time::Duration;

use retry_attr::test::End;
use retry_attr::{FailureClass, StopReason};

/// An [`End`] as tests write it down: only the kit can make the other one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Told {
    Succeeded,
    Retried { class: FailureClass, wait: Duration, server_asked: bool },
    GaveUp { class: FailureClass, stop_reason: StopReason },
    NoTurn { stop_reason: StopReason },
}

impl From<&End> for Told {
    fn from(end: &End) -> Self {
        match *end {
            End::Succeeded => Self::Succeeded,
            End::Retried { class, wait, server_asked, .. } => Self::Retried { class, wait, server_asked },
            End::GaveUp { class, stop_reason, .. } => Self::GaveUp { class, stop_reason },
            End::NoTurn { stop_reason, .. } => Self::NoTurn { stop_reason },
            _ => panic!("{end:?}"),
        }
    }
}
