fn ask(prompt: &str) -> Result<String, Error> {
    let __plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::ask"),
                ::retry_attr::Policy::DEFAULT,
            )
            .deadline(::core::time::Duration::from_secs(120))
            .allow_nested()
    };
    let mut __attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Thread,
    );
    loop {
        let __delay = {
            let n = ::retry_attr::__private::Attempts::attempt(&__attempts, __plan);
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                (|| -> Result<String, Error> { send(prompt, n.remaining()) })()
            };
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
            ::retry_attr::__private::block(::retry_attr::__private::Thread, __delay);
        }
    }
}
