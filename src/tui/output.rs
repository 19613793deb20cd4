//! What leaves the program: exporting, reading before printing, signing and verifying, from whichever screen.

use std::path::{Path, PathBuf};

use super::action::Action;
use super::cx::Cx;
use super::dialogs::{Dialog, files, message, palette, pick, sign};
use super::event::{Effect, Goal, Step, Tone};
use super::model::{Model, Screen};
use super::screens::{print, round, signatures};
use super::theme::Role;
use super::update::perform;
use super::widgets::paper::Paper;
use super::{travel, update};
use crate::domain::{DossierState, FormId, FormKind, Round, Sentence};
use crate::tasks::papers::SUPPLEMENTS;
use crate::tasks::places::Wanted;
use crate::tasks::print::PrintRequest;
use crate::tasks::sign::{KeyPlace, SignRequest, Signing};
use crate::tasks::verify::another_name;
use crate::tasks::{Existing, ExportRequest, Request, Written};
use crate::text;

/// So many names are listed.
const NAMED: usize = 12;

/// Does one of these acts.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(round) = model.cx.round.clone() else {
        return Vec::new();
    };
    match action {
        Action::Export => {
            let applicant = travel::subject(model).applicant;
            let board = model.board();
            let summary = board.and_then(|board| {
                let mut all = board.summaries.iter();
                all.find(|one| Some(&one.applicant) == applicant.as_ref())
            });
            let form = match model.screen() {
                Some(Screen::Print(state)) => Some(state.what.form.clone()),
                Some(Screen::Evidence(_)) => Some(FormId::new(SUPPLEMENTS)),
                _ => None,
            };
            let dialog = round::export(&model.cx, &round, summary, form.as_ref());
            perform(model, vec![Step::Open(Box::new(dialog))], false)
        }
        Action::PrintView => {
            let Some(applicant) = travel::subject(model).applicant else {
                return refused(model, "tui-refuse-no-dossier");
            };
            let Some(form) = first_paper(&round) else {
                return refused(model, "tui-form-no-form");
            };
            let what = PrintRequest {
                round: round.id.clone(),
                form,
                applicant,
            };
            perform(model, vec![Step::Ask(Request::Print(what))], false)
        }
        Action::NextDossier | Action::PreviousDossier => {
            let Some(Screen::Print(state)) = model.screen() else {
                return Vec::new();
            };
            let mut what = state.what.clone();
            let after = action == Action::NextDossier;
            let next = model.board().and_then(|board| board.neighbour(&what.applicant, after));
            let Some(next) = next.cloned() else {
                return refused(model, "tui-no-neighbour");
            };
            what.applicant = next;
            perform(model, vec![Step::Ask(Request::Print(what))], false)
        }
        Action::Find => {
            let Some(Screen::Print(state)) = model.screen() else {
                return Vec::new();
            };
            let title = model.cx.text("tui-find-title");
            let entries = lines(state);
            let dialog = Dialog::palette(palette::State::new(title, entries));
            perform(model, vec![Step::Open(Box::new(dialog))], false)
        }
        Action::Sign => {
            let dialog = sign::form(&model.cx, &round.id);
            perform(model, vec![Step::Open(Box::new(dialog))], false)
        }
        Action::Verify => verify(model),
        Action::Authorities => {
            let start = model.cx.settings.signing.authorities.clone();
            choose(model, Wanted::Certificates, start)
        }
        _ => Vec::new(),
    }
}

fn refused(model: &mut Model, key: &str) -> Vec<Effect> {
    model.cx.notice = Some((Tone::Refused, Sentence::new(key)));
    Vec::new()
}

/// The paper that is read first: the appraisal of the acting stage.
fn first_paper(round: &Round) -> Option<FormId> {
    let forms = &round.framework.forms;
    let own = forms.iter().find(|form| {
        let acting = form.stage.as_ref() == Some(&round.stage);
        acting && form.kind == FormKind::Appraisal
    });
    own.or(forms.first()).map(|form| form.id.clone())
}

/// The lines of what is read, to be found.
fn lines(state: &print::State) -> Vec<palette::Entry> {
    let shown = state.lines();
    let lines = shown.lines.iter().enumerate();
    lines
        .filter_map(|(at, line)| {
            let words: String = line
                .words
                .split(|letter: char| ('─'..='╿').contains(&letter))
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            if words.is_empty() {
                return None;
            }
            Some(palette::Entry {
                folded: text::fold(&words),
                words,
                aside: String::new(),
                step: Step::GoTo(Goal::Line(at)),
            })
        })
        .collect()
}

