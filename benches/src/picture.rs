//! The picture for the README.

use std::fs;
use std::path::Path;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::Fallible;
use crate::counts::Counts;
use crate::tables::ways;

/// The cost of a call that succeeds immediately, above that of the plain function.
const QUESTION: &str = "ok 2 KiB";
const HIDDEN: &[&str] = &["plain", "ours, on"];

/// Overrides the colors of the page and of the text where the reader prefers dark pages.
const DARK: &str = "<style>@media(prefers-color-scheme:dark){rect[fill=\"#FFFFFF\"]{fill:#0d1117}text{fill:#e6edf3}}</style>\n";

/// A bar a way, the cheapest first.
pub(crate) fn draw(path: &Path, counts: &Counts) -> Fallible {
    let figures = &counts.instructions;
    let of = |way| figures.get(&(QUESTION, way)).copied();
    let plain = of("plain").ok_or("the plain function was not counted")?;
    let ways = ways(figures).into_iter().filter(|way| !HIDDEN.contains(way));
    let mut bars: Vec<_> = ways.filter_map(|way| Some((way, of(way)? - plain))).collect();
    bars.sort_by(|one, other| one.1.total_cmp(&other.1));
    let most = bars.last().map_or(1.0, |bar| bar.1);

    let height = u32::try_from(bars.len())? * 20 + 50;
    let mut picture = String::new();
    let area = SVGBackend::with_string(&mut picture, (800, height)).into_drawing_area();
    area.fill(&WHITE)?;
    let title = "Instructions over the plain function, of an async call that succeeds at once (2 KiB body)";
    area.draw_text(title, &("sans-serif", 20).into_font().color(&BLACK), (20, 12))?;
    let mut top = 44;
    for (way, over) in bars {
        let color = if way == "ours" { RGBColor(200, 60, 20) } else { RGBColor(120, 140, 170) };
        let right = 140 + scaled(over / most);
        area.draw(&Rectangle::new([(140, top), (right, top + 14)], color.filled()))?;
        let label = ("sans-serif", 18).into_font().color(&BLACK);
        let [end, start] = [HPos::Right, HPos::Left].map(|side| label.pos(Pos::new(side, VPos::Center)));
        let name = if way == "ours" {
            "#[retry]"
        } else if way == "hand" {
            "by hand"
        } else {
            way
        };
        area.draw_text(name, &end, (132, top + 7))?;
        area.draw_text(&format!("{over:.0}"), &start, (right + 6, top + 7))?;
        top += 20;
    }
    area.present()?;
    drop(area);
    // Shown a little smaller than it is drawn.
    let size = format!("width=\"640\" height=\"{}\" viewBox", height * 4 / 5);
    let picture = picture.replacen(&format!("width=\"800\" height=\"{height}\" viewBox"), &size, 1);
    fs::write(path, picture.replacen("<rect", &format!("{DARK}<rect"), 1))?;
    Ok(())
}

/// A part of the longest bar, in pixels.
#[expect(clippy::cast_possible_truncation, reason = "at most 600")]
fn scaled(part: f64) -> i32 {
    (part * 600.0).round() as i32
}
