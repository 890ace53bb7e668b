//! Runs the example and reads its drawings back.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The longest wait of the example's policy, in seconds.
const CEILINGS: [f64; 7] = [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0];

/// The text that the example prints, and the picture that it draws into this file.
fn run(file: &str) -> (String, String) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    let output = Command::new(env!("CARGO_BIN_EXE_schedule")).arg(&path).output().expect("it starts");
    assert!(output.status.success(), "{output:?}");
    let svg = fs::read_to_string(&path).expect("it has drawn");
    (String::from_utf8(output.stdout).expect("text"), svg)
}

/// An attribute of each element of this kind and color.
fn attributes(svg: &str, kind: &str, fill: &str, attribute: &str) -> Vec<f64> {
    let elements = svg.lines().filter(|line| line.starts_with(&format!("<{kind} ")));
    let colored = elements.filter(|line| line.contains(&format!("fill=\"{fill}\"")));
    let value = |line: &str| {
        let (_, rest) = line.split_once(&format!(" {attribute}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    colored.map(|line| value(line).expect("a number")).collect()
}

#[track_caller]
fn assert_near(actual: f64, expected: f64, slack: f64) {
    assert!((actual - expected).abs() <= slack, "{actual} and not {expected}");
}

#[test]
fn the_terminal_shows_each_ceiling_and_the_spread_below_it() {
    let (printed, _) = run("terminal.svg");
    let rows: Vec<&str> = printed.lines().skip_while(|line| !line.starts_with("retry")).skip(1).collect();
    assert_eq!(rows.len(), CEILINGS.len(), "{printed}");
    for (row, ceiling) in rows.iter().zip(CEILINGS) {
        let (ceiling_in_words, bar) = row.split_once(" s  ").expect("a bar");
        assert!(ceiling_in_words.ends_with(&format!(" {ceiling:.1}")), "{row}");
        let cells: Vec<char> = bar.chars().collect();
        let columns = f64::from(u32::try_from(cells.len() - 1).expect("a line"));
        assert_near(columns, ceiling * 60.0 / 15.0, 0.5);
        assert!(cells.ends_with(&['│']), "{row}");
        // Full jitter: the middle half of the waits is the middle half of the bar, more or less.
        let middle = bar.matches('━').count();
        assert_near(f64::from(u32::try_from(middle).expect("a line")), columns / 2.0, 1.5 + columns / 10.0);
        assert!(ceiling < 8.0 || cells[..4] == ['·'; 4], "{row}");
    }
}

#[test]
fn the_svg_shows_the_same() {
    let (_, svg) = run("schedule.svg");
    let (xs, ys) = (attributes(&svg, "circle", "#FF0000", "cx"), attributes(&svg, "circle", "#FF0000", "cy"));
    assert_eq!(xs.len(), CEILINGS.len(), "{svg}");
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
    // Of an axis that begins at zero two points tell the scale.
    let scale = (ys[0] - ys[6]) / (CEILINGS[6] - CEILINGS[0]);
    let zero = ys[0] + scale * CEILINGS[0];
    for (y, ceiling) in ys.iter().zip(CEILINGS) {
        assert_near((zero - y) / scale, ceiling, 0.1);
    }
    let (tops, heights) =
        (attributes(&svg, "rect", "#0000FF", "y"), attributes(&svg, "rect", "#0000FF", "height"));
    assert_eq!(tops.len(), 2 * CEILINGS.len(), "{svg}");
    for (retry, ceiling) in CEILINGS.into_iter().enumerate() {
        let [(all_top, all), (half_top, half)] =
            [2 * retry, 2 * retry + 1].map(|bar| (tops[bar], heights[bar]));
        assert_near((zero - all_top) / scale, ceiling, 0.1 + ceiling / 20.0);
        assert_near(all / scale, ceiling, 0.1 + ceiling / 20.0);
        assert_near((zero - half_top) / scale, ceiling * 0.75, 0.1 + ceiling / 10.0);
        assert_near(half / scale, ceiling * 0.5, 0.1 + ceiling / 10.0);
    }
}
