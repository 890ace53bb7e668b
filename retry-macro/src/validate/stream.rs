use proc_macro2::TokenTree;

use crate::args::Args;
use crate::callable::is_path_or_closure;
use crate::errors::Errors;
use crate::function::Function;
use crate::return_type::type_name;
use crate::tokens::{end_of_bounds, is_ident, span};
use crate::variables::used;

const SENTENCE: &str = "`Result<impl Stream<Item = Result<T, E>>, E>`";

pub(super) fn is_of_an_async_function(args: &Args, function: &Function, errors: &mut Errors) {
    if let Some(stream) = args.stream.as_ref().filter(|_| !function.is_async()) {
        let (who, head) = if function.is_block {
            ("async closure", "async ||".to_owned())
        } else {
            ("`async fn`", format!("async fn {}(…)", function.name))
        };
        let fact = format!("`stream` waits for the first item, and only an {who} can wait");
        errors.push(stream.key.span(), format!("{fact}\nhelp: write `{head} -> {}", &SENTENCE[1..]));
    }
}

/// Checks that the return type is a `Result` of an `impl Stream`, as far as tokens show.
pub(super) fn is_returned(args: &Args, function: &Function, errors: &mut Errors) {
    let output = function.boxed.as_ref().map_or(&function.output, |boxed| &boxed.output);
    let Some(first) = output.first().filter(|_| args.stream.is_some() && function.is_async()) else { return };
    if function.boxed.is_some() {
        errors.push(
            first.span(),
            format!(
                "`stream` returns a stream type of its own, which a method of `#[async_trait]` cannot return unboxed\nhelp: \
                 put `#[retry(stream)]` on an inherent `async fn` that returns {SENTENCE}, and box its stream in the trait \
                 method"
            ),
        );
    } else if is_ident(first, "impl") || type_name(output).as_deref() == Some("Option") {
        errors.push(
            first.span(),
            format!("with `stream` the call itself can fail, before the first item\nhelp: return {SENTENCE}"),
        );
    } else if !has_impl_stream(output) {
        let other = type_name_of_stream(output);
        let fact = match other {
            Some(name) => format!("`stream` returns a stream type of its own, not a `{name}`"),
            None => "`stream` needs a function that returns a stream".to_owned(),
        };
        errors.push(first.span(), format!("{fact}\nhelp: return {SENTENCE}"));
    }
}

pub(super) fn is_not_looked_at(args: &Args, errors: &mut Errors) {
    if let (Some(_), Some(on_ok)) = (&args.stream, &args.on_ok) {
        errors.push(
            on_ok.key.span(),
            "`on_ok` would see the stream before its first item\nhelp: `stream(PATTERN)` waits for an item that matches; \
             if an item means a failure, let the stream yield an `Err`",
        );
    }
}

/// Errors after the first item are judged when the call has returned, and its variables are gone.
pub(super) fn is_judged_without_captures(args: &Args, function: &Function, errors: &mut Errors) {
    let (Some(_), Some(verdict)) = (&args.stream, &args.verdict) else { return };
    let fact = "with `stream`, `verdict` also judges errors when the call has returned";
    let help =
        "write a function, as in `verdict = my_verdict`, where `fn my_verdict(error: &MyError) -> Verdict`";
    if !is_path_or_closure(&verdict.value) {
        let place = span(&verdict.value);
        errors.push(
            place,
            format!("{fact}, so it is a path, or a closure that captures nothing\nhelp: {help}"),
        );
        return;
    }
    let mut names: Vec<String> = function.bindings().iter().map(|binding| binding.name.to_string()).collect();
    names.extend(
        [&args.attempt, &args.call_id, &args.last_error]
            .into_iter()
            .flatten()
            .map(|given| given.value.to_string()),
    );
    if let Some(name) = used(&verdict.value, &names) {
        errors.push(name.span(), format!("{fact}, and `{name}` is gone by then\nhelp: {help}"));
    }
}

/// Whether the tokens contain an `impl` with `Stream` or `TryStream` among its bounds.
fn has_impl_stream(output: &[TokenTree]) -> bool {
    output.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(group) => has_impl_stream(&group.stream().into_iter().collect::<Vec<_>>()),
        token => {
            let output = &output[at..];
            is_ident(token, "impl") && output[..end_of_bounds(output)].iter().any(is_stream)
        }
    })
}

fn is_stream(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(name) if name.to_string().ends_with("Stream"))
}

/// The name of the stream that is returned in place of an `impl Stream`.
fn type_name_of_stream(output: &[TokenTree]) -> Option<String> {
    let at = output.iter().position(is_stream)?;
    let is_dyn = output[..at].iter().any(|token| is_ident(token, "dyn"));
    if is_dyn { Some(format!("dyn {}", output[at])) } else { Some(output[at].to_string()) }
}
