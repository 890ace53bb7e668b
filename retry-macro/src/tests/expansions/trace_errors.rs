fn call() -> Result<u8, Error> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = {
                let _span = ::retry_attr::__private::entered(
                    "ask",
                    ::retry_attr::__private::Attempts::number(&attempts),
                );
                (|| -> Result<u8, Error> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle_by(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        "ask",
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                &outcome,
                |outcome| match outcome {
                    ::core::result::Result::Ok(_) => ::core::option::Option::None,
                    ::core::result::Result::Err(error) => {
                        ::core::option::Option::Some(
                            ::retry_attr::__private::Judgment::showing(
                                ::retry_attr::__private::failed(
                                    error,
                                    ::retry_attr::__private::Choice::Verdict,
                                ),
                                error,
                            ),
                        )
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(()) => break outcome,
                ::core::ops::ControlFlow::Continue(delay) => delay,
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::block(::retry_attr::__private::Thread, delay);
        }
    }
}
