//! Whether an exported file still says what the journal says: matching, older, changed by hand, appended to, signed, unknown.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails says where"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thamdinh::domain::{
    Act, Actor, ApplicantId, CriterionId, FormId, MemberId, RoundId, SignatureState, StageId, Verdict,
};
use thamdinh::tasks::sign::{self, KeyPlace, Secret, Shown, SignRequest};
use thamdinh::tasks::verify::{self, Kept, Origin, Verified};
use thamdinh::tasks::{Desk, Existing, ExportFormat, ExportRequest, Settings, TaskError, demo, doctor, dump, export};
use thamdinh::text::{Lang, Locale};

struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
    round: RoundId,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = || "2023-11-20T08:00:00+07:00".to_owned();
        let mut desk = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), clock);
        let path = folder.path().join("minh-hoa.thamdinh");
        let opened = demo::open(&mut desk, Some(&path), &mut |_| true).unwrap();
        let round = opened.rounds[0].id.clone();
        Self { folder, desk, round }
    }

    fn wanted(&self, format: ExportFormat, existing: Existing) -> ExportRequest {
        ExportRequest {
            round: self.round.clone(),
            forms: vec![FormId::new("phu-luc-02")],
            applicants: vec![ApplicantId::new("Xã Tân Phú")],
            format,
            out: self.folder.path().join("out"),
            one_book: false,
            plain_names: false,
            existing,
            provenance: false,
        }
    }

    fn export(&mut self, format: ExportFormat) -> PathBuf {
        let wanted = self.wanted(format, Existing::Replace);
        export::run(&mut self.desk, &wanted, &mut |_| true)
            .unwrap()
            .files
            .remove(0)
    }

    fn origin(&self, file: &Path) -> Origin {
        let found = verify::run(&self.desk, &[file.to_owned()], &[], &mut |_| true).unwrap();
        found[0].origin.clone()
    }

    fn note(&mut self, text: &str) {
        let act = Act::Note {
            round: self.round.clone(),
            applicant: ApplicantId::new("xa-tan-phu"),
            criterion: None,
            text: text.to_owned(),
            replaces: Vec::new(),
        };
        let actor = Actor {
            member: MemberId::new("An"),
            role: String::new(),
        };
        self.desk.act_as(&actor, act).unwrap();
    }

    fn rule(&mut self, reason: &str) {
        let act = Act::Rule {
            round: self.round.clone(),
            applicant: ApplicantId::new("xa-tan-phu"),
            criterion: CriterionId::new("1.1"),
            stage: StageId::new("district"),
            value: None,
            verdict: Some(Verdict::NotMet),
            points: None,
            inputs: std::collections::BTreeMap::new(),
            reason: reason.to_owned(),
            replaces: Vec::new(),
        };
        let actor = Actor {
            member: MemberId::new("An"),
            role: String::new(),
        };
        self.desk.act_as(&actor, act).unwrap();
    }
}

fn chair() -> Actor {
    Actor {
        member: MemberId::new("Bình"),
        role: "Chủ tịch".to_owned(),
    }
}

/// The file with words of its stamp replaced; they must be there.
fn stamped(file: &Path, old: &str, new: &str) {
    let bytes = std::fs::read(file).unwrap();
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    assert!(text.contains(old), "{old}");
    let bytes: Vec<u8> = text.replace(old, new).chars().map(|one| one as u8).collect();
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn a_time_that_is_none_is_a_finding_of_that_file_alone() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Pdf);
    let sound = file.with_file_name("sound.pdf");
    std::fs::copy(&file, &sound).unwrap();
    stamped(&file, "at=2023-11-20T", "at=2023-11-99T");
    let folder = file.parent().unwrap().to_owned();
    let found = verify::run(&place.desk, &[folder], &[], &mut |_| true).unwrap();
    let origin = |path: &Path| &found.iter().find(|one| one.path == path).unwrap().origin;
    assert_eq!(*origin(&file), Origin::Unknown);
    assert!(matches!(origin(&sound), Origin::Same { .. }));
}

