//! One small file for each kind of defect: it is found, at its line, and nothing else is.

use super::{Defect, parse};
use crate::domain::Arg;
use crate::text::{Lang, Locale};

/// A sound file of few lines; the tests break one line of it.
pub(super) const SOUND: &str = r#"id = "mau"
title = "Bộ tiêu chí mẫu"
decision = "Quyết định số 1/QĐ-UBND"
issuer = "UBND tỉnh"
year = 2024
applicant_level = "xa"
method = "pass-fail"
source = "văn bản mẫu"

[[stages]]
id = "self"
name = "Tự đánh giá"
verb = "tự đánh giá"
body = "UBND cấp xã"
signer = "CHỦ TỊCH"
deadline = "11-15"

[[stages]]
id = "district"
name = "Thẩm định"
verb = "thẩm định"
body = "UBND cấp huyện"
signer = "CHỦ TỊCH"

[[groups]]
id = "G1"
code = "1"
name = "Hạ tầng số"

[[criteria]]
id = "1.1"
code = "1.1"
group = "G1"
name = "Tỷ lệ hộ gia đình có cáp quang"
unit = "%"
rule = { kind = "target", target = { number = 100 } }

[[criteria]]
id = "1.2"
code = "1.2"
group = "G1"
name = "Có trang thông tin điện tử"
rule = { kind = "presence" }

[[forms]]
id = "phu-luc-01"
name = "Phụ lục 01"
kind = "self-assessment"
stage = "self"
title = ["KẾT QUẢ TỰ ĐÁNH GIÁ"]

[[forms.columns]]
field = "code"
header = "TT"
width = 5

[[forms.columns]]
field = "value"
stage = "self"
header = "Kết quả"
width = 12

[[subforms]]
id = "mau-1.1"
name = "Mẫu 1.1"
title = "DANH SÁCH"
serves = ["1.1"]
tables = [{ columns = [{ key = "ten", header = "Tên", role = "thing" }] }]
ratios = [
  { label = "Tỷ lệ", numerator = "ten", denominator = "rows", criterion = "1.1" },
]

[[cases]]
criterion = "1.1"
input = { value = "100 %" }
verdict = "dat"
"#;

fn defects(text: &str) -> Vec<Defect> {
    parse(text).err().unwrap_or_default()
}

/// Replaces one part of a sound file and expects exactly one defect, at the line where the replacement ends.
fn broken_in(sound: &str, from: &str, to: &str, key: &str) -> Defect {
    let start = sound.find(from).unwrap_or_else(|| panic!("no {from}"));
    let text = sound.replacen(from, to, 1);
    let found = defects(&text);
    let [defect] = found.as_slice() else {
        panic!("{key}: {found:#?}");
    };
    assert_eq!(defect.message.key, key);
    let said = Locale::new(Lang::Vi).say(&defect.message);
    assert!(!said.contains(key) && !said.contains("{ $"), "{said}");
    if !to.is_empty() {
        assert_eq!(defect.line, text[..start + to.len()].matches('\n').count() + 1, "{key}");
    }
    defect.clone()
}

fn broken(from: &str, to: &str, key: &str) -> Defect {
    broken_in(SOUND, from, to, key)
}

fn hint(defect: &Defect) -> Option<&str> {
    let (_, arg) = defect.message.args.iter().find(|(name, _)| name == "hint")?;
    let Arg::Sentence(sentence) = arg else { return None };
    match sentence.args.first() {
        Some((_, Arg::Text(word))) => Some(word),
        _ => None,
    }
}

#[test]
fn the_sound_file_has_none() {
    assert_eq!(defects(SOUND), Vec::new());
}

#[test]
fn notation_is_faulted_at_its_line() {
    let found = defects(&SOUND.replace("year = 2024", "year = = 2024"));
    assert_eq!((found[0].line, found[0].message.key.as_str()), (5, "framework-syntax"));
}

