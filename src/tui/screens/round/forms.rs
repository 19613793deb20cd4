//! The forms of the round: threshold, targets, export.

use std::path::Path;

use crate::domain::{ApplicantId, Criterion, FormId, FormKind, FrameworkId, Round};
use crate::tasks::overview::FORM as SUMMARY;
use crate::tasks::papers::{PROVENANCE, SUPPLEMENTS};
use crate::tasks::{ExportFormat, ImportRequest, Summary};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::form::{Entry, State as Form};
use crate::tui::dialogs::submit::Purpose;
use crate::tui::dialogs::{Dialog, palette};
use crate::tui::event::Step;
use crate::tui::screens::words;

/// The form of the threshold.
pub fn threshold(cx: &Cx, round: &Round) -> Dialog {
    let words = round
        .threshold
        .map(|rate| words::number(cx, rate, 4))
        .unwrap_or_default();
    let entries = vec![Entry::text(cx.text("tui-form-threshold"), &words)];
    let purpose = Purpose::Threshold(round.id.clone());
    let action = Action::SetThreshold;
    Dialog::form(Form::new(
        cx.say(&action.title()),
        cx.text("tui-form-threshold-intro"),
        entries,
        purpose,
    ))
}

/// The list of targets; choosing one opens its form.
pub fn targets(cx: &Cx, round: &Round, applicant: Option<(&ApplicantId, &str)>) -> Dialog {
    // Most provinces set them all in one table: it is offered before any single one.
    let action = Action::LoadTargets;
    let file = palette::Entry {
        words: cx.say(&action.title()),
        folded: text::fold(&cx.say(&action.title())),
        aside: cx.text("tui-targets-file-kinds"),
        step: Step::Act(action),
    };
    let criteria = round.framework.scored().map(|criterion| {
        let target = round.targets.round.get(&criterion.id).or(criterion.default_target());
        let name = format!("{} {}", criterion.code, criterion.name);
        palette::Entry {
            aside: words::target(cx, target, criterion.is_percent()),
            folded: text::fold(&name),
            words: name,
            step: Step::Open(Box::new(target_form(cx, round, criterion, applicant))),
        }
    });
    let entries = std::iter::once(file)
        .filter(|_| applicant.is_none())
        .chain(criteria)
        .collect();
    Dialog::palette(palette::State::new(cx.text("tui-targets-title"), entries))
}

/// The form of a file of targets.
pub fn targets_file(cx: &Cx, round: &Round) -> Dialog {
    let action = Action::LoadTargets;
    let entries = vec![Entry::path(cx.text("tui-form-targets-file"), "")];
    Dialog::form(Form::new(
        cx.say(&action.title()),
        cx.say(&action.help()),
        entries,
        Purpose::Targets(round.id.clone()),
    ))
}

/// The form of one target, for all or, where one is named, for one applicant.
pub fn target_form(cx: &Cx, round: &Round, criterion: &Criterion, applicant: Option<(&ApplicantId, &str)>) -> Dialog {
    let own = applicant.and_then(|(id, _)| round.targets.applicant.get(&(id.clone(), criterion.id.clone())));
    let target = own
        .or_else(|| round.targets.round.get(&criterion.id))
        .or_else(|| criterion.default_target());
    let words = target.map_or(String::new(), |target| {
        words::brief(cx, Some(target), criterion.is_percent())
    });
    let unit = cx.locale.with("tui-form-target", &[("unit", &criterion.unit)]);
    let mut scopes = vec![None];
    let mut names = vec![cx.text("tui-form-all-applicants")];
    if let Some((id, name)) = applicant {
        scopes.push(Some(id.clone()));
        names.push(cx.locale.with("tui-form-one-applicant", &[("name", name)]));
    }
    let set = vec![round.targets.round.contains_key(&criterion.id), own.is_some()];
    let chosen = usize::from(own.is_some());
    let entries = vec![
        Entry::text(unit, &words),
        Entry::choice(cx.text("tui-form-scope"), names, chosen),
    ];
    let purpose = Purpose::Target {
        round: round.id.clone(),
        criterion: criterion.id.clone(),
        per_cent: criterion.is_percent(),
        scopes,
        set,
    };
    let intro = format!("{} {}", criterion.code, criterion.name);
    Dialog::form(Form::new(cx.text("tui-target-title"), intro, entries, purpose))
}

