//! Reports around a table (Mẫu số 01–04): headings as printed, figures counted, the rest as people wrote it.
//!
//! What nobody has said stays as the form prints it: dots, or the words among which one is to be chosen.

mod annex;
mod round;

pub use annex::issued_with;
pub use round::{Dossiers, level_counts};

use super::conclusion;
use super::document::{
    Alignment, Block, Closing, Document, Heading, Letterhead, Paragraph, Properties, Run, Section, Title,
};
use super::notation::{self, clean, within};
use super::office;
use super::table::Table;
use super::words::Words;
use crate::domain::form::{ReportSection, ReportSpec, SectionFill};
use crate::domain::narrative::Narratives;
use crate::domain::office::Office;
use crate::domain::scorecard::GroupResult;
use crate::domain::{Criterion, Decimal, Dossier, GroupId, Round, Scorecard, StageResult, Verdict};

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The round.
    pub round: &'a Round,
    /// The applicant's dossier.
    pub dossier: &'a Dossier,
    /// What became of it.
    pub scorecard: &'a Scorecard,
    /// What people wrote.
    pub narratives: &'a Narratives,
    /// The office that issues the report.
    pub office: &'a Office,
    /// The fixed words.
    pub words: &'a Words,
}

/// Makes the pages of a report, with the table that is its annex.
pub fn report(spec: &ReportSpec, sources: &Sources<'_>, annex: Option<&Table>) -> Vec<Section> {
    let result = sources.scorecard.results.get(&spec.stage);
    let writer = Writer {
        spec,
        sources,
        // Of a stage that has said nothing yet there are no figures: `0/37` would be one.
        result: result.filter(|result| !result.is_silent()),
        known: result.filter(|result| conclusion::is_known(&sources.round.framework, &spec.stage, result)),
        all: None,
        renamed: annex::renamed(spec, &sources.round.framework, annex),
    };
    let own = sources.round.framework.self_stage();
    let draft = own.is_none_or(|own| own.id != spec.stage) && !sources.dossier.sealed.contains(&spec.stage);
    writer.sections(draft, annex)
}

/// Makes the pages of a report over all applicants of a round; the dossier of its sources is that of nobody.
pub fn round_report(
    spec: &ReportSpec,
    sources: &Sources<'_>,
    dossiers: &Dossiers,
    annex: Option<&Table>,
) -> Vec<Section> {
    let writer = Writer {
        spec,
        sources,
        result: None,
        known: None,
        all: Some(dossiers),
        renamed: annex::renamed(spec, &sources.round.framework, annex),
    };
    let draft = dossiers
        .iter()
        .any(|(dossier, _)| !dossier.sealed.contains(&spec.stage));
    writer.sections(draft, annex)
}

/// One report as a document.
pub fn report_document(
    spec: &ReportSpec,
    sources: &Sources<'_>,
    annex: Option<&Table>,
    properties: Properties,
) -> Document {
    Document {
        properties,
        sections: report(spec, sources, annex),
    }
}

struct Writer<'a> {
    spec: &'a ReportSpec,
    sources: &'a Sources<'a>,
    /// What the stage has said so far.
    result: Option<&'a StageResult>,
    /// The same, once it has said everything: only then it can be concluded.
    known: Option<&'a StageResult>,
    /// All dossiers, in a report of a round.
    all: Option<&'a Dossiers>,
    /// The name of the annex in the form and in the office's own numbering, where that is another.
    renamed: Option<(String, String)>,
}

