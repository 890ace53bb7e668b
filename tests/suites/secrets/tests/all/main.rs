//! Keys in headers, URLs and bodies, an API that repeats them all, and a search through everything that is printed.

mod api;
mod clients;
mod printed;

use std::fmt::Write as _;

use retry_attr::test::Kit;

use self::api::{CASES, Echo};
use self::clients::CLIENTS;
use self::printed::Printed;

/// As the providers make them out.
const KEYS: [&str; 12] = [
    "sk-proj-planted0A1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvWxYz0123456789abcd",
    "sk-ant-api03-planted-A1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvWxYz_012345-AA",
    "sk-or-v1-planted0123456789abcdef0123456789abcdef0123456789abcdef01",
    "AIzaSyplantedA1b2C3d4E5f6G7h8I9j0KlMnO",
    "ya29.plantedA0ARrdaM-1234567890abcdefghij",
    "gsk_planteda1b2C3d4E5f6G7h8I9j0KlMnOpQrStUvWxYz012345",
    "plantedf0123456789abcdef01234567",
    "hf_plantedAbCdEfGhIjKlMnOpQrStUvWxYz",
    "xai-planted0123456789abcdefghijKLMNOP",
    "pplx-planted0123456789abcdef0123456789abcdef",
    "AKIAPLANTED234567EXA",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.plantedSignature-0123456789",
];

/// Whether ten characters of the key are there, or the user's name before it in the URL. The key's beginning says whose it
/// is, and may be shown.
fn shows(line: &str, key: &str) -> bool {
    let parts = key.as_bytes()[6..].windows(10).filter_map(|part| std::str::from_utf8(part).ok());
    line.contains("user:") || parts.into_iter().any(|part| line.contains(part))
}

#[test]
fn no_key_is_printed() {
    let mut leaks = String::new();
    for key in KEYS {
        let api = Echo::start(key);
        for (case, name) in CASES.iter().enumerate() {
            for (client, ask) in CLIENTS {
                let printed =
                    Printed::by(|printed| ask(&api.url(key), key, case, &Kit::new().no_wait(), printed));
                assert!(printed.contains("retry_attr"), "{client} prints no trace of {name}: {printed}");
                for line in printed.lines().filter(|line| shows(line, key)) {
                    let _ = writeln!(leaks, "{client}, {name}: {line}");
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks}");
}

/// The search itself finds what there is.
#[test]
fn the_output_is_searched() {
    let api = Echo::start(KEYS[0]);
    for (client, ask) in CLIENTS {
        let printed =
            Printed::by(|printed| ask(&api.url(KEYS[0]), KEYS[0], 0, &Kit::new().no_wait(), printed));
        for part in
            ["retrying", "gave up", "Retry {", "GaveUp {", "Record {", "401, ", "ApiError", "retry_attr"]
        {
            assert!(printed.contains(part), "{client} prints no `{part}`: {printed}");
        }
    }
}
