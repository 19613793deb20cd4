//! The file: tampering, damage, foreign files, several windows, backups, uniting.

use std::path::Path;

use thamdinh::domain::office::{Office, Offices};
use thamdinh::domain::{Act, ApplicantId, StageId, Verdict};
use thamdinh::store::{Fault, Filter, Store, StoreError};

use crate::desk::{Desk, actor};

/// What somebody with a database tool could do to the file.
fn tamper(path: &Path, sql: &str) -> rusqlite::Result<()> {
    rusqlite::Connection::open(path)?.execute_batch(sql)
}

#[test]
fn the_database_itself_refuses_to_edit_the_journal() {
    let desk = Desk::new();
    for sql in [
        "UPDATE journal SET member = 'Bình'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ] {
        let refused = tamper(&desk.path(), sql).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[test]
fn a_sound_workspace_has_no_faults() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    desk.undo(&event).unwrap();
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn tampering_is_found() {
    let edits = [
        ("UPDATE journal SET member = 'Bình' WHERE seq = 3", "altered"),
        (
            "UPDATE journal SET body = replace(body, 'khong-dat', 'dat') WHERE seq = 4",
            "altered",
        ),
        ("UPDATE journal SET instant = 0 WHERE seq = 4", "altered"),
        ("UPDATE journal SET depth = 7 WHERE seq = 4", "altered"),
        ("UPDATE journal SET body = '{}' WHERE seq = 3", "unreadable"),
        ("PRAGMA foreign_keys = 0; DELETE FROM journal WHERE seq = 3", "broken"),
        ("PRAGMA foreign_keys = 0; DELETE FROM journal WHERE seq = 4", "cut"),
        ("UPDATE ruling SET verdict = 'dat'", "projection"),
        ("DELETE FROM summary", "projection"),
    ];
    for (sql, found) in edits {
        let mut desk = Desk::new();
        let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
        desk.rule("1.1", Verdict::NotMet, &[&first]).unwrap();
        tamper(
            &desk.path(),
            &format!("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; {sql}"),
        )
        .unwrap();
        let faults = desk.store.verify().unwrap();
        assert!(
            faults.iter().any(|fault| matches!(fault, Fault::Unguarded { .. })),
            "{sql}"
        );
        let key = format!("store-fault-{found}");
        assert!(
            faults.iter().any(|fault| fault.sentence().key == key),
            "{sql}: {faults:?}"
        );
    }
}

#[test]
fn rebuilding_mends_the_projection() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    tamper(&desk.path(), "DELETE FROM ruling").unwrap();
    let faults = desk.store.verify().unwrap();
    assert!(!faults.is_empty() && faults.iter().all(Fault::is_mendable));
    assert!(desk.in_force("1.1").is_empty(), "looking changes nothing");
    desk.store.rebuild().unwrap();
    assert_eq!(desk.in_force("1.1"), [event.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn other_files_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(Store::open(&path("khong-co")), Err(StoreError::NotFound(_))));
    std::fs::write(path("van-ban"), "xin chào, đây không phải là cơ sở dữ liệu").unwrap();
    assert!(matches!(
        Store::open(&path("van-ban")),
        Err(StoreError::NotWorkspace(_))
    ));
    std::fs::write(path("rong"), "").unwrap();
    assert!(matches!(Store::open(&path("rong")), Err(StoreError::NotWorkspace(_))));
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NotWorkspace(_) | StoreError::File(..))
    ));
    tamper(&path("khac"), "CREATE TABLE t (x)").unwrap();
    let before = std::fs::read(path("khac")).unwrap();
    assert!(matches!(Store::open(&path("khac")), Err(StoreError::NotWorkspace(_))));
    assert_eq!(std::fs::read(path("khac")).unwrap(), before, "not touched");
    assert!(matches!(Store::create(&path("khac"), "m"), Err(StoreError::Exists(_))));
    drop(Store::create(&path("moi"), "m").unwrap());
    tamper(&path("moi"), "PRAGMA user_version = 99").unwrap();
    assert!(matches!(
        Store::open(&path("moi")),
        Err(StoreError::Newer { found: 99, .. })
    ));
}

