//! The command line as its users meet it: exit statuses, help in two languages, reports that say what, why and what to do.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use program::{FRAMEWORK, Place, criterion, dossier, dossiers, sample};
use serde_json::Value as Json;

/// Every subcommand, with those of `framework`.
const COMMANDS: [&[&str]; 16] = [
    &[],
    &["open"],
    &["demo"],
    &["import"],
    &["framework"],
    &["framework", "list"],
    &["framework", "show"],
    &["framework", "check"],
    &["framework", "new"],
    &["rule"],
    &["export"],
    &["narrate"],
    &["office"],
    &["template"],
    &["score"],
    &["dump"],
];

fn sound(text: &str) {
    assert!(!text.contains('⟨'), "a key is missing: {text}");
    assert!(!text.contains("{ $"), "a figure is missing: {text}");
    for library in [
        "calamine",
        "sqlite",
        "serde",
        "clap",
        "fluent",
        "xlsxwriter",
        "toml::",
        "Error(",
    ] {
        assert!(!text.to_lowercase().contains(library), "{library}: {text}");
    }
}

#[test]
fn every_command_helps_in_both_languages() {
    let place = Place::new();
    for command in COMMANDS.iter().copied().chain([&["doctor"][..]]) {
        let ask = |lang| place.done(&[command, &["--help", "--lang", lang]].concat());
        let (vi, en) = (ask("vi"), ask("en"));
        assert!(vi.contains("Cách dùng: thamdinh"), "{vi}");
        assert!(en.contains("Usage: thamdinh"), "{en}");
        assert!(!vi.contains("Usage") && !vi.contains("Options"), "{vi}");
        assert!(vi.contains("In phần trợ giúp này"), "{vi}");
        assert_ne!(vi, en);
        sound(&vi);
        sound(&en);
    }
}

#[test]
fn wrong_usage_is_told_in_vietnamese_and_ends_with_two() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let cases: &[(&[&str], &str)] = &[
        (&["imprt"], "import"),
        (&["import", "."], "--workspace"),
        (&["rule", "--workspace", "w.thamdinh"], "--criterion"),
        (&["dump", "--workspce", "w.thamdinh"], "--workspace"),
        (&["dump", "--workspace"], "cần một giá trị"),
        (&["--lang", "fr", "dump"], "vi, en"),
        (
            &["import", ".", "--workspace", "w.thamdinh", "--year", "nay"],
            "không dùng được giá trị `nay`",
        ),
        (
            &[
                "export",
                "--workspace",
                "w.thamdinh",
                "--form",
                "f",
                "--out",
                "o",
                "--all",
                "--applicant",
                "x",
            ],
            "không dùng --all cùng với --applicant",
        ),
        (
            &[
                "export",
                "--workspace",
                "w.thamdinh",
                "--form",
                "f",
                "--out",
                "o",
                "--all",
                "--format",
                "odt",
            ],
            "chỉ nhận: ",
        ),
        (
            &["rule", "--workspace", "w.thamdinh", "--from", "r.csv", "--note", "x"],
            "không dùng --from",
        ),
        (&["framework", "shw"], "show"),
    ];
    for (arguments, says) in cases {
        let report = place.refused(arguments);
        assert!(report.contains(says), "{arguments:?}: {report}");
        assert!(report.contains("\nCách sửa: "), "{arguments:?}: {report}");
        sound(&report);
    }
}

