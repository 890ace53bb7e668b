//! The codes that a reply names.

use crate::http::body::ErrorObject;
use crate::http::codes::{self, Code};
use crate::http::prose::Prose;

/// Five of each of two error objects, and a header.
const MOST: usize = 11;

/// The names of codes, the finest first, and what each is known for.
pub(super) struct Names<'r> {
    list: [(&'r str, Option<&'static Code>); MOST],
    count: usize,
    /// A code that is a number, in the shape of its provider.
    number: Option<&'static Code>,
}

impl<'r> Names<'r> {
    /// The names in the body, and the header that Bedrock writes names to.
    pub(super) fn of(objects: impl Iterator<Item = &'r ErrorObject<'r>>, header: Option<&'r str>) -> Self {
        let mut this = Self { list: [("", None); MOST], count: 0, number: None };
        for object in objects {
            this.number = this.number.or(object.number());
            object.names().for_each(|name| this.add(name));
        }
        if let Some(name) = header {
            this.add(name);
        }
        this
    }

    fn add(&mut self, name: &'r str) {
        if let Some(place) = self.list.get_mut(self.count) {
            *place = (name, codes::find(name));
            self.count += 1;
        }
    }

    fn all(&self) -> &[(&'r str, Option<&'static Code>)] {
        &self.list[..self.count]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether one of them is this code.
    pub(super) fn has(&self, code: &str) -> bool {
        self.all().iter().any(|(name, _)| codes::is(name, code))
    }

    pub(super) fn known(&self) -> impl Iterator<Item = &'static Code> {
        self.number.into_iter().chain(self.all().iter().filter_map(|(_, code)| *code))
    }

    /// The codes whose names are those of errors: `BadGatewayError`.
    pub(super) fn of_errors(&self) -> impl Iterator<Item = &'static Code> {
        self.all().iter().filter_map(|(name, _)| codes::find_error(name))
    }

    /// The words of the codes that stand in no table.
    pub(super) fn unknown(&self) -> Prose {
        let unknown = self.all().iter().filter(|(_, code)| code.is_none());
        unknown.fold(Prose::default(), |said, (name, _)| said.and(Prose::read(codes::bare(name))))
    }
}
