async fn tokens(
    question: &str,
) -> Result<impl Stream<Item = Result<Token, Error>> + use<>, Error> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = ::retry_attr::__private::begin(
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<Result<_, Error>>();
                        }
                        #[allow(unknown_lints)] { ask(question).await }
                    },
                    |_| true,
                    ::retry_attr::__private::unheard,
                )
                .await;
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::tokens"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
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
