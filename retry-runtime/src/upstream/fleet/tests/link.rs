use std::boxed::Box;
use std::string::{String, ToString as _};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::play::{Named, Nobody, share};
use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{Hold, Known, Question, Slow, Take, Terms};
use crate::upstream::fleet::{Answer, Script, Store};
use crate::upstream::{Upstream, UpstreamError};

#[test]
fn all_keys_of_an_upstream_have_one_hash_tag_and_the_version_of_their_format() {
    let link = Link::new("gpt-5", Arc::new(Named("prod")));
    assert_eq!(
        link.keys(Question::Take(Take::default())),
        ["retry-attr:1:{prod/gpt-5}:gate", "retry-attr:1:{prod/gpt-5}:line"]
    );
    assert_eq!(link.keys(Question::Hold(Hold::default())), ["retry-attr:1:{prod/gpt-5}:held"]);
    let link = Link::new("gpt-5", Arc::new(Nobody));
    assert_eq!(link.keys(Question::Slow), ["retry-attr:1:{gpt-5}:gate"]);
}

#[test]
fn names_that_mean_something_in_a_key_are_refused() {
    for name in ["a{b", "a}b", "a:b", "{", "}", ":"] {
        assert_eq!(Upstream::named(name).share_in(Nobody), Err(UpstreamError::NameInKey), "{name}");
        assert_eq!(Upstream::new("gpt-5").share_in(Named(name)), Err(UpstreamError::NameInKey), "{name}");
    }
    assert_eq!(Upstream::named("").share_in(Nobody), Err(UpstreamError::NoName));
    assert!(UpstreamError::NameInKey.to_string().contains("`{`"));
    assert_eq!(Upstream::named("gpt-5/eu west ü").share_in(Named("prod 2")), Ok(()));
}

#[test]
fn a_dropped_upstream_closes_its_link() {
    let upstream = Upstream::new("test");
    let link = share(&upstream);
    assert!(!link.is_closed());
    drop(upstream);
    assert!(link.is_closed());
}

#[test]
fn a_link_without_slots_has_none_to_give_back() {
    let link = Link::new("test", Arc::new(Nobody));
    assert!(link.give_back().is_none());
    link.note_held(Hold { used: 1, wanted: 1, number: 1 }, Terms::default());
    assert!(link.give_back().is_some());
    assert!(link.give_back().is_none(), "they are given back once");
}

#[test]
fn a_link_shows_its_name() {
    assert_eq!(std::format!("{:?}", Link::new("gpt-5", Arc::new(Nobody))), "Link { name: \"gpt-5\", .. }");
}

/// Sync programs have no runtime of their own.
#[test]
fn a_thread_of_the_library_asks_the_store() {
    struct Telling(Mutex<Sender<Option<String>>>);

    impl Store for Telling {
        fn run<'a>(&'a self, _: &'static Script, _: &'a [String], _: &'a [i64]) -> Answer<'a> {
            let name = std::thread::current().name().map(Into::into);
            self.0.lock().expect("no panic under the lock").send(name).expect("the test waits");
            Box::pin(core::future::pending())
        }
    }

    let (sender, asked) = channel();
    let upstream = Upstream::new("thread");
    upstream.share_in(Telling(Mutex::new(sender))).expect("a name for keys");
    let thread = asked.recv_timeout(Duration::from_secs(20)).expect("a question");
    assert_eq!(thread.as_deref(), Some("retry-attr-fleet"));
}

#[test]
fn reports_are_sent_before_questions() {
    let link = Link::new("test", Arc::new(Nobody));
    link.ask(Take { waiting: 3, place: 1, cost: 0 }, Terms::default());
    let pause = Duration::from_secs(1);
    link.report(Slow { pause, epoch: 0 }, Terms { known: Some(Known::InSlowStart(8.0)), ..Terms::default() });
    link.report(Slow { pause: pause / 2, epoch: 4 }, Terms::default());
    link.note_success();
    let trip = link.next_trip().expect("the report");
    assert_eq!(trip.arguments, [0, 0, 0, 1, 1, 8_000_000, 1_000_000, 4], "both in one, with a success");
    let trip = link.next_trip().expect("the question");
    assert_eq!(trip.arguments, [0, 0, 0, 0, 0, 0, 3, 1, 0], "the success was told");
    assert!(link.next_trip().is_none());
}
