use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Error, Generics, Member, Type};

use super::options::{Options, is_ours};
use crate::errors::Errors;
use crate::tokens::is_ident;

/// The type that derives, and its `#[retryable]` options.
pub(crate) struct Item<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) generics: &'a Generics,
    /// Whether the type is `repr(packed)`, so that there may be no references to its fields.
    pub(crate) is_packed: bool,
    pub(crate) shape: Shape<'a>,
}

pub(crate) enum Shape<'a> {
    Struct(Case<'a>),
    /// An enum, with the options on the enum itself.
    Enum(Options<'a>, Vec<Case<'a>>),
    /// Already refused. Its options do not matter.
    Union(Options<'a>),
}

/// A struct or a variant, which has one rule.
pub(crate) struct Case<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) options: Options<'a>,
    pub(crate) fields: Vec<Field<'a>>,
}

pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) ty: &'a Type,
}

impl<'a> Item<'a> {
    pub(crate) fn parse(input: &'a DeriveInput, errors: &mut Errors) -> Self {
        let options = Options::parse(&input.attrs, errors);
        let name = &input.ident;
        let shape = match &input.data {
            Data::Struct(data) => Shape::Struct(Case::parse(name, options, &data.fields, errors)),
            Data::Enum(data) => {
                let case = |variant: &'a syn::Variant| {
                    let options = Options::parse(&variant.attrs, errors);
                    Case::parse(&variant.ident, options, &variant.fields, errors)
                };
                Shape::Enum(options, data.variants.iter().map(case).collect())
            }
            Data::Union(data) => {
                errors.push(
                    data.union_token.span,
                    "`Retryable` cannot be derived for a union: it does not know which field is set\n\
                     help: write `impl Retryable` by hand",
                );
                Shape::Union(options)
            }
        };
        Self { name, generics: &input.generics, is_packed: is_packed(&input.attrs), shape }
    }

    /// The options on the type itself.
    pub(crate) fn options(&self) -> &Options<'a> {
        match &self.shape {
            Shape::Struct(case) => &case.options,
            Shape::Enum(options, _) | Shape::Union(options) => options,
        }
    }
}

impl<'a> Case<'a> {
    fn parse(
        name: &'a Ident,
        mut options: Options<'a>,
        fields: &'a syn::Fields,
        errors: &mut Errors,
    ) -> Self {
        let mut parsed = Vec::new();
        for (member, field) in fields.members().zip(fields) {
            for attribute in field.attrs.iter().filter(|attribute| is_ours(attribute)) {
                options.is_flawed = true;
                errors.push_error(misplaced(attribute, &member, name));
            }
            parsed.push(Field { member, ty: &field.ty });
        }
        Self { name, options, fields: parsed }
    }
}

// Input:  #[repr(C, packed(2))]
fn is_packed(attributes: &[Attribute]) -> bool {
    let representations = attributes.iter().filter(|attribute| attribute.path().is_ident("repr"));
    let mut lists = representations.filter_map(|attribute| attribute.meta.require_list().ok());
    lists.any(|list| list.tokens.clone().into_iter().any(|word| is_ident(&word, "packed")))
}

/// The error for `#[retryable]` on a field, where people who know `#[from]` and `#[source]` put it.
fn misplaced(attribute: &Attribute, member: &Member, owner: &Ident) -> Error {
    let options = match attribute.meta.require_list() {
        Ok(list) if !list.tokens.to_string().contains("after") => list.tokens.to_string(),
        _ => format!("throttled, after = {}", member.to_token_stream()),
    };
    Error::new_spanned(
        attribute,
        format!("`#[retryable]` cannot be on a field\nhelp: put `#[retryable({options})]` on `{owner}`"),
    )
}
