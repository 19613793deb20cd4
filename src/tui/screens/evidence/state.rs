//! What the evidence screen holds: the files of a dossier by criterion, what is shown of them, and what is read.

use std::collections::BTreeMap;

use strum::IntoStaticStr;

use super::reader::Reader;
use crate::domain::{
    ApplicantId, CriterionId, Evidence, FlagKind, Marking, Round, Sentence, SignatureState, Sufficiency, marking,
};
use crate::tasks::evidence::{EvidenceView, FileFacts, Look};
use crate::tasks::{Request, Saved};
use crate::text;
use crate::tui::event::Step;
use crate::tui::screens::Subject;
use crate::tui::widgets::list::Position;

/// Files whose pages are asked for at once.
const PAGES: usize = 40;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Filter {
    /// Everything.
    #[default]
    All,
    /// What is marked.
    Marked,
    /// What calls for a look.
    Flagged,
    /// What is not there.
    Missing,
}

impl Filter {
    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::Marked,
            Self::Marked => Self::Flagged,
            Self::Flagged => Self::Missing,
            Self::Missing => Self::All,
        }
    }

    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-evidence-filter-{name}"))
    }
}

/// What orders the files of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Sort {
    /// Their names.
    #[default]
    Name,
    /// Their sizes, the largest first.
    Size,
    /// Their signatures, what is wrong first.
    Signature,
    /// The days on which they were changed, the latest first.
    Date,
}

impl Sort {
    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Name => Self::Size,
            Self::Size => Self::Signature,
            Self::Signature => Self::Date,
            Self::Date => Self::Name,
        }
    }

    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-evidence-sort-{name}"))
    }

    /// Whether it runs from the least to the greatest unless it is reversed.
    pub fn ascends(self) -> bool {
        match self {
            Self::Name | Self::Signature => true,
            Self::Size | Self::Date => false,
        }
    }
}

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The list.
    #[default]
    List,
    /// The text.
    Text,
}

/// One line of the list: a criterion, or one of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The criterion; none for files that belong to none.
    pub criterion: Option<CriterionId>,
    /// The file, by its place in the submission; none for the criterion itself.
    pub file: Option<usize>,
}

/// The evidence of a dossier.
#[derive(Debug, Clone)]
pub struct State {
    /// Whose.
    pub applicant: ApplicantId,
    /// The evidence, once it is read.
    pub found: Option<EvidenceView>,
    /// The lines shown.
    pub lines: Vec<Line>,
    /// The selected one.
    pub at: Position,
    /// What is shown.
    pub filter: Filter,
    /// What orders the files.
    pub sort: Sort,
    /// The order is turned round.
    pub reversed: bool,
    /// Which part has the keys.
    pub pane: Pane,
    /// What is read of the selected file.
    pub reader: Reader,
    /// Pages by file, as far as they were counted.
    pub pages: BTreeMap<String, Option<u32>>,
    /// There is room for the text beside the list.
    pub(super) wide: bool,
    /// Lines of the list in sight.
    pub(super) height: usize,
    toward: Option<CriterionId>,
    stale: bool,
    looking: Option<String>,
    counting: bool,
}

impl State {
    /// The evidence of a dossier, before it is read.
    pub fn new(applicant: ApplicantId, toward: Option<CriterionId>) -> Self {
        Self {
            applicant,
            found: None,
            lines: Vec::new(),
            at: Position::default(),
            filter: Filter::All,
            sort: Sort::Name,
            reversed: false,
            pane: Pane::List,
            reader: Reader::default(),
            pages: BTreeMap::new(),
            wide: false,
            height: 20,
            toward,
            stale: true,
            looking: None,
            counting: false,
        }
    }

    /// Comes about what is in hand: another dossier is read anew, the same one goes to its criterion.
    pub fn about(&mut self, round: &Round, subject: &Subject) {
        let other = subject
            .applicant
            .as_ref()
            .filter(|applicant| **applicant != self.applicant);
        match other {
            Some(other) => self.turn_to(other.clone(), subject.criterion.clone()),
            None => {
                if let Some(criterion) = &subject.criterion {
                    self.go_to(round, criterion);
                }
                self.stale = true;
            }
        }
    }

