//! A stream that breaks when its call has returned.

use futures_util::{Stream, StreamExt as _, stream};

use super::*;

#[retry(stream, name = "ask")]
async fn ask(items: &[Item; 3]) -> Result<impl Stream<Item = Item> + use<>, Failed> {
    Ok(stream::iter(*items))
}

type Item = Result<&'static str, Failed>;

#[tokio::test]
async fn a_late_error_is_one_event_of_a_begun_stream() {
    let (log, _guard) = Log::listen(Level::INFO);
    let items = [Ok("Par"), Err(Failed(TRANSIENT)), Err(Failed(TRANSIENT))];
    let read = ask(&items).await.expect("it has begun").count().await;
    assert_eq!(read, 3);
    let told = "ERROR retry_attr gave up function=\"ask\" attempt=1 max=3 http.request.resend_count=0 \
                class=\"transient\" reason=\"stream begun\"";
    assert_eq!(log.take(), [told]);
}
