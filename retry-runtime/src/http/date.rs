//! Dates, as servers write them.

use core::time::Duration;
use std::format;
use std::time::SystemTime;

/// Reads a date of RFC 3339, also with a space instead of `T`, or one of the three forms of HTTP. The date has to name its
/// time zone.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    match text.strip_suffix(" UTC") {
        // HTTP requires GMT.
        Some(rest) => parse_http(&format!("{rest} GMT")).or_else(|| parse_rfc3339(text)),
        None => parse_http(text).or_else(|| parse_rfc3339(text)),
    }
}

fn parse_http(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

fn parse_rfc3339(text: &str) -> Option<SystemTime> {
    let in_utc = ["Z", "z", " UTC", "UTC"].iter().find_map(|zone| text.strip_suffix(zone));
    if let Some(local) = in_utc {
        return humantime::parse_rfc3339_weak(local).ok();
    }
    // `+02:00`
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let minutes = 60 * hours.parse::<u64>().ok()? + minutes.parse::<u64>().ok()?;
    let (local, offset_by) = (humantime::parse_rfc3339_weak(local).ok()?, Duration::from_secs(60 * minutes));
    match offset.as_bytes()[0] {
        b'+' => local.checked_sub(offset_by),
        b'-' => local.checked_add(offset_by),
        _ => None,
    }
}
