//! Loading dossiers: finds or opens the round, reads the folders, records one event a dossier, sets targets.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::chain::Chain;
use super::desk::{Desk, Watch};
use super::error::{TaskError, Unread};
use super::request::{Fate, ImportReport, ImportRequest, Issue, Opened, Progress, Severity};
use super::{communes, copies, files, find, gather, layouts, targets};
use crate::domain::{Act, Actor, Framework, FrameworkId, MemberId, Round, RoundId, Sentence, StageId, Value};
use crate::framework::Library;
use crate::intake::{self, Draft, IntakeError, Overrides};
use crate::store::{Appended, Ready, StoreError};
use crate::text::value;

/// How many submissions are made ready ahead of the one that is written.
const AHEAD: usize = 16;

/// Loads dossiers into the open workspace in the name of the person of the settings, or of the machine's user.
///
/// # Errors
/// Nothing could be read, the round or its framework is not there, or the store refuses.
pub fn run(desk: &mut Desk, wanted: &ImportRequest, watch: Watch<'_>) -> Result<ImportReport, TaskError> {
    let actor = desk.settings.actor().unwrap_or_else(machine_user);
    run_as(desk, &actor, wanted, watch)
}

/// Loads dossiers in a member's name.
///
/// # Errors
/// As [`run`].
pub fn run_as(
    desk: &mut Desk,
    actor: &Actor,
    wanted: &ImportRequest,
    watch: Watch<'_>,
) -> Result<ImportReport, TaskError> {
    desk.store()?;
    let mut found = gather::find(desk, wanted, watch)?;
    let mut drafts = found.settle();
    let gather::Found {
        round: known,
        framework,
        targets,
        intake,
        cancelled,
        ..
    } = found;
    if cancelled {
        // Part of what was handed in is not what was handed in.
        return Err(IntakeError::Cancelled.into());
    }
    let files = files::fates(wanted, &drafts, &intake.issues);
    if known.is_none() && drafts.is_empty() {
        // A round is not opened for nothing.
        return Err(TaskError::Unread(Box::new(Unread {
            issues: intake.issues.into_iter().map(issue).collect(),
            files,
        })));
    }
    let (round, opened) = match known {
        Some(round) => (round.id, false),
        None => (open_round(desk, actor, wanted, framework, &drafts)?, true),
    };
    let found = desk.round(&round)?;
    communes::fill(desk, &found, &mut drafts)?;
    let copied = copies::flag(desk, &round, &mut drafts)?;
    let printed = if opened {
        printed_targets(&drafts, &found)
    } else {
        Vec::new()
    };
    let mut report = ImportReport {
        round: round.clone(),
        opened,
        fates: Vec::new(),
        issues: intake.issues.into_iter().chain(copied).map(issue).collect(),
        files,
        cancelled: false,
        board: None,
    };
    store_all(desk, actor, &round, drafts, &mut report, watch)?;
    if !printed.is_empty() {
        let at = desk.now();
        desk.store_mut()?.append(actor, &at, Act::Batch { acts: printed })?;
    }
    if let Some(targets) = targets {
        let at = desk.now();
        desk.store_mut()?.append(actor, &at, targets::act(targets, &round))?;
    }
    if let Some(folder) = desk
        .settings_folder
        .as_deref()
        .filter(|_| !wanted.corrections.mappings.is_empty())
    {
        layouts::keep(folder, &wanted.corrections.mappings)?;
    }
    report.board = Some(desk.board(&round)?);
    Ok(report)
}

/// The round that the request names, or the latest that it fits.
pub(super) fn known_round(desk: &Desk, wanted: &ImportRequest, chain: &Chain) -> Result<Option<Round>, TaskError> {
    if let Some(id) = &wanted.round {
        return desk.round(id).map(Some);
    }
    if desk.open.is_none() {
        return Ok(None);
    }
    let fits = |round: &Round| {
        wanted.framework.as_ref().is_none_or(|id| *id == round.framework.id)
            && wanted.year.is_none_or(|year| year == round.year)
            && wanted
                .organisation
                .as_ref()
                .is_none_or(|name| *name == round.organisation)
            && wanted
                .stage
                .as_ref()
                .is_none_or(|stage| *stage == round.stage || round.before().is_some_and(|before| before.id == *stage))
            && chain.is_of(desk, round)
    };
    Ok(desk.store()?.rounds()?.into_iter().rev().find(fits))
}

