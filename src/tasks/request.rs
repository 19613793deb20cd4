//! What may be asked of the worker, and what it answers: plain data that tests compare.

use std::path::PathBuf;

use crate::domain::narrative::Narratives;
use crate::domain::{
    Act, ApplicantId, CriterionId, Dossier, DossierState, Event, EventId, FlagKind, FormId, FrameworkId, Marking, Note,
    Round, RoundId, Rulings, Scorecard, Sentence, StageId,
};
use crate::framework::{Listed as ListedFramework, ListedProfile};
use crate::report::Report;
use crate::store::Summary;

use super::across::{CriterionView, Flagged, Matrix};
use super::closing::Closing;
use super::evidence::{EvidenceView, FileState, Look};
use super::export::Written;
use super::files::FileFate;
use super::findings::FindingsExport;
use super::journal::JournalEntry;
use super::lookup::FoundNote;
use super::overview::Summing;
use super::places::{Place, Wanted};
use super::preview::{Changes, Corrections, Preview};
use super::print::{PrintRequest, Printing};
use super::settings::Settings;
use super::setup::Setup;
use super::sign::{Secret, SignRequest, Signing, TokenKey};
use super::verify::Report as Examined;

/// Links a reply to the request it answers; a reply that nobody waits for is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What the screens may ask of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Opens a workspace, or creates it where there is none: [`Reply::Opened`].
    Open(PathBuf),
    /// Copies the bundled sample district into a temporary workspace and opens it: [`Reply::Opened`].
    Demo,
    /// A round with the summaries of its dossiers: [`Reply::Board`].
    Board(RoundId),
    /// One dossier, whole: [`Reply::Dossier`].
    Dossier(RoundId, ApplicantId),
    /// The journal, newest first: [`Reply::History`].
    History(HistoryScope),
    /// All dossiers of a round × its criteria: [`Reply::Matrix`].
    Matrix(RoundId),
    /// One criterion of all dossiers: [`Reply::Criterion`].
    Criterion(RoundId, CriterionId),
    /// All flags of a round: [`Reply::Flags`].
    Flags(RoundId),
    /// A round in figures, beside the round named or the latest earlier one: [`Reply::Overview`].
    Overview(RoundId, Option<RoundId>),
    /// The journal with what each act replaced, newest first: [`Reply::Journal`].
    Journal(HistoryScope),
    /// What closes a dossier: its result, its steps to the seal, its hash: [`Reply::Closing`].
    Closing(RoundId, ApplicantId),
    /// Takes one act back, where no later one stands upon it: [`Reply::Saved`].
    TakeBack(EventId),
    /// Does one act in the member's name: [`Reply::Saved`].
    Act(Box<Act>),
    /// Undoes the last act of this device on the dossier (or in the round): [`Reply::Saved`].
    Undo(RoundId, Option<ApplicantId>),
    /// Does again what was undone last: [`Reply::Saved`].
    Redo(RoundId, Option<ApplicantId>),
    /// Loads dossiers into a workspace, which is made for them where there is none: [`Reply::Loaded`]. A load that fails
    /// leaves no new workspace behind.
    Load(PathBuf, Box<ImportRequest>),
    /// Looks at a load before anything is stored, into the workspace at a path or the open one: [`Reply::Preview`].
    Preview(Option<PathBuf>, Box<ImportRequest>),
    /// What people wrote into the reports of a dossier, or of the whole round: [`Reply::Narratives`].
    Narratives(RoundId, Option<ApplicantId>),
    /// All submissions of a dossier, each beside the one before: [`Reply::Submissions`].
    Submissions(RoundId, ApplicantId),
    /// Writes what was found in a load to workbooks for the applicants: [`Reply::Exported`].
    Findings(Box<FindingsExport>),
    /// What lies in a folder, for choosing what to load: [`Reply::Place`].
    Place(PathBuf),
    /// What lies in a folder, for choosing something else: [`Reply::Place`].
    Seek(PathBuf, Wanted),
    /// A paper as it will print: [`Reply::Printed`].
    Print(PrintRequest),
    /// Opens a file or folder with the system's program: [`Reply::Opening`].
    OpenWith(PathBuf),
    /// The keys on the tokens that are plugged in, for what is to be signed: [`Reply::Keys`].
    Keys(Box<SignRequest>),
    /// Signs files: [`Reply::Signed`].
    Sign(Box<SignRequest>, Secret),
    /// Verifies files and folders, against these authorities beside the known ones: [`Reply::Verified`].
    Verify(Vec<PathBuf>, Vec<PathBuf>),
    /// Loads dossiers: [`Reply::Imported`].
    Import(Box<ImportRequest>),
    /// Sets the round's targets from a CSV or TOML file: [`Reply::Saved`].
    Targets(RoundId, PathBuf),
    /// Writes official tables: [`Reply::Written`], or [`Reply::Existing`] where files are there already.
    Export(Box<ExportRequest>),
    /// The evidence of a dossier: [`Reply::Evidence`].
    Evidence(RoundId, ApplicantId),
    /// A look into a file of evidence: [`Reply::Look`].
    Look(RoundId, ApplicantId, String),
    /// How many pages files have: [`Reply::Pages`], for as many as there is time for.
    Pages(RoundId, ApplicantId, Vec<String>),
    /// Opens a file of evidence with the system's program: [`Reply::FileOpened`].
    OpenFile(RoundId, ApplicantId, String),
    /// The framework library: [`Reply::Frameworks`].
    Frameworks,
    /// The folders whose path begins with this one: [`Reply::Folders`].
    Folders(PathBuf),
    /// The rounds of the workspace: [`Reply::Rounds`].
    Rounds,
    /// The notes of a round that hold the words of a folded text: [`Reply::Notes`].
    Notes(RoundId, String),
    /// Where things are kept, and what the round's documents say of their offices: [`Reply::Setup`].
    Setup(Option<RoundId>),
    /// Keeps the person's settings (who acts, key map, theme, language): [`Reply::SettingsKept`].
    Keep(Settings),
}