#[test]
fn names_that_are_not_known_are_refused_with_a_hint() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let before = place.dump("w.thamdinh");
    let rule = |applicant: &str, criterion: &str, more: &[&str]| {
        let first = ["rule", "--workspace", "w.thamdinh", "--applicant", applicant];
        let rest = ["--criterion", criterion, "--by", "Nguyễn Văn A"];
        let report = place.refused(&[&first[..], &rest[..], more].concat());
        assert!(report.contains("\nCách sửa: "), "{report}");
        sound(&report);
        report
    };
    let dat = &["--verdict", "dat"][..];
    assert!(rule("xa tan phuu", "1.1", dat).contains("có phải ý bạn là `Xã Tân Phú`?"));
    assert!(rule("Xã Ở Đâu", "1.1", dat).contains("không có hồ sơ của `Xã Ở Đâu`"));
    assert!(rule("tan phu", "9.9", dat).contains("thamdinh framework show thanh-hoa-1829-2023"));
    assert!(rule("tan phu", "1,10", dat).contains("có phải ý bạn là `1.10`?"));
    assert!(rule("tan phu", "1.1", &["--verdict", "dat", "--stage", "distrct"]).contains("`district`"));
    assert!(rule("tan phu", "1.1", &["--verdict", "dat", "--stage", "self"]).contains("hội đồng không sửa"));
    assert!(rule("tan phu", "1.1", &["--verdict", "co-le"]).contains("dat, khong-dat, khong-ap-dung"));
    assert!(rule("tan phu", "1.4", &["--value", "chín lăm"]).contains("không hiểu giá trị `chín lăm`"));
    assert!(rule("tan phu", "1.4", &[]).contains("cần có giá trị"));
    assert!(rule("tan phu", "4.8", &["--verdict", "khong-ap-dung"]).contains("cần nêu lý do"));
    assert_eq!(place.dump("w.thamdinh"), before);

    let report = place.refused(&["framework", "show", "thanh-hoa"]);
    assert!(report.contains(FRAMEWORK), "{report}");
    let report = place.refused(&["framework", "show", "không-có-bộ-này"]);
    assert!(report.contains("thamdinh framework list"), "{report}");
    let folder = sample("huyen-minh-hoa");
    let folder = folder.to_str().unwrap();
    let report = place.refused(&[
        "import",
        folder,
        "--workspace",
        "n.thamdinh",
        "--framework",
        "thanh-hoa-1829",
    ]);
    assert!(report.contains(FRAMEWORK), "{report}");
    let export = |form: &str, who: &[&str]| {
        let first = ["export", "--workspace", "w.thamdinh", "--form", form, "--out", "out"];
        let report = place.refused(&[&first[..], who].concat());
        assert!(report.contains("\nCách sửa: "), "{report}");
        report
    };
    assert!(export("phu-luc-04", &["--all"]).contains("phu-luc-01, phu-luc-02, phu-luc-03"));
    assert!(export("phu-luc-02", &["--applicant", "Xã Ở Đâu"]).contains("`Xã Ở Đâu`"));
    assert!(export("phu-luc-02", &[]).contains("--all"));
    assert!(!place.path("out").exists());
}

#[test]
fn files_that_cannot_be_used_are_told_in_words() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    place.write("text.thamdinh", "đây không phải sổ thẩm định");
    place.write("latin.csv", b"applicant;criterion\nx\xff;1.1\n");
    place.write("columns.csv", "a;b\n1;2\n");
    place.write("targets.toml", "[targets]\n\"1.1\" = \"1\"\n\"1.2\" = [\n");
    place.write("broken.toml", "id = \n");
    std::fs::create_dir(place.path("empty")).unwrap();
    let folder = sample("huyen-minh-hoa");
    let folder = folder.to_str().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["dump", "--workspace", "none.thamdinh"], "không tìm thấy"),
        (&["dump", "--workspace", "text.thamdinh"], "không phải là sổ thẩm định"),
        (&["dump", "--workspace", "empty"], "không phải là sổ thẩm định"),
        (&["doctor", "text.thamdinh"], "không phải là sổ thẩm định"),
        (&["doctor", "w.thamdinh", "--restore", "none"], "không tìm thấy"),
        (
            &["dump", "--workspace", "w.thamdinh", "--round", "zz"],
            "không có đợt `zz`",
        ),
        (
            &["rule", "--workspace", "w.thamdinh", "--from", "none.csv"],
            "Vì: không có tệp hoặc thư mục này",
        ),
        (&["rule", "--workspace", "w.thamdinh", "--from", "latin.csv"], "UTF-8"),
        (
            &["rule", "--workspace", "w.thamdinh", "--from", "columns.csv"],
            "thiếu cột",
        ),
        (&["import", "none", "--workspace", "n.thamdinh"], "none"),
        (
            &["import", "empty", "--workspace", "n.thamdinh", "--framework", FRAMEWORK],
            "empty",
        ),
        (
            &[
                "import",
                folder,
                "--workspace",
                "w.thamdinh",
                "--targets",
                "targets.toml",
            ],
            "dòng 3 không đúng cú pháp",
        ),
        (
            &[
                "import",
                folder,
                "--workspace",
                "w.thamdinh",
                "--targets",
                "columns.csv",
            ],
            "thiếu cột",
        ),
        (&["framework", "check", "none.toml"], "không có tệp hoặc thư mục này"),
        (
            &["template", "--framework", FRAMEWORK, "--out", "columns.csv"],
            "--overwrite",
        ),
        (
            &["template", "--framework", FRAMEWORK, "--out", "no/such/t.xlsx"],
            "thư mục không tồn tại",
        ),
    ];
    for (arguments, says) in cases {
        let report = place.refused(arguments);
        assert!(report.contains(says), "{arguments:?}: {report}");
        assert!(
            report.contains("\nCách sửa: ") || report.contains("đợt `zz`"),
            "{arguments:?}: {report}"
        );
        assert!(!report.contains("os error"), "{arguments:?}: {report}");
        sound(&report);
    }
    place.write("config/thamdinh/settings.toml", "member = \"A\"\nrole = [\n");
    let report = place.refused(&["framework", "list"]);
    assert!(
        report.contains("settings.toml") && report.contains("dòng 2"),
        "{report}"
    );
    sound(&report);
}

