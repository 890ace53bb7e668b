use std::vec::Vec;

use super::at;
use crate::upstream::outage::Outage;

fn after_failures(failures: u32) -> Outage {
    let mut outage = Outage::new();
    for _ in 0..failures {
        outage.failed(false, at(0.0));
    }
    outage
}

#[test]
fn ten_failures_in_a_row_hold_the_calls() {
    assert!(!after_failures(9).is_held());
    assert!(after_failures(10).is_held());
}

#[test]
fn an_answer_ends_the_row() {
    let mut outage = after_failures(9);
    assert!(!outage.answered());
    outage.failed(false, at(0.0));
    assert!(!outage.is_held());
}

#[test]
fn probes_go_after_1_2_4_8_16_and_30_seconds() {
    let mut outage = after_failures(10);
    let mut time = 0.0;
    for wait in [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0] {
        assert_eq!(outage.ready_at(at(time)), Some(at(time + wait)));
        time += wait;
        assert!(outage.take());
        outage.failed(true, at(time));
    }
}

#[test]
fn one_probe_goes_at_a_time() {
    let mut outage = after_failures(10);
    assert!(outage.take());
    assert_eq!(outage.ready_at(at(100.0)), None);
}

#[test]
fn a_failure_of_an_earlier_attempt_does_not_end_the_probe() {
    let mut outage = after_failures(10);
    outage.take();
    outage.failed(false, at(2.0));
    assert_eq!(outage.ready_at(at(2.0)), None);
}

#[test]
fn another_call_replaces_a_dropped_probe() {
    let mut outage = after_failures(10);
    outage.take();
    outage.probe_dropped();
    assert_eq!(outage.ready_at(at(5.0)), Some(at(1.0)));
}

#[test]
fn an_answer_ends_the_outage() {
    let mut outage = after_failures(10);
    outage.take();
    assert!(outage.answered());
    assert!(!outage.is_held());
    assert_eq!(outage.ready_at(at(5.0)), Some(at(5.0)));
    // The next outage begins with ten failures, and with a probe after a second.
    let rows: Vec<bool> = (0..10)
        .map(|_| {
            outage.failed(false, at(5.0));
            outage.is_held()
        })
        .collect();
    assert_eq!(rows.iter().filter(|held| **held).count(), 1);
    assert_eq!(outage.ready_at(at(5.0)), Some(at(6.0)));
}

#[test]
fn calls_go_as_they_come_without_an_outage() {
    let mut outage = after_failures(9);
    assert_eq!(outage.ready_at(at(3.0)), Some(at(3.0)));
    assert!(!outage.take());
}