/// The form of an export of the whole round in figures.
pub fn export_summary(cx: &Cx, round: &Round) -> Dialog {
    export(cx, round, None, Some(&FormId::new(SUMMARY)))
}

/// The form of an export of the list of evidence to be supplemented.
pub fn export_supplements(cx: &Cx, round: &Round, selected: Option<&Summary>) -> Dialog {
    export(cx, round, selected, Some(&FormId::new(SUPPLEMENTS)))
}

/// The form of an export; the forms of the acting stage come first, one that is named is chosen.
pub fn export(cx: &Cx, round: &Round, selected: Option<&Summary>, form: Option<&FormId>) -> Dialog {
    let mut specs: Vec<_> = round.framework.forms.iter().collect();
    specs.sort_by_key(|spec| spec.stage.as_ref() != Some(&round.stage));
    let mut reports: Vec<_> = round.framework.reports.iter().collect();
    reports.sort_by_key(|report| report.stage != round.stage);
    let forms = specs.iter().map(|spec| spec.id.clone());
    let trace = FormId::new(PROVENANCE);
    let forms = forms.chain(reports.iter().map(|report| report.id.clone()));
    let of_program = [trace, FormId::new(SUMMARY), FormId::new(SUPPLEMENTS)];
    let mut forms: Vec<Vec<FormId>> = forms.chain(of_program).map(|id| vec![id]).collect();
    let names = specs.iter().map(|spec| {
        let kind = match spec.kind {
            FormKind::SelfAssessment => "tui-form-kind-self",
            FormKind::Appraisal => "tui-form-kind-appraisal",
            FormKind::Summary => "tui-form-kind-summary",
            FormKind::Structure => "tui-form-kind-structure",
        };
        format!("{} ({})", spec.name, cx.text(kind))
    });
    let kind = cx.text("tui-form-kind-report");
    let written = reports.iter().map(|report| format!("{} ({kind})", report.name));
    let of_program = ["tui-form-trace", "summary-document", "tui-form-supplements"].map(|key| cx.text(key));
    let mut names: Vec<String> = names.chain(written).chain(of_program).collect();
    let chosen = form.and_then(|form| forms.iter().position(|ids| ids.contains(form)));
    let chosen = chosen.unwrap_or(0);
    if forms.len() > 1 {
        forms.push(Vec::new());
        names.push(cx.text("closing-every-form"));
    }
    let mut scopes = vec![(Vec::new(), false), (Vec::new(), true)];
    let mut who = vec![cx.text("tui-form-all-dossiers"), cx.text("tui-form-one-book")];
    if let Some(summary) = selected {
        scopes.insert(0, (vec![summary.applicant.clone()], false));
        who.insert(0, cx.locale.with("tui-form-one-dossier", &[("name", &summary.name)]));
    }
    let folder = cx
        .workspace
        .as_ref()
        .filter(|_| !cx.temporary)
        .and_then(|path| path.parent())
        .map(|path| path.join(cx.text("tui-export-folder")).display().to_string())
        .unwrap_or_else(|| cx.text("tui-export-folder"));
    let formats = vec![ExportFormat::Xlsx, ExportFormat::Pdf, ExportFormat::Docx];
    let kinds = formats.iter().map(|format| {
        cx.text(match format {
            ExportFormat::Xlsx => "tui-form-format-xlsx",
            ExportFormat::Pdf => "tui-form-format-pdf",
            ExportFormat::Docx => "tui-form-format-docx",
        })
    });
    let kinds: Vec<String> = kinds.collect();
    let letter = form.is_some_and(|form| form.as_str() == SUPPLEMENTS);
    let entries = vec![
        Entry::choice(cx.text("tui-form-form"), names, chosen),
        Entry::choice(cx.text("tui-form-which"), who, 0),
        // What is sent back is a letter.
        Entry::choice(cx.text("tui-form-format"), kinds, if letter { 2 } else { 0 }),
        Entry::path(cx.text("tui-form-out"), &folder),
        Entry::choice(
            cx.text("closing-names"),
            vec![cx.text("closing-names-full"), cx.text("closing-names-plain")],
            0,
        ),
    ];
    let purpose = Purpose::Export {
        round: round.id.clone(),
        forms,
        scopes,
        formats,
    };
    Dialog::form(Form::new(
        cx.say(&Action::Export.title()),
        String::new(),
        entries,
        purpose,
    ))
}

