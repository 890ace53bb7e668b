//! A stream that breaks when its call has returned.

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::test::Kit;
use retry_attr::{FailureClass, PermanentReason, StopReason, Verdict, retry};

use crate::told::Told;
use crate::{Failed, TRANSIENT};

type Item = Result<&'static str, Failed>;

#[retry(stream)]
async fn ask(answers: &mut Vec<Vec<Item>>) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    Ok(stream::iter(answers.remove(0)))
}

#[tokio::test]
async fn a_late_error_is_recorded_after_the_success() {
    let mut answers = vec![vec![Err(TRANSIENT)], vec![Ok("Par"), Err(TRANSIENT), Ok("is")]];
    let collected = async { Ok::<_, Failed>(ask(&mut answers).await?.collect::<Vec<_>>().await) };
    let (items, record) = Kit::new().no_wait().run_async(collected).await;
    assert_eq!(items, Ok(vec![Ok("Par"), Err(TRANSIENT), Ok("is")]));
    let ends: Vec<_> =
        record.entries().iter().map(|entry| (entry.attempt(), Told::from(entry.end()))).collect();
    let [(1, Told::Retried { .. }), (2, Told::Succeeded), (2, end)] = &ends[..] else { panic!("{ends:?}") };
    assert_eq!(*end, Told::GaveUp { class: FailureClass::Transient, stop_reason: StopReason::StreamBegun });
    assert_eq!((record.attempts(), record.stop_reasons()), (2, vec![StopReason::StreamBegun]));
}

/// The verdict is asked again when the call has returned.
#[tokio::test]
async fn its_error_is_judged_by_the_option_verdict() {
    fn quota(_: &Failed) -> Verdict {
        Verdict::permanent(PermanentReason::Quota)
    }

    #[retry(stream, verdict = quota)]
    async fn by_path() -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter([Ok("Par"), Err(TRANSIENT)]))
    }

    #[retry(stream, verdict = |error| if *error == TRANSIENT { Verdict::overloaded() } else { quota(error) })]
    async fn by_closure() -> Result<impl Stream<Item = Item>, Failed> {
        Ok(stream::iter([Ok("Par"), Err(TRANSIENT)]))
    }

    /// Not `Retryable`.
    #[derive(Debug, PartialEq)]
    struct Plain;

    #[retry(stream, on(Plain), verdict = |_| Verdict::throttled())]
    async fn not_retryable() -> Result<impl Stream<Item = Result<u8, Plain>>, Plain> {
        Ok(stream::iter([Ok(1), Err(Plain)]))
    }

    async fn classes<T, E: std::fmt::Debug>(
        call: impl Future<Output = Result<impl Stream<Item = Result<T, E>>, E>>,
    ) -> Vec<FailureClass> {
        let read = async { call.await.expect("it begins").count().await };
        Kit::new().no_wait().run_async(read).await.1.classes()
    }
    assert_eq!(classes(by_path()).await, [FailureClass::Permanent(PermanentReason::Quota)]);
    assert_eq!(classes(by_closure()).await, [FailureClass::Overloaded]);
    assert_eq!(classes(not_retryable()).await, [FailureClass::Throttled]);
}
