async fn ask(prompt: &str) -> Result<impl Answer, Error> {
    let plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::ask"),
                ::retry_attr::Policy::DEFAULT,
            )
            .deadline(::core::time::Duration::from_secs(120))
    };
    let mut attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::keeping_verdict(
            ::retry_attr::__private::Attempts::new(),
        ),
        ::retry_attr::__private::Tokio,
    );
    let mut last = ::core::option::Option::None;
    loop {
        let delay = {
            let mut outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                    ::retry_attr::__private::limit(
                        &mut attempts,
                        plan,
                        ::retry_attr::__private::Tokio,
                        async {
                            if false {
                                return ::retry_attr::__private::anchor::<
                                    Result<_, Error>,
                                >();
                            }
                            if false {
                                return ::retry_attr::__private::anchor_of_error(&last);
                            }
                            let cause = ::core::option::Option::as_ref(&last);
                            #[deny(unknown_crate_types)] { send(prompt, cause).await }
                        },
                    ),
                )
                .await;
            ::retry_attr::__private::Attempts::restore(
                &mut attempts,
                &mut last,
                &mut outcome,
            );
            match ::retry_attr::__private::Attempts::settle_with(
                &mut attempts,
                plan,
                &outcome,
                ::retry_attr::__private::judge,
            ) {
                ::core::ops::ControlFlow::Break(_) => break outcome,
                ::core::ops::ControlFlow::Continue(retry) => {
                    ::retry_attr::__private::tell(&retry, log);
                    {
                        let delay = ::retry_attr::Retry::wait(&retry);
                        last = ::retry_attr::Outcome::into_error(outcome);
                        delay
                    }
                }
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, delay).await;
        }
    }
}
