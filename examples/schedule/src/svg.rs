use std::error::Error;
use std::path::Path;

use plotters::prelude::*;

use crate::spread::Spread;

/// For each retry a bar of all waits, a darker one of their middle half, and a dot for the ceiling.
pub(crate) fn draw(path: &Path, spreads: &[Spread]) -> Result<(), Box<dyn Error>> {
    let longest = spreads.iter().map(|spread| spread.ceiling.as_secs_f64()).fold(0.0, f64::max);
    let retries: f64 = spreads.iter().map(|_| 1.0).sum();
    let area = SVGBackend::new(path, (800, 500)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .caption("All waits, their middle half, and their ceiling", ("sans-serif", 24))
        .margin(16)
        .x_label_area_size(40)
        .y_label_area_size(50)
        .build_cartesian_2d(0.5..retries + 0.5, 0.0..longest * 1.05)?;
    chart
        .configure_mesh()
        .x_desc("retry")
        .y_desc("seconds")
        .x_label_formatter(&|retry| format!("{retry:.0}"))
        .disable_x_mesh()
        .max_light_lines(0)
        .draw()?;
    let numbers = || std::iter::successors(Some(1.0), |number| Some(number + 1.0));
    let bar = |number: f64, spread: &Spread, [from, to]: [usize; 2], style: ShapeStyle| {
        let [from, to] = [from, to].map(|percent| spread.percentile(percent).as_secs_f64());
        Rectangle::new([(number - 0.25, from), (number + 0.25, to)], style)
    };
    chart.draw_series(spreads.iter().zip(numbers()).flat_map(|(spread, number)| {
        [
            bar(number, spread, [0, 100], BLUE.mix(0.2).filled()),
            bar(number, spread, [25, 75], BLUE.mix(0.5).filled()),
        ]
    }))?;
    let ceilings = spreads.iter().zip(numbers());
    let ceilings = ceilings.map(|(spread, number)| (number, spread.ceiling.as_secs_f64()));
    chart.draw_series([PathElement::new(ceilings.clone().collect::<Vec<_>>(), RED)])?;
    chart.draw_series(ceilings.map(|ceiling| Circle::new(ceiling, 4, RED.filled())))?;
    area.present()?;
    Ok(())
}
