//! The desk: the open workspace, the library and the person's settings, and what is done with them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{Refusal, TaskError};
use super::request::{Board, DossierView, HistoryScope, Opened, Progress, RoundHead, Saved};
use super::say::{self, Names};
use super::settings::Settings;
use crate::domain::{Act, Actor, ApplicantId, Event, EventId, Round, RoundId, Sentence, scorecard};
use crate::framework::Library;
use crate::store::{Appended, Filter, Store, StoreError};
use crate::text::Locale;

/// Told of every step of long work; answers whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// Events shown of a history at once.
const HISTORY: u32 = 500;

/// All that requests are served from.
#[derive(Debug)]
pub struct Desk {
    pub(super) open: Option<OpenStore>,
    pub(super) library: Library,
    pub(super) settings: Settings,
    /// The last reading that was looked at.
    pub(super) seen: Option<super::gather::Seen>,
    pub(super) settings_folder: Option<PathBuf>,
    pub(super) known: super::hints::Known,
    /// The notes that were looked through last.
    pub(super) notes: Option<super::lookup::Notes>,
    /// Files that were handed to the system's program; copies unpacked for it go with the desk.
    pub(super) handed: Vec<crate::intake::Opened>,
    /// Looks into files that are still being taken.
    pub(super) looks: Arc<std::sync::atomic::AtomicUsize>,
    /// Starts the system's program for a file.
    pub(super) opener: fn(&Path) -> std::io::Result<()>,
    locale: Arc<Locale>,
    clock: fn() -> String,
    readonly: bool,
}

/// An open workspace file.
#[derive(Debug)]
pub(super) struct OpenStore {
    pub store: Store,
    pub path: PathBuf,
    /// The folder that goes with the program, where the workspace is a temporary one.
    pub guard: Option<tempfile::TempDir>,
}

impl Desk {
    /// Sets up a desk. The clock gives the time of each act, RFC 3339; `settings_folder` is where settings are kept and
    /// the user's own frameworks lie.
    pub fn new(
        settings: Settings,
        settings_folder: Option<PathBuf>,
        locale: Arc<Locale>,
        clock: fn() -> String,
    ) -> Self {
        let frameworks = settings_folder.as_ref().map(|folder| folder.join("frameworks"));
        let library = Library::open(frameworks.as_deref());
        Self {
            open: None,
            library,
            settings,
            seen: None,
            settings_folder,
            known: super::hints::Known::default(),
            notes: None,
            handed: Vec::new(),
            looks: Arc::default(),
            opener: super::evidence::hand_over,
            locale,
            clock,
            readonly: false,
        }
    }

    /// From here on refuses whatever would write into the workspace.
    #[must_use]
    pub fn readonly(mut self) -> Self {
        self.readonly = true;
        self
    }

    /// From here on hands files to something else than the system's program.
    #[must_use]
    pub fn opening_with(mut self, opener: fn(&Path) -> std::io::Result<()>) -> Self {
        self.opener = opener;
        self
    }

    /// The language of reports.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The person's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Who acts, once that was said.
    pub fn actor(&self) -> Option<Actor> {
        self.settings.actor()
    }

    /// The round of that id (or beginning of an id), or the latest one.
    ///
    /// # Errors
    /// No such round, or none at all.
    pub fn pick_round(&self, wanted: Option<&str>) -> Result<RoundId, TaskError> {
        let rounds = self.store()?.rounds()?;
        let found = match wanted {
            Some(wanted) => rounds.iter().find(|round| round.id.as_str().starts_with(wanted)),
            None => rounds.last(),
        };
        found.map(|round| round.id.clone()).ok_or_else(|| match wanted {
            Some(name) => TaskError::input(Sentence::new("task-round-unknown").text("name", name)),
            None => TaskError::input_with_hint(Sentence::new("task-round-none"), Sentence::new("task-round-none-hint")),
        })
    }

    /// The framework library.
    pub fn library(&mut self) -> &mut Library {
        &mut self.library
    }

    /// The time of an act done now.
    pub fn now(&self) -> String {
        (self.clock)()
    }

    /// Opens a workspace that is there.
    ///
    /// # Errors
    /// There is none, or it cannot be opened.
    pub fn open_existing(&mut self, path: &Path) -> Result<(), TaskError> {
        let store = Store::open(path)?;
        self.open = Some(OpenStore {
            store,
            path: path.into(),
            guard: None,
        });
        Ok(())
    }

