//! Go's durations. Fuzzing starts from the files in `durations/`, which come from replies and from the cases of SDKs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use retry_attr_runtime::__private::parse_duration as parse;
use serde_json::Value;

#[test]
fn numbers_with_units_are_added() {
    let seconds = |text| parse(text).map(|duration| duration.as_secs_f64());
    for (text, expected) in [
        ("1h2m3s", 3723.0),
        ("577.5ms", 0.5775),
        ("1.5h", 5400.0),
        ("1d12h", 129_600.0),
        ("250us", 0.000_25),
        ("250µs", 0.000_25),
        ("250\u{3bc}s", 0.000_25),
        (".5s", 0.5),
        ("60", 60.0),
        ("60.5", 60.5),
    ] {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
    for text in [
        "", " ", "s", ".", ".s", "1.", "1.s", "1 s", " 1s", "1s ", "+1s", "1e3s", "1..5s", "1.5.5s", "6m0",
        "0x1s", "１s", "1S", "1Ms", "1H",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn all_digits_down_to_a_nanosecond_count() {
    assert_eq!(parse("44.097740004s"), Some(Duration::new(44, 97_740_004)));
    assert_eq!(parse("0.539477544s"), Some(Duration::from_nanos(539_477_544)));
    // Digits below a nanosecond are dropped, and not rounded up.
    assert_eq!(parse("0.9999999999999s"), Some(Duration::from_nanos(999_999_999)));
    assert_eq!(parse("9007199254740993s"), Some(Duration::from_secs(9_007_199_254_740_993)));
}

#[test]
fn a_duration_that_is_too_long_saturates() {
    for text in ["999999999999999999999d", "18446744073709551615m", "18446744073709551615s1s"] {
        assert_eq!(parse(text), Some(Duration::MAX), "{text}");
    }
    assert_eq!(parse("999999999999999999999s"), Some(Duration::from_secs(u64::MAX)));
}

fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http").join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("it is text")).collect()
}

#[test]
fn fuzzing_starts_from_real_durations() {
    let cases: Value = serde_json::from_str(include_str!("retry_after_cases.json")).expect("it is JSON");
    let formats =
        cases["sets"].as_array().expect("a list").iter().find(|set| set["id"] == "duration_formats");
    let formats = formats.expect("a set of this name")["cases"].as_array().expect("a list");
    let formats: BTreeSet<_> = formats.iter().filter_map(|case| case["in"].as_str()).collect();
    let (seeds, replies) = (texts("durations"), texts("replies"));
    for seed in &seeds {
        let is_known = formats.contains(&**seed) || replies.iter().any(|reply| reply.contains(seed));
        assert!(is_known, "{seed:?} is in no reply");
    }
    let missing: Vec<_> =
        formats.iter().filter(|text| !text.is_empty() && !seeds.iter().any(|seed| seed == *text)).collect();
    assert!(missing.is_empty(), "no seed is {missing:?}");
    // Most seeds are durations, so a fuzzer does not have to find the format first.
    assert!(seeds.iter().filter(|seed| parse(seed).is_some()).count() >= 30);
}
