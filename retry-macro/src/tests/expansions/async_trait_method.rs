fn ask<'life0, 'async_trait>(
    &'life0 self,
    url: String,
    n: u32,
) -> ::core::pin::Pin<
    Box<
        dyn ::core::future::Future<
            Output = Result<u32, Error>,
        > + ::core::marker::Send + 'async_trait,
    >,
>
where
    'life0: 'async_trait,
    Self: 'async_trait,
{
    Box::pin(async move {
        if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<
            Result<u32, Error>,
        > {
            #[allow(unreachable_code)] return __ret;
        }
        let __self = self;
        let url = url;
        let n = n;
        let __ret: Result<u32, Error> = {
            let mut __attempts = ::retry_attr::__private::Attempts::new();
            loop {
                let __delay = {
                    let __outcome = ::retry_attr::__private::traced(
                            ::core::concat!(::core::module_path!(), "::ask"),
                            ::retry_attr::__private::Attempts::number(&__attempts),
                            {
                                let n = ::retry_attr::__private::Copied(
                                    ::core::clone::Clone::clone(&n),
                                );
                                async {
                                    if false {
                                        return ::retry_attr::__private::anchor::<
                                            Result<u32, Error>,
                                        >();
                                    }
                                    let (mut n,) = (
                                        ::retry_attr::__private::Copied::into_inner(n),
                                    );
                                    #[deny(unknown_crate_types)]
                                    {
                                        n += 1;
                                        __self.send(&url, n).await
                                    }
                                }
                            },
                        )
                        .await;
                    match ::retry_attr::__private::Attempts::settle_with(
                        &mut __attempts,
                        const {
                            &::retry_attr::__private::Plan::new(
                                ::core::concat!(::core::module_path!(), "::ask"),
                                ::retry_attr::Policy::DEFAULT,
                            )
                        },
                        ::retry_attr::__private::ThreadRandom,
                        &__outcome,
                        ::retry_attr::__private::judge,
                    ) {
                        ::core::ops::ControlFlow::Break(__gave_up) => {
                            if let ::core::option::Option::Some(__gave_up) = __gave_up {
                                ::retry_attr::__private::tell(
                                    &__gave_up,
                                    |gave_up| __self.log(gave_up),
                                );
                            }
                            break __outcome;
                        }
                        ::core::ops::ControlFlow::Continue(__retry) => {
                            ::retry_attr::Retry::wait(&__retry)
                        }
                    }
                };
                if ::retry_attr::__private::is_wait(__delay) {
                    ::retry_attr::__private::sleep(
                            ::retry_attr::__private::Tokio,
                            __delay,
                        )
                        .await;
                }
            }
        };
        #[allow(unreachable_code)] __ret
    })
}