#[test]
fn rulings_of_a_file_are_taken_all_or_none() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let before = place.dump("w.thamdinh");
    place.write(
        "r.csv",
        "applicant;criterion;verdict;by\n\
         Xã Tân Phú;1.1;dat;Nguyễn Văn A\n\
         Xã Tân Phú;9.9;dat;Nguyễn Văn A\n\
         Xã Ở Đâu;1.1;dat;Nguyễn Văn A\n\
         Xã Tân Phú;1.2;dat;\n",
    );
    let report = place.refused(&["rule", "--workspace", "w.thamdinh", "--from", "r.csv"]);
    for line in ["dòng 3: ", "dòng 4: ", "dòng 5: "] {
        assert!(report.contains(line), "{report}");
    }
    assert!(!report.contains("dòng 2: "), "{report}");
    assert_eq!(place.dump("w.thamdinh"), before);

    // Separators, headers and words of either language; the stage and the member may be named once for all.
    place.write(
        "vi.csv",
        "\u{feff}Đơn vị,Tiêu chí,Kết quả,Đánh giá\ntan phu,1.4,\"45/46\",Không đạt\n",
    );
    place.done(&[
        "rule",
        "--workspace",
        "w.thamdinh",
        "--from",
        "vi.csv",
        "--stage",
        "district",
        "--by",
        "Trần Thị B",
    ]);
    let state = place.dump("w.thamdinh");
    let found = &criterion(dossier(&state, "Xã Tân Phú"), "1.4")["stages"]["district"];
    assert_eq!(found["ratio"], serde_json::json!(["45", "46"]));
    assert_eq!(found["verdict"], "khong-dat");
    assert_eq!(found["by"], "Trần Thị B");
}

