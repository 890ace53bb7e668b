/// The methods by which an adaptor gives access to the stream inside.
macro_rules! inner_stream {
    ($adaptor:ident<S $(, $generic:ident)*>) => {
        impl<S: futures_core::Stream $(, $generic)*> $adaptor<S $(, $generic)*> {
            /// The stream inside.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            /// use futures_util::{Stream as _, stream};
            /// use retry_attr::stream::StreamExt as _;
            ///
            /// let items = stream::iter([std::io::Result::Ok(1), Ok(2)]);
            /// let checked = items.requires(|item| *item == 1);
            /// assert_eq!(checked.get_ref().size_hint().0, 2);
            /// ```
            #[must_use]
            pub const fn get_ref(&self) -> &S {
                &self.stream
            }

            /// The stream inside. The adaptor does not see items that you take from it.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            /// use futures_util::{FutureExt as _, StreamExt as _, stream};
            /// use retry_attr::stream::StreamExt as _;
            ///
            /// let items = stream::iter([std::io::Result::Ok(0), Ok(1)]);
            /// let mut checked = items.requires(|item| *item == 1);
            /// // Skips the first item.
            /// checked.get_mut().next().now_or_never();
            /// ```
            #[must_use]
            pub const fn get_mut(&mut self) -> &mut S {
                &mut self.stream
            }

            /// The stream inside, pinned. The adaptor does not see items that you take from it.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            /// use std::pin::pin;
            ///
            /// use futures_util::{FutureExt as _, StreamExt as _, stream};
            /// use retry_attr::stream::StreamExt as _;
            ///
            /// let items = stream::iter([std::io::Result::Ok(0), Ok(1)]);
            /// let checked = pin!(items.requires(|item| *item == 1));
            /// // Skips the first item.
            /// checked.get_pin_mut().next().now_or_never();
            /// ```
            #[must_use]
            pub fn get_pin_mut(self: core::pin::Pin<&mut Self>) -> core::pin::Pin<&mut S> {
                self.project().stream
            }

            /// Takes the stream out of the adaptor, and drops the state of the adaptor.
            ///
            /// ```
            /// # use retry_attr_runtime as retry_attr;
            /// use futures_util::stream;
            /// use retry_attr::stream::StreamExt as _;
            ///
            /// let items = stream::iter([std::io::Result::Ok(1), Ok(2)]);
            /// let checked = items.ends_with(|item| *item == 2).requires(|item| *item == 1);
            /// let _items = checked.into_inner().into_inner();
            /// ```
            #[must_use]
            pub fn into_inner(self) -> S {
                self.stream
            }
        }
    };
}

pub(super) use inner_stream;
