//! The example, line by line.

use crate::{printed, tokens};

const SERVER_ERROR: &str = "in the stream, temporary failure (server_error): The server had an error while processing your \
                            request";
const OVERLOADED: &str = "in the stream, overloaded (overloaded_error): Overloaded [req_1]";
/// The rest of the line is the client's text.
const CUT: &str = "no whole reply, temporary failure: ";
const TRUNCATED: &str = "no whole reply, temporary failure: the stream ended without its terminal item";

/// The output for a provider. OpenAI's first chunk is a token without text.
fn expected(name: &str, first: &[&str], early: &str) -> Vec<String> {
    let first: Vec<_> = first.iter().map(|token| format!("  token: {token:?}")).collect();
    let line = |line: &str| vec![line.to_owned()];
    [
        vec![format!("{name}, an error before the text"), format!("  attempt 1 of 3 failed: {early}")],
        first.clone(),
        line("  token: \"is.\""),
        vec![format!("{name}, a cut connection")],
        first.clone(),
        vec![format!("  error: {CUT}"), format!("{name}, an end without the terminal event")],
        first,
        vec![format!("  error: {TRUNCATED}"), format!("{name}, the same, collected before anybody sees it")],
        vec![format!("  attempt 1 of 3 failed: {TRUNCATED}"), "  Paris.".to_owned()],
    ]
    .concat()
}

#[tokio::test]
async fn the_example_prints_the_items_of_the_reader() {
    tokens::run().await.expect("every call succeeds");
    let openai = expected("OpenAI", &["", "Par"], SERVER_ERROR);
    let expected = [openai, expected("Anthropic", &["Par"], OVERLOADED)].concat();
    let printed = printed();
    assert_eq!(printed.len(), expected.len(), "{printed:#?}");
    for (printed, expected) in printed.iter().zip(&expected) {
        let is_cut = expected.ends_with(CUT) && printed.len() > expected.len();
        assert!(
            printed == expected || is_cut && printed.starts_with(expected),
            "{printed} is not {expected}"
        );
    }
}