#[test]
fn only_what_was_compared_counts_as_matching_and_the_rest_is_named() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Pdf);
    let [other, unknown] = ["other.pdf", "unknown.pdf"].map(|name| file.with_file_name(name));
    std::fs::copy(&file, &other).unwrap();
    std::fs::copy(&file, &unknown).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    stamped(
        &other,
        &format!("by={version};"),
        &format!("by={};", "9".repeat(version.len())),
    );
    stamped(&unknown, "form=phu-luc-02;", "form=phu-luc-99;");
    assert!(matches!(place.origin(&other), Origin::OtherVersion { .. }));
    assert!(!place.origin(&other).is_fine());
    let folder = file.parent().unwrap().to_owned();
    let found = doctor::examine(&mut place.desk, false, &[folder]).unwrap();
    let count = |key: &str| found.counts.iter().find(|(own, _)| *own == key).unwrap().1;
    assert_eq!((count("closing-doctor-exported"), count("closing-doctor-open")), (1, 2));
    let said: Vec<String> = found.open.iter().map(|one| Locale::new(Lang::Vi).say(one)).collect();
    assert!(
        said[0].contains("other.pdf") && said[1].contains("unknown.pdf"),
        "{said:?}"
    );
}

#[test]
fn a_file_matches_until_the_state_changes_and_matches_again_when_it_is_exported_anew() {
    let mut place = Place::new();
    for format in [ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf] {
        let file = place.export(format);
        let first = place.origin(&file);
        assert!(
            matches!(first, Origin::Same { sealed: false, .. }),
            "{format:?}: {first:?}"
        );
        place.note(&format!("ghi chú {format:?}"));
        let later = place.origin(&file);
        assert!(matches!(later, Origin::Older { .. }), "{format:?}: {later:?}");
        assert_eq!(first.state(), later.state());
        let file = place.export(format);
        assert!(matches!(place.origin(&file), Origin::Same { .. }));
        assert_ne!(place.origin(&file).state(), first.state());
    }
}

#[test]
fn a_paper_whose_office_changed_is_told_apart_from_one_whose_figures_did() {
    let mut place = Place::new();
    let district = StageId::new("district");
    let actor = Actor {
        member: MemberId::new("Trần Thị B"),
        role: "Chủ tịch".to_owned(),
    };
    let seal = Act::Seal {
        round: place.round.clone(),
        applicant: ApplicantId::new("xa-tan-phu"),
        stage: district.clone(),
        state: String::new(),
    };
    let draft = place.export(ExportFormat::Pdf);
    place.desk.act_as(&actor, seal).unwrap();
    // The mark of a draft is a word of the paper as well.
    let reworded = place.origin(&draft);
    assert!(matches!(reworded, Origin::Reworded { .. }), "{reworded:?}");
    assert!(!reworded.is_fine() && reworded.code() == "reworded");
    for format in [ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf] {
        let file = place.export(format);
        // The district's paper stays sealed whichever stage the round works at.
        for stage in ["province", "district"] {
            let act = Act::SetStage {
                round: place.round.clone(),
                stage: StageId::new(stage),
            };
            place.desk.act_as(&actor, act).unwrap();
            let origin = place.origin(&file);
            assert!(
                matches!(origin, Origin::Same { sealed: true, .. }),
                "{format:?}, {stage}: {origin:?}"
            );
        }
        let mut offices = thamdinh::domain::office::Offices::default();
        offices.office.signer = format!("Nguyễn Văn {format:?}");
        let act = Act::SetOffices {
            round: place.round.clone(),
            offices: Box::new(offices),
        };
        place.desk.act_as(&actor, act).unwrap();
        let origin = place.origin(&file);
        assert!(matches!(origin, Origin::Reworded { .. }), "{format:?}: {origin:?}");
    }
}

#[test]
fn a_paper_that_prints_the_results_of_another_stage_is_older_when_those_change() {
    let mut place = Place::new();
    let wanted = ExportRequest {
        forms: vec![FormId::new("phu-luc-03")],
        ..place.wanted(ExportFormat::Docx, Existing::Replace)
    };
    let written = export::run(&mut place.desk, &wanted, &mut |_| true).unwrap();
    let file = &written.files[0];
    assert!(matches!(place.origin(file), Origin::Same { .. }));
    let act = Act::Rule {
        round: place.round.clone(),
        applicant: ApplicantId::new("xa-tan-phu"),
        criterion: CriterionId::new("1.10"),
        stage: StageId::new("district"),
        value: Some(thamdinh::domain::Value::Number("12.5".parse().unwrap())),
        verdict: Some(Verdict::NotMet),
        points: None,
        inputs: std::collections::BTreeMap::new(),
        reason: "cấp huyện sửa".to_owned(),
        replaces: Vec::new(),
    };
    let actor = Actor {
        member: MemberId::new("An"),
        role: String::new(),
    };
    place.desk.act_as(&actor, act).unwrap();
    let origin = place.origin(file);
    assert!(matches!(origin, Origin::Older { .. }), "{origin:?}");
}

