//! Decimal numbers, and sums of time.

use core::time::Duration;

/// The nanoseconds in a second, and the unit of fractions.
pub(super) const BILLION: u64 = 1_000_000_000;

/// A decimal number, exact to nine digits after the point. A float would be off by some nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Number {
    whole: u64,
    billionths: u64,
}

impl Number {
    pub(super) const ONE: Self = Self { whole: 1, billionths: 0 };
    pub(super) const ZERO: Self = Self { whole: 0, billionths: 0 };

    pub(super) const fn whole(whole: u64) -> Self {
        Self { whole, billionths: 0 }
    }

    /// Reads the number at the start of a text: `7`, `7.5`, `.5`. A point counts only before a digit, because it may end a
    /// sentence.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        let (number, length) = Self::scan(text.as_bytes(), Grouping::None)?;
        Some((number, &text[length..]))
    }

    /// Reads a whole text that is one number.
    pub(super) fn whole_text(text: &str) -> Option<Self> {
        Self::read(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
    }

    /// Reads the number at the start of a text, and its length in bytes. The largest `whole` stands for all larger numbers.
    #[inline]
    pub(super) fn scan(text: &[u8], grouping: Grouping) -> Option<(Self, usize)> {
        let mut number = Self::ZERO;
        let mut at = digits(text, 0, &mut number.whole);
        while matches!(grouping, Grouping::Commas) && at > 0 && is_group(&text[at..]) {
            at = digits(text, at + 1, &mut number.whole);
        }
        if text.get(at) == Some(&b'.') && text.get(at + 1).is_some_and(u8::is_ascii_digit) {
            let end = digits(text, at + 1, &mut 0);
            for place in 0..9 {
                let digit = text[at + 1..end].get(place).map_or(0, |digit| digit - b'0');
                number.billionths = number.billionths * 10 + u64::from(digit);
            }
            at = end;
        }
        (at > 0).then_some((number, at))
    }

    /// Whether the number is exact, and does not stand for larger ones.
    pub(super) const fn is_known(self) -> bool {
        self.whole < u64::MAX
    }

    /// This number of units. There is no overflow: 2^64 days are 2^111 nanoseconds.
    pub(super) fn of(self, nanos: u64) -> Sum {
        let nanos = u128::from(nanos);
        let whole = u128::from(self.whole) * nanos;
        // Most numbers do not need the division.
        let fraction =
            if self.billionths == 0 { 0 } else { u128::from(self.billionths) * nanos / u128::from(BILLION) };
        Sum(whole + fraction)
    }
}

/// Whether `30,000` is one number.
#[derive(Clone, Copy)]
pub(super) enum Grouping {
    None,
    Commas,
}

/// Whether the text begins with `,000` and no further digit.
fn is_group(text: &[u8]) -> bool {
    let [b',', a, b, c, rest @ ..] = text else { return false };
    [a, b, c].into_iter().all(u8::is_ascii_digit) && !rest.first().is_some_and(u8::is_ascii_digit)
}

/// Appends the digits from `at` on to a number, and returns their end.
fn digits(text: &[u8], mut at: usize, whole: &mut u64) -> usize {
    while let Some(digit @ b'0'..=b'9') = text.get(at) {
        *whole = whole.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        at += 1;
    }
    at
}

/// Nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Sum(u128);

impl Sum {
    pub(super) const ZERO: Self = Self(0);

    pub(super) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(super) fn into_duration(self) -> Duration {
        const IN_A_SECOND: u128 = BILLION as u128;
        u64::try_from(self.0 / IN_A_SECOND)
            .map_or(Duration::MAX, |seconds| Duration::new(seconds, (self.0 % IN_A_SECOND) as u32))
    }
}
