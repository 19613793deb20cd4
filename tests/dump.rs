//! The state as JSON has the documented shape: every key there, numbers as strings in plain notation, kinds by name.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use program::{FRAMEWORK, Place, criterion, dossier, dossiers};
use serde_json::{Value as Json, json};

const KINDS: &[&str] = &[
    "missing-evidence",
    "unreadable-value",
    "unreadable-verdict",
    "verdict-contradicts-target",
    "target-unknown",
    "target-differs",
    "missing-row",
    "unknown-row",
    "duplicate-row",
    "ambiguous-code",
    "duplicate-evidence",
    "subform-mismatch",
    "unsigned-evidence",
    "invalid-signature",
    "late",
    "resubmitted",
    "suspicious-text",
    "unsafe-path",
    "unsupported-file",
    "oversized",
    // Added to the documented ones.
    "implausible-value",
    "uniform-values",
    "outlier-value",
    "year-jump",
    "legacy-text",
];

fn place() -> Place {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    place.write(
        "r.csv",
        "applicant;criterion;value;verdict;note;by\n\
         Xã Tân Phú;1.2;98,5%;khong-dat;Chưa ký số;Nguyễn Văn A\n\
         Xã Tân Phú;1.4;45/46;khong-dat;;Nguyễn Văn A\n\
         Xã Tân Phú;1.9;Có;dat;;Nguyễn Văn A\n\
         Xã Tân Phú;1.8;1.234;dat;;Nguyễn Văn A\n\
         Xã Tân Phú;4.8;;khong-ap-dung;Không có điểm;Nguyễn Văn A\n",
    );
    place.done(&["rule", "--workspace", "w.thamdinh", "--from", "r.csv"]);
    place
}

#[track_caller]
fn has(entry: &Json, keys: &str) {
    for key in keys.split(' ') {
        assert!(entry.get(key).is_some(), "{key} in {entry}");
    }
}

/// Digits, at most one point, no exponent, no needless zeros: what any reader of decimals takes.
#[track_caller]
fn plain(number: &Json) {
    let text = number.as_str().unwrap();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "1"));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    assert!(figures(whole) && figures(part), "{number}");
    assert!(
        !part.ends_with('0') && (whole == "0" || !whole.starts_with('0')),
        "{number}"
    );
}

/// `value` is words, a plain number or null; a ratio keeps its two parts beside the quotient.
#[track_caller]
fn value(entry: &Json) {
    match &entry["value"] {
        Json::Null => {}
        Json::String(text) if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => plain(&entry["value"]),
        Json::String(text) => assert!(!text.is_empty(), "{entry}"),
        other => panic!("{other}"),
    }
    if let Some(ratio) = entry.get("ratio") {
        let parts = ratio.as_array().unwrap();
        assert_eq!(parts.len(), 2);
        parts.iter().for_each(plain);
        plain(&entry["value"]);
    }
}

#[track_caller]
fn flag(entry: &Json) {
    has(entry, "kind message");
    assert!(KINDS.contains(&entry["kind"].as_str().unwrap()), "{entry}");
    let message = entry["message"].as_str().unwrap();
    assert!(!message.is_empty() && !message.contains('⟨'), "{entry}");
}

#[track_caller]
fn verdict(entry: &Json, known: &[&str]) {
    assert!(
        entry.is_null() || known.contains(&entry.as_str().unwrap()),
        "{entry} is none of {known:?}"
    );
}

