async fn ask(&self, prompt: &str) -> Result<String, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new("ask", ::retry_attr::Policy::DEFAULT)
            .attempt_timeout(::core::time::Duration::from_secs(30))
            .deadline(::core::time::Duration::from_secs(120))
    };
    let mut __attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Tokio,
    );
    loop {
        let __delay = {
            let __outcome = ::retry_attr::__private::traced(
                    "ask",
                    ::retry_attr::__private::Attempts::number(&__attempts),
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
                            #[deny(unknown_crate_types)]
                            { self.client.send(prompt).await }
                        },
                        ::retry_attr::__private::refused,
                    ),
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
}
