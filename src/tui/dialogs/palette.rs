//! Finds acts, communes, criteria and notes by their words, with or without marks; the letters found are set off.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::list::{self, Item, Position};
use super::super::widgets::{self, field::Field, frame as dialog};
use super::Pen;
use crate::domain::RoundId;
use crate::tasks::Request;
use crate::text;

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is shown.
    pub words: String,
    /// What stands at the right: the key, or the kind of thing.
    pub aside: String,
    /// The text searched, folded.
    pub folded: String,
    /// What choosing it does.
    pub step: Step,
}

/// The palette.
#[derive(Debug, Clone)]
pub struct State {
    title: String,
    field: Field,
    entries: Vec<Entry>,
    found: Vec<usize>,
    at: Position,
    /// So many of the first entries were chosen of late.
    recent: usize,
    /// The round whose notes are looked for as well, and how many entries stand before them.
    notes: Option<(RoundId, usize)>,
}

/// From so many letters on notes are looked for.
const LETTERS: usize = 2;

impl State {
    /// A palette over the entries.
    pub fn new(title: String, entries: Vec<Entry>) -> Self {
        Self {
            title,
            field: Field::default(),
            found: (0..entries.len()).collect(),
            entries,
            at: Position::default(),
            recent: 0,
            notes: None,
        }
    }

    /// Lets the first entries, which were chosen of late, go before their like.
    #[must_use]
    pub fn recent(mut self, count: usize) -> Self {
        self.recent = count;
        self
    }

    /// Looks for notes of the round as well.
    #[must_use]
    pub fn with_notes(mut self, round: RoundId) -> Self {
        self.notes = Some((round, self.entries.len()));
        self
    }

    /// Takes the notes that were looked for; what is selected stays selected.
    pub fn take(&mut self, round: &RoundId, notes: Vec<Entry>) {
        let Some((_, own)) = self.notes.as_ref().filter(|(asked, _)| asked == round) else {
            return;
        };
        if text::fold(self.field.text()).trim().chars().count() < LETTERS {
            return;
        }
        let selected = self.found.get(self.at.selected).copied();
        let selected = selected.filter(|at| self.at.selected > 0 && at < own);
        self.entries.truncate(*own);
        self.entries.extend(notes);
        self.search();
        if let Some(place) = selected.and_then(|at| self.found.iter().position(|found| *found == at)) {
            self.at.selected = place;
        }
    }

    /// Searches anew after the text was changed, and asks for the notes that hold it.
    fn typed(&mut self) -> Vec<Step> {
        let words = text::fold(self.field.text());
        let words = words.trim();
        let request = match &self.notes {
            Some((round, _)) if words.chars().count() >= LETTERS => {
                Some(Request::Notes(round.clone(), words.to_owned()))
            }
            Some((_, own)) => {
                self.entries.truncate(*own);
                None
            }
            None => None,
        };
        self.search();
        request.into_iter().map(Step::Ask).collect()
    }

    fn search(&mut self) {
        let words = text::fold(self.field.text());
        let folded: Vec<&str> = self.entries.iter().map(|entry| entry.folded.as_str()).collect();
        self.found = search(&words, &folded, self.recent);
        self.at = Position::default();
    }
}

/// How well an entry answers what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// Its code is what was typed.
    Code,
    /// It begins with it.
    Beginning,
    /// It holds it from the beginning of a word, or a word for each word typed.
    Words,
    /// Its letters are found in it here and there, in their order.
    Letters,
}

/// How an entry answers, and how closely; none where it does not.
fn answer(matcher: &SkimMatcherV2, entry: &str, words: &str) -> Option<(Answer, i64)> {
    let starts = |whole: &str, part: &str| {
        whole.match_indices(part).any(|(start, _)| {
            let before = whole.get(..start).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '.')
        })
    };
    let score = matcher.fuzzy_match(entry, words);
    if entry.split(' ').next() == Some(words) {
        Some((Answer::Code, score.unwrap_or(0)))
    } else if entry.starts_with(words) {
        Some((Answer::Beginning, score.unwrap_or(0)))
    } else if starts(entry, words) || words.split(' ').all(|word| starts(entry, word)) {
        Some((Answer::Words, score.unwrap_or(0)))
    } else {
        score.map(|score| (Answer::Letters, score))
    }
}

/// The entries that a folded text finds, the best first; all of them for an empty text. Of those that answer alike the
/// first `recent` go before the others. Letters that stand here and there count only where nothing else answers.
pub fn search(words: &str, entries: &[&str], recent: usize) -> Vec<usize> {
    let words = words.trim();
    if words.is_empty() {
        return (0..entries.len()).collect();
    }
    let matcher = SkimMatcherV2::default();
    let mut found: Vec<(Answer, bool, i64, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let (answer, score) = answer(&matcher, entry, words)?;
            Some((answer, at >= recent, -score, at))
        })
        .collect();
    found.sort_unstable();
    // Letters here and there are a way out for the mistyped: beside a real answer they are only in the way.
    if found.first().is_some_and(|(answer, ..)| *answer != Answer::Letters) {
        found.retain(|(answer, ..)| *answer != Answer::Letters);
    }
    found.into_iter().map(|(_, _, _, at)| at).collect()
}