/// The framework of a new round: the one named, or the one that the first folder's tables fit best.
pub(super) fn new_framework(
    desk: &Desk,
    wanted: &ImportRequest,
    chain: &Chain,
    watch: Watch<'_>,
) -> Result<Framework, TaskError> {
    match &wanted.framework {
        Some(id) => Ok(chain.lay_over(named_framework(&desk.library, id)?)?),
        None => recognise(desk, wanted, chain, watch),
    }
}

/// Refuses a request whose folders are not there.
pub(super) fn there(wanted: &ImportRequest) -> Result<(), TaskError> {
    match wanted.folders.iter().find(|folder| !folder.exists()) {
        Some(folder) => Err(IntakeError::NotFound(folder.clone()).into()),
        None => Ok(()),
    }
}

/// Looks at a request before a workspace is made for it: its folders, framework, chain and stage are there, and where it
/// names no framework, the one that its files fit is found and named.
///
/// # Errors
/// Something that the request names is not there, the chain does not fit, or the files fit no framework.
pub fn prepare(desk: &Desk, mut wanted: ImportRequest, watch: Watch<'_>) -> Result<ImportRequest, TaskError> {
    there(&wanted)?;
    let chain = Chain::of(desk, &wanted)?;
    let framework = new_framework(desk, &wanted, &chain, watch)?;
    if let Some(stage) = &wanted.stage {
        find::stage(&framework, stage.as_str()).map_err(TaskError::Input)?;
    }
    wanted.framework = Some(framework.id);
    Ok(wanted)
}

/// Loads dossiers into the workspace at a path and opens it. Nothing is made for what cannot be loaded: where there was no
/// such workspace and loading fails, none is left, and the one open before stays open.
///
/// # Errors
/// As [`prepare`] and [`run`].
pub fn load(
    desk: &mut Desk,
    path: &Path,
    wanted: ImportRequest,
    watch: Watch<'_>,
) -> Result<(Opened, ImportReport), TaskError> {
    let actor = desk.settings.actor().unwrap_or_else(machine_user);
    let report = load_as(desk, &actor, path, wanted, watch)?;
    Ok((desk.opened()?, report))
}

/// Loads as [`load`] does, in a member's name.
///
/// # Errors
/// As [`load`].
pub fn load_as(
    desk: &mut Desk,
    actor: &Actor,
    path: &Path,
    wanted: ImportRequest,
    watch: Watch<'_>,
) -> Result<ImportReport, TaskError> {
    let made = !path.exists();
    let wanted = if made { prepare(desk, wanted, watch)? } else { wanted };
    let last = desk.settings.last.clone();
    let before = desk.open.take();
    let loaded = match desk.open_or_create(path) {
        Ok(_) => run_as(desk, actor, &wanted, watch),
        Err(fault) => Err(fault),
    };
    if loaded.is_err() {
        desk.open = before;
        desk.remember(last);
        if made {
            discard(path);
        }
    }
    loaded
}