#[test]
fn fields_are_faulted_with_the_nearest_name() {
    assert_eq!(
        hint(&broken("deadline = ", "deadlin = ", "framework-unknown-field")),
        Some("deadline")
    );
    let defect = broken(
        "method = \"pass-fail\"",
        "method = \"pas-fail\"",
        "framework-unknown-word",
    );
    assert_eq!(hint(&defect), Some("pass-fail"));
    broken("year = 2024", "year = \"2024\"", "framework-wrong-value");
    broken("issuer = \"UBND tỉnh\"\n", "", "framework-missing-field");
    broken(
        "{ kind = \"presence\" }",
        "{ kind = \"presence\", item = 1 }",
        "framework-unknown-field",
    );
}

#[test]
fn every_wrong_entry_is_named_at_once() {
    let text = SOUND
        .replace("name = \"Hạ tầng số\"", "nam = \"Hạ tầng số\"")
        .replace("code = \"1.2\"\n", "");
    let found = defects(&text);
    let keys: Vec<&str> = found.iter().map(|defect| defect.message.key.as_str()).collect();
    assert_eq!(keys, ["framework-unknown-field", "framework-missing-field"]);
    assert!(found[0].line < found[1].line);
}

#[test]
fn ids_are_unique_plain_and_filled() {
    broken("id = \"mau\"", "id = \"Mẫu\"", "framework-bad-id");
    broken("id = \"1.2\"", "id = \"1.1\"", "framework-repeated-id");
    broken("id = \"district\"", "id = \"self\"", "framework-repeated-id");
    added(
        "groups",
        &["code = \"2\"\nname = \"Hai\"\nid = \"G1\""],
        "framework-repeated-id",
    );
    added(
        "subforms",
        &["name = \"F\"\ntitle = \"F\"\nserves = []\ntables = []\nid = \"phu-luc-01\""],
        "framework-repeated-id",
    );
    let entry = "printed = \"a\"\napplied = \"b\"\nreason = \"c\"\nkey = \"k\"";
    added("contradictions", &[entry, entry], "framework-repeated-id");
    broken("name = \"Hạ tầng số\"", "name = \" \"", "framework-empty");
    broken("id = \"phu-luc-01\"", "id = \"\"", "framework-empty-id");
}

#[test]
fn only_rows_below_a_heading_may_go_without_a_code() {
    let row = "id = \"x\"\ngroup = \"G1\"\nname = \"x\"\nrule = { kind = \"presence\" }\n";
    added("criteria", &[&format!("{row}code = \"\"")], "framework-empty");
    let heading = "id = \"h\"\ngroup = \"G1\"\nname = \"h\"\ncode = \"1.3\"";
    let below = format!("{SOUND}\n[[criteria]]\n{heading}\n[[criteria]]\n{row}code = \"\"\nparent = \"h\"\n");
    assert_eq!(defects(&below), []);
}

/// Adds entries at the end of the sound file and expects one defect in the last of them.
fn added(list: &str, entries: &[&str], key: &str) -> Defect {
    let mut text = SOUND.to_owned();
    for entry in entries {
        text.push_str(&format!("\n[[{list}]]\n{entry}"));
    }
    let found = defects(&text);
    let [defect] = found.as_slice() else {
        panic!("{key}: {found:#?}");
    };
    assert_eq!(defect.message.key, key);
    assert_eq!(defect.line, text.lines().count(), "{key}");
    defect.clone()
}