#[test]
fn a_second_window_sees_and_continues_what_the_first_wrote() {
    let mut desk = Desk::new();
    let mut other = Store::open(&desk.path()).unwrap();
    assert!(!other.changed_elsewhere().unwrap());
    desk.target("70").unwrap();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    assert!(other.changed_elsewhere().unwrap());
    assert!(!other.changed_elsewhere().unwrap());
    let act = desk.ruling("1.1", Verdict::NotMet, &[&event]);
    let next = other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    assert_eq!(next.previous, Some(event.id));
    assert_eq!(desk.in_force("1.1"), [next.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn a_backup_is_a_workspace_and_overwrites_nothing() {
    let mut desk = Desk::new();
    desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let path = desk.folder.path().join("sao-luu");
    desk.store.backup(&path).unwrap();
    assert!(matches!(desk.store.backup(&path), Err(StoreError::Exists(_))));
    let mut copy = Store::open(&path).unwrap();
    assert_eq!(copy.digests().unwrap(), desk.store.digests().unwrap());
    assert_eq!(copy.verify().unwrap(), []);
}

#[test]
fn an_altered_journal_is_not_united() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("khac");
    desk.store.backup(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    other.use_device("may-2");
    let act = desk.ruling("1.1", Verdict::Met, &[]);
    other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    tamper(
        &path,
        "DROP TRIGGER journal_no_update; UPDATE journal SET member = 'An' WHERE seq = 3",
    )
    .unwrap();
    assert!(matches!(desk.store.unite(&path), Err(StoreError::Altered(_))));
    assert!(desk.in_force("1.1").is_empty());
}

#[test]
fn a_ruling_that_did_not_know_of_the_seal_disturbs_it() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("khac");
    desk.store.backup(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    other.use_device("may-2");
    let act = desk.ruling("1.1", Verdict::Met, &[]);
    other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    desk.seal("").unwrap();
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), []);
    desk.store.unite(&path).unwrap();
    let place = (ApplicantId::new("tan-phu"), StageId::new("district"));
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), [place]);
    desk.reopen("có ý kiến mới").unwrap();
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), []);
}

#[test]
fn what_another_version_derived_is_derived_again() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    tamper(
        &desk.path(),
        "DELETE FROM ruling; UPDATE meta SET value = '0.0.0' WHERE key = 'derived-by'",
    )
    .unwrap();
    desk.store = Store::open(&desk.path()).unwrap();
    assert_eq!(desk.in_force("1.1"), [event.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn copies_continued_under_one_device_name_are_united_all_the_same() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("ban-sao");
    desk.store.backup(&path).unwrap();
    let mut copy = Store::open(&path).unwrap();
    let act = desk.ruling("1.1", Verdict::NotMet, &[]);
    let theirs = copy.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    let mine = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    assert_eq!(mine.previous, theirs.previous, "the chain forks");
    desk.store.unite(&path).unwrap();
    copy.unite(&desk.path()).unwrap();
    assert_eq!(desk.in_force("1.1"), [theirs.id, mine.id]);
    assert_eq!(desk.store.digests().unwrap(), copy.digests().unwrap());
    assert_eq!(desk.store.verify().unwrap(), []);
    desk.rule("1.10", Verdict::Met, &[]).unwrap();
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn a_workspace_of_the_second_version_takes_texts_and_offices() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tham-dinh");
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-2.thamdinh");
    std::fs::copy(&old, &path).unwrap();
    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("so-tham-dinh.v2.bak").exists());
    assert_eq!(store.verify().unwrap(), []);
    let round = store.rounds().unwrap()[0].id.clone();
    assert!(
        store.events(&Filter::round(&round)).unwrap().len() >= 3,
        "the journal is kept"
    );
    assert!(store.narratives(&round).unwrap().0.is_empty());
    let offices = Act::SetOffices {
        round: round.clone(),
        offices: Box::new(Offices {
            office: Office {
                signer: "Nguyễn Văn A".to_owned(),
                ..Office::default()
            },
            ..Offices::default()
        }),
    };
    store
        .append(&actor("An"), "2023-11-15T08:00:00+07:00", offices)
        .unwrap();
    assert_eq!(store.offices(&round).unwrap().office.signer, "Nguyễn Văn A");
    assert_eq!(store.verify().unwrap(), []);
}