#[test]
fn a_file_of_an_earlier_build_is_not_said_to_have_changed() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Pdf);
    let bytes = std::fs::read(&file).unwrap();
    let find = |what: &[u8]| bytes.windows(what.len()).position(|some| some == what).unwrap();
    let (content, facts) = (find(b"content="), find(b"facts="));
    let end = facts + bytes[facts..].iter().position(|byte| *byte == b';').unwrap() + 1;
    let mut old = bytes.clone();
    old[content + 8..content + 20].copy_from_slice(b"000000000000");
    old.drain(facts..end);
    std::fs::write(&file, &old).unwrap();
    let origin = place.origin(&file);
    assert!(matches!(origin, Origin::OtherVersion { .. }), "{origin:?}");
    // What the journal keeps as signed, to the last byte, need not be compared to be vouched for.
    let verified = |kept| Verified {
        path: file.clone(),
        fault: None,
        state: SignatureState::Valid,
        signatures: Vec::new(),
        kept,
        origin: origin.clone(),
    };
    let signed = Kept::Same {
        by: "Chủ tịch".to_owned(),
        at: "2023-11-20T08:00:00+07:00".to_owned(),
    };
    assert!(verified(signed).is_fine() && !verified(Kept::Nothing).is_fine());
}

#[test]
fn whatever_is_changed_in_or_appended_to_a_file_by_hand_is_told() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Pdf);
    let bytes = std::fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    std::fs::write(&file, changed).unwrap();
    assert!(matches!(place.origin(&file), Origin::Changed { .. }));
    // What is appended without a signature may change what the pages show.
    std::fs::write(&file, [bytes.as_slice(), b"\n% appended"].concat()).unwrap();
    assert!(matches!(place.origin(&file), Origin::Changed { .. }));
    std::fs::write(&file, &bytes).unwrap();
    assert!(matches!(place.origin(&file), Origin::Same { .. }));
}

#[test]
fn a_file_of_another_workspace_or_without_a_stamp_is_unknown() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Xlsx);
    let other = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), || {
        "2023-11-20T08:00:00+07:00".to_owned()
    });
    let found = verify::run(&other, std::slice::from_ref(&file), &[], &mut |_| true).unwrap();
    assert_eq!(found[0].origin, Origin::Unknown);
    let plain = place.folder.path().join("a.pdf");
    std::fs::write(&plain, b"%PDF-1.7 nothing").unwrap();
    assert_eq!(place.origin(&plain), Origin::Unknown);
}

#[test]
fn files_that_are_there_are_named_left_or_replaced_and_a_batch_stops_when_asked() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Xlsx);
    let wanted = place.wanted(ExportFormat::Xlsx, Existing::Refuse);
    let refused = export::run(&mut place.desk, &wanted, &mut |_| true);
    assert!(
        matches!(&refused, Err(TaskError::Existing(paths)) if *paths == [file.clone()]),
        "{refused:?}"
    );
    let wanted = ExportRequest {
        applicants: Vec::new(),
        ..place.wanted(ExportFormat::Xlsx, Existing::Keep)
    };
    let written = export::run(&mut place.desk, &wanted, &mut |_| true).unwrap();
    assert_eq!(written.kept, [file]);
    assert!(written.files.len() > 1 && !written.stopped);
    let wanted = ExportRequest {
        existing: Existing::Replace,
        ..wanted
    };
    let written = export::run(&mut place.desk, &wanted, &mut |step| step.done < 2).unwrap();
    assert!(written.stopped);
    assert_eq!(written.files.len(), 2);
}

