//! Mistakes in the options, one per function.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::Error;

use super::item::Case;
use super::options::{After, Judge, Options};
use crate::errors::Errors;

/// An error that is never retried needs no derive, so a class is missing.
pub(super) fn unmarked_struct(case: &Case, errors: &mut Errors) {
    let (name, options) = (case.name, &case.options);
    let is_marked = !options.judges.is_empty() || options.after.is_some() || options.from.is_some();
    if !is_marked && !options.is_flawed {
        errors.push(
            name.span(),
            format!(
                "`{name}` does not say what kind of failure it is\n\
                 help: put `#[retryable(transient)]` on it, or one of `throttled`, `overloaded`, \
                 `timed_out`, `permanent`, `transparent`, and `with = judge`"
            ),
        );
    }
}

/// Refuses `transparent` on a packed struct, whose fields have no references. Returns whether it did.
pub(super) fn packed_inner(case: &Case, is_packed: bool, errors: &mut Errors) -> bool {
    let inner = case.options.judges.iter().find(|judge| matches!(judge, Judge::Inner(_)));
    let Some(judge) = inner.filter(|_| is_packed) else { return false };
    errors.push(
        judge.word().span(),
        "`transparent` needs a reference to the inner error, which `repr(packed)` forbids\n\
         help: let a function decide, as in `#[retryable(with = judge)]`",
    );
    true
}

/// A derive without options looks as if it made the error retryable, but would do the opposite.
pub(super) fn unmarked_enum(options: &Options, variants: &[Case], name: &Ident, errors: &mut Errors) {
    let is_marked = |case: &Case| case.options.is_flawed || !case.options.attributes.is_empty();
    let Some(first) = variants.first() else { return };
    if options.judges.is_empty() && !options.is_flawed && !variants.iter().any(is_marked) {
        let first = first.name;
        errors.push(
            name.span(),
            format!(
                "no variant of `{name}` says what kind of failure it is, so none would be retried\n\
                 help: mark those that pass, as in `#[retryable(transient)] {first}`; \
                 the others are permanent"
            ),
        );
    }
}

/// On an enum itself, only a function makes sense, because it can tell the variants apart.
pub(super) fn judges_of_variants(options: &Options, errors: &mut Errors) {
    let judges = options.judges.iter().filter(|judge| !matches!(judge, Judge::Function(..)));
    let judges = judges.map(|judge| (judge.word(), judge.example()));
    let after = options.after.iter().map(|after| (&after.word, "throttled, after = wait".to_owned()));
    for (word, help) in judges.chain(after) {
        errors.push(
            word.span(),
            format!(
                "`{word}` belongs on a variant\nhelp: put `#[retryable({help})]` on each variant it fits"
            ),
        );
    }
}

pub(super) fn locations(variants: &[Case], name: &Ident, errors: &mut Errors) {
    for location in variants.iter().filter_map(|variant| variant.options.location.as_ref()) {
        errors.push(
            location.word.span(),
            format!(
                "`crate` belongs on the enum\n\
                 help: put it on `{name}`, as in `#[retryable(crate = ::retry_attr)]`"
            ),
        );
    }
}

pub(super) fn second_judges(variants: &[Case], name: &Ident, errors: &mut Errors) {
    for attribute in variants.iter().flat_map(|variant| &variant.options.attributes) {
        errors.push_error(Error::new_spanned(
            attribute,
            format!(
                "`with` on `{name}` judges this variant already\n\
                 help: remove one of the two; a variant can have a `with` of its own"
            ),
        ));
    }
}

pub(super) fn others(judge: &Judge, others: &[Judge], errors: &mut Errors) {
    for other in others {
        let (kept, refused) = (judge.word(), other.word());
        let message = format!("`{refused}` and `{kept}` exclude each other");
        let help = format!("keep one, as in `#[retryable({})]`", judge.example());
        errors.push(refused.span(), format!("{message}\nhelp: {help}"));
    }
}

pub(super) fn lonely_after(options: &Options, errors: &mut Errors) {
    if let Some(after) = options.after.as_ref().filter(|_| !options.is_flawed) {
        let field = after.field.to_token_stream();
        errors.push(
            after.word.span(),
            format!(
                "`after` needs a kind of failure\n\
                 help: write `#[retryable(throttled, after = {field})]`"
            ),
        );
    }
}

pub(super) fn useless_after(after: &After, judge: &Judge, errors: &mut Errors) {
    let (reason, help) = match judge {
        Judge::Class(_) => ("there is no further attempt", "write `#[retryable(permanent)]`"),
        Judge::Inner(_) => ("the inner error has its own", "write `#[retryable(transparent)]`"),
        Judge::Function(..) => {
            ("the function gives it", "return it from there, as in `Verdict::throttled().with_hint(wait)`")
        }
    };
    let judge = judge.word();
    errors.push(after.word.span(), format!("`after` has no effect beside `{judge}`: {reason}\nhelp: {help}"));
}