/// Chooses what to verify: what was exported or signed last, or another file or folder.
fn verify(model: &mut Model) -> Vec<Effect> {
    if model.cx.exported.is_empty() {
        return choose(model, Wanted::Documents, None);
    }
    let cx = &model.cx;
    let last = cx.exported.clone();
    let count = last.len().to_string();
    let mut options = vec![(
        cx.locale.with("closing-verify-last", &[("count", &count)]),
        vec![Step::Close, verifying(cx, last.clone())],
    )];
    if let Some(folder) = last.first().and_then(|file| file.parent()) {
        let name = folder.display().to_string();
        options.push((
            cx.locale.with("closing-verify-folder", &[("folder", &name)]),
            vec![Step::Close, verifying(cx, vec![folder.to_path_buf()])],
        ));
    }
    options.push((
        cx.text("closing-verify-other"),
        vec![
            Step::Close,
            Step::Open(Box::new(chooser(cx, Wanted::Documents))),
            look(None, Wanted::Documents),
        ],
    ));
    let title = cx.say(&Action::Verify.title());
    let dialog = Dialog::Pick(pick::State::new(title, String::new(), options));
    perform(model, vec![Step::Open(Box::new(dialog))], false)
}

fn verifying(cx: &Cx, paths: Vec<PathBuf>) -> Step {
    let authorities = cx.settings.signing.authorities.clone().into_iter().collect();
    Step::Ask(Request::Verify(paths, authorities))
}

fn chooser(cx: &Cx, wanted: Wanted) -> Dialog {
    let key = match wanted {
        Wanted::Certificates => "closing-choose-authorities",
        Wanted::Dossiers
        | Wanted::Documents
        | Wanted::Keys
        | Wanted::Libraries
        | Wanted::Pictures
        | Wanted::Folders => "closing-choose-documents",
    };
    let use_ = match wanted {
        Wanted::Certificates => files::Use::Authorities,
        Wanted::Dossiers
        | Wanted::Documents
        | Wanted::Keys
        | Wanted::Libraries
        | Wanted::Pictures
        | Wanted::Folders => files::Use::Verify,
    };
    Dialog::Files(Box::new(files::State::new(cx.text(key), use_)))
}

fn look(start: Option<PathBuf>, wanted: Wanted) -> Step {
    Step::Ask(Request::Seek(start.unwrap_or_default(), wanted))
}

fn choose(model: &mut Model, wanted: Wanted, start: Option<PathBuf>) -> Vec<Effect> {
    let dialog = chooser(&model.cx, wanted);
    let start = start.or_else(|| model.cx.home.clone());
    update::open(model, dialog);
    perform(model, vec![look(start, wanted)], true)
}

/// A file was chosen: its authorities are remembered, and what is shown is verified against them.
pub(super) fn chosen(cx: &Cx, of: files::Use, path: &Path) -> Vec<Step> {
    match of {
        files::Use::Verify => vec![Step::Close, verifying(cx, vec![path.to_path_buf()])],
        files::Use::Authorities => {
            let mut settings = cx.settings.clone();
            settings.signing.authorities = Some(path.to_path_buf());
            vec![
                Step::Close,
                Step::Ask(Request::Keep(settings)),
                Step::Act(Action::Refresh),
            ]
        }
        files::Use::Fill(_) => vec![Step::Close, Step::Insert(path.display().to_string())],
        files::Use::Load(_) => Vec::new(),
    }
}

/// A new verification of what is shown.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    let Some(Screen::Signatures(state)) = model.screen() else {
        return Vec::new();
    };
    let step = verifying(&model.cx, state.report.paths.clone());
    perform(model, vec![step], false)
}

/// Files are there already: they are named, and what may be done is chosen.
pub(super) fn existing(cx: &Cx, wanted: &ExportRequest, paths: &[PathBuf]) -> Step {
    let count = paths.len().to_string();
    let folder = wanted.out.display().to_string();
    let mut question = cx
        .locale
        .with("closing-existing", &[("count", &count), ("folder", &folder)]);
    for path in paths.iter().take(NAMED) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        question.push_str(&format!("\n• {name}"));
    }
    if paths.len() > NAMED {
        let more = (paths.len() - NAMED).to_string();
        question.push_str(&format!("\n{}", cx.locale.with("closing-more", &[("count", &more)])));
    }
    let again = |existing: Existing| {
        let request = ExportRequest {
            existing,
            ..wanted.clone()
        };
        // The answer closes this list, and with it the form below.
        vec![Step::Ask(Request::Export(Box::new(request)))]
    };
    Step::Open(Box::new(Dialog::Pick(pick::State::new(
        cx.text("closing-existing-title"),
        question,
        vec![
            (cx.text("closing-existing-cancel"), vec![Step::Close]),
            (cx.text("closing-existing-keep"), again(Existing::Keep)),
            (
                cx.locale.with("closing-existing-replace", &[("count", &count)]),
                again(Existing::Replace),
            ),
        ],
    ))))
}

