//! The explanations of results as a member of the council reads them.

#![allow(clippy::unwrap_used, reason = "a test may stop at what cannot be")]

use thamdinh::domain::rule::{Inputs, judge};
use thamdinh::domain::{Criterion, Sentence, Value};
use thamdinh::text::locale::{Lang, Locale};

fn explain(rule: &str, unit: &str, max: &str, target: Option<Value>, inputs: &[(&str, Value)]) -> String {
    let max = if max.is_empty() {
        String::new()
    } else {
        format!("max_points = \"{max}\"\n")
    };
    let criterion: Criterion = toml::from_str(&format!(
        "id = \"1\"\ncode = \"1\"\ngroup = \"1\"\nname = \"Tên\"\nunit = \"{unit}\"\n{max}rule = {rule}"
    ))
    .unwrap();
    let inputs: Inputs = inputs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    say(&judge(&criterion, target.as_ref(), &inputs).why)
}

fn say(sentence: &Sentence) -> String {
    Locale::new(Lang::Vi).say(sentence)
}

fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

fn ratio(part: i64, whole: i64) -> Value {
    Value::Ratio {
        part: part.into(),
        whole: whole.into(),
    }
}

#[test]
fn results_are_explained_with_their_figures() {
    let threshold =
        "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"70\", below = \"proportional\" }";
    let rescaled = "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"5\", below = \"rescaled\" }";
    let target = "{ kind = \"target\" }";
    let items = "{ kind = \"per-item\", item = \"hội nghị\", each = \"5\", cap = \"20\" }";
    let levels = "{ kind = \"levels\", levels = [{ test = \"not-applicable\" }, { test = \"at-least\", value = \"50\" }, \
                  { test = \"at-least\", value = \"80\" }] }";
    let told = [
        explain(threshold, "", "10", None, &[("value", ratio(45, 46))]),
        explain(threshold, "", "10", None, &[("a", number("45")), ("b", number("90"))]),
        explain(rescaled, "", "15", None, &[("value", number("2"))]),
        explain(target, "%", "", Some(number("100")), &[("value", number("98.5"))]),
        explain(target, "%", "", None, &[("value", number("98.5"))]),
        explain(items, "", "20", None, &[("count", number("7"))]),
        explain(
            "{ kind = \"presence\" }",
            "",
            "15",
            None,
            &[("value", Value::Text("Có".into()))],
        ),
        explain(levels, "%", "", None, &[("value", number("62.5"))]),
        explain(
            "{ kind = \"ratio\", a = \"Số văn bản ký số\", b = \"b\" }",
            "",
            "10",
            None,
            &[],
        ),
    ];
    let expected = [
        "45/46 = 97,83% ≥ 70% → điểm tối đa 10",
        "45/90 = 50% < 70%: tỷ lệ × 10 → 5/10 điểm",
        "2% < 5%: tỷ lệ ÷ 5% × 15 → 6/15 điểm",
        "98,5% < 100%: Không đạt",
        "chưa có chỉ tiêu: chưa thể kết luận",
        "7 × 5 điểm, tối đa 20 điểm → điểm tối đa 20",
        "“Có”: Đạt → điểm tối đa 15",
        "đạt mức 2 (62,5% ≥ 50%); chưa đạt mức 3 (62,5% < 80%)",
        "chưa có số liệu “Số văn bản ký số”: chưa thể kết luận",
    ];
    assert_eq!(told, expected);
}
