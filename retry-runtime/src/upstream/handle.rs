use core::ops::Deref;
use std::sync::{Arc, LazyLock};

use super::Upstream;

/// An expression that `upstream = …` takes: it yields a handle to an [`Upstream`] for one call.
///
/// A `static` and a `&'static Upstream` are copied, an [`Arc`] is cloned, and a plain field is borrowed. So
/// `upstream = self.upstream` works with each of them.
///
/// ```
/// # use retry_attr_runtime as retry_attr;
/// use retry_attr::{AsUpstream, Upstream};
/// use std::sync::Arc;
///
/// struct Tenant {
///     upstream: Arc<Upstream>,
/// }
///
/// impl AsUpstream for Tenant {
///     type Handle<'a> = Arc<Upstream>;
///
///     fn as_upstream(&self) -> Arc<Upstream> {
///         Arc::clone(&self.upstream)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `Upstream`",
    label = "`upstream` takes an `Upstream`, a reference to one, or an `Arc<Upstream>`",
    note = "help: write `static GPT: retry_attr::Upstream = retry_attr::Upstream::new(\"gpt-5\");` and `upstream = GPT`"
)]
pub trait AsUpstream {
    /// A reference to the upstream that lives as long as the call.
    type Handle<'a>: Deref<Target = Upstream> + Clone
    where
        Self: 'a;

    /// The handle of one call.
    ///
    /// ```
    /// # use retry_attr_runtime as retry_attr;
    /// use retry_attr::{AsUpstream as _, Upstream};
    ///
    /// static GPT: Upstream = Upstream::new("gpt-5");
    ///
    /// assert_eq!(GPT.as_upstream().name(), "gpt-5");
    /// ```
    fn as_upstream(&self) -> Self::Handle<'_>;
}

impl AsUpstream for Upstream {
    type Handle<'a> = &'a Upstream;

    #[inline]
    fn as_upstream(&self) -> &Upstream {
        self
    }
}

/// The reference inside is copied: the handle outlives the reference to it.
#[diagnostic::do_not_recommend]
impl<'b, U: AsUpstream + ?Sized> AsUpstream for &'b U {
    type Handle<'a>
        = U::Handle<'b>
    where
        Self: 'a;

    #[inline]
    fn as_upstream(&self) -> U::Handle<'b> {
        U::as_upstream(*self)
    }
}

impl AsUpstream for Arc<Upstream> {
    type Handle<'a> = Self;

    #[inline]
    fn as_upstream(&self) -> Self {
        Self::clone(self)
    }
}

#[diagnostic::do_not_recommend]
impl<U: AsUpstream, F: FnOnce() -> U> AsUpstream for LazyLock<U, F> {
    type Handle<'a>
        = U::Handle<'a>
    where
        Self: 'a;

    #[inline]
    fn as_upstream(&self) -> U::Handle<'_> {
        U::as_upstream(self)
    }
}

/// An upstream in a place that belongs to `self` or a parameter. If the place holds the upstream itself, its handle borrows
/// the place.
///
/// rustc picks the inherent method if its bound holds, and the method of [`Elsewhere`] otherwise.
#[derive(Debug)]
pub struct Place<'a, U: ?Sized>(pub &'a U);

/// An upstream that its place holds.
pub trait Held {}

impl Held for Upstream {}

impl<F> Held for LazyLock<Upstream, F> {}

/// A bound that no upstream meets.
#[diagnostic::on_unimplemented(
    message = "the call borrows this `Upstream` from what it borrows mutably",
    label = "an `Upstream` that is not shared",
    note = "help: hold it in an `Arc<Upstream>` or as a `&'static Upstream`, which each call copies"
)]
pub trait BesideMut {}

/// A bound that no upstream meets.
#[diagnostic::on_unimplemented(
    message = "the returned stream borrows this `Upstream`",
    label = "an `Upstream` that is not shared",
    note = "help: hold it in an `Arc<Upstream>` or as a `&'static Upstream`, which each call copies"
)]
pub trait BehindStream {}

impl<U: Held> Place<'_, U> {
    /// Does not compile.
    #[inline]
    pub fn __retry_attr_beside_mut(&self)
    where
        U: BesideMut,
    {
    }

    /// Does not compile.
    #[inline]
    pub fn __retry_attr_behind_stream(&self)
    where
        U: BehindStream,
    {
    }
}

/// An upstream of which the place holds a reference or an `Arc`.
pub trait Elsewhere {
    /// Does nothing.
    #[inline]
    fn __retry_attr_beside_mut(&self) {}

    /// Does nothing.
    #[inline]
    fn __retry_attr_behind_stream(&self) {}
}

impl<U: ?Sized> Elsewhere for Place<'_, U> {}
