//! Archives: read like the folders they hold, bounded, their evidence opened again.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use thamdinh::domain::{CriterionId, DatedBy, FlagKind};
use thamdinh::intake::{Intake, extract, locate, open};
use unicode_normalization::UnicodeNormalization;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{claim, load, names, number, only, plain, save};

/// A workbook of the plain table, as bytes.
fn table() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.xlsx");
    save(&path, &plain());
    fs::read(path).unwrap()
}

/// Packs files; a name that ends in `/` is a folder.
fn pack(path: &Path, files: &[(&str, &[u8])]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
    let date = zip::DateTime::from_date_and_time(2023, 11, 20, 8, 0, 0).unwrap();
    let options = SimpleFileOptions::default().last_modified_time(date);
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap();
}

/// Writes other bytes of the same length for a name, wherever the archive says it.
fn rename(path: &Path, from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let mut bytes = fs::read(path).unwrap();
    let places: Vec<usize> = (0..bytes.len() - from.len())
        .filter(|at| &bytes[*at..*at + from.len()] == from)
        .collect();
    assert_eq!(places.len(), 2, "a name stands before its file and in the directory");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    fs::write(path, bytes).unwrap();
}

fn keys(intake: &Intake) -> Vec<&str> {
    intake.issues.iter().map(|issue| issue.message.key.as_str()).collect()
}

fn told(intake: &Intake, key: &str) -> bool {
    keys(intake).contains(&key)
}

#[test]
fn an_archive_of_one_commune_is_read_like_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let table = table();
    let folder = dir.path().join("thư mục/Xã Tân Phú");
    for (name, content) in [("Phụ lục 01.xlsx", table.as_slice()), ("1.1/Kế hoạch.txt", b"abc")] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), content).unwrap();
    }
    let zip = dir.path().join("Xã Tân Phú.zip");
    pack(&zip, &[("Phụ lục 01.xlsx", &table), ("1.1/Kế hoạch.txt", b"abc")]);
    let before = fs::read(&zip).unwrap();
    let intake = load(&zip);
    assert_eq!(intake.issues, []);
    let draft = only(&intake);
    assert_eq!(draft.name, "Xã Tân Phú");
    assert_eq!(claim(draft, "1.2").value, number("99.6"));
    assert_eq!(claim(draft, "1.1").from.file, "Xã Tân Phú.zip/Phụ lục 01.xlsx");
    assert_eq!(draft.submission.folder, "Xã Tân Phú.zip");
    assert_eq!(draft.submission.root, dir.path().display().to_string());
    let evidence = &draft.submission.evidence[0];
    assert_eq!(evidence.path, "Xã Tân Phú.zip/1.1/Kế hoạch.txt");
    assert_eq!(evidence.criteria, [CriterionId::from("1.1")]);
    let date = evidence.modified.as_ref().unwrap();
    assert_eq!((date.day.as_str(), date.by), ("2023-11-20", DatedBy::Archive));
    // Zipped or not, what was handed in is the same.
    assert_eq!(only(&load(&folder)).submission.digest, draft.submission.digest);
    // The evidence is unpacked on demand, and goes when it is closed.
    assert_eq!(locate(dir.path(), &evidence.path), None);
    let opened = open(dir.path(), &evidence.path).unwrap();
    assert!(opened.is_copy());
    assert_eq!(fs::read(&opened.path).unwrap(), b"abc");
    let copy: PathBuf = opened.path.clone();
    drop(opened);
    assert!(!copy.exists());
    let into = tempfile::tempdir().unwrap();
    let path = extract(dir.path(), &evidence.path, into.path()).unwrap();
    assert_eq!(path, into.path().join("Kế hoạch.txt"));
    assert!(open(dir.path(), "Xã Tân Phú.zip/1.1/khác.txt").is_err());
    assert!(open(dir.path(), "Xã Tân Phú.zip/../x").is_err());
    assert_eq!(fs::read(&zip).unwrap(), before);
}

