fn call() -> Result<u8, MyError> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                (|| -> Result<u8, MyError> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle_by(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                            ::core::concat!(::core::module_path!(), "::call"),
                            ::retry_attr::Policy::DEFAULT,
                        )
                        .not_idempotent()
                },
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
                |__outcome| match __outcome {
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judged::Success
                    }
                    ::core::result::Result::Err((__failure, __error)) => {
                        ::retry_attr::__private::Judged::Failure(
                            ::retry_attr::__private::failed_once(
                                __error,
                                match __failure {
                                    MyError::Busy => ::retry_attr::__private::Choice::Selected,
                                    _ => ::retry_attr::__private::Choice::Unnamed,
                                },
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
