//! The package around the text: styles, settings, properties and relations, in a ZIP archive without times of its own.

use std::io::{self, Cursor, Write as _};

use time::OffsetDateTime;
use time::UtcOffset;
use time::format_description::well_known::Rfc3339;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::section::{Headers, NAMESPACES};
use super::xml::Xml;
use crate::export::ExportError;
use crate::export::xlsx::STATE;
use crate::forms::Document;
use crate::forms::document::Properties;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The time of creation in UTC, as properties state it.
pub(super) fn moment(properties: &Properties) -> Result<String, ExportError> {
    let unread = || ExportError::Created {
        created: properties.created.clone(),
    };
    let moment = OffsetDateTime::parse(&properties.created, &Rfc3339).map_err(|_| unread())?;
    let whole = moment.to_offset(UtcOffset::UTC).replace_nanosecond(0);
    whole
        .ok()
        .and_then(|moment| moment.format(&Rfc3339).ok())
        .ok_or_else(unread)
}

/// The archive.
pub(super) fn packed(document: &Document, created: &str, body: Vec<u8>, headers: &Headers) -> io::Result<Vec<u8>> {
    let headers = headers.parts()?;
    let names: Vec<(String, String)> = (1..)
        .zip(&headers)
        .map(|(number, (relation, _))| (relation.clone(), format!("header{number}.xml")))
        .collect();
    let with_state = !document.properties.state.is_empty();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(&names, with_state)?),
        ("_rels/.rels".to_owned(), package_relations(with_state)?),
        ("word/document.xml".to_owned(), body),
        ("word/_rels/document.xml.rels".to_owned(), document_relations(&names)?),
        ("word/styles.xml".to_owned(), styles()?),
        ("word/settings.xml".to_owned(), settings()?),
    ];
    for ((_, name), (_, part)) in names.iter().zip(headers) {
        parts.push((format!("word/{name}"), part));
    }
    parts.push((
        "docProps/core.xml".to_owned(),
        core_properties(&document.properties, created)?,
    ));
    if !document.properties.state.is_empty() {
        parts.push((
            "docProps/custom.xml".to_owned(),
            custom_properties(&document.properties)?,
        ));
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        out.start_file(name, options)?;
        out.write_all(&bytes)?;
    }
    Ok(out.finish()?.into_inner())
}

fn content_types(headers: &[(String, String)], with_state: bool) -> io::Result<Vec<u8>> {
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut xml = Xml::root("Types", &[("xmlns", namespace)])?;
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.leaf("Default", &[("Extension", "rels"), ("ContentType", relations)])?;
    xml.leaf("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
    let mut part = |name: &str, kind: &str| {
        let name = format!("/{name}");
        xml.leaf("Override", &[("PartName", &name), ("ContentType", kind)])
    };
    part("word/document.xml", &format!("{TYPES}.document.main+xml"))?;
    part("word/styles.xml", &format!("{TYPES}.styles+xml"))?;
    part("word/settings.xml", &format!("{TYPES}.settings+xml"))?;
    for (_, name) in headers {
        part(&format!("word/{name}"), &format!("{TYPES}.header+xml"))?;
    }
    part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )?;
    if with_state {
        part(
            "docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )?;
    }
    xml.end("Types")
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str) -> io::Result<()> {
    xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)])
}

fn package_relations(with_state: bool) -> io::Result<Vec<u8>> {
    let mut xml = Xml::root("Relationships", &[("xmlns", RELATIONS)])?;
    relation(
        &mut xml,
        "rId1",
        &format!("{OFFICE}/officeDocument"),
        "word/document.xml",
    )?;
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relation(&mut xml, "rId2", core, "docProps/core.xml")?;
    if with_state {
        relation(
            &mut xml,
            "rId3",
            &format!("{OFFICE}/custom-properties"),
            "docProps/custom.xml",
        )?;
    }
    xml.end("Relationships")
}

