/// Nanoseconds in each unit.
const UNITS: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
];

/// Parses text such as `"1m30s"`, `"500ms"`, or `"1.5s"` into nanoseconds. The error says what is wrong with the text.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err("an empty text is not a duration".to_owned());
    }
    let mut nanos = 0_u64;
    let mut smallest = u64::MAX;
    while !rest.is_empty() {
        let (number, after) = split_at(rest, |c| !c.is_ascii_digit() && c != '.');
        let (unit, after) = split_at(after, |c| c.is_ascii_digit() || c == '.');
        let unit = unit.trim();
        let known = UNITS.iter().find(|(name, _)| *name == unit);
        let Some(&(_, each)) = known.filter(|_| !number.is_empty()) else {
            return Err(match (number, unit) {
                ("", _) => format!("`{text}` is not a duration"),
                (_, "") => format!("`{text}` has no unit"),
                _ => format!("unknown unit `{unit}` in the duration `{text}`"),
            });
        };
        if each >= smallest {
            return Err(format!("the units of `{text}` do not go from large to small"));
        }
        smallest = each;
        let part = scaled(number, each)
            .ok_or_else(|| format!("`{number}{unit}` is not a whole number of nanoseconds"))?;
        nanos = u64::try_from(part)
            .ok()
            .and_then(|part| nanos.checked_add(part))
            .ok_or_else(|| format!("`{text}` is longer than 584 years"))?;
        rest = after.trim_start();
    }
    Ok(nanos)
}

fn split_at(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

/// `number * each`, computed from the digits, because a float cannot represent every decimal fraction.
fn scaled(number: &str, each: u64) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() {
        return None;
    }
    // Only digits remain here. A number that does not fit is too large in any unit.
    let whole: u128 = whole.parse().unwrap_or(u128::MAX);
    let fraction = fraction.trim_end_matches('0');
    let denominator = 10_u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let fraction: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let part = u128::from(fraction) * u128::from(each);
    if part % u128::from(denominator) != 0 {
        return None;
    }
    Some(whole.saturating_mul(each.into()).saturating_add(part / u128::from(denominator)))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn durations_are_read_exactly() {
        let cases = [
            ("0s", 0),
            ("7ns", 7),
            ("20us", 20_000),
            ("20µs", 20_000),
            ("500ms", 500_000_000),
            ("1.5s", 1_500_000_000),
            ("0.1s", 100_000_000),
            ("1.50s", 1_500_000_000),
            ("2m", 120_000_000_000),
            ("1m30s", 90_000_000_000),
            ("1m 30s", 90_000_000_000),
            (" 1h ", 3_600_000_000_000),
            ("1d", 86_400_000_000_000),
        ];
        for (text, nanos) in cases {
            assert_eq!(parse(text), Ok(nanos), "{text}");
        }
    }

    /// The reader of settings files is another one.
    #[test]
    fn settings_files_take_the_same_texts() {
        let texts = [
            "",
            " ",
            "0s",
            "7ns",
            "20us",
            "20µs",
            "500ms",
            "1.5s",
            "0.1s",
            "1.50s",
            "2m",
            "1m30s",
            "1m 30s",
            " 1h ",
            "1d",
            "s",
            "fast",
            "-1s",
            "10",
            "10 parsecs",
            "5 S",
            "30s1m",
            "1s1s",
            "1.2.3s",
            ".s",
            "0.5ns",
            "1.0ns",
            "99999999999s",
            "99999999999999999999999999999999999999999s",
            "213503d 24h",
            "213503d 23h",
            "1s 5",
            "1s m",
        ];
        for text in texts {
            let settings = retry_attr_runtime::__private::parse_span(text);
            assert_eq!(settings.map_err(|fault| fault.to_string()), parse(text), "{text}");
        }
    }

    #[test]
    fn other_text_is_refused() {
        let cases = [
            ("", "an empty text is not a duration"),
            ("s", "`s` is not a duration"),
            ("fast", "`fast` is not a duration"),
            ("-1s", "`-1s` is not a duration"),
            ("10", "`10` has no unit"),
            ("10 parsecs", "unknown unit `parsecs` in the duration `10 parsecs`"),
            ("5 S", "unknown unit `S` in the duration `5 S`"),
            ("30s1m", "the units of `30s1m` do not go from large to small"),
            ("1s1s", "the units of `1s1s` do not go from large to small"),
            ("1.2.3s", "`1.2.3s` is not a whole number of nanoseconds"),
            (".s", "`.s` is not a whole number of nanoseconds"),
            ("0.5ns", "`0.5ns` is not a whole number of nanoseconds"),
            ("99999999999s", "`99999999999s` is longer than 584 years"),
            (
                "99999999999999999999999999999999999999999s",
                "`99999999999999999999999999999999999999999s` is longer than 584 years",
            ),
            ("213503d 24h", "`213503d 24h` is longer than 584 years"),
        ];
        for (text, message) in cases {
            assert_eq!(parse(text), Err(message.to_owned()), "{text}");
        }
    }
}
