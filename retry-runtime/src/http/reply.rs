//! Status, headers and body together.

mod names;

use core::time::Duration;
use std::time::SystemTime;

use self::names::Names;
use super::body::{ErrorObject, Waits};
use super::codes::Code;
use super::headers::Headers;
use super::moment::{Latest, Moment};
use super::prose::Prose;
use super::{codes, status};
use crate::verdict::{FailureClass, PermanentReason, Verdict};

/// A rate limit with a wait of this length is a spent quota: Azure's free tier says "try again in 86400 seconds".
const SPENT: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether the body has a say, and is worth reading for the verdict.
pub(crate) fn reads_body(status: u16, headers: Headers<'_>) -> bool {
    status::leaves_a_question(status) || headers.should_retry() == Some(true)
}

/// The verdict of a failure. Where the body [has no say](reads_body), `object` is not asked.
pub(crate) fn judge(status: u16, headers: Headers<'_>, object: &ErrorObject<'_>) -> Verdict {
    let silent = ErrorObject::default();
    // An answer may have fields of the same names.
    let speaks = reads_body(status, headers) && (!status::is_success(status) || object.is_error());
    let object = if speaks { object } else { &silent };
    let text = object.wrapped();
    let wrapped = text.as_ref().map(|text| ErrorObject::read(text.json.as_bytes()).with_status(text.status));
    let wrapped = wrapped.filter(ErrorObject::is_useful);
    let prose = wrapped.as_ref().map_or_else(Prose::default, ErrorObject::prose).and(object.prose());
    let names = Names::of(wrapped.iter().chain([object]), headers.text("x-amzn-errortype"));
    let evidence = Evidence { status, headers, object, wrapped: wrapped.as_ref(), names, prose };

    let class = evidence.class();
    let is_limit = class == FailureClass::Throttled;
    let hint = evidence.hint(class);
    let is_spent = is_limit && hint >= Some(SPENT);
    let proof = evidence.proof(class).or(is_spent.then_some(PermanentReason::Quota));

    let class = match proof {
        Some(reason) => FailureClass::Permanent(reason),
        None if evidence.is_overload(class) => FailureClass::Overloaded,
        None => class,
    };
    let class = match headers.should_retry() {
        Some(false) if !is_permanent(class) => FailureClass::Permanent(PermanentReason::Invalid),
        Some(true) if is_permanent(class) && proof.is_none() => FailureClass::Transient,
        _ => class,
    };
    let verdict = Verdict::of(class);
    let verdict = if headers.should_retry() == Some(false) { verdict.forbidden() } else { verdict };
    let verdict = if evidence.is_refused() { verdict.did_not_run() } else { verdict };
    match hint {
        Some(hint) => verdict.with_hint(hint),
        None if is_limit && !is_permanent(class) => {
            headers.reset(evidence.object.limit()).map_or(verdict, |reset| verdict.with_reset(reset))
        }
        None => verdict,
    }
}

/// The status of an error object, by number or by its code.
fn status_of(object: &ErrorObject<'_>) -> Option<u16> {
    let known = || object.number().or_else(|| object.names().find_map(codes::find));
    object.status().or_else(|| known().map(|code| code.status))
}

const fn is_permanent(class: FailureClass) -> bool {
    matches!(class, FailureClass::Permanent(_))
}

/// The parts of a reply, as far as they are understood.
struct Evidence<'r> {
    status: u16,
    headers: Headers<'r>,
    object: &'r ErrorObject<'r>,
    /// The error of another server, which the object passes on.
    wrapped: Option<&'r ErrorObject<'r>>,
    names: Names<'r>,
    prose: Prose,
}

impl<'r> Evidence<'r> {
    /// The error objects, the one that knows more first.
    fn objects(&self) -> impl Iterator<Item = &'r ErrorObject<'r>> {
        self.wrapped.into_iter().chain([self.object])
    }

    /// The status that counts. A relay that fails passes on the reply of another server, whose status counts. A reply that
    /// began with 200 has the status of its error, if the code is known.
    fn status(&self) -> Option<u16> {
        match self.status {
            500..=599 => return self.wrapped.and_then(status_of).or(Some(self.status)),
            status if !status::is_success(status) => return Some(status),
            _ => {}
        }
        let of_code = || self.codes().map(|code| code.status).next();
        let of_number =
            || self.objects().find_map(|object| codes::of_grpc(object.code()?)).map(|code| code.status);
        let of_failure = || self.object.has_failed().then_some(500).filter(|_| self.names.is_empty());
        // "Internal server error", and nothing else.
        let of_message =
            || self.objects().find_map(|object| codes::find(object.message())).map(|code| code.status);
        let said = self.objects().find_map(ErrorObject::status).or_else(of_code);
        said.or_else(of_number).or_else(of_failure).or_else(of_message)
    }

