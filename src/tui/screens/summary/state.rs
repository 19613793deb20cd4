//! What the summary knows: the round in figures, which part is shown, and where each of its tables stands.

use std::collections::BTreeMap;

use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

use super::field::{self, Field};
use crate::domain::overview::{Bin, Commune, beside};
use crate::domain::{ApplicantId, CriterionId, Decimal, Round, RoundId, Sentence};
use crate::tasks::{Request, Summing};
use crate::text;
use crate::tui::event::Step;
use crate::tui::screens::Subject;
use crate::tui::widgets::list::Position;

/// A part of the summary, in the order of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Results and ranks.
    #[default]
    Results,
    /// Distributions.
    Spread,
    /// What was claimed otherwise than ruled.
    Gaps,
    /// What stands in the way.
    Obstacles,
    /// Beside another year.
    Years,
}

impl Part {
    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("summary-part-{name}"))
    }

    /// The part that follows, or the one before; round the end.
    #[must_use]
    pub fn turned(self, after: bool) -> Self {
        let all: Vec<Self> = Self::iter().collect();
        let at = all.iter().position(|part| *part == self).unwrap_or(0);
        let by = if after { 1 } else { all.len() - 1 };
        all.get((at + by) % all.len()).copied().unwrap_or_default()
    }

    /// Its tables.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Results => &[Kind::Ranking],
            Self::Spread => &[Kind::Bins, Kind::Groups],
            Self::Gaps => &[Kind::Communes, Kind::Criteria],
            Self::Obstacles => &[Kind::Obstacles],
            Self::Years => &[Kind::Years, Kind::YearCriteria],
        }
    }
}

/// A table of the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Dossiers by result.
    Ranking,
    /// The distribution of the results.
    Bins,
    /// Groups of criteria.
    Groups,
    /// Dossiers by what they claimed otherwise.
    Communes,
    /// Criteria by what was claimed otherwise.
    Criteria,
    /// Criteria by what they stand in the way of.
    Obstacles,
    /// Dossiers beside another year.
    Years,
    /// Criteria beside another year.
    YearCriteria,
}

impl Kind {
    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("summary-table-{name}"))
    }

    /// Whether its rows are dossiers.
    pub fn of_communes(self) -> bool {
        matches!(self, Self::Ranking | Self::Communes | Self::Years)
    }

    /// Whether its rows are criteria.
    pub fn of_criteria(self) -> bool {
        matches!(self, Self::Criteria | Self::Obstacles | Self::YearCriteria)
    }

    /// The column whose bars are measured against the greatest of them.
    fn bars(self) -> Option<Field> {
        match self {
            Self::Bins => Some(Field::CountBar),
            Self::Communes | Self::Criteria => Some(Field::OverBar),
            Self::Obstacles => Some(Field::BlocksBar),
            Self::Ranking | Self::Groups | Self::Years | Self::YearCriteria => None,
        }
    }

    fn first(self) -> Field {
        match self {
            Self::Ranking => Field::Rank,
            Self::Bins => Field::Step,
            Self::Groups => Field::Code,
            Self::Communes | Self::Criteria => Field::Over,
            Self::Obstacles => Field::Blocks,
            Self::Years => Field::Rank,
            Self::YearCriteria => Field::Code,
        }
    }
}

/// Where a table stands.
#[derive(Debug, Clone)]
pub struct Pane {
    /// The rows shown, in order.
    pub shown: Vec<usize>,
    /// The selected row.
    pub at: Position,
    /// What orders them.
    pub sort: Field,
    /// The order is turned round.
    pub reversed: bool,
    /// The scale of its dots.
    pub scale: (Decimal, Decimal),
    /// The greatest figure of its bars.
    pub most: Decimal,
}

/// The summary.
#[derive(Debug, Clone)]
pub struct State {
    /// The figures, once they were read.
    pub found: Option<Box<Summing>>,
    /// The distribution.
    pub bins: Vec<Bin>,
    /// For each dossier its place in the round beside this one.
    pub beside: Vec<Option<usize>>,
    /// The part shown.
    pub part: Part,
    /// By table, where it stands.
    pub panes: BTreeMap<Kind, Pane>,
    /// By part, which of its tables has the keys.
    focus: BTreeMap<Part, usize>,
    /// The round beside this one, where a person chose it.
    pub chosen: Option<RoundId>,
    toward: Subject,
    stale: bool,
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// The summary before its figures are read.
    pub fn new() -> Self {
        let pane = |kind: Kind| Pane {
            shown: Vec::new(),
            at: Position::default(),
            sort: kind.first(),
            reversed: false,
            scale: (Decimal::ZERO, Decimal::ONE_HUNDRED),
            most: Decimal::ZERO,
        };
        Self {
            found: None,
            bins: Vec::new(),
            beside: Vec::new(),
            part: Part::default(),
            panes: Kind::iter().map(|kind| (kind, pane(kind))).collect(),
            focus: BTreeMap::new(),
            chosen: None,
            toward: Subject::default(),
            stale: true,
        }
    }

