async fn call(&self) -> Result<u8, Error> {
    let __returned = ::retry_attr::__private::Returned::<Result<u8, Error>>::new();
    let mut __on_retry = ::retry_attr::__private::called::on_retry(
        &__returned,
        self.hook(),
    );
    let mut __verdict = ::retry_attr::__private::called::value_of(|| ::retry_attr::__private::called::verdict(
        &__returned,
        self.judges[0],
    ));
    let mut __random = ::retry_attr::__private::called::random(source(7));
    let mut __sleep = ::retry_attr::__private::called::sleep_later(timer()?);
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<
                                Result<u8, Error>,
                            >();
                        }
                        #[deny(unknown_crate_types)] { work().await }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle_with(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                || (__random.call)(&mut __random.value),
                &__outcome,
                |__outcome| match __outcome {
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judged::Success
                    }
                    ::core::result::Result::Err((_, __error)) => {
                        ::retry_attr::__private::Judged::Failure({
                            pub use ::retry_attr::__private::Unknown as _;
                            ::retry_attr::__private::Probe(__error)
                                .__retry_attr_failed_by(
                                    ::retry_attr::__private::ask(
                                        __error,
                                        |__argument| (__verdict
                                            .call)(&mut __verdict.value, __argument),
                                    ),
                                    ::retry_attr::__private::Choice::Verdict,
                                )
                        })
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(_) => break __outcome,
                ::core::ops::ControlFlow::Continue(__retry) => {
                    ::retry_attr::__private::tell(
                        &__retry,
                        |__argument| (__on_retry.call)(&mut __on_retry.value, __argument),
                    );
                    ::retry_attr::Retry::wait(&__retry)
                }
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::sleep_by(
                    __delay,
                    |__argument| (__sleep.call)(&mut __sleep.value, __argument),
                )
                .await;
        }
    }
}
