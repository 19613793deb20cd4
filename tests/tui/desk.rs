//! A model over an invented round of three communes, and a stand-in for the worker that answers from memory.

use std::collections::BTreeMap;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use thamdinh::domain::narrative::{Narrative, Narratives, Place};
use thamdinh::domain::office::Offices;
use thamdinh::domain::overview::Overview;
use thamdinh::domain::rule::{InputKind, InputSpec, inputs_of, value_of};
use thamdinh::domain::{
    Act, Actor, Claim, ClaimedVerdict, Dossier, Event as DomainEvent, Framework, Marking, Note, Provenance, Round,
    Ruling, Rulings, Sentence, Submission, Targets, Value, scorecard,
};
use thamdinh::report::Report;
use thamdinh::tasks::evidence::{EvidenceView, FileFacts, FileState};
use thamdinh::tasks::journal::parts;
use thamdinh::tasks::{
    Board, CriterionView, DossierView, JournalEntry, Matrix, Opened, Past, Reply, Request, RoundHead, Saved, Settings,
    Setup, StageCount, Summary, Summing, TaskError, Ticket, across,
};
use thamdinh::text::{Lang, Locale};
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::{Key, Keymap};
use thamdinh::tui::model::Model;
use thamdinh::tui::{self, TuiError};

use crate::{conclusion, loading, lookup, output};

const FRAMEWORK: &str = include_str!("framework.toml");

/// The round: two groups, six criteria, the district's turn.
pub fn round() -> Round {
    let framework: Framework = toml::from_str(FRAMEWORK).unwrap();
    Round {
        id: "dot-1".into(),
        framework,
        year: 2023,
        organisation: "UBND huyện Minh Họa".to_owned(),
        opened: "district".into(),
        stage: "district".into(),
        threshold: Some(70.into()),
        targets: Targets::default(),
    }
}

fn claim(raw: &str, value: Option<Value>, verdict: Option<ClaimedVerdict>, cell: &str) -> Claim {
    Claim {
        raw: raw.to_owned(),
        value,
        verdict,
        evidence: "Báo cáo số 12/BC-UBND".to_owned(),
        from: Provenance {
            file: "Phụ lục 01.xlsx".to_owned(),
            sheet: "Biểu 01".to_owned(),
            cell: cell.to_owned(),
        },
        ..Claim::default()
    }
}

fn number(value: &str) -> Option<Value> {
    Some(Value::Number(value.parse().unwrap()))
}

/// 1.1 follows its target, 1.2 over-claims, 1.3 is a ratio, 2.1 has no target, 2.2 is going on, 2.3 has no row.
pub fn dossier(applicant: &str, name: &str) -> Dossier {
    let met = Some(ClaimedVerdict::Met);
    let ratio = Some(Value::Ratio {
        part: 45.into(),
        whole: 46.into(),
    });
    let claims = [
        ("1.1", claim("98,5%", number("98.5"), met, "E10")),
        ("1.2", claim("70 %", number("70"), met, "E11")),
        ("1.3", claim("45/46", ratio, met, "E12")),
        ("2.1", claim("12", number("12"), met, "E14")),
        (
            "2.2",
            claim("30%", number("30"), Some(ClaimedVerdict::InProgress), "E15"),
        ),
    ];
    Dossier {
        applicant: applicant.into(),
        name: name.to_owned(),
        submissions: 1,
        submission: Submission {
            claims: claims.into_iter().map(|(id, claim)| (id.into(), claim)).collect(),
            ..Submission::default()
        },
        presented: Vec::new(),
        sealed: Vec::new(),
        resubmitted: Vec::new(),
        dismissed: Vec::new(),
    }
}

type Kept = BTreeMap<String, (Dossier, Rulings, Vec<Note>)>;

fn three(of: impl Fn(&str, &str) -> Dossier) -> Kept {
    [
        ("xa-tan-phu", "Xã Tân Phú"),
        ("xa-dong-linh", "Xã Đông Lĩnh"),
        ("thi-tran", "Thị trấn Lam Giang"),
    ]
    .into_iter()
    .map(|(id, name)| (id.to_owned(), (of(id, name), Rulings::default(), Vec::new())))
    .collect()
}

