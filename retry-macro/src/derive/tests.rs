#![expect(clippy::needless_raw_string_hashes, reason = "`expect-test` writes them")]

use expect_test::{Expect, expect};
use proc_macro2::TokenStream;
use quote::quote;

/// Compares the formatted expansion.
#[track_caller]
fn check(input: TokenStream, expected: &Expect) {
    let expansion = super::retryable(input, |_| None).to_string();
    match syn::parse_file(&expansion) {
        Ok(file) => expected.assert_eq(&prettyplease::unparse(&file)),
        Err(error) => panic!("{error}: {expansion}"),
    }
}

#[test]
fn variants_may_have_every_option() {
    let input = quote! {
        enum ApiError {
            #[retryable(transient)]
            Reset,
            #[retryable(overloaded)]
            Busy,
            #[retryable(transient)]
            Cut(usize),
            #[retryable(throttled, after = wait)]
            Throttled { wait: Option<Duration>, limit: u32 },
            #[retryable(timed_out, after = 0)]
            Slow(Duration),
            #[retryable(transparent)]
            Io(std::io::Error),
            #[retryable(with = judge)]
            Status { code: u16, body: String },
            #[retryable(permanent)]
            Quota,
            Refused(String),
        }
    };
    check(
        input,
        &expect![[r#"
            #[automatically_derived]
            impl ::retry_attr::Retryable for ApiError {
                fn verdict(&self) -> ::retry_attr::Verdict {
                    match self {
                        Self::Reset { .. } | Self::Cut { .. } => ::retry_attr::Verdict::transient(),
                        Self::Busy { .. } => ::retry_attr::Verdict::overloaded(),
                        Self::Throttled { wait: __hint, .. } => {
                            <Option<
                                Duration,
                            > as ::retry_attr::__private::Hint>::add_to(
                                __hint,
                                ::retry_attr::Verdict::throttled(),
                            )
                        }
                        Self::Slow { 0: __hint } => {
                            <Duration as ::retry_attr::__private::Hint>::add_to(
                                __hint,
                                ::retry_attr::Verdict::timed_out(),
                            )
                        }
                        Self::Io { 0: __inner } => {
                            <std::io::Error as ::retry_attr::Retryable>::verdict(__inner)
                        }
                        Self::Status { code: __field0, body: __field1 } => judge(__field0, __field1),
                        Self::Quota { .. } | Self::Refused { .. } => {
                            ::retry_attr::Verdict::permanent(::retry_attr::PermanentReason::Invalid)
                        }
                    }
                }
                fn trace_text(&self) -> ::core::option::Option<&dyn ::core::fmt::Display> {
                    match self {
                        Self::Io { 0: __inner } => {
                            <std::io::Error as ::retry_attr::Retryable>::trace_text(__inner)
                        }
                        _ => ::core::option::Option::None,
                    }
                }
                fn give_up_mark(&self) -> ::core::option::Option<&::retry_attr::GiveUpMark> {
                    match self {
                        Self::Io { 0: __inner } => {
                            <std::io::Error as ::retry_attr::Retryable>::give_up_mark(__inner)
                        }
                        _ => ::core::option::Option::None,
                    }
                }
            }
        "#]],
    );
}

#[test]
fn a_struct_may_have_a_hint() {
    let input = quote! {
        #[retryable(throttled)]
        #[retryable(after = wait)]
        pub struct Throttled { pub wait: Duration }
    };
    check(
        input,
        &expect![[r#"
            #[automatically_derived]
            impl ::retry_attr::Retryable for Throttled {
                fn verdict(&self) -> ::retry_attr::Verdict {
                    <Duration as ::retry_attr::__private::Hint>::add_to(
                        &self.wait,
                        ::retry_attr::Verdict::throttled(),
                    )
                }
            }
        "#]],
    );
}

#[test]
fn one_function_may_judge_an_enum() {
    let input = quote! {
        #[retryable(with = ApiError::judge, crate = crate::again)]
        enum ApiError { Busy, Status(u16) }
    };
    check(
        input,
        &expect![[r#"
            #[automatically_derived]
            impl crate::again::Retryable for ApiError {
                fn verdict(&self) -> crate::again::Verdict {
                    ApiError::judge(self)
                }
            }
        "#]],
    );
}

#[test]
fn generics_get_the_bounds_they_need() {
    let input = quote! {
        enum CallError<'a, E: Debug = (), const N: usize = 4> where E: 'a {
            #[retryable(transparent)]
            Inner(Box<E>),
            #[retryable(transparent)]
            Again { source: Box<E> },
            #[retryable(transparent)]
            Sized(Chunk<N>),
            #[retryable(transparent)]
            Elsewhere(module::E),
            #[retryable(with = judge)]
            Judged(&'a E),
            #[retryable(throttled, after = wait)]
            Throttled { error: E, wait: Duration },
        }
    };
    check(
        input,
        &expect![[r#"
            #[automatically_derived]
            impl<'a, E: Debug, const N: usize> ::retry_attr::Retryable for CallError<'a, E, N>
            where
                E: 'a,
                Box<E>: ::retry_attr::Retryable,
                Chunk<N>: ::retry_attr::Retryable,
            {
                fn verdict(&self) -> ::retry_attr::Verdict {
                    match self {
                        Self::Inner { 0: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::verdict(__inner)
                        }
                        Self::Again { source: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::verdict(__inner)
                        }
                        Self::Sized { 0: __inner } => {
                            <Chunk<N> as ::retry_attr::Retryable>::verdict(__inner)
                        }
                        Self::Elsewhere { 0: __inner } => {
                            <module::E as ::retry_attr::Retryable>::verdict(__inner)
                        }
                        Self::Judged { 0: __field0 } => judge(__field0),
                        Self::Throttled { wait: __hint, .. } => {
                            <Duration as ::retry_attr::__private::Hint>::add_to(
                                __hint,
                                ::retry_attr::Verdict::throttled(),
                            )
                        }
                    }
                }
                fn trace_text(&self) -> ::core::option::Option<&dyn ::core::fmt::Display> {
                    match self {
                        Self::Inner { 0: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::trace_text(__inner)
                        }
                        Self::Again { source: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::trace_text(__inner)
                        }
                        Self::Sized { 0: __inner } => {
                            <Chunk<N> as ::retry_attr::Retryable>::trace_text(__inner)
                        }
                        Self::Elsewhere { 0: __inner } => {
                            <module::E as ::retry_attr::Retryable>::trace_text(__inner)
                        }
                        _ => ::core::option::Option::None,
                    }
                }
                fn give_up_mark(&self) -> ::core::option::Option<&::retry_attr::GiveUpMark> {
                    match self {
                        Self::Inner { 0: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::give_up_mark(__inner)
                        }
                        Self::Again { source: __inner } => {
                            <Box<E> as ::retry_attr::Retryable>::give_up_mark(__inner)
                        }
                        Self::Sized { 0: __inner } => {
                            <Chunk<N> as ::retry_attr::Retryable>::give_up_mark(__inner)
                        }
                        Self::Elsewhere { 0: __inner } => {
                            <module::E as ::retry_attr::Retryable>::give_up_mark(__inner)
                        }
                        _ => ::core::option::Option::None,
                    }
                }
            }
        "#]],
    );
}

#[test]
fn from_makes_the_errors_of_limits_streams_and_clients() {
    let input = quote! {
        enum ModelError<E> where E: Debug {
            #[retryable(from(reqwest::Error))]
            Api(Wrapped<E>),
            Empty,
        }
    };
    check(
        input,
        &expect![[r#"
        #[automatically_derived]
        impl<E> ::retry_attr::Retryable for ModelError<E>
        where
            E: Debug,
            Wrapped<E>: ::retry_attr::Retryable,
        {
            fn verdict(&self) -> ::retry_attr::Verdict {
                match self {
                    Self::Api { 0: __inner } => {
                        <Wrapped<E> as ::retry_attr::Retryable>::verdict(__inner)
                    }
                    Self::Empty { .. } => {
                        ::retry_attr::Verdict::permanent(::retry_attr::PermanentReason::Invalid)
                    }
                }
            }
            fn trace_text(&self) -> ::core::option::Option<&dyn ::core::fmt::Display> {
                match self {
                    Self::Api { 0: __inner } => {
                        <Wrapped<E> as ::retry_attr::Retryable>::trace_text(__inner)
                    }
                    _ => ::core::option::Option::None,
                }
            }
            fn give_up_mark(&self) -> ::core::option::Option<&::retry_attr::GiveUpMark> {
                match self {
                    Self::Api { 0: __inner } => {
                        <Wrapped<E> as ::retry_attr::Retryable>::give_up_mark(__inner)
                    }
                    _ => ::core::option::Option::None,
                }
            }
        }
        #[automatically_derived]
        impl<E> ::core::convert::From<::retry_attr::TimedOut> for ModelError<E>
        where
            E: Debug,
            Wrapped<E>: ::core::convert::From<::retry_attr::TimedOut>,
        {
            fn from(__inner: ::retry_attr::TimedOut) -> Self {
                Self::Api {
                    0: <Wrapped<
                        E,
                    > as ::core::convert::From<::retry_attr::TimedOut>>::from(__inner),
                }
            }
        }
        #[automatically_derived]
        impl<E> ::core::convert::From<::retry_attr::Truncated> for ModelError<E>
        where
            E: Debug,
            Wrapped<E>: ::core::convert::From<::retry_attr::Truncated>,
        {
            fn from(__inner: ::retry_attr::Truncated) -> Self {
                Self::Api {
                    0: <Wrapped<
                        E,
                    > as ::core::convert::From<::retry_attr::Truncated>>::from(__inner),
                }
            }
        }
        #[automatically_derived]
        impl<E> ::core::convert::From<reqwest::Error> for ModelError<E>
        where
            E: Debug,
            Wrapped<E>: ::core::convert::From<reqwest::Error>,
        {
            fn from(__inner: reqwest::Error) -> Self {
                Self::Api {
                    0: <Wrapped<E> as ::core::convert::From<reqwest::Error>>::from(__inner),
                }
            }
        }
    "#]],
    );
}

#[test]
fn a_mistake_leaves_an_implementation_in_place() {
    let input = quote! {
        #[retryable(crate = again)]
        struct Wrapped<T>(T);
    };
    check(
        input,
        &expect![[r#"
            ::core::compile_error! {
                "`Wrapped` does not say what kind of failure it is\nhelp: put `#[retryable(transient)]` on it, or one of `throttled`, `overloaded`, `timed_out`, `permanent`, `transparent`, and `with = judge`"
            }
            #[automatically_derived]
            impl<T> again::Retryable for Wrapped<T> {
                fn verdict(&self) -> again::Verdict {
                    loop {}
                }
            }
        "#]],
    );
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let input = quote! {
        #[retryable(overloaded)]
        enum ApiError {
            #[retryable(transiant, after = wait)]
            Reset,
            #[retryable(throttled, after)]
            Throttled,
            #[retryable(transparent, timed_out, forever)]
            Io(std::io::Error, String),
        }
    };
    let expansion = super::retryable(input, |_| None).to_string();
    assert_eq!(expansion.matches("compile_error").count(), 6, "{expansion}");
}
