use std::sync::Arc;

use loom::thread;

use crate::explore;
use crate::upstream::at;
use crate::upstream::budget::Budget;
use crate::upstream::shared::Shared;
use crate::upstream::sync::AtomicU32;
use crate::upstream::sync::Ordering::Relaxed;
use crate::upstream::word::{Pass, Word};
use crate::verdict::FailureClass;

const SIZE: u32 = 10;

#[test]
fn no_token_is_spent_twice() {
    explore(|| {
        let budget = Arc::new(Budget::of(AtomicU32::new(0)));
        let callers = [5, 5, 5].map(|price| {
            let budget = Arc::clone(&budget);
            thread::spawn(move || u32::from(budget.withdraw(price, SIZE).is_some()))
        });
        let paid: u32 = callers.into_iter().map(|caller| caller.join().unwrap()).sum();
        assert_eq!((paid, budget.left(SIZE)), (2, 0));
    });
}

#[test]
fn no_token_is_lost_or_made() {
    explore(|| {
        let budget = Arc::new(Budget::of(AtomicU32::new(0)));
        assert!(budget.withdraw(10, SIZE).is_some());
        let depositor = {
            let budget = Arc::clone(&budget);
            thread::spawn(move || {
                budget.deposit(5);
                budget.deposit(0);
            })
        };
        let spender = {
            let budget = Arc::clone(&budget);
            thread::spawn(move || {
                u32::from(budget.withdraw(5, SIZE).is_some()) + u32::from(budget.withdraw(5, SIZE).is_some())
            })
        };
        depositor.join().unwrap();
        let paid = spender.join().unwrap();
        assert_eq!(budget.left(SIZE), 6 - 5 * paid);
    });
}

#[test]
fn a_budget_is_never_overfilled() {
    explore(|| {
        let budget = Arc::new(Budget::of(AtomicU32::new(0)));
        assert!(budget.withdraw(3, SIZE).is_some());
        let depositors = [2, 2].map(|price| {
            let budget = Arc::clone(&budget);
            thread::spawn(move || budget.deposit(price))
        });
        for depositor in depositors {
            depositor.join().unwrap();
        }
        assert_eq!(budget.left(SIZE), SIZE);
    });
}

#[test]
fn the_word_says_whether_the_budget_is_full() {
    explore(|| {
        let shared = Arc::new(Shared::new(0));
        assert_eq!(shared.pay(FailureClass::Transient), Some(5));
        let success = {
            let shared = Arc::clone(&shared);
            // A success fills the budget.
            thread::spawn(move || shared.succeeded(Pass::default(), 5, || at(0)))
        };
        let failure = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || assert_eq!(shared.pay(FailureClass::Transient), Some(5)))
        };
        success.join().unwrap();
        failure.join().unwrap();
        let word = Word(shared.word.0.load(Relaxed));
        assert_eq!(word, Word::default().with_budget(shared.budget.0.is_full()));
        assert!(!shared.budget.0.is_full());
    });
}
