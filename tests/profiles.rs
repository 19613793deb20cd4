//! A chain of appraisal laid over the frameworks: every commune's takes the two-tier one, and a round opened under it
//! prints the new bodies and reads its own tables back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use calamine::{Reader as _, Xlsx, open_workbook};
use program::{FRAMEWORK, Place, dossier};
use serde_json::Value as Json;
use thamdinh::domain::framework::ApplicantLevel;
use thamdinh::domain::{Actor, ClaimedVerdict, Explain as _, FormKind, Framework, FrameworkId, MemberId, RoundId};
use thamdinh::framework::{Library, ProfileError, check, parse, parse_profile};
use thamdinh::tasks::{
    Desk, ExportFormat, ExportRequest, ImportRequest, Settings, Severity, TaskError, export, import, rulings,
};
use thamdinh::text::{Lang, Locale};

const HAI_CAP: &str = "hai-cap";

fn communes(library: &Library) -> Vec<Arc<Framework>> {
    let all = library
        .list()
        .into_iter()
        .map(|listed| library.get(&listed.id).unwrap());
    all.filter(|framework| framework.applicant_level == ApplicantLevel::Xa)
        .collect()
}

/// Every text that the forms of a framework print.
fn printed(framework: &Framework) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for stage in &framework.stages {
        texts.extend([stage.name.as_str(), &stage.verb, &stage.body, &stage.signer]);
    }
    // A structure table quotes the regulation, whoever appraises.
    let forms = framework.forms.iter();
    for form in forms.filter(|form| form.kind != FormKind::Structure) {
        texts.extend([form.name.as_str(), &form.conclusion]);
        texts.extend(form.title.iter().map(String::as_str));
        for column in &form.columns {
            texts.extend([column.header.as_str(), &column.over]);
            texts.extend(column.also.iter().map(String::as_str));
        }
        if let Some(signature) = &form.signature {
            texts.push(&signature.title);
            texts.extend(signature.above.iter().map(String::as_str));
        }
    }
    texts
}

#[test]
fn every_commune_framework_takes_the_two_tier_chain() {
    let library = Library::open(None);
    let profile = library.profile(HAI_CAP).unwrap();
    let communes = communes(&library);
    assert_eq!(communes.len(), 4);
    for framework in communes {
        let laid = profile.lay_over(&framework).unwrap();
        let chain: Vec<&str> = laid.stages.iter().map(|stage| stage.id.as_str()).collect();
        match framework.stages.len() {
            2 => assert_eq!(chain, ["self", "council"], "{}", framework.id),
            _ => assert_eq!(chain, ["self", "department", "council"], "{}", framework.id),
        }
        // What was written out is sound to the last reference, and answers its cases and checks as before.
        let again = parse(&toml::to_string(&laid).unwrap()).unwrap();
        assert_eq!(again, laid);
        assert_eq!(check(&laid), check(&framework), "{}", framework.id);
        for text in printed(&laid) {
            let lower = text.to_lowercase();
            for old in ["huyện", "sở ", "phòng văn hóa"] {
                assert!(!lower.contains(old), "{}: {text}", framework.id);
            }
        }
        // Nothing but the chain and its words is another.
        assert_eq!(laid.criteria, framework.criteria);
        assert_eq!(laid.cases, framework.cases);
        assert_eq!(laid.contradictions, framework.contradictions);
        assert_eq!(laid.provisions, framework.provisions);
        for (new, old) in laid.stages.iter().zip(&framework.stages) {
            assert_eq!(
                (&new.deadline, &new.deadline_printed),
                (&old.deadline, &old.deadline_printed)
            );
        }
    }
}