#[test]
fn references_must_name_something() {
    assert_eq!(
        hint(&broken("group = \"G1\"", "group = \"G2\"", "framework-unknown-group")),
        Some("G1")
    );
    let stage = "[[forms.columns]]\nfield = \"value\"\nstage = \"sel\"";
    let column = "[[forms.columns]]\nfield = \"value\"\nstage = \"self\"";
    assert_eq!(hint(&broken(column, stage, "framework-unknown-stage")), Some("self"));
    broken(
        "serves = [\"1.1\"]",
        "serves = [\"9.9\"]",
        "framework-unknown-criterion",
    );
    broken(
        "denominator = \"rows\"",
        "denominator = \"total:x\"",
        "framework-unknown-figure",
    );
    broken("numerator = \"ten\"", "numerator = \"tne\"", "framework-unknown-figure");
    broken(
        "[[cases]]\ncriterion = \"1.1\"",
        "[[cases]]\ncriterion = \"1.7\"",
        "framework-unknown-criterion",
    );
    added(
        "criteria",
        &["id = \"x\"\ncode = \"x\"\ngroup = \"G1\"\nname = \"x\"\nrule = { kind = \"presence\" }\nparent = \"y\""],
        "framework-unknown-criterion",
    );
    let entry = "key = \"k\"\nprinted = \"a\"\napplied = \"b\"\nreason = \"c\"\n";
    added(
        "contradictions",
        &[&format!("{entry}criteria = [\"7\"]")],
        "framework-unknown-criterion",
    );
    added(
        "contradictions",
        &[&format!("{entry}group = \"7\"")],
        "framework-unknown-group",
    );
    added(
        "groups",
        &["id = \"G2\"\ncode = \"2\"\nname = \"Hai\"\nweight = \"experts\""],
        "framework-unknown-weight",
    );
    let report = "id = \"r\"\nname = \"R\"\nagency = []\nnumber = \"\"\ntitle = []\nstage = \"self\"\nsignature = { title = \"T\" }\n";
    let section = "sections = [{ key = \"s\", fill = \"group-counts\", group = \"7\" }]";
    added("reports", &[&format!("{report}{section}")], "framework-unknown-group");
    added(
        "reports",
        &[&format!("{report}sections = []\nannex = \"phu-luc-1\"")],
        "framework-unknown-form",
    );
}

#[test]
fn stages_begin_with_self_and_have_real_deadlines() {
    let found = defects(&SOUND.replace("\"self\"", "\"xa\""));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].line, found[0].message.key.as_str()),
        (11, "framework-first-stage")
    );
    for wrong in ["15-11", "11-31", "2-30", "02-30", "hết năm"] {
        broken(
            "deadline = \"11-15\"",
            &format!("deadline = \"{wrong}\""),
            "framework-deadline",
        );
    }
}

#[test]
fn rows_are_headings_or_leaves() {
    let row = "id = \"x\"\ncode = \"x\"\nname = \"x\"\n";
    let found = defects(&format!("{SOUND}\n[[criteria]]\ngroup = \"G1\"\n{row}"));
    assert_eq!(found[0].message.key, "framework-heading-empty");
    let child =
        format!("{SOUND}\n[[criteria]]\ngroup = \"G1\"\n{row}parent = \"1.1\"\nrule = {{ kind = \"presence\" }}");
    assert_eq!(defects(&child)[0].message.key, "framework-rule-on-heading");
    let lonely = format!("{SOUND}\n[[criteria]]\ngroup = \"G1\"\n{row}parent = \"x\"");
    assert_eq!(defects(&lonely)[0].message.key, "framework-parent-cycle");
}

#[test]
fn text_is_composed() {
    broken(
        "name = \"Thẩm định\"",
        "name = \"Tha\u{302}\u{309}m định\"",
        "framework-not-nfc",
    );
}

#[test]
fn columns_say_what_they_hold() {
    broken("field = \"value\"\nstage = \"self\"\n", "", "framework-missing-field");
    let found = defects(&SOUND.replace("field = \"value\"\nstage = \"self\"\n", "field = \"value\"\n"));
    assert_eq!(found[0].message.key, "framework-column-needs");
    let found = defects(&SOUND.replace("field = \"value\"\nstage = \"self\"\n", "field = \"input\"\n"));
    assert_eq!(found[0].message.key, "framework-column-needs");
    broken("width = 12", "width = 0", "framework-column-width");
}

#[test]
fn cases_can_be_run() {
    broken("input = { value = ", "input = { valeu = ", "framework-case-input");
    let found = defects(&SOUND.replace("verdict = \"dat\"\n", ""));
    assert_eq!(found[0].message.key, "framework-case-expects-nothing");
}

