//! Indices over many applicants: weights of score columns, Z-score and Min–Max (QĐ 1726/QĐ-BTTTT, II.2).

use rust_decimal::Decimal;

/// One score column of a weighted index: points of their maximum, and the per cent that the column weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Points given.
    pub points: Decimal,
    /// Points attainable.
    pub max: Decimal,
    /// Per cent of the index.
    pub percent: Decimal,
}

/// The index on a scale of `full` points: each column's share of its maximum, weighed (80/10/10).
///
/// `None` where a column has no maximum, or the figures are beyond exact reckoning.
pub fn weighted(columns: &[Column], full: Decimal) -> Option<Decimal> {
    columns.iter().try_fold(Decimal::ZERO, |sum, column| {
        let product = column.points.checked_mul(column.percent)?.checked_mul(full)?;
        let divisor = column.max.checked_mul(Decimal::ONE_HUNDRED)?;
        sum.checked_add(product.checked_div(divisor)?)
    })
}

/// The arithmetic mean; none of nothing.
pub fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values
        .iter()
        .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(Decimal::from(values.len()))
}

/// The standard deviation of the whole population (divided by n, as all applicants are known).
pub fn deviation(values: &[Decimal]) -> Option<Decimal> {
    let mean = mean(values)?;
    let squares: Vec<Decimal> = values
        .iter()
        .map(|value| {
            let distance = value.checked_sub(mean)?;
            distance.checked_mul(distance)
        })
        .collect::<Option<_>>()?;
    square_root(self::mean(&squares)?)
}

/// `(x − mean) ÷ deviation` of each; none where all are equal and nothing can be told apart.
pub fn z_scores(values: &[Decimal]) -> Option<Vec<Decimal>> {
    let mean = mean(values)?;
    let deviation = deviation(values)?;
    values
        .iter()
        .map(|value| value.checked_sub(mean)?.checked_div(deviation))
        .collect()
}

/// `(x − min) ÷ (max − min)` of each, from 0 to 1; none where all are equal.
pub fn min_max(values: &[Decimal]) -> Option<Vec<Decimal>> {
    let min = *values.iter().min()?;
    let span = values.iter().max()?.checked_sub(min)?;
    values
        .iter()
        .map(|value| value.checked_sub(min)?.checked_div(span))
        .collect()
}

/// The square root to the last digit but one that a decimal holds; none below zero. Newton's method.
pub fn square_root(number: Decimal) -> Option<Decimal> {
    if number < Decimal::ZERO {
        return None;
    }
    if number.is_zero() {
        return Some(Decimal::ZERO);
    }
    // From above the root the steps only fall, until rounding stops them.
    let mut root = number.max(Decimal::ONE);
    loop {
        let next = root.checked_add(number.checked_div(root)?)?.checked_div(Decimal::TWO)?;
        if next >= root {
            return Some(round_root(number, root));
        }
        root = next;
    }
}

/// The root without the last digits that rounding left, where those make it exact.
fn round_root(number: Decimal, root: Decimal) -> Decimal {
    let shorter = root.round_dp(20);
    if shorter.checked_mul(shorter) == Some(number) {
        shorter.normalize()
    } else {
        root
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn weights_80_10_10() {
        let column = |points: i64, max: i64, percent: i64| Column {
            points: points.into(),
            max: max.into(),
            percent: percent.into(),
        };
        let columns = [column(600, 800, 80), column(50, 100, 10), column(100, 100, 10)];
        assert_eq!(weighted(&columns, 1000.into()), Some(750.into()));
        assert_eq!(weighted(&[column(1, 0, 80)], 1000.into()), None);
    }

    #[test]
    fn roots_are_exact_where_they_can_be() {
        assert_eq!(square_root(4.into()), Some(2.into()));
        assert_eq!(square_root("2.25".parse().unwrap()), Some("1.5".parse().unwrap()));
        assert_eq!(square_root("0.0001".parse().unwrap()), Some("0.01".parse().unwrap()));
        assert_eq!(square_root(0.into()), Some(0.into()));
        assert_eq!(square_root((-1).into()), None);
        assert_eq!(
            square_root(2.into()).unwrap().round_dp(12),
            "1.414213562373".parse().unwrap()
        );
    }

    #[test]
    fn z_scores_of_a_known_row() {
        let values = decimals(&["2", "4", "4", "4", "5", "5", "7", "9"]);
        assert_eq!(deviation(&values), Some(2.into()));
        assert_eq!(
            z_scores(&values),
            Some(decimals(&["-1.5", "-0.5", "-0.5", "-0.5", "0", "0", "1", "2"]))
        );
    }

    #[test]
    fn equal_applicants_cannot_be_told_apart() {
        assert_eq!(z_scores(&decimals(&["3", "3"])), None);
        assert_eq!(min_max(&decimals(&["3", "3"])), None);
        assert_eq!(z_scores(&[]), None);
        assert_eq!(min_max(&[]), None);
    }

    #[test]
    fn min_max_spans_nought_to_one() {
        assert_eq!(
            min_max(&decimals(&["10", "20", "15"])),
            Some(decimals(&["0", "1", "0.5"]))
        );
    }

    proptest! {
        #[test]
        fn a_root_squared_is_the_number(number in 0_u64..1_000_000_000_000, scale in 0_u32..8) {
            let number = Decimal::from_i128_with_scale(i128::from(number), scale);
            let root = square_root(number).unwrap();
            prop_assert!((root * root - number).abs() < Decimal::new(1, 9));
        }
    }
}