/// A dossier that answers every input of every rule, one commune a little better than the other.
fn filled(framework: &Framework, applicant: &str, name: &str) -> Dossier {
    let better = applicant.len() as i64;
    let mut dossier = dossier(applicant, name);
    dossier.submission.registered_level = (!framework.levels.is_empty()).then_some(3);
    dossier.submission.claims = framework
        .scored()
        .zip(0i64..)
        .map(|(criterion, turn)| {
            let rule = criterion.rule.as_ref().unwrap();
            let answer = |spec: &InputSpec<'_>| match spec.kind {
                InputKind::Choice(choices) => Value::Text(choices[turn as usize % choices.len()].label.clone()),
                InputKind::YesNo => Value::Text(if turn % 7 == 6 { "Không" } else { "Có" }.to_owned()),
                InputKind::Percent | InputKind::Number => Value::Number((80 + turn % 20).into()),
                InputKind::Count => match spec.key.rsplit('.').next().unwrap() {
                    "a" => Value::Number((20 + better).into()),
                    "b" => Value::Number((40 + turn % 9).into()),
                    _ => Value::Number(3.into()),
                },
            };
            let inputs: BTreeMap<String, Value> = inputs_of(rule)
                .iter()
                .map(|spec| (spec.key.clone(), answer(spec)))
                .collect();
            let mut claim = claim("", value_of(rule, &inputs), None, &format!("E{}", turn + 8));
            claim.inputs = inputs;
            claim.inputs.remove("value");
            (criterion.id.clone(), claim)
        })
        .collect();
    dossier
}

/// A model with its stand-in for the worker.
pub struct Desk {
    pub model: Model,
    pub round: Round,
    pub dossiers: Kept,
    pub journal: Vec<JournalEntry>,
    pub narratives: BTreeMap<Place, Narrative>,
    pub marks: BTreeMap<String, Vec<Marking>>,
    pub past: Vec<Past>,
    pub offices: Offices,
    pub facts: BTreeMap<String, FileFacts>,
    events: usize,
}

impl Desk {
    /// At the table of the round, with somebody acting.
    pub fn at_round(width: u16, height: u16) -> Self {
        let settings = Settings {
            member: "Nguyễn Thị Hạnh".to_owned(),
            role: "Thư ký".to_owned(),
            ..Settings::default()
        };
        let mut model = tui::begin(Lang::Vi, Keymap::shipped("mac-dinh").unwrap(), settings, false);
        model.cx.size = (width, height);
        let mut desk = Self {
            model,
            round: round(),
            dossiers: three(dossier),
            journal: Vec::new(),
            narratives: BTreeMap::new(),
            marks: BTreeMap::new(),
            past: Vec::new(),
            offices: Offices::default(),
            facts: BTreeMap::new(),
            events: 0,
        };
        let effects = tui::start(&mut desk.model, Request::Demo);
        desk.serve(effects);
        desk
    }

    /// At the table of a round of a framework that ships, its three dossiers filled in by what each rule asks for.
    pub fn shipped(framework: &str, width: u16, height: u16) -> Self {
        let text = std::fs::read_to_string(format!("{}/frameworks/{framework}.toml", env!("CARGO_MANIFEST_DIR")));
        let mut desk = Self::at_round(width, height);
        desk.round.framework = toml::from_str(&text.unwrap()).unwrap();
        desk.round.id = "dot-2".into();
        desk.round.stage = desk.round.framework.stages[1].id.clone();
        desk.round.threshold = None;
        let round = desk.round.clone();
        desk.dossiers = three(|id, name| filled(&round.framework, id, name));
        let effects = tui::start(&mut desk.model, Request::Demo);
        desk.serve(effects);
        desk
    }