    /// Comes about what is in hand.
    pub fn about(&mut self, subject: &Subject) {
        self.toward = subject.clone();
        self.select(subject);
    }

    /// Takes the figures as they are now.
    pub fn take(&mut self, round: &Round, found: Box<Summing>) {
        if found.now.round != round.id {
            return;
        }
        let here = self.subject();
        self.stale = false;
        self.bins = found.now.bins();
        let past = found.past.first();
        self.beside = past.map_or_else(Vec::new, |past| beside(&found.now, &past.overview));
        // Where another round stands first than would by itself, a person chose it.
        let later = |year: i32| found.past.iter().any(|other| other.head.year > year);
        self.chosen = past
            .filter(|past| past.head.year >= round.year || later(past.head.year))
            .map(|past| past.head.id.clone());
        self.found = Some(found);
        for kind in Kind::iter() {
            self.arrange(kind);
            let scale = field::scale(self, kind);
            // Tables that stand beside each other share a scale.
            let beside = Part::iter().map(Part::kinds).find(|kinds| kinds.contains(&kind));
            let bars = beside.into_iter().flatten();
            let bars = bars.filter_map(|kind| Some((*kind, kind.bars()?)));
            let figures = bars.flat_map(|(kind, bar)| (0..self.len(kind)).map(move |row| (kind, bar, row)));
            let most = figures
                .filter_map(|(kind, bar, row)| field::figure(self, kind, bar, row))
                .max();
            if let Some(pane) = self.panes.get_mut(&kind) {
                (pane.scale, pane.most) = (scale, most.unwrap_or_default());
            }
        }
        let toward = std::mem::take(&mut self.toward);
        self.select(&toward);
        self.select(&here);
    }

    /// An act changed something: the figures are read anew.
    pub fn hear(&mut self) {
        self.stale = true;
    }

