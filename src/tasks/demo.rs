//! The bundled sample district: laid out in a temporary folder, loaded into a workspace that goes with the program.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::import;
use super::request::{ImportRequest, Opened};
use crate::domain::{Actor, FrameworkId, MemberId, StageId};

/// In whose name the sample is loaded; its papers carry the mark of invented figures.
pub const MEMBER: &str = "thamdinh demo";

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/samples");

/// Loads the sample into a temporary workspace, or into the file named, and opens it.
///
/// # Errors
/// The temporary folder or the file cannot be written.
pub fn open(desk: &mut Desk, keep: Option<&Path>, watch: Watch<'_>) -> Result<Opened, TaskError> {
    let folder = tempfile::Builder::new()
        .prefix("thamdinh-")
        .tempdir()
        .map_err(|fault| TaskError::Unwritable(std::env::temp_dir(), fault))?;
    let samples = folder.path().join("samples");
    lay_out(&samples)?;
    let workspace = keep.map_or_else(|| folder.path().join("minh-hoa.thamdinh"), PathBuf::from);
    desk.open_temporary(&workspace, Some(folder))?;
    let actor = Actor {
        member: MemberId::new(MEMBER),
        role: String::new(),
    };
    let wanted = ImportRequest {
        folders: vec![samples.join("huyen-minh-hoa")],
        framework: Some(FrameworkId::new("thanh-hoa-1829-2023")),
        year: Some(2023),
        organisation: Some("UBND huyện Minh Họa".to_owned()),
        stage: Some(StageId::new("district")),
        targets: Some(samples.join("chi-tieu-2023.csv")),
        ..ImportRequest::default()
    };
    import::run_as(desk, &actor, &wanted, watch)?;
    desk.opened()
}

fn lay_out(folder: &Path) -> Result<(), TaskError> {
    let failed = |fault: std::io::Error| TaskError::Unwritable(folder.into(), fault);
    std::fs::create_dir_all(folder).map_err(failed)?;
    SAMPLES.extract(folder).map_err(failed)
}