/// The form of a load whose files tell no framework: that is chosen by hand.
pub fn choose_framework(cx: &Cx, wanted: &ImportRequest, workspace: Option<&Path>) -> Dialog {
    let mut dialog = load(cx, Action::ImportOptions, None, wanted, workspace);
    if let Dialog::Form(form) = &mut dialog {
        form.intro = cx.text("tui-form-framework-unrecognised");
        form.at = 1;
    }
    dialog
}

/// The form of a load: into the round shown or, where none is, into a new workspace; filled in with what is wanted now.
pub fn load(
    cx: &Cx,
    action: Action,
    round: Option<&Round>,
    wanted: &ImportRequest,
    workspace: Option<&Path>,
) -> Dialog {
    let first = match round {
        Some(round) => cx
            .locale
            .with("tui-form-this-round", &[("title", &round.framework.title)]),
        None => cx.text("tui-form-any-framework"),
    };
    let mut ids: Vec<Option<FrameworkId>> = vec![None];
    let mut names = vec![first];
    for listed in cx.library.iter().flatten() {
        if let Some(head) = &listed.head {
            ids.push(Some(listed.id.clone()));
            names.push(format!("{} – {}", listed.id, head.title));
        }
    }
    let into_round = round.is_some() && wanted.round.is_some();
    let chosen = ids
        .iter()
        .position(|id| *id == wanted.framework)
        .filter(|_| !into_round);
    let shown = |path: &Path| path.display().to_string();
    let folder = wanted.folders.first().map(|path| shown(path)).unwrap_or_default();
    let year = wanted.year.map(|year| year.to_string()).unwrap_or_default();
    let mut entries = vec![
        Entry::path(cx.text("tui-form-folder"), &folder),
        Entry::choice(cx.text("tui-form-framework"), names, chosen.unwrap_or(0)),
        Entry::text(cx.text("tui-form-year"), &year),
        Entry::text(
            cx.text("tui-form-organisation"),
            wanted.organisation.as_deref().unwrap_or_default(),
        ),
    ];
    let mut chains = vec![cx.text("tui-form-own-chain")];
    chains.extend(cx.profiles.iter().map(|(id, title)| format!("{id} – {title}")));
    let chain = cx
        .profiles
        .iter()
        .position(|(id, _)| Some(id) == wanted.profile.as_ref());
    let chain = chain.map_or(0, |at| at + 1);
    entries.push(Entry::choice(cx.text("tui-form-chain"), chains, chain));
    let purpose = match round {
        Some(round) => Purpose::Import {
            round: round.id.clone(),
            frameworks: ids,
            wanted: Box::new(wanted.clone()),
        },
        None => {
            let workspace = workspace.map(shown).unwrap_or_default();
            entries.push(Entry::path(cx.text("tui-form-new-workspace"), &workspace));
            Purpose::LoadFolder {
                frameworks: ids,
                wanted: Box::new(wanted.clone()),
            }
        }
    };
    Dialog::form(Form::new(
        cx.say(&action.title()),
        cx.text("tui-form-load-intro"),
        entries,
        purpose,
    ))
}
