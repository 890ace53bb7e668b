//! Two calls never share a jitter sequence: neither two threads nor two processes start from the same seed.

use std::collections::HashSet;
use std::process::{self, Command, Stdio};
use std::{env, fs, thread};

use retry_attr_runtime::__private::{Random as _, ThreadRandom};

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

#[test]
fn processes_draw_different_numbers() {
    const CHILD: &str = "RETRY_ATTR_DRAWS";
    let text = || format!("{:?}", draws(4));
    if let Ok(file) = env::var(CHILD) {
        fs::write(file, text()).expect("the parent can read it");
        return;
    }
    let file = env::temp_dir().join(format!("retry-attr-draws-{}", process::id()));
    let test_binary = env::current_exe().expect("the path of this binary");
    let mut child = Command::new(test_binary);
    child.args(["--exact", "processes_draw_different_numbers"]).env(CHILD, &file).stdout(Stdio::null());
    assert!(child.status().expect("the child runs").success());
    let numbers_of_child = fs::read_to_string(&file).expect("the child wrote its numbers");
    fs::remove_file(&file).expect("the file is there");
    assert_ne!(text(), numbers_of_child);
}
