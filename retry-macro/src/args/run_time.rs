//! The values that are evaluated when the call begins. rustc evaluates all other expressions at compile time.

use proc_macro2::{Ident, TokenStream};

use super::value::Value;
use super::{Args, Slot};

/// An option of which the value may be an expression.
trait MayBeRead {
    fn mark(&mut self, is_read: &dyn Fn(&TokenStream) -> bool);

    /// The name of the option, and its expression.
    fn expression(&self) -> Option<(&Ident, &TokenStream)>;

    fn is_read(&self) -> bool;
}

impl<T> MayBeRead for Slot<Value<T>> {
    fn mark(&mut self, is_read: &dyn Fn(&TokenStream) -> bool) {
        let Some(given) = self else { return };
        if let Value::Const(tokens) = &given.value {
            if is_read(tokens) {
                given.value = Value::RunTime(tokens.clone());
            }
        }
    }

    fn expression(&self) -> Option<(&Ident, &TokenStream)> {
        let given = self.as_ref()?;
        given.value.expression().map(|tokens| (&given.key, tokens))
    }

    fn is_read(&self) -> bool {
        self.as_ref().is_some_and(|given| given.value.run_time().is_some())
    }
}

/// The options that may be read when the call begins. `max_wait` is apart, because it belongs to `upstream`.
macro_rules! options {
    ($args:expr, $($borrow:tt)+) => {
        [
            $($borrow)+ $args.policy,
            $($borrow)+ $args.max,
            $($borrow)+ $args.factor,
            $($borrow)+ $args.initial_delay,
            $($borrow)+ $args.throttled_delay,
            $($borrow)+ $args.max_delay,
            $($borrow)+ $args.jitter,
            $($borrow)+ $args.max_retry_after,
            $($borrow)+ $args.attempt_timeout,
            $($borrow)+ $args.deadline,
            $($borrow)+ $args.name,
        ]
    };
}

impl Args {
    /// Turns each expression that `is_read` accepts into a run-time value.
    pub(crate) fn mark_run_time_values(&mut self, is_read: &dyn Fn(&TokenStream) -> bool) {
        let options: [&mut dyn MayBeRead; 11] = options!(self, &mut);
        for option in options {
            option.mark(is_read);
        }
        if let Some(upstream) = &mut self.upstream {
            upstream.value.max_wait.mark(is_read);
        }
    }

    /// The names and the expressions of the options whose values may be read when the call begins.
    pub(crate) fn expressions(&self) -> Vec<(&Ident, &TokenStream)> {
        self.options().filter_map(MayBeRead::expression).collect()
    }

    pub(crate) fn has_run_time_values(&self) -> bool {
        self.options().any(MayBeRead::is_read)
    }

    fn options(&self) -> impl Iterator<Item = &dyn MayBeRead> {
        let options: [&dyn MayBeRead; 11] = options!(self, &);
        options.into_iter().chain([self.max_wait() as &dyn MayBeRead])
    }
}