/// The sound file made one by points, with this rule on its second criterion.
fn by_points(rule: &str) -> String {
    SOUND
        .replace("method = \"pass-fail\"", "method = \"points\"\ntotal_points = 30")
        .replace("unit = \"%\"", "unit = \"%\"\nmax_points = 20")
        .replace(
            "rule = { kind = \"presence\" }",
            &format!("max_points = 10\nrule = {rule}"),
        )
        .replace("verdict = \"dat\"", "points = 20")
}

#[test]
fn points_need_maxima_and_rules_that_can_work() {
    assert_eq!(defects(&by_points("{ kind = \"entered\" }")), Vec::new());
    let first = |text: &str| {
        defects(text)
            .first()
            .map(|defect| defect.message.key.clone())
            .unwrap_or_default()
    };
    let text = by_points("{ kind = \"entered\" }").replace("max_points = 10\n", "");
    assert_eq!(first(&text), "framework-maximum-missing");
    for (rule, key) in [
        ("{ kind = \"choice\", choices = [] }", "framework-rule-empty"),
        ("{ kind = \"levels\", levels = [] }", "framework-rule-method"),
        (
            "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = 120, below = \"zero\" }",
            "framework-threshold-range",
        ),
        (
            "{ kind = \"steps\", a = \"a\", steps = [{ gives = { points = 10 }, printed = \"x\" }] }",
            "framework-steps-half-ratio",
        ),
        (
            "{ kind = \"steps\", steps = [{ from = 3, to = 2, gives = { points = 10 }, printed = \"x\" }] }",
            "framework-step-empty",
        ),
        (
            "{ kind = \"choice\", choices = [{ key = \"c\", label = \"C\", gives = { fraction = [1, 0] } }] }",
            "framework-award",
        ),
        (
            "{ kind = \"per-item\", item = \"tin\", each = 0 }",
            "framework-maximum-zero",
        ),
    ] {
        assert_eq!(first(&by_points(rule)), key, "{rule}");
    }
    let weights = "\n[[weights]]\nkey = \"experts\"\nname = \"Chuyên gia\"\npercent = 90";
    assert_eq!(
        first(&(by_points("{ kind = \"entered\" }") + weights)),
        "framework-weights"
    );
}

#[test]
fn maturity_needs_a_test_and_a_cell_for_each_level() {
    let level = |number: u8| format!("\n[[levels]]\nlevel = {number}\nname = \"Mức {number}\"");
    let test = "{ test = \"at-least\", value = 1 }";
    let row = |cells: &str, tests: &str| {
        format!("thresholds = [{cells}]\nrule = {{ kind = \"levels\", levels = [{tests}] }}")
    };
    let text = |cells: &str, tests: &str| {
        SOUND
            .replace("method = \"pass-fail\"", "method = \"maturity\"")
            .replace(
                "rule = { kind = \"target\", target = { number = 100 } }",
                &row("\"a\", \"b\"", &format!("{test}, {test}")),
            )
            .replace("rule = { kind = \"presence\" }", &row(cells, tests))
            .replace("verdict = \"dat\"", "level = 2")
            + &level(1)
            + &level(2)
    };
    let both = format!("{test}, {test}");
    assert_eq!(defects(&text("\"a\", \"b\"", &both)), Vec::new());
    for broken in [text("\"a\"", &both), text("\"a\", \"b\"", test)] {
        let found = defects(&broken);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message.key, "framework-level-count");
    }
    let found = defects(&text("\"a\", \"b\"", &both).replace("level = 2\nname", "level = 3\nname"));
    assert_eq!(found[0].message.key, "framework-level-number");
}

mod checks {
    use super::{SOUND, by_points};
    use crate::domain::framework::Fault;
    use crate::framework::{Answer, check, parse};

    fn faults(text: &str) -> Vec<(Fault, Answer)> {
        let framework = parse(text).unwrap();
        check(&framework)
            .into_iter()
            .map(|finding| (finding.fault, finding.answer))
            .collect()
    }

    fn on_rule(rule: &str) -> Vec<Fault> {
        faults(&by_points(rule)).into_iter().map(|(fault, _)| fault).collect()
    }

