use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Error, ExprPath, Member};

use super::item::{Case, Field, Item, Shape};
use super::made;
use super::options::{After, Judge};
use super::refuse;
use crate::errors::{Errors, similar};

/// The rules of the whole type, after all checks.
pub(crate) enum Rules<'a> {
    /// One function for a whole enum.
    Whole(&'a ExprPath),
    Struct(Rule<'a>),
    Variants(Vec<(&'a Case<'a>, Rule<'a>)>),
}

/// The source of the verdict of one struct or variant.
pub(crate) enum Rule<'a> {
    /// No option, so the error is permanent.
    Unmarked,
    /// The constructor of this name, and the field with the server's hint.
    Class(&'a Ident, Option<&'a Field<'a>>),
    /// The error in this field.
    Inner(&'a Field<'a>),
    Function(&'a ExprPath),
}

pub(crate) fn validate<'a>(item: &'a Item<'a>, errors: &mut Errors) -> Rules<'a> {
    match &item.shape {
        Shape::Struct(case) => {
            refuse::unmarked_struct(case, errors);
            let is_refused = refuse::packed_inner(case, item.is_packed, errors);
            made::checked(case, errors);
            let rule = rule(case, errors);
            Rules::Struct(if is_refused { Rule::Unmarked } else { rule })
        }
        Shape::Enum(options, variants) => {
            refuse::judges_of_variants(options, errors);
            refuse::unmarked_enum(options, variants, item.name, errors);
            refuse::locations(variants, item.name, errors);
            made::of_enum(options, variants, errors);
            for judge in &options.judges {
                if let Judge::Function(_, path) = judge {
                    refuse::second_judges(variants, item.name, errors);
                    return Rules::Whole(path);
                }
            }
            Rules::Variants(variants.iter().map(|variant| (variant, rule(variant, errors))).collect())
        }
        Shape::Union(_) => Rules::Variants(Vec::new()),
    }
}

/// The rule of one struct or variant. After a mistake, any rule will do, because nothing is expanded.
fn rule<'a>(case: &'a Case<'a>, errors: &mut Errors) -> Rule<'a> {
    let options = &case.options;
    let Some((judge, others)) = options.judges.split_first() else {
        refuse::lonely_after(options, errors);
        // With `from`, the error in the only field decides.
        let only = options.from.as_ref().and_then(|_| only_field(case));
        return only.map_or(Rule::Unmarked, Rule::Inner);
    };
    refuse::others(judge, others, errors);
    let hint = match (&options.after, judge) {
        (Some(after), Judge::Class(class)) if class != "permanent" => hint(after, case, errors),
        (Some(after), _) => {
            refuse::useless_after(after, judge, errors);
            None
        }
        (None, _) => None,
    };
    match judge {
        Judge::Class(class) => Rule::Class(class, hint),
        Judge::Inner(word) => inner(word, case, errors).map_or(Rule::Unmarked, Rule::Inner),
        Judge::Function(_, path) => Rule::Function(path),
    }
}

/// The field that `after` names.
fn hint<'a>(after: &After, case: &'a Case<'a>, errors: &mut Errors) -> Option<&'a Field<'a>> {
    let found = case.fields.iter().find(|field| unraw(&field.member) == unraw(&after.field));
    if found.is_none() {
        let (name, wanted) = (case.name, unraw(&after.field));
        let members: Vec<_> =
            case.fields.iter().map(|field| field.member.to_token_stream().to_string()).collect();
        let known: Vec<_> = members.iter().map(String::as_str).collect();
        let help = match (similar(&wanted, &known), known.as_slice()) {
            (Some(near), _) if matches!(after.field, Member::Named(_)) => {
                format!("a field with a similar name exists: `{near}`")
            }
            (_, []) if matches!(after.field, Member::Unnamed(_)) => {
                format!("give it one, as in `{name}(Option<Duration>)`, and write `after = 0`")
            }
            (_, []) => format!("give it one, as in `{name} {{ {wanted}: Option<Duration> }}`"),
            (_, [only]) => format!("write `after = {only}`"),
            _ => format!("its fields are `{}`", known.join("`, `")),
        };
        errors.push_error(Error::new_spanned(
            &after.field,
            format!("`{name}` has no field `{wanted}`\nhelp: {help}"),
        ));
    }
    found
}

/// `r#type` and `type` name the same field.
fn unraw(member: &Member) -> String {
    match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

fn only_field<'a>(case: &'a Case<'a>) -> Option<&'a Field<'a>> {
    if let [only] = case.fields.as_slice() { Some(only) } else { None }
}

/// The only field, which `transparent` uses.
fn inner<'a>(word: &Ident, case: &'a Case<'a>, errors: &mut Errors) -> Option<&'a Field<'a>> {
    if let Some(only) = only_field(case) {
        return Some(only);
    }
    let name = case.name;
    let count = if case.fields.is_empty() { "none".to_owned() } else { case.fields.len().to_string() };
    errors.push(
        word.span(),
        format!(
            "`transparent` asks the only field, but `{name}` has {count}\n\
             help: let a function decide, as in `#[retryable(with = judge)]`"
        ),
    );
    None
}
