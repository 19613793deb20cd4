//! Charts of one line: bars, pairs of dots on a scale, sparklines. Signs tell what they say, colour never alone.

use crate::domain::Decimal;
use crate::text;

/// What was claimed.
pub const CLAIMED: char = '○';
/// What was appraised.
pub const APPRAISED: char = '●';
/// Both on one place.
pub const BOTH: char = '◎';
/// A mark on a bar, such as a threshold.
pub const MARK: char = '┊';

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar of at most so many cells, in eighths of a cell; what is more than nothing is always seen. A mark stands in the
/// middle of its cell: a bar that attains it covers it, one that does not ends before its cell.
pub fn bar(part: Decimal, whole: Decimal, cells: usize, mark: Option<Decimal>) -> String {
    let place = |number: Decimal, steps: usize| scaled(number, Decimal::ZERO, whole, steps).unwrap_or(0);
    let eighths = match place(part, cells * 8) {
        0 if part > Decimal::ZERO && cells > 0 => 1,
        eighths => eighths,
    };
    let at = mark.map(|mark| (place(mark, cells * 8) / 8).min(cells.saturating_sub(1)));
    let eighths = match mark.zip(at) {
        Some((mark, at)) if part >= mark && part > Decimal::ZERO => eighths.max(at * 8 + 5),
        Some((_, at)) if at > 0 => eighths.min(at * 8),
        Some(_) | None => eighths,
    };
    let mut out = "█".repeat(eighths / 8);
    out.push_str(EIGHTHS.get(eighths % 8).copied().unwrap_or_default());
    let filled = text::width(&out);
    out.extend((filled..cells).map(|cell| if Some(cell) == at { MARK } else { ' ' }));
    out
}

/// Two dots on a scale with a line between them; one of them where the other is not known.
pub fn dots(claimed: Option<Decimal>, appraised: Option<Decimal>, scale: (Decimal, Decimal), cells: usize) -> String {
    let (least, most) = scale;
    let last = cells.saturating_sub(1);
    let place = |number: Option<Decimal>| number.and_then(|number| scaled(number, least, most, last));
    let (left, right) = (place(claimed), place(appraised));
    (0..cells)
        .map(|cell| match (left, right) {
            (Some(one), Some(other)) if one == other && one == cell => BOTH,
            (_, Some(at)) if at == cell => APPRAISED,
            (Some(at), _) if at == cell => CLAIMED,
            (Some(one), Some(other)) if cell > one.min(other) && cell < one.max(other) => '─',
            _ => ' ',
        })
        .collect()
}

/// The scale of dots: its ends with a line between them.
pub fn axis(least: &str, most: &str, cells: usize) -> String {
    let room = cells.saturating_sub(text::width(least) + text::width(most) + 2);
    if room == 0 {
        return text::cut(most, cells);
    }
    format!("{least} {} {most}", "─".repeat(room))
}

/// A line of columns, the least and the most of the scale one eighth and eight eighths high; a dot where nothing is known.
pub fn spark(values: &[Option<Decimal>], scale: (Decimal, Decimal)) -> String {
    let (least, most) = scale;
    values
        .iter()
        .map(|value| {
            let at = value.and_then(|value| scaled(value, least, most, 7));
            at.and_then(|at| LEVELS.get(at)).copied().unwrap_or('·')
        })
        .collect()
}

/// Which of so many steps above the first a number stands on; none on a scale without extent.
fn scaled(number: Decimal, least: Decimal, most: Decimal, steps: usize) -> Option<usize> {
    let number = number.clamp(least, most.max(least));
    let share = (number - least)
        .checked_mul(Decimal::from(steps))?
        .checked_div(most - least)?;
    usize::try_from(share.round()).ok().map(|at| at.min(steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(number: i64) -> Decimal {
        Decimal::from(number)
    }

    #[test]
    fn a_bar_fills_its_cells_in_eighths_and_shows_the_mark() {
        assert_eq!(bar(d(100), d(100), 4, None), "████");
        assert_eq!(bar(d(50), d(100), 4, Some(d(75))), "██ ┊");
        assert_eq!(bar(d(1), d(1000), 4, None), "▏   ");
        assert_eq!(bar(d(0), d(10), 4, Some(d(0))), "┊   ");
        assert_eq!(bar(d(3), d(0), 2, None), "▏ ");
        assert_eq!(bar(d(90), d(100), 4, Some(d(80))), "███▋");
    }

    #[test]
    fn a_bar_that_attains_the_mark_covers_it_and_one_that_does_not_ends_before_it() {
        let shown = |part: i64| bar(d(part), d(1000), 10, Some(d(900)));
        assert_eq!(shown(919), "█████████▋");
        assert_eq!(shown(900), "█████████▋");
        assert_eq!(shown(899), "█████████┊");
        assert_eq!(shown(1000), "██████████");
    }

    #[test]
    fn dots_stand_on_their_scale_with_a_line_between_them() {
        let scale = (d(0), d(100));
        assert_eq!(dots(Some(d(100)), Some(d(50)), scale, 5), "  ●─○");
        assert_eq!(dots(Some(d(50)), Some(d(50)), scale, 5), "  ◎  ");
        assert_eq!(dots(Some(d(0)), None, scale, 5), "○    ");
        assert_eq!(dots(None, None, scale, 5), "     ");
        assert_eq!(dots(Some(d(-5)), Some(d(105)), scale, 3), "○─●");
    }

    #[test]
    fn a_spark_line_has_a_dot_where_nothing_is_known() {
        assert_eq!(spark(&[Some(d(0)), None, Some(d(100))], (d(0), d(100))), "▁·█");
        assert_eq!(axis("0", "100", 9), "0 ─── 100");
        assert_eq!(axis("0", "100", 4), "100");
    }
}
