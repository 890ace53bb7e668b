async fn tokens(
    question: &str,
) -> Result<impl Stream<Item = Result<Token, Error>> + use<>, Error> {
    let plan = const {
        &::retry_attr::__private::Plan::new(
            ::core::concat!(::core::module_path!(), "::tokens"),
            ::retry_attr::Policy::DEFAULT,
        )
    };
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let number = ::retry_attr::__private::Attempts::number(&attempts);
            let outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::tokens"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                    ::retry_attr::__private::begin(
                        async {
                            if false {
                                return ::retry_attr::__private::anchor::<
                                    Result<_, Error>,
                                >();
                            }
                            #[deny(unknown_crate_types)] { ask(question).await }
                        },
                        |_| true,
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
                )
                .await;
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                plan,
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
