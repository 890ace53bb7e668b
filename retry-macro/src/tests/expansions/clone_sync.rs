fn fetch(url: String, n: u32) -> Result<Body, Error> {
    if false {
        ::core::mem::drop(url);
        ::core::mem::drop(n);
        loop {}
    }
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::fetch"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                );
                let url = ::retry_attr::__private::Copied(
                    ::core::clone::Clone::clone(&url),
                );
                let n = ::retry_attr::__private::Copied(::core::clone::Clone::clone(&n));
                (|| -> Result<Body, Error> {
                    let (url,) = (::retry_attr::__private::Copied::into_inner(url),);
                    let (mut n,) = (::retry_attr::__private::Copied::into_inner(n),);
                    #[deny(unknown_crate_types)]
                    {
                        n += 1;
                        get(url, n)
                    }
                })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::fetch"),
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
}
