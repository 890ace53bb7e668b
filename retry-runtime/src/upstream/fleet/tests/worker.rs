//! The thread that asks the store, on a paused clock.

use core::future::ready;
use core::time::Duration;
use std::boxed::Box;
use std::string::String;
use std::sync::{Arc, Mutex};
use std::vec;
use std::vec::Vec;

use tokio::task::JoinHandle;
use tokio::time::{Instant as Moment, sleep};

use crate::upstream::fleet::link::Link;
use crate::upstream::fleet::question::{Hold, News, Take, Terms};
use crate::upstream::fleet::{Answer, Script, Store, worker};

/// Answers each script after a time, in the way of a test, and keeps what it was asked.
struct Scripted<A> {
    answer: A,
    asked: Mutex<Vec<(&'static str, Vec<i64>)>>,
}

impl<A: Fn(usize, &'static str) -> Answer<'static> + Send + Sync + 'static> Store for Scripted<A> {
    fn run<'a>(&'a self, script: &'static Script, _: &'a [String], arguments: &'a [i64]) -> Answer<'a> {
        let mut asked = self.asked.lock().expect("no panic under the lock");
        asked.push((script.name(), arguments.into()));
        let number = asked.len();
        drop(asked);
        (self.answer)(number, script.name())
    }
}

impl<A: Fn(usize, &'static str) -> Answer<'static>> Scripted<A> {
    fn new(answer: A) -> Arc<Self> {
        Arc::new(Self { answer, asked: Mutex::default() })
    }

    fn holds(&self) -> Vec<Vec<i64>> {
        let asked = self.asked.lock().expect("no panic under the lock");
        asked.iter().filter(|(name, _)| *name == "hold").map(|(_, arguments)| arguments.clone()).collect()
    }
}

fn calm(_: usize, script: &'static str) -> Answer<'static> {
    Box::pin(ready(Ok(vec![0; if script == "hold" { 1 } else { 12 }])))
}

fn serve(store: Arc<impl Store>) -> (Arc<Link>, JoinHandle<()>) {
    let link = Arc::new(Link::new("test", store));
    let serving = tokio::spawn(worker::run(Arc::clone(&link)));
    (link, serving)
}

/// Whether each of the answers to two looks came.
async fn looks(link: &Link) -> [bool; 2] {
    let mut came = [false; 2];
    for came in &mut came {
        link.ask(Take::default(), Terms::default());
        sleep(Duration::from_millis(1500)).await;
        *came = link.read().iter().any(|news| matches!(news, News::Report { .. }));
    }
    came
}

#[tokio::test(start_paused = true)]
async fn a_store_has_50_milliseconds() {
    for (millis, is_heard) in [(49, true), (51, false)] {
        let store = Scripted::new(move |_, script| {
            Box::pin(async move {
                sleep(Duration::from_millis(millis)).await;
                calm(0, script).await
            })
        });
        let (link, _serving) = serve(store);
        link.ask(Take::default(), Terms::default());
        sleep(Duration::from_millis(60)).await;
        let news = link.read();
        assert_eq!(matches!(news[0], News::Report { .. }), is_heard, "{millis} ms: {news:?}");
        assert_eq!(matches!(news[0], News::Silent), !is_heard, "{millis} ms: {news:?}");
    }
}

/// As a `ConnectionManager` does, whose first command after a failure finds the broken connection.
#[tokio::test(start_paused = true)]
async fn a_store_that_connects_again_after_a_failed_command_answers_at_once() {
    let store = Scripted::new(|number, script| match number {
        1 => Box::pin(ready(Err("a broken connection".into()))),
        _ => calm(number, script),
    });
    let (link, _serving) = serve(store);
    assert_eq!(looks(&link).await, [true, true]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_panics_is_asked_again() {
    let in_future = Scripted::new(|number, script| {
        Box::pin(async move {
            assert!(number > 2, "the panic of this test");
            calm(number, script).await
        })
    });
    let (link, _serving) = serve(in_future);
    assert_eq!(looks(&link).await, [false, true]);
    let at_once = Scripted::new(|number, script| {
        assert!(number > 2, "the panic of this test");
        calm(number, script)
    });
    let (link, _serving) = serve(at_once);
    assert_eq!(looks(&link).await, [false, true]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_another_length_is_silence() {
    for numbers in [vec![], vec![1], vec![i64::MAX; 13]] {
        let store = Scripted::new(move |_, _| Box::pin(ready(Ok(numbers.clone()))) as Answer<'static>);
        let (link, _serving) = serve(store);
        assert_eq!(looks(&link).await, [false, false]);
    }
}

/// A silent store is left alone for 1 s, 2 s, and so on, up to 30 s.
#[tokio::test(start_paused = true)]
async fn a_silent_store_is_asked_less_and_less_often() {
    let store = Scripted::new(|_, _| Box::pin(core::future::pending()) as Answer<'static>);
    let (link, _serving) = serve(Arc::clone(&store));
    for _ in 0..600 {
        link.ask(Take::default(), Terms::default());
        sleep(Duration::from_secs(1)).await;
    }
    let asked = store.asked.lock().expect("no panic under the lock").len();
    assert!((22..27).contains(&asked), "{asked} questions in ten minutes");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_has_answered_is_left_alone_for_a_second() {
    let asked = Arc::<Mutex<Vec<Moment>>>::default();
    let times = Arc::clone(&asked);
    let store = Scripted::new(move |number, script| {
        times.lock().expect("no panic under the lock").push(Moment::now());
        if matches!(number, 1..=3 | 5) { Box::pin(core::future::pending()) } else { calm(number, script) }
    });
    let (link, _serving) = serve(store);
    for _ in 0..200 {
        link.ask(Take::default(), Terms::default());
        sleep(Duration::from_millis(100)).await;
    }
    let asked = asked.lock().expect("no panic under the lock");
    let rests: Vec<_> = asked[..6].windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
    assert_eq!(rests, [1, 2, 4, 0, 1]);
}

/// A user of Redis may lack a right that one script needs.
#[tokio::test(start_paused = true)]
async fn a_store_that_refuses_one_script_is_asked_less_and_less_often() {
    let store = Scripted::new(|number, script| match script {
        "hold" => Box::pin(ready(Err("no right".into()))),
        _ => calm(number, script),
    });
    let (link, _serving) = serve(Arc::clone(&store));
    for _ in 0..600 {
        link.ask(Take::default(), Terms::default());
        link.hold(Hold::default(), Terms { in_flight: 4, ..Terms::default() });
        sleep(Duration::from_secs(1)).await;
    }
    // Two commands each.
    let questions = store.holds().len() / 2;
    assert!((22..27).contains(&questions), "{questions} questions in ten minutes");
}

/// The lease lasts 60 s, and an answer may take longer. Looks of other calls at the store do not put the renewal off.
#[tokio::test(start_paused = true)]
async fn slots_are_renewed_while_the_store_is_asked_for_more() {
    let store = Scripted::new(calm);
    let (link, _serving) = serve(Arc::clone(&store));
    let held = Hold { used: 2, wanted: 2, number: 1 };
    link.note_held(held, Terms { in_flight: 4, ..Terms::default() });
    for _ in 0..600 {
        sleep(Duration::from_secs(1)).await;
        link.ask(Take::default(), Terms::default());
    }
    let renewals = store.holds();
    assert!((28..32).contains(&renewals.len()), "{} renewals in ten minutes", renewals.len());
    assert!(renewals.iter().all(|renewal| renewal[2..4] == [2, 2]), "{renewals:?}");
}

/// When an upstream is shared twice, its attempts hold their slots by the later link.
#[tokio::test(start_paused = true)]
async fn a_closed_link_gives_its_slots_back() {
    let store = Scripted::new(calm);
    let (link, serving) = serve(Arc::clone(&store));
    link.note_held(Hold { used: 2, wanted: 3, number: 1 }, Terms { in_flight: 4, ..Terms::default() });
    sleep(Duration::from_secs(1)).await;
    link.close();
    serving.await.expect("no panic");
    let holds = store.holds();
    assert_eq!(holds.len(), 1);
    assert_eq!(holds[0][1..4], [4, 0, 0], "none is used, and none is wanted");
}
