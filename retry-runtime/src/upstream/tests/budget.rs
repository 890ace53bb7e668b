use std::thread;

use crate::upstream::budget::{Budget, Change, price};
use crate::upstream::sync::AtomicU32;
use crate::verdict::FailureClass;

const SIZE: u32 = 500;

fn full() -> Budget {
    Budget::of(AtomicU32::new(0))
}

fn affordable(class: FailureClass) -> usize {
    let budget = full();
    (0..1000).take_while(|_| budget.withdraw(price(class), SIZE).is_some()).count()
}

#[test]
fn a_full_budget_pays_for_a_hundred_retries() {
    assert_eq!(affordable(FailureClass::Transient), 100);
    assert_eq!(affordable(FailureClass::TimedOut), 50);
}

#[test]
fn throttled_retries_cost_nothing() {
    assert_eq!(affordable(FailureClass::Throttled), 1000);
    assert_eq!(affordable(FailureClass::Overloaded), 1000);
    let budget = full();
    assert!(!(0..101).all(|_| budget.withdraw(5, SIZE).is_some()));
    assert_eq!(budget.withdraw(price(FailureClass::Throttled), SIZE), Some(Change::None));
}

#[test]
fn a_success_gives_back_what_the_last_retry_of_its_call_cost() {
    let budget = full();
    assert!(budget.withdraw(5, SIZE).is_some());
    assert_eq!(budget.left(SIZE), 495);
    assert!(budget.withdraw(5, SIZE).is_some());
    assert_eq!(budget.left(SIZE), 490);
    budget.deposit(5);
    assert_eq!(budget.left(SIZE), 495);
}

#[test]
fn a_success_at_first_try_gives_one() {
    let budget = full();
    assert!(budget.withdraw(10, SIZE).is_some());
    budget.deposit(0);
    assert_eq!(budget.left(SIZE), 491);
}

#[test]
fn a_full_budget_stays_full() {
    let budget = full();
    assert!(budget.is_full());
    budget.deposit(10);
    assert_eq!(budget.left(SIZE), 500);
    assert!(budget.withdraw(3, SIZE).is_some());
    assert!(!budget.is_full());
    budget.deposit(10);
    assert_eq!(budget.left(SIZE), 500);
    assert!(budget.is_full());
}

#[test]
fn a_change_says_whether_the_budget_was_or_is_full() {
    let budget = full();
    assert_eq!(budget.withdraw(5, SIZE), Some(Change::NoLongerFull));
    assert_eq!(budget.withdraw(5, SIZE), Some(Change::Part));
    assert_eq!(budget.deposit(5), Change::Part);
    assert_eq!(budget.deposit(5), Change::Full);
    assert_eq!(budget.deposit(5), Change::None);
    assert_eq!(budget.withdraw(3, SIZE), Some(Change::NoLongerFull));
    assert_eq!(budget.deposit(5), Change::Full);
}

#[test]
fn threads_neither_overdraw_nor_overfill() {
    const ROUNDS: u32 = if cfg!(miri) { 50 } else { 20_000 };
    let budget = full();
    thread::scope(|scope| {
        for thread in 0..8 {
            let budget = &budget;
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    if (round + thread) % 3 == 0 {
                        let _ = budget.withdraw(10, SIZE);
                    } else {
                        budget.deposit(5);
                    }
                    assert!(budget.left(SIZE) <= SIZE);
                }
            });
        }
    });
}
