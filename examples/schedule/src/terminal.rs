use std::time::Duration;

use crate::spread::Spread;

const COLUMNS: f64 = 60.0;

/// A line for each retry: all waits `·`, the middle half of them `━`, and the ceiling `│`.
pub(crate) fn draw(spreads: &[Spread]) -> Vec<String> {
    let longest = spreads.iter().map(|spread| spread.ceiling).max().unwrap_or_default();
    let head = "retry  ceiling  · all waits  ━ the middle half  │ ceiling".to_owned();
    let rows = spreads.iter().zip(1..).map(|(spread, retry)| {
        let seconds = spread.ceiling.as_secs_f64();
        format!("{retry:>5}  {seconds:>5.1} s  {}", bar(spread, longest))
    });
    std::iter::once(head).chain(rows).collect()
}

fn bar(spread: &Spread, longest: Duration) -> String {
    let [shortest, low, high, longest_wait, ceiling] = [
        spread.percentile(0),
        spread.percentile(25),
        spread.percentile(75),
        spread.percentile(100),
        spread.ceiling,
    ]
    .map(|wait| column(wait, longest));
    let cell = |column: usize| match column {
        column if column == ceiling => '│',
        column if (low..=high).contains(&column) => '━',
        column if (shortest..=longest_wait).contains(&column) => '·',
        _ => ' ',
    };
    (0..=ceiling).map(cell).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and `COLUMNS`")]
fn column(wait: Duration, longest: Duration) -> usize {
    (wait.div_duration_f64(longest) * COLUMNS).round() as usize
}