/// Takes a workspace away that was made in vain, with what the database keeps beside it.
fn discard(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // Where it cannot be taken away the failure of the load is still what must be told.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

/// A framework of the library.
///
/// # Errors
/// There is none of that name, or its file has defects.
pub fn named_framework(library: &Library, id: &FrameworkId) -> Result<Framework, TaskError> {
    Ok(library.get(id)?.as_ref().clone())
}

/// The framework under which the first dossier gives the most claims.
fn recognise(desk: &Desk, wanted: &ImportRequest, chain: &Chain, watch: Watch<'_>) -> Result<Framework, TaskError> {
    let Some(folder) = wanted.folders.first() else {
        return Err(unrecognised());
    };
    let mut sample = first_dossier(folder);
    // Of an archive a few tables are enough; all of it would be unpacked for every framework.
    let unpacked = intake::Sample::of(&sample);
    if let Some(unpacked) = &unpacked {
        sample = unpacked.path().to_path_buf();
    }
    // What was mapped by hand once tells its framework from then on.
    let mut overrides = Overrides {
        mappings: desk.settings_folder.as_deref().map(layouts::read).unwrap_or_default(),
        ..Overrides::default()
    };
    overrides.mappings.extend(wanted.corrections.mappings.clone());
    let library = &desk.library;
    let mut best: Option<(usize, Framework)> = None;
    for listed in library.list() {
        let Ok(framework) = library.get(&listed.id) else {
            continue;
        };
        // Under another chain the files carry its headers; a framework that it does not fit is not meant.
        let Ok(framework) = chain.lay_over(framework.as_ref().clone()) else {
            continue;
        };
        let mut look = |_| {
            // How many are read in all is not known yet.
            let goes_on = watch(Progress {
                done: 0,
                total: 0,
                what: framework.title.clone(),
            });
            if goes_on {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let read = match intake::read_with(&sample, &framework, &overrides, &mut look) {
            Ok(read) => read,
            Err(IntakeError::Cancelled) => return Err(IntakeError::Cancelled.into()),
            Err(_) => continue,
        };
        let claims = read
            .drafts
            .iter()
            .map(|draft| draft.submission.claims.len())
            .max()
            .unwrap_or(0);
        if claims > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((claims, framework));
        }
    }
    best.map(|(_, framework)| framework).ok_or_else(unrecognised)
}

fn unrecognised() -> TaskError {
    TaskError::input_with_hint(
        Sentence::new("task-framework-unrecognised"),
        Sentence::new("task-framework-unrecognised-hint"),
    )
}

/// The first folder inside, by name, else the first archive; what was given where it holds neither.
fn first_dossier(folder: &Path) -> PathBuf {
    let inside: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    let zipped = |path: &&PathBuf| {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    };
    let first = inside.iter().filter(|path| path.is_dir()).min();
    first
        .or_else(|| inside.iter().filter(zipped).min())
        .cloned()
        .unwrap_or_else(|| folder.to_owned())
}

/// Opens the round that the drafts call for. Where they bring a stage's finished table, the round works at the next.
fn open_round(
    desk: &mut Desk,
    actor: &Actor,
    wanted: &ImportRequest,
    framework: Framework,
    drafts: &[Draft],
) -> Result<RoundId, TaskError> {
    let stage = acting_stage(wanted, &framework, drafts)?;
    let act = Act::OpenRound {
        year: wanted.year.unwrap_or(framework.year),
        organisation: wanted.organisation.clone().unwrap_or_default(),
        stage,
        stages: Vec::new(),
        framework: Box::new(framework),
    };
    let at = desk.now();
    let event = desk.store_mut()?.append(actor, &at, act)?;
    Ok(crate::store::round_of(&event.id))
}

fn acting_stage(wanted: &ImportRequest, framework: &Framework, drafts: &[Draft]) -> Result<StageId, TaskError> {
    // The last stage whose results the files bring; without any, the applicant's own.
    let brought = framework
        .stages
        .iter()
        .rposition(|stage| {
            drafts
                .iter()
                .any(|draft| draft.submission.received.contains_key(&stage.id))
        })
        .unwrap_or(0);
    let next = framework.stages.get(brought + 1).or_else(|| framework.stages.last());
    let stage = match &wanted.stage {
        Some(stage) => {
            let named = find::stage(framework, stage.as_str()).map_err(TaskError::Input)?;
            let at = framework
                .stages
                .iter()
                .position(|other| other.id == named.id)
                .unwrap_or(0);
            if at <= brought { next } else { Some(named) }
        }
        None => next,
    };
    stage
        .map(|stage| stage.id.clone())
        .ok_or_else(|| TaskError::input(Sentence::new("task-stage-unknown").text("name", "").text("known", "")))
}

/// The targets that finished tables of an earlier stage print: for the round where all applicants' tables agree, else
/// for each applicant. What applicants themselves print as targets is only a claim and sets nothing.
fn printed_targets(drafts: &[Draft], round: &Round) -> Vec<Act> {
    let official: Vec<&Draft> = drafts
        .iter()
        .filter(|draft| !draft.submission.received.is_empty())
        .collect();
    let mut acts = Vec::new();
    for criterion in round.framework.scored() {
        let printed = |draft: &Draft| {
            let claim = draft.submission.claims.get(&criterion.id)?;
            value::parse(&claim.target, criterion.is_percent())
        };
        let targets: Vec<(&Draft, Value)> = official
            .iter()
            .filter_map(|draft| printed(draft).map(|target| (*draft, target)))
            .collect();
        let Some((_, first)) = targets
            .first()
            .filter(|(_, first)| Some(first) != criterion.default_target())
        else {
            continue;
        };
        let set = |applicant, target| Act::SetTarget {
            round: round.id.clone(),
            criterion: criterion.id.clone(),
            applicant,
            target: Some(target),
        };
        if targets.len() == official.len() && targets.iter().all(|(_, target)| target == first) {
            acts.push(set(None, first.clone()));
        } else {
            acts.extend(
                targets
                    .iter()
                    .map(|(draft, target)| set(Some(draft.applicant.clone()), target.clone())),
            );
        }
    }
    acts
}

/// Records the drafts one by one in their order, each committed before the next; what of it needs no database is done
/// ahead on another core.
fn store_all(
    desk: &mut Desk,
    actor: &Actor,
    round: &RoundId,
    drafts: Vec<Draft>,
    report: &mut ImportReport,
    watch: Watch<'_>,
) -> Result<(), TaskError> {
    let total = drafts.len();
    let round = desk.store_mut()?.shared(round)?;
    let (sender, ready) = mpsc::sync_channel(AHEAD);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for draft in drafts {
                let (fate, ready) = make_ready(&round, draft);
                // Nobody listens any more once it was stopped.
                if sender.send((fate, ready)).is_err() {
                    break;
                }
            }
        });
        for (done, (fate, ready)) in ready.into_iter().enumerate() {
            let step = Progress {
                done,
                total,
                what: fate.name.clone(),
            };
            if !watch(step) {
                report.cancelled = true;
                break;
            }
            store(desk, actor, fate, ready?, report)?;
        }
        Ok(())
    })
}

