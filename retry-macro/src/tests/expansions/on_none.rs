fn call() -> Option<u8> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = (|| -> Option<u8> { work() })();
            match ::retry_attr::__private::Attempts::settle_with(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                &outcome,
                |outcome| match outcome {
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judgement::Success
                    }
                    ::core::result::Result::Err(error) => {
                        ::retry_attr::__private::Judgement::Failure(
                            {
                                #[allow(unused_imports)]
                                use ::retry_attr::__private::Unknown as _;
                                ::retry_attr::__private::Probe(error).verdict_if_known()
                            },
                            match error {
                                #[deny(unused_variables)]
                                None => ::retry_attr::__private::Choice::Selected,
                                #[allow(unreachable_patterns)]
                                _ => ::retry_attr::__private::Choice::Unnamed,
                            },
                        )
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(_) => break outcome,
                ::core::ops::ControlFlow::Continue(retry) => retry.wait(),
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::block(::retry_attr::__private::Thread, delay);
        }
    }
}
