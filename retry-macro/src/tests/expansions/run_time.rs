async fn call(&self, delay: Duration) -> Result<u8, Error> {
    let __plan = const {
        ::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::call"),
                ::retry_attr::Policy::DEFAULT,
            )
            .attempt_timeout(::core::time::Duration::from_secs(30))
    }
        .with_policy(
            const {
                ::retry_attr::__private::checked(
                    ::retry_attr::Policy::DEFAULT
                        .initial_delay(::core::time::Duration::ZERO)
                        .max_delay(LONGEST)
                        .jitter(::retry_attr::Jitter::Fraction(0.5)),
                )
            }
                .max(self.limits.max)
                .initial_delay(delay),
        )
        .with_deadline(::retry_attr::__private::read(|| settings().deadline))
        .with_name(self.name());
    let mut __attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Tokio,
    );
    loop {
        let __delay = {
            let __outcome = ::retry_attr::__private::traced(
                    ::retry_attr::__private::Plan::name(&__plan),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    ::retry_attr::__private::limit(
                        &mut __attempts,
                        &__plan,
                        ::retry_attr::__private::Tokio,
                        async {
                            if false {
                                return ::retry_attr::__private::anchor::<
                                    Result<u8, Error>,
                                >();
                            }
                            #[deny(unknown_crate_types)] { work().await }
                        },
                        ::retry_attr::__private::refused,
                    ),
                )
                .await;
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                &__plan,
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
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
