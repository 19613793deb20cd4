//! What is signed is kept in the journal file by file, later where it could not be at once, and nobody's signature is lost.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thamdinh::domain::{Act, Actor, Explain as _, MemberId, RoundId};
use thamdinh::signature::{SignError, sign_again, verify_detached};
use thamdinh::store::Filter;
use thamdinh::tasks::sign::{self, KeyPlace, Secret, Shown, SignRequest};
use thamdinh::tasks::{Desk, Settings, TaskError};
use thamdinh::text::{Lang, Locale};
use zeroize::Zeroizing;

use super::support::{TIME, bytes, fixture, signer};

struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
    round: RoundId,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sample = "samples/huyen-minh-hoa/01. Xã Tân Phú/Phụ lục 01.xlsx";
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join(sample);
        std::fs::copy(fixture("classic.pdf"), folder.path().join("PL02.pdf")).unwrap();
        std::fs::copy(book, folder.path().join("PL01.xlsx")).unwrap();
        let workspace = folder.path().join("so.thamdinh");
        std::fs::copy(fixture("../workspace-1.thamdinh"), &workspace).unwrap();
        let clock = || "2023-11-20T08:00:00+07:00".to_owned();
        let mut desk = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), clock);
        desk.open_existing(&workspace).unwrap();
        let round = desk.pick_round(None).unwrap();
        Self { folder, desk, round }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn wanted(&self, files: &[&str], inside: bool, round: &RoundId) -> SignRequest {
        let actor = Actor {
            member: MemberId::new("Chủ tịch"),
            role: String::new(),
        };
        SignRequest {
            files: files.iter().map(|name| self.path(name)).collect(),
            key: KeyPlace::File(fixture("chair.p12")),
            certificate: None,
            intermediates: Vec::new(),
            reason: String::new(),
            place: String::new(),
            shown: Shown::No,
            out: None,
            inside,
            in_place: false,
            overwrite: false,
            journal: Some((round.clone(), actor)),
        }
    }

    fn sign(&mut self, wanted: &SignRequest) -> Result<usize, TaskError> {
        let mut ask = |_: &_| Ok(Zeroizing::new("secret".to_owned()));
        sign::run(&mut self.desk, wanted, &mut ask, &mut |_| true).map(|done| done.len())
    }

    /// The files that the journal keeps as signed, the latest first.
    fn kept(&self) -> Vec<String> {
        let path = self.path("so.thamdinh");
        let store = thamdinh::store::Store::open(&path).unwrap();
        let events = store.events(&Filter::default()).unwrap();
        let found = events.iter().filter_map(|event| match &event.act {
            Act::Sign { file, .. } => Some(file.clone()),
            _ => None,
        });
        found.collect()
    }
}

#[test]
fn a_signature_that_the_journal_could_not_keep_is_kept_when_it_is_asked_for_again() {
    let nowhere = RoundId::new("nowhere");
    for (name, signed, inside) in [
        ("PL02.pdf", "PL02.signed.pdf", false),
        ("PL01.xlsx", "PL01.signed.xlsx", true),
        ("PL01.xlsx", "PL01.xlsx.p7s", false),
    ] {
        let mut place = Place::new();
        let wanted = place.wanted(&[name], inside, &nowhere);
        let fault = place.sign(&wanted).unwrap_err();
        assert!(
            matches!(&fault, TaskError::SignedNotKept { file, .. } if *file == place.path(signed)),
            "{fault:?}"
        );
        assert_eq!(fault.hint().unwrap().key, "sign-not-kept-hint");
        assert_eq!(place.kept(), [""; 0]);
        let written = std::fs::read(place.path(signed)).unwrap();

        let wanted = place.wanted(&[name], inside, &place.round);
        assert_eq!(place.sign(&wanted).unwrap(), 1, "{signed}");
        assert_eq!(place.kept(), [signed]);
        assert_eq!(std::fs::read(place.path(signed)).unwrap(), written, "not signed twice");
        assert!(place.sign(&wanted).is_err(), "{signed}");
        assert_eq!(place.kept(), [signed]);
    }
}

