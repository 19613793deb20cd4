//! A desk over a temporary workspace, and folders of filled forms for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thamdinh::domain::{FrameworkId, Value};
use thamdinh::tasks::{Desk, ImportReport, ImportRequest, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};

/// A desk on which a secretary works, over a new workspace in a folder.
pub fn desk(folder: &Path) -> Desk {
    let settings = Settings {
        member: "Nguyễn Văn A".to_owned(),
        role: "Thư ký".to_owned(),
        ..Settings::default()
    };
    let locale = Arc::new(Locale::new(Lang::Vi));
    let mut desk = Desk::new(settings, None, locale, || "2024-11-21T08:00:00+07:00".to_owned());
    desk.open_or_create(&folder.join("thu.thamdinh")).unwrap();
    desk
}

/// Puts a filled form into an applicant's folder.
pub fn hand_in(root: &Path, applicant: &str, bytes: &[u8]) -> PathBuf {
    let folder = root.join(applicant);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Phiếu tự đánh giá.xlsx"), bytes).unwrap();
    folder
}

/// Loads a folder into a new round.
pub fn load(desk: &mut Desk, folder: &Path, framework: &str, organisation: &str) -> ImportReport {
    let wanted = ImportRequest {
        folders: vec![folder.to_owned()],
        framework: Some(FrameworkId::new(framework)),
        year: Some(2024),
        organisation: Some(organisation.to_owned()),
        ..ImportRequest::default()
    };
    match desk.run(Request::Import(Box::new(wanted)), &mut |_| true).unwrap() {
        Reply::Imported(report) => *report,
        other => panic!("{other:?}"),
    }
}

/// The number of a value.
pub fn number(value: &Value) -> i64 {
    match value {
        Value::Number(number) => i64::try_from(*number).unwrap(),
        other => panic!("{other:?}"),
    }
}
