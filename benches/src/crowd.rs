//! Many tasks at once, each of which fails twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use retry_attr::retry;
use tokio::runtime::Builder;

use crate::work::{Leaf, Outcome, Server};

const FIRST: Duration = Duration::from_millis(25);
const CAP: Duration = Duration::from_millis(50);

async fn ask(server: &Server) -> Outcome {
    Leaf.await;
    server.attempt()
}

async fn by_hand(server: &Server) -> Outcome {
    let mut retries = 0;
    loop {
        match ask(server).await {
            Ok(answer) => return Ok(answer),
            Err(error) if retries == 3 || !error.is_transient() => return Err(error),
            Err(_) => {}
        }
        let ceiling = FIRST.saturating_mul(1 << retries).min(CAP);
        retries += 1;
        tokio::time::sleep(ceiling.mul_f64(fastrand::f64())).await;
    }
}

#[retry(max = 4, initial_delay = FIRST, max_delay = CAP)]
async fn annotated(server: &Server) -> Outcome {
    Leaf.await;
    server.attempt()
}

/// Spawns the tasks on runtimes of one thread each, waits for all of them, and panics if one had another result or
/// another number of attempts.
fn spawn<F>(tasks: u32, threads: u32, task: fn(Server, Arc<AtomicU64>) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let attempts = Arc::new(AtomicU64::new(0));
    let share = || {
        let runtime = Builder::new_current_thread().enable_time().build().expect("tokio builds a runtime");
        runtime.block_on(async {
            let spawned = (0..tasks / threads).map(|_| {
                let server = Server::new();
                server.fail(2);
                tokio::spawn(task(server, Arc::clone(&attempts)))
            });
            for task in spawned.collect::<Vec<_>>() {
                task.await.expect("no task panics");
            }
        });
    };
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(share))));
    assert_eq!(attempts.load(Relaxed), 3 * u64::from(tasks), "there were more or fewer attempts");
}

/// # Panics
///
/// If there is no such way, or it does other work.
pub fn crowd(way: &str, tasks: u32, threads: u32) {
    match way {
        "hand" => spawn(tasks, threads, |server, attempts| async move {
            by_hand(&server).await.expect("two failures are few");
            attempts.fetch_add(server.attempts(), Relaxed);
        }),
        "ours" => spawn(tasks, threads, |server, attempts| async move {
            annotated(&server).await.expect("two failures are few");
            attempts.fetch_add(server.attempts(), Relaxed);
        }),
        _ => panic!("there is no such way"),
    }
}
