//! The picture for the README.

use std::path::Path;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::Fallible;
use crate::counts::Counts;
use crate::tables::ways;

/// What a call that succeeds at once costs over the plain function.
const QUESTION: &str = "ok 2 KiB";
const HIDDEN: &[&str] = &["plain", "ours, on"];

/// A bar a way, the cheapest first.
pub(crate) fn draw(path: &Path, counts: &Counts) -> Fallible {
    let figures = &counts.instructions;
    let of = |way| figures.get(&(QUESTION, way)).copied();
    let plain = of("plain").ok_or("the plain function was not counted")?;
    let ways = ways(figures).into_iter().filter(|way| !HIDDEN.contains(way));
    let mut bars: Vec<_> = ways.filter_map(|way| Some((way, of(way)? - plain))).collect();
    bars.sort_by(|one, other| one.1.total_cmp(&other.1));
    let most = bars.last().map_or(1.0, |bar| bar.1);

    let height = u32::try_from(bars.len())? * 28 + 70;
    let area = SVGBackend::new(path, (800, height)).into_drawing_area();
    area.fill(&WHITE)?;
    let title = "Instructions over the plain function, of an async call that succeeds at once (2 KiB body)";
    area.draw_text(title, &("sans-serif", 18).into_font().color(&BLACK), (20, 20))?;
    let mut top = 60;
    for (way, over) in bars {
        let color = if way == "ours" { RGBColor(200, 60, 20) } else { RGBColor(120, 140, 170) };
        let right = 140 + scaled(over / most);
        area.draw(&Rectangle::new([(140, top), (right, top + 20)], color.filled()))?;
        let label = ("sans-serif", 15).into_font().color(&BLACK);
        let [end, start] = [HPos::Right, HPos::Left].map(|side| label.pos(Pos::new(side, VPos::Center)));
        let name = if way == "ours" {
            "#[retry]"
        } else if way == "hand" {
            "by hand"
        } else {
            way
        };
        area.draw_text(name, &end, (132, top + 10))?;
        area.draw_text(&format!("{over:.0}"), &start, (right + 6, top + 10))?;
        top += 28;
    }
    area.present()?;
    Ok(())
}

/// A part of the longest bar, in pixels.
#[expect(clippy::cast_possible_truncation, reason = "at most 600")]
fn scaled(part: f64) -> i32 {
    (part * 600.0).round() as i32
}
