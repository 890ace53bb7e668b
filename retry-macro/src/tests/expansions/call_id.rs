async fn call() -> Result<u8, MyError> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    let __call_id = ::retry_attr::__private::call_id(
        ::retry_attr::__private::OperatingSystem,
    );
    loop {
        let __delay = {
            let id = match __call_id {
                ::core::result::Result::Ok(__call_id) => __call_id,
                ::core::result::Result::Err(__error) => {
                    break ::retry_attr::__private::unnamed(__error);
                }
            };
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<
                                Result<u8, MyError>,
                            >();
                        }
                        #[deny(unknown_crate_types)] { work(id).await }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT,
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
}
