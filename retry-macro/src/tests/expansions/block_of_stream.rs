fn around() {
    let block = async {
        if false {
            return ::retry_attr::__private::anchor::<Result<_, Error>>();
        }
        let __plan = const {
            &::retry_attr::__private::Plan::new("ask", ::retry_attr::Policy::DEFAULT)
        };
        let mut __attempts = ::retry_attr::__private::Attempts::new();
        loop {
            let __delay = {
                let __number = ::retry_attr::__private::Attempts::number(&__attempts);
                let __outcome = ::retry_attr::__private::traced(
                        "ask",
                        ::retry_attr::__private::Attempts::number(&__attempts),
                        {
                            let __returned = ::retry_attr::__private::Returned::new();
                            if false {
                                return ::retry_attr::__private::Returned::begun(
                                    &__returned,
                                );
                            }
                            async {
                                let __outcome = async {
                                    if false {
                                        return ::retry_attr::__private::Returned::into_anchor(
                                            __returned,
                                        );
                                    }
                                    #[deny(unknown_crate_types)] { ask().await }
                                }
                                    .await;
                                ::retry_attr::__private::begin(
                                        __outcome,
                                        |_| ::retry_attr::__private::Begins::Here,
                                        move |__error| ::retry_attr::__private::late(
                                            __plan,
                                            __number,
                                            {
                                                pub use ::retry_attr::__private::Unknown as _;
                                                ::retry_attr::__private::Probe(__error)
                                                    .__retry_attr_failed(
                                                        ::retry_attr::__private::Choice::Verdict,
                                                    )
                                            },
                                        ),
                                    )
                                    .await
                            }
                        },
                    )
                    .await;
                match ::retry_attr::__private::Attempts::settle(
                    &mut __attempts,
                    __plan,
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