    /// Refuses a workspace that is not there and whose name has no ending: a mistyped command, or a folder. No file of
    /// such a name is made behind anybody's back.
    ///
    /// # Errors
    /// The name is such a one.
    pub fn expect_workspace(path: &Path) -> Result<(), TaskError> {
        if path.is_file() || path.extension().is_some() {
            return Ok(());
        }
        let name = path.to_string_lossy();
        Err(TaskError::input_with_hint(
            Sentence::new("task-no-such-workspace").text("name", name.clone()),
            Sentence::new("task-no-such-workspace-hint").text("name", name),
        ))
    }

    /// Opens a workspace, or makes it where there is none; remembers it as the last.
    ///
    /// # Errors
    /// It cannot be opened or made.
    pub fn open_or_create(&mut self, path: &Path) -> Result<Opened, TaskError> {
        if path.exists() || self.readonly {
            self.open_existing(path)?;
        } else {
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(|fault| TaskError::Unwritable(path.into(), fault))?;
            }
            let store = Store::create(path, &device())?;
            self.open = Some(OpenStore {
                store,
                path: path.into(),
                guard: None,
            });
        }
        self.remember(std::path::absolute(path).ok());
        self.opened()
    }

    pub(super) fn open_temporary(&mut self, path: &Path, guard: Option<tempfile::TempDir>) -> Result<(), TaskError> {
        let store = if path.exists() {
            Store::open(path)?
        } else {
            Store::create(path, &device())?
        };
        self.open = Some(OpenStore {
            store,
            path: path.into(),
            guard,
        });
        Ok(())
    }

    /// Keeps the workspace as the last one. That it cannot be kept is no reason not to open the workspace.
    pub(super) fn remember(&mut self, path: Option<PathBuf>) {
        self.settings.last = path;
        if let Some(folder) = &self.settings_folder {
            let _ = self.settings.keep(folder);
        }
    }

    /// Goes on with other settings; what is reported from here on is said in their language.
    pub(super) fn take_over(&mut self, settings: Settings) {
        if settings.lang != self.settings.lang {
            self.locale = Arc::new(Locale::new(settings.lang.parse().unwrap_or_default()));
        }
        self.settings = settings;
    }

    /// The heads of all rounds, the latest first.
    pub(super) fn heads(&self) -> Result<Vec<RoundHead>, TaskError> {
        Ok(self.store()?.rounds()?.iter().rev().map(head).collect())
    }

    pub(super) fn opened(&self) -> Result<Opened, TaskError> {
        let open = self.open.as_ref().ok_or(TaskError::NoWorkspace)?;
        let mut rounds = open.store.rounds()?;
        // A round of an earlier year may have been opened later, to stand beside this year's.
        rounds.reverse();
        rounds.sort_by_key(|round| std::cmp::Reverse(round.year));
        let heads = rounds.iter().map(head).collect();
        let board = match rounds.into_iter().next() {
            Some(round) => Some(Board {
                summaries: open.store.summaries(&round.id)?,
                round,
            }),
            None => None,
        };
        Ok(Opened {
            path: open.path.clone(),
            temporary: open.guard.is_some(),
            rounds: heads,
            board,
        })
    }

    /// The open workspace.
    ///
    /// # Errors
    /// None is open.
    pub fn store(&self) -> Result<&Store, TaskError> {
        self.open.as_ref().map(|open| &open.store).ok_or(TaskError::NoWorkspace)
    }

    /// The open workspace, to be written.
    ///
    /// # Errors
    /// None is open, or this desk only looks.
    pub fn store_mut(&mut self) -> Result<&mut Store, TaskError> {
        if self.readonly {
            return Err(TaskError::Input(Box::new(Refusal {
                what: Sentence::new("task-readonly"),
                why: None,
                hint: Some(Sentence::new("task-readonly-hint")),
            })));
        }
        self.open
            .as_mut()
            .map(|open| &mut open.store)
            .ok_or(TaskError::NoWorkspace)
    }

    /// A round of the open workspace.
    ///
    /// # Errors
    /// No such round.
    pub fn round(&self, id: &RoundId) -> Result<Round, TaskError> {
        Ok(self.store()?.round(id)?)
    }

    /// A round with its summaries.
    ///
    /// # Errors
    /// No such round.
    pub fn board(&self, id: &RoundId) -> Result<Board, TaskError> {
        let store = self.store()?;
        Ok(Board {
            round: store.round(id)?,
            summaries: store.summaries(id)?,
        })
    }

    /// Whether a round has a dossier of that applicant.
    pub(super) fn has_dossier(&self, round: &RoundId, applicant: &ApplicantId) -> Result<bool, TaskError> {
        match self.store()?.dossier(round, applicant) {
            Ok(_) => Ok(true),
            Err(StoreError::UnknownApplicant(_)) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// A dossier with its scorecard.
    ///
    /// # Errors
    /// No such round or dossier.
    pub fn view(&self, round: &RoundId, applicant: &ApplicantId) -> Result<DossierView, TaskError> {
        let store = self.store()?;
        let found = store.round(round)?;
        let dossier = store.dossier(round, applicant)?;
        let rulings = store.rulings(round, applicant)?;
        let notes = store.notes(round, applicant)?;
        let marks = store.marks(round, applicant)?;
        let mut scorecard = scorecard::score(&found, &dossier, &rulings);
        scorecard.add_flags(&dossier, self.hints(&found, &dossier)?);
        let state = scorecard::state(&found, &dossier, &scorecard);
        Ok(DossierView {
            round: round.clone(),
            dossier,
            rulings,
            notes,
            marks,
            scorecard,
            state,
        })
    }

    pub(super) fn history(&self, scope: &HistoryScope) -> Result<Vec<Event>, TaskError> {
        let filter = Filter {
            round: Some(scope.round.clone()),
            applicant: scope.applicant.clone(),
            criterion: scope.criterion.clone(),
            limit: Some(HISTORY),
            ..Filter::default()
        };
        Ok(self.store()?.events(&filter)?)
    }

    /// Does an act in the name of the person of the settings.
    ///
    /// # Errors
    /// Nobody has said who acts, or the store refuses.
    pub fn act(&mut self, act: Act) -> Result<Saved, TaskError> {
        let actor = self.settings.actor().ok_or(TaskError::NoActor)?;
        self.act_as(&actor, act)
    }

    /// Does an act in a member's name.
    ///
    /// # Errors
    /// The store refuses.
    pub fn act_as(&mut self, actor: &Actor, act: Act) -> Result<Saved, TaskError> {
        let at = self.now();
        let scope = scope(&act);
        let appended = self.store_mut()?.record(actor, &at, act)?;
        let (event, new) = match appended {
            Appended::Saved(event) => (event, true),
            Appended::Unchanged(event) => (event, false),
        };
        let said = if new {
            self.said(&event, &scope)?
        } else {
            Sentence::new("task-said-nothing")
        };
        self.saved(said, new.then_some(event), scope)
    }

    fn said(&self, event: &Event, scope: &Scope) -> Result<Sentence, TaskError> {
        let store = self.store()?;
        let round = scope.round.as_ref().map(|id| store.round(id)).transpose()?;
        let applicants = |id: &ApplicantId| {
            let round = scope.round.as_ref()?;
            store.dossier(round, id).ok().map(|dossier| dossier.name)
        };
        Ok(say::event(
            event,
            Names {
                round: round.as_ref(),
                applicants: &applicants,
            },
        ))
    }

    /// What changed with an act: the dossier where it was about one, else the round.
    fn saved(&self, said: Sentence, event: Option<Event>, scope: Scope) -> Result<Saved, TaskError> {
        let mut saved = Saved {
            said,
            event,
            view: None,
            summary: None,
            board: None,
        };
        match (scope.round, scope.applicant) {
            (Some(round), Some(applicant)) => {
                saved.summary = self.store()?.summary(&round, &applicant)?;
                saved.view = Some(self.view(&round, &applicant)?);
            }
            (Some(round), None) => saved.board = Some(self.board(&round)?),
            (None, _) => {}
        }
        Ok(saved)
    }

    pub(super) fn undo(&mut self, round: &RoundId, applicant: Option<ApplicantId>) -> Result<Saved, TaskError> {
        let Some(event) = self.store()?.undoable(&filter(round, applicant.as_ref()))? else {
            return self.nothing("task-nothing-to-undo", round, applicant);
        };
        let what = self.said(&event, &scope(&event.act))?;
        self.undo_event(&event, Sentence::new("task-said-undone").sentence("what", what))
    }

    pub(super) fn redo(&mut self, round: &RoundId, applicant: Option<ApplicantId>) -> Result<Saved, TaskError> {
        let Some(undo) = self.store()?.redoable(&filter(round, applicant.as_ref()))? else {
            return self.nothing("task-nothing-to-redo", round, applicant);
        };
        let undone = match &undo.act {
            Act::Undo { events } => self.first(events)?,
            other => {
                return Err(TaskError::input(
                    Sentence::new("task-nothing-to-redo").text("act", format!("{other:?}")),
                ));
            }
        };
        let what = self.said(&undone, &scope(&undone.act))?;
        let mut saved = self.undo_event(&undo, Sentence::new("task-said-redone").sentence("what", what))?;
        if saved.view.is_none() && saved.board.is_none() {
            saved = self.saved(saved.said.clone(), saved.event.clone(), scope(&undone.act))?;
        }
        Ok(saved)
    }

    /// Nothing had to be done: no failure, only a word in the status line.
    fn nothing(&self, key: &str, round: &RoundId, applicant: Option<ApplicantId>) -> Result<Saved, TaskError> {
        let scope = Scope {
            round: Some(round.clone()),
            applicant,
        };
        self.saved(Sentence::new(key), None, scope)
    }

    fn first(&self, events: &[EventId]) -> Result<Event, TaskError> {
        let id = events
            .first()
            .ok_or_else(|| TaskError::input(Sentence::new("task-nothing-to-redo")))?;
        Ok(self.store()?.event(id)?)
    }

    /// Undoes one event and says so.
    pub(super) fn undo_one(&mut self, event: &Event) -> Result<Saved, TaskError> {
        let what = self.said(event, &scope(&event.act))?;
        self.undo_event(event, Sentence::new("task-said-undone").sentence("what", what))
    }

    fn undo_event(&mut self, event: &Event, said: Sentence) -> Result<Saved, TaskError> {
        let actor = self.settings.actor().ok_or(TaskError::NoActor)?;
        let at = self.now();
        let undo = Act::Undo {
            events: vec![event.id.clone()],
        };
        let undone = self.store_mut()?.append(&actor, &at, undo)?;
        self.saved(said, Some(undone), scope(&event.act))
    }
}

fn filter(round: &RoundId, applicant: Option<&ApplicantId>) -> Filter {
    applicant.map_or_else(|| Filter::round(round), |applicant| Filter::dossier(round, applicant))
}

/// A round's name.
pub(super) fn head(round: &Round) -> RoundHead {
    RoundHead {
        id: round.id.clone(),
        framework: round.framework.title.clone(),
        year: round.year,
        organisation: round.organisation.clone(),
        stage: round.stage.clone(),
    }
}

/// What an act is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Scope {
    round: Option<RoundId>,
    applicant: Option<ApplicantId>,
}

