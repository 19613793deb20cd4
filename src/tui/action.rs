//! The acts: everything a member may ask for, by name. Help, key bar and palette derive from this one list.
//!
//! The name of a variant in kebab-case is its name in key maps (`set-value`) and in the locales: `act-NAME-short`
//! (key bar), `act-NAME` (palette) and `act-NAME-help` (help).

use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

use crate::domain::Sentence;

/// What a member may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// Shows the keys of the moment and what each does.
    Help,
    /// Finds any act, commune or criterion by its words.
    Palette,
    /// Goes back one step: closes the dialog, leaves the screen.
    Back,
    /// Leaves the program once everything is saved.
    Quit,
    /// Takes back the last act.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Lists all screens, to go to one.
    Screens,
    /// Says who is acting, and in which role.
    Actor,
    /// Shows the settings: who acts, the round, the offices, the screen, keys and folders.
    Settings,
    /// Takes the next theme: dark, bright for the projector, high contrast, without colour.
    Theme,
    /// Moves up one row.
    Up,
    /// Moves down one row.
    Down,
    /// Moves up one page.
    PageUp,
    /// Moves down one page.
    PageDown,
    /// Moves to the first row.
    First,
    /// Moves to the last row.
    Last,
    /// Shows the part before, or moves left.
    Left,
    /// Shows the next part, or moves right.
    Right,
    /// Goes to the other pane, the next view, or the next field.
    NextPane,
    /// Goes to the pane, the view or the field before.
    PreviousPane,
    /// Opens the row, or does what the dialog asks.
    Confirm,
    /// Breaks the line in a text.
    Newline,
    /// Lists frequent reasons, to put one into the text.
    Snippets,
    /// Finds a commune or a criterion by code or words, with or without marks.
    Find,
    /// Shows all, or only what is open, different or flagged.
    Filter,
    /// Sorts by the next column.
    Sort,
    /// Turns the order round.
    ReverseSort,
    /// Writes official tables to files.
    Export,
    /// Loads more dossiers from a folder.
    ImportMore,
    /// Sets the targets of the round.
    SetTargets,
    /// Sets the targets of the round from a file.
    LoadTargets,
    /// Sets the rate from which the conclusion is ĐẠT.
    SetThreshold,
    /// Stores the dossiers that are looked at.
    RunImport,
    /// Gives the applicant of a dossier that is looked at another name.
    RenameApplicant,
    /// Leaves a dossier out of the load, or takes it in again.
    LeaveOut,
    /// Says what the columns of a table hold.
    MapColumns,
    /// Chooses framework, round and workspace of the load.
    ImportOptions,
    /// Shows what changed from one submission of the dossier to the next.
    ShowChanges,
    /// Writes the sections of the report: of the dossier, or for all of the round.
    WriteReport,
    /// Opens the bundled sample.
    OpenSample,
    /// Loads a folder of dossiers into a new workspace.
    LoadFolder,
    /// Opens a workspace.
    OpenWorkspace,
    /// Accepts what the applicant states and goes on to the next open row.
    Accept,
    /// Sets the appraised value.
    SetValue,
    /// Fills the screen with one criterion, for the projector; the same acts hold.
    LargeType,
    /// Makes the list wider (or taller) than the pane beside it.
    WidenList,
    /// Makes the list narrower (or lower), and the pane beside it wider.
    NarrowList,
    /// Rules Đạt.
    RuleMet,
    /// Rules Không đạt.
    RuleNotMet,
    /// Rules Không áp dụng; always asks why.
    RuleNotApplicable,
    /// Copies the row, or one of its cells, to the clipboard.
    Copy,
    /// Writes the note of the row.
    Note,
    /// Goes to the next row that has no ruling.
    NextOpen,
    /// Goes to the next row on which the council departs from the applicant.
    NextDifferent,
    /// Goes to the next row with a flag.
    NextFlagged,
    /// Accepts what is left of the group, after showing it.
    AcceptGroup,
    /// Accepts whatever in the dossier agrees with its target and has no flag, after showing it.
    AcceptAll,
    /// Dismisses a flag of the row, with a reason.
    DismissFlag,
    /// Shows what is missing to the next level, or to the full points.
    ShowMissing,
    /// Settles rulings that did not know of each other: takes one of them, or rules anew.
    SettleConflict,
    /// Puts one criterion of all dossiers side by side.
    Compare,
    /// Shows the conclusion of the dossier, and what is left to do.
    Conclude,
    /// Shows the whole round in figures.
    ShowSummary,
    /// Goes to another round of the workspace.
    ChooseRound,
    /// Chooses the round that stands beside this one.
    ChoosePast,
    /// Shows the evidence of the dossier in hand.
    Evidence,
    /// Says that the evidence is enough.
    MarkEnough,
    /// Says that evidence is missing, with a note.
    MarkMissing,
    /// Says that evidence must be supplemented, with a note.
    MarkSupplement,
    /// Marks the evidence of all criteria without files as missing, after showing them.
    MarkAllMissing,
    /// Takes the mark on the evidence away.
    ClearMark,
    /// Opens the file with the system's program.
    OpenFile,
    /// Shows a paper as it will print, before it is written.
    PrintView,
    /// Signs files.
    Sign,
    /// Verifies the signatures of files.
    Verify,
    /// Says which authorities' certificates are trusted.
    Authorities,
    /// Looks at the files again.
    Refresh,
    /// Opens the dossier of the row.
    OpenDossier,
    /// Takes the selected act of the journal back.
    TakeBack,
    /// Goes to the next group.
    NextGroup,
    /// Goes to the group before.
    PreviousGroup,
    /// Goes to the next dossier.
    NextDossier,
    /// Goes to the dossier before.
    PreviousDossier,
    /// Hands the dossier to the chair.
    Present,
    /// Seals the conclusion; asks for a word to be typed.
    Seal,
    /// Opens a sealed dossier again, with a reason.
    Reopen,
}

