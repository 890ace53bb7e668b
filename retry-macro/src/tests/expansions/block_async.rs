fn around() {
    let block = async {
        if false {
            return ::retry_attr::__private::anchor::<Result<Body, Error>>();
        }
        let mut __attempts = ::retry_attr::__private::Attempts::new();
        loop {
            let __delay = {
                let __outcome = ::retry_attr::__private::traced(
                        ::core::concat!(::core::module_path!(), ":", ::core::line!()),
                        ::retry_attr::__private::Attempts::number(&__attempts),
                        async {
                            if false {
                                return ::retry_attr::__private::anchor::<
                                    Result<Body, Error>,
                                >();
                            }
                            #[deny(unknown_crate_types)]
                            { client.get(&url).await?.body().await }
                        },
                    )
                    .await;
                match ::retry_attr::__private::Attempts::settle(
                    &mut __attempts,
                    const {
                        &::retry_attr::__private::Plan::new(
                            ::core::concat!(
                                ::core::module_path!(), ":", ::core::line!()
                            ),
                            ::retry_attr::Policy::DEFAULT
                                .max(5)
                                .backoff(::retry_attr::Backoff::Exponential)
                                .jitter(::retry_attr::Jitter::Full),
                        )
                    },
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
    };
}
