//! What every screen and dialog sees of the surroundings: words, keys, theme, who acts, the round, what is being saved.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::event::Tone;
use super::keymap::{Context, Keymap};
use super::reasons::Reasons;
use super::screens::Place;
use super::theme::Theme;
use crate::domain::{Act, ApplicantId, CriterionId, Round, Sentence};
use crate::report::Report;
use crate::tasks::settings::Settings;
use crate::tasks::sign::SignRequest;
use crate::tasks::{Corrections, ExportRequest, FindingsExport, ImportRequest, Listed, Progress, Request, Ticket};
use crate::text::{Lang, Locale};

/// The surroundings.
#[derive(Debug)]
pub struct Cx {
    /// The sentences.
    pub locale: Locale,
    /// The keys.
    pub keymap: Keymap,
    /// The file and the text of the person's own key map, laid over the one of the settings.
    pub own_keys: Option<(String, String)>,
    /// The theme in force.
    pub theme: Theme,
    /// The person's settings, with who acts.
    pub settings: Settings,
    /// The terminal's width and height.
    pub size: (u16, u16),
    /// The workspace that is open.
    pub workspace: Option<PathBuf>,
    /// It goes with the program (the sample).
    pub temporary: bool,
    /// Nothing may be written.
    pub readonly: bool,
    /// The person's home folder, for paths that begin with `~`.
    pub home: Option<PathBuf>,
    /// The frameworks to choose from, once they were asked for.
    pub library: Option<Vec<Listed>>,
    /// The profiles to choose from: id and title.
    pub profiles: Vec<(String, String)>,
    /// The act that waits for the frameworks.
    pub then: Option<Action>,
    /// The round on the screen.
    pub round: Option<Arc<Round>>,
    /// The files that were written or signed last.
    pub exported: Vec<PathBuf>,
    /// The reasons that the member gave.
    pub reasons: Reasons,
    /// What the status line says.
    pub notice: Option<(Tone, Sentence)>,
    /// What is asked of the worker and not answered.
    pub waiting: Waiting,
}

impl Cx {
    /// Surroundings before anything is open.
    pub fn new(lang: Lang, keymap: Keymap, theme: Theme, settings: Settings) -> Self {
        Self {
            locale: Locale::new(lang),
            keymap,
            own_keys: None,
            theme,
            settings,
            size: (80, 24),
            workspace: None,
            temporary: false,
            readonly: false,
            home: None,
            library: None,
            profiles: Vec::new(),
            then: None,
            round: None,
            exported: Vec::new(),
            reasons: Reasons::default(),
            notice: None,
            waiting: Waiting::default(),
        }
    }

    /// The key map of that name with the person's own laid over it.
    ///
    /// # Errors
    /// All faults of the person's own map in one report.
    pub fn keymap_of(&self, name: &str) -> Result<Keymap, Box<Report>> {
        let own = self.own_keys.as_ref();
        let own = own.map(|(file, text)| (file.as_str(), text.as_str()));
        super::keymap(name, own, self.locale.lang())
    }

    /// A sentence without figures.
    pub fn text(&self, key: &str) -> String {
        self.locale.text(key)
    }

    /// A sentence in words.
    pub fn say(&self, sentence: &Sentence) -> String {
        self.locale.say(sentence)
    }

    /// The key of an act with what it does, for hints: `Enter Lưu`.
    pub fn hint(&self, contexts: &[Context], action: Action, label: &str) -> String {
        match self.keymap.hint(contexts, action) {
            Some(key) => format!("{key} {}", self.text(label)),
            None => String::new(),
        }
    }

    /// Several hints, as they stand at the foot of a dialog.
    pub fn hints(&self, context: Context, hints: &[(Action, &str)]) -> String {
        hints
            .iter()
            .map(|(action, label)| self.hint(&[context], *action, label))
            .filter(|hint| !hint.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    }
}

/// What a request that is not answered yet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// Something is being written; the rows concerned show it.
    Write(Vec<(ApplicantId, CriterionId)>),
    /// An act is being taken back, or done again.
    Turn,
    /// A dossier is being read.
    Dossier,
    /// A round is being read.
    Board,
    /// The journal is being read.
    History,
    /// Long work: opening, loading.
    Work,
    /// Files are being read to be looked at, with the new workspace they would go into; may be given up at once.
    Preview(Option<PathBuf>, Box<ImportRequest>),
    /// A load is looked at again with a correction: nothing is read anew.
    Corrected(Option<PathBuf>),
    /// The submissions of a dossier are being compared.
    Submissions,
    /// The texts of reports are being read.
    Narratives,
    /// A folder is being looked into.
    Place,
    /// What was found in a load is being written.
    Findings(Box<FindingsExport>),
    /// Files are being written.
    Export(Box<ExportRequest>),
    /// A paper is being made, to be read.
    Print,
    /// The system's program is being asked to open something.
    OpenWith,
    /// Tokens are being looked at.
    Keys,
    /// Files are being signed.
    Sign(Box<SignRequest>),
    /// Signatures are being looked at.
    Verify,
    /// The frameworks are being listed.
    Library,
    /// The folders that a path may mean are being listed.
    Folders,
    /// The rounds of the workspace.
    Rounds,
    /// Notes that the palette looks for.
    Notes,
    /// A file is being looked into.
    Look,
    /// Pages of files are being counted.
    Pages,
    /// A file is being handed to the system's program.
    File,
    /// What a screen shows is being read.
    Screen(Place),
}

