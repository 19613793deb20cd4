//! Sub-forms in every place and format of a dossier: found, counted, held against the claims — and nobody in them is named.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::path::{Path, PathBuf};

use program::{FRAMEWORK, Place, criterion, dossier};
use serde_json::{Value as Json, json};

const APPLICANT: &str = "Xã Thử Nghiệm";

/// Whom and what the fixtures list: persons, enterprises, telephones, mail addresses.
const LISTED: &[&str] = &[
    "Lường Quỳnh Zít",
    "Vàng Mẩy Xuôi",
    "Đèo Khuê Bảng",
    "Hà Sương Nghĩn",
    "Ngân Thoáng Cầm",
    "Cút Vi Dìu",
    "Quàng Ẻn Nọi",
    "Mùa Thị Chở Sênh",
    "Giàng Pó Lử Vềnh",
    "Lầu Bá Xò Chia",
    "Khau Phạ",
    "Pù Bin",
    "thunghiem.example",
    "09001133",
    "09001122",
    "Phó Chủ tịch",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/subforms")
}

fn loaded() -> (Place, String) {
    let place = Place::new();
    let folder = fixtures().join(APPLICANT);
    let ran = place.run(&[
        "import",
        folder.to_str().unwrap(),
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--year",
        "2023",
        "--json",
    ]);
    assert!(matches!(ran.status, Some(0 | 1)), "{ran:?}");
    (place, format!("{}\n{}", ran.out, ran.err))
}

fn figures<'a>(state: &'a Json, id: &str) -> &'a Vec<Json> {
    criterion(dossier(state, APPLICANT), id)["subforms"].as_array().unwrap()
}

/// The only figure on a criterion: part and whole, and its place.
#[track_caller]
fn counted(state: &Json, id: &str, ratio: [&str; 2], file: &str, sheet: &str, cell: &str) {
    let [only] = figures(state, id).as_slice() else {
        panic!("{id}: {:?}", figures(state, id));
    };
    assert_eq!(only["ratio"], json!(ratio), "{only}");
    assert_eq!(only["aside"], false);
    let source = json!({ "file": file, "sheet": sheet, "cell": cell });
    assert_eq!(only["source"], source, "{id}");
}

