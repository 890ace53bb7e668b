fn call() -> Result<u8, MyError> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    let __call_id = ::retry_attr::__private::call_id_by(my_source);
    loop {
        let __delay = {
            let id = __call_id;
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                (|| -> Result<u8, MyError> { work(id) })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::call"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                my_source,
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
