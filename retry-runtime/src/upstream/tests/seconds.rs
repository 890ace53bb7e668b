use core::time::Duration;

use super::at;
use crate::upstream::seconds::{later, seconds};

const THIRTY_YEARS: Duration = Duration::from_secs(946_080_000);

#[test]
fn times_that_are_too_long_count_as_thirty_years() {
    for endless in [1e9, 1e300, f64::INFINITY] {
        assert_eq!(seconds(endless), THIRTY_YEARS);
    }
    assert_eq!(later(at(1.0), Duration::MAX), at(1.0) + THIRTY_YEARS);
}

#[test]
fn other_times_are_exact() {
    assert_eq!(seconds(9e8), Duration::from_secs(900_000_000));
    assert_eq!(later(at(1.0), Duration::from_secs(900_000_000)), at(900_000_001.0));
    assert_eq!([seconds(0.25), seconds(-1.0)], [Duration::from_millis(250), Duration::ZERO]);
}
