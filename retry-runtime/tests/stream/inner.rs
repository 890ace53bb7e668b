//! The stream inside an adaptor can be looked at, polled, and taken out again.

use std::pin::pin;
use std::time::Duration;

use futures_util::{Stream as _, StreamExt as _, stream};
use retry_attr_runtime::stream::StreamExt as _;

use super::{Failed, now};

#[test]
fn the_stream_inside_is_reached_through_every_adaptor() {
    let items = || stream::iter([1, 2, 3].map(Ok::<_, Failed>));
    let adapted =
        items().ends_with(|item| *item == 3).requires(|item| *item == 1).idle_timeout(Duration::MAX);
    let mut adapted = pin!(adapted);
    assert_eq!(adapted.get_ref().get_ref().get_ref().size_hint(), (3, Some(3)));
    assert_eq!(now(adapted.as_mut().get_pin_mut().get_pin_mut().get_pin_mut().next()), Some(Ok(1)));
    // The timer does not move, but the streams inside it may.
    assert_eq!(now(adapted.as_mut().get_pin_mut().get_mut().get_mut().get_mut().next()), Some(Ok(2)));
    assert_eq!(now(adapted.next()), Some(Ok(3)));
}

#[test]
fn an_adaptor_gives_its_stream_back() {
    let mut adapted = stream::iter([1, 2].map(Ok::<_, Failed>)).ends_with(|_| false).requires(|_| false);
    assert_eq!(now(adapted.next()), Some(Ok(1)));
    let inner = adapted.into_inner().into_inner();
    assert_eq!(now(inner.collect::<Vec<_>>()), [Ok(2)], "an adaptor would add an error");
    let inner = stream::iter([Ok::<u32, Failed>(3)]).idle_timeout(Duration::ZERO).into_inner();
    assert_eq!(now(inner.collect::<Vec<_>>()), [Ok(3)]);
}
