//! One run: the API, the store, and the processes.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ai_api::{AiApi, Limits, Reply};

use crate::fault::Fault;
use crate::outcome::Outcome;
use crate::process::{CALLERS, MARK, REQUESTS_PER_MINUTE, Seen, TOKENS, TOKENS_PER_MINUTE};

pub(crate) const PROCESSES: u64 = 50;
pub(crate) const PER_SECOND: u32 = REQUESTS_PER_MINUTE / 60;
const BURST: u32 = 100;
/// Six seconds' worth, as the limits of an upstream have when they are declared.
const DECLARED_BURST: u32 = 6 * PER_SECOND;

/// The number of requests that may come at once.
pub(crate) fn burst(fault: Fault) -> u32 {
    if fault.is_declared() { DECLARED_BURST } else { BURST }
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

pub(crate) fn run(fault: Fault, seconds: u64) -> Outcome {
    let burst = burst(fault);
    let limits = Limits::new().requests_per_minute(REQUESTS_PER_MINUTE, burst);
    let limits = if fault.is_declared() {
        limits.tokens_per_minute(TOKENS_PER_MINUTE, burst * TOKENS)
    } else {
        limits
    };
    let api = AiApi::limited(limits, [Reply::answer("Paris.").after(Duration::from_millis(100))]);
    let mut store = fault.store();
    let calls = seconds * u64::from(PER_SECOND) / (PROCESSES * u64::from(CALLERS));
    let url = api.url() + "/v1/chat/completions";
    let mut processes: Vec<_> =
        (0..PROCESSES).map(|number| Process::start(fault, &url, calls, number, &store.urls)).collect();
    for process in &mut processes {
        assert_eq!(process.line(), "ready");
    }
    let begin = Instant::now();
    for process in &mut processes {
        process.stdin.write_all(b"go\n").expect("it listens");
    }
    let trouble = thread::spawn(move || {
        store.suffer();
        store
    });
    let mut seen = Seen::default();
    for mut process in processes {
        seen.add(&Seen::parse(&process.line()));
        assert!(process.child.wait().expect("it ends").success());
    }
    let time = begin.elapsed();
    drop(trouble.join().expect("no panic"));
    let arrivals = api.requests().iter().map(|request| request.arrived).collect();
    Outcome { fault, calls: calls * PROCESSES * u64::from(CALLERS), seen, time, begin, arrivals }
}

impl Process {
    fn start(fault: Fault, url: &str, calls: u64, number: u64, stores: &[String]) -> Self {
        let limits = if fault.is_declared() { "declared" } else { "learned" };
        let mut child = Command::new(env::current_exe().expect("a path"))
            .args([MARK, url, &calls.to_string(), limits, &number.to_string()])
            .args(stores)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program once more");
        let stdin = child.stdin.take().expect("it is piped");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, stdin, stdout }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }
}
