//! A scenario as data: what the server says, and what must come of it.

use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;
use std::{fmt, fs};

use ai_api::Reply;
use retry_attr::{FailureClass, PermanentReason, StopReason};

const OPENAI: &str = "/v1/chat/completions";
const ANTHROPIC: &str = "/v1/messages";

/// In a URL the address where the server will be.
pub(crate) const SERVER: &str = "{server}";

/// One scenario, with `max = 3`, `initial_delay = "500ms"`, `max_delay = "8s"` and full jitter.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// Where the first attempts go instead, and how many of them.
    pub(crate) elsewhere: (String, usize),
    pub(crate) script: Vec<Reply>,
    /// The number of requests that the server sees.
    pub(crate) requests: usize,
    /// One less than the attempts, because no wait follows the last attempt.
    pub(crate) waits: Vec<Wait>,
    pub(crate) end: End,
}

/// A wait between two attempts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wait {
    /// Our own before the second attempt.
    B1,
    /// Our own before the third.
    B2,
    /// Our own when the server has asked for less, without a hint or with a shorter one.
    T1,
    /// The server's, in seconds.
    Hint(f64),
    /// Until the server's limit is full, in seconds.
    Reset(f64),
    /// The longest that we wait, or up to a tenth less.
    Longest,
}

impl Wait {
    pub(crate) fn seconds(self) -> RangeInclusive<f64> {
        match self {
            Self::B1 => 0.0..=0.5,
            Self::B2 => 0.0..=1.0,
            Self::T1 => 0.5..=1.0,
            Self::Hint(seconds) | Self::Reset(seconds) => seconds..=seconds * 1.1,
            Self::Longest => 7.2..=8.0,
        }
    }
}

/// The outcome for the caller.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    Answer,
    Failure(Failure),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Failure {
    /// The reply's, if there is one.
    pub(crate) status: Option<u16>,
    pub(crate) class: FailureClass,
    pub(crate) hint: Option<Duration>,
    pub(crate) sent: bool,
    pub(crate) stop: StopReason,
}

impl Row {
    /// After these waits, one request each, the answer.
    pub(crate) fn answered(
        name: &'static str,
        waits: impl Into<Vec<Wait>>,
        script: impl IntoIterator<Item = Reply>,
    ) -> Self {
        let waits = waits.into();
        Self {
            name,
            path: OPENAI,
            elsewhere: (String::new(), 0),
            script: script.into_iter().chain([answer()]).collect(),
            requests: waits.len() + 1,
            waits,
            end: End::Answer,
        }
    }

    /// One request, because the same request would fail again. A second request would be answered.
    pub(crate) fn refused(name: &'static str, status: u16, reason: PermanentReason, reply: Reply) -> Self {
        let failure = Failure {
            status: Some(status),
            class: FailureClass::Permanent(reason),
            hint: None,
            sent: true,
            stop: StopReason::Permanent,
        };
        Self { end: End::Failure(failure), ..Self::answered(name, [], [reply]) }
    }

    pub(crate) fn by_anthropic(self) -> Self {
        Self { path: ANTHROPIC, ..self }
    }

    /// The first attempts go there, where no request arrives.
    pub(crate) fn at_first(self, url: String, times: usize) -> Self {
        Self { elsewhere: (url, times), requests: self.requests.saturating_sub(times), ..self }
    }

    /// The failure of the last attempt.
    pub(crate) fn fails(self, failure: Failure) -> Self {
        Self { end: End::Failure(failure), ..self }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn answer() -> Reply {
    Reply::answer("Paris.")
}

/// A provider's reply as it was seen, from the tests of the verdicts: the verdict, the status, the headers, an empty
/// line and the body.
pub(crate) fn recorded(name: &str) -> Reply {
    let text = recorded_text(name);
    let (head, body) = text.split_once("\n\n").expect("an empty line before the body");
    let mut head = head.lines().skip(1);
    let status = head.next().and_then(|status| status.parse().ok()).expect("a status");
    let reply = Reply::status(status).body(body.to_owned());
    head.filter_map(|line| line.split_once(": "))
        .fold(reply, |reply, (name, value)| reply.header(name, value))
}

pub(crate) fn recorded_text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../retry-runtime/tests/http/replies");
    let path = folder.join(name).with_extension("txt");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
