fn call() -> Result<u8, Error> {
    let __plan = const {
        ::retry_attr::__private::Plan::new(
            ::core::concat!(::core::module_path!(), "::call"),
            ::retry_attr::Policy::DEFAULT,
        )
    }
        .with_policy(
            ::core::convert::identity::<
                ::retry_attr::Policy,
            >(::retry_attr::__private::read(|| settings().retry))
                .max(const {
                    ::retry_attr::__private::checked(
                            ::retry_attr::Policy::DEFAULT.max(LIMIT),
                        )
                        .get_max()
                })
                .max_delay(const { LONGEST })
                .jitter(::retry_attr::Jitter::None),
        );
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
                &__plan,
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