fn scope(act: &Act) -> Scope {
    match act {
        Act::OpenRound { .. } | Act::Undo { .. } => Scope::default(),
        Act::SetTarget { round, applicant, .. } | Act::Narrate { round, applicant, .. } => Scope {
            round: Some(round.clone()),
            applicant: applicant.clone(),
        },
        Act::SetThreshold { round, .. }
        | Act::SetStage { round, .. }
        | Act::SetOffices { round, .. }
        | Act::Sign { round, .. } => Scope {
            round: Some(round.clone()),
            applicant: None,
        },
        Act::Submit { round, applicant, .. }
        | Act::Rule { round, applicant, .. }
        | Act::Note { round, applicant, .. }
        | Act::MarkEvidence { round, applicant, .. }
        | Act::DismissFlag { round, applicant, .. }
        | Act::Present { round, applicant, .. }
        | Act::Seal { round, applicant, .. }
        | Act::Reopen { round, applicant, .. } => Scope {
            round: Some(round.clone()),
            applicant: Some(applicant.clone()),
        },
        Act::Batch { acts } => {
            let mut scopes = acts.iter().map(scope);
            let first = scopes.next().unwrap_or_default();
            scopes.fold(first, |all, one| Scope {
                applicant: all
                    .applicant
                    .filter(|applicant| one.applicant.as_ref() == Some(applicant)),
                round: all.round,
            })
        }
    }
}

/// A name for this machine in the journal: sixteen hexadecimal digits that no other machine drew.
fn device() -> String {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds its hash tables from the system's randomness.
    format!(
        "{:016x}",
        std::collections::hash_map::RandomState::new().build_hasher().finish()
    )
}
