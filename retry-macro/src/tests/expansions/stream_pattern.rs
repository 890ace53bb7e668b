async fn events(&self) -> Result<impl Stream<Item = Result<Event, Error>>, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::events"),
                ::retry_attr::Policy::DEFAULT,
            )
            .deadline(::core::time::Duration::from_secs(120))
    };
    let mut __attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::keeping_verdict(
            ::retry_attr::__private::Attempts::new(),
        ),
        ::retry_attr::__private::Tokio,
    );
    let mut __last_error = ::core::option::Option::None;
    loop {
        let __delay = {
            let __number = ::retry_attr::__private::Attempts::number(&__attempts);
            let mut __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::events"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    ::retry_attr::__private::limit(
                        &mut __attempts,
                        __plan,
                        ::retry_attr::__private::Tokio,
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
                                    if false {
                                        return ::retry_attr::__private::anchor_of_error(
                                            &__last_error,
                                        );
                                    }
                                    let cause = ::core::option::Option::as_ref(&__last_error);
                                    #[deny(unknown_crate_types)] { self.ask(cause).await }
                                }
                                    .await;
                                ::retry_attr::__private::begin(
                                        __outcome,
                                        |__item| match __item {
                                            Event::Text(text) if !text.is_empty() => {
                                                ::retry_attr::__private::Begins::Here
                                            }
                                            _ => ::retry_attr::__private::Begins::Later,
                                        },
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
                        ::retry_attr::__private::refused,
                    ),
                )
                .await;
            ::retry_attr::__private::Attempts::restore(
                &mut __attempts,
                &mut __last_error,
                &mut __outcome,
            );
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                __plan,
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
            ) {
                ::core::ops::ControlFlow::Break(()) => break __outcome,
                ::core::ops::ControlFlow::Continue(__delay) => {
                    let __delay = __delay;
                    __last_error = ::retry_attr::Outcome::into_error(__outcome);
                    __delay
                }
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, __delay)
                .await;
        }
    }
}