/// Whose history is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryScope {
    /// The round.
    pub round: RoundId,
    /// One dossier only.
    pub applicant: Option<ApplicantId>,
    /// One criterion only.
    pub criterion: Option<CriterionId>,
}

/// What to load, and into which round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportRequest {
    /// Folders (or workbooks) to load.
    pub folders: Vec<PathBuf>,
    /// The framework of a new round; the round's own, or the one the files speak of, where none.
    pub framework: Option<FrameworkId>,
    /// The year of a new round; the framework's where none.
    pub year: Option<i32>,
    /// The organising body of a new round.
    pub organisation: Option<String>,
    /// The stage of a new round: the one it works at, or the one whose finished table is loaded.
    pub stage: Option<StageId>,
    /// A file of targets to set.
    pub targets: Option<PathBuf>,
    /// The round to load into; the fitting one, or a new one, where none.
    pub round: Option<RoundId>,
    /// The profile laid over the framework of a new round.
    pub profile: Option<String>,
    /// A profile file of the person's own, laid over it (and over the profile, where both are named).
    pub stages: Option<PathBuf>,
    /// What a person settled after looking at it.
    pub corrections: Corrections,
}

/// The format of an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum ExportFormat {
    /// Office Open XML workbook.
    #[default]
    Xlsx,
    /// PDF/A-2u.
    Pdf,
    /// Office Open XML text document.
    Docx,
}

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The round.
    pub round: RoundId,
    /// The forms and reports; every one of the framework where empty.
    pub forms: Vec<FormId>,
    /// The applicants; all where empty.
    pub applicants: Vec<ApplicantId>,
    /// The format.
    pub format: ExportFormat,
    /// The folder to write into.
    pub out: PathBuf,
    /// One file for all applicants instead of one each: a sheet for each in a workbook, pages for each in a document.
    pub one_book: bool,
    /// Adds the page of who ruled what to each paper.
    pub provenance: bool,
    /// Names without diacritics, for systems and couriers that lose them.
    pub plain_names: bool,
    /// What to do with files that are there already.
    pub existing: Existing,
}

/// What to do with files that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Existing {
    /// Ask first: nothing is written.
    #[default]
    Refuse,
    /// Replace them.
    Replace,
    /// Leave them as they are and write the others.
    Keep,
}

/// A framework of the library.
pub type Listed = ListedFramework;