#[test]
fn the_forms_of_thanh_hoa_name_the_new_bodies() {
    let library = Library::open(None);
    let framework = library.get(&FRAMEWORK.into()).unwrap();
    let laid = library.profile(HAI_CAP).unwrap().lay_over(&framework).unwrap();
    let form = |id: &str| laid.form(&id.into()).unwrap();
    let headers = |id: &str| -> Vec<String> { form(id).columns.iter().map(|column| column.header.clone()).collect() };
    assert_eq!(headers("phu-luc-01"), {
        let own = framework.form(&"phu-luc-01".into()).unwrap();
        own.columns
            .iter()
            .map(|column| column.header.clone())
            .collect::<Vec<_>>()
    });
    let second = headers("phu-luc-02");
    assert_eq!(second[4], "Kết quả tự đánh giá của UBND cấp xã");
    assert_eq!(second[5], "Kết quả thẩm định bước đầu của cơ quan chuyên môn");
    let third = headers("phu-luc-03");
    assert_eq!(third[4], "Kết quả thẩm định bước đầu của cơ quan chuyên môn");
    assert_eq!(third[5], "Kết quả thẩm định của Hội đồng");
    let council = form("phu-luc-03");
    assert_eq!(
        council.title[1],
        "KẾT QUẢ THẨM ĐỊNH CÁC TIÊU CHÍ CHUYỂN ĐỔI SỐ CHO {applicant}"
    );
    assert!(
        council
            .conclusion
            .starts_with("Căn cứ kết quả thẩm định: {applicant}, tỉnh/thành phố..... đã hoàn thành {passed}/{total}")
    );
    let signature = council.signature.as_ref().unwrap();
    assert_eq!(
        (signature.above.len(), signature.title.as_str()),
        (1, "CHỦ TỊCH HỘI ĐỒNG")
    );
    let report = |id: &str| laid.reports.iter().find(|report| report.id.as_str() == id).unwrap();
    assert_eq!(report("mau-so-02").stage.as_str(), "department");
    assert_eq!(report("mau-so-03").signature.title, "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH");
    assert_eq!(report("mau-so-03").addressee, "Cơ quan chuyên môn");
    assert_eq!(report("mau-so-04").signature.title, "CHỦ TỊCH HỘI ĐỒNG");
    // The title of a decision is nobody's to change.
    assert!(
        report("mau-so-01")
            .opening
            .contains("giao chỉ tiêu hoàn thành chuyển đổi số cấp huyện, cấp xã")
    );
}

#[test]
fn a_chain_that_does_not_fit_is_refused_in_words() {
    let library = Library::open(None);
    let locale = Locale::new(Lang::Vi);
    let profile = library.profile(HAI_CAP).unwrap();
    let districts = library.get(&"khung-1.0-huyen".into()).unwrap();
    let error = profile.lay_over(&districts).unwrap_err();
    assert!(matches!(error, ProfileError::Applicants { .. }));
    let mut long = library.get(&FRAMEWORK.into()).unwrap().as_ref().clone();
    let mut more = long.stages[2].clone();
    more.id = "ministry".into();
    long.stages.push(more);
    let error = profile.lay_over(&long).unwrap_err();
    assert!(matches!(
        error,
        ProfileError::TooFewStages {
            offered: 2,
            needed: 3,
            ..
        }
    ));
    for sentence in [error.what(), error.hint().unwrap()] {
        assert!(!locale.say(&sentence).contains('⟨'), "{}", locale.say(&sentence));
    }
    let error = library.profile("hai-cpa").unwrap_err();
    assert!(matches!(&error, ProfileError::Unknown { near: Some(near), .. } if near == HAI_CAP));
}

#[test]
fn defects_of_a_profile_are_named_with_their_lines() {
    let text = "id = \"Hai cấp\"\ntitle = \"\"\n[[stages]]\nid = \"xa\"\n[[stages]]\nid = \"tinh\"\ndeadline = \"31-12\"\n\
                [[words]]\nfrom = \"a\"\nto = \"b\"\nstage = \"tnih\"\n";
    let found = parse_profile(text).unwrap_err();
    let lines: Vec<(usize, &str)> = found
        .iter()
        .map(|defect| (defect.line, defect.message.key.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "framework-bad-id"),
            (2, "framework-empty"),
            (4, "framework-first-stage"),
            (5, "framework-empty"),
            (7, "framework-deadline"),
            (11, "framework-unknown-stage"),
        ]
    );
    let found = parse_profile("id = \"a\"\ntitle = \"A\"\n[[stages]]\nid = \"self\"\nbodi = \"x\"\n").unwrap_err();
    assert_eq!(
        (found[0].line, found[0].message.key.as_str()),
        (5, "framework-unknown-field")
    );
}

