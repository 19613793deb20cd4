//! Folders of every layout: applicants told apart, evidence found, faults that stop nothing, the bundled sample.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook};
use thamdinh::domain::{ClaimedVerdict, CriterionId, FlagKind, Framework};
use thamdinh::intake::{Intake, IntakeError, Severity, locate, read};
use unicode_normalization::UnicodeNormalization;

use super::C::{N, T};
use super::{claim, framework, load, names, number, one, only, plain, put, save};

#[test]
fn a_folder_of_folders_one_folder_and_a_folder_of_workbooks_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["01. Xã Tân Phú", "02. Phường Bình Minh"] {
        save(&dir.path().join("huyện").join(name).join("Phụ lục 01.xlsx"), &plain());
        save(
            &dir.path().join("xuất").join(format!("PL01_{}_2023.xlsx", &name[4..])),
            &plain(),
        );
    }
    let evidence = dir.path().join("huyện/01. Xã Tân Phú/1.1");
    fs::create_dir_all(&evidence).unwrap();
    fs::write(evidence.join("a.txt"), "abc").unwrap();
    assert_eq!(
        names(&load(&dir.path().join("huyện"))),
        ["Xã Tân Phú", "Phường Bình Minh"]
    );
    assert_eq!(names(&load(&dir.path().join("xuất"))).len(), 2);
    assert!(names(&load(&dir.path().join("xuất"))).contains(&"Phường Bình Minh"));
    let alone = load(&dir.path().join("huyện/01. Xã Tân Phú"));
    assert_eq!(names(&alone), ["Xã Tân Phú"]);
    assert_eq!(only(&alone).submission.evidence[0].path, "1.1/a.txt");
    assert_eq!(
        names(&load(&dir.path().join("huyện/02. Phường Bình Minh"))),
        ["Phường Bình Minh"]
    );
    let file = dir.path().join("xuất/PL01_Xã Tân Phú_2023.xlsx");
    assert_eq!(names(&load(&file)), ["Xã Tân Phú"]);
    assert_eq!(only(&load(&file)).submission.folder, "PL01_Xã Tân Phú_2023.xlsx");
    // The same folder means the same digest, wherever it is loaded from.
    let district = load(&dir.path().join("huyện"));
    assert_eq!(district.drafts[0].submission.digest, alone.drafts[0].submission.digest);
}

#[test]
fn a_workbook_with_a_sheet_for_each_applicant_is_read_as_several() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_subject("Huyện Minh Họa"));
    for name in ["Xã Tân Phú", "Thị trấn Lam Giang"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        put(sheet, &plain());
    }
    book.add_worksheet().set_name("Bìa").unwrap();
    let path = dir.path().join("Tổng hợp.xlsx");
    book.save(&path).unwrap();
    let intake = load(&path);
    assert_eq!(names(&intake), ["Xã Tân Phú", "Thị trấn Lam Giang"]);
    assert_eq!(claim(&intake.drafts[1], "1.1").from.sheet, "Thị trấn Lam Giang");
    assert_ne!(intake.drafts[0].submission.digest, intake.drafts[1].submission.digest);
}

#[test]
fn names_in_decomposed_form_are_the_same_applicant_and_files_are_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let decomposed: String = "Xã Hòa Bình Thượng/Tiêu chí 1.10/kế hoạch.txt".nfd().collect();
    let file = dir.path().join(&decomposed);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "abc").unwrap();
    let folder = file.parent().unwrap().parent().unwrap();
    save(&folder.join("Phụ lục 01.xlsx".nfd().collect::<String>()), &plain());
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.name, "Xã Hòa Bình Thượng");
    let evidence = &draft.submission.evidence[0];
    assert_eq!(evidence.path, "Xã Hòa Bình Thượng/Tiêu chí 1.10/kế hoạch.txt");
    assert_eq!(evidence.criteria, [CriterionId::from("1.10")]);
    assert_eq!(fs::read(locate(dir.path(), &evidence.path).unwrap()).unwrap(), b"abc");
}

