/// The methods by which an adaptor gives access to the stream inside.
macro_rules! inner_stream {
    ($adaptor:ident<S $(, $generic:ident)*>) => {
        impl<S: futures_core::Stream $(, $generic)*> $adaptor<S $(, $generic)*> {
            /// The stream inside.
            #[must_use]
            pub const fn get_ref(&self) -> &S {
                &self.stream
            }

            /// The stream inside. The adaptor does not see items that you take from it.
            #[must_use]
            pub const fn get_mut(&mut self) -> &mut S {
                &mut self.stream
            }

            /// The stream inside, pinned. The adaptor does not see items that you take from it.
            #[must_use]
            pub fn get_pin_mut(self: core::pin::Pin<&mut Self>) -> core::pin::Pin<&mut S> {
                self.project().stream
            }

            /// Takes the stream out of the adaptor, and drops the state of the adaptor.
            #[must_use]
            pub fn into_inner(self) -> S {
                self.stream
            }
        }
    };
}

pub(super) use inner_stream;