#[test]
fn a_users_profile_stands_beside_and_is_no_framework() {
    let folder = tempfile::tempdir().unwrap();
    let profiles = folder.path().join("profiles");
    fs::create_dir(&profiles).unwrap();
    let own = Library::open(None)
        .profile_text(HAI_CAP)
        .unwrap()
        .replace("\"hai-cap\"", "\"tinh-toi\"");
    fs::write(profiles.join("tinh-toi.toml"), own).unwrap();
    fs::write(profiles.join("hong.toml"), "id = ").unwrap();
    let library = Library::open(Some(folder.path()));
    let ids: Vec<String> = library.profiles().into_iter().map(|profile| profile.id).collect();
    assert_eq!(ids, [HAI_CAP, "hong", "tinh-toi"]);
    assert_eq!(library.list(), Library::open(None).list());
    assert!(matches!(library.profile("hong"), Err(ProfileError::Broken { .. })));
}

fn desk(workspace: &Path) -> Desk {
    let clock = || "2025-11-20T08:00:00+07:00".to_owned();
    let mut desk = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), clock);
    desk.open_or_create(workspace).unwrap();
    desk
}

fn load(desk: &mut Desk, wanted: ImportRequest) -> Result<RoundId, TaskError> {
    let actor = Actor {
        member: MemberId::new("Thư ký"),
        role: String::new(),
    };
    let report = import::run_as(desk, &actor, &wanted, &mut |_| true)?;
    assert!(report.issues.iter().all(|issue| issue.severity == Severity::Warning));
    Ok(report.round)
}

fn sample(profile: Option<&str>) -> ImportRequest {
    ImportRequest {
        folders: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa")],
        framework: Some(FrameworkId::new(FRAMEWORK)),
        profile: profile.map(str::to_owned),
        ..ImportRequest::default()
    }
}

#[test]
fn a_two_tier_round_reads_its_own_tables_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = desk(&folder.path().join("department.thamdinh"));
    let historical = load(&mut first, sample(None)).unwrap();
    let round = load(&mut first, sample(Some(HAI_CAP))).unwrap();
    assert_ne!(round, historical, "a round of another chain is another round");
    assert_eq!(load(&mut first, sample(Some(HAI_CAP))).unwrap(), round);
    let opened = first.pick_round(Some(round.as_str())).unwrap();
    let board = |desk: &mut Desk, round: &RoundId| {
        let report = desk
            .run(thamdinh::tasks::Request::Board(round.clone()), &mut |_| true)
            .unwrap();
        match report {
            thamdinh::tasks::Reply::Board(board) => *board,
            other => panic!("{other:?}"),
        }
    };
    let before = board(&mut first, &opened);
    assert_eq!(before.round.stage.as_str(), "department");
    assert_eq!(
        before.round.acting().unwrap().body,
        "Cơ quan chuyên môn và tổ giúp việc"
    );

    let spoken = rulings::Spoken {
        criterion: "1.11".into(),
        verdict: "khong-ap-dung".into(),
        note: "Chưa có số liệu".into(),
        by: "Nguyễn Thị Hạnh".into(),
        ..rulings::Spoken::default()
    };
    rulings::everyone(&mut first, &round, &spoken, &mut |_| {}).unwrap();

    let out = folder.path().join("PL02");
    let wanted = ExportRequest {
        provenance: false,
        round: round.clone(),
        forms: vec!["phu-luc-02".into()],
        applicants: Vec::new(),
        format: ExportFormat::Xlsx,
        out: out.clone(),
        one_book: false,
        plain_names: false,
        existing: thamdinh::tasks::Existing::Refuse,
    };
    let files = export::run(&mut first, &wanted, &mut |_| true).unwrap().files;
    assert_eq!(files.len(), 12);
    let mut book: Xlsx<_> = open_workbook(&files[0]).unwrap();
    let sheet = book.sheet_names()[0].clone();
    let cells: Vec<String> = book
        .worksheet_range(&sheet)
        .unwrap()
        .rows()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let has = |text: &str| cells.iter().any(|cell| cell.contains(text));
    assert!(has("Kết quả thẩm định bước đầu của cơ quan chuyên môn"), "{cells:?}");
    assert!(has("THỦ TRƯỞNG CƠ QUAN CHUYÊN MÔN"));
    // A criterion's own words stay as they were issued; nothing else names a district.
    let criterion = |cell: &str| before.round.framework.criteria.iter().any(|one| one.name == cell);
    let old: Vec<&String> = cells
        .iter()
        .filter(|cell| cell.to_lowercase().contains("huyện"))
        .collect();
    assert!(old.iter().all(|cell| criterion(cell)), "{old:?}");

    // The council reads the department's finished tables as its own left-hand column; the chain tells the framework.
    for framework in [Some(FrameworkId::new(FRAMEWORK)), None] {
        let name = framework.as_ref().map_or("recognised", |_| "named");
        let mut council = desk(&folder.path().join(format!("{name}.thamdinh")));
        let wanted = ImportRequest {
            folders: vec![out.clone()],
            framework,
            profile: Some(HAI_CAP.to_owned()),
            ..ImportRequest::default()
        };
        let round = load(&mut council, wanted).unwrap();
        let board = board(&mut council, &round);
        assert_eq!(board.round.framework.id.as_str(), FRAMEWORK);
        assert_eq!(board.round.stage.as_str(), "council");
        assert_eq!(board.round.before().unwrap().id.as_str(), "department");
        assert_eq!(board.summaries.len(), 12);
        let dossier = &council.view(&round, &board.summaries[0].applicant).unwrap().dossier;
        let received = &dossier.submission.received[&"department".into()];
        let ruled: Vec<&str> = received
            .iter()
            .filter(|(_, claim)| claim.verdict.is_some())
            .map(|(id, _)| id.as_str())
            .collect();
        assert_eq!(ruled, ["1.11"]);
        let claim = &received[&"1.11".into()];
        assert_eq!(claim.verdict, Some(ClaimedVerdict::NotApplicable));
        assert_eq!(claim.note, "Chưa có số liệu");
        assert_eq!(dossier.submission.claims.len(), 37);
    }
}

