//! Ten processes call one API, which takes 6,000 requests per minute. In the first run, each process learns the pace alone. In
//! the second run, the processes share an upstream through Redis or Valkey.
//!
//! `cargo run --package fleet` uses the server at `REDIS_URL`, or at `redis://127.0.0.1/`. If no server runs there, the example
//! starts `redis-server` or `valkey-server`. Without both, start Valkey in a container first:
//!
//! ```console
//! docker compose --file examples/fleet/compose.yaml up --detach --wait
//! ```

#![allow(clippy::print_stdout, reason = "the terminal is where it shows what happens")]

mod process;
mod server;

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ai_api::{AiApi, Limits, Reply};
use anyhow::Context as _;

use self::server::Server;

const PROCESSES: usize = 10;
/// The callers of one process, and the calls of each caller.
const CALLERS: usize = 20;
const CALLS: usize = 10;
const REQUESTS_PER_MINUTE: u32 = 6000;
const BURST: u32 = 100;

/// The result of all calls.
struct Run {
    completed: usize,
    requests: usize,
    time: Duration,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    if let [api, store @ ..] = &arguments[..] {
        return process::run(api, store.first());
    }
    let server = Server::find()?;
    let calls = PROCESSES * CALLERS * CALLS;
    println!(
        "{calls} calls of {PROCESSES} processes to an API that takes {REQUESTS_PER_MINUTE} requests per minute"
    );
    println!();
    println!("|                    | completed | requests | refused | time   |");
    println!("|--------------------|-----------|----------|---------|--------|");
    for (name, store) in [("each process alone", None), ("through the store", Some(server.url()))] {
        let Run { completed, requests, time } = play(store)?;
        let refused = requests - completed;
        println!(
            "| {name:<18} | {completed:>9} | {requests:>8} | {refused:>7} | {:>4.1} s |",
            time.as_secs_f64()
        );
    }
    Ok(())
}

fn play(store: Option<&str>) -> anyhow::Result<Run> {
    let limits = Limits::new().requests_per_minute(REQUESTS_PER_MINUTE, BURST);
    let api = AiApi::limited(limits, [Reply::answer("Paris.").after(Duration::from_millis(100))]);
    let mut processes =
        (0..PROCESSES).map(|_| start(&api.url(), store)).collect::<anyhow::Result<Vec<Child>>>()?;
    let begin = Instant::now();
    let mut completed = 0;
    for process in &mut processes {
        process.stdin.take().context("a process that reads from its standard input")?.write_all(b"go\n")?;
    }
    for mut process in processes {
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("a process that writes to its standard output")?)
            .read_line(&mut line)?;
        completed += line.trim().parse::<usize>()?;
        process.wait()?;
    }
    Ok(Run { completed, requests: api.requests().len(), time: begin.elapsed() })
}

fn start(api: &str, store: Option<&str>) -> anyhow::Result<Child> {
    let child = Command::new(env::current_exe()?)
        .arg(api)
        .args(store)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    Ok(child)
}
