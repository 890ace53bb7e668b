//! The Grafana dashboard and the pages of the guide name only metrics that exist.

use std::collections::BTreeSet;

use serde_json::Value;

const DASHBOARD: &str = include_str!("../../../../examples/observe/dashboard.json");
const METRICS: &str = include_str!("../../../../src/retry.md");

#[test]
fn every_panel_asks_for_documented_metrics() {
    let dashboard: Value = serde_json::from_str(DASHBOARD).expect("JSON");
    let documented: BTreeSet<_> = names(METRICS).collect();
    let panels = dashboard["panels"].as_array().expect("panels");
    assert!(panels.len() >= 10, "only {} panels", panels.len());
    for panel in panels {
        let query = panel["targets"][0]["expr"].as_str().expect("a query");
        let mut asked = names(query).peekable();
        assert!(asked.peek().is_some(), "no metric in {query}");
        for name in asked {
            assert!(documented.contains(name), "{name} in {query}");
        }
    }
}

#[test]
fn pages_name_documented_metrics() {
    let documented: BTreeSet<_> = names(METRICS).collect();
    let pages = [
        include_str!("../../../../src/guide/observability.md"),
        include_str!("../../../../src/guide/production.md"),
    ];
    for page in pages {
        let named: BTreeSet<_> = names(page).collect();
        assert!(named.len() >= 8, "only {named:?}");
        assert!(named.is_subset(&documented), "{:?}", named.difference(&documented));
    }
}

/// The names of metrics in a text. A histogram also has a sum and a count.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    text.match_indices("retry_attr_").map(move |(start, _)| {
        let name = text[start..].split(ends).next().unwrap_or_default();
        name.strip_suffix("_sum").or(name.strip_suffix("_count")).unwrap_or(name)
    })
}
