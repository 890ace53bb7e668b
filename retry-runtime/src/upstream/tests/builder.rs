use core::time::Duration;
use std::string::ToString;
use std::sync::Arc;
use std::sync::LazyLock;

use super::at;
use super::crowd::Caller;
use crate::upstream::declared::Quota;
use crate::upstream::line::Place::Foreground;
use crate::upstream::{AsUpstream, Upstream, UpstreamError, Upstreams};

static FULL: Upstream = Upstream::new("full")
    .requests_per_minute(500)
    .tokens_per_minute(200_000)
    .processes(50)
    .in_flight(8)
    .budget(100)
    .holds_outages()
    .max_pause(Duration::from_secs(1));

#[test]
fn a_static_may_have_every_setting() {
    assert_eq!(FULL.name(), "full");
    assert_eq!(FULL.check(), Ok(()));
    let limits = FULL.shared.settings.limits();
    assert_eq!(limits.requests, Some(Quota::new(500, 50)));
    assert_eq!(limits.tokens, Some(Quota::new(200_000, 50)));
    assert_eq!((limits.in_flight, limits.max_pause), (Some(8), Duration::from_secs(1)));
    assert!(limits.holds_outages);
    assert_eq!(FULL.state().budget, Some(100));
}

#[test]
fn the_defaults_are_those_of_the_documentation() {
    let upstream = Upstream::new("default");
    let limits = upstream.shared.settings.limits();
    assert!(limits.requests.is_none() && limits.tokens.is_none() && limits.in_flight.is_none());
    assert_eq!(limits.max_pause, Duration::from_secs(5));
    assert!(!limits.holds_outages);
    assert_eq!(upstream.state().budget, Some(500));
}

#[test]
fn invalid_values_of_an_upstream_that_was_named_at_run_time_are_errors() {
    let named = || Upstream::named("named");
    for (upstream, error) in [
        (Upstream::named(""), UpstreamError::NoName),
        (named().requests_per_minute(0), UpstreamError::NoRequest),
        (named().tokens_per_minute(0), UpstreamError::NoToken),
        (named().processes(0), UpstreamError::NoProcess),
        (named().in_flight(0), UpstreamError::NoSlot),
        (named().budget(9), UpstreamError::BudgetTooSmall),
        (named().in_flight(0).budget(0), UpstreamError::NoSlot),
    ] {
        assert_eq!(upstream.check(), Err(error));
    }
    assert_eq!(named().budget(10).check(), Ok(()));
    assert_eq!(UpstreamError::NoSlot.to_string(), "`in_flight` is at least 1");
}

#[test]
fn an_unchecked_invalid_limit_is_the_lowest_valid_one() {
    let upstream = Upstream::named("named").in_flight(0);
    assert!(upstream.enter(0.0).is_some());
    assert!(upstream.enter(0.0).is_none());
}

#[test]
fn an_unchecked_budget_that_is_too_small_is_the_smallest_valid_one() {
    for size in [0, 9] {
        assert_eq!(Upstream::named("named").budget(size).state().budget, Some(10));
    }
}

#[test]
#[should_panic(expected = "`in_flight` is at least 1")]
fn invalid_values_of_an_upstream_that_is_named_in_the_source_panic() {
    let _ = Upstream::new("source").in_flight(0);
}

#[test]
fn setters_refuse_zero_and_change_nothing() {
    let upstream = Upstream::new("test").requests_per_minute(500).processes(5);
    assert_eq!(upstream.set_requests_per_minute(0), Err(UpstreamError::NoRequest));
    assert_eq!(upstream.set_tokens_per_minute(0), Err(UpstreamError::NoToken));
    assert_eq!(upstream.set_processes(0), Err(UpstreamError::NoProcess));
    assert_eq!(upstream.set_in_flight(0), Err(UpstreamError::NoSlot));
    let limits = upstream.shared.settings.limits();
    assert_eq!(limits.requests, Some(Quota::new(500, 5)));
    assert!(limits.tokens.is_none() && limits.in_flight.is_none());
}

#[test]
fn a_limit_may_be_declared_and_removed_at_run_time() {
    let upstream = Upstream::new("test");
    assert!(upstream.is_open());
    upstream.set_requests_per_minute(60).unwrap();
    assert!(!upstream.is_open());
    assert_eq!(upstream.state().rate, Some(1.0));
    upstream.set_processes(2).unwrap();
    assert_eq!(upstream.state().rate, Some(0.5));
    upstream.set_requests_per_minute(None).unwrap();
    assert!(upstream.is_open());
    assert_eq!(upstream.state().rate, None);
}

