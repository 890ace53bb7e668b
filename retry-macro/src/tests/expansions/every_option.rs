async fn ask(question: String, patient: bool) -> Result<Answer, Error> {
    let mut __attempts = again::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = again::retry_attr::__private::traced(
                    "ask",
                    again::retry_attr::__private::Attempts::number(&__attempts),
                    {
                        let question = again::retry_attr::__private::Copied(
                            ::core::clone::Clone::clone(&question),
                        );
                        async {
                            if false {
                                return again::retry_attr::__private::anchor::<
                                    Result<Answer, Error>,
                                >();
                            }
                            let (question,) = (
                                again::retry_attr::__private::Copied::into_inner(question),
                            );
                            #[deny(unknown_crate_types)] { send(question).await }
                        }
                    },
                )
                .await;
            match again::retry_attr::__private::Attempts::settle_with(
                &mut __attempts,
                const {
                    &again::retry_attr::__private::Plan::new(
                        "ask",
                        again::retry_attr::__private::checked(
                            PATIENT
                                .max(4)
                                .backoff(again::retry_attr::Backoff::Exponential)
                                .factor(1.5)
                                .initial_delay(::core::time::Duration::from_millis(250))
                                .throttled_delay(::core::time::Duration::from_secs(2))
                                .max_delay(::core::time::Duration::from_secs(90))
                                .jitter(again::retry_attr::Jitter::Fraction(0.25))
                                .max_retry_after(::core::time::Duration::from_secs(300)),
                        ),
                    )
                },
                my_source,
                &__outcome,
                |__outcome| match __outcome {
                    ::core::result::Result::Ok(
                        Answer { text: None, .. } | _,
                    ) if false => {
                        again::retry_attr::__private::Judged::Failure(
                            again::retry_attr::__private::Judgment::of_ok(),
                        )
                    }
                    ::core::result::Result::Ok(Answer { text: None, .. }) => {
                        again::retry_attr::__private::Judged::Failure(
                            again::retry_attr::__private::Judgment::of_ok(),
                        )
                    }
                    ::core::result::Result::Ok(_) => {
                        again::retry_attr::__private::Judged::Success
                    }
                    ::core::result::Result::Err((__failure, __error)) => {
                        again::retry_attr::__private::Judged::Failure(
                            again::retry_attr::__private::Judgment::showing(
                                {
                                    pub use again::retry_attr::__private::Unknown as _;
                                    again::retry_attr::__private::Probe(__error)
                                        .__retry_attr_failed_by(
                                            again::retry_attr::__private::ask(__error, my_verdict),
                                            match __failure {
                                                Spent | _ if false => {
                                                    again::retry_attr::__private::Choice::Excepted
                                                }
                                                Spent => again::retry_attr::__private::Choice::Excepted,
                                                Error::Busy { .. } | Error::Late if patient => {
                                                    again::retry_attr::__private::Choice::Selected
                                                }
                                                _ => again::retry_attr::__private::Choice::Unnamed,
                                            },
                                        )
                                },
                                __error,
                            ),
                        )
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(__gave_up) => {
                    if let ::core::option::Option::Some(__gave_up) = __gave_up {
                        again::retry_attr::__private::tell(&__gave_up, report);
                    }
                    break __outcome;
                }
                ::core::ops::ControlFlow::Continue(__retry) => {
                    again::retry_attr::__private::tell(
                        &__retry,
                        |retry| log(retry.attempt()),
                    );
                    again::retry_attr::Retry::wait(&__retry)
                }
            }
        };
        if again::retry_attr::__private::is_wait(__delay) {
            again::retry_attr::__private::sleep_by(__delay, my_sleep).await;
        }
    }
}