    /// In the review of the first commune of the framework of Thanh Hóa: its targets are set, each of its 37 criteria is
    /// claimed above its target with evidence, but for those claimed below it and those without evidence.
    pub fn thanh_hoa(below: &[&str], bare: &[&str]) -> Self {
        let mut desk = Self::shipped("thanh-hoa-1829-2023", 80, 24);
        let ids: Vec<_> = desk.round.framework.scored().map(|one| one.id.clone()).collect();
        assert_eq!(ids.len(), 37);
        desk.round.targets.round = ids.iter().map(|id| (id.clone(), number("80").unwrap())).collect();
        for (dossier, _, _) in desk.dossiers.values_mut() {
            let claims = ids.iter().zip(8..).map(|(id, row)| {
                let value = if below.contains(&id.as_str()) { "70" } else { "95" };
                let mut claim = claim(value, number(value), Some(ClaimedVerdict::Met), &format!("E{row}"));
                if bare.contains(&id.as_str()) {
                    claim.evidence.clear();
                }
                (id.clone(), claim)
            });
            dossier.submission.claims = claims.collect();
        }
        let effects = tui::start(&mut desk.model, Request::Demo);
        desk.serve(effects);
        desk.press("Home Enter");
        assert!(desk.model.review().is_some());
        desk
    }

    /// In the review of the first commune (Thị trấn Lam Giang).
    pub fn at_review(width: u16, height: u16) -> Self {
        let mut desk = Self::at_round(width, height);
        desk.press("Home");
        desk.press("Enter");
        assert!(desk.model.review().is_some());
        desk
    }

    pub fn board(&self) -> Board {
        let mut summaries: Vec<Summary> = self.dossiers.keys().map(|id| self.summary(id)).collect();
        summaries.sort_by(|one, other| one.name.cmp(&other.name));
        Board {
            round: self.round.clone(),
            summaries,
        }
    }

    pub fn view(&self, applicant: &str) -> DossierView {
        let (dossier, rulings, notes) = &self.dossiers[applicant];
        let scorecard = scorecard::score(&self.round, dossier, rulings);
        DossierView {
            round: self.round.id.clone(),
            state: scorecard::state(&self.round, dossier, &scorecard),
            dossier: dossier.clone(),
            rulings: rulings.clone(),
            notes: notes.clone(),
            marks: self.marks.get(applicant).cloned().unwrap_or_default(),
            scorecard,
        }
    }

    /// The evidence of a dossier; what is known of its files is what the test says.
    pub fn evidence(&self, applicant: &str) -> EvidenceView {
        let view = self.view(applicant);
        let facts = view.dossier.submission.evidence.iter();
        let facts = facts
            .map(|file| self.facts.get(&file.path).cloned().unwrap_or_default())
            .collect();
        EvidenceView { view, facts }
    }

    fn record(&mut self, act: &Act) {
        let event = DomainEvent {
            id: format!("e{}", self.events).as_str().into(),
            previous: None,
            device: "may-1".to_owned(),
            actor: Actor {
                member: "Nguyễn Thị Hạnh".into(),
                role: "Thư ký".to_owned(),
            },
            at: format!("2023-11-20T09:{:02}:00+07:00", self.events),
            act: act.clone(),
        };
        let before = parts(act).iter().map(|_| None).collect();
        let entry = JournalEntry {
            event,
            active: true,
            before,
        };
        self.journal.insert(0, entry);
    }

    fn views(&self) -> impl Iterator<Item = DossierView> {
        self.dossiers.keys().map(|id| self.view(id))
    }

    /// The round in figures, beside those that the test put there.
    fn summing(&self) -> Summing {
        let cards: Vec<_> = self.views().map(|view| (view.dossier, view.scorecard)).collect();
        Summing {
            now: Overview::of(&self.round, &cards),
            past: self.past.clone(),
            others: self.past.iter().map(|past| past.head.clone()).collect(),
        }
    }

    fn summary(&self, applicant: &str) -> Summary {
        let view = self.view(applicant);
        let results = view.scorecard.results.iter().map(|(stage, result)| {
            let count = StageCount {
                passed: result.total.passed,
                failed: result.total.failed,
                pending: result.total.pending,
                in_progress: result.total.in_progress,
                not_applicable: result.total.not_applicable,
                points: result.total.points,
                max_points: result.total.max_points,
                rate: result.rate,
                level: result.level,
                differing: result.differing,
                blocking: result.blocking.len(),
                registered: view.dossier.submission.registered_level,
            };
            (stage.clone(), count)
        });
        Summary {
            applicant: applicant.into(),
            name: view.dossier.name.clone(),
            state: view.state,
            submissions: 1,
            results: results.collect(),
            flags: view.scorecard.flags.len(),
            dismissed: 0,
            conflicts: 0,
        }
    }

