use super::at;
use crate::upstream::share::Share;

#[test]
fn a_first_refusal_without_successes_counts() {
    assert!(Share::new().refused(at(0.0), 0));
}

#[test]
fn of_twenty_successes_and_two_refusals_the_second_refusal_counts() {
    let mut share = Share::new();
    assert!(!share.refused(at(0.0), 20));
    assert!(share.refused(at(0.1), 20));
}

#[test]
fn a_refusal_among_nineteen_successes_counts() {
    assert!(Share::new().refused(at(0.0), 19));
}

#[test]
fn successes_of_an_unknown_age_count_as_twenty() {
    let mut share = Share::new();
    assert!(!share.refused(at(0.0), 1_000_000));
    assert!(share.refused(at(0.1), 1_000_000));
}

#[test]
fn one_refusal_in_a_hundred_outcomes_never_counts() {
    let mut share = Share::new();
    share.refused(at(0.0), 20);
    // 50 outcomes per second, of which every hundredth is a refusal.
    for refusal in 1..1000_u32 {
        let time = f64::from(refusal) * 2.0;
        assert!(!share.refused(at(time), 20 + refusal * 99), "refusal {refusal}");
    }
}

#[test]
fn one_refusal_in_ten_outcomes_counts() {
    let mut share = Share::new();
    share.refused(at(0.0), 20);
    let counts = (1..100_u32).filter(|n| share.refused(at(f64::from(*n) * 2.0), 20 + n * 9)).count();
    assert!(counts >= 98, "{counts}");
}

#[test]
fn outcomes_are_forgotten() {
    let mut share = Share::new();
    assert!(!share.refused(at(0.0), 20));
    // 400 successes in a minute are 33 of the last five seconds.
    assert!(!share.refused(at(60.0), 420));
    // After a minute without successes nothing is left of them.
    assert!(share.refused(at(120.0), 420));
}

#[test]
fn successes_since_the_last_refusal_count_by_their_age() {
    let refused_after = |successes: u32| {
        let mut share = Share::new();
        share.refused(at(0.0), 0);
        share.refused(at(5.0), successes)
    };
    // After one time constant, 1.37 of two refusals are left, and 63 % of the successes that were spread over it.
    assert!(refused_after(41));
    assert!(!refused_after(42));
}

#[test]
fn two_refusals_may_come_at_the_same_time() {
    let mut share = Share::new();
    assert!(share.refused(at(0.0), 0));
    // 38 successes, and no time in which they could have been forgotten.
    assert!(share.refused(at(0.0), 38));
    assert!(!Share::new().refused(at(0.0), 20));
    let mut share = Share::new();
    share.refused(at(0.0), 0);
    assert!(!share.refused(at(0.0), 39));
}

#[test]
fn the_counter_of_successes_may_wrap_around() {
    let mut share = Share::new();
    share.refused(at(0.0), u32::MAX - 10);
    assert!(!share.refused(at(1.0), 89));
}
