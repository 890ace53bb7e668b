//! `crowd` with fewer calls, in real time. The speed of the machine does not matter.

use std::time::Duration;

use crate::crowd::{Crowd, Run, Sent, run, svg};
use crate::printed;

const CROWD: Crowd = Crowd { calls: 16, every: Duration::from_millis(5), requests_per_minute: 120, burst: 2 };

#[tokio::test]
async fn more_calls_of_a_crowd_complete_under_an_upstream() {
    let [alone, together] = run(&CROWD).await;
    // Such a low limit sometimes refuses a call three times.
    assert!(together.completed > alone.completed, "{} and {}", together.completed, alone.completed);
    assert!(together.refusals() * 2 < alone.refusals(), "{} and {}", together.refusals(), alone.refusals());

    let lines = printed();
    let [title, progress @ .., empty, head, first, second] = &lines[..] else { panic!("{lines:#?}") };
    assert_eq!(title, "16 calls to an API that takes 120 requests per minute");
    assert_eq!(empty, "");
    assert_eq!(words(head), ["completed", "requests", "refusals", "time"]);
    for (run, row, begin) in [(&alone, first, "without upstream"), (&together, second, "with upstream")] {
        assert_eq!(run.requests.len(), run.completed + run.refusals(), "{begin}");
        let figures = words(row.strip_prefix(begin).expect("the name of the run"));
        let [completed, "of", "16", requests, refusals, time, "s"] = figures[..] else { panic!("{row}") };
        let expected = [run.completed, run.requests.len(), run.refusals()].map(|number| number.to_string());
        assert_eq!([completed, requests, refusals], expected);
        assert_eq!(time, format!("{:.1}", run.time.as_secs_f64()));
        let begins = progress.iter().position(|line| line == begin).expect("a heading");
        let shown = progress[begins + 1..].iter().take_while(|line| !line.is_empty()).count();
        assert!(shown > 1, "progress is shown: {progress:#?}");
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

const SECOND: Duration = Duration::from_secs(1);

fn sent(call: usize, at: Duration, is_refused: bool) -> Sent {
    Sent { call, at, is_refused }
}

#[test]
fn the_picture_has_a_dot_for_each_request() {
    let requests = vec![sent(0, Duration::ZERO, false), sent(3, SECOND, true), sent(3, 5 * SECOND, false)];
    let run = Run { name: "one", calls: 4, completed: 2, requests, time: 10 * SECOND };
    let svg = svg::draw(&[run]);
    assert!(svg.contains(">one: 2 of 4 calls completed, 3 requests, 1 refused, 10 s<"), "{svg}");
    // The first of each class is in the legend.
    let [answered, refused] = ["answered", "refused"].map(|class| dots(&svg, class)[1..].to_vec());
    let ([first, last], [between]) = (&answered[..], &refused[..]) else { panic!("{svg}") };
    assert_eq!(last.1, between.1, "a call has a row");
    assert!(last.1 < first.1, "later calls are higher");
    assert!((last.0 - first.0 - 5 * (between.0 - first.0)).abs() < 5, "{svg}");
}

#[test]
fn the_picture_has_a_panel_for_each_run() {
    let run = |name| {
        let requests = vec![sent(0, Duration::ZERO, false), sent(1, SECOND, true)];
        Run { name, calls: 2, completed: 1, requests, time: SECOND }
    };
    let svg = svg::draw(&[run("first"), run("second")]);
    let (answered, refused) = (dots(&svg, "answered"), dots(&svg, "refused"));
    assert_eq!((answered.len(), refused.len()), (3, 3), "{svg}");
    assert_eq!(answered[1].0, answered[2].0, "both panels have the same scale of time");
    assert!(answered[1].1 < refused[2].1, "the second panel is below the first");
}

#[test]
fn the_picture_has_colors_for_dark_pages() {
    let svg = svg::draw(&[]);
    let (_, dark) = svg.split_once("@media(prefers-color-scheme:dark){").expect("a style");
    for rule in [".page{fill:", "text{fill:", ".axis{stroke:", ".answered{stroke:", ".refused{stroke:"] {
        assert!(dark.contains(rule), "{rule}");
    }
}

/// The places of all dots of this class, in tenths of a pixel.
fn dots(svg: &str, class: &str) -> Vec<(i32, i32)> {
    let paths = svg.lines().filter(|line| line.starts_with(&format!("<path class=\"{class}\"")));
    let dots = paths.flat_map(|path| path.split_once(" d=\"").expect("a path").1.split('M').skip(1));
    let place = |dot: &str| {
        let (x, y) = dot.split_once(' ')?;
        let tenths = |number: &str| number.replace('.', "").parse().ok();
        Some((tenths(x)?, tenths(y.split_once('h')?.0)?))
    };
    dots.map(|dot| place(dot).expect("a place")).collect()
}