/// The sample's folder, laid out where a test may change it.
fn copy(place: &Place) -> String {
    fn into(from: &std::path::Path, to: &std::path::Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                into(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    into(&sample("huyen-minh-hoa"), &place.path("huyen"));
    "huyen".to_owned()
}

#[test]
fn loading_twice_changes_nothing_and_a_changed_file_is_another_submission() {
    let place = Place::new();
    let folder = copy(&place);
    let load = || place.run(&["import", &folder, "--workspace", "w.thamdinh", "--framework", FRAMEWORK]);
    let first = load();
    assert_eq!(first.status, Some(0), "{first:?}");
    // Standard error is no terminal here: no bar is drawn.
    assert_eq!(first.err, "");
    assert!(
        !first.out.contains('\u{1b}') && !first.out.contains('\r'),
        "{}",
        first.out
    );
    assert_eq!(first.out.matches("hồ sơ nộp lần 1").count(), 12);
    sound(&first.out);
    let before = place.dump("w.thamdinh");

    let again = load();
    assert_eq!(again.status, Some(0));
    assert_eq!(again.out.matches("không thay đổi so với lần nạp trước").count(), 12);
    assert_eq!(place.dump("w.thamdinh"), before);

    // Another commune's table under this commune's name: everything in it may be different.
    let table = |folder: &str| place.path(&format!("huyen/{folder}/Phụ lục 01.xlsx"));
    std::fs::copy(table("02. Xã Hòa Bình Thượng"), table("01. Xã Tân Phú")).unwrap();
    let changed = load();
    assert_eq!(changed.out.matches("hồ sơ nộp lần 2").count(), 1, "{}", changed.out);
    let after = place.dump("w.thamdinh");
    for found in dossiers(&after) {
        let expected = if found["applicant"] == "Xã Tân Phú" { 2 } else { 1 };
        assert_eq!(found["submissions"], expected, "{}", found["applicant"]);
    }
    assert_eq!(dossier(&after, "Xã Minh Sơn"), dossier(&before, "Xã Minh Sơn"));
}

#[test]
fn a_broken_workbook_does_not_stop_the_others() {
    let place = Place::new();
    let folder = copy(&place);
    let noise: Vec<u8> = (0..4096_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    place.write("huyen/13. Xã Hỏng/Phụ lục 01.xlsx", noise);
    let ran = place.run(&[
        "import",
        &folder,
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--json",
    ]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_eq!(ran.err, "");
    let report: Json = serde_json::from_str(&ran.out).unwrap();
    let issues = report["issues"].as_array().unwrap();
    let refused: Vec<&Json> = issues.iter().filter(|issue| issue["severity"] == "error").collect();
    assert_eq!(refused[0]["file"], "13. Xã Hỏng/Phụ lục 01.xlsx");
    assert!(
        refused[0]["message"].as_str().unwrap().contains("bị hỏng"),
        "{refused:?}"
    );
    // The folder is left without a table; nothing else is refused.
    assert!(
        refused[1..].iter().all(|issue| issue["file"] == "13. Xã Hỏng"),
        "{refused:?}"
    );
    let warned = issues.iter().filter(|issue| issue["severity"] == "warning");
    assert!(warned.clone().count() >= 4, "{issues:?}");
    for key in ["severity", "file", "sheet", "cell", "message"] {
        assert!(warned.clone().all(|issue| issue[key].is_string()), "{key}");
    }
    let read = report["dossiers"].as_array().unwrap();
    for key in ["applicant", "id", "folder", "submission", "claims", "evidence", "flags"] {
        assert!(read.iter().all(|dossier| dossier.get(key).is_some()), "{key}");
    }
    let whole = read.iter().filter(|dossier| dossier["claims"] == 37).count();
    assert_eq!(whole, 12);
    let state = place.dump("w.thamdinh");
    assert_eq!(dossier(&state, "Xã Tân Phú")["criteria"].as_array().unwrap().len(), 37);

    let told = place.run(&["import", &folder, "--workspace", "w.thamdinh"]);
    assert_eq!(told.status, Some(1));
    assert!(told.out.contains("- `13. Xã Hỏng/Phụ lục 01.xlsx`: "), "{}", told.out);
    sound(&told.out);
}

#[test]
fn a_new_framework_file_is_sound_and_a_broken_one_is_named_with_its_line() {
    let place = Place::new();
    place.done(&["framework", "new", "tinh-moi-2025", "--out", "tinh-moi-2025.toml"]);
    let report = place.done(&["framework", "check", "tinh-moi-2025.toml"]);
    assert!(report.contains("Dùng được."), "{report}");
    let printed = place.done(&["framework", "new", "tinh-moi-2025"]);
    let written = std::fs::read_to_string(place.path("tinh-moi-2025.toml")).unwrap();
    assert_eq!(printed.trim_end(), written.trim_end());
    place.refused(&["framework", "new", "khac", "--out", "tinh-moi-2025.toml"]);

    let line = written.lines().position(|line| line.starts_with("title")).unwrap();
    place.write("broken.toml", written.replacen("title", "titel", 1));
    let ran = place.run(&["framework", "check", "tinh-moi-2025.toml", "broken.toml"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.out.contains(&format!("broken.toml:{}:", line + 1)), "{}", ran.out);
    assert!(ran.out.contains("titel"), "{}", ran.out);
    sound(&ran.out);

    // In the folder of the settings it is a framework like any other.
    place.write("config/thamdinh/frameworks/tinh-moi-2025.toml", written);
    assert!(place.done(&["framework", "list"]).contains("tinh-moi-2025"));
    place.done(&["framework", "show", "tinh-moi-2025"]);
}

#[test]
fn every_framework_is_shown_with_every_key_of_the_contract() {
    let place = Place::new();
    let listed: Json = serde_json::from_str(&place.done(&["framework", "list", "--json"])).unwrap();
    let listed = listed.as_array().unwrap();
    assert!(listed.len() >= 4);
    for framework in listed {
        let id = framework["id"].as_str().unwrap();
        let shown: Json = serde_json::from_str(&place.done(&["framework", "show", id, "--json"])).unwrap();
        let has = |entry: &Json, keys: &str| {
            for key in keys.split(' ') {
                assert!(entry.get(key).is_some(), "{id}: {key} in {entry}");
            }
        };
        has(
            &shown,
            "id title decision issuer year applicant_level method total_points levels stages forms groups",
        );
        assert_eq!(shown["id"], id);
        let mut criteria = 0;
        for group in shown["groups"].as_array().unwrap() {
            has(group, "code name max_points criteria");
            for criterion in group["criteria"].as_array().unwrap() {
                has(
                    criterion,
                    "id code parent name unit max_points thresholds deadline guidance evidence source basis rule lost",
                );
                assert!(criterion["lost"].is_boolean(), "{id}: {criterion}");
                for points in [&criterion["max_points"], &group["max_points"]] {
                    assert!(points.is_null() || points.is_string(), "{id}: {points}");
                }
                criteria += 1;
            }
        }
        assert!(criteria >= framework["criteria"].as_u64().unwrap(), "{id}");
        assert!(
            place
                .done(&["framework", "show", id])
                .contains(shown["title"].as_str().unwrap())
        );
    }
}

#[test]
fn a_criterion_is_tried_with_its_explanation() {
    let place = Place::new();
    let score = |input: &str| {
        let arguments = [
            "score",
            "--framework",
            FRAMEWORK,
            "--criterion",
            "1.2",
            "--input",
            input,
        ];
        let said = place.done(&arguments);
        sound(&said);
        let json = place.done(&[&arguments[..], &["--json"]].concat());
        let json: Json = serde_json::from_str(&json).unwrap();
        assert_eq!(said.trim_end(), json["explanation"].as_str().unwrap());
        json
    };
    assert_eq!(score("value=98,5%")["verdict"], "khong-dat");
    assert_eq!(score("46/46")["verdict"], "dat");
    assert_eq!(score("98.5")["inputs"]["value"], "98.5");
    let wrong = [
        "score",
        "--framework",
        FRAMEWORK,
        "--criterion",
        "1.2",
        "--input",
        "value=chín",
    ];
    assert!(place.refused(&wrong).contains("chín"));
}

#[test]
fn a_blank_form_is_recognised_and_claims_nothing() {
    let place = Place::new();
    std::fs::create_dir_all(place.path("huyen/Xã Mới")).unwrap();
    place.done(&[
        "template",
        "--framework",
        FRAMEWORK,
        "--out",
        "huyen/Xã Mới/Phụ lục 01.xlsx",
    ]);
    place.refused(&[
        "template",
        "--framework",
        FRAMEWORK,
        "--out",
        "huyen/Xã Mới/Phụ lục 01.xlsx",
    ]);
    // Not even the framework need be named: the table says it.
    place.done(&["import", "huyen", "--workspace", "w.thamdinh"]);
    let state = place.dump("w.thamdinh");
    assert_eq!(state["rounds"][0]["framework"], FRAMEWORK);
    let blank = dossier(&state, "Xã Mới");
    assert_eq!(blank["results"]["self"]["pending"], 37);
    assert!(
        blank["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .all(|found| found["claim"]["value"].is_null())
    );
}

#[test]
fn a_zipped_commune_is_loaded_and_evidence_loaded_before_is_told() {
    let place = Place::new();
    copy(&place);
    let first = place.run(&["import", "huyen", "--workspace", "w.thamdinh", "--framework", FRAMEWORK]);
    assert_eq!(first.status, Some(0), "{first:?}");
    let table = std::fs::read(place.path("huyen/01. Xã Tân Phú/Phụ lục 01.xlsx")).unwrap();
    let before = place.dump("w.thamdinh");
    let known = &criterion(dossier(&before, "Xã Minh Sơn"), "1.1")["claim"]["evidence"][0]["path"];
    let evidence = std::fs::read(place.path(&format!("huyen/{}", known.as_str().unwrap()))).unwrap();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(place.path("Xã Nộp Sau.zip")).unwrap());
    for (name, content) in [("Phụ lục 01.xlsx", &table), ("TC 1.1/kế hoạch.pdf", &evidence)] {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut archive, content).unwrap();
    }
    archive.finish().unwrap();
    // Which framework its table follows is told from the archive, too.
    let later = place.run(&["import", "Xã Nộp Sau.zip", "--workspace", "w.thamdinh"]);
    assert_eq!(later.status, Some(0), "{later:?}");
    let after = place.dump("w.thamdinh");
    let found = criterion(dossier(&after, "Xã Nộp Sau"), "1.1");
    let copied = found["flags"].as_array().unwrap().iter();
    let messages: Vec<&str> = copied
        .filter(|flag| flag["kind"] == "duplicate-evidence")
        .map(|flag| flag["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages.len(), 1, "{}", later.out);
    assert!(
        messages[0].contains("Xã Minh Sơn") && messages[0].contains(known.as_str().unwrap()),
        "{messages:?}"
    );
    let alone = place.run(&["import", "Xã Nộp Sau.zip", "--workspace", "khác.thamdinh"]);
    assert_eq!(alone.status, Some(0), "{alone:?}");
}
