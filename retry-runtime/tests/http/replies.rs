//! Replies, events, and bodies from providers: `replies/*.txt`.

use crate::corpus;

#[test]
fn each_provider_is_understood() {
    let cases = corpus::read("replies");
    let wrong: Vec<_> = cases.iter().filter_map(corpus::Case::mistake).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases.len() > 120, "only {} replies", cases.len());
}
