//! The behavior of a call, rule by rule, as `src/retry.md` documents it.

use std::time::Duration;

use retry_attr::{FailureClass, PermanentReason, StopReason, TimeLimit};

use crate::failed::{Failed, Outcome};
use crate::gate::{Gate, Turn};
use crate::script::{NamesCut, On, Options, Says, Script, Shared, Step};
use crate::time::{Ended, Time};
use crate::told::Told;
use crate::waits::{Moment, Wait};

/// A call as seen from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Played {
    /// The time at which each body began.
    pub(crate) begun: Vec<Duration>,
    /// The result of each attempt.
    pub(crate) ends: Vec<Told>,
    pub(crate) returned: Option<Outcome>,
}

/// All of a call, and when it did what.
#[derive(Debug, Default)]
pub(crate) struct Play {
    begun: Vec<u64>,
    ends: Vec<(u64, Told)>,
    returned: Option<Outcome>,
    pub(crate) elapsed: Duration,
}

pub(crate) fn play(script: &Script, time: Time) -> Play {
    let options = &script.options;
    let mut play = Play::default();
    let (mut now, mut own_wait_before) = (0, None);
    let mut before: Option<(Outcome, FailureClass)> = None;
    let mut gate = options.upstream.as_ref().map(Gate::new);
    for (number, step) in (1..).zip(&script.steps) {
        if let (Some(gate), Some(shared)) = (&mut gate, &options.upstream) {
            let limit = line_limit(options, shared, number);
            match gate.admit(now, limit.map(|(_, end)| end)) {
                Turn::At(turn) => now = turn,
                Turn::NoneAt(at) => return play.end_in_line(options, at, number, limit, before),
            }
        }
        let ended = time.attempt(options, step, number, now, before, &mut play.begun);
        let Ended { at, outcome, cut } = ended;
        let Some(class) = class_of(options, outcome, cut) else {
            return play.end(at, Told::Succeeded, outcome);
        };
        // The failure before says more than that the time was up.
        if let (Some((Err(error), class)), Some(TimeLimit::Deadline), true) =
            (before, cut, options.last_error)
        {
            return play.end(at, Told::GaveUp { class, stop_reason: StopReason::Deadline }, Err(error));
        }
        if let Some(gate) = &mut gate {
            match (outcome, cut) {
                (Err(Failed::Scripted { failure, .. }), None) => gate.failed(at, Some(class), failure.says),
                (_, Some(_)) => gate.failed(at, Some(class), Says::Nothing),
                _ => gate.failed(at, None, Says::Nothing),
            }
        }
        match decide(options, step, number, &ended, class, &mut own_wait_before, gate.as_mut()) {
            Err(reason) => return play.end(at, Told::GaveUp { class, stop_reason: reason }, outcome),
            Ok((wait, server_asked)) => {
                let waited = Duration::from_nanos(wait);
                play.ends.push((at, Told::Retried { class, wait: waited, server_asked }));
                now = time.after(at, wait);
            }
        }
        before = Some((outcome, class));
    }
    unreachable!("there are as many steps as attempts")
}

/// The wait, and whether the server asked for it.
fn decide(
    options: &Options,
    step: &Step,
    number: usize,
    ended: &Ended,
    class: FailureClass,
    own_wait_before: &mut Option<u64>,
    gate: Option<&mut Gate>,
) -> Result<(u64, bool), StopReason> {
    if let Some(reason) = reason_to_stop(options, ended.outcome, ended.cut, class) {
        return Err(reason);
    }
    if !options.idempotent && may_have_run(ended.outcome, ended.cut) {
        return Err(StopReason::MayHaveRun);
    }
    if !options.allows_nested && options.on == On::Unwritten && is_given_up(ended) {
        return Err(StopReason::Nested);
    }
    let retry = u32::try_from(number).expect("a few");
    if retry == options.max {
        return Err(StopReason::Attempts);
    }
    let says = match (ended.outcome, ended.cut) {
        (Err(Failed::Scripted { failure, .. }), None) => failure.says,
        _ => Says::Nothing,
    };
    let left = options.deadline.map(|deadline| deadline.saturating_sub(ended.at));
    let in_line = gate.as_ref().map_or(0, |gate| gate.expected_wait(ended.at));
    if left.is_some_and(|left| in_line >= left.max(1)) {
        return Err(StopReason::Deadline);
    }
    let wait = match (Moment { options, retry, random: step.random, left }).wait(class, says, own_wait_before)
    {
        Wait::Own(wait) => (wait, false),
        Wait::Asked(wait) => (wait, true),
        Wait::HintTooLong => return Err(StopReason::HintTooLong),
        Wait::Late => return Err(StopReason::Deadline),
    };
    // Nothing is paid for a retry that does not come.
    if gate.is_some_and(|gate| !gate.pays(class)) {
        return Err(StopReason::Budget);
    }
    Ok(wait)
}

