use std::sync::Arc;

use loom::thread;

use crate::explore;
use crate::upstream::budget::Budget;
use crate::upstream::sync::AtomicU32;

const SIZE: u32 = 10;

#[test]
fn no_token_is_spent_twice() {
    explore(|| {
        let budget = Arc::new(Budget::of(AtomicU32::new(0)));
        let callers = [5, 5, 5].map(|price| {
            let budget = Arc::clone(&budget);
            thread::spawn(move || u32::from(budget.withdraw(price, SIZE)))
        });
        let paid: u32 = callers.into_iter().map(|caller| caller.join().unwrap()).sum();
        assert_eq!((paid, budget.left(SIZE)), (2, 0));
    });
}

#[test]
fn no_token_is_lost_or_made() {
    explore(|| {
        let budget = Arc::new(Budget::of(AtomicU32::new(0)));
        assert!(budget.withdraw(10, SIZE));
        let depositor = {
            let budget = Arc::clone(&budget);
            thread::spawn(move || {
                budget.deposit(5);
                budget.deposit(0);
            })
        };
        let spender = {
            let budget = Arc::clone(&budget);
            thread::spawn(move || u32::from(budget.withdraw(5, SIZE)) + u32::from(budget.withdraw(5, SIZE)))
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
        assert!(budget.withdraw(3, SIZE));
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