    fn rule(&mut self, act: &Act) -> String {
        self.events += 1;
        let event = format!("e{}", self.events);
        match act {
            Act::Rule {
                applicant,
                criterion,
                stage,
                value,
                verdict,
                points,
                inputs,
                reason,
                ..
            } => {
                let ruling = Ruling {
                    event: event.as_str().into(),
                    value: value.clone(),
                    verdict: *verdict,
                    points: *points,
                    inputs: inputs.clone(),
                    reason: reason.clone(),
                    by: "Nguyễn Thị Hạnh".into(),
                    role: "Thư ký".to_owned(),
                    at: "2023-11-20T09:00:00+07:00".to_owned(),
                };
                let (_, rulings, _) = self.dossiers.get_mut(applicant.as_str()).unwrap();
                let stage = rulings.by_stage.entry(stage.clone()).or_default();
                stage.insert(criterion.clone(), vec![ruling]);
                applicant.to_string()
            }
            Act::Note {
                applicant,
                criterion,
                text,
                ..
            } => {
                let note = Note {
                    event: event.as_str().into(),
                    criterion: criterion.clone(),
                    text: text.clone(),
                    by: "Nguyễn Thị Hạnh".into(),
                    at: "2023-11-20T09:05:00+07:00".to_owned(),
                };
                self.dossiers.get_mut(applicant.as_str()).unwrap().2.push(note);
                applicant.to_string()
            }
            Act::MarkEvidence {
                applicant,
                stage,
                criterion,
                file,
                sha256,
                mark,
                note,
                ..
            } => {
                let marks = self.marks.entry(applicant.to_string()).or_default();
                marks.retain(|other| !other.is_on(criterion.as_ref(), file.as_deref()));
                if let Some(mark) = mark {
                    let made = Marking {
                        event: event.as_str().into(),
                        stage: stage.clone(),
                        criterion: criterion.clone(),
                        file: file.clone(),
                        sha256: sha256.clone(),
                        mark: *mark,
                        note: note.clone(),
                        by: "Nguyễn Thị Hạnh".into(),
                        role: "Thư ký".to_owned(),
                        at: "2023-11-20T09:15:00+07:00".to_owned(),
                    };
                    marks.insert(0, made);
                }
                applicant.to_string()
            }
            Act::Narrate {
                applicant,
                report,
                section,
                text,
                ..
            } => {
                let narrative = Narrative {
                    event: event.as_str().into(),
                    text: text.clone(),
                    by: "Nguyễn Thị Hạnh".into(),
                    at: "2023-11-20T09:10:00+07:00".to_owned(),
                    others: Vec::new(),
                };
                let place = (applicant.clone(), report.clone(), section.clone());
                self.narratives.insert(place, narrative);
                applicant.as_ref().map_or("thi-tran".to_owned(), ToString::to_string)
            }
            Act::Present { applicant, stage, .. } => {
                let (dossier, _, _) = self.dossiers.get_mut(applicant.as_str()).unwrap();
                dossier.presented.push(stage.clone());
                applicant.to_string()
            }
            Act::Seal { applicant, stage, .. } => {
                let (dossier, _, _) = self.dossiers.get_mut(applicant.as_str()).unwrap();
                dossier.sealed.push(stage.clone());
                applicant.to_string()
            }
            Act::Reopen { applicant, .. } => {
                let (dossier, _, _) = self.dossiers.get_mut(applicant.as_str()).unwrap();
                dossier.sealed.clear();
                dossier.presented.clear();
                applicant.to_string()
            }
            Act::Batch { acts } => acts.iter().map(|act| self.rule(act)).last().unwrap(),
            _ => "thi-tran".to_owned(),
        }
    }