    /// The codes that are known. Where no status speaks, the names of clients' errors are codes, too.
    fn codes(&self) -> impl Iterator<Item = &'static Code> {
        let of_errors = status::is_success(self.status).then(|| self.names.of_errors());
        self.names.known().chain(of_errors.into_iter().flatten())
    }

    /// Whether the server refused the request before it began. Only the status line says so, and in a 503 a documented code
    /// for overload. Prose does not, nor does the error of another server, which may have run the request elsewhere.
    fn is_refused(&self) -> bool {
        let is_overload = |code: &Code| code.class == Some(FailureClass::Overloaded);
        let header = self.headers.text("x-amzn-errortype");
        match self.status {
            429 | 498 | 529 => true,
            503 => Names::of([self.object].into_iter(), header).known().any(is_overload),
            _ => false,
        }
    }

    /// The status, and the fields that decide where it does not.
    fn class(&self) -> FailureClass {
        match self.status() {
            Some(402) if self.object.limit_source() == Some("openrouter_in_flight_budget") => {
                FailureClass::Throttled
            }
            // AWS decides by the type: its JSON services throttle with a 400.
            Some(400) if self.names.known().any(|code| code.class == Some(FailureClass::Throttled)) => {
                FailureClass::Throttled
            }
            Some(424) => self.class_of_dependency(),
            Some(status) => status::class(status),
            // Only the words of the message are left.
            None => self.class_of_words(),
        }
    }

    /// The class of an error in a 200 or in an event, if its codes are unknown.
    fn class_of_words(&self) -> FailureClass {
        let says = |what: fn(&Prose) -> bool| what(&self.prose) || what(&self.names.unknown());
        if says(Prose::is_throttled) {
            FailureClass::Throttled
        } else if says(Prose::is_overload) {
            FailureClass::Overloaded
        } else if says(Prose::is_timeout) {
            FailureClass::TimedOut
        } else if says(Prose::is_failure) {
            FailureClass::Transient
        } else {
            FailureClass::Permanent(PermanentReason::Unrecognized)
        }
    }

    /// 424: the model behind Bedrock failed, and its own status counts; or its stream did, which passes. Elsewhere the
    /// caller's own dependency failed.
    fn class_of_dependency(&self) -> FailureClass {
        let is = |code| self.names.has(code);
        match self.object.original_status() {
            _ if is(codes::MODEL_STREAM_ERROR) => FailureClass::Transient,
            Some(429) => FailureClass::Throttled,
            Some(status @ 500..) => status::class(status),
            None if is(codes::MODEL_ERROR) => FailureClass::Transient,
            _ => status::class(424),
        }
    }

    /// The reason why the same request fails again, if the body proves that it does.
    fn proof(&self, class: FailureClass) -> Option<PermanentReason> {
        let by_code = self.codes().find_map(|code| match code.class {
            Some(FailureClass::Permanent(reason)) => Some(reason),
            _ => None,
        });
        let is_flagged = self.objects().any(ErrorObject::is_flagged);
        by_code.or(is_flagged.then_some(PermanentReason::Refused)).or_else(|| match class {
            FailureClass::Throttled => self.proof_of_limit(),
            FailureClass::Permanent(_) => self.reason_of_permanent(),
            // A server that fails may say anything: only what it says first, and in whole, is a proof.
            _ => self.prose.opening(),
        })
    }

    /// The reason why a rate limit does not pass.
    fn proof_of_limit(&self) -> Option<PermanentReason> {
        let (prose, codes) = (&self.prose, self.names.unknown());
        let is_window = || prose.tells_window() || codes.names_window();
        if prose.tells_no_money() || codes.names_money() {
            Some(PermanentReason::Quota)
        } else if codes.is_too_long()
            || prose.is_too_large()
            || prose.is_too_long() && !prose.mentions_throttling()
        {
            Some(PermanentReason::TooLong)
        } else if self.objects().any(ErrorObject::is_spent) || prose.allows_nothing() {
            Some(PermanentReason::Quota)
        } else {
            // A bucket that refills is named by the day, and passes in seconds.
            let passes = self.asked(FailureClass::Throttled).is_some_and(|wait| wait < SPENT);
            (is_window() && !passes).then_some(PermanentReason::Quota)
        }
    }

    /// The reason of a failure that its status makes permanent, or that is not recognized.
    fn reason_of_permanent(&self) -> Option<PermanentReason> {
        let (prose, codes) = (&self.prose, self.names.unknown());
        let is_refusal_to_pay = matches!(self.status(), None | Some(402 | 403 | 412));
        let is_window =
            || prose.tells_window() || prose.tells_quota() || codes.names_window() || codes.names_money();
        let is_spent = prose.tells_no_money() || codes.tells_no_money() || codes.tells_window();
        if is_spent || is_refusal_to_pay && is_window() {
            Some(PermanentReason::Quota)
        } else if prose.is_too_long() || codes.is_too_long() {
            Some(PermanentReason::TooLong)
        } else {
            prose.is_refused().then_some(PermanentReason::Refused)
        }
    }

    /// The hint: the longer of the hint in the headers and the hint in the body. The one in the body counts only for a failure
    /// that is retried.
    fn asked(&self, class: FailureClass) -> Option<Duration> {
        let fields = self.waits(|waits| waits.asked, self.prose.wait_at());
        let said = fields.max(self.prose.wait()).filter(|_| !is_permanent(class));
        self.headers.hint().max(said)
    }

    /// The same, or else when the body says that the limit is full again.
    fn hint(&self, class: FailureClass) -> Option<Duration> {
        let fields = || self.waits(|waits| waits.reset, self.prose.reset_at());
        let reset = || fields().max(self.prose.reset()).filter(|_| !is_permanent(class));
        self.asked(class).or_else(reset)
    }

    /// The waits in the fields, and a date in the message.
    fn waits(&self, of: fn(Waits) -> Latest, said: Option<SystemTime>) -> Option<Duration> {
        let said = said.map_or_else(Latest::default, |date| Moment::At(date).into());
        let latest = self.objects().fold(said, |latest, object| latest.and(of(object.waits())));
        latest.wait(|| self.headers.now())
    }

    /// Overload by its code; by its message where the status leaves that open.
    fn is_overload(&self, class: FailureClass) -> bool {
        let by_code = || self.codes().any(|code| code.class == Some(FailureClass::Overloaded));
        match class {
            FailureClass::Permanent(_) => false,
            FailureClass::Throttled => by_code(),
            _ => by_code() || self.prose.is_overload(),
        }
    }
}
