fn call() -> Result<u8, Error> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = {
                let _span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                );
                (|| -> Result<u8, Error> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::__private::checked(
                            ::retry_attr::Policy::DEFAULT
                                .max(LIMIT)
                                .factor(FACTOR)
                                .max_delay(Duration::from_secs(LONGEST)),
                        ),
                    )
                },
                &outcome,
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