    /// Turns to another dossier; filter, order and criterion stay.
    pub fn turn_to(&mut self, applicant: ApplicantId, toward: Option<CriterionId>) {
        let (filter, sort, reversed) = (self.filter, self.sort, self.reversed);
        *self = Self {
            filter,
            sort,
            reversed,
            wide: self.wide,
            height: self.height,
            ..Self::new(applicant, toward)
        };
    }

    /// The name of the dossier, once it is known.
    pub fn name(&self) -> &str {
        self.found.as_ref().map_or("", |found| &found.view.dossier.name)
    }

    /// Takes the evidence.
    pub fn take(&mut self, round: &Round, found: EvidenceView) {
        if found.view.dossier.applicant != self.applicant {
            return;
        }
        self.stale = false;
        self.forget_changed(&found);
        self.found = Some(found);
        self.arrange(round);
        if let Some(criterion) = self.toward.take() {
            self.go_to(round, &criterion);
        }
    }

    /// Forgets what was seen of files that were submitted again, or not any more.
    fn forget_changed(&mut self, now: &EvidenceView) {
        let hashes = |of: &EvidenceView| -> BTreeMap<String, String> {
            let files = of.view.dossier.submission.evidence.iter();
            files.map(|file| (file.path.clone(), file.sha256.clone())).collect()
        };
        let Some(before) = self.found.as_ref().map(hashes) else {
            return;
        };
        let now = hashes(now);
        let same = |path: &str| before.get(path) == now.get(path);
        self.pages.retain(|path, _| same(path));
        if self.reader.path().is_some_and(|path| !same(path)) {
            self.reader.clear();
        }
        if self.looking.as_deref().is_some_and(|path| !same(path)) {
            self.looking = None;
        }
    }

    /// Takes a look into a file.
    pub fn look(&mut self, look: Look) {
        if self.looking.as_deref() == Some(look.path.as_str()) {
            self.looking = None;
        }
        if look.applicant != self.applicant {
            return;
        }
        if look.pages.is_some() {
            self.pages.insert(look.path.clone(), look.pages);
        }
        if self.file().is_some_and(|(file, _)| file.path == look.path) {
            self.reader.take(look);
        }
    }

    /// Takes how many pages files have.
    pub fn count(&mut self, applicant: &ApplicantId, pages: Vec<(String, Option<u32>)>) {
        self.counting = false;
        if *applicant == self.applicant {
            self.pages.extend(pages);
        }
    }

    /// A look into a file failed: it may be asked for again.
    pub fn give_up_looking(&mut self) {
        self.looking = None;
        self.counting = false;
    }