impl Wait {
    /// Whether it is long work, which shows how far it has come.
    fn is_long(&self) -> bool {
        matches!(
            self,
            Self::Work | Self::Preview(..) | Self::Export(_) | Self::Sign(_) | Self::Verify
        )
    }

    /// Whether it only reads of the round on the screen: in another one nobody waits for it.
    fn reads_round(&self) -> bool {
        match self {
            Self::Dossier
            | Self::Board
            | Self::History
            | Self::Submissions
            | Self::Narratives
            | Self::Print
            | Self::Notes
            | Self::Look
            | Self::Pages
            | Self::Screen(_) => true,
            Self::Write(_)
            | Self::Turn
            | Self::Work
            | Self::Preview(..)
            | Self::Corrected(_)
            | Self::Place
            | Self::Findings(_)
            | Self::Export(_)
            | Self::OpenWith
            | Self::Keys
            | Self::Sign(_)
            | Self::Verify
            | Self::Library
            | Self::Folders
            | Self::Rounds
            | Self::File => false,
        }
    }

    fn of(request: &Request) -> Self {
        match request {
            Request::Act(act) => Self::Write(ruled(act)),
            Request::Targets(..) | Request::Keep(_) => Self::Write(Vec::new()),
            Request::Undo(..) | Request::Redo(..) | Request::TakeBack(_) => Self::Turn,
            Request::Matrix(_) => Self::Screen(Place::Heat),
            Request::Criterion(..) => Self::Screen(Place::Compare),
            Request::Flags(_) => Self::Screen(Place::Flags),
            Request::Overview(..) => Self::Screen(Place::Summary),
            Request::Journal(_) => Self::Screen(Place::History),
            Request::Closing(..) => Self::Screen(Place::Conclusion),
            Request::Setup(_) => Self::Screen(Place::Settings),
            Request::Dossier(..) => Self::Dossier,
            Request::Board(_) => Self::Board,
            Request::History(_) => Self::History,
            Request::Open(_) | Request::Demo | Request::Load(..) | Request::Import(_) => Self::Work,
            Request::Preview(workspace, wanted)
                if wanted.corrections.mappings.is_empty() && wanted.corrections != Corrections::default() =>
            {
                Self::Corrected(workspace.clone())
            }
            Request::Preview(workspace, wanted) => Self::Preview(workspace.clone(), wanted.clone()),
            Request::Submissions(..) => Self::Submissions,
            Request::Narratives(..) => Self::Narratives,
            Request::Findings(wanted) => Self::Findings(wanted.clone()),
            Request::Evidence(..) => Self::Screen(Place::Evidence),
            Request::Look(..) => Self::Look,
            Request::Pages(..) => Self::Pages,
            Request::OpenFile(..) => Self::File,
            Request::Place(_) | Request::Seek(..) => Self::Place,
            Request::Print(_) => Self::Print,
            Request::OpenWith(_) => Self::OpenWith,
            Request::Keys(_) => Self::Keys,
            Request::Sign(wanted, _) => Self::Sign(wanted.clone()),
            Request::Verify(..) => Self::Verify,
            Request::Export(wanted) => Self::Export(wanted.clone()),
            Request::Frameworks => Self::Library,
            Request::Folders(_) => Self::Folders,
            Request::Rounds => Self::Rounds,
            Request::Notes(..) => Self::Notes,
        }
    }
}

