/// Asks the model.
#[must_use]
///
///It is tried up to 4 times, as long as its error matches `Error::Busy if calm` and does not match `Error::Spent`. The waits between are at most 7s in all; a server may ask for more, up to 2m each time. The call ends after 1m30s.
pub async fn call(calm: bool) -> Result<u8, Error> {
    let plan = const {
        &::retry_attr::__private::Plan::new(
                ::core::concat!(::core::module_path!(), "::call"),
                ::retry_attr::Policy::DEFAULT.max(4),
            )
            .deadline(::core::time::Duration::from_secs(90))
    };
    let mut attempts = ::retry_attr::__private::timed(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Tokio,
    );
    loop {
        let delay = {
            let outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::call"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                    ::retry_attr::__private::limit(
                        &mut attempts,
                        plan,
                        ::retry_attr::__private::Tokio,
                        async {
                            if false {
                                return ::retry_attr::__private::anchor::<
                                    Result<u8, Error>,
                                >();
                            }
                            #[deny(unknown_crate_types)] { work().await }
                        },
                    ),
                )
                .await;
            match ::retry_attr::__private::Attempts::settle_by(
                &mut attempts,
                plan,
                &outcome,
                |outcome| match outcome {
                    ::core::result::Result::Ok(_) => ::core::option::Option::None,
                    ::core::result::Result::Err(error) => {
                        ::core::option::Option::Some({
                            pub use ::retry_attr::__private::Unknown as _;
                            ::retry_attr::__private::Probe(error)
                                .failed(
                                    match error {
                                        Error::Spent => ::retry_attr::__private::Choice::Excepted,
                                        Error::Busy if calm => {
                                            ::retry_attr::__private::Choice::Selected
                                        }
                                        _ => ::retry_attr::__private::Choice::Unnamed,
                                    },
                                )
                        })
                    }
                },
            ) {
                ::core::ops::ControlFlow::Break(()) => break outcome,
                ::core::ops::ControlFlow::Continue(delay) => delay,
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, delay).await;
        }
    }
}
