use crate::upstream::fleet::part::Part;
use crate::upstream::tests::at;

#[test]
fn the_part_is_that_of_the_slots_since_the_process_started() {
    let mut part = Part::default();
    assert_eq!(part.get(), None);
    part.note(5, 105, at(0.0));
    assert_eq!(part.get(), Some(1.0), "the others took theirs before");
    part.note(5, 120, at(1.0));
    assert_eq!(part.get(), Some(0.5), "10 of 20");
}

#[test]
fn slots_that_were_taken_more_than_a_minute_ago_do_not_count() {
    let mut part = Part::default();
    part.note(10, 10, at(0.0));
    part.note(10, 20, at(30.0));
    part.note(0, 25, at(59.0));
    assert_eq!(part.get(), Some(0.8), "20 of 25");
    part.note(2, 30, at(60.0));
    assert_eq!(part.get(), Some(0.2), "2 of 10");
}