/// The places of the letters of a folded entry that answer what was typed.
fn letters(entry: &str, words: &str) -> Vec<usize> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let run = |part: &str| {
        let start = entry.find(part)?;
        let first = entry.get(..start)?.chars().count();
        Some(first..first + part.chars().count())
    };
    if let Some(whole) = run(words) {
        return whole.collect();
    }
    let each: Option<Vec<_>> = words.split(' ').map(run).collect();
    match each {
        Some(runs) => runs.into_iter().flatten().collect(),
        None => SkimMatcherV2::default()
            .fuzzy_indices(entry, words)
            .map(|(_, places)| places)
            .unwrap_or_default(),
    }
}

fn place(screen: Rect) -> (Rect, Rect) {
    let width = 84.min(screen.width.saturating_sub(4));
    let height = (screen.height * 3 / 4).max(10).min(screen.height);
    let area = Rect {
        y: screen.y + 1.min(screen.height),
        ..dialog::place(screen, width, height.saturating_sub(1))
    };
    let inner = dialog::inner(area);
    let list = Rect {
        y: inner.y + 2.min(inner.height),
        height: inner.height.saturating_sub(2),
        ..inner
    };
    (area, list)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let (_, list) = place(Rect::new(0, 0, cx.size.0, cx.size.1));
    let len = state.found.len();
    let page = isize::try_from(list.height).unwrap_or(1);
    let mut chosen = false;
    let mut steps = Vec::new();
    match input {
        Input::Act(Action::Confirm) => chosen = true,
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => state.at.step(1, len),
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => state.at.step(-1, len),
        Input::Act(Action::PageDown) => state.at.step(page, len),
        Input::Act(Action::PageUp) => state.at.step(-page, len),
        Input::Key(key) if state.field.key(key) => steps = state.typed(),
        Input::Paste(words) => {
            state.field.paste(&words);
            steps = state.typed();
        }
        Input::Click { x, y, again } if list.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - list.y);
            if row < len {
                chosen = again || row == state.at.selected;
                state.at.selected = row;
            }
        }
        _ => {}
    }
    state.at.settle(state.found.len(), usize::from(list.height));
    if chosen {
        let entry = state.found.get(state.at.selected).and_then(|at| state.entries.get(*at));
        return match entry {
            Some(entry) => vec![Step::Close, entry.step.clone()],
            None => Vec::new(),
        };
    }
    steps
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let (area, list) = place(screen);
    let foot = cx.hints(
        Context::Field,
        &[
            (Action::Confirm, "tui-hint-choose"),
            (Action::Down, "tui-hint-down"),
            (Action::Back, "tui-hint-close"),
        ],
    );
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    state.field.draw(frame, widgets::row(inner, 0), cx.theme, true, pen.top);
    if state.found.is_empty() {
        widgets::line(
            frame,
            widgets::row(list, 0),
            cx.theme,
            Role::Warn,
            &cx.text("tui-find-nothing"),
        );
    }
    let typed = text::fold(state.field.text());
    list::draw(frame, list, cx.theme, state.at, |row, _| {
        let entry = state.found.get(row).and_then(|at| state.entries.get(*at))?;
        let mut item = Item::new(Role::Text, entry.words.as_str(), entry.aside.as_str());
        item.marked = letters(&entry.folded, &typed);
        Some(item)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_marks_find_criteria_and_codes_are_exact_first() {
        let entries = [
            "1.1 chinh quyen so",
            "1.10 kinh te so",
            "2.1 duong truyen",
            "xa minh chau",
        ];
        let found = |words: &str| search(&text::fold(words), &entries, 0);
        assert_eq!(found("Chính quyền").first(), Some(&0));
        assert_eq!(found("1.1").first(), Some(&0));
        assert_eq!(found("1.10").first(), Some(&1));
        assert_eq!(found("đường"), [2]);
        assert_eq!(found("").len(), 4);
        assert!(found("zzz").is_empty());
        assert_eq!(found("số chính").first(), Some(&0), "words in any order");
    }

    #[test]
    fn a_beginning_goes_before_a_word_and_what_was_chosen_of_late_before_its_like() {
        let entries = ["xem co", "co theo loai", "xuat bang", "xuat bao cao"];
        assert_eq!(
            search("co", &entries, 0).first(),
            Some(&1),
            "a code of one word is exact"
        );
        assert_eq!(search("xua", &entries, 0), [2, 3]);
        let late = ["xuat bao cao", "xem co", "co theo loai", "xuat bang"];
        assert_eq!(search("xua", &late, 1), [0, 3]);
    }

    #[test]
    fn scattered_letters_answer_only_where_no_word_does() {
        let entries = ["xa tan son", "xem ket qua toan huyen nam son", "xa tan hoi"];
        assert_eq!(search("xa tan son", &entries, 0), [0]);
        assert_eq!(search("xatoan", &entries, 0), [1]);
    }

    #[test]
    fn the_letters_found_are_those_of_the_words() {
        assert_eq!(letters("duong truyen", "tru"), [6, 7, 8]);
        assert_eq!(letters("so chinh", "chinh so"), [3, 4, 5, 6, 7, 0, 1]);
        assert_eq!(letters("minh chau", "mc"), [0, 5]);
        assert_eq!(letters("minh chau", ""), Vec::<usize>::new());
    }
}