#[test]
fn the_summary_of_the_round_is_written_beside_forms_and_a_form_named_twice_once() {
    let mut place = Place::new();
    let forms = ["phu-luc-02", "tong-hop-ket-qua", "Phụ lục 02", "phu-luc-02"].map(FormId::new);
    let wanted = ExportRequest {
        forms: forms.to_vec(),
        ..place.wanted(ExportFormat::Pdf, Existing::Refuse)
    };
    let written = export::run(&mut place.desk, &wanted, &mut |_| true).unwrap();
    assert_eq!(written.files.len(), 2, "{written:?}");
    assert!(written.files.iter().all(|file| !file.to_string_lossy().contains("(2)")));
    for file in &written.files {
        assert!(matches!(place.origin(file), Origin::Same { .. }), "{file:?}");
    }
    // All that is there is named, and nothing is written.
    match export::run(&mut place.desk, &wanted, &mut |_| true) {
        Err(TaskError::Existing(there)) => assert_eq!(there, written.files),
        other => panic!("{other:?}"),
    }
    let keep = ExportRequest {
        existing: Existing::Keep,
        ..wanted
    };
    let again = export::run(&mut place.desk, &keep, &mut |_| true).unwrap();
    assert_eq!((again.files.len(), again.kept), (0, written.files));
}

#[test]
fn a_signed_file_still_matches_and_what_is_appended_behind_the_signature_does_not() {
    let mut place = Place::new();
    let file = place.export(ExportFormat::Pdf);
    let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/chair.p12");
    let wanted = SignRequest {
        files: vec![file],
        key: KeyPlace::File(key),
        certificate: None,
        intermediates: Vec::new(),
        reason: String::new(),
        place: String::new(),
        shown: Shown::No,
        out: None,
        inside: false,
        in_place: false,
        overwrite: false,
        journal: Some((place.round.clone(), chair())),
    };
    let mut secret = Secret::default();
    secret.push("secret");
    let sign = |place: &mut Place, wanted: &SignRequest| {
        let done = sign::with_secret(&mut place.desk, wanted, &secret, &mut |_| true);
        done.unwrap().files
    };
    let signed = sign(&mut place, &wanted).remove(0).file;
    assert!(signed.to_string_lossy().ends_with(".signed.pdf"));
    assert!(matches!(place.origin(&signed), Origin::Same { .. }));
    // A second signature goes into the same file; the journal does not keep it, and no authority knows whose it is.
    let again = SignRequest {
        files: vec![signed.clone()],
        journal: None,
        ..wanted
    };
    assert_eq!(sign(&mut place, &again)[0].file, signed);
    let found = verify::run(&place.desk, std::slice::from_ref(&signed), &[], &mut |_| true).unwrap();
    assert_eq!(found[0].signatures.len(), 2);
    assert!(matches!(found[0].origin, Origin::SignedOver { .. }));
    assert!(!found[0].origin.is_fine());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/root.pem");
    let found = verify::run(&place.desk, std::slice::from_ref(&signed), &[root], &mut |_| true).unwrap();
    assert!(matches!(found[0].origin, Origin::Same { .. }));
    let bytes = std::fs::read(&signed).unwrap();
    std::fs::write(&signed, [bytes.as_slice(), b"\n% appended"].concat()).unwrap();
    assert!(matches!(place.origin(&signed), Origin::Changed { .. }));
}

#[test]
fn a_workbook_or_text_signed_inside_still_matches_until_somebody_changes_it() {
    let mut place = Place::new();
    let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signature/chair.p12");
    let mut secret = Secret::default();
    secret.push("secret");
    for format in [ExportFormat::Xlsx, ExportFormat::Docx] {
        let wanted = SignRequest {
            files: vec![place.export(format)],
            key: KeyPlace::File(key.clone()),
            certificate: None,
            intermediates: Vec::new(),
            reason: String::new(),
            place: String::new(),
            shown: Shown::No,
            out: None,
            inside: true,
            in_place: false,
            overwrite: false,
            journal: Some((place.round.clone(), chair())),
        };
        let signed = sign::with_secret(&mut place.desk, &wanted, &secret, &mut |_| true);
        let signed = signed.unwrap().files;
        assert!(signed[0].experimental() && !signed[0].beside);
        let file = &signed[0].file;
        let found = verify::run(&place.desk, std::slice::from_ref(file), &[], &mut |_| true).unwrap();
        assert_eq!(found[0].signatures.len(), 1, "{format:?}");
        assert!(
            matches!(found[0].origin, Origin::Same { .. }),
            "{format:?}: {:?}",
            found[0].origin
        );
        // A folder is looked into as well.
        let folder = file.parent().unwrap().to_owned();
        let all = verify::run(&place.desk, &[folder], &[], &mut |_| true).unwrap();
        assert!(all.iter().any(|one| one.path == *file && one.signatures.len() == 1));
        place.note(&format!("ghi chú {format:?}"));
        assert!(matches!(place.origin(file), Origin::Older { .. }), "{format:?}");
    }
}

