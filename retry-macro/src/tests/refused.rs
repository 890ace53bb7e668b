//! An attribute with mistakes leaves the function as it is, with an error per mistake.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use super::attribute;

/// The text of each error, if the item is unchanged.
fn errors(args: TokenStream, item: &TokenStream) -> Option<Vec<String>> {
    let expanded = attribute(args, item.clone()).to_string();
    let errors = expanded.strip_prefix(&item.to_string())?;
    let errors = errors.split("compile_error !").skip(1);
    Some(errors.filter_map(|error| error.split('"').nth(1)).map(ToOwned::to_owned).collect())
}

#[test]
fn all_mistakes_are_reported_at_once() {
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
fn sensible_options_are_accepted() {
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
        // rustc compares these values.
        quote!(throttled_delay = "1ms", initial_delay = FIRST),
        quote!(throttled_delay = "1ms", policy = POLICY),
        quote!(throttled_delay = "1ms", initial_delay = || delay()),
        quote!(initial_delay = "1m", max_delay = || delay()),
    ];
    for args in options {
        assert_eq!(errors(args.clone(), &function), None, "{args}");
    }
}

#[test]
fn return_types_are_checked_by_their_tokens() {
    let option = Group::new(Delimiter::None, quote!(Option<u8>));
    let cases = [
        (quote!(fn call() -> #option { None }), Some("`#[retry]` does not know whether to retry a `None`")),
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
fn other_items_are_refused() {
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

/// The error of `on(…)` on a function with this header, if the function is refused.
fn error_of_on(header: &TokenStream) -> Option<String> {
    let function = quote!(#header { work() });
    let mut errors = errors(quote!(on(_)), &function)?;
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors.pop()
}

#[test]
fn on_needs_a_verdict_for_generic_errors_without_a_bound() {
    let headers = [
        (quote!(fn call<E>() -> Result<u8, E>), "E"),
        (quote!(async fn call<T, E: Debug>() -> io::Result<T, E>), "E"),
        (quote!(fn call<C: Client>() -> Result<u8, C::Error>), "C::Error"),
        (quote!(fn call<C: Client>() -> Result<u8, <C as Client>::Error>), "<C as Client>::Error"),
        (quote!(fn call(&self) -> Result<u8, Self::Error>), "Self::Error"),
        (quote!(fn call(&self) -> Result<u8, <Self as Client<u8>>::Error>), "<Self as Client<u8>>::Error"),
        (quote!(fn call() -> Result<(), Self>), "Self"),
        (quote!(fn call<E: fmt::Display>() -> (Result<u8, Box<E>>)), "Box<E>"),
        (quote!(fn call<E>() -> Result<u8, (u8, [E; 2])>), "(u8, [E ; 2])"),
        (quote!(fn call<A: Retryable, E>(a: A) -> Result<A, E> where A: Clone), "E"),
        (quote!(fn call<C: Client + Retryable>() -> Result<u8, C::Error>), "C::Error"),
        (quote!(fn call<C: Client>() -> Result<u8, C::Error> where C::Other: Retryable), "C::Error"),
        (quote!(fn call<C: Client<Other: Retryable>>() -> Result<u8, C::Error>), "C::Error"),
        (quote!(fn call<A, E: Retryable>() -> Result<u8, Either<A, E>>), "Either<A, E>"),
        // Its `impl` may ask for more than these bounds.
        (quote!(fn call<A: Retryable, E: Retryable>() -> Result<u8, Either<A, E>>), "Either<A, E>"),
        // The trait of another crate.
        (quote!(fn call<E: backon::Retryable>() -> Result<u8, E>), "E"),
        // `Alias<C>` may be `C::Error`.
        (quote!(fn call<C: Client + Retryable>() -> Result<u8, Alias<C>>), "Alias<C>"),
        (quote!(fn call<C: Client<Error = E>, E>() -> Result<u8, C::Error>), "C::Error"),
        (
            quote!(fn call<C: Client<Error = D::Error>, D: Client<Error = C::Error>>() -> Result<u8, C::Error>),
            "C::Error",
        ),
    ];
    for (header, error) in headers {
        let message = error_of_on(&header).unwrap_or_default();
        let fact = format!("`on` cannot tell whether `{error}` is `Retryable`");
        assert!(message.starts_with(&fact), "{header}: {message}");
    }
}

#[test]
fn on_needs_no_verdict_for_errors_with_a_visible_one() {
    let headers = [
        quote!(fn call() -> Result<u8, Error>),
        quote!(fn call<T>() -> Result<T, Error>),
        quote!(fn call<T>() -> io::Result<T>),
        quote!(fn call<T>() -> ApiResult<T>),
        quote!(fn call<T>() -> Option<T>),
        quote!(fn call<'a, const N: usize>() -> Result<u8, Error<'a, N>>),
        quote!(fn call<E>(e: E) -> Result<u8, module::E>),
        quote!(fn call<E: Retryable>() -> Result<u8, E>),
        quote!(fn call<E>() -> Result<u8, E> where E: Debug + ::retry_attr::Retryable),
        quote!(fn call<C: Client>() -> Result<u8, C::Error> where C::Error: Retryable),
        quote!(fn call<C: Client>() -> Result<u8, C::Error> where <C as Client>::Error: Retryable),
        quote!(fn call<C: Client>() -> Result<u8, <C as Client>::Error> where C::Error: Retryable),
        quote!(fn call<C: Client<Error: Retryable>>() -> Result<u8, C::Error>),
        quote!(fn call<C>() -> Result<u8, C::Error> where C: Client<u8, Error: Debug + Retryable>),
        quote!(fn call<C: Client<Error = ApiError>>() -> Result<u8, C::Error>),
        quote!(fn call<C: Client<Error = E>, E: Retryable>() -> Result<u8, C::Error>),
        quote!(fn call(&self) -> Result<u8, Self::Error> where Self::Error: Retryable),
        quote!(fn call<E: Retryable>() -> Result<u8, Box<E>>),
        quote!(fn call<E: retry_attr::Retryable>() -> Result<u8, &'static Arc<E>>),
        quote!(fn call<E>() -> Result<u8, Wrapper<E>> where Wrapper<E>: Retryable),
    ];
    for header in headers {
        assert_eq!(error_of_on(&header), None, "{header}");
    }
    let generic = quote!(
        fn call<E>() -> Result<u8, E> {
            work()
        }
    );
    for args in [quote!(on(_), verdict = Retryable::verdict), quote!(except(Busy)), quote!()] {
        assert_eq!(errors(args, &generic), None);
    }
}

/// The facts that the errors of these options state about the function.
fn facts(args: TokenStream, function: &TokenStream) -> Vec<String> {
    let errors = errors(args, function).unwrap_or_default();
    errors.iter().filter_map(|error| Some(error.split("\\nhelp").next()?.to_owned())).collect()
}

#[test]
fn a_name_of_one_letter_is_similar_to_no_other() {
    let function = quote!(
        fn call(a: u8) -> Result<u8, Error> {
            work(a)
        }
    );
    let errors = errors(quote!(clone(b), n = 3), &function).unwrap_or_default();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    for error in errors {
        assert!(!error.contains("similar"), "{error}");
    }
}

#[test]
fn all_mistakes_in_the_options_of_upstream_are_reported_at_once() {
    let function = quote!(
        async fn call() -> Result<u8, Error> {
            work().await
        }
    );
    let args = quote!(upstream("gpt-5", cost = 0, max_wait = 2, priority = 1, background = true), max = 0);
    let starts = [
        "`upstream` takes an `Upstream`",
        "`cost` is a number of tokens",
        "`max_wait` needs a unit",
        "unknown option `priority` of `upstream`",
        "`background` takes no value",
        "`max` counts the first attempt",
    ];
    let facts = facts(args, &function);
    assert_eq!(facts.len(), starts.len(), "{facts:#?}");
    for (fact, start) in facts.iter().zip(starts) {
        assert!(fact.starts_with(start), "{fact}");
    }
}

/// rustc would report each at the whole attribute.
#[test]
fn a_value_does_not_end_with_an_operator() {
    let function = quote!(
        fn call(n: u32) -> Result<u8, Error> {
            work(n)
        }
    );
    let after = |operator: &str| [format!("`max` needs an expression after `{operator}`, as in `max = 3`")];
    for (args, operator) in [
        (quote!(max = 3 +), "+"),
        (quote!(max = n %, jitter), "%"),
        (quote!(max = A && B &&), "&&"),
        (quote!(max = ||), "||"),
        (quote!(max = n.), "."),
    ] {
        assert_eq!(facts(args, &function), after(operator));
    }
    for args in [quote!(max = n?), quote!(max = (0..).start), quote!(verdict = judge::<E>)] {
        assert_eq!(facts(args.clone(), &function), [] as [&str; 0], "{args}");
    }
}

#[test]
fn a_raw_identifier_is_the_same_name() {
    let function = quote!(
        fn call(a: u8, mut r#b: u8) -> Result<u8, Error> {
            work()
        }
    );
    assert_eq!(facts(quote!(clone(r#a, b)), &function), [] as [&str; 0]);
    assert_eq!(
        facts(quote!(attempt = r#a, clone(b)), &function),
        ["`attempt = a` would hide the parameter `a`"]
    );
}

#[test]
fn a_pattern_of_an_option_that_never_matches_is_refused() {
    let function = quote!(
        fn call() -> Option<u8> {
            work()
        }
    );
    let fact = "`on` matches failures, and a `Some` is a success";
    for pattern in
        [quote!((Some(_))), quote!(&Some(_)), quote!(Some(1) | Option::Some(_)), quote!(s @ Some(_))]
    {
        assert_eq!(facts(quote!(on(#pattern)), &function), [fact], "{pattern}");
    }
    assert_eq!(facts(quote!(on(None), except(None)), &function), ["`except(None)` leaves nothing to retry"]);
    let fact = "a `None` has no error, so `last_error` would always be `None`";
    assert_eq!(facts(quote!(on(None), last_error = e), &function), [fact]);
}

#[test]
fn excepting_everything_is_refused_without_on() {
    let function = quote!(
        fn call() -> Result<u8, Error> {
            work()
        }
    );
    assert_eq!(facts(quote!(except(_)), &function), ["`except(_)` leaves nothing to retry"]);
}

#[test]
fn a_second_loop_is_found_behind_inner_attributes() {
    let many =
        quote!(#![allow(unused)] #![allow(unused)] #![allow(unused)] #![allow(unused)] #![allow(unused)]);
    let function = quote!(
        fn call() -> Result<u8, Error> {
            #many
            work()
        }
    );
    let once = attribute(quote!(), function);
    assert_eq!(facts(quote!(), &once), ["a second `#[retry]` on `call` would multiply the attempts"]);
}
