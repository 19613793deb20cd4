//! Which folders, archives and workspaces a path that is still being typed may mean.

use std::path::{Path, PathBuf};

/// Folders, archives and files of workspaces, whose path begins with `begun`; hidden ones only where the name begins with a dot.
/// What cannot be read has none.
pub fn folders(begun: &Path) -> Vec<PathBuf> {
    let typed = begun.to_string_lossy();
    let open = typed.ends_with(std::path::is_separator);
    let (folder, name) = if open {
        (begun, String::new())
    } else {
        let name = begun.file_name().map(|name| name.to_string_lossy().into_owned());
        (begun.parent().unwrap_or(begun), name.unwrap_or_default())
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let wanted = crate::text::nfc(&name).to_lowercase();
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let own = crate::text::nfc(&entry.file_name().to_string_lossy());
            let hidden = own.starts_with('.') && !wanted.starts_with('.');
            !hidden && own.to_lowercase().starts_with(&wanted)
        })
        .map(|entry| entry.path())
        .filter(|path| {
            let ending =
                |ending: &std::ffi::OsStr| ["thamdinh", "zip"].iter().any(|one| ending.eq_ignore_ascii_case(one));
            path.is_dir() || path.extension().is_some_and(ending)
        })
        .map(|path| path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path))
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begun_finds_folders_and_workspaces_in_any_case_and_nothing_hidden() {
        let root = tempfile::tempdir().unwrap();
        for name in ["Hồ sơ 2023", "hồ sơ 2024", ".ẩn", "Khác"] {
            std::fs::create_dir(root.path().join(name)).unwrap();
        }
        for name in ["Hồ sơ.thamdinh", "Hồ sơ.txt"] {
            std::fs::write(root.path().join(name), "").unwrap();
        }
        let names = |begun: PathBuf| {
            let found = folders(&begun);
            let names = found
                .iter()
                .map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
            names.collect::<Vec<_>>()
        };
        assert_eq!(
            names(root.path().join("hồ")),
            ["Hồ sơ 2023", "Hồ sơ.thamdinh", "hồ sơ 2024"]
        );
        let mut all = root.path().as_os_str().to_owned();
        all.push(std::path::MAIN_SEPARATOR_STR);
        assert_eq!(names(PathBuf::from(all)).len(), 4);
        assert_eq!(names(root.path().join("không có").join("x")), Vec::<String>::new());
    }
}