#[test]
fn a_broken_file_or_an_empty_folder_does_not_stop_the_others() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    fs::create_dir_all(dir.path().join("Xã B")).unwrap();
    fs::create_dir_all(dir.path().join("Xã C")).unwrap();
    let whole = fs::read(dir.path().join("Xã A/Phụ lục 01.xlsx")).unwrap();
    fs::write(dir.path().join("Xã B/Phụ lục 01.xlsx"), &whole[..whole.len() / 2]).unwrap();
    fs::write(dir.path().join("Xã C/ghi chú.txt"), "abc").unwrap();
    let intake = load(dir.path());
    assert_eq!(names(&intake), ["Xã A"]);
    let told: Vec<(&str, &str)> = intake
        .issues
        .iter()
        .map(|i| (i.path.as_str(), i.message.key.as_str()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, "Xã B/Phụ lục 01.xlsx");
    assert_eq!(told[1..], [("Xã B", "intake-no-form"), ("Xã C", "intake-no-form")]);
    assert!(intake.issues.iter().all(|issue| issue.severity == Severity::Error));
}

#[test]
fn files_beyond_the_limits_are_refused_or_left_without_hash() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    let sparse = |path: &str, size: u64| fs::File::create(dir.path().join(path)).unwrap().set_len(size).unwrap();
    sparse("Xã A/1.1 phim.bin", (2 << 30) + 1);
    fs::create_dir_all(dir.path().join("Xã B")).unwrap();
    sparse("Xã B/Phụ lục 01.xlsx", (64 << 20) + 1);
    let intake = load(dir.path());
    let draft = only(&intake);
    let film = &draft.submission.evidence[0];
    assert_eq!((film.size, film.sha256.as_str()), ((2 << 30) + 1, ""));
    let told: Vec<(Option<FlagKind>, &str)> = intake.issues.iter().map(|i| (i.kind, i.message.key.as_str())).collect();
    assert_eq!(
        told,
        [
            (Some(FlagKind::Oversized), "intake-workbook-too-large"),
            (None, "intake-no-form"),
            (Some(FlagKind::Oversized), "intake-file-too-large"),
        ]
    );
}

/// Every truncation and many altered bytes of a workbook: taken or refused, never a crash.
#[test]
fn damaged_workbooks_never_stop_the_reading() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("whole.xlsx"), &plain());
    let whole = fs::read(dir.path().join("whole.xlsx")).unwrap();
    let path = dir.path().join("Xã A.xlsx");
    for at in (0..whole.len()).step_by(97) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x5a;
        for bytes in [&whole[..at], &flipped] {
            fs::write(&path, bytes).unwrap();
            let intake = load(&path);
            assert!(intake.drafts.len() + intake.issues.len() > 0, "at {at}");
        }
    }
}

#[test]
fn lists_of_persons_are_evidence_and_never_taken_for_the_form() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Xã A");
    save(&folder.join("Phụ lục 01.xlsx"), &plain());
    save(
        &folder.join("Mẫu 3.3.xlsx"),
        &[
            vec![
                T("STT"),
                T("Họ và tên"),
                T("Số điện thoại"),
                T("Có/Không"),
                T("Ghi chú"),
            ],
            vec![N(1.0), T("Người Giả Định"), T("0900000000"), T("Có")],
        ],
    );
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.submission.evidence.len(), 1);
    let criteria: Vec<&str> = draft.submission.evidence[0]
        .criteria
        .iter()
        .map(CriterionId::as_str)
        .collect();
    assert_eq!(criteria, ["3.3", "3.4"]);
    assert!(!format!("{intake:?}").contains("Người Giả Định"));
}

