use std::vec::Vec;

use crate::upstream::word::{Pass, Word};

const BOOLS: [bool; 2] = [false, true];

/// Words of an open gate with all that they may say, and of two rows and two epochs each.
fn open_words() -> Vec<(Word, bool, bool)> {
    let mut words = Vec::new();
    for (row, epoch) in [(0, 0), (0xff, 0), (0, 0x7_ffff), (0xff, 0x7_ffff)] {
        for (is_watched, is_full) in BOOLS.into_iter().flat_map(|first| BOOLS.map(|second| (first, second))) {
            words.push((Word::new(false, is_watched, row, epoch).with_budget(is_full), is_watched, is_full));
        }
    }
    words
}

#[test]
fn an_open_word_is_leave_without_a_slot() {
    for (word, ..) in open_words() {
        let pass = word.open().expect("it is open");
        assert_eq!(pass, word.pass(false, false));
        assert!(!pass.has_slot() && !pass.is_probe() && !pass.is_awaited());
    }
}

#[test]
fn a_closed_word_is_no_leave() {
    for (is_watched, row, epoch) in [(false, 0, 0), (true, 0xff, 0x7_ffff)] {
        assert_eq!(Word::new(true, is_watched, row, epoch).open(), None);
        assert_eq!(Word::new(true, is_watched, row, epoch).with_budget(false).open(), None);
    }
}

#[test]
fn a_word_says_whether_the_gate_is_watched() {
    for (word, is_watched, _) in open_words() {
        assert_eq!(word.is_watched(), is_watched, "{word:?}");
    }
    assert!(!Word::new(true, false, 0xff, 0x7_ffff).is_watched());
}

#[test]
fn a_pass_says_whether_it_has_a_slot_and_whether_it_probes() {
    for (word, ..) in open_words() {
        for (has_slot, is_probe) in [(false, false), (true, false), (false, true), (true, true)] {
            let pass = word.pass(has_slot, is_probe);
            assert_eq!((pass.has_slot(), pass.is_probe()), (has_slot, is_probe), "{word:?}");
            assert_eq!(pass.is_awaited(), has_slot || is_probe);
            assert!(pass.is_of_row(word) && pass.is_of_epoch(word));
        }
    }
}

#[test]
fn a_success_is_watched_if_anybody_wants_to_hear_of_it() {
    for (then, was_watched, was_full) in open_words() {
        for (now, is_watched, is_full) in open_words() {
            let by_words = was_watched || is_watched || !was_full || !is_full;
            assert_eq!(then.pass(false, false).is_watched(now), by_words, "{then:?}, {now:?}");
            assert!(then.pass(true, false).is_watched(now));
            assert!(then.pass(false, true).is_watched(now));
        }
    }
}

#[test]
fn a_slot_is_handed_over_apart_from_the_rest_of_the_pass() {
    for (word, ..) in open_words() {
        let pass = word.pass(true, true);
        assert_eq!(pass.apart_from_slot(), (word.pass(false, true), word.pass(true, false)));
        let pass = word.pass(false, false);
        assert_eq!(pass.apart_from_slot(), (pass, pass));
    }
}

#[test]
fn rows_and_epochs_are_told_apart() {
    let word = Word::new(false, false, 7, 9);
    let pass: Pass = word.pass(false, false);
    for row in 0..=0xff {
        let other = Word::new(true, true, row, 9).with_budget(false);
        assert_eq!(pass.is_of_row(other), row == 7);
        assert!(pass.is_of_epoch(other));
    }
    for epoch in [0, 1, 8, 10, 0x7_ffff] {
        let other = Word::new(true, true, 7, epoch).with_budget(false);
        assert!(pass.is_of_row(other));
        assert!(!pass.is_of_epoch(other));
    }
}
