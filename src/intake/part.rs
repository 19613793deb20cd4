//! Parts of packed documents: unpacked within bounds and walked as XML, without entities of their own.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::limits;
use super::workbook::OpenError;

/// A packed document.
pub(super) struct Archive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens it, where it says that it unpacks to a size within bounds.
    pub fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        match limits::unpacked_size(bytes) {
            None => Err(OpenError::Broken(None)),
            Some(size) if size > limits::UNPACKED => Err(OpenError::Oversized),
            Some(_) => ZipArchive::new(Cursor::new(bytes))
                .map(|archive| Self { archive })
                .map_err(|_| OpenError::Broken(None)),
        }
    }

    /// The text of a part; none where there is no such part. What it says of its size is not trusted.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, OpenError> {
        let Ok(file) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let mut text = String::new();
        file.take(limits::PART + 1)
            .read_to_string(&mut text)
            .map_err(|_| OpenError::Broken(None))?;
        if text.len() as u64 > limits::PART {
            return Err(OpenError::Oversized);
        }
        Ok(Some(text))
    }
}

/// An element that begins.
pub(super) struct Element<'e> {
    start: &'e BytesStart<'e>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .and_then(|attribute| {
                let value = quick_xml::escape::unescape(&attribute.value).ok()?;
                Some(value.into_owned())
            })
    }

    /// The value of an attribute that is a count.
    pub fn count(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A step through a part.
pub(super) enum Step<'s> {
    /// An element begins: its name without prefix, and itself.
    Open(&'s str, Element<'s>),
    /// An element ends.
    Close(&'s str),
    /// Text.
    Text(Cow<'s, str>),
}

/// Walks a part; `take` hears each step, an empty element as its begin and end.
///
/// A document type, an entity of the document's own, or too many levels refuse the part.
pub(super) fn walk(text: &str, take: &mut dyn FnMut(Step<'_>) -> Result<(), OpenError>) -> Result<(), OpenError> {
    let broken = || OpenError::Broken(None);
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits::ELEMENTS {
                    return Err(OpenError::Oversized);
                }
                take(Step::Open(start.local_name().as_ref(), Element { start: &start }))?;
            }
            Event::Empty(start) => {
                take(Step::Open(start.local_name().as_ref(), Element { start: &start }))?;
                take(Step::Close(start.local_name().as_ref()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Step::Close(end.local_name().as_ref()))?;
            }
            Event::Text(text) => take(Step::Text(text.xml10_content()))?,
            Event::CData(text) => take(Step::Text(text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let sign = match reference.resolve_char_ref().map_err(|_| broken())? {
                    Some(sign) => Cow::Owned(sign.to_string()),
                    None => Cow::Borrowed(resolve_xml_entity(&reference).ok_or_else(broken)?),
                };
                take(Step::Text(sign))?;
            }
            Event::DocType(_) => return Err(broken()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken()),
        }
    }
}

/// Subject and title of a packed document, from the part that holds its properties.
pub(super) fn subjects(archive: &mut Archive<'_>, part: &str) -> Vec<String> {
    let Ok(Some(text)) = archive.part(part) else {
        return Vec::new();
    };
    let (mut subject, mut title) = (String::new(), String::new());
    let mut within = 0u8;
    let walked = walk(&text, &mut |step| {
        match step {
            Step::Open("subject", _) => within = 1,
            Step::Open("title", _) => within = 2,
            Step::Open(..) | Step::Close(_) => within = 0,
            Step::Text(text) => match within {
                1 => subject.push_str(&text),
                2 => title.push_str(&text),
                _ => {}
            },
        }
        Ok(())
    });
    match walked {
        Ok(()) => [subject, title]
            .into_iter()
            .filter(|text| !text.trim().is_empty())
            .collect(),
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Result<String, OpenError> {
        let mut heard = String::new();
        walk(text, &mut |step| {
            match step {
                Step::Open(name, element) => {
                    heard.push_str(&format!("<{name} {}>", element.attribute("val").unwrap_or_default()));
                }
                Step::Close(name) => heard.push_str(&format!("</{name}>")),
                Step::Text(text) => heard.push_str(&text),
            }
            Ok(())
        })?;
        Ok(heard)
    }

    #[test]
    fn a_part_is_walked_by_local_names() {
        assert_eq!(
            heard("<w:a w:val=\"1 &lt; 2\">x &amp; &#x1ea1;<b/></w:a>").unwrap(),
            "<a 1 < 2>x & ạ<b ></b></a>"
        );
    }

    #[test]
    fn entities_depth_and_torn_parts_are_refused() {
        for text in [
            "<!DOCTYPE a [<!ENTITY b \"ccc\">]><a>&b;</a>",
            "<a>&b;</a>",
            "<a><b></a>",
            "<a><b>",
        ] {
            assert!(matches!(heard(text), Err(OpenError::Broken(None))), "{text}");
        }
        assert!(matches!(
            heard(&"<a>".repeat(limits::ELEMENTS + 1)),
            Err(OpenError::Oversized)
        ));
    }
}