/// The messages of the flags of a kind on a criterion.
fn flags(state: &Json, id: &str, kind: &str) -> Vec<String> {
    let found = criterion(dossier(state, APPLICANT), id)["flags"].as_array().unwrap();
    let of_kind = found.iter().filter(|flag| flag["kind"] == kind);
    of_kind
        .map(|flag| flag["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn they_are_found_in_every_format_and_counted() {
    let state = loaded().0.dump("w.thamdinh");
    let book = "Phụ lục 01.xlsx";
    counted(&state, "1.4", ["5", "6"], book, "Mau 1.4", "E6:E12, B6:B12");
    counted(&state, "4.3", ["5", "6"], book, "Mau 1.4", "D6:D12, B6:B12");
    let enterprises = "minh chứng/2.5/Danh sách doanh nghiệp.xlsx";
    // The whole stands below the table; an enterprise listed twice counts once.
    counted(&state, "2.5", ["3", "8"], enterprises, "Sheet1", "D7:D12, C14");
    assert_eq!(figures(&state, "2.5")[0]["repeated"], 1);
    let people = "minh chứng/3.3/Danh sách thuê bao.csv";
    // Of those with a smartphone; the others of the adults stated.
    counted(&state, "3.3", ["4", "7"], people, "", "E3:E10, D3:D10");
    counted(&state, "3.4", ["7", "10"], people, "", "D3:D10, A12");
    counted(&state, "3.10", ["3", "10"], people, "", "F3:F10, A12");
    counted(&state, "3.11", ["5", "10"], people, "", "G3:G10, A12");
    // Printed lines count only where somebody filled them in.
    assert_eq!(figures(&state, "4.5")[0]["value"], "3");
    let evidence = dossier(&state, APPLICANT)["evidence"].as_array().unwrap();
    let list = evidence.iter().find(|file| file["path"] == people).unwrap();
    assert_eq!(list["criteria"], json!(["3.3", "3.4", "3.10", "3.11"]));
}

#[test]
fn old_and_open_workbooks_carry_them_too() {
    for ending in ["xls", "ods"] {
        let place = Place::new();
        let own = fixtures().join(APPLICANT);
        let table = std::fs::read(own.join("Phụ lục 01.xlsx")).unwrap();
        place.write(&format!("{APPLICANT}/Phụ lục 01.xlsx"), table);
        for (folder, name) in [("3.3", "thue-bao"), ("2.5", "doanh-nghiep")] {
            let list = std::fs::read(fixtures().join(format!("{name}.{ending}"))).unwrap();
            place.write(&format!("{APPLICANT}/{folder}/{name}.{ending}"), list);
        }
        let load = [
            "import",
            APPLICANT,
            "--workspace",
            "w.thamdinh",
            "--framework",
            FRAMEWORK,
            "--json",
        ];
        let ran = place.run(&load);
        assert!(matches!(ran.status, Some(0 | 1)), "{ran:?}");
        let state = place.dump("w.thamdinh");
        let people = format!("3.3/thue-bao.{ending}");
        let sheet = "Danh sách";
        counted(&state, "3.3", ["4", "7"], &people, sheet, "E3:E10, D3:D10");
        counted(&state, "3.4", ["7", "10"], &people, sheet, "D3:D10, A12");
        counted(&state, "3.10", ["3", "10"], &people, sheet, "F3:F10, A12");
        counted(&state, "3.11", ["5", "10"], &people, sheet, "G3:G10, A12");
        let enterprises = format!("2.5/doanh-nghiep.{ending}");
        counted(&state, "2.5", ["3", "8"], &enterprises, sheet, "D7:D12, C14");
        assert_eq!(figures(&state, "2.5")[0]["repeated"], 1);
        let written = std::fs::read(place.path("w.thamdinh")).unwrap();
        for listed in LISTED {
            let holds = |bytes: &[u8]| bytes.windows(listed.len()).any(|window| window == listed.as_bytes());
            assert!(!holds(&written) && !holds(ran.out.as_bytes()), "{listed} of {ending}");
        }
    }
}

#[test]
fn documents_carry_them_too() {
    let state = loaded().0.dump("w.thamdinh");
    // A platform's name says yes.
    let platforms = &figures(&state, "2.6")[0];
    assert_eq!(platforms["ratio"], json!(["3", "5"]), "{platforms}");
    assert!(flags(&state, "2.6", "subform-mismatch").is_empty());
    // Boxes and stations are told beside the claim, which they cannot prove.
    let lists: Vec<(&Json, &Json)> = figures(&state, "4.1")
        .iter()
        .map(|one| (&one["value"], &one["aside"]))
        .collect();
    assert_eq!(lists, [(&json!("3"), &json!(true)), (&json!("2"), &json!(true))]);
    assert!(flags(&state, "4.1", "subform-mismatch").is_empty());
}

#[test]
fn what_the_claim_does_not_bear_out_is_flagged_with_both_figures_and_the_cells() {
    let state = loaded().0.dump("w.thamdinh");
    let kind = "subform-mismatch";
    assert_eq!(
        flags(&state, "3.3", kind),
        ["Mẫu 3.3 đếm được 4/7 = 57,14%, hồ sơ ghi 90% (minh chứng/3.3/Danh sách thuê bao.csv · E3:E10, D3:D10)"]
    );
    for agrees in ["1.4", "3.11"] {
        assert!(flags(&state, agrees, kind).is_empty(), "{agrees}");
    }
    for differs in ["2.5", "3.4", "3.10", "4.3"] {
        assert_eq!(flags(&state, differs, kind).len(), 1, "{differs}");
    }
    // The form's own total is not what its rows give.
    assert_eq!(flags(&state, "4.5", kind).len(), 2);
}

#[test]
fn nobody_in_them_is_stored_shown_or_logged() {
    use unicode_normalization::UnicodeNormalization;
    let (place, report) = loaded();
    let mut haystacks = vec![
        ("report".to_owned(), report.into_bytes()),
        (
            "dump".to_owned(),
            place.done(&["dump", "--workspace", "w.thamdinh"]).into_bytes(),
        ),
    ];
    let written = walkdir::WalkDir::new(place.path(".")).into_iter().map(Result::unwrap);
    for entry in written.filter(|entry| entry.file_type().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        haystacks.push((entry.path().display().to_string(), bytes));
    }
    assert!(haystacks.iter().any(|(name, _)| name.ends_with("w.thamdinh")));
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    // The search finds what is there.
    assert!(holds(&haystacks[1].1, "Mẫu 3.3"));
    assert!(haystacks[2..].iter().any(|(_, bytes)| holds(bytes, "Mẫu 3.3")));
    for listed in LISTED {
        let forms = [(*listed).to_owned(), listed.nfd().collect(), listed.to_uppercase()];
        for (name, bytes) in &haystacks {
            assert!(!forms.iter().any(|text| holds(bytes, text)), "{listed} in {name}");
        }
    }
}

/// The program keeps what a cell says; a list of people within the cell is no part of that.
#[test]
fn a_list_within_a_cell_of_evidence_is_counted_and_not_kept() {
    let place = Place::new();
    let bytes = std::fs::read(fixtures().join("long-nhau.docx")).unwrap();
    place.write("Xã Thử Nghiệm.docx", bytes);
    let load = [
        "import",
        "Xã Thử Nghiệm.docx",
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--json",
    ];
    let ran = place.run(&load);
    assert!(matches!(ran.status, Some(0 | 1)), "{ran:?}");
    let dump = place.done(&["dump", "--workspace", "w.thamdinh"]);
    let state: Json = serde_json::from_str(&dump).unwrap();
    counted(
        &state,
        "3.3",
        ["4", "7"],
        "Xã Thử Nghiệm.docx",
        "bảng 2",
        "R2C5:R9C5, R2C4:R9C4",
    );
    let written = std::fs::read(place.path("w.thamdinh")).unwrap();
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&written, "Danh sách kèm theo"));
    for listed in LISTED {
        for bytes in [&written[..], ran.out.as_bytes(), dump.as_bytes()] {
            assert!(!holds(bytes, listed), "{listed}");
        }
    }
}

