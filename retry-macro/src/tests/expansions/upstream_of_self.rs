fn ask(&mut self, model: &str, prompt: &str) -> Result<String, Error> {
    let __upstream = ::retry_attr::AsUpstream::as_upstream(&(self.upstreams.get(model)));
    let mut __attempts = ::retry_attr::__private::Attempts::sharing(
        ::retry_attr::__private::Attempts::new(),
        ::retry_attr::__private::Joined::new(
            ::retry_attr::__private::Under::new(__upstream)
                .cost(count(prompt))
                .background(),
            ::retry_attr::__private::Thread,
        ),
    );
    loop {
        let __delay = {
            ::retry_attr::__private::admit_blocking_by(
                &mut __attempts,
                |delay| self.wait(delay),
            );
            let __outcome = {
                let __span = ::retry_attr::__private::entered(
                    ::core::concat!(::core::module_path!(), "::ask"),
                    ::retry_attr::__private::Attempts::turn(&__attempts),
                );
                (|| -> Result<String, Error> { self.send(model, prompt) })()
            };
            match ::retry_attr::__private::Attempts::settle(
                &mut __attempts,
                const {
                    &::retry_attr::__private::Plan::new(
                        ::core::concat!(::core::module_path!(), "::ask"),
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
            ::retry_attr::__private::block_by(__delay, |delay| self.wait(delay));
        }
    }
}