impl Action {
    /// The name in key maps.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The act of that name; else the name that looks most like it.
    pub fn parse(name: &str) -> Result<Self, Option<&'static str>> {
        name.parse().map_err(|_| nearest(name, Self::iter().map(Self::name)))
    }

    /// What the key bar calls it.
    pub fn short(self) -> Sentence {
        Sentence::new(&format!("act-{}-short", self.name()))
    }

    /// What the palette calls it.
    pub fn title(self) -> Sentence {
        Sentence::new(&format!("act-{}", self.name()))
    }

    /// What the help says of it.
    pub fn help(self) -> Sentence {
        Sentence::new(&format!("act-{}-help", self.name()))
    }

    /// Whether it has no key of its own and is found in the palette only.
    pub fn keyless(self) -> bool {
        self == Self::LoadTargets
    }

    /// Whether the palette offers it on every screen, whether a key leads to it there or not.
    pub fn anywhere(self) -> bool {
        self.keyless() || self == Self::ChooseRound
    }

    /// Whether it only moves about; such acts are not offered by the palette.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Left
                | Self::Right
                | Self::NextPane
                | Self::PreviousPane
                | Self::Confirm
                | Self::Newline
                | Self::Snippets
                | Self::NextGroup
                | Self::PreviousGroup
                | Self::Palette
        )
    }
}

/// The word of `words` that looks most like `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    words
        .map(|candidate| (distance(word, candidate), candidate))
        .min()
        .filter(|(far, candidate)| *far <= (candidate.chars().count() / 3).max(2))
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out or replaced to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        let mut next = vec![before];
        for (b, above) in right.iter().zip(row.iter().skip(1)) {
            let cost = (diagonal + usize::from(a != *b)).min(above + 1).min(before + 1);
            diagonal = *above;
            before = cost;
            next.push(cost);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Locale};

    #[test]
    fn every_act_has_its_words_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let locale = Locale::new(lang);
            for action in Action::iter() {
                for sentence in [action.short(), action.title(), action.help()] {
                    assert!(locale.knows(&sentence.key), "{lang:?}: {} is missing", sentence.key);
                }
            }
        }
    }

    #[test]
    fn a_name_is_parsed_and_a_slip_is_answered_with_the_nearest_name() {
        assert_eq!(Action::parse("set-value"), Ok(Action::SetValue));
        assert_eq!(Action::parse("set-valeu"), Err(Some("set-value")));
        assert_eq!(Action::parse("make-coffee-now"), Err(None));
    }
}