/// The conclusions of the dossiers hear that their papers were written.
pub(super) fn exported(model: &mut Model, wanted: &ExportRequest) {
    let Some(round) = model.cx.round.clone() else {
        return;
    };
    for screen in model.screens.iter_mut().chain(model.shelf.screens_mut()) {
        if let Screen::Conclusion(state) = screen
            && (wanted.applicants.is_empty() || wanted.applicants.contains(&state.applicant))
        {
            state.written(&round);
        }
    }
}

/// Files were written: which, and what may be done with them.
pub(super) fn written(model: &mut Model, written: Written) -> Vec<Step> {
    let Written { files, kept, stopped } = written;
    let sealed = sealed(model);
    let cx = &mut model.cx;
    let mut said = vec![cx.locale.with("tui-exported", &[("count", &files.len().to_string())])];
    said.extend(names(cx, &files));
    if !kept.is_empty() {
        said.push(cx.locale.with("closing-kept", &[("count", &kept.len().to_string())]));
    }
    if stopped {
        said.push(cx.text("closing-stopped"));
    }
    if files.is_empty() {
        return vec![told(cx, "tui-exported-title", &said)];
    }
    cx.exported.clone_from(&files);
    // The next step stands first: what is sealed is signed, what is still a draft is read.
    let mut options = opening(cx, &files);
    let sign = (
        cx.say(&Action::Sign.title()),
        vec![Step::Close, Step::Act(Action::Sign)],
    );
    options.insert(if sealed { 0 } else { options.len() }, sign);
    options.push((cx.text("tui-hint-close"), vec![Step::Close]));
    // A stray Enter may lead to the form for signing, but opens no other program.
    let at = if sealed { 0 } else { options.len().saturating_sub(1) };
    vec![choices(cx, "tui-exported-title", &said, options, at)]
}

/// Whether the dossier in hand is sealed.
fn sealed(model: &Model) -> bool {
    let subject = travel::subject(model).applicant;
    let all = model.board().map(|board| board.summaries.iter());
    let mut all = all.into_iter().flatten();
    all.any(|one| Some(&one.applicant) == subject.as_ref() && one.state == DossierState::Sealed)
}

/// Files were signed: by whom, what they are now, and what may be done with them.
pub(super) fn signed(model: &mut Model, wanted: &SignRequest, signing: Signing) -> Vec<Step> {
    let Signing { files: signed, stopped } = signing;
    model.dialogs.clear();
    let cx = &mut model.cx;
    let by = signed.first().map_or(String::new(), |one| one.by.clone());
    let count = signed.len().to_string();
    let mut said = vec![cx.locale.with("sign-done", &[("count", &count), ("by", &by)])];
    for one in signed.iter().take(NAMED) {
        let name = one.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        said.push(cx.locale.with(
            "closing-signed-file",
            &[("file", &name), ("hash", &text::cut(&one.sha256, 17))],
        ));
    }
    if signed.len() > NAMED {
        let more = (signed.len() - NAMED).to_string();
        said.push(cx.locale.with("closing-more", &[("count", &more)]));
    }
    if stopped {
        said.push(cx.text("closing-sign-stopped"));
    }
    if signed.iter().any(|one| one.beside) {
        said.push(cx.text("sign-done-beside"));
    }
    if signed.iter().any(|one| one.experimental()) {
        said.push(cx.text("sign-done-inside"));
    }
    if wanted.journal.is_some() && !signed.is_empty() {
        said.push(cx.text("closing-signed-journal"));
    }
    if let Some((_, actor)) = &wanted.journal
        && !signed.is_empty()
        && another_name(&by, None, actor.member.as_str())
    {
        let figures = [("certificate", by.as_str()), ("member", actor.member.as_str())];
        said.push(cx.locale.with("closing-another-name", &figures));
    }
    if signed.is_empty() {
        return vec![told(cx, "closing-signed-title", &said)];
    }
    // The signature that lies beside a file is verified, and signed again, through the file.
    cx.exported = signed
        .iter()
        .map(|one| {
            if one.beside {
                one.file.with_extension("")
            } else {
                one.file.clone()
            }
        })
        .collect();
    let files = cx.exported.clone();
    let mut options = vec![
        (
            cx.text("closing-verify-now"),
            vec![Step::Close, verifying(cx, files.clone())],
        ),
        (
            cx.text("closing-sign-again"),
            vec![Step::Close, Step::Act(Action::Sign)],
        ),
    ];
    options.extend(opening(cx, &files));
    options.push((cx.text("tui-hint-close"), vec![Step::Close]));
    let mut settings = cx.settings.clone();
    match &wanted.key {
        KeyPlace::File(path) => {
            settings.signing.key_file = Some(path.clone());
            settings.signing.token_library = None;
        }
        KeyPlace::Token { module, .. } => {
            settings.signing.token_library = Some(module.clone());
            settings.signing.key_file = None;
        }
    }
    let mut steps = Vec::new();
    if settings != cx.settings {
        steps.push(Step::Ask(Request::Keep(settings)));
    }
    steps.push(choices(cx, "closing-signed-title", &said, options, 0));
    steps
}

