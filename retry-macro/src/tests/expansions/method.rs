async fn send(&mut self, frame: &Frame) -> io::Result<()> {
    let mut __attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let __delay = {
            let __outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::send"),
                    ::retry_attr::__private::Attempts::number(&__attempts),
                    async {
                        if false {
                            return ::retry_attr::__private::anchor::<io::Result<()>>();
                        }
                        #[deny(unknown_crate_types)]
                        { self.stream.write_all(frame.bytes()).await }
                    },
                )
                .await;
            match ::retry_attr::__private::Attempts::settle_with(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::send"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                ::retry_attr::__private::ThreadRandom,
                &__outcome,
                ::retry_attr::__private::judge,
            ) {
                ::core::ops::ControlFlow::Break(_) => break __outcome,
                ::core::ops::ControlFlow::Continue(__retry) => {
                    ::retry_attr::__private::tell(
                        &__retry,
                        |retry| self.metrics.hit(retry),
                    );
                    ::retry_attr::Retry::wait(&__retry)
                }
            }
        };
        if ::retry_attr::__private::is_wait(__delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, __delay)
                .await;
        }
    }
}
