async fn events(&self) -> Result<impl Stream<Item = Result<Event, Error>>, Error> {
    let plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::events"),
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
            let number = ::retry_attr::__private::Attempts::number(&attempts);
            let mut outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::events"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                    ::retry_attr::__private::limit(
                        &mut attempts,
                        plan,
                        ::retry_attr::__private::Tokio,
                        ::retry_attr::__private::begin(
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
                                #[deny(unknown_crate_types)] { self.ask(cause).await }
                            },
                            |item| match item {
                                Event::Text(text) if !text.is_empty() => true,
                                _ => false,
                            },
                            move |error| ::retry_attr::__private::late(
                                plan,
                                number,
                                {
                                    pub use ::retry_attr::__private::Unknown as _;
                                    ::retry_attr::__private::Probe(error)
                                        .failed(::retry_attr::__private::Choice::Verdict)
                                },
                            ),
                        ),
                    ),
                )
                .await;
            ::retry_attr::__private::Attempts::restore(
                &mut attempts,
                &mut last,
                &mut outcome,
            );
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                plan,
                &outcome,
            ) {
                ::core::ops::ControlFlow::Break(()) => break outcome,
                ::core::ops::ControlFlow::Continue(delay) => {
                    let delay = delay;
                    last = ::retry_attr::Outcome::into_error(outcome);
                    delay
                }
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, delay).await;
        }
    }
}
