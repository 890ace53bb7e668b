async fn send(&mut self, frame: &Frame) -> io::Result<()> {
    let mut attempts = ::retry_attr::__private::Attempts::new();
    loop {
        let delay = {
            let outcome = ::retry_attr::__private::traced(
                    ::core::concat!(::core::module_path!(), "::send"),
                    ::retry_attr::__private::Attempts::number(&attempts),
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
                &mut attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::send"),
                        ::retry_attr::Policy::DEFAULT,
                    )
                },
                &outcome,
                ::retry_attr::__private::judge,
            ) {
                ::core::ops::ControlFlow::Break(_) => break outcome,
                ::core::ops::ControlFlow::Continue(retry) => {
                    ::retry_attr::__private::tell(
                        &retry,
                        |retry| self.metrics.hit(retry),
                    );
                    ::retry_attr::Retry::wait(&retry)
                }
            }
        };
        if ::retry_attr::__private::is_wait(delay) {
            ::retry_attr::__private::sleep(::retry_attr::__private::Tokio, delay).await;
        }
    }
}
