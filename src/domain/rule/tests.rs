//! Each rule at its boundaries.

use super::*;
use crate::domain::{Arg, Criterion};

/// A criterion of 10 points in the unit given, or without points where `max` is empty.
pub(super) fn criterion(rule: &str, unit: &str, max: &str) -> Criterion {
    let max = if max.is_empty() {
        String::new()
    } else {
        format!("max_points = \"{max}\"\n")
    };
    toml::from_str(&format!(
        "id = \"1.1\"\ncode = \"1.1\"\ngroup = \"1\"\nname = \"Tên\"\nunit = \"{unit}\"\n{max}rule = {rule}"
    ))
    .unwrap()
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

fn value(value: Value) -> Inputs {
    Inputs::from([("value".to_owned(), value)])
}

fn named(inputs: &[(&str, &str)]) -> Inputs {
    inputs
        .iter()
        .map(|(name, text)| {
            let value = text
                .parse()
                .map_or_else(|_| Value::Text((*text).to_owned()), Value::Number);
            ((*name).to_owned(), value)
        })
        .collect()
}

fn points(criterion: &Criterion, inputs: &Inputs) -> Option<String> {
    judge(criterion, None, inputs)
        .points
        .map(|points| points.normalize().to_string())
}

/// The points of each row of inputs, as text; `-` where the rule cannot say.
#[test]
fn nothing_reported_is_unknown_unless_the_source_makes_it_no_points() {
    let mut criterion = criterion("{ kind = \"ratio\", a = \"a\", b = \"b\" }", "%", "10");
    assert_eq!(points(&criterion, &Inputs::new()), None);
    criterion.when_missing = crate::domain::framework::WhenMissing::Zero;
    assert_eq!(points(&criterion, &Inputs::new()), Some("0".to_owned()));
    assert_eq!(points(&criterion, &value(ratio(1, 2))), Some("5".to_owned()));
}

fn check(criterion: &Criterion, cases: &[(&[(&str, &str)], &str)]) {
    for (inputs, expected) in cases {
        let found = points(criterion, &named(inputs)).unwrap_or_else(|| "-".to_owned());
        assert_eq!(found, *expected, "{inputs:?}");
    }
}

#[test]
fn a_target_is_met_from_itself_upwards() {
    let criterion = criterion("{ kind = \"target\" }", "%", "");
    let target = number("70");
    let verdict = |value_: Value| judge(&criterion, Some(&target), &value(value_)).verdict;
    assert_eq!(verdict(number("70")), Some(Verdict::Met));
    assert_eq!(verdict(number("69.9999")), Some(Verdict::NotMet));
    assert_eq!(verdict(ratio(7, 10)), Some(Verdict::Met));
    assert_eq!(verdict(ratio(699_999, 1_000_000)), Some(Verdict::NotMet));
    assert_eq!(verdict(number("120")), Some(Verdict::Met));
    assert_eq!(verdict(number("-1")), Some(Verdict::NotMet));
}

#[test]
fn a_ratio_is_compared_without_dividing() {
    let criterion = criterion("{ kind = \"target\" }", "%", "");
    let third = ratio(1, 3);
    let judged = |value_: Value| judge(&criterion, Some(&third), &value(value_)).verdict;
    assert_eq!(judged(ratio(2, 6)), Some(Verdict::Met));
    assert_eq!(judged(number("33.3333333333333333333333")), Some(Verdict::NotMet));
}

#[test]
fn a_ratio_rounded_for_reading_never_seems_to_be_its_target() {
    let criterion = criterion("{ kind = \"target\" }", "%", "");
    let finding = judge(&criterion, Some(&number("70")), &value(ratio(699_999, 1_000_000)));
    let said = format!("{:?}", finding.why);
    assert!(said.contains("69.9999"), "{said}");
    assert_eq!(finding.verdict, Some(Verdict::NotMet));
}

#[test]
fn lower_is_better_where_the_target_is_a_ceiling() {
    let criterion = criterion("{ kind = \"target\", direction = \"at-most\" }", "", "");
    let target = number("5");
    let verdict = |text: &str| judge(&criterion, Some(&target), &value(number(text))).verdict;
    assert_eq!(verdict("5"), Some(Verdict::Met));
    assert_eq!(verdict("5.01"), Some(Verdict::NotMet));
}

#[test]
fn without_a_target_or_a_value_nothing_is_concluded() {
    let criterion = criterion("{ kind = \"target\" }", "%", "");
    let target = number("70");
    let no_target = judge(&criterion, None, &value(number("98")));
    assert_eq!(
        (no_target.verdict, no_target.why.key.as_str()),
        (None, "rule-no-target")
    );
    let no_value = judge(&criterion, Some(&target), &Inputs::new());
    assert_eq!((no_value.verdict, no_value.why.key.as_str()), (None, "rule-no-value"));
    let words = judge(&criterion, Some(&target), &value(Value::Text("chín lăm".into())));
    assert_eq!((words.verdict, words.why.key.as_str()), (None, "rule-words"));
    let over_nothing = judge(&criterion, Some(&target), &value(ratio(0, 0)));
    assert_eq!(
        (over_nothing.verdict, over_nothing.why.key.as_str()),
        (None, "rule-zero-unknown")
    );
}

#[test]
fn the_framework_states_a_target_of_its_own() {
    let criterion = criterion("{ kind = \"target\", target = { number = \"100\" } }", "%", "");
    assert_eq!(
        judge(&criterion, None, &value(number("98.5"))).verdict,
        Some(Verdict::NotMet)
    );
    let lower = number("98");
    assert_eq!(
        judge(&criterion, Some(&lower), &value(number("98.5"))).verdict,
        Some(Verdict::Met)
    );
}

#[test]
fn a_target_in_words_asks_for_a_yes() {
    let criterion = criterion("{ kind = \"target\", target = { text = \"Có\" } }", "", "");
    let verdict = |text: &str| judge(&criterion, None, &value(Value::Text(text.into()))).verdict;
    assert_eq!(verdict("CÓ"), Some(Verdict::Met));
    assert_eq!(verdict("Chưa"), Some(Verdict::NotMet));
    assert_eq!(verdict("sẽ có"), None);
}

#[test]
fn presence_takes_words_and_counts() {
    let criterion = criterion("{ kind = \"presence\" }", "Văn bản", "15");
    for (answer, expected) in [
        ("Có", "15"),
        ("đã có.", "15"),
        ("HOÀN THÀNH", "15"),
        ("2", "15"),
        ("Không", "0"),
        ("chưa  có", "0"),
        ("0", "0"),
        ("đang làm", "-"),
    ] {
        check(&criterion, &[(&[("value", answer)], expected)]);
    }
    assert_eq!(
        judge(&criterion, None, &named(&[("value", "Có")])).verdict,
        Some(Verdict::Met)
    );
}

#[test]
fn a_count_set_by_the_round_is_held_against_presence() {
    let criterion = criterion("{ kind = \"presence\" }", "Văn bản", "");
    let two = number("2");
    let verdict = |text: &str| judge(&criterion, Some(&two), &named(&[("value", text)])).verdict;
    assert_eq!(verdict("1"), Some(Verdict::NotMet));
    assert_eq!(verdict("2"), Some(Verdict::Met));
    assert_eq!(verdict("Có"), None);
    assert_eq!(verdict("Không"), Some(Verdict::NotMet));
}

#[test]
fn a_ratio_gives_its_share_of_the_maximum() {
    let criterion = criterion("{ kind = \"ratio\", a = \"a\", b = \"b\" }", "", "15");
    check(
        &criterion,
        &[
            (&[("a", "1"), ("b", "3")], "5"),
            (&[("a", "0"), ("b", "3")], "0"),
            (&[("a", "4"), ("b", "3")], "15"),
            (&[("a", "-1"), ("b", "3")], "0"),
            (&[("a", "1")], "-"),
            (&[("a", "1"), ("b", "0")], "-"),
            (&[("a", "1"), ("b", "-3")], "-"),
            (&[("value", "80")], "12"),
        ],
    );
    assert_eq!(points(&criterion, &value(ratio(45, 60))).as_deref(), Some("11.25"));
}

#[test]
fn a_whole_of_zero_means_what_the_rule_declares() {
    let judged = |meaning: &str| {
        let rule = format!("{{ kind = \"ratio\", a = \"a\", b = \"b\", when_zero = \"{meaning}\" }}");
        let finding = judge(&criterion(&rule, "", "15"), None, &named(&[("a", "0"), ("b", "0")]));
        (finding.points, finding.verdict)
    };
    assert_eq!(judged("unknown"), (None, None));
    assert_eq!(judged("zero"), (Some(0.into()), None));
    assert_eq!(judged("full"), (Some(15.into()), None));
    assert_eq!(judged("not-applicable"), (None, Some(Verdict::NotApplicable)));
}

#[test]
fn an_inverse_ratio_gives_the_rest() {
    let criterion = criterion("{ kind = \"ratio\", a = \"a\", b = \"b\", inverse = true }", "", "10");
    check(
        &criterion,
        &[
            (&[("a", "0"), ("b", "4")], "10"),
            (&[("a", "1"), ("b", "4")], "7.5"),
            (&[("a", "5"), ("b", "4")], "0"),
        ],
    );
}

#[test]
fn a_whole_fixed_by_the_source_needs_no_input() {
    let criterion = criterion(
        "{ kind = \"ratio\", a = \"tin bài\", b = \"12\", whole = \"12\" }",
        "",
        "6",
    );
    check(
        &criterion,
        &[(&[("value", "4")], "2"), (&[("a", "12")], "6"), (&[("a", "30")], "6")],
    );
    assert_eq!(points(&criterion, &value(ratio(4, 12))).as_deref(), Some("2"));
}

fn threshold(more: &str) -> Criterion {
    criterion(
        &format!("{{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"70\", {more} }}"),
        "",
        "10",
    )
}

#[test]
fn the_threshold_gives_the_full_and_below_it_runs_as_declared() {
    let at = &[("a", "7"), ("b", "10")][..];
    let under = &[("a", "35"), ("b", "100")][..];
    check(&threshold("below = \"proportional\""), &[(at, "10"), (under, "3.5")]);
    check(&threshold("below = \"rescaled\""), &[(at, "10"), (under, "5")]);
    check(&threshold("below = \"zero\""), &[(at, "10"), (under, "0")]);
    check(
        &threshold("below = \"proportional\", open = true"),
        &[(at, "7"), (under, "3.5")],
    );
    check(&threshold("below = \"rescaled\", divisor = \"50\""), &[(under, "7")]);
    check(&threshold("below = \"rescaled\", divisor = \"1\""), &[(under, "10")]);
    check(
        &threshold("below = \"proportional\", c = \"c\""),
        &[(&[("a", "7"), ("b", "4"), ("c", "6")], "10"), (at, "-")],
    );
}

#[test]
fn the_threshold_is_explained_with_its_figures() {
    let why = judge(&threshold("below = \"proportional\""), None, &value(ratio(45, 46))).why;
    assert_eq!(why.key, "rule-points-full");
    let Some((_, Arg::Sentence(because))) = why.args.first() else {
        panic!("no comparison in {why:?}");
    };
    assert_eq!(because.key, "rule-compare");
}

fn articles() -> Criterion {
    criterion(
        "{ kind = \"steps\", steps = [\
         { from = \"30\", from_open = true, gives = { fraction = [1, 1] }, printed = \"Trên 30\" },\
         { from = \"20\", to = \"30\", gives = { fraction = [1, 2] }, printed = \"Từ 20 đến <=30\" },\
         { from = \"10\", to = \"20\", to_open = true, gives = { fraction = [1, 4] }, printed = \"Từ 10 đến <20\" },\
         { to = \"5\", to_open = true, gives = { points = \"0\" }, printed = \"Dưới 5\" }] }",
        "Tin, bài",
        "40",
    )
}

#[test]
fn steps_hold_their_bounds_as_printed() {
    check(
        &articles(),
        &[
            (&[("value", "31")], "40"),
            (&[("value", "30")], "20"),
            (&[("value", "20")], "20"),
            (&[("value", "19.99")], "10"),
            (&[("value", "10")], "10"),
            (&[("value", "4")], "0"),
            (&[("value", "5")], "-"),
            (&[("value", "Có")], "-"),
        ],
    );
    let gap = judge(&articles(), None, &named(&[("value", "5")]));
    assert_eq!(gap.why.key, "rule-no-step");
}

#[test]
fn steps_of_a_ratio_are_per_cent() {
    let criterion = criterion(
        "{ kind = \"steps\", a = \"a\", b = \"b\", when_zero = \"zero\", steps = [\
         { from = \"1\", gives = { points = \"10\" }, printed = \"≥ 1 %\" },\
         { to = \"1\", to_open = true, gives = { proportional = true }, printed = \"< 1 %\" }] }",
        "",
        "10",
    );
    check(
        &criterion,
        &[
            (&[("a", "1"), ("b", "100")], "10"),
            (&[("a", "1"), ("b", "200")], "0.05"),
            (&[("a", "1"), ("b", "0")], "0"),
        ],
    );
}

#[test]
fn awards_are_held_below_the_maximum() {
    let criterion = criterion(
        "{ kind = \"steps\", steps = [\
         { from = \"1\", gives = { each = \"5\" }, printed = \"mỗi hội nghị 5 điểm\" },\
         { gives = { points = \"99\" }, printed = \"khác\" }] }",
        "",
        "20",
    );
    check(
        &criterion,
        &[
            (&[("value", "3")], "15"),
            (&[("value", "9")], "20"),
            (&[("value", "0")], "20"),
        ],
    );
}

#[test]
fn a_choice_is_named_by_key_or_label() {
    let criterion = criterion(
        "{ kind = \"choice\", choices = [\
         { key = \"chu-tich\", label = \"Trưởng ban là Chủ tịch\", gives = { fraction = [1, 1] } },\
         { key = \"pho\", label = \"Trưởng ban là Phó Chủ tịch\", gives = { fraction = [1, 2] } },\
         { key = \"moi\", label = \"Mỗi cuộc họp\", gives = { each = \"3\" } },\
         { key = \"ty-le\", label = \"Theo tỷ lệ\", gives = { proportional = true } },\
         { key = \"khong\", label = \"Không\", gives = { points = \"0\" } }] }",
        "",
        "20",
    );
    check(
        &criterion,
        &[
            (&[("choice", "chu-tich")], "20"),
            (&[("choice", "trưởng ban là phó chủ tịch")], "10"),
            (&[("value", "Không")], "0"),
            (&[("choice", "moi")], "-"),
            (&[("choice", "moi"), ("count", "4")], "12"),
            (&[("choice", "ty-le"), ("a", "1"), ("b", "4")], "5"),
            (&[("choice", "khác")], "-"),
            (&[], "-"),
        ],
    );
}

#[test]
fn items_count_up_to_the_cap() {
    let capped = criterion(
        "{ kind = \"per-item\", item = \"hội nghị\", each = \"5\", cap = \"20\" }",
        "",
        "30",
    );
    check(
        &capped,
        &[
            (&[("count", "3")], "15"),
            (&[("value", "4")], "20"),
            (&[("count", "7")], "20"),
            (&[("count", "-7")], "0"),
            (&[], "-"),
        ],
    );
    let open = criterion("{ kind = \"per-item\", item = \"ý kiến\", each = \"1\" }", "", "10");
    check(&open, &[(&[("count", "12")], "10")]);
}

#[test]
fn entered_points_stay_in_bounds() {
    let criterion = criterion("{ kind = \"entered\" }", "", "5");
    check(
        &criterion,
        &[
            (&[("points", "3.5")], "3.5"),
            (&[("value", "9")], "5"),
            (&[("points", "-1")], "0"),
            (&[], "-"),
        ],
    );
    assert!(implausible(&criterion, &named(&[("points", "9")])).is_some());
    assert!(implausible(&criterion, &named(&[("points", "5")])).is_none());
}

#[test]
fn a_rate_is_not_taken_for_entered_points() {
    let criterion = criterion("{ kind = \"entered\" }", "%", "10");
    check(
        &criterion,
        &[
            (&[("value", "95")], "-"),
            (&[("value", "8")], "-"),
            (&[("value", "95"), ("points", "7.5")], "7.5"),
        ],
    );
    assert!(implausible(&criterion, &named(&[("value", "95")])).is_none());
    assert!(implausible(&criterion, &named(&[("value", "101")])).is_some());
    assert!(implausible(&criterion, &named(&[("points", "11")])).is_some());
}

#[test]
fn a_sum_needs_all_its_parts() {
    let criterion = criterion(
        "{ kind = \"sum\", parts = [\
         { key = \"to-chuc\", label = \"Có tổ chức\", max_points = \"1\", rule = { kind = \"presence\" } },\
         { key = \"ty-le\", label = \"Tỷ lệ\", max_points = \"4\", rule = { kind = \"ratio\", a = \"a\", b = \"b\", when_zero = \"not-applicable\" } }] }",
        "",
        "4.5",
    );
    check(
        &criterion,
        &[
            (&[("to-chuc.value", "Có"), ("ty-le.a", "1"), ("ty-le.b", "2")], "3"),
            (&[("to-chuc.value", "Có"), ("ty-le.a", "2"), ("ty-le.b", "2")], "4.5"),
            (&[("to-chuc.value", "Có"), ("ty-le.a", "0"), ("ty-le.b", "0")], "1"),
            (&[("to-chuc.value", "Có")], "-"),
        ],
    );
}

#[test]
fn a_condition_that_fails_gives_what_is_printed() {
    let criterion = criterion(
        "{ kind = \"given\", condition = \"Đã có chuyên mục\", rule = { kind = \"per-item\", item = \"tin\", each = \"1\" } }",
        "",
        "20",
    );
    check(
        &criterion,
        &[
            (&[("condition", "Có"), ("count", "7")], "7"),
            (&[("condition", "Không"), ("count", "7")], "0"),
            (&[("value", "Chưa có")], "0"),
            (&[("count", "7")], "-"),
        ],
    );
    let calm = self::criterion(
        "{ kind = \"given\", condition = \"Có sự cố\", otherwise = { fraction = [1, 1] }, rule = { kind = \"presence\" } }",
        "",
        "5",
    );
    check(&calm, &[(&[("condition", "Không")], "5")]);
}

fn levels(tests: &str, unit: &str) -> Criterion {
    criterion(&format!("{{ kind = \"levels\", levels = [{tests}] }}"), unit, "")
}

#[test]
fn levels_are_tested_one_by_one() {
    let criterion = levels(
        "{ test = \"not-applicable\" }, { test = \"at-least\", value = \"50\" }, { test = \"at-least\", value = \"100\" }",
        "%",
    );
    let tested = |value_: Value| judge(&criterion, None, &value(value_)).levels;
    assert_eq!(tested(number("50")), vec![None, Some(true), Some(false)]);
    assert_eq!(tested(number("49.99")), vec![None, Some(false), Some(false)]);
    assert_eq!(tested(ratio(9, 9)), vec![None, Some(true), Some(true)]);
    assert_eq!(judge(&criterion, None, &Inputs::new()).levels, vec![None, None, None]);
    let most = levels("{ test = \"at-most\", value = \"3\" }, { test = \"present\" }", "");
    assert_eq!(
        judge(&most, None, &value(number("4"))).levels,
        vec![Some(false), Some(true)]
    );
}

#[test]
fn any_alternative_will_do() {
    let criterion = levels(
        "{ test = \"any\", of = [{ input = \"count\", at_least = \"3\" }, { input = \"percent\", at_least = \"100\" }] }",
        "Doanh nghiệp",
    );
    let tested = |inputs: &Inputs| judge(&criterion, None, inputs).levels;
    assert_eq!(tested(&value(number("3"))), vec![Some(true)]);
    assert_eq!(tested(&value(number("2"))), vec![None]);
    assert_eq!(tested(&value(ratio(2, 2))), vec![Some(true)]);
    assert_eq!(tested(&named(&[("count", "2"), ("percent", "99")])), vec![Some(false)]);
}

#[test]
fn a_distribution_counts_communes_at_a_level_or_above() {
    let criterion = levels(
        "{ test = \"distribution\", of = [{ level = 1, percent = \"100\" }] },\
         { test = \"distribution\", of = [{ level = 1, percent = \"100\" }, { level = 2, percent = \"50\" }] },\
         { test = \"distribution\", of = [{ level = 2, percent = \"100\" }, { level = 3, percent = \"50\" }] }",
        "%",
    );
    let half = named(&[("communes", "10"), ("level-1", "5"), ("level-2", "3"), ("level-3", "2")]);
    assert_eq!(
        judge(&criterion, None, &half).levels,
        vec![Some(true), Some(true), Some(false)]
    );
    let fewer = named(&[("communes", "10"), ("level-1", "5"), ("level-2", "4")]);
    assert_eq!(
        judge(&criterion, None, &fewer).levels,
        vec![Some(false), Some(false), Some(false)]
    );
    assert_eq!(
        judge(&criterion, None, &named(&[("communes", "10")])).levels,
        vec![None, None, None]
    );
    let many = named(&[("communes", "10"), ("level-1", "11")]);
    assert!(implausible(&criterion, &many).is_some());
}

#[test]
fn figures_that_can_hardly_be_true_are_named() {
    let percent = criterion("{ kind = \"target\" }", "%", "");
    let key = |criterion: &Criterion, inputs: &Inputs| implausible(criterion, inputs).map(|why| why.key);
    assert_eq!(key(&percent, &value(number("100"))), None);
    assert_eq!(
        key(&percent, &value(number("100.1"))).as_deref(),
        Some("flag-implausible-percent")
    );
    assert_eq!(
        key(&percent, &value(number("-1"))).as_deref(),
        Some("flag-implausible-negative")
    );
    assert_eq!(
        key(&percent, &value(ratio(47, 46))).as_deref(),
        Some("flag-implausible-part")
    );
    let count = criterion("{ kind = \"target\" }", "Văn bản", "");
    assert_eq!(key(&count, &value(number("1000"))), None);
    let share = criterion("{ kind = \"ratio\", a = \"a\", b = \"b\" }", "", "10");
    assert_eq!(
        key(&share, &named(&[("a", "3"), ("b", "2")])).as_deref(),
        Some("flag-implausible-part")
    );
    assert_eq!(key(&share, &named(&[("a", "2"), ("b", "2")])), None);
}

#[test]
fn figures_too_large_to_reckon_are_not_judged() {
    let criterion = criterion("{ kind = \"target\" }", "%", "");
    let huge = Value::Ratio {
        part: Decimal::MAX,
        whole: 2.into(),
    };
    let finding = judge(&criterion, Some(&number("70")), &value(huge));
    assert_eq!((finding.verdict, finding.why.key.as_str()), (None, "rule-too-large"));
}
