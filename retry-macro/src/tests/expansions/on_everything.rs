fn call() -> Result<u8, MyError> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = {
                let _span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                );
                (|| -> Result<u8, MyError> { work() })()
            };
            match ::retry_attr::__private::Attempts::settle_by(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                &outcome,
                |outcome| match outcome {
                    ::core::result::Result::Ok(_) => ::core::option::Option::None,
                    ::core::result::Result::Err(error) => {
                        ::core::option::Option::Some({
                            pub use ::retry_attr::__private::Unknown as _;
                            ::retry_attr::__private::Probe(error)
                                .failed(::retry_attr::__private::Choice::Everything)
                        })
                    }
                },
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
