fn around() {
    let block = async {
        if false {
            return ::retry_attr::__private::anchor::<Result<Body, Error>>();
        }
        let __plan = const {
            ::retry_attr::__private::Plan::new(
                    ::core::concat!(::core::module_path!(), ":", ::core::line!()),
                    ::retry_attr::Policy::DEFAULT,
                )
                .allow_nested()
        }
            .with_policy(::retry_attr::Policy::DEFAULT.max(LIMIT))
            .with_deadline(limit);
        let __upstream = ::retry_attr::AsUpstream::as_upstream(&OPENAI);
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
                            &__plan,
                            ::retry_attr::__private::Tokio,
                        )
                        .await
                };
                let a = ::retry_attr::__private::Attempts::attempt(&__attempts, &__plan);
                let __outcome = match __admitted {
                    ::core::result::Result::Ok(()) => {
                        ::retry_attr::__private::traced(
                                ::core::concat!(
                                    ::core::module_path!(), ":", ::core::line!()
                                ),
                                ::retry_attr::__private::Attempts::turn(&__attempts),
                                ::retry_attr::__private::limit(
                                    &mut __attempts,
                                    &__plan,
                                    ::retry_attr::__private::Tokio,
                                    async {
                                        if false {
                                            return ::retry_attr::__private::anchor::<
                                                Result<Body, Error>,
                                            >();
                                        }
                                        #[deny(unknown_crate_types)] { client.get(&url).await }
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
                match ::retry_attr::__private::Attempts::settle_with(
                    &mut __attempts,
                    &__plan,
                    ::retry_attr::__private::ThreadRandom,
                    &__outcome,
                    |__outcome| match __outcome {
                        ::core::result::Result::Ok(_) => {
                            ::retry_attr::__private::Judged::Success
                        }
                        ::core::result::Result::Err((__failure, __error)) => {
                            ::retry_attr::__private::Judged::Failure({
                                pub use ::retry_attr::__private::Unknown as _;
                                ::retry_attr::__private::Probe(__error)
                                    .__retry_attr_failed(
                                        match __failure {
                                            _ if a.number() < patience => {
                                                ::retry_attr::__private::Choice::Selected
                                            }
                                            _ => ::retry_attr::__private::Choice::Unnamed,
                                        },
                                    )
                            })
                        }
                    },
                ) {
                    ::core::ops::ControlFlow::Break(_) => break __outcome,
                    ::core::ops::ControlFlow::Continue(__retry) => {
                        ::retry_attr::__private::tell(
                            &__retry,
                            |__argument| hook(__argument),
                        );
                        ::retry_attr::Retry::wait(&__retry)
                    }
                }
            };
            if ::retry_attr::__private::is_wait(__delay) {
                ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, __delay)
                    .await;
            }
        }
    };
}