#[test]
fn handles_are_copied_cloned_or_borrowed() {
    fn is_static(_: impl core::ops::Deref<Target = Upstream> + Send + 'static) {}

    static LAZY: LazyLock<Upstream> = LazyLock::new(|| Upstream::named("lazy"));
    let reference: &'static Upstream = &FULL;
    let arc = Arc::new(Upstream::new("arc"));
    is_static(AsUpstream::as_upstream(&FULL));
    is_static({
        // The reference that is borrowed here ends before its copy.
        let local = reference;
        AsUpstream::as_upstream(&local)
    });
    is_static(AsUpstream::as_upstream(&arc));
    is_static(AsUpstream::as_upstream(&&arc));
    is_static(AsUpstream::as_upstream(&LAZY));
    assert_eq!(Arc::strong_count(&arc), 1);
    let local = Upstream::new("local");
    assert_eq!(AsUpstream::as_upstream(&local).name(), "local");
}

#[test]
fn a_registry_makes_one_upstream_per_key() {
    let upstreams = Upstreams::new(10, |key: &str| Upstream::named(key));
    assert!(upstreams.is_empty());
    let first = upstreams.get("a");
    assert_eq!(first.name(), "a");
    assert!(Arc::ptr_eq(&first, &upstreams.get("a")));
    assert!(!Arc::ptr_eq(&first, &upstreams.get("b")));
    assert_eq!(upstreams.len(), 2);
}

#[test]
fn a_full_registry_drops_the_upstream_that_was_used_least_recently() {
    let upstreams = Upstreams::new(3, |key: &str| Upstream::named(key));
    let pointers = ["a", "b", "c"].map(|key| Arc::downgrade(&upstreams.get(key)));
    upstreams.get("a");
    upstreams.get("d");
    assert_eq!(pointers.map(|pointer| pointer.strong_count()), [1, 0, 1]);
    assert_eq!(upstreams.len(), 3);
    assert!(!upstreams.is_empty());
}

#[test]
fn the_order_of_uses_is_not_the_order_of_keys() {
    let first_made = Upstreams::new(3, |key: &str| Upstream::named(key));
    let pointers = ["c", "b", "a"].map(|key| Arc::downgrade(&first_made.get(key)));
    first_made.get("d");
    assert_eq!(pointers.map(|pointer| pointer.strong_count()), [0, 1, 1]);

    let last_made = Upstreams::new(3, |key: &str| Upstream::named(key));
    let pointers = ["a", "b", "c"].map(|key| Arc::downgrade(&last_made.get(key)));
    last_made.get("b");
    last_made.get("a");
    last_made.get("d");
    assert_eq!(pointers.map(|pointer| pointer.strong_count()), [1, 1, 0]);
}

#[test]
fn an_upstream_is_idle_without_a_pace_and_without_calls() {
    let upstream = Upstream::new("test");
    let is_idle = |seconds| upstream.shared.is_idle(at(seconds));
    assert!(is_idle(0.0));
    upstream.close(0.0);
    assert!(!is_idle(59.9));
    assert!(is_idle(60.0));
    let line = upstream.line(&[Foreground], 0.0);
    assert!(!is_idle(1000.0));
    line.into_iter().for_each(Caller::leave);
    assert!(is_idle(1000.0));
}

#[test]
fn a_full_registry_keeps_upstreams_in_use_and_paces() {
    let upstreams = Upstreams::new(3, |key: &str| Upstream::named(key));
    let in_use = upstreams.get("in use");
    upstreams.get("paced").pause(Duration::from_secs(60));
    let idle = Arc::downgrade(&upstreams.get("idle"));
    upstreams.get("new");
    assert_eq!(idle.strong_count(), 0);
    // Now "new" is idle.
    upstreams.get("newer");
    assert!(upstreams.get("paced").state().paused_for > Duration::ZERO);
    assert!(Arc::ptr_eq(&in_use, &upstreams.get("in use")));
    assert_eq!(upstreams.len(), 3);
}

#[test]
fn an_upstream_shows_its_name_and_its_state() {
    let shown = std::format!("{:?}", Upstream::new("gpt-5").budget(20));
    assert!(shown.starts_with("Upstream { name: \"gpt-5\", state: UpstreamState {"), "{shown}");
    assert!(shown.contains("budget: Some(20)"), "{shown}");
}

#[test]
fn a_registry_shows_no_key() {
    let upstreams = Upstreams::new(3, |_: &str| Upstream::named("tenant"));
    upstreams.get("sk-secret");
    assert_eq!(std::format!("{upstreams:?}"), "Upstreams { capacity: 3, len: 1, .. }");
}

#[test]
fn a_registry_never_holds_more_than_its_capacity() {
    let upstreams = Upstreams::new(0, |key: &str| Upstream::named(key));
    let first = upstreams.get("a");
    let second = upstreams.get("b");
    assert_eq!(upstreams.len(), 1);
    // Both live on for their callers.
    assert_eq!([first.name(), second.name()], ["a", "b"]);
    assert!(!Arc::ptr_eq(&first, &upstreams.get("a")));
}

#[test]
fn the_function_of_a_registry_may_ask_the_registry() {
    static UPSTREAMS: Upstreams = Upstreams::new(10, |key| {
        if key != "base" {
            UPSTREAMS.get("base");
        }
        Upstream::named(key)
    });
    UPSTREAMS.get("derived");
    assert_eq!(UPSTREAMS.len(), 2);
}
