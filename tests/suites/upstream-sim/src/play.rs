use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use retry_attr::Upstream;
use tokio::runtime::Builder;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Instant, advance, sleep, sleep_until};

use crate::annotated;
use crate::call::Call;
use crate::draw::Draw;
use crate::figures::Figures;
use crate::scenario::{Callers, Scenario};
use crate::server::Api;

/// Plays a scenario to its end. The same seed gives the same figures.
///
/// # Panics
///
/// If tokio cannot start.
#[must_use]
pub fn play(scenario: &Scenario, seed: u64) -> Figures {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = runtime.expect("a runtime with a clock");
    runtime.block_on(LocalSet::new().run_until(run(scenario, seed)))
}

struct World {
    scenario: Scenario,
    api: Api,
    upstreams: Vec<Upstream>,
    seed: u64,
    began: Instant,
    calls: Cell<usize>,
    figures: RefCell<Figures>,
}

async fn run(scenario: &Scenario, seed: u64) -> Figures {
    let upstreams = scenario.upstream.iter().flat_map(|make| (0..scenario.processes).map(move |_| make()));
    let world = Rc::new(World {
        api: Api::new(scenario.server, seed),
        upstreams: upstreams.collect(),
        seed,
        began: Instant::now(),
        calls: Cell::new(0),
        figures: RefCell::default(),
        scenario: *scenario,
    });
    if let Some((from, length)) = world.scenario.frozen {
        spawn_local(async move {
            sleep(Duration::from_secs_f64(from)).await;
            advance(Duration::from_secs_f64(length)).await;
        });
    }
    match world.scenario.callers {
        Callers::Batch { workers, calls } => batch(&world, workers, calls, false).await,
        Callers::Arrivals { rates, end } => arrivals(&world, rates, end).await,
        Callers::Both { workers, calls, rate, end } => {
            let background = spawn_local({
                let world = Rc::clone(&world);
                async move { batch(&world, workers, calls, true).await }
            });
            arrivals(&world, &[(0.0, rate)], end).await;
            background.await.expect("the batch ends");
        }
    }
    world.figures()
}

async fn batch(world: &Rc<World>, workers: usize, calls: usize, is_background: bool) {
    let left = Rc::new(Cell::new(calls));
    let mut draw = Draw::new(world.seed ^ 1);
    let workers = (0..workers).map(|worker| {
        let (world, left, start) = (Rc::clone(world), Rc::clone(&left), draw.seconds(0.0, 0.1));
        spawn_local(async move {
            sleep(start).await;
            while let Some(less) = left.get().checked_sub(1) {
                left.set(less);
                world.call(worker, is_background).await;
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.expect("a worker ends");
    }
}

async fn arrivals(world: &Rc<World>, rates: &[(f64, f64)], end: f64) {
    let mut draw = Draw::new(world.seed ^ 2);
    let (mut next, mut calls) = (world.began, Vec::new());
    loop {
        let now = (next - world.began).as_secs_f64();
        let rate = rates.iter().rev().find(|(from, _)| now >= *from).map_or(1.0, |(_, rate)| *rate);
        next += draw.arrival(rate);
        if (next - world.began).as_secs_f64() >= end {
            break;
        }
        sleep_until(next).await;
        let (world, process) = (Rc::clone(world), calls.len());
        calls.push(spawn_local(async move { world.call(process, false).await }));
    }
    for call in calls {
        call.await.expect("a call ends");
    }
}

impl World {
    async fn call(&self, process: usize, is_background: bool) {
        let number = self.calls.replace(self.calls.get() + 1);
        let began = Instant::now();
        let scenario = &self.scenario;
        let upstream = self.upstreams.get(process % scenario.processes);
        let draw = Draw::new(self.seed << 32 | number as u64);
        let is_ok = match upstream {
            Some(upstream) if scenario.is_annotated => {
                annotated::call(&self.api, upstream, scenario.deadline, draw).await
            }
            _ => {
                let call = Call {
                    api: &self.api,
                    upstream,
                    is_background,
                    max: scenario.max,
                    deadline: scenario.deadline,
                    tells_cost: scenario.tells_cost,
                    draw,
                };
                call.run().await
            }
        };
        let figures = &mut *self.figures.borrow_mut();
        figures.calls += 1;
        figures.end = self.began.elapsed().as_secs_f64();
        if is_ok {
            figures.completed += 1;
            let took = if is_background { &mut figures.background_took } else { &mut figures.took };
            took.push(began.elapsed().as_secs_f64());
        }
    }

    fn figures(&self) -> Figures {
        let mut figures = self.figures.take();
        figures.took.sort_by(f64::total_cmp);
        figures.background_took.sort_by(f64::total_cmp);
        figures.sent = self.api.sent();
        figures.refused = self.api.refused();
        figures.left_waiting = self.upstreams.iter().map(|upstream| upstream.state().waiting).sum();
        figures
    }
}