/// The limit of the wait in line that ends first, and its end. `max_wait` is for first attempts.
fn line_limit(options: &Options, shared: &Shared, number: usize) -> Option<(TimeLimit, u64)> {
    let max_wait = shared.max_wait.filter(|_| number == 1).map(|end| (TimeLimit::Upstream, end));
    let deadline = options.deadline.map(|end| (TimeLimit::Deadline, end));
    match (max_wait, deadline) {
        (Some(max_wait), Some(deadline)) => Some(if max_wait.1 < deadline.1 { max_wait } else { deadline }),
        _ => max_wait.or(deadline),
    }
}

/// The class of a failure; a success has none.
fn class_of(options: &Options, outcome: Outcome, cut: Option<TimeLimit>) -> Option<FailureClass> {
    match outcome {
        _ if cut.is_some() => Some(FailureClass::TimedOut),
        Ok(false) if options.on_ok => Some(FailureClass::Transient),
        Ok(_) => None,
        Err(Failed::Scripted { failure, .. }) => Some(failure.class),
        Err(Failed::Cut { .. }) => unreachable!("only limits make them"),
    }
}

/// Whether the request may have been carried out. One that was cut may, and one that was answered was.
fn may_have_run(outcome: Outcome, cut: Option<TimeLimit>) -> bool {
    match (outcome, cut) {
        (Err(Failed::Scripted { failure, .. }), None) => failure.ran,
        _ => true,
    }
}

/// Whether a call inside has given up on the failure.
fn is_given_up(ended: &Ended) -> bool {
    matches!(ended, Ended { outcome: Err(Failed::Scripted { failure, .. }), cut: None, .. } if failure.given_up)
}

/// Whether the failure itself forbids another attempt.
fn reason_to_stop(
    options: &Options,
    outcome: Outcome,
    cut: Option<TimeLimit>,
    class: FailureClass,
) -> Option<StopReason> {
    let failure = match (outcome, cut) {
        (_, Some(TimeLimit::Deadline)) => return Some(StopReason::Deadline),
        (_, Some(_)) => return (options.except == Some(NamesCut(true))).then_some(StopReason::Excluded),
        (Err(Failed::Scripted { failure, .. }), None) => failure,
        // `on_ok` alone decides.
        _ => return None,
    };
    let is_proven = matches!(
        class,
        FailureClass::Permanent(PermanentReason::Quota | PermanentReason::TooLong | PermanentReason::Refused)
    );
    if options.except.is_some() && failure.excepted {
        return Some(StopReason::Excluded);
    }
    match (options.on, class) {
        (On::Pattern, _) if !failure.named => Some(StopReason::Excluded),
        (On::Pattern, _) => is_proven.then_some(StopReason::Permanent),
        (On::Unwritten, FailureClass::Permanent(PermanentReason::Unrecognized)) => {
            Some(StopReason::Unrecognized)
        }
        (On::Unwritten, FailureClass::Permanent(_)) => Some(StopReason::Permanent),
        (On::Everything | On::Unwritten, _) => None,
    }
}

impl Play {
    /// There was no turn for the attempt with this number.
    fn end_in_line(
        self,
        options: &Options,
        at: u64,
        number: usize,
        limit: Option<(TimeLimit, u64)>,
        before: Option<(Outcome, FailureClass)>,
    ) -> Self {
        let (limit, length) = limit.expect("without a limit the turn comes");
        let stop_reason =
            if limit == TimeLimit::Upstream { StopReason::LineTooLong } else { StopReason::Deadline };
        let outcome = match before {
            Some((Err(error), _)) if options.last_error => Err(error),
            _ => Err(Failed::Cut {
                limit,
                after: Duration::from_nanos(length),
                attempts: number - 1,
                before: before.map(|(_, class)| class),
            }),
        };
        self.end(at, Told::NoTurn { stop_reason }, outcome)
    }

    fn end(mut self, now: u64, end: Told, outcome: Outcome) -> Self {
        self.ends.push((now, end));
        self.returned = Some(outcome);
        self.elapsed = Duration::from_nanos(now);
        self
    }

    pub(crate) fn played(&self) -> Played {
        self.until(u64::MAX)
    }

    /// The call as seen from outside if it is dropped then: everything before the drop, and nothing after it.
    pub(crate) fn dropped_after(&self, end: Option<Duration>) -> Played {
        self.until(
            end.map_or(u64::MAX, |end| u64::try_from(end.as_nanos()).expect("scripts have no such times")),
        )
    }

    fn until(&self, end: u64) -> Played {
        let begun = self.begun.iter().filter(|at| **at <= end).map(|at| Duration::from_nanos(*at)).collect();
        let ends = self.ends.iter().filter(|(at, _)| *at <= end).map(|(_, end)| *end).collect();
        let returned = self.returned.filter(|_| self.elapsed <= Duration::from_nanos(end));
        Played { begun, ends, returned }
    }
}

impl Played {
    /// The failures that hooks receive: all of them.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.ends.iter().filter(|end| **end != Told::Succeeded).copied().collect()
    }
}
