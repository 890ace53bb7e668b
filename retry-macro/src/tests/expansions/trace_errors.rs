fn call() -> Result<u8, Error> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    "ask",
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                (|| -> Result<u8, Error> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle_by(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        "ask",
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
                |__outcome| match __outcome {
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judged::Success
                    }
                    ::core::result::Result::Err((_, __error)) => {
                        ::retry_attr::__private::Judged::Failure(
                            ::retry_attr::__private::Judgment::showing(
                                ::retry_attr::__private::failed(
                                    __error,
                                    ::retry_attr::__private::Choice::Verdict,
                                ),
                                __error,
                            ),
                        )
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(()) => break __outcome,
                ::core::ops::ControlFlow::Continue(__delay) => __delay,
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::block(::retry_attr::__private::Thread, __delay);
        }
    }
}
