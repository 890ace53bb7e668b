/// Fetches.
#[must_use]
pub(crate) fn fetch(client: &Client, url: String) -> Result<Body, Error> {
    #![allow(unused)]
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = {
                let _span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::fetch"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                );
                (|| -> Result<Body, Error> { client.get(&url)?.body() })()
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