/// What the worker answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// A workspace is open.
    Opened(Box<Opened>),
    /// A round with its summaries.
    Board(Box<Board>),
    /// A dossier.
    Dossier(Box<DossierView>),
    /// Events, newest first.
    History(Vec<Event>),
    /// Dossiers × criteria.
    Matrix(Box<Matrix>),
    /// One criterion of all dossiers.
    Criterion(Box<CriterionView>),
    /// All flags of a round.
    Flags(Flagged),
    /// A round in figures.
    Overview(Box<Summing>),
    /// The journal of a scope.
    Journal(HistoryScope, Vec<JournalEntry>),
    /// What closes a dossier.
    Closing(Box<Closing>),
    /// An act is in the journal.
    Saved(Box<Saved>),
    /// Dossiers were loaded into a workspace that is open now.
    Loaded(Box<Opened>, Box<ImportReport>),
    /// What a load would do.
    Preview(Box<Preview>),
    /// The submissions of a dossier, the latest first.
    Submissions(Vec<Changes>),
    /// The texts of a round's reports, and whose are asked for.
    Narratives(Option<ApplicantId>, Narratives),
    /// What lies in a folder.
    Place(Box<Place>),
    /// A paper with its pages.
    Printed(Box<Printing>),
    /// The system's program opens it.
    Opening(PathBuf),
    /// The keys on tokens, and what is to be signed with one of them.
    Keys(Box<SignRequest>, Vec<TokenKey>),
    /// Files were signed.
    Signed(Signing),
    /// What signatures are worth.
    Verified(Box<Examined>),
    /// Dossiers were loaded.
    Imported(Box<ImportReport>),
    /// A file was written.
    Exported(Vec<PathBuf>),
    /// Official tables were written.
    Written(Written),
    /// Files of these names are there already: nothing was written.
    Existing(Vec<PathBuf>),
    /// The framework library, and the profiles that may be laid over a framework.
    Frameworks(Vec<Listed>, Vec<ListedProfile>),
    /// Folders, in the order of their names.
    Folders(Vec<PathBuf>),
    /// Rounds, the latest first.
    Rounds(Vec<RoundHead>),
    /// Notes of a round.
    Notes(RoundId, Vec<FoundNote>),
    /// Where things are kept.
    Setup(Box<Setup>),
    /// The evidence of a dossier.
    Evidence(Box<EvidenceView>),
    /// What is seen of a file.
    Look(Box<Look>),
    /// Pages of files of an applicant; none where they cannot be told.
    Pages(ApplicantId, Vec<(String, Option<u32>)>),
    /// A file was handed to the system's program, and whether it is still the one that was loaded.
    FileOpened(String, FileState),
    /// Settings are kept.
    SettingsKept,
}

/// An open workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Its file.
    pub path: PathBuf,
    /// It goes with the program (the sample).
    pub temporary: bool,
    /// Its rounds: the latest year first, and of one year the one opened last.
    pub rounds: Vec<RoundHead>,
    /// The latest round, where there is one.
    pub board: Option<Board>,
}

/// A round's name, for lists of rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundHead {
    /// Its id.
    pub id: RoundId,
    /// The framework's title.
    pub framework: String,
    /// The year.
    pub year: i32,
    /// The organising body.
    pub organisation: String,
    /// The stage it works at.
    pub stage: StageId,
}

/// A round with the summaries of its dossiers, in the order of their names.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The round.
    pub round: Round,
    /// One a dossier.
    pub summaries: Vec<Summary>,
}

/// One dossier with everything that the review screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierView {
    /// The round it belongs to.
    pub round: RoundId,
    /// What was submitted.
    pub dossier: Dossier,
    /// The rulings in force.
    pub rulings: Rulings,
    /// The notes in force.
    pub notes: Vec<Note>,
    /// The marks in force on its evidence, the latest first.
    pub marks: Vec<Marking>,
    /// Rows and totals.
    pub scorecard: Scorecard,
    /// How far it has come.
    pub state: DossierState,
}

/// An act that is in the journal, and what changed with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What was done, for the status line.
    pub said: Sentence,
    /// The event; none where nothing had to be written.
    pub event: Option<Event>,
    /// The dossier after the act, where it was about one.
    pub view: Option<DossierView>,
    /// Its summary.
    pub summary: Option<Summary>,
    /// The whole round after the act, where it was about the round.
    pub board: Option<Board>,
}

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Taken, but look at it.
    Warning,
    /// Not taken.
    Error,
}

/// Something that an import could not take as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// How grave.
    pub severity: Severity,
    /// The kind of the flag that stands in the dossier for it, if one does.
    pub kind: Option<FlagKind>,
    /// The file, relative to the folder loaded.
    pub file: String,
    /// The sheet, or empty.
    pub sheet: String,
    /// The cell, or empty.
    pub cell: String,
    /// The sentence.
    pub message: Sentence,
}

/// What became of one applicant's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// Its folder or file, relative to the folder loaded.
    pub folder: String,
    /// The submission it became; none where nothing changed since the last one.
    pub submission: Option<u32>,
    /// Criteria read.
    pub claims: usize,
    /// Evidence files found.
    pub evidence: usize,
    /// Flags raised.
    pub flags: usize,
    /// The dossier is sealed: it took nothing in.
    pub refused: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// The round loaded into.
    pub round: RoundId,
    /// The round was opened by this import.
    pub opened: bool,
    /// By applicant.
    pub fates: Vec<Fate>,
    /// What could not be taken.
    pub issues: Vec<Issue>,
    /// By file, what became of it.
    pub files: Vec<FileFate>,
    /// The member broke it off; what was loaded until then stays.
    pub cancelled: bool,
    /// The round after it.
    pub board: Option<Board>,
}

/// How far long work has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all; zero while not known.
    pub total: usize,
    /// What is being worked on (a folder, a commune).
    pub what: String,
}

/// What the worker sends back to the loop.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    /// The answer to a request.
    Done(Ticket, Result<Reply, Report>),
    /// How far it has come.
    Progress(Ticket, Progress),
}
