//! Times of calls that succeed at once; the report makes ratios of them.

use std::time::{Duration, Instant};

use benches::{Case, Load, cases};
use criterion::{Criterion, SamplingMode};

/// Many short samples: the fastest one was not disturbed.
fn criterion() -> Criterion {
    let criterion = Criterion::default().without_plots().sample_size(300);
    criterion.warm_up_time(Duration::from_millis(50)).measurement_time(Duration::from_millis(400))
}

fn main() {
    let mut criterion = criterion();
    for question in ["ok 16 B", "ok 2 KiB", "sync ok"] {
        let mut group = criterion.benchmark_group(question);
        group.sampling_mode(SamplingMode::Flat);
        for case in cases().into_iter().filter(|case| case.question == question) {
            let Case { way, load, run, .. } = case.prepared();
            group.bench_function(way, |bencher| {
                bencher.iter_custom(|calls| {
                    let start = Instant::now();
                    run(Load { calls, ..load });
                    start.elapsed()
                });
            });
        }
    }
}