/// What was found of files is shown; where it is shown already, anew.
pub(super) fn verified(model: &mut Model, report: crate::tasks::verify::Report) {
    model.dialogs.clear();
    if let Some(Screen::Signatures(state)) = model.screens.last_mut() {
        state.refresh(report);
    } else {
        let state = signatures::State::new(report);
        travel::push(model, Screen::Signatures(Box::new(state)));
    }
}

/// A paper that is read: shown anew where one is read already.
pub(super) fn printed(model: &mut Model, printing: crate::tasks::print::Printing) {
    if model
        .cx
        .round
        .as_ref()
        .is_none_or(|round| round.id != printing.what.round)
    {
        return;
    }
    if let Some(Screen::Print(state)) = model.screens.last_mut() {
        state.refresh(printing);
    } else {
        let state = print::State::new(printing);
        travel::push(model, Screen::Print(Box::new(state)));
    }
}

fn names(cx: &Cx, files: &[PathBuf]) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(folder) = files.first().and_then(|file| file.parent()) {
        let folder = folder.display().to_string();
        said.push(format!("{}: {folder}", cx.text("tui-exported-folder")));
    }
    for path in files.iter().take(NAMED) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        said.push(format!("• {name}"));
    }
    if files.len() > NAMED {
        let more = (files.len() - NAMED).to_string();
        said.push(cx.locale.with("closing-more", &[("count", &more)]));
    }
    said
}

/// Opening the file, where it is one, and its folder.
fn opening(cx: &Cx, files: &[PathBuf]) -> Vec<(String, Vec<Step>)> {
    let open = |path: &Path| vec![Step::Close, Step::Ask(Request::OpenWith(path.to_path_buf()))];
    let mut options = Vec::new();
    if let [only] = files {
        options.push((cx.text("closing-open-file"), open(only)));
    }
    if let Some(folder) = files.first().and_then(|file| file.parent()) {
        options.push((cx.text("closing-open-folder"), open(folder)));
    }
    options
}

fn told(cx: &Cx, title: &str, said: &[String]) -> Step {
    let mut paper = Paper::default();
    for words in said {
        paper.say(Role::Text, words);
    }
    Step::Open(Box::new(Dialog::Message(message::State {
        title: cx.text(title),
        paper,
        top: 0,
    })))
}

/// Tells what was done and what may follow; the choice at that place is selected.
fn choices(cx: &Cx, title: &str, said: &[String], options: Vec<(String, Vec<Step>)>, at: usize) -> Step {
    let question = said.join("\n");
    let mut list = pick::State::new(cx.text(title), question, options).told();
    list.at.selected = at;
    Step::Open(Box::new(Dialog::Pick(list)))
}

/// What stands in the way of these acts, if anything.
pub(super) fn refuses(model: &Model, action: Action) -> Option<Sentence> {
    let no_dossier = || Sentence::new("tui-refuse-no-dossier");
    match action {
        Action::PrintView => travel::subject(model).applicant.is_none().then(no_dossier),
        Action::Authorities | Action::Refresh => {
            let shown = matches!(model.screen(), Some(Screen::Signatures(_)));
            (!shown).then(|| Sentence::new("closing-refuse-no-signatures"))
        }
        _ => None,
    }
}
