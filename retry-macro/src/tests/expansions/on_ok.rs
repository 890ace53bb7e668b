fn call() -> Result<String, MyError> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = (|| -> Result<String, MyError> { work() })();
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
                    ::core::result::Result::Ok(answer) if answer.is_empty() => {
                        ::retry_attr::__private::Judgement::Failure(
                            ::retry_attr::Verdict::transient(),
                            ::retry_attr::__private::Choice::Verdict,
                        )
                    }
                    #[allow(unreachable_patterns)]
                    ::core::result::Result::Ok(_) => {
                        ::retry_attr::__private::Judgement::Success
                    }
                    ::core::result::Result::Err(error) => {
                        ::retry_attr::__private::Judgement::Failure(
                            ::retry_attr::Retryable::verdict(error),
                            ::retry_attr::__private::Choice::Verdict,
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