    /// Asks for the figures where they are not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Overview(round.id.clone(), self.chosen.clone()))]
        } else {
            Vec::new()
        }
    }

    /// The table that has the keys.
    pub fn kind(&self) -> Kind {
        let at = self.focus.get(&self.part).copied().unwrap_or(0);
        let kinds = self.part.kinds();
        kinds
            .get(at)
            .or_else(|| kinds.first())
            .copied()
            .unwrap_or(Kind::Ranking)
    }

    /// Gives a table of the part shown the keys.
    pub fn focus(&mut self, kind: Kind) {
        if let Some(at) = self.part.kinds().iter().position(|other| *other == kind) {
            self.focus.insert(self.part, at);
        }
    }

    /// Gives the other table of the part the keys; whether there is one.
    pub fn turn(&mut self) -> bool {
        let kinds = self.part.kinds();
        let at = self.focus.get(&self.part).copied().unwrap_or(0);
        self.focus.insert(self.part, (at + 1) % kinds.len().max(1));
        kinds.len() > 1
    }

    /// A table.
    pub fn pane(&self, kind: Kind) -> Option<&Pane> {
        self.panes.get(&kind)
    }

    /// The table that has the keys.
    pub fn current(&mut self) -> Option<&mut Pane> {
        let kind = self.kind();
        self.panes.get_mut(&kind)
    }

    /// The row selected in the table that has the keys.
    pub fn row(&self) -> Option<usize> {
        let pane = self.pane(self.kind())?;
        pane.shown.get(pane.at.selected).copied()
    }

    /// What is selected.
    pub fn subject(&self) -> Subject {
        let (kind, found) = (self.kind(), self.found.as_ref());
        let row = self.row().zip(found);
        let applicant = row.filter(|_| kind.of_communes()).and_then(|(row, found)| {
            let commune = found.now.communes.get(row)?;
            Some(commune.applicant.clone())
        });
        let criterion = row.filter(|_| kind.of_criteria()).and_then(|(row, found)| {
            let sum = found.now.criteria.get(row)?;
            Some(sum.criterion.clone())
        });
        Subject { applicant, criterion }
    }

    fn select(&mut self, subject: &Subject) {
        let Some(found) = &self.found else { return };
        let applicant = |id: &ApplicantId| found.now.communes.iter().position(|one| one.applicant == *id);
        let criterion = |id: &CriterionId| found.now.criteria.iter().position(|one| one.criterion == *id);
        let commune = subject.applicant.as_ref().and_then(applicant);
        let criterion = subject.criterion.as_ref().and_then(criterion);
        for (kind, pane) in &mut self.panes {
            let wanted = if kind.of_communes() {
                commune
            } else if kind.of_criteria() {
                criterion
            } else {
                None
            };
            let place = wanted.and_then(|wanted| pane.shown.iter().position(|row| *row == wanted));
            if let Some(place) = place {
                pane.at.selected = place;
            }
        }
    }

    /// How many rows a table has at most.
    pub fn len(&self, kind: Kind) -> usize {
        let Some(found) = &self.found else { return 0 };
        match kind {
            Kind::Ranking | Kind::Communes | Kind::Years => found.now.communes.len(),
            Kind::Criteria | Kind::Obstacles | Kind::YearCriteria => found.now.criteria.len(),
            Kind::Bins => self.bins.len(),
            Kind::Groups => found.now.groups.len(),
        }
    }

    /// The dossier in the round beside this one.
    pub fn last(&self, row: usize) -> Option<&Commune> {
        let past = self.found.as_ref()?.past.first()?;
        let at = self.beside.get(row).copied().flatten()?;
        past.overview.communes.get(at)
    }

    /// The year of the round beside this one.
    pub fn beside_year(&self) -> Option<i32> {
        Some(self.found.as_ref()?.past.first()?.head.year)
    }

    /// The years of the other rounds known, the earliest first.
    pub fn years(&self) -> Vec<i32> {
        let Some(found) = &self.found else { return Vec::new() };
        let mut years: Vec<i32> = found.past.iter().map(|past| past.head.year).collect();
        years.sort_unstable();
        years
    }

    /// A dossier's results over the years, the earliest first, this one last.
    pub fn over_years(&self, row: usize) -> Vec<Option<Decimal>> {
        let Some(found) = &self.found else { return Vec::new() };
        let Some(now) = found.now.communes.get(row) else {
            return Vec::new();
        };
        let mut past: Vec<_> = found.past.iter().collect();
        past.sort_by_key(|past| past.head.year);
        let then = past.into_iter().map(|past| {
            let mut communes = past.overview.communes.iter();
            let one = communes.find(|one| one.applicant == now.applicant)?;
            past.overview.own_share(one)
        });
        then.chain(std::iter::once(found.now.own_share(now))).collect()
    }

    /// Orders a table.
    pub fn sort_by(&mut self, kind: Kind, field: Field, reversed: bool) {
        let subject = self.subject();
        if let Some(pane) = self.panes.get_mut(&kind) {
            pane.sort = field;
            pane.reversed = reversed;
        }
        self.arrange(kind);
        self.select(&subject);
    }

    fn arrange(&mut self, kind: Kind) {
        let Some((sort, reversed)) = self.panes.get(&kind).map(|pane| (pane.sort, pane.reversed)) else {
            return;
        };
        let shown = |row: &usize| match kind {
            Kind::Obstacles => {
                let of = |field| field::figure(self, kind, field, *row).is_some_and(|count| count > Decimal::ZERO);
                of(Field::Blocks) || of(Field::Waits)
            }
            Kind::Communes | Kind::Criteria => {
                field::figure(self, kind, Field::Compared, *row).is_some_and(|count| count > Decimal::ZERO)
            }
            Kind::Years | Kind::YearCriteria => self.found.as_ref().is_some_and(|found| !found.past.is_empty()),
            Kind::Ranking | Kind::Bins | Kind::Groups => true,
        };
        let mut rows: Vec<usize> = (0..self.len(kind)).filter(shown).collect();
        let name = |row: &usize| {
            let communes = self.found.as_ref().map(|found| &found.now.communes);
            let commune = communes.and_then(|communes| communes.get(*row));
            commune.map_or_else(String::new, |commune| text::fold(&commune.name))
        };
        match sort {
            Field::Name => rows.sort_by_cached_key(name),
            Field::Code | Field::Title | Field::Step => {}
            _ => rows.sort_by_cached_key(|row| {
                let figure = field::figure(self, kind, sort, *row);
                let figure = figure.map(|figure| if sort.ascends() == reversed { -figure } else { figure });
                (figure.is_none(), figure)
            }),
        }
        if reversed && matches!(sort, Field::Name | Field::Code | Field::Title | Field::Step) {
            rows.reverse();
        }
        if let Some(pane) = self.panes.get_mut(&kind) {
            pane.shown = rows;
        }
    }
}
