//! The built program in a folder of its own: its files, its settings, and nothing of the machine's.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value as Json;

/// The framework of the sample.
pub const FRAMEWORK: &str = "thanh-hoa-1829-2023";

/// A folder to run the program in.
#[derive(Debug)]
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of it, with the folders it lies in, and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program with arguments, to be started in it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thamdinh"));
        command
            .args(arguments.iter().map(OsStr::new))
            .current_dir(self.folder.path())
            .env("HOME", self.path("home"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("APPDATA", self.path("config"))
            .env("USERPROFILE", self.path("home"))
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        Ran {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program, which must end with 0, and gives its output.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Runs the program, which must refuse with 2, and gives its report.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.out.is_empty(), "{arguments:?}: {ran:?}");
        assert!(ran.err.starts_with("Lỗi: "), "{arguments:?}: {ran:?}");
        ran.err
    }

    /// The state of a workspace.
    #[track_caller]
    pub fn dump(&self, workspace: &str) -> Json {
        serde_json::from_str(&self.done(&["dump", "--workspace", workspace])).unwrap()
    }

    /// Loads the sample district, with its targets, as a round of the district.
    #[track_caller]
    pub fn load_sample(&self, workspace: &str) {
        let folder = sample("huyen-minh-hoa");
        let targets = sample("chi-tieu-2023.csv");
        self.done(&[
            "import",
            folder.to_str().unwrap(),
            "--workspace",
            workspace,
            "--framework",
            FRAMEWORK,
            "--year",
            "2023",
            "--organisation",
            "UBND huyện Minh Họa",
            "--stage",
            "district",
            "--targets",
            targets.to_str().unwrap(),
        ]);
    }
}

/// A file or folder of the bundled sample.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// The dossiers of the only round of a state.
#[track_caller]
pub fn dossiers(state: &Json) -> &Vec<Json> {
    assert_eq!(state["rounds"].as_array().unwrap().len(), 1);
    state["rounds"][0]["dossiers"].as_array().unwrap()
}

/// The dossier of an applicant in the only round of a state.
#[track_caller]
pub fn dossier<'a>(state: &'a Json, applicant: &str) -> &'a Json {
    let mut found = dossiers(state)
        .iter()
        .filter(|dossier| dossier["applicant"] == applicant);
    let dossier = found.next().unwrap();
    assert_eq!(found.next(), None);
    dossier
}

/// A criterion of a dossier.
#[track_caller]
pub fn criterion<'a>(dossier: &'a Json, id: &str) -> &'a Json {
    let criteria = dossier["criteria"].as_array().unwrap();
    criteria.iter().find(|criterion| criterion["id"] == id).unwrap()
}

/// Applicants of the sample, as they name themselves.
pub const APPLICANTS: [&str; 12] = [
    "Phường Bình Minh",
    "Thị trấn Lam Giang",
    "Xã Hòa Bình Thượng",
    "Xã Kim Sơn",
    "Xã Minh Sơn",
    "Xã Phú Thịnh",
    "Xã Quang Vinh",
    "Xã Thượng Nguyên",
    "Xã Trường Giang",
    "Xã Tân Phú",
    "Xã Yên Trung",
    "Xã Đông Lĩnh",
];
