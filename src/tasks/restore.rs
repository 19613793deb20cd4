//! Bringing a backup back in the place of a workspace, so that whatever fails on the way, nothing is lost.

use std::io;
use std::path::{Path, PathBuf};

use super::error::TaskError;
use crate::domain::Sentence;
use crate::store::{Fault, Store};

/// What the database keeps beside its file; it must not be taken for the restored one's.
const SIDES: [&str; 2] = ["-wal", "-shm"];

/// Puts a backup in the place of a workspace; what stood there is kept beside it under the name returned.
///
/// # Errors
/// The backup is the workspace itself or no sound one, or the files cannot be moved: then what stood there stands there
/// again or, where even that fails, the error names where it is.
pub fn restore(workspace: &Path, backup: &Path, now: &str) -> Result<Option<PathBuf>, TaskError> {
    let own = workspace.canonicalize().ok();
    if own.is_some() && own == backup.canonicalize().ok() {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-restore-same").text("file", backup.to_string_lossy()),
            Sentence::new("task-restore-same-hint"),
        ));
    }
    let mut store = Store::open(backup)?;
    if let Some(fault) = store.verify()?.into_iter().find(|fault| !fault.is_mendable()) {
        return Err(damaged(&fault));
    }
    // Whole and on the disk before anything is moved.
    let restored = beside(workspace, ".restoring");
    match std::fs::remove_file(&restored) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(TaskError::Unwritable(restored, fault)),
        Ok(()) | Err(_) => {}
    }
    store.backup(&restored)?;
    let kept = free(workspace, now);
    let mut moved = Moved::default();
    let swapped = swap(workspace, &kept, &restored, &mut moved);
    if let Err((path, fault)) = swapped {
        let _ = std::fs::remove_file(&restored);
        return Err(if moved.undo() {
            TaskError::Unwritable(path, fault)
        } else {
            TaskError::input_with_hint(
                Sentence::new("task-restore-failed").text("file", workspace.to_string_lossy()),
                Sentence::new("task-restore-failed-hint")
                    .text("kept", kept.to_string_lossy())
                    .text("file", workspace.to_string_lossy()),
            )
        });
    }
    Ok(kept.exists().then_some(kept))
}

fn damaged(fault: &Fault) -> TaskError {
    TaskError::input(Sentence::new("task-backup-damaged").sentence("fault", fault.sentence()))
}

fn swap(workspace: &Path, kept: &Path, restored: &Path, moved: &mut Moved) -> Result<(), (PathBuf, io::Error)> {
    moved.rename(workspace, kept)?;
    for side in SIDES {
        moved.rename(&beside(workspace, side), &beside(kept, side))?;
    }
    std::fs::rename(restored, workspace).map_err(|fault| (workspace.to_owned(), fault))
}

/// Files that were given other names.
#[derive(Debug, Default)]
struct Moved(Vec<(PathBuf, PathBuf)>);

impl Moved {
    /// Gives a file another name; a file that is not there needs none.
    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), (PathBuf, io::Error)> {
        match std::fs::rename(from, to) {
            Ok(()) => self.0.push((from.to_owned(), to.to_owned())),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
            Err(fault) => return Err((from.to_owned(), fault)),
        }
        Ok(())
    }

    /// Gives all of them their own names again, the last first; whether that could be done.
    fn undo(self) -> bool {
        let mut all = self.0.into_iter().rev();
        all.all(|(from, to)| !from.exists() && std::fs::rename(to, from).is_ok())
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A name that nothing has yet, with the time.
fn free(workspace: &Path, now: &str) -> PathBuf {
    let stamp: String = now.chars().filter(char::is_ascii_digit).take(14).collect();
    let names = (1_u32..).map(|number| match number {
        1 => workspace.with_extension(format!("{stamp}.thamdinh")),
        more => workspace.with_extension(format!("{stamp}-{more}.thamdinh")),
    });
    let is_free = |path: &PathBuf| !path.exists() && SIDES.iter().all(|side| !beside(path, side).exists());
    let mut names = names.filter(is_free);
    names.next().unwrap_or_else(|| workspace.with_extension("thamdinh-old"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Explain as _;

    const NOW: &str = "2023-11-20T08:00:00+07:00";

    fn folder() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let [workspace, backup] = ["so.thamdinh", "sao-luu"].map(|name| folder.path().join(name));
        Store::create(&workspace, "may-1").unwrap().backup(&backup).unwrap();
        std::fs::write(&workspace, "what stood there").unwrap();
        (folder, workspace, backup)
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with("sao-luu"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_stood_there_is_kept_with_its_side_files() {
        let (folder, workspace, backup) = folder();
        std::fs::write(beside(&workspace, "-wal"), "log").unwrap();
        let kept = restore(&workspace, &backup, NOW).unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "what stood there");
        assert_eq!(std::fs::read_to_string(beside(&kept, "-wal")).unwrap(), "log");
        assert_eq!(Store::open(&workspace).unwrap().verify().unwrap(), []);
        // Within the same second, the name is another one.
        let again = restore(&workspace, &backup, NOW).unwrap().unwrap();
        assert_ne!(again, kept);
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "what stood there");
        assert!(!names(&folder).iter().any(|name| name.ends_with(".restoring")));
    }

    #[test]
    fn side_files_of_a_workspace_that_is_gone_are_not_taken_for_the_restored_one() {
        let (_folder, workspace, backup) = folder();
        std::fs::remove_file(&workspace).unwrap();
        std::fs::write(beside(&workspace, "-wal"), "log").unwrap();
        assert_eq!(restore(&workspace, &backup, NOW).unwrap(), None);
        assert_eq!(Store::open(&workspace).unwrap().verify().unwrap(), []);
    }

    #[test]
    fn a_workspace_is_no_backup_of_itself() {
        let (folder, _, backup) = folder();
        let other = backup.parent().unwrap().join(".").join("sao-luu");
        let fault = restore(&backup, &other, NOW).unwrap_err();
        assert_eq!(fault.what().key, "task-restore-same");
        assert_eq!(names(&folder), ["so.thamdinh"]);
        assert!(Store::open(&backup).is_ok());
    }

    #[test]
    fn what_cannot_be_moved_leaves_everything_as_it_was() {
        let (folder, workspace, backup) = folder();
        // The name for its side file is a folder that holds something: it cannot be replaced.
        let kept = free(&workspace, NOW);
        let mut moved = Moved::default();
        std::fs::write(beside(&workspace, "-wal"), "log").unwrap();
        std::fs::create_dir(beside(&kept, "-wal")).unwrap();
        let fault = swap(&workspace, &kept, &backup, &mut moved).unwrap_err();
        assert_eq!(fault.0, beside(&workspace, "-wal"));
        assert!(moved.undo());
        assert_eq!(std::fs::read_to_string(&workspace).unwrap(), "what stood there");
        std::fs::remove_dir(beside(&kept, "-wal")).unwrap();
        assert_eq!(names(&folder), ["so.thamdinh", "so.thamdinh-wal"]);
        // The restored file itself is missing: what stood there comes back, with its side file.
        let mut moved = Moved::default();
        swap(&workspace, &kept, &folder.path().join("none"), &mut moved).unwrap_err();
        assert!(moved.undo());
        assert_eq!(names(&folder), ["so.thamdinh", "so.thamdinh-wal"]);
    }
}
