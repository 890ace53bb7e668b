async fn ask(prompt: &str) -> Result<String, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::ask"),
                ::retry_attr::Policy::DEFAULT,
            )
            .deadline(::core::time::Duration::from_secs(120))
            .max_wait(::core::time::Duration::from_secs(2))
            .allow_nested()
    };
    let __upstream = ::retry_attr::AsUpstream::as_upstream(&GPT);
    let mut __attempts = ::retry_attr::__private::Attempts::sharing(
        ::retry_attr::__private::timed(
            ::retry_attr::__private::Attempts::new(),
            ::retry_attr::__private::Tokio,
        ),
        ::retry_attr::__private::Joined::new(
            ::retry_attr::__private::Under::new(__upstream),
            ::retry_attr::__private::Tokio,
        ),
    );
    loop {
        let __delay = {
            let __admitted = if ::retry_attr::__private::may_go(&mut __attempts) {
                ::core::result::Result::Ok(())
            } else {
                ::retry_attr::__private::admit_until(
                        &mut __attempts,
                        __plan,
                        ::retry_attr::__private::Tokio,
                    )
                    .await
            };
            let attempt = ::retry_attr::__private::Attempts::attempt(
                &__attempts,
                __plan,
            );
            let __outcome = match __admitted {
                ::core::result::Result::Ok(()) => {
                    ::retry_attr::__private::traced(
                            ::core::concat!(::core::module_path!(), "::ask"),
                            ::retry_attr::__private::Attempts::turn(&__attempts),
                            ::retry_attr::__private::limit(
                                &mut __attempts,
                                __plan,
                                ::retry_attr::__private::Tokio,
                                async {
                                    if false {
                                        return ::retry_attr::__private::anchor::<
                                            Result<String, Error>,
                                        >();
                                    }
                                    #[deny(unknown_crate_types)] { send(prompt).await }
                                },
                                ::retry_attr::__private::refused,
                            ),
                        )
                        .await
                }
                ::core::result::Result::Err(__timed_out) => {
                    ::retry_attr::__private::refused(__timed_out)
                }
            };
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
}
