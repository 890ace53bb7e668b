fn around() {
    let block = (|| -> Result<Body, Error> {
        let mut __attempts = ::retry_attr::__private::Attempts::new();
        loop {
            let __delay = {
                let __outcome = {
                    let __span = ::retry_attr::__private::entered(
                        ::core::concat!(::core::module_path!(), ":", ::core::line!()),
                        ::retry_attr::__private::Attempts::number(&__attempts),
                    );
                    (|| -> Result<Body, Error> { client.get(&url)?.body() })()
                };
                match ::retry_attr::__private::Attempts::settle(
                    &mut __attempts,
                    const {
                        &::retry_attr::__private::Plan::new(
                            ::core::concat!(
                                ::core::module_path!(), ":", ::core::line!()
                            ),
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
                ::retry_attr::__private::block(::retry_attr::__private::Thread, __delay);
            }
        }
    })();
}
