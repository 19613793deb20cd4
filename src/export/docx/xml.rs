//! Markup written element by element; text is escaped, and characters that XML forbids are left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of the package under the pen.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// Begins a part.
    pub(super) fn new() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self { writer })
    }

    /// Begins a part with a root element.
    pub(super) fn root(name: &str, attributes: Attributes<'_>) -> io::Result<Self> {
        let mut xml = Self::new()?;
        xml.open(name, attributes)?;
        Ok(xml)
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Empty(start))
    }

    /// An element with one value: `<w:jc w:val="both"/>`.
    pub(super) fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.leaf(name, &[("w:val", value)])
    }

    /// An element whose content is a text.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        let clean: String = text.chars().filter(|c| allowed(*c)).collect();
        self.writer.write_event(Event::Text(BytesText::new(&clean)))?;
        self.close(name)
    }

    /// Closes the root element; the bytes of the part.
    pub(super) fn end(mut self, root: &str) -> io::Result<Vec<u8>> {
        self.close(root)?;
        Ok(self.writer.into_inner())
    }
}

/// Whether XML 1.0 allows a character.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_what_xml_forbids_left_out() {
        let mut xml = Xml::root("r", &[("a", "\"<")]).unwrap();
        xml.text("t", &[], "Xã A & B <\u{1b}>").unwrap();
        let text = String::from_utf8(xml.end("r").unwrap()).unwrap();
        assert!(
            text.ends_with("<r a=\"&quot;&lt;\"><t>Xã A &amp; B &lt;&gt;</t></r>"),
            "{text}"
        );
    }
}
