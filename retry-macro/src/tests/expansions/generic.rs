async fn numbers<'a, const N: u32, S>(
    source: &'a S,
) -> Result<impl Iterator<Item = (u8, u8)> + use<'a, N, S>, S::Error>
where
    S: Source + ?Sized,
    S::Error: Retryable,
{
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::numbers"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    {
                        let __returned = ::retry_attr::__private::Returned::new();
                        if false {
                            return ::retry_attr::__private::Returned::anchor(
                                &__returned,
                            );
                        }
                        async {
                            if false {
                                return ::retry_attr::__private::Returned::into_anchor(
                                    __returned,
                                );
                            }
                            #[deny(unknown_crate_types)] { source.numbers().await }
                        }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle_by(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::numbers"),
                        ::retry_attr::__private::checked(
                            ::retry_attr::Policy::DEFAULT.max(N),
                        ),
                    )
                },
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
                |__outcome| match __outcome {
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judged::Success
                    }
                    ::core::result::Result::Err((__failure, __error)) => {
                        ::retry_attr::__private::Judged::Failure({
                            pub use ::retry_attr::__private::Unknown as _;
                            ::retry_attr::__private::Probe(__error)
                                .__retry_attr_failed(
                                    match __failure {
                                        error if error.is_busy() => {
                                            ::retry_attr::__private::Choice::Selected
                                        }
                                        _ => ::retry_attr::__private::Choice::Unnamed,
                                    },
                                )
                        })
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(()) => break __outcome,
                ::core::ops::ControlFlow::Continue(__delay) => __delay,
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, __delay)
                .await;
        }
    }
}