fn document_relations(headers: &[(String, String)]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::root("Relationships", &[("xmlns", RELATIONS)])?;
    relation(&mut xml, "rId1", &format!("{OFFICE}/styles"), "styles.xml")?;
    relation(&mut xml, "rId2", &format!("{OFFICE}/settings"), "settings.xml")?;
    for (id, name) in headers {
        relation(&mut xml, id, &format!("{OFFICE}/header"), name)?;
    }
    xml.end("Relationships")
}

/// One paragraph style; those of headings carry their level, so that the outline of the document can be walked.
fn style(xml: &mut Xml, id: &str, name: &str, level: Option<&str>) -> io::Result<()> {
    let kind = [("w:type", "paragraph"), ("w:styleId", id)];
    if level.is_none() {
        xml.open("w:style", &[kind[0], ("w:default", "1"), kind[1]])?;
        xml.value("w:name", name)?;
    } else {
        xml.open("w:style", &kind)?;
        xml.value("w:name", name)?;
        xml.value("w:basedOn", "Normal")?;
        xml.value("w:next", "Normal")?;
    }
    xml.leaf("w:qFormat", &[])?;
    if let Some(level) = level {
        xml.open("w:pPr", &[])?;
        xml.leaf("w:keepNext", &[])?;
        xml.value("w:outlineLvl", level)?;
        xml.close("w:pPr")?;
    }
    xml.close("w:style")
}

fn styles() -> io::Result<Vec<u8>> {
    let [words, _] = NAMESPACES;
    let mut xml = Xml::root("w:styles", &[words])?;
    xml.open("w:docDefaults", &[])?;
    xml.open("w:rPrDefault", &[])?;
    xml.open("w:rPr", &[])?;
    let font = "Times New Roman";
    xml.leaf(
        "w:rFonts",
        &[
            ("w:ascii", font),
            ("w:hAnsi", font),
            ("w:eastAsia", font),
            ("w:cs", font),
        ],
    )?;
    xml.value("w:sz", "28")?;
    xml.value("w:szCs", "28")?;
    xml.leaf(
        "w:lang",
        &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")],
    )?;
    xml.close("w:rPr")?;
    xml.close("w:rPrDefault")?;
    xml.open("w:pPrDefault", &[])?;
    xml.close("w:pPrDefault")?;
    xml.close("w:docDefaults")?;
    style(&mut xml, "Normal", "Normal", None)?;
    style(&mut xml, "Heading1", "heading 1", Some("0"))?;
    style(&mut xml, "Heading2", "heading 2", Some("1"))?;
    style(&mut xml, "Heading3", "heading 3", Some("2"))?;
    style(&mut xml, "AnnexTitle", "annex title", Some("0"))?;
    xml.end("w:styles")
}

fn settings() -> io::Result<Vec<u8>> {
    let [words, _] = NAMESPACES;
    let mut xml = Xml::root("w:settings", &[words])?;
    xml.value("w:defaultTabStop", "567")?;
    xml.open("w:compat", &[])?;
    // A line that ends early is not spread over the width.
    xml.leaf("w:doNotExpandShiftReturn", &[])?;
    xml.leaf(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    )?;
    xml.close("w:compat")?;
    xml.leaf("w:themeFontLang", &[("w:val", "vi-VN")])?;
    xml.end("w:settings")
}

/// The property that says SHA-256 of the state exported.
fn custom_properties(properties: &Properties) -> io::Result<Vec<u8>> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    let mut xml = Xml::root("Properties", &[("xmlns", namespace), ("xmlns:vt", types)])?;
    // The set of properties that people give, and the first number that is free in it.
    let set = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    xml.open("property", &[("fmtid", set), ("pid", "2"), ("name", STATE)])?;
    xml.text("vt:lpwstr", &[], &properties.state)?;
    xml.close("property")?;
    xml.end("Properties")
}

fn core_properties(properties: &Properties, created: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::root(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    )?;
    xml.text("dc:title", &[], &properties.title)?;
    xml.text("dc:subject", &[], &properties.subject)?;
    xml.text("dc:creator", &[], &properties.author)?;
    xml.text("dc:language", &[], "vi-VN")?;
    if !properties.stamp.is_empty() {
        xml.text("cp:keywords", &[], &properties.stamp)?;
    }
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], created)?;
    }
    xml.end("cp:coreProperties")
}
