//! Reports over all applicants of a round: how many attained each level, and the list behind it.

use super::{Writer, clean_lines};
use crate::domain::form::{ColumnField, ReportSection};
use crate::domain::scorecard::Scorecard;
use crate::domain::{Decimal, Dossier, FormId, Framework, Round, StageId, StageResult};
use crate::forms::conclusion::is_known;
use crate::forms::document::{Block, Grid};
use crate::forms::notation::{decimal, number, rate_under};
use crate::forms::table::{Align, Cell, Column, Row, RowKind, Table};
use crate::forms::words::Words;

/// The dossiers of a round with what became of them.
pub type Dossiers = [(Dossier, Scorecard)];

/// How many applicants attained each level at a stage, as a table: what a report prints, and a sheet of its workbook.
pub fn level_counts(id: &FormId, round: &Round, stage: &StageId, dossiers: &Dossiers, words: &Words) -> Table {
    let framework = &round.framework;
    let level = |card: &Scorecard| {
        let known = |result: &&StageResult| is_known(framework, stage, result);
        card.results.get(stage).filter(known).and_then(|result| result.level)
    };
    let [name_header, count_header, share_header] = &words.level_headers;
    let of = |wanted: Option<u8>| dossiers.iter().filter(|(_, card)| level(card) == wanted).count();
    let all = dossiers.len();
    let line = |kind: RowKind, name: &str, count: usize| {
        let share = (Decimal::from(count) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(all));
        Row {
            kind,
            cells: vec![
                Cell::text(name, Align::Left),
                number(count.into(), false),
                share.map_or_else(Cell::default, |share| rate_under(share_header, share)),
            ],
        }
    };
    let mut rows: Vec<Row> = framework
        .levels
        .iter()
        .rev()
        .map(|level| {
            let name = level_name(framework, level.level, words);
            line(RowKind::Line, &name, of(Some(level.level)))
        })
        .collect();
    rows.push(line(RowKind::Line, &words.below_levels, of(Some(0))));
    if of(None) > 0 {
        rows.push(line(RowKind::Line, &words.level_open, of(None)));
    }
    rows.push(line(RowKind::Total, &words.total, all));
    Table {
        title: vec![words.level_counts_title.clone(), words.of_year(round.year)],
        columns: vec![
            Column::plain(ColumnField::Name, name_header, 40),
            Column::plain(ColumnField::Count, count_header, 16),
            Column::plain(ColumnField::Rate, share_header, 16),
        ],
        rows,
        ..Table::new(id.clone(), &words.level_counts)
    }
}

/// `Mức độ 3 - Cơ bản`.
fn level_name(framework: &Framework, level: u8, words: &Words) -> String {
    let name = framework.levels.iter().find(|one| one.level == level);
    let name = name.map_or("", |level| level.name.as_str());
    format!("{} {level} - {name}", words.level)
}

impl Writer<'_> {
    /// The counts by level, in words and as a table.
    pub(super) fn levels(&self, section: &ReportSection) -> Vec<Block> {
        let sources = self.sources;
        let Some(all) = self.all else {
            return Vec::new();
        };
        let (round, words) = (sources.round, sources.words);
        let table = level_counts(&self.spec.id, round, &self.spec.stage, all, words);
        let sealed = all
            .iter()
            .filter(|(dossier, _)| dossier.sealed.contains(&self.spec.stage))
            .count();
        let figure = |count: usize| decimal(count.into(), 0);
        let text = clean_lines(&section.text)
            .replace("{applicants}", &figure(all.len()))
            .replace("{sealed}", &figure(sealed));
        let mut blocks = self.paragraphs(&self.filled(&text));
        blocks.push(Block::Grid(Grid::from(&table)));
        blocks
    }
}
