//! `call_id = name`: an id that all attempts of a call share, and no other call has.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, ErrorKind};

use futures_util::{FutureExt as _, Stream, stream};
use retry_attr::{CallId, CallIdError, NoneError, Retryable, Verdict, retry};

type Ids = RefCell<Vec<CallId>>;

fn reset() -> io::Error {
    ErrorKind::ConnectionReset.into()
}

fn text(high: u64, low: u64) -> String {
    #[retry(call_id = id, random = || bits.borrow_mut().pop().expect("two are drawn"))]
    fn call(bits: &RefCell<Vec<u64>>) -> io::Result<CallId> {
        Ok(id)
    }
    call(&RefCell::new(vec![low, high])).expect("a success").to_string()
}

#[test]
fn an_id_is_written_as_a_random_uuid() {
    assert_eq!(text(0, 0), "00000000-0000-4000-8000-000000000000");
    assert_eq!(text(u64::MAX, u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    let digits = 0x0123_4567_89ab_cdef;
    assert_eq!(text(digits, digits), "01234567-89ab-4def-8123-456789abcdef");
}

#[test]
fn its_bits_are_those_of_its_text() {
    #[retry(call_id = id)]
    fn call() -> io::Result<CallId> {
        Ok(id)
    }
    let id = call().expect("a success");
    assert_eq!(id.to_string().replace('-', ""), format!("{:032x}", id.as_u128()));
    assert_eq!(format!("{id:?}"), format!("CallId({id})"));
    assert_eq!(format!("{id:>40}"), format!("    {id}"));
}

#[test]
fn all_attempts_of_a_call_share_it_and_calls_do_not() {
    #[retry(call_id = id, sleep = |_| ())]
    fn call(ids: &Ids) -> io::Result<()> {
        ids.borrow_mut().push(id);
        Err(reset())
    }
    let mut seen = HashSet::new();
    for _ in 0..100 {
        let ids = Ids::default();
        call(&ids).expect_err("it always fails");
        let ids = ids.into_inner();
        assert_eq!(ids, [ids[0]; 3]);
        assert!(seen.insert(ids[0]), "{} is there twice", ids[0]);
    }
}

#[tokio::test(start_paused = true)]
async fn bodies_guards_and_hooks_see_the_id() {
    #[retry(
        call_id = id,
        on(_ if note(ids, id)),
        on_retry = |_| ids.borrow_mut().push(id),
        on_give_up = |_| ids.borrow_mut().push(id),
        max = 2,
        attempt_timeout = "1s"
    )]
    async fn call(ids: &Ids) -> io::Result<()> {
        tokio::task::yield_now().await;
        ids.borrow_mut().push(id);
        Err(reset())
    }
    fn note(ids: &Ids, id: CallId) -> bool {
        ids.borrow_mut().push(id);
        true
    }
    let ids = Ids::default();
    call(&ids).await.expect_err("it always fails");
    let ids = ids.into_inner();
    assert_eq!(ids, [ids[0]; 6]);
}

#[test]
fn a_function_that_returns_a_stream_sees_the_id() {
    #[retry(call_id = id, stream, sleep = |_| std::future::ready(()))]
    async fn call(ids: &Ids) -> io::Result<impl Stream<Item = io::Result<CallId>> + use<>> {
        ids.borrow_mut().push(id);
        if ids.borrow().len() < 2 { Err(reset()) } else { Ok(stream::iter([Ok(id)])) }
    }
    let ids = Ids::default();
    let stream = call(&ids).now_or_never().expect("nothing is awaited").expect("a stream");
    let [first, second] = ids.into_inner()[..] else { panic!("two attempts") };
    assert_eq!(first, second);
    drop(stream);
}

#[test]
fn the_option_random_needs_no_error_for_a_missing_id() {
    #[derive(Debug, PartialEq)]
    struct Busy;

    impl Retryable for Busy {
        fn verdict(&self) -> Verdict {
            Verdict::overloaded()
        }
    }

    #[retry(call_id = id, random = || 7, jitter = "none", max = 1)]
    fn call() -> Result<CallId, Busy> {
        if id.as_u128() == 0 { Err(Busy) } else { Ok(id) }
    }
    assert_eq!(call().map(|id| id.to_string()), Ok("00000000-0000-4007-8000-000000000007".to_owned()));
}

#[test]
fn a_block_has_an_id_too() {
    let id = retry_attr::retrying!(|| -> io::Result<CallId> { Ok(id) }, call_id = id);
    assert_ne!(id.expect("a success").as_u128(), 0);
}

#[test]
fn the_error_for_a_missing_id_is_made_into_those_of_this_crate() {
    fn made<E: From<CallIdError>>() {}
    made::<io::Error>();
    made::<NoneError>();
    made::<Box<dyn std::error::Error>>();
    made::<anyhow::Error>();
    made::<retry_attr::http::ApiError>();
}