#[test]
fn what_a_workspace_of_the_fifth_version_kept_twice_is_kept_once_and_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tham-dinh");
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-5.thamdinh");
    std::fs::copy(&old, &path).unwrap();
    let before: Vec<String> = contents(&path);
    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("so-tham-dinh.v5.bak").exists());
    assert_eq!(store.verify().unwrap(), []);
    let round = store.rounds().unwrap()[0].id.clone();
    let (dossier, _) = store.dossiers(&round).unwrap().remove(0);
    let handed_in = store.submissions(&round, &dossier.applicant).unwrap();
    let read: Vec<String> = handed_in
        .iter()
        .map(|handover| serde_json::to_string(&handover.submission).unwrap())
        .collect();
    assert_eq!(read, before);
    assert_eq!(handed_in.last().unwrap().submission, dossier.submission);
    drop(store);
    assert!(contents(&path).is_empty(), "the journal holds them");
}

/// The submissions that are written out, first to last.
fn contents(path: &std::path::Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut query = connection
        .prepare("SELECT content FROM submission WHERE content IS NOT NULL ORDER BY number")
        .unwrap();
    let found = query.query_map([], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

#[test]
fn a_workspace_of_the_first_version_is_brought_up_to_date_after_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tham-dinh");
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-1.thamdinh");
    std::fs::copy(&old, &path).unwrap();
    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("so-tham-dinh.v1.bak").exists());
    assert_eq!(store.verify().unwrap(), []);
    let round = store.rounds().unwrap()[0].id.clone();
    let events = store.events(&Filter::round(&round)).unwrap();
    assert!(events.len() >= 3, "the journal is kept");
    let sign = Act::Sign {
        round,
        file: "PL02.pdf".into(),
        subject: "CN=Thư ký".into(),
        serial: "1000".into(),
        before: "a".into(),
        after: "b".into(),
    };
    let signed = store.append(&actor("An"), "2023-11-15T08:00:00+07:00", sign).unwrap();
    let undo = Act::Undo {
        events: vec![signed.id.clone()],
    };
    let refused = store.append(&actor("An"), "2023-11-15T08:01:00+07:00", undo);
    assert!(
        matches!(refused, Err(StoreError::CannotUndo(id)) if id == signed.id),
        "a signature stays"
    );
    assert_eq!(store.verify().unwrap(), []);
    tamper(&path, "UPDATE journal SET role = 'x'").unwrap_err();
    tamper(&path, "DELETE FROM journal").unwrap_err();
}

#[test]
fn an_older_workspace_whose_parts_do_not_fit_together_is_called_damaged_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tham-dinh");
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-5.thamdinh");
    std::fs::copy(&old, &path).unwrap();
    let lost =
        "INSERT INTO flag (round, applicant, ordinal, kind, criterion, body) VALUES ('x', 'y', 0, 'late', '', '{}')";
    tamper(&path, &format!("PRAGMA foreign_keys = 0; {lost}")).unwrap();
    let fault = Store::open(&path).unwrap_err();
    let kept = folder.path().join("so-tham-dinh.v5.bak");
    assert!(
        matches!(&fault, StoreError::Unmigrated { backup, .. } if *backup == kept && kept.exists()),
        "{fault:?}"
    );
    let connection = rusqlite::Connection::open(&path).unwrap();
    let version: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 5);
}

#[test]
fn a_backup_that_another_window_is_making_is_left_alone() {
    let desk = Desk::new();
    let path = desk.folder.path().join("sao-luu");
    let partial = desk.folder.path().join("sao-luu.partial");
    std::fs::write(&partial, "another's").unwrap();
    desk.store.backup(&path).unwrap();
    assert_eq!(std::fs::read_to_string(&partial).unwrap(), "another's");
    assert_eq!(
        Store::open(&path).unwrap().digests().unwrap(),
        desk.store.digests().unwrap()
    );
    let names = std::fs::read_dir(desk.folder.path()).unwrap();
    let left = names.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with(".thamdinh-")
    });
    assert_eq!(left.count(), 0);
}
