async fn ask(prompt: &str) -> Result<String, Error> {
    let __upstream = ::retry_attr::AsUpstream::as_upstream(&GPT);
    let mut __attempts = ::retry_attr::__private::Attempts::sharing(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Joined::new(
            ::retry_attr::__private::Under::new(__upstream),
            ::retry_attr::__private::Tokio,
        ),
    );
    loop {
        let __delay = {
            if !::retry_attr::__private::may_go(&mut __attempts) {
                ::retry_attr::__private::admit(
                        &mut __attempts,
                        ::retry_attr::__private::Tokio,
                    )
                    .await;
            }
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::turn(&__attempts),
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<
                                Result<String, Error>,
                            >();
                        }
                        #[deny(unknown_crate_types)] { send(prompt).await }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::ask"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
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
