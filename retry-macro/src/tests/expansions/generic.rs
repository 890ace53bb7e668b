async fn numbers<'a, const N: u32, S>(
    source: &'a S,
) -> Result<impl Iterator<Item = (u8, u8)> + use<'a, N, S>, S::Error>
where
    S: Source + ?Sized,
{
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::numbers"),
                    ::retry_attr::__private::Attempts::number(&attempts),
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<
                                Result<_, S::Error>,
                            >();
                        }
                        #[deny(unknown_crate_types)] { source.numbers().await }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle_by(
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::numbers"),
                        ::retry_attr::__private::checked(
                            ::retry_attr::Policy::DEFAULT.max(N),
                        ),
                    )
                },
                &outcome,
                |outcome| match outcome {
                    ::core::result::Result::Ok(_) => ::core::option::Option::None,
                    ::core::result::Result::Err(error) => {
                        ::core::option::Option::Some({
                            pub use ::retry_attr::__private::Unknown as _;
                            ::retry_attr::__private::Probe(error)
                                .failed(
                                    match error {
                                        error if error.is_busy() => {
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