    /// The evidence could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Takes in what an act changed.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        let own = saved
            .view
            .as_ref()
            .filter(|view| view.dossier.applicant == self.applicant);
        match (own, &mut self.found) {
            (Some(view), Some(found)) if view.dossier.submission.evidence == found.view.dossier.submission.evidence => {
                found.view = view.clone();
                self.arrange(round);
            }
            (Some(_), _) => self.stale = true,
            (None, _) => self.stale |= saved.view.is_none(),
        }
    }

    /// Asks for what is not known: the evidence, a look into the selected file, pages of files in sight.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            return vec![Step::Ask(Request::Evidence(round.id.clone(), self.applicant.clone()))];
        }
        let mut steps = Vec::new();
        let path = self.file().map(|(file, _)| file.path.clone());
        if self.reader.path() != path.as_deref() {
            if self.reader.path().is_some() {
                self.reader.clear();
            }
            if let Some(path) = path.filter(|_| self.looking.is_none() && (self.wide || self.pane == Pane::Text)) {
                self.looking = Some(path.clone());
                steps.push(Step::Ask(Request::Look(round.id.clone(), self.applicant.clone(), path)));
            }
        }
        if !self.counting {
            let due = self.uncounted();
            if !due.is_empty() {
                self.counting = true;
                steps.push(Step::Ask(Request::Pages(round.id.clone(), self.applicant.clone(), due)));
            }
        }
        steps
    }

    /// PDFs in sight whose pages are not known.
    fn uncounted(&self) -> Vec<String> {
        let Some(found) = &self.found else { return Vec::new() };
        let evidence = &found.view.dossier.submission.evidence;
        let shown = self.lines.iter().skip(self.at.top).take(self.height);
        let mut due: Vec<String> = shown
            .filter_map(|line| evidence.get(line.file?))
            .filter(|file| file.kind == crate::domain::EvidenceKind::Pdf && !self.pages.contains_key(&file.path))
            .map(|file| file.path.clone())
            .collect();
        due.sort();
        due.dedup();
        due.truncate(PAGES);
        due
    }

    /// Whether a look is on its way.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// The selected line.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.at.selected)
    }

    /// The selected file.
    pub fn file(&self) -> Option<(&Evidence, &FileFacts)> {
        self.file_of(self.line()?)
    }

    /// The file of a line.
    pub fn file_of(&self, line: &Line) -> Option<(&Evidence, &FileFacts)> {
        let found = self.found.as_ref()?;
        let at = line.file?;
        Some((found.view.dossier.submission.evidence.get(at)?, found.facts.get(at)?))
    }

    /// The marks of the acting stage on a line, the latest first.
    pub fn marks(&self, round: &Round, line: &Line) -> Vec<&Marking> {
        let Some(found) = &self.found else { return Vec::new() };
        let path = self.file_of(line).map(|(file, _)| file.path.as_str());
        marking::on(&found.view.marks, &round.stage, line.criterion.as_ref(), path)
    }

    /// The mark shown of a line.
    pub fn mark(&self, round: &Round, line: &Line) -> Option<Sufficiency> {
        self.marks(round, line).first().map(|mark| mark.mark)
    }

    /// How many files a criterion has.
    pub fn files_of(&self, criterion: Option<&CriterionId>) -> usize {
        let evidence = self
            .found
            .iter()
            .flat_map(|found| &found.view.dossier.submission.evidence);
        evidence.filter(|file| serves(file, criterion)).count()
    }

    /// Whether a file calls for a look.
    pub fn is_flagged(file: &Evidence, facts: &FileFacts) -> bool {
        let signature = matches!(file.signature, SignatureState::Invalid | SignatureState::Unreadable);
        signature || facts.gone || facts.late.is_some() || !facts.elsewhere.is_empty()
    }

    /// Whether the dossier is sealed at the acting stage.
    pub fn sealed(&self, round: &Round) -> bool {
        self.found
            .as_ref()
            .is_some_and(|found| found.view.dossier.sealed.contains(&round.stage))
    }

    /// Lays the lines out again; what is selected stays selected where it is still shown.
    pub fn arrange(&mut self, round: &Round) {
        let selected = self.line().cloned();
        let Some(found) = &self.found else {
            self.lines.clear();
            return;
        };
        let mut groups: Vec<Option<CriterionId>> = round
            .framework
            .scored()
            .map(|criterion| Some(criterion.id.clone()))
            .collect();
        groups.push(None);
        let evidence = &found.view.dossier.submission.evidence;
        let mut lines = Vec::new();
        for criterion in groups {
            let mut files: Vec<usize> = (0..evidence.len())
                .filter(|at| evidence.get(*at).is_some_and(|file| serves(file, criterion.as_ref())))
                .collect();
            let empty = files.is_empty();
            if criterion.is_none() && empty {
                continue;
            }
            self.order(&mut files, evidence);
            let heading = Line {
                criterion: criterion.clone(),
                file: None,
            };
            let files: Vec<Line> = files
                .into_iter()
                .map(|at| Line {
                    criterion: criterion.clone(),
                    file: Some(at),
                })
                .filter(|line| self.shows(round, line))
                .collect();
            let own = match self.filter {
                Filter::All => true,
                Filter::Marked => self.mark(round, &heading).is_some(),
                Filter::Flagged => self.lacks(criterion.as_ref()),
                Filter::Missing => empty,
            };
            if own || !files.is_empty() {
                lines.push(heading);
                lines.extend(files);
            }
        }
        self.lines = lines;
        let place = selected.and_then(|line| self.lines.iter().position(|other| *other == line));
        self.at.selected = place
            .unwrap_or(self.at.selected)
            .min(self.lines.len().saturating_sub(1));
    }

    /// Whether a check says that a criterion lacks evidence.
    fn lacks(&self, criterion: Option<&CriterionId>) -> bool {
        let flags = self.found.iter().flat_map(|found| &found.view.scorecard.flags);
        let mut own = flags.filter(|flag| flag.criterion.as_ref() == criterion && criterion.is_some());
        own.any(|flag| flag.kind == FlagKind::MissingEvidence)
    }

    fn shows(&self, round: &Round, line: &Line) -> bool {
        let Some((file, facts)) = self.file_of(line) else {
            return false;
        };
        match self.filter {
            Filter::All => true,
            Filter::Marked => self.mark(round, line).is_some(),
            Filter::Flagged => Self::is_flagged(file, facts),
            Filter::Missing => facts.gone,
        }
    }

    fn order(&self, files: &mut [usize], evidence: &[Evidence]) {
        let worth = |state: SignatureState| match state {
            SignatureState::Invalid => 0,
            SignatureState::Unreadable => 1,
            SignatureState::Unsigned => 2,
            SignatureState::Unproven => 3,
            SignatureState::Unchecked => 4,
            SignatureState::NotSignable => 5,
            SignatureState::Valid => 6,
        };
        let of = |at: &usize| evidence.get(*at);
        match self.sort {
            Sort::Name => files.sort_by_cached_key(|at| of(at).map(|file| text::fold(&file.path))),
            Sort::Size => files.sort_by_key(|at| std::cmp::Reverse(of(at).map(|file| file.size))),
            Sort::Signature => files.sort_by_key(|at| of(at).map(|file| worth(file.signature))),
            Sort::Date => files.sort_by_key(|at| {
                std::cmp::Reverse(of(at).and_then(|file| file.modified.as_ref().map(|date| date.day.clone())))
            }),
        }
        if self.reversed {
            files.reverse();
        }
    }

    /// Goes to a criterion, showing everything where the filter hides it; whether there is one.
    pub fn go_to(&mut self, round: &Round, criterion: &CriterionId) -> bool {
        if self.found.is_none() {
            self.toward = Some(criterion.clone());
            return true;
        }
        self.select(round, |line| {
            line.criterion.as_ref() == Some(criterion) && line.file.is_none()
        })
    }

    /// Goes to a file, showing everything where the filter hides it; whether there is one.
    pub fn go_to_file(&mut self, round: &Round, path: &str) -> bool {
        let evidence = self
            .found
            .iter()
            .flat_map(|found| &found.view.dossier.submission.evidence);
        let Some(at) = evidence.into_iter().position(|file| file.path == path) else {
            return false;
        };
        self.select(round, |line| line.file == Some(at))
    }

    fn select(&mut self, round: &Round, wanted: impl Fn(&Line) -> bool) -> bool {
        let mut found = self.lines.iter().position(&wanted);
        if found.is_none() && self.filter != Filter::All {
            self.filter = Filter::All;
            self.arrange(round);
            found = self.lines.iter().position(&wanted);
        }
        if let Some(at) = found {
            self.at.selected = at;
        }
        found.is_some()
    }

    /// Moves to the next line after the selected one, round the end, that is wanted; whether there is one.
    pub fn next(&mut self, wanted: impl Fn(&Self, &Line) -> bool) -> bool {
        let count = self.lines.len();
        let found = (1..=count)
            .map(|step| (self.at.selected + step) % count.max(1))
            .find(|at| self.lines.get(*at).is_some_and(|line| wanted(self, line)));
        if let Some(at) = found {
            self.at.selected = at;
        }
        found.is_some()
    }

    /// Moves to the criterion after, or before, the one in hand.
    pub fn next_heading(&mut self, after: bool) {
        let heading = |at: &usize| self.lines.get(*at).is_some_and(|line| line.file.is_none());
        let found = if after {
            (self.at.selected + 1..self.lines.len()).find(heading)
        } else {
            (0..self.at.selected).rev().find(heading)
        };
        if let Some(at) = found {
            self.at.selected = at;
        }
    }
}

/// Whether a file serves a criterion, or none at all.
fn serves(file: &Evidence, criterion: Option<&CriterionId>) -> bool {
    match criterion {
        Some(criterion) => file.criteria.contains(criterion),
        None => file.criteria.is_empty(),
    }
}
