//! The distribution of the figures: how many stand where, the least and the greatest, and the target among them.

use crate::domain::{Decimal, Round};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::words;

use super::state::State;

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The strip as two lines: bars, and the axis below them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The bars.
    pub bars: String,
    /// The axis with its ends and the target.
    pub axis: String,
}

/// The most columns that it takes: farther apart bars say no more.
const WIDEST: usize = 96;

/// The strip of the figures; none where there are fewer than two. What it shows stands at its right.
pub fn strip(state: &State, cx: &Cx, round: &Round, width: usize) -> Option<Strip> {
    let numbers: Vec<Decimal> = state.figures.iter().flatten().copied().collect();
    let criterion = round.framework.criterion(&state.criterion)?;
    let values = state.rows.iter().any(|row| {
        let stages = row.standing().map(|of| &of.stages);
        stages.is_some_and(|stages| stages.values().any(|at| at.value.is_some()))
    });
    let target = round
        .targets
        .round
        .get(&criterion.id)
        .or_else(|| criterion.default_target());
    let target = target.and_then(|target| target.number(criterion.is_percent()));
    let target = target.filter(|_| values);
    let legend = cx.text(match target {
        Some(_) => "tui-compare-strip-target",
        None => "tui-compare-strip",
    });
    let room = width.saturating_sub(text::width(&legend) + 3).min(WIDEST);
    let print = |number| words::number(cx, number, 2);
    let drawn = draw(&numbers, target, room, print)?;
    Some(Strip {
        axis: format!("{}   {legend}", drawn.axis),
        ..drawn
    })
}

fn draw(
    numbers: &[Decimal],
    target: Option<Decimal>,
    width: usize,
    print: impl Fn(Decimal) -> String,
) -> Option<Strip> {
    let all = numbers.iter().copied().chain(target);
    let (least, most) = (all.clone().min()?, all.max()?);
    if numbers.len() < 2 || width < 20 {
        return None;
    }
    let (left, right) = (print(least), print(most));
    let margin = text::width(&left) + 1;
    let cells = width
        .checked_sub(margin + text::width(&right) + 1)
        .filter(|cells| *cells >= 8)?;
    let spread = most - least;
    let place = |number: Decimal| {
        let last = Decimal::from(cells - 1);
        let at = (number - least)
            .checked_mul(last)
            .and_then(|far| far.checked_div(spread));
        at.and_then(|at| usize::try_from(at.round()).ok())
            .unwrap_or(cells / 2)
            .min(cells - 1)
    };
    let mut counts = vec![0usize; cells];
    for number in numbers {
        if let Some(count) = counts.get_mut(place(*number)) {
            *count += 1;
        }
    }
    let highest = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars: String = counts
        .iter()
        .map(|count| BARS.get((count * 8).div_ceil(highest)).copied().unwrap_or("█"))
        .collect();
    let mark = target.map(place);
    let axis: String = (0..cells).map(|at| if Some(at) == mark { '▲' } else { '─' }).collect();
    Some(Strip {
        bars: format!("{}{bars}", " ".repeat(margin)),
        axis: format!("{left} {axis} {right}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_where_the_figures_are_and_the_target_is_marked() {
        let numbers: Vec<Decimal> = [0, 0, 100, 50].map(Decimal::from).to_vec();
        let strip = draw(&numbers, Some(Decimal::from(100)), 30, |number| number.to_string()).unwrap();
        assert_eq!(strip.bars.trim_start().chars().next(), Some('█'));
        assert!(
            strip.axis.starts_with("0 ─") && strip.axis.ends_with("▲ 100"),
            "{}",
            strip.axis
        );
        assert_eq!(strip.axis.chars().count(), 30);
        assert_eq!(draw(&numbers, None, 10, |number| number.to_string()), None);
    }

    #[test]
    fn equal_figures_stand_in_the_middle() {
        let numbers: Vec<Decimal> = [5, 5].map(Decimal::from).to_vec();
        assert!(draw(&numbers, None, 30, |number| number.to_string()).is_some());
    }
}
