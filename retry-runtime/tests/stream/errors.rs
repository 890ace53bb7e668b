use std::error::Error;
use std::io;

use futures_util::{StreamExt as _, stream};
use retry_attr_runtime::stream::StreamExt as _;
use retry_attr_runtime::{MissingItem, Retryable, Truncated, Verdict};

use super::now;

/// The error of a stream that ends without its terminal item.
fn cut<E: From<Truncated>>() -> E {
    let items = stream::empty::<Result<u32, E>>().ends_with(|_| true);
    let [Err(error)] = <[_; 1]>::try_from(now(items.collect::<Vec<_>>())).ok().expect("one item") else {
        panic!("an error")
    };
    error
}

#[test]
fn a_cut_stream_is_worth_another_try() {
    assert_eq!(cut::<Truncated>().verdict(), Verdict::transient());
    assert_eq!(cut::<io::Error>().verdict(), Verdict::transient());
    assert_eq!(cut::<io::Error>().kind(), io::ErrorKind::UnexpectedEof);
}

#[test]
fn truncated_is_found_in_errors_of_any_type() {
    assert_eq!(cut::<Box<dyn Error>>().verdict(), Verdict::transient());
    assert_eq!(cut::<Box<dyn Error + Send + Sync>>().verdict(), Verdict::transient());
    #[cfg(feature = "anyhow")]
    assert_eq!(cut::<anyhow::Error>().verdict(), Verdict::transient());
    #[cfg(feature = "eyre-06")]
    assert_eq!(cut::<eyre::Report>().verdict(), Verdict::transient());
}

#[cfg(feature = "http")]
#[test]
fn an_api_error_says_it_in_its_line() {
    use retry_attr_runtime::http::ApiError;

    let error = cut::<ApiError>();
    assert_eq!(error.verdict(), Verdict::transient());
    let line = "no whole reply, temporary failure: the stream ended without its terminal item";
    assert_eq!(error.to_string(), line);
    assert!(error.source().is_some_and(<dyn Error>::is::<Truncated>));

    let items = stream::empty::<Result<u32, ApiError>>().requires(|_| true);
    let [Err(error)] = &now(items.collect::<Vec<_>>())[..] else { panic!("one error") };
    assert_eq!(
        error.to_string(),
        "in the stream, temporary failure: the stream ended without a required item"
    );
}

#[test]
fn truncated_names_the_missing_item() {
    let items = stream::empty::<Result<u32, Truncated>>().requires(|_| true);
    let error = now(items.collect::<Vec<_>>())[0].expect_err("nothing came");
    assert_eq!((error.missing(), error.verdict()), (MissingItem::Required, Verdict::transient()));
    assert_eq!(error.to_string(), "the stream ended without a required item");
    let error = cut::<Truncated>();
    assert_eq!(error.missing(), MissingItem::Terminal);
    assert_eq!(error.to_string(), "the stream ended without its terminal item");
}