fn make_ready(round: &Arc<Round>, draft: Draft) -> (Fate, Result<Ready, StoreError>) {
    let Draft {
        applicant,
        name,
        submission,
        ..
    } = draft;
    let fate = Fate {
        applicant: applicant.clone(),
        name: name.clone(),
        folder: submission.folder.clone(),
        submission: None,
        claims: submission.claims.len(),
        evidence: submission.evidence.len(),
        flags: submission.flags.len(),
        refused: false,
    };
    (fate, Ready::new(round, applicant, name, submission))
}

fn store(
    desk: &mut Desk,
    actor: &Actor,
    mut fate: Fate,
    ready: Ready,
    report: &mut ImportReport,
) -> Result<(), TaskError> {
    let at = desk.now();
    match desk.store_mut()?.record_ready(actor, &at, ready) {
        Ok(Appended::Saved(_)) => {
            fate.submission = Some(desk.store()?.handed_in_by(&report.round, &fate.applicant)?);
        }
        Ok(Appended::Unchanged(_)) => {}
        // A sealed dossier takes nothing in; the others still do.
        Err(fault @ StoreError::Sealed { .. }) => {
            fate.refused = true;
            report.issues.push(Issue {
                severity: Severity::Error,
                kind: None,
                file: fate.folder.clone(),
                sheet: String::new(),
                cell: String::new(),
                message: crate::domain::Explain::what(&fault),
            });
        }
        Err(fault) => return Err(fault.into()),
    }
    report.fates.push(fate);
    Ok(())
}

/// An issue as it is told.
pub(super) fn issue(found: intake::Issue) -> Issue {
    Issue {
        severity: match found.severity {
            intake::Severity::Warning => Severity::Warning,
            intake::Severity::Error => Severity::Error,
        },
        kind: found.kind,
        file: found.path,
        sheet: found.sheet,
        cell: found.cell,
        message: found.message,
    }
}

/// The machine's user, who loads dossiers where nobody is named. Rulings always need a name.
pub fn machine_user() -> Actor {
    let name = ["USERNAME", "USER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_default();
    let name = crate::text::clean::clean_line(&name).text;
    Actor {
        member: MemberId::new(if name.is_empty() { "?" } else { name.as_str() }),
        role: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tasks::Settings;
    use crate::text::{Lang, Locale};

    #[test]
    fn a_load_that_fails_leaves_no_workspace_and_the_last_one_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let (empty, workspace) = (place.path().join("hồ sơ"), place.path().join("mới.thamdinh"));
        std::fs::create_dir(&empty).unwrap();
        let settings = Settings {
            last: Some(place.path().join("cũ.thamdinh")),
            ..Settings::default()
        };
        let locale = Arc::new(Locale::new(Lang::Vi));
        let mut desk = Desk::new(settings.clone(), None, locale, || {
            "2024-01-01T00:00:00+07:00".to_owned()
        });
        let framework = Some(FrameworkId::new("thanh-hoa-1829-2023"));
        for (folder, framework, year) in [
            (place.path().join("không có"), framework.clone(), None),
            (empty.clone(), None, None),
            (empty, framework, Some(2023)),
        ] {
            let wanted = ImportRequest {
                folders: vec![folder],
                targets: year.map(|_| place.path().join("không có.csv")),
                framework,
                year,
                ..ImportRequest::default()
            };
            assert!(load(&mut desk, &workspace, wanted, &mut |_| true).is_err());
            assert!(!workspace.exists());
            assert_eq!(desk.settings, settings);
            assert!(desk.open.is_none());
        }
    }
}