fn ruled(act: &Act) -> Vec<(ApplicantId, CriterionId)> {
    match act {
        Act::Rule {
            applicant, criterion, ..
        } => vec![(applicant.clone(), criterion.clone())],
        Act::Batch { acts } => acts.iter().flat_map(ruled).collect(),
        Act::OpenRound { .. }
        | Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Submit { .. }
        | Act::Note { .. }
        | Act::MarkEvidence { .. }
        | Act::DismissFlag { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::Reopen { .. }
        | Act::Narrate { .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. } => Vec::new(),
    }
}

/// The requests on their way.
#[derive(Debug, Default)]
pub struct Waiting {
    last: u64,
    open: BTreeMap<Ticket, Wait>,
    /// What is to be said once it is done.
    told: BTreeMap<Ticket, Sentence>,
    /// How far the long work has come.
    pub progress: Option<Progress>,
    /// Something was saved since the start.
    pub saved: bool,
    /// The last save failed.
    pub failed: bool,
}

impl Waiting {
    /// A ticket for a request. A newer reading of the same kind makes the older one stale.
    pub fn issue(&mut self, request: &Request) -> Ticket {
        let wait = Wait::of(request);
        match wait {
            Wait::Dossier
            | Wait::Board
            | Wait::History
            | Wait::Library
            | Wait::Folders
            | Wait::Screen(_)
            | Wait::Preview(..)
            | Wait::Corrected(_)
            | Wait::Submissions
            | Wait::Narratives
            | Wait::Print
            | Wait::Keys
            | Wait::Rounds
            | Wait::Notes
            | Wait::Place => self.open.retain(|_, other| {
                let previews = matches!(wait, Wait::Preview(..) | Wait::Corrected(_))
                    && matches!(other, Wait::Preview(..) | Wait::Corrected(_));
                *other != wait && !previews
            }),
            Wait::Write(_)
            | Wait::Turn
            | Wait::Work
            | Wait::Export(_)
            | Wait::OpenWith
            | Wait::Sign(_)
            | Wait::Verify
            | Wait::Findings(_)
            | Wait::Look
            | Wait::Pages
            | Wait::File => {}
        }
        self.last += 1;
        let ticket = Ticket(self.last);
        self.open.insert(ticket, wait);
        ticket
    }

    /// Keeps what is to be said once a request is done.
    pub fn tell(&mut self, ticket: Ticket, sentence: Sentence) {
        self.told.insert(ticket, sentence);
    }

    /// What was to be said once the request is done.
    pub fn told(&mut self, ticket: Ticket) -> Option<Sentence> {
        self.told.remove(&ticket)
    }

    /// Takes an answered ticket back; none where nobody waits for it.
    pub fn take(&mut self, ticket: Ticket) -> Option<Wait> {
        let wait = self.open.remove(&ticket)?;
        if wait.is_long() {
            self.progress = None;
        }
        Some(wait)
    }

    /// Gives up what only reads and may be broken off at once: its answer is no longer waited for. Answers whether no long
    /// work is left.
    pub fn give_up(&mut self) -> bool {
        self.open.retain(|_, wait| !matches!(wait, Wait::Preview(..)));
        !self.working()
    }

    /// Another round is on the screen: what was read of the one before is no longer waited for.
    pub fn leave_round(&mut self) {
        self.open.retain(|_, wait| !wait.reads_round());
    }

    /// The screen that asked for a paper is left: it is no longer waited for. Answers whether it was.
    pub fn leave_paper(&mut self) -> bool {
        let before = self.open.len();
        self.open.retain(|_, wait| *wait != Wait::Print);
        self.open.len() < before
    }

    /// Whether somebody waits for the ticket.
    pub fn knows(&self, ticket: Ticket) -> bool {
        self.open.contains_key(&ticket)
    }

    /// Whether something is being written.
    pub fn writing(&self) -> bool {
        self.open
            .values()
            .any(|wait| matches!(wait, Wait::Write(_) | Wait::Turn | Wait::Sign(_)))
    }

    /// Whether long work is going on.
    pub fn working(&self) -> bool {
        self.open.values().any(Wait::is_long)
    }

    /// Whether anything at all is on its way.
    pub fn any(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether the ruling of a row is being written.
    pub fn saves(&self, applicant: &ApplicantId, criterion: &CriterionId) -> bool {
        let here = |(who, what): &(ApplicantId, CriterionId)| who == applicant && what == criterion;
        self.open
            .values()
            .any(|wait| matches!(wait, Wait::Write(rows) if rows.iter().any(here)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RoundId;

    #[test]
    fn a_newer_reading_makes_the_older_one_stale_but_writes_all_count() {
        let mut waiting = Waiting::default();
        let read = |name: &str| Request::Dossier(RoundId::from("r"), ApplicantId::from(name));
        let first = waiting.issue(&read("a"));
        let second = waiting.issue(&read("b"));
        assert_eq!(waiting.take(first), None);
        assert_eq!(waiting.take(second), Some(Wait::Dossier));
        let undo = Request::Undo(RoundId::from("r"), None);
        let (one, two) = (waiting.issue(&undo), waiting.issue(&undo));
        assert!(waiting.take(one).is_some() && waiting.writing());
        assert!(waiting.take(two).is_some() && !waiting.writing());
    }
}
