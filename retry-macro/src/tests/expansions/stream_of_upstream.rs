async fn ask(&self) -> Result<impl Stream<Item = Result<Event, Error>> + use<>, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new(
            ::core::concat!(::core::module_path!(), "::ask"),
            ::retry_attr::Policy::DEFAULT,
        )
    };
    let __upstream = match &(self.gpt) {
        __value => {
            pub use ::retry_attr::__private::Elsewhere as _;
            ::retry_attr::__private::Place(__value).__retry_attr_behind_stream();
            ::retry_attr::AsUpstream::as_upstream(__value)
        }
    };
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
            let __number = ::retry_attr::__private::Attempts::number(&__attempts);
            let __slot = ::retry_attr::__private::slot(&mut __attempts);
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::turn(&__attempts),
                    {
                        let __returned = ::retry_attr::__private::Returned::new();
                        if false {
                            return ::retry_attr::__private::Returned::begun(&__returned);
                        }
                        async {
                            let __outcome = async {
                                if false {
                                    return ::retry_attr::__private::Returned::into_anchor(
                                        __returned,
                                    );
                                }
                                #[deny(unknown_crate_types)] { self.model.ask().await }
                            }
                                .await;
                            ::retry_attr::__private::begin_with(
                                    __outcome,
                                    |_| ::retry_attr::__private::Begins::Here,
                                    move |__error| ::retry_attr::__private::late(
                                        __plan,
                                        __number,
                                        {
                                            pub use ::retry_attr::__private::Unknown as _;
                                            ::retry_attr::__private::Probe(__error)
                                                .__retry_attr_failed(
                                                    ::retry_attr::__private::Choice::Verdict,
                                                )
                                        },
                                    ),
                                    __slot,
                                )
                                .await
                        }
                    },
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
