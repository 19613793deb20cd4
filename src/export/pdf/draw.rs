//! Marks become a PDF: krilla writes it and refuses what PDF/A-2u does not allow.

use krilla::Document as Pdf;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::{SerializeSettings, configure};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::flow::Mark;
use super::setter;
use crate::export::{ExportError, Properties};

/// One finished page, in points.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// What is printed.
    pub marks: Vec<Mark>,
}

/// The file could not be made.
fn failed(cause: impl ToString) -> ExportError {
    ExportError::Pdf {
        cause: cause.to_string(),
    }
}

/// Writes pages.
pub(super) fn write(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>, ExportError> {
    let mut pdf = open(properties)?;
    for sheet in sheets {
        let settings = PageSettings::from_wh(sheet.width, sheet.height).ok_or_else(|| failed("page"))?;
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        marks(&mut surface, &sheet.marks);
        surface.finish();
        page.finish();
    }
    close(pdf)
}

/// Opens a file with its properties set.
pub(super) fn open(properties: &Properties) -> Result<Pdf, ExportError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|fault: configure::ConfigurationError| failed(format!("{fault:?}")))?;
    let mut pdf = Pdf::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let moment = OffsetDateTime::parse(&properties.created, &Rfc3339).map_err(|_| ExportError::Created {
        created: properties.created.clone(),
    })?;
    let created = DateTime::new(u16::try_from(moment.year()).unwrap_or(0))
        .month(moment.month().into())
        .day(moment.day())
        .hour(moment.hour())
        .minute(moment.minute())
        .second(moment.second())
        .utc_offset_hour(moment.offset().whole_hours())
        .utc_offset_minute(moment.offset().minutes_past_hour().unsigned_abs());
    let mut metadata = Metadata::new()
        .language("vi-VN".to_owned())
        .creator("thamdinh".to_owned())
        .creation_date(created);
    if !properties.title.is_empty() {
        metadata = metadata.title(properties.title.clone());
    }
    if !properties.subject.is_empty() {
        metadata = metadata.description(properties.subject.clone());
    }
    if !properties.author.is_empty() {
        metadata = metadata.authors(vec![properties.author.clone()]);
    }
    let marks = [&properties.stamp].into_iter().filter(|stamp| !stamp.is_empty());
    let marks: Vec<String> = marks.cloned().collect();
    if !marks.is_empty() {
        metadata = metadata.keywords(marks);
    }
    pdf.set_metadata(metadata);
    Ok(pdf)
}

/// The bytes of a file.
pub(super) fn close(pdf: Pdf) -> Result<Vec<u8>, ExportError> {
    pdf.finish().map_err(|fault: KrillaError| failed(format!("{fault:?}")))
}

/// Draws marks in black.
pub(super) fn marks(surface: &mut Surface<'_>, marks: &[Mark]) {
    for mark in marks {
        match mark {
            Mark::Text(x, y, line) => {
                surface.set_stroke(None);
                surface.set_fill(Some(Fill::default()));
                for run in &line.runs {
                    if let Some(font) = setter::font(run.face) {
                        let start = Point::from_xy(x + run.x, y + line.baseline);
                        surface.draw_glyphs(start, &run.glyphs, font, &line.text, line.size, false);
                    }
                }
            }
            Mark::Rules(width, rules) => {
                let mut path = PathBuilder::new();
                for [x1, y1, x2, y2] in rules {
                    path.move_to(*x1, *y1);
                    path.line_to(*x2, *y2);
                }
                if let Some(path) = path.finish() {
                    surface.set_fill(None);
                    surface.set_stroke(Some(Stroke {
                        width: *width,
                        ..Stroke::default()
                    }));
                    surface.draw_path(&path);
                }
            }
        }
    }
}
