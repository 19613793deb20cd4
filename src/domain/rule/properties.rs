//! What holds of every rule by points, whatever the figures.

use proptest::prelude::*;

use super::tests::criterion;
use super::*;

/// Rules where more is better, on the inputs `a` of `b` or on `value`.
const RISING: &[&str] = &[
    "{ kind = \"target\", target = { number = \"70\" } }",
    "{ kind = \"presence\" }",
    "{ kind = \"ratio\", a = \"a\", b = \"b\" }",
    "{ kind = \"ratio\", a = \"a\", b = \"b\", whole = \"12\" }",
    "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"70\", below = \"proportional\" }",
    "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"5\", below = \"rescaled\", open = true }",
    "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"5\", below = \"rescaled\", divisor = \"1\" }",
    "{ kind = \"ratio-threshold\", a = \"a\", b = \"b\", full_from = \"30\", below = \"zero\" }",
    "{ kind = \"steps\", a = \"a\", b = \"b\", steps = [{ from = \"50\", gives = { fraction = [1, 1] }, printed = \"\" }, \
     { to = \"50\", to_open = true, gives = { proportional = true }, printed = \"\" }] }",
    "{ kind = \"steps\", steps = [{ from = \"60\", gives = { points = \"99\" }, printed = \"\" }, \
     { from = \"20\", gives = { fraction = [1, 3] }, printed = \"\" }, { gives = { points = \"0\" }, printed = \"\" }] }",
    "{ kind = \"per-item\", item = \"\", each = \"0.5\", cap = \"7\" }",
    "{ kind = \"entered\" }",
];

/// Rules where less is better.
const FALLING: &[&str] = &[
    "{ kind = \"target\", direction = \"at-most\", target = { number = \"70\" } }",
    "{ kind = \"ratio\", a = \"a\", b = \"b\", inverse = true }",
];

fn hundredths(number: i64) -> Decimal {
    Decimal::new(number, 2)
}

/// The figures as one value and, for rules by ratio, as a part of a hundred.
fn single(number: i64) -> Inputs {
    Inputs::from([("value".to_owned(), Value::Number(hundredths(number)))])
}

fn parts(part: i64, whole: i64) -> Inputs {
    Inputs::from([
        ("a".to_owned(), Value::Number(part.into())),
        ("b".to_owned(), Value::Number(whole.into())),
    ])
}

fn points(rule: &str, inputs: &Inputs) -> Option<Decimal> {
    judge(&criterion(rule, "%", "15"), None, inputs).points
}

proptest! {
    #[test]
    fn better_figures_never_score_lower(lower in -500_i64..20_000, more in 0_i64..20_000, whole in 1_i64..500) {
        let higher = lower + more;
        for (rules, rising) in [(RISING, true), (FALLING, false)] {
            for rule in rules {
                for (low, high) in [(single(lower), single(higher)), (parts(lower, whole), parts(higher, whole))] {
                    let (low, high) = (points(rule, &low), points(rule, &high));
                    let ordered = if rising { low <= high } else { low >= high };
                    prop_assert!(ordered, "{rule}: {low:?} {high:?}");
                }
            }
        }
    }

    #[test]
    fn points_stay_between_nought_and_the_maximum(part in any::<i64>(), whole in any::<i64>()) {
        for rule in RISING.iter().chain(FALLING) {
            for inputs in [single(part), parts(part, whole)] {
                if let Some(points) = points(rule, &inputs) {
                    prop_assert!(points >= Decimal::ZERO && points <= Decimal::from(15), "{rule}: {points}");
                }
            }
        }
    }

    #[test]
    fn a_level_met_stays_met_with_better_figures(lower in 0_i64..10_000, more in 0_i64..10_000) {
        let rule = "{ kind = \"levels\", levels = [{ test = \"not-applicable\" }, { test = \"at-least\", value = \"40\" }, \
                    { test = \"at-least\", value = \"80\" }] }";
        let criterion = criterion(rule, "%", "");
        let low = judge(&criterion, None, &single(lower)).levels;
        let high = judge(&criterion, None, &single(lower + more)).levels;
        for (low, high) in low.iter().zip(&high) {
            prop_assert!(low <= high);
        }
    }
}
