//! What concerns a whole round: targets from a table, one ruling for everyone, exclusions that are only proposed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::path::Path;
use std::sync::Arc;

use serde_json::Value as Json;
use thamdinh::domain::{Actor, FrameworkId, MemberId, RoundId};
use thamdinh::tasks::rulings::{self, Spoken};
use thamdinh::tasks::{Desk, ImportRequest, Settings, dump, import};
use thamdinh::text::{Lang, Locale};

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa")
}

fn desk(folder: &Path) -> Desk {
    let clock = || "2023-11-20T08:00:00+07:00".to_owned();
    let mut desk = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), clock);
    desk.open_or_create(&folder.join("round.thamdinh")).unwrap();
    desk
}

fn load(desk: &mut Desk, targets: Option<&Path>) -> RoundId {
    let actor = Actor {
        member: MemberId::new("Thư ký"),
        role: String::new(),
    };
    let wanted = ImportRequest {
        folders: vec![sample()],
        framework: Some(FrameworkId::new("thanh-hoa-1829-2023")),
        targets: targets.map(Path::to_path_buf),
        ..ImportRequest::default()
    };
    import::run_as(desk, &actor, &wanted, &mut |_| true).unwrap().round
}

fn criterion<'a>(round: &'a Json, dossier: usize, id: &str) -> &'a Json {
    let criteria = round["dossiers"][dossier]["criteria"].as_array().unwrap();
    criteria.iter().find(|criterion| criterion["id"] == id).unwrap()
}

#[test]
fn targets_are_taken_from_a_table_of_the_frameworks_own_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let table = sample().join("01. Xã Tân Phú/Phụ lục 01.xlsx");
    let plain = load(&mut desk, None);
    let before = dump::all(&desk, Some(plain.as_str()), &Locale::new(Lang::Vi)).unwrap();
    assert_eq!(criterion(&before["rounds"][0], 0, "1.4")["target"], Json::Null);
    load(&mut desk, Some(&table));
    let after = dump::all(&desk, Some(plain.as_str()), &Locale::new(Lang::Vi)).unwrap();
    let printed = criterion(&after["rounds"][0], 0, "1.4")["target"].clone();
    assert_eq!(
        printed,
        Json::String("100".into()),
        "the target that the table prints for 1.4"
    );
}

#[test]
fn one_ruling_for_everyone_reaches_every_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let round = load(&mut desk, None);
    let spoken = Spoken {
        criterion: "1.11".into(),
        verdict: "khong-ap-dung".into(),
        note: "Chưa đến nửa số đơn vị có số liệu".into(),
        by: "Nguyễn Thị Hạnh".into(),
        ..Spoken::default()
    };
    let mut said = 0;
    rulings::everyone(&mut desk, &round, &spoken, &mut |_| said += 1).unwrap();
    assert_eq!(said, 12);
    let state = dump::all(&desk, None, &Locale::new(Lang::Vi)).unwrap();
    for dossier in 0..12 {
        let ruled = &criterion(&state["rounds"][0], dossier, "1.11")["stages"]["district"];
        assert_eq!(ruled["verdict"], "khong-ap-dung");
        assert_eq!(ruled["by"], "Nguyễn Thị Hạnh");
    }
}

#[test]
fn nothing_is_proposed_for_exclusion_where_the_source_has_no_such_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    load(&mut desk, None);
    let state = dump::all(&desk, None, &Locale::new(Lang::Vi)).unwrap();
    assert_eq!(state["rounds"][0]["proposed_exclusions"], Json::Array(Vec::new()));
}
