//! How tables of a layout are to be read, as chosen by hand once and followed from then on.
//!
//! Kept beside the person's settings and not in the workspace: a layout is a habit of those who send the files, and meets
//! the same person in next year's workspace too. What was read by it stands in the journal with the cell of every datum.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::TaskError;
use crate::intake::Mapping;

const FILE: &str = "layouts.toml";

#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    layout: Vec<One>,
}

#[derive(Debug, Serialize, Deserialize)]
struct One {
    header: String,
    mapping: Mapping,
}

/// The mappings kept in a folder; none where nothing is kept, or what is kept cannot be read: files are then read as
/// if nobody had mapped anything, which the preview shows.
pub(super) fn read(folder: &Path) -> BTreeMap<String, Mapping> {
    let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    let kept: Kept = toml::from_str(&text).unwrap_or_default();
    kept.layout.into_iter().map(|one| (one.header, one.mapping)).collect()
}

/// Adds mappings to those kept in a folder.
///
/// # Errors
/// The folder cannot be made or written.
pub(super) fn keep(folder: &Path, new: &BTreeMap<String, Mapping>) -> Result<(), TaskError> {
    let path = folder.join(FILE);
    let mut all = read(folder);
    all.extend(new.clone());
    let kept = Kept {
        layout: all
            .into_iter()
            .map(|(header, mapping)| One { header, mapping })
            .collect(),
    };
    let failed = |fault| TaskError::Unwritable(path.clone(), fault);
    let text = toml::to_string_pretty(&kept).map_err(|fault| failed(std::io::Error::other(fault)))?;
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(&path).map_err(|fault| failed(fault.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ColumnField;
    use crate::intake::MappedColumn;

    #[test]
    fn mappings_are_kept_by_layout_and_a_later_one_replaces_an_earlier() {
        let place = tempfile::tempdir().unwrap();
        let mapping = |at| Mapping {
            form: "phu-luc-01".into(),
            header_rows: 2..3,
            columns: vec![MappedColumn {
                at,
                field: ColumnField::Value,
                stage: Some("self".into()),
                input: None,
            }],
        };
        assert!(read(place.path()).is_empty());
        keep(place.path(), &[("tt|ketqua".to_owned(), mapping(1))].into()).unwrap();
        let both = [("tt|ketqua".to_owned(), mapping(2)), ("tt||x".to_owned(), mapping(3))];
        keep(place.path(), &both.clone().into()).unwrap();
        assert_eq!(read(place.path()), both.into());
    }
}