#[test]
fn an_archive_of_a_district_and_a_folder_of_archives_hold_many() {
    let dir = tempfile::tempdir().unwrap();
    let table = table();
    let district = dir.path().join("huyện.zip");
    pack(
        &district,
        &[
            ("Huyện X/01. Xã Tân Phú/Phụ lục 01.xlsx", &table),
            ("Huyện X/01. Xã Tân Phú/1.1/a.txt", b"mot"),
            ("Huyện X/02. Phường Bình Minh/Phụ lục 01.xlsx", &table),
            ("Huyện X/02. Phường Bình Minh/1.2/b.txt", b"hai"),
            ("__MACOSX/Huyện X/._x", b"x"),
        ],
    );
    let intake = load(&district);
    assert_eq!(names(&intake), ["Xã Tân Phú", "Phường Bình Minh"]);
    let path = &intake.drafts[1].submission.evidence[0].path;
    assert_eq!(path, "huyện.zip/Huyện X/02. Phường Bình Minh/1.2/b.txt");
    assert_eq!(fs::read(open(dir.path(), path).unwrap().path).unwrap(), b"hai");

    let folder = dir.path().join("các xã");
    pack(
        &folder.join("01. Xã A.zip"),
        &[("Phụ lục 01.xlsx", &table), ("1.1/a.txt", b"a")],
    );
    pack(
        &folder.join("nộp lại.zip"),
        &[("Xã B/Phụ lục 01.xlsx", &table), ("Xã B/1.1/b.txt", b"b")],
    );
    pack(
        &folder.join("Xã C/hồ sơ.zip"),
        &[("hồ sơ/Phụ lục 01.xlsx", &table), ("hồ sơ/1.1/c.txt", b"c")],
    );
    save(&folder.join("Xã D/Phụ lục 01.xlsx"), &plain());
    let intake = load(&folder);
    let mut found = names(&intake);
    found.sort_unstable();
    assert_eq!(found, ["Xã A", "Xã B", "Xã C", "Xã D"], "{:?}", intake.issues);
    for draft in &intake.drafts {
        for file in &draft.submission.evidence {
            assert!(open(&folder, &file.path).is_ok(), "{}", file.path);
        }
    }
}

#[test]
fn names_in_every_encoding_are_read() {
    let table = table();
    let decomposed: String = "1.1/Kế hoạch.txt".nfd().collect();
    // (the name as written, the bytes to put in its place, the path kept)
    let cases: [(&str, &[u8], &str); 4] = [
        (&decomposed, decomposed.as_bytes(), "1.1/Kế hoạch.txt"),
        // Raw UTF-8 without the flag is what many tools of Linux write; the library keeps the bytes as they are.
        ("1.1/Kxx hoxxxch.txt", "1.1/Kế hoạch.txt".as_bytes(), "1.1/Kế hoạch.txt"),
        ("1.1/Kxx hoaxch.txt", b"1.1/K\xea\xec hoa\xf2ch.txt", "1.1/Kế hoạch.txt"),
        ("1.1\\xx\\xx.txt", b"1.1\\\x85 l\\gi\x95.txt", "1.1/à l/giò.txt"),
    ];
    for (written, bytes, kept) in cases {
        let dir = tempfile::tempdir().unwrap();
        let zip = dir.path().join("Xã Tân Phú.zip");
        let same = written.len() == bytes.len();
        let name = if same {
            written.to_owned()
        } else {
            "x".repeat(bytes.len() - 4) + ".txt"
        };
        pack(&zip, &[("Phụ lục 01.xlsx", &table), (&name, b"abc")]);
        if name.as_bytes() != bytes {
            rename(&zip, name.as_bytes(), bytes);
        }
        let intake = load(&zip);
        let path = &only(&intake).submission.evidence[0].path;
        assert_eq!(*path, format!("Xã Tân Phú.zip/{kept}"));
        assert_eq!(fs::read(open(dir.path(), path).unwrap().path).unwrap(), b"abc");
        assert_eq!(
            told(&intake, "intake-archive-names"),
            std::str::from_utf8(bytes).is_err()
        );
    }
}