#[test]
fn the_summary_of_the_round_says_of_which_state_it_was_made() {
    let mut place = Place::new();
    for format in [ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf] {
        let wanted = ExportRequest {
            forms: vec![FormId::new("tong-hop-ket-qua")],
            applicants: Vec::new(),
            ..place.wanted(format, Existing::Replace)
        };
        let export = |place: &mut Place| {
            let written = export::run(&mut place.desk, &wanted, &mut |_| true);
            written.unwrap().files.remove(0)
        };
        let file = export(&mut place);
        let first = place.origin(&file);
        assert!(
            matches!(first, Origin::Same { sealed: false, .. }),
            "{format:?}: {first:?}"
        );
        // It prints no notes: it says the same with one more.
        place.note(&format!("ghi chú {format:?}"));
        assert_eq!(place.origin(&file).state(), first.state());
        place.rule(&format!("lý do {format:?}"));
        let later = place.origin(&file);
        assert!(matches!(later, Origin::Older { .. }), "{format:?}: {later:?}");
        let file = export(&mut place);
        assert!(matches!(place.origin(&file), Origin::Same { .. }));
    }
}

#[test]
fn a_paper_of_a_sealed_stage_says_what_was_sealed_when_more_is_said_at_the_next() {
    let mut place = Place::new();
    let stage = StageId::new("district");
    let seal = Act::Seal {
        round: place.round.clone(),
        applicant: ApplicantId::new("xa-tan-phu"),
        stage: stage.clone(),
        state: String::new(),
    };
    place.note("trước khi chốt");
    place.desk.act_as(&chair(), seal).unwrap();
    let file = place.export(ExportFormat::Pdf);
    let sealed = place.origin(&file);
    assert!(matches!(sealed, Origin::Same { .. }), "{sealed:?}");
    let round = place.desk.round(&place.round).unwrap();
    let next = round.framework.stages.iter().find(|other| other.id != stage).unwrap();
    let act = Act::SetStage {
        round: place.round.clone(),
        stage: next.id.clone(),
    };
    place.desk.act_as(&chair(), act).unwrap();
    place.note("ở bước sau");
    let file = place.export(ExportFormat::Pdf);
    let now = place.origin(&file);
    assert!(matches!(now, Origin::Same { .. }), "{now:?}");
    assert_eq!(now.state(), sealed.state());
}

#[test]
fn the_dump_names_the_state_that_was_sealed_until_it_is_opened_again() {
    let mut place = Place::new();
    let (stage, applicant) = (StageId::new("district"), ApplicantId::new("xa-tan-phu"));
    let actor = Actor {
        member: MemberId::new("Bình"),
        role: "Chủ tịch".to_owned(),
    };
    let seals = |place: &Place| {
        let dump = dump::all(&place.desk, None, &Locale::new(Lang::Vi)).unwrap();
        let dossiers = dump["rounds"][0]["dossiers"].as_array().unwrap().clone();
        let own = dossiers.into_iter().find(|one| one["id"] == "xa-tan-phu");
        own.unwrap()["seals"].clone()
    };
    assert_eq!(seals(&place), serde_json::json!({}));
    let seal = Act::Seal {
        round: place.round.clone(),
        applicant: applicant.clone(),
        stage: stage.clone(),
        state: String::new(),
    };
    place.desk.act_as(&actor, seal).unwrap();
    let file = place.export(ExportFormat::Pdf);
    let stated = place.origin(&file).state().unwrap().to_owned();
    let told = seals(&place)["district"].clone();
    assert_eq!(told["sha256"], stated.as_str());
    assert_eq!(
        (&told["by"], &told["at"]),
        (&"Bình".into(), &"2023-11-20T08:00:00+07:00".into())
    );
    let reopen = Act::Reopen {
        round: place.round.clone(),
        applicant,
        stage,
        reason: "bổ sung minh chứng".to_owned(),
    };
    place.desk.act_as(&actor, reopen).unwrap();
    assert_eq!(seals(&place), serde_json::json!({}));
}
