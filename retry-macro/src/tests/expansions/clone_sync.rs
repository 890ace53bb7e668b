#[allow(clippy::needless_pass_by_value)]
fn fetch(url: String, n: u32) -> Result<Body, Error> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = {
                let url = ::core::cell::Cell::new(::core::clone::Clone::clone(&url));
                let n = ::core::cell::Cell::new(::core::clone::Clone::clone(&n));
                (|| -> Result<Body, Error> {
                    #[allow(clippy::collection_is_never_read)]
                    let url = ::core::cell::Cell::into_inner(url);
                    #[allow(clippy::collection_is_never_read)]
                    let mut n = ::core::cell::Cell::into_inner(n);
                    #[allow(unknown_lints)]
                    {
                        n += 1;
                        get(url, n)
                    }
                })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::fetch"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
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
