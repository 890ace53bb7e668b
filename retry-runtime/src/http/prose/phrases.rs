//! The phrases that mean something: words in any case and with any separators between them, and who writes them.
//!
//! To add one, add a line, and a reply of that provider to `retry-runtime/tests/http/replies`. A phrase may hold another one;
//! both count, unless the longer one is [`Sign::Nothing`].

mod limits;
mod money;
mod others;
mod voids;
mod waits;

use super::sign::Sign;

pub(super) type Phrase = (&'static str, Sign);

pub(super) const PHRASES: [&[Phrase]; 5] =
    [money::PHRASES, limits::PHRASES, waits::PHRASES, others::PHRASES, voids::PHRASES];
