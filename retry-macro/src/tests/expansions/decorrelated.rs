async fn call() -> Result<u8, Error> {
    let mut attempts = ::retry_attr::__private::Attempts::new().remembering();
    loop {
        let delay = {
            let outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&attempts),
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
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT
                            .jitter(::retry_attr::Jitter::Decorrelated),
                    )
                },
                &outcome,
            ) {
                ::core::ops::ControlFlow::Break(()) => break outcome,
                ::core::ops::ControlFlow::Continue(delay) => delay,
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, delay).await;
        }
    }
}
