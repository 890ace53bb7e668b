//! The error object of AWS and its imitators in XML: `<Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error>`.

use core::str;

/// The most bytes that are read.
const LONGEST: usize = 2048;

pub(super) struct Error<'b> {
    pub(super) code: Option<&'b str>,
    pub(super) message: Option<&'b str>,
}

/// The error in a body that is XML.
pub(super) fn find(body: &[u8]) -> Option<Error<'_>> {
    // A page is long, and is not searched.
    if !["<?xml", "<Error"].iter().any(|start| body.starts_with(start.as_bytes())) {
        return None;
    }
    let text = body[..body.len().min(LONGEST)].utf8_chunks().next()?.valid();
    let (_, error) = text.split_once("<Error>")?;
    Some(Error { code: element(error, "<Code>"), message: element(error, "<Message>") })
}

/// The text of the first element that begins with this tag.
fn element<'x>(xml: &'x str, tag: &str) -> Option<&'x str> {
    let (text, _) = xml.split_once(tag)?.1.split_once('<')?;
    Some(text.trim()).filter(|text| !text.is_empty())
}
