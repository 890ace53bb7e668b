//! Random attributes on random functions, built from the words that people write.

use proc_macro2::TokenStream;
use proptest::prelude::*;
use proptest::sample::select;

use super::oracle::{check, check_block};

const WORDS: &[&str] = &[
    "max",
    "backoff",
    "initial_delay",
    "factor",
    "max_delay",
    "throttled_delay",
    "jitter",
    "max_retry_after",
    "attempt_timeout",
    "deadline",
    "on",
    "except",
    "on_ok",
    "verdict",
    "on_retry",
    "on_give_up",
    "attempt",
    "last_error",
    "clone",
    "policy",
    "stream",
    "upstream",
    "name",
    "trace_errors",
    "random",
    "sleep",
    "crate",
    "retries",
    "timeout",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "=",
    ",",
    ",",
    "|",
    "||",
    "::",
    "<",
    ">",
    "->",
    "=>",
    "..",
    "&",
    "!",
    "#",
    "$",
    ";",
    ".",
    "?",
    "'a",
    "if",
    "as",
    "move",
    "mut",
    "ref",
    "self",
    "_",
    "e",
    "url",
    "E::Busy",
    "None",
    "Some(_)",
    "\"exp\"",
    "\"500ms\"",
    "\"1m30s\"",
    "\"\"",
    "\"full\"",
    "0",
    "3",
    "0.25",
    "1e300",
    "-1",
    "4294967296",
    "3u8",
    "b\"x\"",
    "r#\"1s\"#",
    "LIMIT",
    "f::<A, B>",
    "const { 3 }",
];

/// Valid options.
const OPTIONS: &[&str] = &[
    "max = 5",
    "max = LIMIT",
    "max = 2 + 3",
    "max = self.max",
    "max = || settings().max",
    "backoff = \"linear\"",
    "backoff = \"exp\"",
    "factor = 1.5",
    "initial_delay = \"1s\"",
    "max_delay = Duration::from_secs(9)",
    "throttled_delay = \"2s\"",
    "jitter",
    "jitter = 0.25",
    "jitter = \"decorrelated\"",
    "jitter = url.jitter",
    "max_retry_after = \"1m\"",
    "attempt_timeout = \"5s\"",
    "deadline = \"30s\"",
    "deadline = n",
    "on(E::Busy | E::Late if patient)",
    "on(_)",
    "on(None)",
    "except(E::Spent)",
    "on_ok(text if text.is_empty())",
    "verdict = |e| judge(e)",
    "on_retry = |r| log(r.attempt(), self.name)",
    "on_give_up = log::<A, B>",
    "attempt = attempt",
    "last_error = last",
    "clone(url)",
    "clone(url, n)",
    "policy = if FAST { A } else { B }",
    "policy = { let url = url; url.policy }",
    "stream",
    "stream(chunk if chunk.has_text())",
    "name = \"ask\"",
    "name = url",
    "trace_errors",
    "random = || 4",
    "sleep = pause",
    "crate = a::retry_attr",
];

const QUALIFIERS: &[&str] =
    &["", "async", "pub(crate) async", "unsafe", "const", "extern \"C\"", "async unsafe"];
const GENERICS: &[&str] = &["", "<T>", "<'a, T: Fn(&'a str) -> u8, const N: usize>"];
const PARAMETERS: &[&str] = &[
    "",
    "&self",
    "&mut self, url: String",
    "self, url: &str",
    "url: String",
    "mut url: String, n: u8",
    "(n, mut m): (u8, u8), S { url, .. }: S",
    "#[cfg(x)] url: fn(A, B) -> Vec<Vec<u8>>",
    "ref mut url: String",
    "_: u8, &n: &u8",
    "url: impl Fn() -> u8",
];
const OUTPUTS: &[&str] = &[
    "",
    "-> Result<u8, E>",
    "-> Option<T>",
    "-> io::Result<impl Iterator<Item = Vec<u8>>>",
    "-> impl Future<Output = u8>",
    "-> Result<&'a str, Box<dyn Error>> where T: Fn() -> u8, E: Error",
    "-> !",
    "-> u8",
    "-> Pin<Box<dyn Future<Output = u8>>>",
    "-> Result<impl Stream<Item = Result<u8, E>>, E>",
];
const BODIES: &[&str] = &[
    "{}",
    "{ #![allow(unused)] #![deny(warnings)] f()?; return Ok(1); }",
    "{ url }",
    "{ Box::pin(async move { let __ret: u8 = { 1 }; }) }",
    "{ async {}.await; loop { break Err(last) } }",
    "{ fn inner() {} macro_rules! m { () => {} } }",
    ";",
];

const CLOSURES: &[&str] = &[
    "|| -> Result<u8, E> { f()?; return Ok(1); }",
    "async || -> Result<u8, E> { f().await }",
    "async || -> Option<u8> { None }",
    "async || -> Result<impl Stream<Item = Result<u8, E>>, E> { f() }",
    "async move || -> io::Result<()> {}",
    "|url: u8| -> Result<u8, E> { url }",
    "|| f()",
    "|| -> Result<[u8; { 1 }], E<{ N }>> {}",
    "async {}",
    "url",
];

/// The text of an attribute. Text with unbalanced brackets is not a token stream, and is skipped.
fn args() -> impl Strategy<Value = String> {
    let written = prop::collection::vec(select(OPTIONS), 0..6).prop_map(|options| options.join(", "));
    let words = prop::collection::vec(select(WORDS), 0..12).prop_map(|words| words.join(" "));
    let spoiled =
        (written.clone(), words.clone(), any::<prop::sample::Index>()).prop_map(|(written, words, at)| {
            let mut parts: Vec<_> = written.split(' ').map(ToOwned::to_owned).collect();
            let at = at.index(parts.len());
            parts.insert(at, words);
            parts.join(" ")
        });
    prop_oneof![3 => written, 1 => words, 2 => spoiled]
}

fn item() -> impl Strategy<Value = String> {
    (select(QUALIFIERS), select(GENERICS), select(PARAMETERS), select(OUTPUTS), select(BODIES)).prop_map(
        |(qualifiers, generics, parameters, output, body)| {
            format!("#[must_use] /// Words\n {qualifiers} fn call{generics}({parameters}) {output} {body}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_attribute_leaves_a_function(args in args(), item in item()) {
        let Ok(args) = args.parse::<TokenStream>() else { return Ok(()) };
        check(&args, item.parse().expect("a function"));
    }

    #[test]
    fn any_block_leaves_an_expression(closure in select(CLOSURES), args in args()) {
        let Ok(input) = format!("{closure}, {args}").parse::<TokenStream>() else { return Ok(()) };
        let Ok(args) = args.parse::<TokenStream>() else { return Ok(()) };
        check_block(input, &args);
    }
}
