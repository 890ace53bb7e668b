fn call(cap: Duration) -> Result<u8, Error> {
    let __plan = const {
        ::retry_attr::__private::Plan::new(
            ::core::concat!(::core::module_path!(), "::call"),
            ::retry_attr::Policy::DEFAULT,
        )
    }
        .with_policy(
            const {
                ::retry_attr::__private::checked(
                    ::retry_attr::Policy::DEFAULT
                        .max_delay(::core::time::Duration::MAX)
                        .initial_delay(LONG),
                )
            }
                .max_delay(cap),
        )
        .with_max_wait(cap);
    let __upstream = ::retry_attr::AsUpstream::as_upstream(&GPT);
    let mut __attempts = ::retry_attr::__private::Attempts::sharing(
        ::retry_attr::__private::timed(
            ::retry_attr::__private::Attempts::new(),
            ::retry_attr::__private::Thread,
        ),
        ::retry_attr::__private::Joined::new(
            ::retry_attr::__private::Under::new(__upstream),
            ::retry_attr::__private::Thread,
        ),
    );
    loop {
        let __delay = {
            let __admitted = ::retry_attr::__private::admit_blocking_until(
                &mut __attempts,
                &__plan,
                ::retry_attr::__private::Thread,
            );
            let __outcome = match __admitted {
                ::core::result::Result::Ok(()) => {
                    let __span = ::retry_attr::__private::entered(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::__private::Attempts::turn(&__attempts),
                    );
                    (|| -> Result<u8, Error> { work() })()
                }
                ::core::result::Result::Err(__timed_out) => {
                    ::retry_attr::__private::refused(__timed_out)
                }
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                &__plan,
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
}
