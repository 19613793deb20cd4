//! Documents as WordprocessingML (ISO/IEC 29500): the elements in the order of the schema, all times from the request.

mod blocks;
mod grid;
mod head;
mod package;
mod paragraph;
mod section;
mod xml;

use std::io;

use super::ExportError;
use crate::forms::Document;

/// Makes the DOCX file of a document.
///
/// # Errors
/// [`ExportError::Created`] where the time of creation cannot be read; [`ExportError::Docx`] where the file cannot be made.
pub fn write(document: &Document) -> Result<Vec<u8>, ExportError> {
    let created = package::moment(&document.properties)?;
    made(document, &created).map_err(|source| ExportError::Docx { source })
}

fn made(document: &Document, created: &str) -> io::Result<Vec<u8>> {
    let mut headers = section::Headers::default();
    let body = blocks::body(document, &mut headers)?;
    package::packed(document, created, body, &headers)
}
