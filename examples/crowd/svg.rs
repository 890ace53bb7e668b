//! A picture of both runs: a panel each, and a dot for each request.

use std::fmt::Write as _;
use std::time::Duration;

use super::Run;

const WIDTH: f64 = 800.0;
/// The picture is shown a little smaller than it is drawn.
const SHOWN: f64 = 0.8;
const LEFT: f64 = 64.0;
const RIGHT: f64 = WIDTH - 24.0;
/// The first panel begins below the legend.
const FIRST_TOP: f64 = 72.0;
const PANEL: f64 = 96.0;
const FROM_PANEL_TO_PANEL: f64 = 156.0;
const BELOW: f64 = 32.0;

/// Colors for a light page. They are attributes, and the style for a dark page overrides them.
const PAGE: &str = "#ffffff";
const TEXT: &str = "#1f2328";
const AXIS: &str = "#8c959f";
const ANSWERED: &str = "#0969da";
const REFUSED: &str = "#e36209";
const DARK: &str = ".page{fill:#0d1117}text{fill:#e6edf3}.axis{stroke:#6e7681}.answered{stroke:#58a6ff}.refused{stroke:#f0883e}";

pub(crate) fn draw(runs: &[Run]) -> String {
    let end = runs.iter().map(|run| run.time).max().unwrap_or_default();
    let tops = std::iter::successors(Some(FIRST_TOP), |top| Some(top + FROM_PANEL_TO_PANEL));
    let panels: String = runs.iter().zip(tops.clone()).map(|(run, top)| panel(run, top, end)).collect();
    let height = tops.take(runs.len()).last().unwrap_or_default() + PANEL + BELOW;
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{shown_width:.0}" height="{shown_height:.0}" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="14">
<style>@media(prefers-color-scheme:dark){{{DARK}}}</style>
<rect class="page" fill="{PAGE}" width="{WIDTH}" height="{height}"/>
{legend}{panels}</svg>
"#,
        shown_width = WIDTH * SHOWN,
        shown_height = height * SHOWN,
        legend = legend(),
    )
}

fn legend() -> String {
    let y = 24.0;
    let entry = |x, class, color| {
        let label = format!("request {class}");
        dots(class, color, 8.0, [(x, y)].into_iter()) + &text(x + 12.0, y + 5.0, "start", &label)
    };
    entry(LEFT + 4.0, "answered", ANSWERED) + &entry(LEFT + 204.0, "refused", REFUSED)
}

/// The requests of one run: time runs to the right, and each call has its own row, with the first one at the bottom.
fn panel(run: &Run, top: f64, end: Duration) -> String {
    let bottom = top + PANEL;
    let title = format!(
        "{}: {} of {} calls completed, {} requests, {} refused, {:.0} s",
        run.name,
        run.completed,
        run.calls,
        run.requests.len(),
        run.refusals(),
        run.time.as_secs_f64()
    );
    let row = |call: usize| bottom - PANEL * (number(call) + 0.5) / number(run.calls);
    let dots = |class, color, is_refused| {
        let requests = run.requests.iter().filter(|sent| sent.is_refused == is_refused);
        dots(class, color, 3.0, requests.map(|sent| (column(sent.at, end), row(sent.call))))
    };
    let mut layers = [dots("refused", REFUSED, true), dots("answered", ANSWERED, false)];
    if run.refusals() * 2 < run.requests.len() {
        // The few are drawn over the many.
        layers.reverse();
    }
    [
        text(LEFT, top - 12.0, "start", &title),
        axes(top, end),
        text(LEFT - 8.0, bottom - 2.0, "end", "call 1"),
        text(LEFT - 8.0, top + 12.0, "end", &run.calls.to_string()),
        layers.concat(),
    ]
    .concat()
}

/// The left and the lower edge of a panel, with a label every few seconds.
fn axes(top: f64, end: Duration) -> String {
    let bottom = top + PANEL;
    let step = if end > Duration::from_secs(10) { 5 } else { 1 };
    let labels = (0..).step_by(step).map(Duration::from_secs).take_while(|time| *time <= end);
    let labels: String = labels
        .map(|time| {
            let seconds = format!("{} s", time.as_secs());
            text(column(time, end), bottom + 20.0, "middle", &seconds)
        })
        .collect();
    format!(
        "<path class=\"axis\" fill=\"none\" stroke=\"{AXIS}\" d=\"M{LEFT} {top}V{bottom}H{RIGHT}\"/>\n{labels}"
    )
}

fn column(at: Duration, end: Duration) -> f64 {
    LEFT + (RIGHT - LEFT) * at.div_duration_f64(end.max(Duration::from_secs(1)))
}

/// A dot is a line without length whose ends are round.
fn dots(class: &str, color: &str, size: f64, places: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in places {
        write!(path, "M{x:.1} {y:.1}h.1").expect("a string takes everything");
    }
    format!(
        "<path class=\"{class}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{size}\" stroke-linecap=\"round\" d=\"{path}\"/>\n"
    )
}

fn text(x: f64, y: f64, anchor: &str, text: &str) -> String {
    format!("<text fill=\"{TEXT}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>\n")
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
