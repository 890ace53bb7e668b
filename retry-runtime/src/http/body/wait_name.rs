//! The names of fields that hold a wait: `retry_after`, `backoffSeconds`, `nextRetryAt`, `x-ratelimit-reset-ms`.
//!
//! Every word of such a name has a role. One word is the event to wait for. The others say when, name the unit, or add
//! nothing. A name with any other word is not a wait: `max_retries`, `last_reset_at`, `retry_policy`.

use crate::http::moment::Unit;
use crate::http::table::Table;

/// A field that holds a wait, and the unit of its number.
pub(super) enum WaitName {
    Wait(Unit),
    Reset(Unit),
}

/// The role of a word.
#[derive(Clone, Copy, Debug)]
enum Role {
    /// A wait if another word says when, or names the unit.
    Wait,
    /// A wait on its own.
    WholeWait,
    /// The time at which a limit is full again.
    Reset,
    /// A wait if the unit is named. `delayTime` is how long a job of `RunPod` has waited.
    Delay,
    When,
    Unit(Unit),
    Nothing,
}

use Role::{Delay, Nothing, Reset, Wait, When, WholeWait};
use Unit::{Hours, Milliseconds, Minutes, Nanoseconds, Seconds};

static ROLES: Table<Role, 256> = Table::new(&[
    ("retry", Wait),
    ("wait", Wait),
    ("again", Wait),
    ("available", Wait),
    ("allowed", Wait),
    ("back", Wait),
    ("backoff", WholeWait),
    ("cooldown", WholeWait),
    ("cool", WholeWait),
    ("reset", Reset),
    ("resets", Reset),
    ("delay", Delay),
    ("throttle", Delay),
    ("after", When),
    ("in", When),
    ("at", When),
    ("until", When),
    ("time", When),
    ("date", When),
    ("timestamp", When),
    ("stamp", When),
    ("duration", When),
    ("epoch", When),
    ("unix", When),
    ("for", When),
    ("hint", When),
    ("expected", When),
    ("estimated", When),
    ("suggested", When),
    ("recommended", When),
    ("ns", Role::Unit(Nanoseconds)),
    ("nanos", Role::Unit(Nanoseconds)),
    ("nanoseconds", Role::Unit(Nanoseconds)),
    ("ms", Role::Unit(Milliseconds)),
    ("msec", Role::Unit(Milliseconds)),
    ("msecs", Role::Unit(Milliseconds)),
    ("millis", Role::Unit(Milliseconds)),
    ("millisecond", Role::Unit(Milliseconds)),
    ("milliseconds", Role::Unit(Milliseconds)),
    ("s", Role::Unit(Seconds)),
    ("sec", Role::Unit(Seconds)),
    ("secs", Role::Unit(Seconds)),
    ("second", Role::Unit(Seconds)),
    ("seconds", Role::Unit(Seconds)),
    ("min", Role::Unit(Minutes)),
    ("mins", Role::Unit(Minutes)),
    ("minute", Role::Unit(Minutes)),
    ("minutes", Role::Unit(Minutes)),
    ("hour", Role::Unit(Hours)),
    ("hours", Role::Unit(Hours)),
    ("x", Nothing),
    ("next", Nothing),
    ("down", Nothing),
    ("off", Nothing),
    ("to", Nothing),
    ("try", Nothing),
    ("before", Nothing),
    ("minimum", Nothing),
    ("rate", Nothing),
    ("ratelimit", Nothing),
    ("limit", Nothing),
    ("quota", Nothing),
    ("window", Nothing),
    ("request", Nothing),
    ("requests", Nothing),
    ("tokens", Nothing),
    ("utc", Nothing),
]);

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    match ROLES.find(word)? {
        Role::Unit(unit) => Some(*unit),
        _ => None,
    }
}

/// Finds a wait by its name.
pub(super) fn find(name: &str) -> Option<WaitName> {
    let (mut is_wait, mut is_whole, mut is_reset, mut is_delay, mut says_when) =
        (false, false, false, false, false);
    let mut unit = None;
    for word in words(name) {
        match ROLES.find(word)? {
            Wait => is_wait = true,
            WholeWait => is_whole = true,
            Reset => is_reset = true,
            Delay => is_delay = true,
            When => says_when = true,
            Role::Unit(named) => unit = Some(*named),
            Nothing => {}
        }
    }
    let is_timed = says_when || is_delay || unit.is_some();
    let number_in = unit.unwrap_or(Seconds);
    if is_whole || is_wait && is_timed || is_delay && unit.is_some() && !is_reset {
        Some(WaitName::Wait(number_in))
    } else {
        is_reset.then_some(WaitName::Reset(number_in))
    }
}

/// The words of a name. A capital letter after a small one begins a word.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    core::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let bytes = rest.as_bytes();
        let ends = |at: &usize| {
            !bytes[*at].is_ascii_alphanumeric()
                || bytes[at - 1].is_ascii_lowercase() && bytes[*at].is_ascii_uppercase()
        };
        let end = (1..bytes.len()).find(ends).unwrap_or(bytes.len());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}