#[test]
fn a_signature_is_noted_once_and_a_forged_one_never() {
    let mut place = Place::new();
    let wanted = place.wanted(&["PL01.xlsx"], false, &place.round);
    assert_eq!(place.sign(&wanted).unwrap(), 1);
    let (book, beside) = (place.path("PL01.xlsx"), place.path("PL01.xlsx.p7s"));
    let (content, own) = (std::fs::read(book).unwrap(), std::fs::read(&beside).unwrap());
    // A colleague who keeps no journal adds a signature: ours is kept already.
    let both = sign_again(&content, &own, &signer("secretary-aes.p12"), TIME).unwrap();
    std::fs::write(&beside, both).unwrap();
    assert!(matches!(
        place.sign(&wanted).unwrap_err(),
        TaskError::SignFile(_, SignError::SignedAlready(_))
    ));
    assert_eq!(place.kept(), ["PL01.xlsx.p7s"]);
    // Our certificate with another's value of the signature: nobody signed that.
    let mut place = Place::new();
    let mut forged = own;
    let last = forged.len() - 1;
    forged[last] ^= 1;
    std::fs::write(place.path("PL01.xlsx.p7s"), forged).unwrap();
    let wanted = place.wanted(&["PL01.xlsx"], false, &place.round);
    let fault = place.sign(&wanted).unwrap_err();
    assert!(
        matches!(fault, TaskError::SignFile(_, SignError::OtherContent)),
        "{fault:?}"
    );
    assert_eq!(place.kept(), [""; 0]);
}

#[test]
fn a_copy_of_another_file_or_of_another_signer_is_not_kept() {
    let mut place = Place::new();
    let wanted = place.wanted(&["PL02.pdf"], false, &place.round);
    std::fs::write(place.path("PL02.signed.pdf"), bytes("classic.pdf")).unwrap();
    assert!(place.sign(&wanted).is_err());
    std::fs::write(place.path("PL02.signed.pdf"), bytes("signed/adbe.pdf")).unwrap();
    assert!(place.sign(&wanted).is_err());
    let member = SignRequest {
        key: KeyPlace::File(fixture("member.p12")),
        overwrite: true,
        journal: None,
        ..wanted.clone()
    };
    assert_eq!(place.sign(&member).unwrap(), 1);
    assert!(matches!(place.sign(&wanted), Err(TaskError::Export(_))));
    assert_eq!(place.kept(), [""; 0]);
}

#[test]
fn what_was_signed_before_a_fault_is_kept_and_told() {
    let mut place = Place::new();
    std::fs::write(place.path("PL03.xlsx"), b"PK nothing").unwrap();
    let wanted = place.wanted(&["PL02.pdf", "PL01.xlsx", "PL03.xlsx"], true, &place.round);
    let fault = place.sign(&wanted).unwrap_err();
    assert!(matches!(fault, TaskError::Partly { written: 2, .. }), "{fault:?}");
    assert_eq!(place.kept(), ["PL01.signed.xlsx", "PL02.signed.pdf"]);
}

#[test]
fn a_run_that_was_broken_off_says_so() {
    let mut place = Place::new();
    let mut secret = Secret::default();
    secret.push("secret");
    let wanted = place.wanted(&["PL02.pdf", "PL01.xlsx"], false, &place.round);
    let done = sign::with_secret(&mut place.desk, &wanted, &secret, &mut |step| step.done < 1).unwrap();
    assert!(done.stopped);
    assert_eq!(done.files.len(), 1);
    let wanted = place.wanted(&["PL01.xlsx"], false, &place.round);
    let done = sign::with_secret(&mut place.desk, &wanted, &secret, &mut |_| true).unwrap();
    assert!(!done.stopped);

    let folder = [place.folder.path().to_owned()];
    let report = |on: bool| thamdinh::tasks::verify::report(&place.desk, folder.to_vec(), &[], &mut |_| on).unwrap();
    assert!(report(false).stopped && !report(true).stopped);
}

#[test]
fn a_signature_that_came_while_the_password_was_asked_for_is_not_lost() {
    let mut place = Place::new();
    let (file, beside) = (place.path("PL01.xlsx"), place.path("PL01.xlsx.p7s"));
    let content = std::fs::read(&file).unwrap();
    let wanted = place.wanted(&["PL01.xlsx"], false, &place.round);
    let first = thamdinh::signature::sign_detached(&content, &signer("member.p12"), TIME).unwrap();
    std::fs::write(&beside, &first).unwrap();
    let second = sign_again(&content, &first, &signer("agency.p12"), TIME).unwrap();
    let mut ask = |_: &_| {
        std::fs::write(&beside, &second).unwrap();
        Ok(Zeroizing::new("secret".to_owned()))
    };
    let fault = sign::run(&mut place.desk, &wanted, &mut ask, &mut |_| true).unwrap_err();
    assert_eq!(fault.what().key, "sign-beside-changed");
    assert_eq!(std::fs::read(&beside).unwrap(), second);
    assert_eq!(place.sign(&wanted).unwrap(), 1);
    let all = std::fs::read(&beside).unwrap();
    assert_eq!(verify_detached(&content, &all, &Default::default()).unwrap().len(), 3);
}
