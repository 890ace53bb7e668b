//! An attribute with mistakes leaves the function as it is, and every mistake beside it.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use crate::attribute;

/// The text of each error, if the item is left as it is.
fn errors(args: TokenStream, item: &TokenStream) -> Option<Vec<String>> {
    let expanded = attribute(args, item.clone()).to_string();
    let errors = expanded.strip_prefix(&item.to_string())?;
    let errors = errors.split("compile_error !").skip(1);
    Some(errors.filter_map(|error| error.split('"').nth(1)).map(ToOwned::to_owned).collect())
}

#[test]
fn every_mistake_is_told_at_once() {
    let function = quote! {
        async fn call(mut n: u32) -> Result<u32, Error> {
            n. + ;
        }
    };
    let args = quote!(maxx = 3, backoff = 2, jitter, jitter, clone(nope), max = 0);
    let starts = [
        "unknown `#[retry]` option `maxx`",
        "`backoff` is a name in quotes",
        "`jitter` is given more than once",
        "`max` counts the first attempt, so it is at least 1",
        "`call` has no parameter named `nope`",
        "`mut n` would carry the changes of a failed attempt into the next one",
    ];
    let errors = errors(args, &function).unwrap_or_default();
    assert_eq!(errors.len(), starts.len(), "{errors:#?}");
    for (error, start) in errors.iter().zip(starts) {
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn what_makes_sense_is_not_refused() {
    let function = quote!(
        async fn call() -> Result<u8, Error> {
            work()
        }
    );
    let options = [
        quote!(max = 4_294_967_295),
        quote!(backoff = "exponential", jitter = 1),
        quote!(backoff = "constant", jitter = "equal"),
        quote!(factor = 2, jitter = "full"),
        quote!(initial_delay = "9s", max_delay = "9s"),
        quote!(initial_delay = "20s"),
        quote!(throttled_delay = "9s", max_delay = "9s"),
        quote!(throttled_delay = "500ms"),
        // Rustc compares these.
        quote!(throttled_delay = "1ms", initial_delay = FIRST),
        quote!(throttled_delay = "1ms", policy = POLICY),
    ];
    for args in options {
        assert_eq!(errors(args.clone(), &function), None, "{args}");
    }
}

#[test]
fn return_types_are_judged_as_far_as_their_tokens_tell() {
    let option = Group::new(Delimiter::None, quote!(Option<u8>));
    let cases = [
        (quote!(fn call() -> #option { None }), Some("a `None` does not say")),
        (
            quote!(
                fn call() -> (Option<u8>) {
                    None
                }
            ),
            None,
        ),
        (
            quote!(
                fn call() -> impl Outcome {
                    work()
                }
            ),
            None,
        ),
        (
            quote!(
                fn call() -> Result<Box<dyn Future<Output = u8>>, E> {
                    work()
                }
            ),
            None,
        ),
        (
            quote!(
                fn call<'async_trait>() -> Pin<Box<dyn Future<Output = ()> + Send + 'async_trait>> {
                    Box::pin(async move { work() })
                }
            ),
            Some("`#[retry]` needs to see whether an attempt failed, and this function returns nothing"),
        ),
    ];
    for (function, start) in cases {
        let errors = errors(quote!(), &function).unwrap_or_default();
        assert_eq!(errors.len(), usize::from(start.is_some()), "{function}: {errors:#?}");
        assert!(errors.iter().all(|error| error.starts_with(start.unwrap_or_default())), "{errors:#?}");
    }
}

#[test]
fn other_items_are_left_alone() {
    let items = [
        quote!(
            struct Call {
                url: String,
            }
        ),
        quote!(
            #[derive(Clone)]
            pub enum Call {
                Once,
            }
        ),
        quote!(
            pub(crate) mod calls {
                fn call() {}
            }
        ),
        quote!(impl Call { const fn call() {} }),
        quote!(
            unsafe impl Send for Call {}
        ),
        quote!(
            trait Call {
                fn call();
            }
        ),
        quote!(
            const CALL: fn() = call;
        ),
        quote!(
            static CALL: fn() = call;
        ),
        quote!(
            type Call = fn(u8) -> u8;
        ),
        quote!(
            use calls::call;
        ),
        quote!(
            extern "C" {
                fn call();
            }
        ),
        quote!(
            extern crate call;
        ),
        quote!(
            macro_rules! call {
                () => {
                    fn call() {}
                };
            }
        ),
        quote!(let call = 1;),
        quote!(fn),
        quote!(),
    ];
    for item in items {
        let errors = errors(quote!(max = 0), &item).unwrap_or_default();
        let [error] = &errors[..] else { panic!("{item}: {errors:?}") };
        assert!(error.starts_with("`#[retry]` can only be put on a function"), "{item}: {error}");
    }
}
