//! A hint is exactly the wait that the server wrote, to the nanosecond, in each form of a wait.

use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use crate::judge;

const DATE: &str = "Fri, 29 Sep 2023 16:26:37 GMT";
/// The same date as a Unix time.
const NOW: u64 = 1_696_004_797;
/// Shorter waits are hints. A wait of a day is a spent quota.
const DAY: u64 = 86_400;

/// The smallest number that is a Unix time.
const UNIX: u64 = 1_000_000_000;

/// The units of prose, and their nanoseconds.
const UNITS: [(&str, u64); 12] = [
    ("ms", 1_000_000),
    ("milliseconds", 1_000_000),
    ("s", 1_000_000_000),
    ("S", 1_000_000_000),
    ("sec", 1_000_000_000),
    ("second", 1_000_000_000),
    ("Seconds", 1_000_000_000),
    ("m", 60_000_000_000),
    ("min", 60_000_000_000),
    ("MINUTES", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("hours", 3_600_000_000_000),
];

/// A decimal number as text, and the billionths after its point. Further digits are below a nanosecond.
fn decimal(whole: u64, digits: &str) -> (String, u64) {
    let billionths = format!("{digits:0<9.9}").parse().expect("nine digits");
    let text = if digits.is_empty() { whole.to_string() } else { format!("{whole}.{digits}") };
    (text, billionths)
}

/// `Fri, 29 Sep 2023 16:26:57 GMT` in the forms of RFC 850, asctime, and RFC 3339.
fn forms(seconds: u64) -> [String; 4] {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let imf = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
    let (weekday, rest) = imf.split_once(", ").expect("a weekday");
    let parts: Vec<_> = rest.split(' ').collect();
    let [day, month, year, time, _] = parts[..] else { panic!("{imf}") };
    let long = DAYS.iter().find(|name| name.starts_with(weekday)).expect("a day of the week");
    let rfc_850 = format!("{long}, {day}-{month}-{} {time} GMT", &year[2..]);
    let asctime = format!("{weekday} {month} {:>2} {time} {year}", day.trim_start_matches('0'));
    let number = MONTHS.find(month).expect("a month") / 3 + 1;
    let rfc_3339 = format!("{year}-{number:02}-{day}T{time}");
    [imf, rfc_850, asctime, rfc_3339]
}

fn reset(name: &str, text: &str) -> Option<Duration> {
    let remaining = name.replace("reset", "remaining");
    judge(429, &[("date", DATE), (&remaining, "0"), (name, text)], "").reset()
}

fn said(message: &str) -> Option<Duration> {
    judge(429, &[], format!(r#"{{"error": {{"message": "{message}"}}}}"#)).hint()
}

/// This number of units of this many nanoseconds.
fn times(whole: u64, billionths: u64, nanos: u64) -> Duration {
    let fraction = u128::from(billionths) * u128::from(nanos) / 1_000_000_000;
    Duration::from_nanos(whole * nanos + u64::try_from(fraction).expect("it is less than a unit"))
}

/// `None` for zero, which is not a hint.
fn some(wait: Duration) -> Option<Duration> {
    Some(wait).filter(|wait| !wait.is_zero())
}

proptest! {
    #[test]
    fn seconds_and_milliseconds(whole in prop_oneof![0..DAY, 0..UNIX], digits in "[0-9]{0,12}") {
        let (text, billionths) = decimal(whole, &digits);
        let seconds = Duration::from_secs(whole) + Duration::from_nanos(billionths);
        prop_assert_eq!(judge(503, &[("retry-after", &text)], "").hint(), some(seconds));
        let milliseconds = Duration::from_millis(whole) + Duration::from_nanos(billionths / 1000);
        for name in ["retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"] {
            prop_assert_eq!(judge(503, &[(name, &text)], "").hint(), some(milliseconds), "{}", name);
        }
    }

    /// RFC 850 writes two digits for a year between 1970 and 2069.
    #[test]
    fn dates_in_three_forms(now in 0..3_140_000_000_u64, wait in -100_i64..10_000_000) {
        let then = now.saturating_add_signed(wait);
        let date = forms(now)[0].clone();
        let expected = then.checked_sub(now).map(Duration::from_secs).and_then(some);
        for text in &forms(then)[..3] {
            let verdict = judge(503, &[("date", &date), ("retry-after", text)], "");
            prop_assert_eq!(verdict.hint(), expected, "{} from {}", text, date);
        }
    }

    #[test]
    fn dates_of_resets(wait in 1..DAY, digits in "[0-9]{1,9}") {
        let [.., date] = forms(NOW + wait);
        let (_, billionths) = decimal(0, &digits);
        let expected = Duration::from_secs(wait) + Duration::from_nanos(billionths);
        for name in ["anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-unified-reset", "x-ratelimit-reset"] {
            prop_assert_eq!(reset(name, &format!("{date}Z")), Some(Duration::from_secs(wait)), "{}", name);
            prop_assert_eq!(reset(name, &format!("{date}.{digits}Z")), Some(expected), "{}", name);
            prop_assert_eq!(reset(name, &(NOW + wait).to_string()), Some(Duration::from_secs(wait)), "{}", name);
            let milliseconds = (NOW + wait) * 1000 + billionths / 1_000_000;
            let expected = Duration::from_secs(wait) + Duration::from_millis(billionths / 1_000_000);
            prop_assert_eq!(reset(name, &milliseconds.to_string()), Some(expected), "{}", name);
        }
    }

    #[test]
    fn durations_of_go(hours in 0..10_000_u64, minutes in 0..60_u64, seconds in 0..60_u64, digits in "[0-9]{0,12}") {
        let (text, billionths) = decimal(seconds, &digits);
        let seconds = Duration::from_secs(seconds) + Duration::from_nanos(billionths);
        let minutes_too = Duration::from_secs(60 * minutes) + seconds;
        let all = Duration::from_secs(3600 * hours) + minutes_too;
        let written = [
            (format!("{text}s"), seconds),
            (format!("{minutes}m{text}s"), minutes_too),
            (format!("{hours}h{minutes}m{text}s"), all),
            (format!("{text}ms"), seconds / 1000),
        ];
        for (text, wait) in written {
            for name in ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens", "x-ratelimit-reset"] {
                prop_assert_eq!(reset(name, &text), some(wait), "{}: {}", name, text);
            }
        }
    }

    #[test]
    fn waits_in_prose(
        phrase in "(try again|TRY AGAIN|retry|Retry) (in|after) ",
        whole in 0..20_u64,
        digits in "[0-9]{0,12}",
        (unit, nanos) in prop::sample::select(&UNITS[..]),
        space in " ?",
        end in "(|\\.|\\. Visit us|, or slow down|\\))",
    ) {
        let (text, billionths) = decimal(whole, &digits);
        let wait = times(whole, billionths, nanos);
        let message = format!("Rate limit reached. Please {phrase}{text}{space}{unit}{end}");
        prop_assert_eq!(said(&message), some(wait), "{}", message);
        for (joint, more) in [(" and ", "3 seconds"), (", ", "3 s"), (" ", "3 Sec"), (" AND ", "3S"), (", and ", "3s")] {
            let message = format!("please {phrase}{text}{space}{unit}{joint}{more}{end}");
            prop_assert_eq!(said(&message), Some(wait + Duration::from_secs(3)), "{}", message);
        }
    }

    #[test]
    fn retry_info(seconds in 0..DAY, digits in "[0-9]{0,12}") {
        let (text, billionths) = decimal(seconds, &digits);
        let wait = Duration::from_secs(seconds) + Duration::from_nanos(billionths);
        let body = format!(r#"{{"error": {{"details": [{{"retryDelay": "{text}s"}}]}}}}"#);
        prop_assert_eq!(judge(429, &[], &body).hint(), some(wait));
    }
}
