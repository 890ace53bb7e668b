use core::time::Duration;

use crate::upstream::fleet::lease::Leases;
use crate::upstream::tests::at;

#[test]
fn a_lease_has_the_tokens_of_each_slot() {
    let mut leases = Leases::default();
    leases.add(at(1.0), Duration::from_secs(1), 3, 30);
    leases.take(30);
    leases.take(30);
    assert_eq!(leases.next(30), Some(at(3.0)));
    assert_eq!(leases.next(31), None, "the others have used 60 of 90");
}

#[test]
fn a_slot_is_kept_for_three_seconds() {
    let mut leases = Leases::default();
    leases.add(at(1.0), Duration::from_secs(1), 2, 0);
    leases.advance(at(4.0));
    assert_eq!(leases.left(), 2);
    leases.advance(at(4.001));
    assert_eq!(leases.left(), 1);
}
