async fn ask(prompt: &str) -> Result<impl Answer, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::ask"),
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
            let mut __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    ::retry_attr::__private::limit(
                        &mut __attempts,
                        __plan,
                        ::retry_attr::__private::Tokio,
                        {
                            let __returned = ::retry_attr::__private::Returned::new();
                            if false {
                                return ::retry_attr::__private::Returned::anchor(
                                    &__returned,
                                );
                            }
                            async {
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
                                #[deny(unknown_crate_types)] { send(prompt, cause).await }
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
            match ::retry_attr::__private::Attempts::settle_with(
                &mut __attempts,
                __plan,
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
                ::retry_attr::__private::judge,
            ) {
                ::core::ops::ControlFlow::Break(_) => break __outcome,
                ::core::ops::ControlFlow::Continue(__retry) => {
                    ::retry_attr::__private::tell(&__retry, log);
                    {
                        let __delay = ::retry_attr::Retry::wait(&__retry);
                        __last_error = ::retry_attr::Outcome::into_error(__outcome);
                        __delay
                    }
                }
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, __delay)
                .await;
        }
    }
}
