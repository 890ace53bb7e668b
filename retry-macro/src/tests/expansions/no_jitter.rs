fn call() -> Result<u8, Error> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                (|| -> Result<u8, Error> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT
                            .backoff(::retry_attr::Backoff::Constant)
                            .initial_delay(::core::time::Duration::from_secs(1))
                            .jitter(::retry_attr::Jitter::None),
                    )
                },
                ::retry_attr::__private::NoRandom,
                &__outcome,
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