    /// The answer of the stand-in.
    pub fn reply(&mut self, request: &Request) -> Reply {
        match request {
            Request::Demo | Request::Open(_) => Reply::Opened(Box::new(Opened {
                path: "minh-hoa.thamdinh".into(),
                temporary: true,
                rounds: Vec::<RoundHead>::new(),
                board: Some(self.board()),
            })),
            Request::Board(_) => Reply::Board(Box::new(self.board())),
            Request::Dossier(_, applicant) => Reply::Dossier(Box::new(self.view(applicant.as_str()))),
            Request::History(_) => Reply::History(Vec::new()),
            Request::Matrix(round) => Reply::Matrix(Box::new(Matrix {
                round: round.clone(),
                rows: self
                    .views()
                    .map(|view| across::matrix_row(&self.round, &view.dossier, &view.scorecard))
                    .collect(),
            })),
            Request::Criterion(_, criterion) => Reply::Criterion(Box::new(CriterionView::new(
                criterion.clone(),
                self.views().map(|view| across::narrow(view, criterion)).collect(),
            ))),
            Request::Flags(_) => Reply::Flags(
                self.views()
                    .map(|view| (view.dossier.applicant, view.dossier.name, view.scorecard.flags))
                    .collect(),
            ),
            Request::Overview(..) => Reply::Overview(Box::new(self.summing())),
            Request::Journal(scope) => Reply::Journal(scope.clone(), self.journal.clone()),
            Request::Closing(_, applicant) => Reply::Closing(Box::new(conclusion::closing(self, applicant.as_str()))),
            Request::Act(act) if self.set(act) => {
                self.record(act);
                let mut saved = self.saved("thi-tran");
                if let Reply::Saved(saved) = &mut saved {
                    (saved.view, saved.summary, saved.board) = (None, None, Some(self.board()));
                }
                saved
            }
            Request::Act(act) => {
                let applicant = self.rule(act);
                self.record(act);
                self.saved(&applicant)
            }
            Request::Undo(..) | Request::Redo(..) | Request::TakeBack(_) | Request::Targets(..) => {
                self.saved("thi-tran")
            }
            Request::Export(_) => Reply::Written(thamdinh::tasks::Written::default()),
            Request::Seek(folder, _) => Reply::Place(Box::new(loading::place(&folder.display().to_string()))),
            Request::Print(what) => Reply::Printed(Box::new(output::printing(self, what))),
            Request::OpenWith(path) => Reply::Opening(path.clone()),
            Request::Keys(wanted) => Reply::Keys(wanted.clone(), output::keys()),
            Request::Sign(wanted, _) => Reply::Signed(output::signed(wanted)),
            Request::Verify(paths, _) => Reply::Verified(Box::new(output::report(paths))),
            Request::Import(_) | Request::Load(..) => Reply::Imported(Box::new(loading::report(self))),
            Request::Evidence(_, applicant) => Reply::Evidence(Box::new(self.evidence(applicant.as_str()))),
            Request::Look(_, applicant, path) => Reply::Look(Box::new(crate::evidence::look(applicant, path))),
            Request::Pages(_, applicant, paths) => {
                let pages = paths.iter().map(|path| (path.clone(), Some(4))).collect();
                Reply::Pages(applicant.clone(), pages)
            }
            Request::OpenFile(_, _, path) => Reply::FileOpened(path.clone(), FileState::Same),
            Request::Frameworks => Reply::Frameworks(Vec::new(), Vec::new()),
            Request::Folders(_) => Reply::Folders(Vec::new()),
            Request::Preview(_, wanted) => Reply::Preview(Box::new(loading::preview(self, wanted))),
            Request::Narratives(_, applicant) => {
                Reply::Narratives(applicant.clone(), Narratives(self.narratives.clone()))
            }
            Request::Submissions(..) => Reply::Submissions(vec![loading::changes("2023-12-01T08:00:00+07:00")]),
            Request::Place(folder) => Reply::Place(Box::new(loading::place(&folder.display().to_string()))),
            Request::Findings(wanted) => Reply::Exported(vec![wanted.out.clone()]),
            Request::Keep(_) => Reply::SettingsKept,
            Request::Setup(_) => Reply::Setup(Box::new(self.setup())),
            Request::Rounds => Reply::Rounds(lookup::heads(self)),
            Request::Notes(round, words) => Reply::Notes(round.clone(), lookup::notes(self, words)),
        }
    }

