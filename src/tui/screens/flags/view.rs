//! Draws the flags: kinds with their counts, the flags below them, and the selected one in full.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Line, State};
use crate::domain::{Arg, FlagKind, Sentence};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{self, Parts};
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Row};
use crate::tui::widgets::{self};

/// The parts in the screen's place.
pub fn parts(body: Rect) -> Parts {
    listing::parts(body, 4, 6)
}

/// What a kind is called.
pub fn kind(kind: FlagKind) -> Sentence {
    Sentence::new(&format!("tui-flag-{}", kind.code()))
}

/// The bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    let key = if state.only {
        "tui-flags-dossier"
    } else {
        "tui-flags-round"
    };
    cx.text(key)
}

/// A message for the list: what was found, without what the framework's source says against itself.
fn fact(message: &Sentence) -> Sentence {
    let inner = |name: &str| {
        message.args.iter().find_map(|(own, arg)| match arg {
            Arg::Sentence(inner) if own == name => Some(inner),
            Arg::Sentence(_) | Arg::Text(_) | Arg::Number(_) | Arg::Sentences(_) => None,
        })
    };
    if message.key == "rule-explained"
        && let Some(why) = inner("why")
    {
        return fact(why);
    }
    let args = message.args.iter().map(|(name, arg)| {
        let arg = match arg {
            Arg::Sentence(inner) => Arg::Sentence(Box::new(fact(inner))),
            Arg::Text(_) | Arg::Number(_) | Arg::Sentences(_) => arg.clone(),
        };
        (name.clone(), arg)
    });
    Sentence {
        args: args.collect(),
        key: message.key.clone(),
    }
}

fn columns(state: &State, cx: &Cx) -> [Column; 3] {
    let name = u16::try_from(state.widest).unwrap_or(u16::MAX).clamp(12, 26);
    [
        Column::new(cx.text("tui-column-name"), 12).up_to(name),
        Column::new(cx.text("tui-column-code"), 6),
        Column::new(cx.text("tui-flags-message"), 20).up_to(300),
    ]
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(body);
    let columns = columns(state, cx);
    let places = table::fit(&columns, body);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    let code = |row: &super::Row| {
        let id = row.flag.criterion.as_ref()?;
        round.framework.criterion(id).map(|criterion| criterion.code.clone())
    };
    for at in 0..parts.rows.height {
        let line = state.at.top + usize::from(at);
        let drawn = match state.lines.get(line) {
            Some(Line::Kind(of, count)) => Row::Group(cx.say(&kind(*of)), count.to_string()),
            Some(Line::Row(row)) => {
                let Some(row) = state.rows.get(*row) else { continue };
                Row::Cells(vec![
                    Cell::new(row.name.as_str()),
                    Cell::of(Role::Dim, code(row).unwrap_or_else(|| "–".to_owned())),
                    Cell::new(words::capital(&cx.say(&fact(&row.flag.message)))),
                ])
            }
            None => break,
        };
        let selected = (line == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &columns, &places, &drawn, selected);
    }
    if state.lines.is_empty() {
        let (role, key) = if state.read {
            (Role::Good, "tui-flags-none")
        } else {
            (Role::Warn, "tui-detail-reading")
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, role, &format!("  {}", cx.text(key)));
    }
    let kinds = state.kinds;
    let shown = state.lines.len() - kinds;
    let counts = [
        ("flags", shown.to_string()),
        ("kinds", kinds.to_string()),
        ("all", state.rows.len().to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    let key = if state.only {
        "tui-flags-counts-own"
    } else {
        "tui-flags-counts"
    };
    let said = format!("  {}", cx.locale.with(key, &counts));
    widgets::line(frame, parts.counts, cx.theme, Role::Header, &said);
    if let Some(row) = state.selected() {
        let mut paper = Paper::default();
        let criterion = row.flag.criterion.as_ref().and_then(|id| round.framework.criterion(id));
        let about = criterion.map(|criterion| format!(" · {} {}", criterion.code, criterion.name));
        paper.say(Role::Group, &format!("{}{}", row.name, about.unwrap_or_default()));
        paper.say(Role::Text, &words::sentence(&cx.say(&row.flag.message)));
        if let Some(place) = &row.flag.place {
            paper.say(Role::Dim, &cx.say(&place.sentence()));
        }
        paper.draw(frame, parts.detail, cx.theme, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Locale};
    use strum::IntoEnumIterator;

    #[test]
    fn the_list_says_the_fact_without_the_notes_of_the_source() {
        let because = Sentence::new("rule-met");
        let noted = Sentence::new("rule-contradiction");
        let explained = Sentence::new("rule-explained")
            .sentence("why", because.clone())
            .sentence("note", noted);
        let message = Sentence::new("flag-verdict")
            .text("claim", "Đạt")
            .sentence("why", explained);
        let said = Sentence::new("flag-verdict")
            .text("claim", "Đạt")
            .sentence("why", because);
        assert_eq!(fact(&message), said);
    }

    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let locale = Locale::new(lang);
            for one in FlagKind::iter() {
                assert!(locale.knows(&kind(one).key), "{lang:?}: {one:?}");
            }
        }
    }
}