    #[test]
    fn a_sound_file_shows_none() {
        assert_eq!(faults(SOUND), []);
        assert_eq!(on_rule("{ kind = \"entered\" }"), []);
    }

    #[test]
    fn sums_are_held_against_what_is_printed_and_lost_points_are_not_guessed() {
        let text = by_points("{ kind = \"entered\" }");
        let total = text.replace("total_points = 30", "total_points = 31");
        assert_eq!(faults(&total), [(Fault::TotalSum, Answer::Open)]);
        let group = text.replace("name = \"Hạ tầng số\"", "name = \"Hạ tầng số\"\nmax_points = 30");
        assert_eq!(faults(&group), []);
        let lost = group.replace("max_points = 10\n", "lost = true\nlost_note = \"mất dòng\"\n");
        assert_eq!(faults(&lost), [(Fault::GroupSum, Answer::CannotCheck)]);
        let exceeds = lost.replace("max_points = 20", "max_points = 40");
        assert_eq!(faults(&exceeds), [(Fault::GroupSum, Answer::Open)]);
    }

    #[test]
    fn an_entry_acknowledges_and_a_stale_one_is_an_error() {
        let entry = "\n[[contradictions]]\nkey = \"tong\"\nacknowledges = \"total-sum\"\nprinted = \"31\"\napplied = \"30\"\nreason = \"tổng\"";
        let sound = by_points("{ kind = \"entered\" }") + entry;
        assert_eq!(faults(&sound), [(Fault::TotalSum, Answer::Open)]);
        let wrong = sound.replace("total_points = 30", "total_points = 31");
        assert_eq!(faults(&wrong), [(Fault::TotalSum, Answer::Acknowledged("tong".into()))]);
    }

    #[test]
    fn counts_and_codes() {
        let stated = SOUND.replace(
            "\n[[stages]]\nid = \"self\"",
            "\n[stated]\ncriteria = 3\ngroups = 2\n\n[[stages]]\nid = \"self\"",
        );
        assert_eq!(
            faults(&stated),
            [(Fault::CriteriaCount, Answer::Open), (Fault::GroupsCount, Answer::Open)]
        );
        let skipped = SOUND.replace("code = \"1.2\"", "code = \"1.3\"");
        assert_eq!(faults(&skipped), [(Fault::CodeSkipped, Answer::Open)]);
        let repeated = SOUND.replace("code = \"1.2\"", "code = \"1.1\"");
        assert_eq!(faults(&repeated), [(Fault::CodeRepeated, Answer::Open)]);
    }

    #[test]
    fn rules_are_held_against_the_maximum() {
        let choice = |points: u8| {
            format!(
                "{{ kind = \"choice\", choices = [{{ key = \"c\", label = \"C\", gives = {{ points = {points} }} }}] }}"
            )
        };
        assert_eq!(on_rule(&choice(10)), []);
        assert_eq!(on_rule(&choice(11)), [Fault::RuleExceedsMaximum]);
        assert_eq!(on_rule(&choice(9)), [Fault::RuleBelowMaximum]);
    }

    #[test]
    fn steps_meet_without_overlap_or_gap() {
        let steps = |low: &str, high: &str| {
            let step = |bounds: &str, points: u8| {
                format!("{{ {bounds}, gives = {{ points = {points} }}, printed = \"{points}\" }}")
            };
            format!(
                "{{ kind = \"steps\", a = \"a\", b = \"b\", steps = [{}, {}] }}",
                step(low, 5),
                step(high, 10)
            )
        };
        assert_eq!(on_rule(&steps("to = 50, to_open = true", "from = 50")), []);
        assert_eq!(on_rule(&steps("to = 50", "from = 50")), [Fault::StepsOverlap]);
        assert_eq!(
            on_rule(&steps("to = 50, to_open = true", "from = 50, from_open = true")),
            [Fault::StepsGap]
        );
        assert_eq!(on_rule(&steps("to = 50", "from = 51")), [Fault::StepsGap]);
        assert_eq!(
            on_rule(&steps("to = 50", "from = 50, from_open = true, to = 90")),
            [Fault::StepsGap]
        );
    }
}