#[test]
fn paths_and_links_that_lead_out_are_refused_and_the_rest_is_taken() {
    let dir = tempfile::tempdir().unwrap();
    let zip = dir.path().join("Xã Tân Phú.zip");
    let mut archive = ZipWriter::new(fs::File::create(&zip).unwrap());
    let options = SimpleFileOptions::default();
    for (name, content) in [
        ("Phụ lục 01.xlsx", table().as_slice()),
        ("xx/xx/ra ngoài.txt", b"x"),
        ("xtuyệt đối.txt", b"x"),
        ("1.1/tốt.txt", b"abc"),
        ("1.2/a\u{1b}[31m\u{202e}b.txt", b"abc2"),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.add_symlink("1.1/liên kết", "/etc/hosts", options).unwrap();
    archive.finish().unwrap();
    rename(&zip, "xx/xx/ra ngoài.txt".as_bytes(), "../../ra ngoài.txt".as_bytes());
    rename(&zip, "xtuyệt đối.txt".as_bytes(), "/tuyệt đối.txt".as_bytes());
    let intake = load(&zip);
    let draft = only(&intake);
    let paths: Vec<&str> = draft
        .submission
        .evidence
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(paths, ["Xã Tân Phú.zip/1.1/tốt.txt", "Xã Tân Phú.zip/1.2/a[31mb.txt"]);
    let kinds: Vec<FlagKind> = draft.submission.flags.iter().map(|flag| flag.kind).collect();
    use FlagKind::{SuspiciousText, UnsafePath};
    assert_eq!(kinds, [UnsafePath, UnsafePath, UnsafePath, SuspiciousText]);
    assert_eq!(fs::read(open(dir.path(), paths[1]).unwrap().path).unwrap(), b"abc2");
    assert!(!dir.path().parent().unwrap().join("ra ngoài.txt").exists());
}

#[test]
fn bombs_locked_cut_nested_and_foreign_archives_are_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let table = table();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    // 100 MiB of noughts in one file: left out; the rest of that dossier is taken.
    let noughts = vec![0u8; 100 << 20];
    pack(
        &dir.path().join("Xã B.zip"),
        &[("Phụ lục 01.xlsx", &table), ("1.1/bom.txt", &noughts)],
    );
    // Many of them, each within its bounds.
    let part = vec![0u8; 30 << 20];
    let parts: Vec<(String, &[u8])> = (0..4).map(|at| (format!("1.1/{at}.txt"), part.as_slice())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    pack(&dir.path().join("Xã C.zip"), &parts);
    // The flag of encryption set by hand.
    let locked = dir.path().join("Xã D.zip");
    pack(&locked, &[("Phụ lục 01.xlsx", &table)]);
    let mut bytes = fs::read(&locked).unwrap();
    let central = (0..bytes.len())
        .rfind(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .unwrap();
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    fs::write(&locked, bytes).unwrap();
    // Cut in the middle.
    let cut = dir.path().join("Xã E.zip");
    pack(&cut, &[("Phụ lục 01.xlsx", &table)]);
    let bytes = fs::read(&cut).unwrap();
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    // One within another.
    pack(&dir.path().join("bên trong.zip"), &[("Phụ lục 01.xlsx", &table)]);
    let inner = fs::read(dir.path().join("bên trong.zip")).unwrap();
    fs::remove_file(dir.path().join("bên trong.zip")).unwrap();
    pack(&dir.path().join("Xã F.zip"), &[("Xã F.zip", &inner)]);
    fs::write(dir.path().join("Xã G.rar"), b"Rar!\x1a\x07\x01\x00 and more").unwrap();
    fs::write(dir.path().join("Xã H.7z"), b"7z\xbc\xaf\x27\x1c and more").unwrap();
    fs::write(dir.path().join("Xã I.zip"), b"").unwrap();
    let intake = load(dir.path());
    assert_eq!(names(&intake), ["Xã A", "Xã B"]);
    assert!(intake.drafts[1].submission.evidence.is_empty());
    assert_eq!(intake.drafts[1].submission.flags[0].kind, FlagKind::Oversized);
    let told: Vec<(&str, &str)> = intake
        .issues
        .iter()
        .map(|issue| (issue.path.as_str(), issue.message.key.as_str()))
        .collect();
    for is in [
        ("Xã B.zip/1.1/bom.txt", "intake-archived-too-large"),
        ("Xã C.zip", "intake-archive-too-large"),
        ("Xã D.zip", "intake-archive-locked"),
        ("Xã E.zip", "intake-archive-broken"),
        ("Xã F.zip", "intake-archive-nested"),
        ("Xã G.rar", "intake-kind-archive"),
        ("Xã H.7z", "intake-kind-archive"),
        ("Xã I.zip", "intake-archive-broken"),
    ] {
        assert!(told.contains(&is), "{is:?} in {told:?}");
    }
    assert_eq!(told.len(), 8, "{told:?}");
}

#[test]
fn an_archive_that_lies_about_sizes_is_not_believed() {
    let dir = tempfile::tempdir().unwrap();
    let zip = dir.path().join("Xã A.zip");
    let long = vec![b'a'; 3 << 20];
    pack(&zip, &[("Phụ lục 01.xlsx", &table()), ("1.1/dài.txt", &long)]);
    let mut bytes = fs::read(&zip).unwrap();
    let true_size = u32::try_from(long.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..*at + 4] == true_size)
        .collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    fs::write(&zip, bytes).unwrap();
    let intake = load(&zip);
    let draft = only(&intake);
    assert!(draft.submission.evidence.is_empty());
    assert!(told(&intake, "intake-archived-broken"), "{:?}", intake.issues);
}

#[test]
fn an_archive_within_a_dossier_is_evidence() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    pack(&dir.path().join("Xã A/1.1.zip"), &[("x.txt", b"x")]);
    let intake = load(dir.path());
    let evidence = &only(&intake).submission.evidence;
    assert_eq!(
        (evidence[0].path.as_str(), evidence[0].criteria.len()),
        ("Xã A/1.1.zip", 1)
    );
    let mut magic = [0u8; 2];
    let mut file = fs::File::open(open(dir.path(), "Xã A/1.1.zip").unwrap().path).unwrap();
    file.read_exact(&mut magic).unwrap();
    assert_eq!(&magic, b"PK");
}
