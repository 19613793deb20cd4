//! One picture of each screen.

use std::path::{Path, PathBuf};

use thamdinh::tasks::places::{Entry, EntryKind};
use thamdinh::tasks::{Desk, Place, Reply, Request};

use super::play::{Play, Stage};
use super::{SIZES, keep, sample, shows};

/// Where a scene begins.
#[derive(Clone, Copy)]
enum From {
    /// On the first screen, before anything is loaded.
    Nothing,
    /// At the table of the round.
    Round,
}

/// A picture's name, where its scene begins, the keys that lead to it, what is typed there, and words that must be seen.
const SCENES: &[(&str, From, &str, &str, &str)] = &[
    ("first-run", From::Nothing, "Up", "", "Chào mừng"),
    ("choose", From::Nothing, "2", "", "Chọn hồ sơ để nạp"),
    ("preview", From::Nothing, "2 Enter F7", "", "Xem trước hồ sơ để nạp"),
    ("loaded", From::Nothing, "2 Enter F8 Enter", "", "Kết quả nạp hồ sơ"),
    ("round", From::Round, "Home", "", "Xong"),
    ("heat", From::Round, "Tab", "", "Bản đồ nhiệt"),
    ("review", From::Round, "Home Enter", "", "Tiêu chí"),
    ("value", From::Round, "Home Enter F2", "", "Nhập giá trị thẩm định"),
    ("accept", From::Round, "End Enter Shift+F8", "", "Chấp nhận"),
    ("compare", From::Round, "Home Enter Ctrl+S", "", "So sánh"),
    ("flags", From::Round, "Ctrl+G 5 Down Down", "", "Cờ"),
    ("history", From::Round, "Home Enter Ctrl+G 6", "", "Lịch sử"),
    ("help", From::Round, "F1", "", "Trợ giúp"),
    ("palette", From::Round, "F10", "xuat", "Tìm thao tác"),
    ("screens", From::Round, "Ctrl+G", "", "Đến màn hình"),
    ("conclusion", From::Round, "Home Enter 0", "", "KẾT LUẬN"),
    ("print", From::Round, "Home Enter Shift+F9", "", "PHỤ LỤC 02"),
    ("evidence", From::Round, "Home Enter 8", "", "Minh chứng"),
    (
        "missing",
        From::Round,
        "Home Enter 8 5",
        "",
        "Đánh dấu thiếu minh chứng",
    ),
    ("export", From::Round, "F9", "", "Biểu mẫu"),
    ("summary", From::Round, "9", "", "Tổng hợp"),
    ("gaps", From::Round, "9 Tab Tab", "", "Chênh lệch"),
    ("large", From::Round, "Home Enter Shift+F11", "", "THẨM ĐỊNH"),
    ("settings", From::Round, "Shift+F12", "", "Cài đặt"),
];

/// What lies in the folder that the chooser shows: the sample's own communes, at a place that every office knows.
fn place() -> Place {
    let mut names: Vec<String> = std::fs::read_dir(sample::folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let folder = PathBuf::from("D:/Chuyển đổi số 2023/Hồ sơ các xã");
    Place {
        named: None,
        above: folder.parent().map(Path::to_path_buf),
        entries: names
            .into_iter()
            .map(|name| Entry {
                path: folder.join(&name),
                name,
                kind: EntryKind::Folder,
            })
            .collect(),
        documents: None,
        others: vec!["C:/".into(), "D:/".into(), "E:/".into()],
        folder,
    }
}

/// The chooser shows an invented place; what is chosen there is the sample.
struct Office<'a> {
    desk: &'a mut Desk,
    /// What opens the sample, where it is open already.
    opened: Option<Reply>,
    /// Where a new workspace is made.
    folder: &'a Path,
}

impl Stage for Office<'_> {
    fn desk(&mut self) -> &mut Desk {
        self.desk
    }

    fn answer(&mut self, request: Request) -> Reply {
        let workspace = self.folder.join("Hồ sơ các xã.thamdinh");
        let request = match (request, &self.opened) {
            (Request::Demo, Some(opened)) => return opened.clone(),
            (Request::Place(_), _) => return Reply::Place(Box::new(place())),
            (Request::Preview(_, mut wanted), _) => {
                wanted.folders = vec![sample::folder()];
                Request::Preview(Some(workspace), wanted)
            }
            (Request::Load(_, mut wanted), _) => {
                wanted.folders = vec![sample::folder()];
                Request::Load(workspace, wanted)
            }
            (request, _) => request,
        };
        let mut reply = self.ask(request);
        match &mut reply {
            Reply::Setup(setup) => {
                // Where settings lie on an office's machine, whatever machine draws the picture.
                let folder = PathBuf::from("C:/Users/hanh/AppData/Roaming/thamdinh");
                setup.keymap = Some((folder.join("keymap.toml"), false));
                setup.frameworks = Some((folder.join("frameworks"), true));
                setup.certificates = Some((folder.join("certificates"), true));
                setup.folder = Some(folder);
            }
            Reply::Closing(closing) => closing.state = sample::HASH.to_owned(),
            Reply::Evidence(found) => {
                // The sample was copied when this house was.
                let files = found.view.dossier.submission.evidence.iter_mut();
                for date in files.filter_map(|file| file.modified.as_mut()) {
                    "2023-10-20".clone_into(&mut date.day);
                }
            }
            _ => {}
        }
        reply
    }
}

#[test]
fn every_scene_is_played_at_every_size_and_has_its_picture() {
    let (mut desk, opened) = sample::appraised();
    for size in SIZES {
        for (name, from, keys, typed, words) in SCENES {
            let folder = tempfile::tempdir().unwrap();
            let mut fresh = sample::desk();
            let (desk, opened, first) = match from {
                From::Nothing => (&mut fresh, None, None),
                From::Round => (&mut desk, Some(opened.clone()), Some(Request::Demo)),
            };
            let office = Office {
                desk,
                opened,
                folder: folder.path(),
            };
            let mut play = Play::begin(office, first, size);
            play.press(keys);
            play.write(typed);
            let frame = play.draw();
            shows(name, words, frame);
            keep(name, frame);
        }
    }
}
