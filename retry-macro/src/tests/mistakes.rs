//! The macro's own errors among those that `tests/suites/ui` pins. These tests do not run rustc, so they are fast.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::attribute;

/// The beginnings of rustc's errors without a number. The macro's errors have no number either.
const WORDS_OF_RUSTC: &[&str] =
    &["unused variable", "lifetime may not", "future cannot be sent", "captured variable"];

/// Attributes that rewrite a function before `#[retry]` sees it.
const REWRITTEN_BEFORE: &[&str] = &["async_trait]", "#[tokio::", "cfg_attr", "instrument"];

#[test]
fn mistakes_get_the_pinned_errors() {
    // A published package, which has this file, does not contain the pinned errors.
    if Path::new(env!("CARGO_MANIFEST_DIR")).join(".cargo_vcs_info.json").exists() {
        return;
    }
    for folder in ["args", "arguments", "function"] {
        let files = files(folder);
        assert!(files.len() > 10, "{folder}: {files:?}");
        for file in files {
            let source = read(&file);
            if REWRITTEN_BEFORE.iter().any(|attribute| source.contains(attribute)) {
                continue;
            }
            let mut told = Vec::new();
            expand(source.parse().expect("Rust"), &mut told);
            let pinned = pinned(&read(&file.with_extension("stderr")));
            assert_eq!(sorted(told), sorted(pinned), "{}", file.display());
        }
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/suites/ui").join(folder);
    let entries = fs::read_dir(folder).expect("a folder of mistakes");
    let files = entries.map(|entry| entry.expect("a file").path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == "rs")).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a text")
}

/// Sorts the texts, without spaces, because rustc and `proc-macro2` print tokens with different spaces.
fn sorted(texts: Vec<String>) -> Vec<String> {
    let mut texts: Vec<_> = texts.into_iter().map(|text| text.replace(' ', "")).collect();
    texts.sort();
    texts
}

/// Collects the errors of each `#[retry]` in a file.
fn expand(tokens: TokenStream, errors: &mut Vec<String>) {
    let mut item = Vec::new();
    let mut args = None;
    for token in tokens {
        let ends_item = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        if let TokenTree::Group(group) = &token {
            if group.delimiter() == Delimiter::Bracket && args.is_none() {
                args = args_of_retry(&group.stream());
                if args.is_some() {
                    // Its `#`.
                    item.pop();
                    continue;
                }
            } else if args.is_none() {
                expand(group.stream(), errors);
            }
        }
        item.push(token);
        if ends_item {
            let item = item.drain(..).collect();
            if let Some(args) = args.take() {
                messages(&attribute(args, item), errors);
            }
        }
    }
}

/// Input:  `retry_attr::retry(max = 0)`
/// Output: `max = 0`
fn args_of_retry(attribute: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.clone().into_iter().collect();
    let is_retry = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "retry");
    match tokens.as_slice() {
        [.., name] if is_retry(name) => Some(TokenStream::new()),
        [.., name, TokenTree::Group(args)] if is_retry(name) => Some(args.stream()),
        _ => None,
    }
}

/// Input:  `call … ::core::compile_error! { "text" }`
/// Output: `text`
fn messages(expansion: &TokenStream, errors: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = expansion.clone().into_iter().collect();
    errors.extend(tokens.windows(3).filter_map(|tokens| match tokens {
        [TokenTree::Ident(name), _, TokenTree::Group(text)] if name == "compile_error" => {
            Some(syn::parse2::<syn::LitStr>(text.stream()).expect("a text").value())
        }
        _ => None,
    }));
}

/// Input:  errors as rustc prints them, where the text of an error ends before the line with `-->`
/// Output: the texts of the errors without a number
fn pinned(stderr: &str) -> Vec<String> {
    let errors = stderr.split("\n\n").filter_map(|error| error.strip_prefix("error: "));
    let texts = errors.map(|error| {
        let lines = error.lines().take_while(|line| !line.trim_start().starts_with("-->"));
        lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
    });
    texts.filter(|text| !WORDS_OF_RUSTC.iter().any(|words| text.starts_with(words))).collect()
}
