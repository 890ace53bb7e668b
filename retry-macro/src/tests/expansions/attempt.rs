fn ask(prompt: &str) -> Result<String, Error> {
    let plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::ask"),
                ::retry_attr::Policy::DEFAULT,
            )
            .deadline(::core::time::Duration::from_secs(120))
    };
    let mut attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Thread,
    );
    loop {
        let delay = {
            let attempt = ::retry_attr::__private::Attempts::attempt(&attempts, plan);
            let outcome = {
                let _span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                );
                (|| -> Result<String, Error> {
                    let n = attempt;
                    #[deny(unknown_crate_types)] { send(prompt, n.remaining()) }
                })()
            };
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
            ::retry_attr::__private::block(::retry_attr::__private::Thread, delay);
        }
    }
}