#[test]
fn every_documented_key_is_there() {
    let state = place().dump("w.thamdinh");
    let round = &state["rounds"][0];
    has(round, "framework year organisation stages dossiers");
    assert_eq!(round["framework"], FRAMEWORK);
    assert_eq!(round["year"], 2023);
    assert_eq!(round["organisation"], "UBND huyện Minh Họa");
    let stages: Vec<&Json> = round["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| &stage["id"])
        .collect();
    assert_eq!(stages, ["self", "district", "province"]);
    assert_eq!(dossiers(&state).len(), 12);
    let (mut flags, mut ratios, mut files) = (0, 0, 0);
    for dossier in dossiers(&state) {
        has(dossier, "applicant folder submissions status criteria flags results");
        for entry in dossier["flags"].as_array().unwrap() {
            flag(entry);
            flags += 1;
        }
        assert_eq!(dossier["criteria"].as_array().unwrap().len(), 37);
        for found in dossier["criteria"].as_array().unwrap() {
            has(found, "id code target claim stages flags");
            assert!(found["target"].is_null() || found["target"].is_string(), "{found}");
            value(&json!({ "value": found["target"] }));
            let claim = &found["claim"];
            has(claim, "raw value verdict note evidence source");
            value(claim);
            verdict(
                &claim["verdict"],
                &["dat", "khong-dat", "khong-ap-dung", "dang-trien-khai"],
            );
            ratios += usize::from(claim.get("ratio").is_some());
            for file in claim["evidence"].as_array().unwrap() {
                has(file, "path sha256 signature");
                let path = file["path"].as_str().unwrap();
                assert!(
                    path.starts_with(&format!("{}/", dossier["folder"].as_str().unwrap())),
                    "{path}"
                );
                assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
                files += 1;
            }
            has(&claim["source"], "file sheet cell");
            assert!(claim["source"]["cell"].as_str().unwrap().starts_with('E'), "{claim}");
            let stages: Vec<&String> = found["stages"].as_object().unwrap().keys().collect();
            assert_eq!(stages, ["district", "province"]);
            for at in found["stages"].as_object().unwrap().values() {
                has(at, "value verdict points note by at conflict");
                value(at);
                verdict(&at["verdict"], &["dat", "khong-dat", "khong-ap-dung"]);
                assert!(at["conflict"].is_boolean());
            }
            for entry in found["flags"].as_array().unwrap() {
                flag(entry);
                flags += 1;
            }
        }
        for result in dossier["results"].as_object().unwrap().values() {
            has(
                result,
                "passed failed pending not_applicable rate points max_points level blocking rank",
            );
            for count in ["passed", "failed", "pending", "not_applicable"] {
                assert!(result[count].is_u64(), "{result}");
            }
            if !result["rate"].is_null() {
                plain(&result["rate"]);
            }
            assert!(result["blocking"].is_array());
        }
    }
    assert!(flags > 10 && ratios > 2 && files > 50, "{flags} {ratios} {files}");
}

#[test]
fn values_stand_in_the_unit_of_their_criterion() {
    let state = place().dump("w.thamdinh");
    let ruled = |id: &str| criterion(dossier(&state, "Xã Tân Phú"), id)["stages"]["district"].clone();
    assert_eq!(ruled("1.2")["value"], "98.5");
    assert_eq!(ruled("1.2")["note"], "Chưa ký số");
    assert_eq!(ruled("1.2")["by"], "Nguyễn Văn A");
    assert_eq!(ruled("1.4")["ratio"], json!(["45", "46"]));
    assert!(ruled("1.4")["value"].as_str().unwrap().starts_with("97.826086"));
    assert_eq!(ruled("1.9")["value"], "Có");
    assert_eq!(ruled("4.8")["value"], Json::Null);
    assert_eq!(ruled("4.8")["verdict"], "khong-ap-dung");
    let claimed = |applicant: &str, id: &str| criterion(dossier(&state, applicant), id)["claim"].clone();
    // A cell of the number 0.584 in the format `0.0%`.
    assert_eq!(claimed("Xã Tân Phú", "1.6")["value"], "58.4");
    // What cannot be read is null and flagged, and its words stay.
    let unread = criterion(dossier(&state, "Xã Quang Vinh"), "1.5");
    assert_eq!(unread["claim"]["value"], Json::Null);
    assert_eq!(unread["claim"]["raw"], "chín lăm");
    let kinds: Vec<&Json> = unread["flags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| &flag["kind"])
        .collect();
    assert!(kinds.contains(&&json!("unreadable-value")), "{kinds:?}");
    // A code is text: 1.10 is another criterion than 1.1.
    assert_ne!(
        claimed("Xã Phú Thịnh", "1.10")["source"],
        claimed("Xã Phú Thịnh", "1.1")["source"]
    );
}

#[test]
fn one_round_is_printed_where_it_is_named() {
    let place = place();
    let state = place.dump("w.thamdinh");
    let id = state["rounds"][0]["id"].as_str().unwrap();
    let named = place.done(&["dump", "--workspace", "w.thamdinh", "--round", id]);
    assert_eq!(serde_json::from_str::<Json>(&named).unwrap(), state);
    let english = place.done(&["dump", "--workspace", "w.thamdinh", "--lang", "en"]);
    assert_ne!(
        serde_json::from_str::<Json>(&english).unwrap(),
        state,
        "messages are in the reader's language"
    );
}
