use std::sync::Arc;

use loom::future::block_on;
use loom::thread;

use crate::explore;
use crate::upstream::at;
use crate::upstream::shared::Shared;
use crate::verdict::Verdict;

#[test]
fn each_way_to_end_an_attempt_wakes_the_next() {
    for end in 0..3 {
        explore(move || {
            let shared = Arc::new(Shared::new(1));
            let pass = shared.try_admit(0).unwrap();
            let waiting = {
                let shared = Arc::clone(&shared);
                thread::spawn(move || block_on(shared.admit(0)))
            };
            match end {
                0 => shared.succeeded(pass, 0, || at(0)),
                1 => shared.failed(pass, Verdict::transient(), at(0)),
                _ => shared.dropped(pass),
            }
            shared.dropped(waiting.join().unwrap());
            assert_eq!(shared.waiting(), 0);
        });
    }
}

#[test]
fn callers_take_turns_in_one_slot() {
    explore(|| {
        let shared = Arc::new(Shared::new(1));
        let callers = [(); 2].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let pass = block_on(shared.admit(0));
                shared.succeeded(pass, 0, || at(0));
            })
        });
        for caller in callers {
            caller.join().unwrap();
        }
        assert!(shared.try_admit(0).is_some());
        assert_eq!(shared.waiting(), 0);
    });
}

#[test]
fn a_caller_who_leaves_hands_its_turn_on() {
    explore(|| {
        let shared = Arc::new(Shared::new(1));
        let pass = shared.try_admit(0).unwrap();
        let impatient = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                if let Some(pass) = shared.admit_impatiently(0) {
                    shared.dropped(pass);
                }
            })
        };
        let waiting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.dropped(block_on(shared.admit(0))))
        };
        shared.dropped(pass);
        impatient.join().unwrap();
        waiting.join().unwrap();
        assert_eq!(shared.waiting(), 0);
    });
}

#[test]
fn opening_wakes_all_who_wait() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        shared.pause(core::time::Duration::from_secs(60), at(0));
        let callers = [(); 2].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || block_on(shared.admit(0)))
        });
        shared.open(at(0));
        for caller in callers {
            caller.join().unwrap();
        }
        assert_eq!(shared.waiting(), 0);
    });
}

#[test]
fn a_pause_that_ends_in_time_keeps_no_caller_waiting() {
    explore(|| {
        let shared = Arc::new(Shared::new(1));
        let pass = shared.try_admit(0).unwrap();
        let waiting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || block_on(shared.admit(0)))
        };
        let pausing = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                shared.pause(core::time::Duration::from_secs(60), at(0));
                shared.open(at(0));
            })
        };
        shared.dropped(pass);
        pausing.join().unwrap();
        shared.dropped(waiting.join().unwrap());
        assert_eq!(shared.waiting(), 0);
    });
}

/// The call waits for the slot, and then for the pace, which another look shows to be ready.
#[test]
fn a_refusal_while_a_call_waits_loses_no_wake_up() {
    explore(|| {
        let shared = Arc::new(Shared::new(1));
        let pass = shared.try_admit(0).unwrap();
        let waiting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || block_on(shared.admit(0)))
        };
        let looking = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.failed(pass, Verdict::throttled(), at(0)))
        };
        looking.join().unwrap();
        // Ten seconds later there is one token, for the call that waits.
        shared.lock(at(10), |_| ());
        shared.dropped(waiting.join().unwrap());
        assert_eq!(shared.waiting(), 0);
        assert!(shared.try_admit(10).is_none());
    });
}

#[test]
fn a_caller_who_leaves_during_a_pause_keeps_no_other_waiting() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        shared.pause(core::time::Duration::from_secs(60), at(0));
        let impatient = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.admit_impatiently(0))
        };
        let waiting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || block_on(shared.admit(0)))
        };
        shared.open(at(0));
        impatient.join().unwrap();
        waiting.join().unwrap();
        assert_eq!(shared.waiting(), 0);
    });
}
