//! A stream that breaks when its call has returned.

use futures_util::{Stream, StreamExt as _, stream};
use retry_attr::test::Kit;
use retry_attr::{FailureClass, StopReason, retry};

use crate::told::Told;
use crate::{Failed, TRANSIENT};

type Item = Result<&'static str, Failed>;

#[retry(stream)]
async fn ask(answers: &mut Vec<Vec<Item>>) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    Ok(stream::iter(answers.remove(0)))
}

#[tokio::test]
async fn its_error_is_told_behind_the_success() {
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