#[test]
fn the_digest_tells_a_change_and_nothing_else_does() {
    let (dir, first) = one(&plain());
    assert_eq!(load(dir.path()), first);
    let digest = |intake: &Intake| only(intake).submission.digest.clone();
    let mut rows = plain();
    rows[4][4] = N(4.0);
    save(&dir.path().join("Xã Tân Phú/Phụ lục 01.xlsx"), &rows);
    let changed = load(dir.path());
    assert_ne!(digest(&changed), digest(&first));
    fs::write(dir.path().join("Xã Tân Phú/1.1.txt"), "abc").unwrap();
    assert_ne!(digest(&load(dir.path())), digest(&changed));
}

#[test]
fn progress_is_told_and_stops_the_reading() {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=5 {
        save(&dir.path().join(format!("Xã {number}/Phụ lục 01.xlsx")), &plain());
    }
    let mut told = Vec::new();
    read(dir.path(), &framework(), &mut |progress| {
        told.push((progress.done, progress.total));
        ControlFlow::Continue(())
    })
    .unwrap();
    // Whoever waits long is asked again in between.
    told.retain(|(_, total)| *total > 0);
    told.dedup();
    assert_eq!(told, [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    let stopped = read(dir.path(), &framework(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(IntakeError::Cancelled)));
    let nowhere = read(&dir.path().join("không có"), &framework(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(nowhere, Err(IntakeError::NotFound(_))));
}

#[test]
fn the_same_evidence_of_two_applicants_is_flagged_with_both_places() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["Xã A", "Xã B"] {
        save(&dir.path().join(name).join("Phụ lục 01.xlsx"), &plain());
        fs::create_dir_all(dir.path().join(name).join("1.1")).unwrap();
        fs::write(dir.path().join(name).join("1.1/báo cáo.txt"), "cùng một nội dung").unwrap();
    }
    let intake = load(dir.path());
    for draft in &intake.drafts {
        let kinds: Vec<FlagKind> = draft.submission.flags.iter().map(|flag| flag.kind).collect();
        assert_eq!(kinds, [FlagKind::DuplicateEvidence]);
    }
}

#[test]
fn the_bundled_sample_reads_as_it_was_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("frameworks/thanh-hoa-1829-2023.toml")).unwrap();
    let framework: Framework = toml::from_str(&text).unwrap();
    let intake = read(&root.join("samples/huyen-minh-hoa"), &framework, &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(intake.drafts.len(), 12);
    for draft in &intake.drafts {
        assert_eq!(draft.submission.claims.len(), 37, "{}", draft.name);
        assert!(
            draft.submission.evidence.iter().all(|file| !file.criteria.is_empty()),
            "{}",
            draft.name
        );
    }
    let told: Vec<(FlagKind, String)> = intake
        .drafts
        .iter()
        .flat_map(|draft| {
            draft
                .submission
                .flags
                .iter()
                .map(|flag| (flag.kind, draft.name.clone()))
        })
        .collect();
    let is = |kind, name: &str| (kind, name.to_owned());
    assert_eq!(
        told,
        [
            is(FlagKind::AmbiguousCode, "Xã Phú Thịnh"),
            is(FlagKind::UnreadableValue, "Xã Quang Vinh"),
            is(FlagKind::UnreadableValue, "Xã Quang Vinh"),
            is(FlagKind::UnreadableVerdict, "Xã Quang Vinh"),
            is(FlagKind::DuplicateEvidence, "Xã Kim Sơn"),
            is(FlagKind::DuplicateEvidence, "Xã Trường Giang"),
        ]
    );
    let by_a_hair = intake.drafts.iter().find(|draft| draft.name == "Xã Đông Lĩnh").unwrap();
    assert_eq!(
        (claim(by_a_hair, "1.2").raw.as_str(), &claim(by_a_hair, "1.2").value),
        ("100%", &number("99.6"))
    );
    let no_post = intake
        .drafts
        .iter()
        .find(|draft| draft.name == "Xã Thượng Nguyên")
        .unwrap();
    assert_eq!(claim(no_post, "4.8").verdict, Some(ClaimedVerdict::NotApplicable));
    assert_eq!(
        (claim(no_post, "4.8").raw.as_str(), &claim(no_post, "4.8").value),
        ("Không áp dụng", &None)
    );
}
