//! Relations between the parts of a package, and the one form of them that signatures are made over.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The words of relations.
pub(in crate::signature) const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// How many relations a part may have.
const MANY: usize = 100_000;

/// One relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::signature) struct Relation {
    /// Its name within the part.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// Where it leads.
    pub target: String,
    /// Whether it leads out of the package.
    pub mode: String,
}

/// The relations of a part; none where it says anything else than relations.
pub(in crate::signature) fn read(bytes: &[u8]) -> Option<Vec<Relation>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut found: Vec<Relation> = Vec::new();
    let mut depth = 0_u8;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                match depth {
                    0 => root(&start)?,
                    1 => found.push(relation(&start)?),
                    _ => return None,
                }
                depth += 1;
            }
            Event::Empty(start) => match depth {
                0 => root(&start)?,
                1 => found.push(relation(&start)?),
                _ => return None,
            },
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            Event::Decl(_) | Event::Comment(_) => {}
            Event::Eof if depth == 0 => break,
            Event::Eof | Event::Text(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) | Event::GeneralRef(_) => {
                return None;
            }
        }
        if found.len() > MANY {
            return None;
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    let twice = found
        .windows(2)
        .any(|pair| matches!(pair, [one, other] if one.id == other.id));
    (!twice).then_some(found)
}

fn root(start: &BytesStart<'_>) -> Option<()> {
    let mut attributes = attributes(start)?;
    let named = start.name().as_ref() == "Relationships";
    (named && attributes.pop() == Some(("xmlns".to_owned(), NAMESPACE.to_owned())) && attributes.is_empty())
        .then_some(())
}

fn relation(start: &BytesStart<'_>) -> Option<Relation> {
    if start.name().as_ref() != "Relationship" {
        return None;
    }
    let (mut id, mut kind, mut target, mut mode) = (None, None, None, None);
    for (name, value) in attributes(start)? {
        let place = match name.as_str() {
            "Id" => &mut id,
            "Type" => &mut kind,
            "Target" => &mut target,
            "TargetMode" => &mut mode,
            _ => return None,
        };
        if place.replace(value).is_some() {
            return None;
        }
    }
    Some(Relation {
        id: id?,
        kind: kind?,
        target: target?,
        mode: mode.unwrap_or_else(|| "Internal".to_owned()),
    })
}

/// The attributes of an element, their values as XML means them: line ends and tabs are spaces.
pub(super) fn attributes(start: &BytesStart<'_>) -> Option<Vec<(String, String)>> {
    let read = start.attributes().map(|attribute| {
        let attribute = attribute.ok()?;
        let plain = attribute.value.replace(['\t', '\n', '\r'], " ");
        let value = quick_xml::escape::unescape(&plain).ok()?.into_owned();
        Some((attribute.key.as_ref().to_owned(), value))
    });
    read.collect()
}

/// The form that is signed: the relations of these names in the order of their names, canonical (ECMA-376 part 2, 13.2.4.24).
pub(in crate::signature) fn transformed<'a>(all: impl Iterator<Item = &'a Relation>) -> String {
    let mut out = format!("<Relationships xmlns=\"{NAMESPACE}\">");
    for one in all {
        let [id, target, mode, kind] = [&one.id, &one.target, &one.mode, &one.kind].map(|value| attribute_value(value));
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Target=\"{target}\" TargetMode=\"{mode}\" Type=\"{kind}\"></Relationship>"
        );
    }
    out.push_str("</Relationships>");
    out
}

/// The value of an attribute in canonical form.
pub(in crate::signature) fn attribute_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
    out
}

/// The part with the relations of a part.
pub(in crate::signature) fn beside(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a relation of another one leads to; none where it leads out of the package.
pub(super) fn resolve(from: &str, target: &str) -> Option<String> {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from
            .rsplit_once('/')
            .map(|(folder, _)| folder.split('/').collect())
            .unwrap_or_default(),
    };
    for step in target.trim_start_matches('/').split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            other => steps.push(other),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_signed_in_one_form_however_they_were_written() {
        let written = "\u{feff}<?xml version=\"1.0\"?>\n<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\n\
            <Relationship Target='a&amp;b.xml' Id='rId2' Type='t'/>\n<Relationship Id=\"rId10\" Type=\"u\" TargetMode=\"External\" Target=\"http://x\"></Relationship></Relationships>";
        let read = read(written.as_bytes()).unwrap();
        assert_eq!(
            transformed(read.iter()),
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId10\" Target=\"http://x\" TargetMode=\"External\" Type=\"u\"></Relationship>\
             <Relationship Id=\"rId2\" Target=\"a&amp;b.xml\" TargetMode=\"Internal\" Type=\"t\"></Relationship></Relationships>"
        );
    }

    #[test]
    fn what_is_more_than_relations_is_not_understood() {
        for odd in [
            "<Relationships xmlns='x'/>",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>text</Relationships>",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='t' Target='b' Extra='c'/></Relationships>",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='t' Target='b'/><Relationship Id='a' Type='t' Target='c'/></Relationships>",
        ] {
            assert_eq!(read(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn parts_are_found_from_where_a_relation_stands() {
        assert_eq!(
            resolve("", "_xmlsignatures/origin.sigs").as_deref(),
            Some("_xmlsignatures/origin.sigs")
        );
        assert_eq!(
            resolve("xl/workbook.xml", "../docProps/a.xml").as_deref(),
            Some("docProps/a.xml")
        );
        assert_eq!(
            resolve("xl/workbook.xml", "/docProps/a.xml").as_deref(),
            Some("docProps/a.xml")
        );
        assert_eq!(resolve("a", "../../b"), None);
        assert_eq!(beside("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