impl Writer<'_> {
    fn sections(&self, draft: bool, annex: Option<&Table>) -> Vec<Section> {
        let mut pages = Section::report(self.blocks());
        pages.draft = draft.then(|| self.sources.words.draft.clone());
        let mut sections = vec![pages];
        sections.extend(annex.map(|table| self.annex(table)));
        sections
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Letterhead(self.letterhead())];
        if !self.is_letter() {
            blocks.push(Block::Title(self.title()));
        }
        if !self.spec.addressee.is_empty() {
            let addressee = if self.sources.office.addressee.is_empty() {
                office::addressed(&self.spec.addressee, self.sources.office)
            } else {
                self.sources.office.addressee.clone()
            };
            blocks.push(Block::Paragraph(Paragraph {
                runs: vec![Run::plain(format!("{} {addressee}", self.sources.words.addressee))],
                alignment: Alignment::Centre,
                keep: true,
                ..Paragraph::default()
            }));
        }
        blocks.extend(self.paragraphs(&self.filled(&self.spec.opening)));
        for section in &self.spec.sections {
            blocks.extend(self.heading(section));
            blocks.extend(self.section(section));
        }
        blocks.push(Block::Closing(self.closing()));
        blocks
    }

    /// A letter says what it is about below its number, and has no type of document above it.
    fn is_letter(&self) -> bool {
        !self.spec.addressee.is_empty() && self.spec.title.len() < 2
    }

    fn letterhead(&self) -> Letterhead {
        let words = self.sources.words;
        let mut lines: Vec<String> = self.spec.agency.iter().map(|line| self.agency_line(line)).collect();
        // `ỦY BAN NHÂN DÂN` and the applicant are one name; else what stands above the last line stands above the agency.
        let one_name = self.spec.agency.last().is_some_and(|line| line.contains("{applicant}"));
        let agency = if one_name {
            std::mem::take(&mut lines)
        } else {
            lines.pop().into_iter().collect()
        };
        let mut head = Letterhead {
            above: lines,
            agency,
            nation: words.nation.clone(),
            motto: words.motto.clone(),
            // Room for the number, which the office's document system issues.
            number: self.spec.number.replace(": /", ":          /"),
            about: if self.is_letter() {
                self.filled(&self.spec.title.join(" "))
            } else {
                String::new()
            },
            place_date: words.place_date.clone(),
        };
        office::on_head(&mut head, self.sources.office);
        head
    }

    /// A line of the agency; names filled in stand in capitals.
    fn agency_line(&self, line: &str) -> String {
        if line.contains('{') {
            self.filled(line).to_uppercase()
        } else {
            line.to_owned()
        }
    }

    fn title(&self) -> Title {
        let mut lines = self.spec.title.iter().map(|line| self.filled(line));
        Title {
            name: lines.next().unwrap_or_default(),
            about: lines.collect(),
        }
    }

    fn closing(&self) -> Closing {
        let block = &self.spec.signature;
        let mut closing = Closing {
            recipients_title: self.sources.words.recipients.clone(),
            recipients: self.spec.recipients.iter().map(|line| self.recipient(line)).collect(),
            above: block.above.clone(),
            title: block.title.lines().map(str::to_owned).collect(),
            hint: block.hint.clone(),
            ..Closing::default()
        };
        office::on_closing(&mut closing, self.sources.office);
        closing
    }

    /// A line of the recipients; one that is left open says so.
    fn recipient(&self, line: &str) -> String {
        if line.trim() == "-" {
            format!("- {}", self.sources.words.blank)
        } else {
            line.to_owned()
        }
    }

    /// The annex: it is signed with its report, and the report has concluded already.
    fn annex(&self, table: &Table) -> Section {
        let mut section = Section::annex(table);
        section
            .blocks
            .retain(|block| matches!(block, Block::Annex(_) | Block::Grid(_)));
        section
    }

    fn heading(&self, section: &ReportSection) -> Option<Block> {
        let (number, text) = match section.heading.split_once(' ') {
            Some((number, text)) if number.ends_with(['.', ')']) => (number, text),
            Some(_) | None => ("", section.heading.as_str()),
        };
        (!section.heading.is_empty()).then(|| {
            Block::Heading(Heading {
                level: section.level.max(1),
                number: number.to_owned(),
                text: self.filled(text),
            })
        })
    }

    fn section(&self, section: &ReportSection) -> Vec<Block> {
        match section.fill {
            SectionFill::Printed => self.paragraphs(&self.filled(&section.text)),
            SectionFill::Narrative => {
                let mut blocks = match &section.group {
                    Some(group) => self.counted(
                        group,
                        &self.sources.words.counts.clone().map(|line| format!("- {line}:")),
                    ),
                    None => Vec::new(),
                };
                let applicant = Some(&self.sources.dossier.applicant);
                let written = self.sources.narratives.of(applicant, &self.spec.id, &section.key);
                match written {
                    Some(narrative) => blocks.extend(self.paragraphs(&clean_lines(&narrative.whole()))),
                    None if !section.text.is_empty() => blocks.extend(self.paragraphs(&self.filled(&section.text))),
                    None if blocks.is_empty() => blocks.push(Block::text(&self.sources.words.blank)),
                    None => {}
                }
                blocks
            }
            SectionFill::GroupCounts => match &section.group {
                Some(group) => {
                    let lines: Vec<String> = section.text.lines().map(str::to_owned).collect();
                    self.counted(group, &lines)
                }
                None => self.paragraphs(&self.filled(&section.text)),
            },
            SectionFill::CriteriaOfGroup => self.criteria(section),
            SectionFill::Conclusion => self.conclusion(section),
            SectionFill::LevelCounts => self.levels(section),
        }
    }

    /// Paragraphs, one a line; what stands in brackets as a whole is set in italics.
    fn paragraphs(&self, text: &str) -> Vec<Block> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let run = if notation::is_aside(line) {
                    Run::italic(line)
                } else {
                    Run::plain(line)
                };
                Block::Paragraph(Paragraph {
                    runs: vec![run],
                    indent: true,
                    ..Paragraph::default()
                })
            })
            .collect()
    }

    /// How many criteria of a group are met, going on, and not met, with their codes, behind the lines of the form.
    fn counted(&self, group: &GroupId, lines: &[String]) -> Vec<Block> {
        let Some(result) = self.result.and_then(|result| result.groups.get(group)) else {
            // The form's own three; that some are open is no figure of the form.
            return lines
                .iter()
                .take(3)
                .map(|line| Block::text(format!("{line} {}", self.sources.words.blank)))
                .collect();
        };
        let applicable = applicable(result);
        let counts = [
            (result.passed, Counted::Met),
            (result.in_progress, Counted::InProgress),
            (result.failed, Counted::NotMet),
            (result.pending.saturating_sub(result.in_progress), Counted::Open),
        ];
        let apart = (result.not_applicable, Counted::NotApplicable);
        let apart_line = format!("- {}:", self.sources.words.count_apart);
        let lines = lines
            .iter()
            .take(counts.len())
            .zip(counts)
            .chain([(&apart_line, apart)]);
        let all = applicable + result.not_applicable;
        let said = lines.map(|(line, (count, which))| {
            let of = if which == Counted::NotApplicable {
                all
            } else {
                applicable
            };
            let codes = self.codes(group, which);
            let codes = if codes.is_empty() {
                String::new()
            } else {
                format!(" ({})", codes.join("; "))
            };
            (count, which, format!("{line} {count}/{of}{codes}"))
        });
        // The first three are the form's own; that nothing is open any more, or that all apply, need not be said.
        said.enumerate()
            .filter(|(at, (count, which, _))| (*at < 3 && *which != Counted::NotApplicable) || *count > 0)
            .map(|(_, (.., line))| Block::text(line))
            .collect()
    }

    /// The codes of a group's criteria that count so.
    fn codes(&self, group: &GroupId, wanted: Counted) -> Vec<String> {
        let framework = &self.sources.round.framework;
        framework
            .criteria_of(group)
            .filter(|criterion| {
                let at = self
                    .sources
                    .scorecard
                    .row(&criterion.id)
                    .and_then(|row| row.stages.get(&self.spec.stage));
                at.is_some_and(|at| match wanted {
                    Counted::Met => at.verdict == Some(Verdict::Met),
                    Counted::NotMet => at.verdict == Some(Verdict::NotMet),
                    Counted::NotApplicable => at.verdict == Some(Verdict::NotApplicable),
                    Counted::InProgress => at.verdict.is_none() && at.in_progress,
                    Counted::Open => at.verdict.is_none() && !at.in_progress,
                })
            })
            .map(|criterion| criterion.code.clone())
            .collect()
    }

    /// The lines of each criterion of a group. The text begins with what is said once, up to an empty line.
    fn criteria(&self, section: &ReportSection) -> Vec<Block> {
        let Some(group) = &section.group else {
            return self.paragraphs(&self.filled(&section.text));
        };
        let (once, each) = section.text.split_once("\n\n").unwrap_or(("", &section.text));
        let mut blocks = self.paragraphs(&self.filled(once));
        let framework = &self.sources.round.framework;
        for criterion in framework.criteria_of(group).filter(|one| one.rule.is_some()) {
            let lines: Vec<String> = each.lines().map(|line| self.of_criterion(line, criterion)).collect();
            let mut lines = lines.iter().filter(|line| !line.trim().is_empty());
            if let Some(first) = lines.next() {
                blocks.push(Block::heading(3, "", first.trim()));
            }
            blocks.extend(lines.flat_map(|line| self.paragraphs(line)));
        }
        blocks
    }

    fn of_criterion(&self, line: &str, criterion: &Criterion) -> String {
        let words = self.sources.words;
        let row = self.sources.scorecard.row(&criterion.id);
        let at = row.and_then(|row| row.stages.get(&self.spec.stage));
        let value = match at.and_then(|at| at.value.as_ref()) {
            Some(value) => notation::value(value, criterion.is_percent()).text,
            None => row
                .and_then(|row| row.claim.as_ref())
                .filter(|_| at.is_none_or(|at| at.ruling.is_none()))
                .map(|claim| clean(&claim.raw))
                .unwrap_or_default(),
        };
        let verdict = match (at.and_then(|at| at.verdict), at.is_some_and(|at| at.in_progress)) {
            (Some(verdict), _) => words.verdict(verdict).to_owned(),
            (None, true) => words.in_progress.clone(),
            // As printed: one of them is to be chosen.
            (None, false) => format!("{}/ {}", words.met, words.not_met),
        };
        let requirement = if criterion.requirement.is_empty() {
            &criterion.name
        } else {
            &criterion.requirement
        };
        let value = if value.is_empty() { &words.blank } else { &value };
        // Each once, so that what is filled in is not read as a place to fill.
        let mut out = String::new();
        let mut rest = line;
        let known = [
            ("{code}", criterion.code.as_str()),
            ("{requirement}", requirement.as_str()),
            ("{value}", value.as_str()),
            ("{verdict}", verdict.as_str()),
        ];
        while let Some((at, name, said)) = known
            .iter()
            .filter_map(|(name, said)| rest.find(name).map(|at| (at, *name, *said)))
            .min_by_key(|(at, ..)| *at)
        {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            out.push_str(said);
            rest = after.strip_prefix(name).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }

    /// The conclusion; the words of the outcome stand in bold.
    fn conclusion(&self, section: &ReportSection) -> Vec<Block> {
        let text = self.filled(&section.text);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let runs = match line.split_once("{outcome}") {
                    Some((before, after)) => vec![Run::plain(before), Run::bold(self.outcome()), Run::plain(after)],
                    None => vec![Run::plain(line)],
                };
                Block::Paragraph(Paragraph {
                    runs,
                    indent: true,
                    ..Paragraph::default()
                })
            })
            .collect()
    }

    /// The outcome; as printed, all words of which one is to be chosen, where it cannot be said.
    fn outcome(&self) -> String {
        let said = self
            .known
            .and_then(|result| conclusion::outcome(&self.spec.outcome, self.sources.round.threshold, result));
        said.cloned().unwrap_or_else(|| self.spec.outcome.join("/ "))
    }

    /// A text with its places filled in, all but that of the outcome; the annex stands in it under the office's name.
    fn filled(&self, text: &str) -> String {
        let text = match &self.renamed {
            Some((printed, own)) => annex::rename(text, printed, own),
            None => text.to_owned(),
        };
        let Sources {
            round, dossier, words, ..
        } = self.sources;
        let figure =
            |number: Option<Decimal>| number.map_or_else(|| words.blank.clone(), |number| notation::decimal(number, 2));
        let points = |number: Option<Decimal>| {
            number.map_or_else(
                || words.blank.clone(),
                |number| notation::points(number, &round.framework).text,
            )
        };
        let total = self.known.map(|result| &result.total);
        let organisation = round.issuer(&self.spec.stage).unwrap_or(&words.blank);
        let lines = text.lines().map(|line| {
            let name = if line.starts_with("{applicant}") {
                dossier.name.clone()
            } else {
                within(&dossier.name)
            };
            let line = conclusion::title(line, &name, &round.year.to_string())
                .replace("{organisation}", organisation)
                .replace("{passed}", &figure(total.map(|total| total.passed.into())))
                .replace("{total}", &figure(total.map(|total| applicable(total).into())))
                .replace("{rate}", &figure(self.known.and_then(|result| result.rate)))
                .replace("{points}", &points(total.map(|total| total.points)))
                .replace("{max_points}", &points(total.map(|total| total.max_points)))
                .replace("{level}", &conclusion::level(self.known, words));
            office::placed(&line, self.sources.office)
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// How a criterion counts in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Met,
    NotMet,
    InProgress,
    Open,
    NotApplicable,
}

fn applicable(result: &GroupResult) -> usize {
    result.passed + result.failed + result.pending
}

/// A person's text without what a document must not carry.
fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}