#[test]
fn a_profile_is_chosen_only_when_a_round_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(&folder.path().join("w.thamdinh"));
    let round = load(&mut desk, sample(None)).unwrap();
    let wanted = ImportRequest {
        round: Some(round),
        ..sample(Some(HAI_CAP))
    };
    assert!(matches!(load(&mut desk, wanted), Err(TaskError::Input(_))));
    let error = load(&mut desk, sample(Some("ba-cap"))).unwrap_err();
    assert!(error.hint().is_some());
}

#[test]
fn the_command_line_opens_a_two_tier_round_and_a_renamed_one() {
    let place = Place::new();
    let listed = place.done(&["framework", "list"]);
    let (_, profiles) = listed.split_once("--profile").unwrap();
    assert!(profiles.contains(HAI_CAP), "{listed}");
    let json: Json = serde_json::from_str(&place.done(&["framework", "list", "--json"])).unwrap();
    assert!(json.as_array().unwrap().iter().all(|one| one["id"] != HAI_CAP));

    let folder = program::sample("huyen-minh-hoa").to_string_lossy().into_owned();
    let import = |workspace: &str, extra: &[&str]| {
        let mut args = vec![
            "import",
            folder.as_str(),
            "--workspace",
            workspace,
            "--framework",
            FRAMEWORK,
        ];
        args.extend(extra);
        place.run(&args)
    };
    let refused = import("w.thamdinh", &["--profile", "hai-cpa"]);
    assert_eq!(refused.status, Some(2), "{refused:?}");
    assert!(refused.err.contains(HAI_CAP), "{}", refused.err);
    assert!(!place.path("w.thamdinh").exists());

    let own = place.done(&["framework", "show", HAI_CAP]);
    let own = own.replace("\"Hội đồng thẩm định cấp tỉnh\"", "\"Hội đồng thẩm định thành phố\"");
    place.write("rieng.toml", own);
    for (extra, body) in [
        (["--profile", HAI_CAP], "Hội đồng thẩm định cấp tỉnh"),
        (["--stages", "rieng.toml"], "Hội đồng thẩm định thành phố"),
    ] {
        let workspace = format!("{}.thamdinh", extra[1]);
        let ran = import(&workspace, &extra);
        assert!(ran.status.is_some_and(|status| status < 2), "{ran:?}");
        let state = place.dump(&workspace);
        let stages = state["rounds"][0]["stages"].as_array().unwrap();
        assert_eq!(stages.len(), 3);
        assert_eq!(stages[2]["id"], "council");
        assert_eq!(stages[2]["body"], body);
        assert!(dossier(&state, "Xã Tân Phú")["results"].get("department").is_some());
    }
}