#[test]
fn the_sample_bears_its_claims_out_but_for_one() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let state = place.dump("w.thamdinh");
    let (mut counted, mut differing) = (0, Vec::new());
    for dossier in state["rounds"][0]["dossiers"].as_array().unwrap() {
        for criterion in dossier["criteria"].as_array().unwrap() {
            counted += criterion["subforms"].as_array().unwrap().len();
            for flag in criterion["flags"].as_array().unwrap() {
                if flag["kind"] == "subform-mismatch" {
                    differing.push((
                        dossier["applicant"].as_str().unwrap(),
                        criterion["id"].as_str().unwrap(),
                    ));
                }
            }
        }
    }
    assert_eq!(differing, [("Xã Hòa Bình Thượng", "3.4")]);
    assert!(counted >= 60, "{counted}");
}

#[test]
fn hints_are_softer_than_findings_and_the_same_each_time() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let state = place.dump("w.thamdinh");
    assert_eq!(state, place.dump("w.thamdinh"));
    let mut hints = 0;
    for dossier in state["rounds"][0]["dossiers"].as_array().unwrap() {
        for flag in dossier["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|criterion| criterion["flags"].as_array().unwrap())
        {
            let is_hint = ["outlier-value", "year-jump", "uniform-values"].contains(&flag["kind"].as_str().unwrap());
            assert_eq!(flag["severity"], if is_hint { "hint" } else { "finding" });
            hints += usize::from(is_hint);
        }
    }
    // 12,4 % of a commune that is still going on, 97,2 % of one that claims too much.
    assert!((3..20).contains(&hints), "{hints}");
}

#[test]
fn a_jump_from_last_year_is_hinted_at() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let folder = place.path("2024/Xã Tân Phú");
    std::fs::create_dir_all(&folder).unwrap();
    let book = program::sample("huyen-minh-hoa").join("07. Thị trấn Lam Giang/Phụ lục 01.xlsx");
    std::fs::copy(book, folder.join("Phụ lục 01.xlsx")).unwrap();
    let last = place.dump("w.thamdinh");
    let value = |state: &Json, round: usize, id: &str| {
        let dossiers = state["rounds"][round]["dossiers"].as_array().unwrap();
        let own = dossiers.iter().find(|one| one["applicant"] == "Xã Tân Phú").unwrap();
        let text = criterion(own, id)["claim"]["value"].as_str().unwrap().to_owned();
        text.parse::<f64>().unwrap()
    };
    // Last year's council came to far less than the commune claims this year.
    place.write(
        "r.csv",
        "applicant;criterion;value;verdict;note;by\nXã Tân Phú;3.4;20%;khong-dat;Đếm lại;Nguyễn Văn A\n",
    );
    place.done(&["rule", "--workspace", "w.thamdinh", "--from", "r.csv"]);
    place.run(&[
        "import",
        place.path("2024").to_str().unwrap(),
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--year",
        "2024",
        "--organisation",
        "UBND huyện Minh Họa",
        "--stage",
        "district",
    ]);
    let state = place.dump("w.thamdinh");
    let own = state["rounds"][1]["dossiers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["applicant"] == "Xã Tân Phú")
        .unwrap();
    let jumps: Vec<&str> = own["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| {
            one["flags"]
                .as_array()
                .unwrap()
                .iter()
                .any(|flag| flag["kind"] == "year-jump")
        })
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert!(jumps.contains(&"3.4"), "{jumps:?}");
    assert!((value(&state, 1, "3.3") - value(&last, 0, "3.3")).abs() < 30.0);
    assert!(!jumps.contains(&"3.3"), "{jumps:?}");
}