    /// Does an act that is about the round; whether it is one.
    fn set(&mut self, act: &Act) -> bool {
        match act {
            Act::SetStage { stage, .. } => self.round.stage = stage.clone(),
            Act::SetThreshold { rate, .. } => self.round.threshold = *rate,
            Act::SetOffices { offices, .. } => self.offices = (**offices).clone(),
            _ => return false,
        }
        true
    }

    fn setup(&self) -> Setup {
        let folder = std::path::PathBuf::from("/nhà/thamdinh");
        Setup {
            keymap: Some((folder.join("keymap.toml"), false)),
            frameworks: Some((folder.join("frameworks"), true)),
            certificates: Some((folder.join("certificates"), false)),
            folder: Some(folder),
            offices: self.offices.clone(),
        }
    }

    fn saved(&self, applicant: &str) -> Reply {
        Reply::Saved(Box::new(Saved {
            said: Sentence::new("tui-status-saved"),
            event: None,
            view: Some(self.view(applicant)),
            summary: Some(self.summary(applicant)),
            board: None,
        }))
    }

    /// Answers every request, and those that the answers bring about.
    pub fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = self.reply(&request);
                let next = tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)));
                self.serve(next);
            }
        }
    }

    /// Presses keys without answering what they ask for.
    pub fn hold(&mut self, keys: &str) -> Vec<Effect> {
        keys.split(' ')
            .flat_map(|key| {
                let key = Key::parse(key).unwrap();
                let event = KeyEvent::new(key.code, key.modifiers);
                tui::update(&mut self.model, Msg::Term(Event::Key(event)))
            })
            .collect()
    }

    /// Presses keys, answers what each asks for, and gives all of it back.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut all = Vec::new();
        for key in keys.split(' ') {
            let effects = self.hold(key);
            self.serve(effects.clone());
            all.extend(effects);
        }
        all
    }

    /// Types a text letter by letter.
    pub fn write(&mut self, words: &str) -> Vec<Effect> {
        words
            .chars()
            .flat_map(|letter| {
                let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
                tui::update(&mut self.model, Msg::Term(Event::Key(event)))
            })
            .collect()
    }

    /// Clicks a cell.
    pub fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let mouse = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        let effects = tui::update(&mut self.model, Msg::Term(Event::Mouse(mouse)));
        self.serve(effects.clone());
        effects
    }

    /// Answers a request with a failure.
    pub fn fail(&mut self, ticket: Ticket) -> Vec<Effect> {
        let fault = TuiError::from(std::io::Error::other("ổ đĩa đầy"));
        let report = Report::of(&fault, &Locale::new(Lang::Vi));
        tui::update(&mut self.model, Msg::Done(ticket, Err(report)))
    }

    /// Answers the writing of a file with the refusal to replace one.
    pub fn refuse_existing(&mut self, ticket: Ticket) -> Vec<Effect> {
        let fault = thamdinh::export::ExportError::Exists {
            path: "Phụ lục 02.xlsx".into(),
        };
        let report = Report::of(&fault, &Locale::new(Lang::Vi));
        tui::update(&mut self.model, Msg::Done(ticket, Err(report)))
    }

    /// The files that were to be looked at tell no framework.
    pub fn refuse_framework(&mut self, ticket: Ticket) -> Vec<Effect> {
        let fault = TaskError::input(Sentence::new("task-framework-unrecognised"));
        let report = Report::of(&fault, &Locale::new(Lang::Vi));
        tui::update(&mut self.model, Msg::Done(ticket, Err(report)))
    }

    /// Answers an export with files that are there already.
    pub fn existing(&mut self, ticket: Ticket) -> Vec<Effect> {
        let reply = Reply::Existing(vec!["xuat/Phụ lục 02.xlsx".into()]);
        tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)))
    }

    /// The screen as it is drawn now.
    pub fn drawn(&self) -> Terminal<TestBackend> {
        let (width, height) = self.model.cx.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| tui::view(&self.model, frame)).unwrap();
        terminal
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.drawn().backend().to_string()
    }

    /// The key of the sentence in the status line.
    pub fn notice(&self) -> Option<&str> {
        self.model.cx.notice.as_ref().map(|(_, sentence)| sentence.key.as_str())
    }

    /// The criterion selected.
    pub fn selected(&self) -> String {
        self.model.review().unwrap().criterion().unwrap().to_string()
    }
}
