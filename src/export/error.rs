//! What can go wrong when a document is made or written.

use std::io;
use std::path::PathBuf;

use crate::domain::{Explain, Sentence};

/// A document that could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file exists and overwriting was not agreed to.
    #[error("the file {} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is open in another program.
    #[error("the file {} is open in another program", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Who has it open; empty where that is not known.
        by: String,
    },
    /// The file to be replaced is marked as one that is only read.
    #[error("the file {} is read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be written.
    #[error("cannot write the file {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The table could not be laid out.
    #[error("cannot make the table {table}")]
    Book {
        /// The table's name.
        table: String,
        /// Why.
        source: rust_xlsxwriter::XlsxError,
    },
    /// The PDF could not be made.
    #[error("cannot make the PDF")]
    Pdf {
        /// Why.
        cause: String,
    },
    /// The DOCX could not be made.
    #[error("cannot make the DOCX")]
    Docx {
        /// Why.
        source: io::Error,
    },
    /// The time of creation is no RFC 3339 time.
    #[error("cannot read the time of creation {created}")]
    Created {
        /// What was given.
        created: String,
    },
    /// A blank form was asked of a table that applicants do not fill in.
    #[error("the form {form} is no self-assessment form")]
    NotSelfAssessment {
        /// The form's name.
        form: String,
    },
}

impl Explain for ExportError {
    fn what(&self) -> Sentence {
        match self {
            Self::Exists { path } => Sentence::new("form-error-exists").text("path", path.display().to_string()),
            Self::Open { path, .. } => Sentence::new("form-error-write").text("path", path.display().to_string()),
            Self::ReadOnly { path } | Self::Write { path, .. } => {
                Sentence::new("form-error-write").text("path", path.display().to_string())
            }
            Self::Book { table, .. } => Sentence::new("form-error-book").text("table", table),
            Self::Pdf { .. } => Sentence::new("form-error-pdf"),
            Self::Docx { .. } => Sentence::new("form-error-docx"),
            Self::Created { created } => Sentence::new("form-error-created").text("created", created),
            Self::NotSelfAssessment { form } => Sentence::new("form-error-not-self").text("form", form),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Open { by, .. } => Some(match by.as_str() {
                "" => Sentence::new("form-error-open"),
                by => Sentence::new("form-error-open-by").text("by", by),
            }),
            Self::ReadOnly { .. } => Some(Sentence::new("form-error-file-read-only")),
            // Windows: another program shares the file with nobody (32), or has locked a part of it (33).
            Self::Write { source, .. } if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) => {
                Some(Sentence::new("form-error-open"))
            }
            Self::Write { source, .. } => Some(match source.kind() {
                io::ErrorKind::ReadOnlyFilesystem => Sentence::new("form-error-read-only"),
                io::ErrorKind::QuotaExceeded => Sentence::new("form-error-full"),
                io::ErrorKind::PermissionDenied => Sentence::new("form-error-denied"),
                io::ErrorKind::IsADirectory => Sentence::new("form-error-folder"),
                io::ErrorKind::NotFound => Sentence::new("form-error-missing"),
                io::ErrorKind::StorageFull => Sentence::new("form-error-full"),
                _ => Sentence::new("form-error-system").text("cause", source.to_string()),
            }),
            Self::Book { source, .. } => Some(Sentence::new("form-error-book-cause").text("cause", source.to_string())),
            Self::Docx { source } => Some(Sentence::new("form-error-book-cause").text("cause", source.to_string())),
            Self::Pdf { cause } => Some(Sentence::new("form-error-book-cause").text("cause", cause)),
            Self::Exists { .. } | Self::Created { .. } | Self::NotSelfAssessment { .. } => None,
        }
    }

    fn hint(&self) -> Option<Sentence> {
        match self {
            Self::Exists { .. } => Some(Sentence::new("form-error-exists-hint")),
            Self::Open { .. } => Some(Sentence::new("form-error-open-hint")),
            Self::ReadOnly { .. } => Some(Sentence::new("form-error-file-read-only-hint")),
            Self::Write { source, .. } => Some(match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Sentence::new("form-error-full-hint"),
                _ => Sentence::new("form-error-write-hint"),
            }),
            Self::Book { .. }
            | Self::Pdf { .. }
            | Self::Docx { .. }
            | Self::Created { .. }
            | Self::NotSelfAssessment { .. } => None,
        }
    }
}
