use std::sync::Arc;

use loom::sync::atomic::Ordering::Relaxed;
use loom::thread;

use crate::explore;
use crate::upstream::at;
use crate::upstream::shared::Shared;
use crate::verdict::Verdict;

fn closed() -> Shared {
    let shared = Shared::new(0);
    let pass = shared.try_admit(0).unwrap();
    shared.failed(pass, Verdict::throttled(), at(0));
    shared
}

#[test]
fn one_token_lets_one_call_go() {
    explore(|| {
        let shared = Arc::new(closed());
        let callers = [(); 3].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || u32::from(shared.try_admit(1).is_some()))
        });
        let went: u32 = callers.into_iter().map(|caller| caller.join().unwrap()).sum();
        assert_eq!(went, 1);
    });
}

#[test]
fn a_token_is_not_lost_with_a_caller_who_leaves() {
    explore(|| {
        let shared = Arc::new(closed());
        let callers = [(); 2].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || u32::from(shared.admit_impatiently(1).is_some()))
        });
        let went: u32 = callers.into_iter().map(|caller| caller.join().unwrap()).sum();
        // The one behind the other may have left before its turn came. Its token is still there then.
        let left = u32::from(shared.try_admit(1).is_some());
        assert_eq!(went + left, 1);
    });
}

/// The attempt began before the gate closed, so it takes no token and adds none.
#[test]
fn a_refusal_from_before_the_pace_leaves_its_token() {
    explore(|| {
        let shared = Shared::new(0);
        let (earlier, refused) = (shared.try_admit(0).unwrap(), shared.try_admit(0).unwrap());
        shared.failed(refused, Verdict::throttled(), at(0));
        let shared = Arc::new(shared);
        let refusing = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.failed(earlier, Verdict::throttled(), at(1)))
        };
        let caller = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || u32::from(shared.admit_impatiently(1).is_some()))
        };
        let went = u32::from(shared.try_admit(1).is_some());
        refusing.join().unwrap();
        let went = went + caller.join().unwrap();
        let left = u32::from(shared.try_admit(1).is_some());
        assert_eq!(went + left, 1);
    });
}

#[test]
fn refusals_of_one_epoch_are_one_step_in_any_order() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        let passes = [shared.try_admit(0).unwrap(), shared.try_admit(0).unwrap()];
        let callers = passes.map(|pass| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.failed(pass, Verdict::throttled(), at(0)))
        });
        for caller in callers {
            caller.join().unwrap();
        }
        assert_eq!(shared.lock(at(0), |gate| gate.state.epoch), 1);
        assert!(shared.pass().is_none());
    });
}

#[test]
fn a_call_that_goes_while_the_gate_closes_belongs_to_the_earlier_epoch() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        let refused = shared.try_admit(0).unwrap();
        let caller = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.pass())
        };
        shared.failed(refused, Verdict::throttled(), at(0));
        if let Some(pass) = caller.join().unwrap() {
            assert_eq!(pass, refused);
            shared.failed(pass, Verdict::throttled(), at(0));
        }
        assert_eq!(shared.lock(at(0), |gate| gate.state.epoch), 1);
    });
}

#[test]
fn the_word_is_what_the_state_says() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        let refused = shared.try_admit(0).unwrap();
        let refusing = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.failed(refused, Verdict::throttled(), at(0)))
        };
        let opening = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.open(at(0)))
        };
        refusing.join().unwrap();
        opening.join().unwrap();
        let limits = shared.settings.limits();
        let word = shared.lock(at(0), |gate| gate.state.word(&limits));
        assert_eq!(shared.word.0.load(Relaxed), word.0);
    });
}

#[test]
fn successes_that_are_counted_at_once_count_at_least_once() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        let callers = [(); 2].map(|()| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let pass = shared.pass().unwrap();
                shared.succeeded(pass, 0, || at(0));
            })
        });
        for caller in callers {
            caller.join().unwrap();
        }
        assert!((1..=2).contains(&shared.successes.0.load(Relaxed)));
    });
}
