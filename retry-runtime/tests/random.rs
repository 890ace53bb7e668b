//! Two calls never share a jitter sequence: not on two threads, not on two sides of a fork.

use std::collections::HashSet;
use std::thread;

use retry_attr_runtime::__private::{Attempts, Plan, Random as _, ThreadRandom};
use retry_attr_runtime::{Policy, Retryable, Verdict};

fn draws(count: usize) -> Vec<u64> {
    (0..count).map(|_| ThreadRandom.draw()).collect()
}

#[test]
fn draws_differ_on_a_thread_and_between_threads() {
    let threads: Vec<_> = (0..8).map(|_| thread::spawn(|| draws(100))).collect();
    let drawn: HashSet<u64> =
        threads.into_iter().flat_map(|thread| thread.join().expect("drawing panicked")).collect();
    assert_eq!(drawn.len(), 800);
}

#[test]
fn draws_are_spread_over_all_of_u64() {
    let draws = draws(4000);
    for bit in 0..u64::BITS {
        let set = draws.iter().filter(|draw| *draw >> bit & 1 == 1).count();
        // Five standard deviations of a fair coin.
        assert!((1842..=2158).contains(&set), "bit {bit} was set in {set} of 4000 draws");
    }
}

#[cfg(unix)]
#[test]
fn a_forked_child_draws_something_else() {
    use std::fs;
    use std::process::exit;

    struct Busy;

    impl Retryable for Busy {
        fn verdict(&self) -> Verdict {
            Verdict::transient()
        }
    }

    let plan = Plan::new("test", Policy::DEFAULT.max(10));
    let mut attempts = Attempts::new();
    let mut wait = || {
        let wait = attempts.settle(&plan, &Err::<(), _>(Busy));
        wait.continue_value().expect("there is another attempt").as_nanos()
    };
    // Seeded before the fork, so that both sides go on from the same state, in the same call.
    wait();
    let shared = std::env::temp_dir().join(format!("retry-attr-fork-{}", std::process::id()));
    let side = fork::fork().expect("fork");
    let drawn: Vec<u128> = (0..4).map(|_| wait()).collect();
    if let fork::Fork::Child = side {
        let text: Vec<String> = drawn.iter().map(u128::to_string).collect();
        exit(i32::from(fs::write(&shared, text.join(" ")).is_err()));
    }
    if let fork::Fork::Parent(child) = side {
        fork::waitpid(child).expect("waitpid");
    }
    let text = fs::read_to_string(&shared).expect("the child wrote what it drew");
    fs::remove_file(&shared).expect("remove");
    let childs: Vec<u128> = text.split(' ').map(|draw| draw.parse().expect("a number")).collect();
    assert_eq!(childs.len(), drawn.len());
    for (ours, theirs) in drawn.iter().zip(&childs) {
        assert_ne!(ours, theirs);
    }
}
