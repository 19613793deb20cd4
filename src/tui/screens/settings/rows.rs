//! The settings as rows: which there are, what each is now, and where it is kept.

use std::path::Path;

use strum::IntoEnumIterator;

use super::{State, printed};
use crate::domain::office::Part;
use crate::domain::{FormId, Method, Round};
use crate::text::Lang;
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Who acts.
    Member,
    /// In which role.
    Role,
    /// The round on the screen.
    Round,
    /// The stage it works at.
    Stage,
    /// The targets.
    Targets,
    /// The rate from which the conclusion is ĐẠT.
    Threshold,
    /// Whose words the rows below it are: the round's, or one document's.
    Document,
    /// What an office says.
    Office(Part),
    /// The theme.
    Theme,
    /// The language.
    Language,
    /// Whether dossiers open in large type.
    Large,
    /// Whether the mouse is heard.
    Mouse,
    /// Where the border between two panes stands.
    Panes,
    /// The key map.
    Keymap,
    /// The person's own keys.
    Overlay,
    /// The folder of the person's own files.
    Folder,
    /// The folder of the person's own frameworks.
    Frameworks,
    /// The folder of certificates that are trusted.
    Certificates,
}

/// One line of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A heading, by its name.
    Group(&'static str),
    /// A setting.
    Row(Item),
}

/// Where a setting is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the workspace, by an act of the journal.
    Workspace,
    /// In the person's settings on this machine.
    Machine,
    /// Nowhere: as long as the program runs.
    Session,
    /// It is not set here.
    Shown,
}

impl Item {
    /// Its name in the locales: `settings-NAME` and `settings-NAME-help`.
    pub fn name(self) -> String {
        match self {
            Self::Member => "member".to_owned(),
            Self::Role => "role".to_owned(),
            Self::Round => "round".to_owned(),
            Self::Stage => "stage".to_owned(),
            Self::Targets => "targets".to_owned(),
            Self::Threshold => "threshold".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Office(part) => {
                let name: &'static str = part.into();
                format!("office-{name}")
            }
            Self::Theme => "theme".to_owned(),
            Self::Language => "language".to_owned(),
            Self::Large => "large".to_owned(),
            Self::Mouse => "mouse".to_owned(),
            Self::Panes => "panes".to_owned(),
            Self::Keymap => "keymap".to_owned(),
            Self::Overlay => "overlay".to_owned(),
            Self::Folder => "folder".to_owned(),
            Self::Frameworks => "frameworks".to_owned(),
            Self::Certificates => "certificates".to_owned(),
        }
    }

    /// Where it is kept.
    pub fn kept(self) -> Kept {
        match self {
            Self::Stage | Self::Targets | Self::Threshold | Self::Office(_) => Kept::Workspace,
            Self::Member
            | Self::Role
            | Self::Theme
            | Self::Language
            | Self::Large
            | Self::Mouse
            | Self::Panes
            | Self::Keymap => Kept::Machine,
            Self::Round | Self::Document => Kept::Session,
            Self::Overlay | Self::Folder | Self::Frameworks | Self::Certificates => Kept::Shown,
        }
    }
}

impl Kept {
    /// Its words in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Workspace => "settings-kept-workspace",
            Self::Machine => "settings-kept-machine",
            Self::Session => "settings-kept-session",
            Self::Shown => "settings-kept-shown",
        }
    }
}

/// All lines; those of the round only where one is open.
pub fn lines(cx: &Cx) -> Vec<Line> {
    let mut lines = vec![Line::Group("person"), Line::Row(Item::Member), Line::Row(Item::Role)];
    if let Some(round) = &cx.round {
        lines.extend([Line::Group("round"), Line::Row(Item::Round), Line::Row(Item::Stage)]);
        if round.framework.method == Method::PassFail {
            lines.extend([Line::Row(Item::Targets), Line::Row(Item::Threshold)]);
        }
        lines.extend([Line::Group("office"), Line::Row(Item::Document)]);
        lines.extend(Part::iter().map(|part| Line::Row(Item::Office(part))));
    }
    lines.extend([
        Line::Group("screen"),
        Line::Row(Item::Theme),
        Line::Row(Item::Language),
        Line::Row(Item::Large),
        Line::Row(Item::Mouse),
        Line::Row(Item::Panes),
        Line::Group("keys"),
        Line::Row(Item::Keymap),
        Line::Row(Item::Overlay),
        Line::Group("folders"),
        Line::Row(Item::Folder),
        Line::Row(Item::Frameworks),
        Line::Row(Item::Certificates),
    ]);
    lines
}

/// The documents whose offices may differ from the round's: forms, then reports, with their names.
pub fn documents(round: &Round) -> Vec<(FormId, String)> {
    let forms = round.framework.forms.iter();
    let reports = round.framework.reports.iter();
    forms
        .map(|form| (form.id.clone(), form.name.clone()))
        .chain(reports.map(|report| (report.id.clone(), report.name.clone())))
        .collect()
}

/// The path of a row that names one.
pub fn path(state: &State, item: Item) -> Option<&Path> {
    let setup = state.setup.as_ref()?;
    let found = match item {
        Item::Overlay => setup.keymap.as_ref().map(|(path, _)| path),
        Item::Folder => setup.folder.as_ref(),
        Item::Frameworks => setup.frameworks.as_ref().map(|(path, _)| path),
        Item::Certificates => setup.certificates.as_ref().map(|(path, _)| path),
        Item::Member
        | Item::Role
        | Item::Round
        | Item::Stage
        | Item::Targets
        | Item::Threshold
        | Item::Document
        | Item::Office(_)
        | Item::Theme
        | Item::Language
        | Item::Large
        | Item::Mouse
        | Item::Panes
        | Item::Keymap => None,
    };
    found.map(std::path::PathBuf::as_path)
}

/// What a setting is now.
pub fn value(state: &State, cx: &Cx, item: Item) -> (Role, String) {
    let plain = |words: String| (Role::Text, words);
    let unset = || (Role::Warn, cx.text("settings-unset"));
    let said = |words: &str| {
        if words.trim().is_empty() {
            unset()
        } else {
            plain(words.to_owned())
        }
    };
    let onoff = |on: bool| plain(cx.text(if on { "settings-on" } else { "settings-off" }));
    match item {
        Item::Member => said(&cx.settings.member),
        Item::Role => said(&cx.settings.role),
        Item::Theme => plain(cx.text(&format!("tui-theme-{}", cx.theme.name()))),
        Item::Language => plain(language(cx, cx.locale.lang())),
        Item::Large => onoff(cx.settings.large_type),
        Item::Mouse => onoff(!cx.settings.no_mouse),
        Item::Panes => {
            let share = |share: u16| match share {
                0 => cx.text("settings-panes-own"),
                share => format!("{share}%"),
            };
            let beside = share(cx.settings.panes_beside);
            let below = share(cx.settings.panes_below);
            plain(
                cx.locale
                    .with("settings-panes-value", &[("beside", &beside), ("below", &below)]),
            )
        }
        Item::Keymap => plain(cx.text(&format!("settings-keymap-{}", keymap(cx)))),
        Item::Overlay | Item::Folder | Item::Frameworks | Item::Certificates => folder(state, cx, item),
        Item::Round | Item::Stage | Item::Targets | Item::Threshold | Item::Document | Item::Office(_) => {
            match &cx.round {
                Some(round) => of_round(state, cx, round, item),
                None => unset(),
            }
        }
    }
}

/// The name of the key map in force.
pub fn keymap(cx: &Cx) -> &str {
    match cx.settings.keymap.as_str() {
        "" => "mac-dinh",
        name => name,
    }
}

/// A language in its own words.
fn language(cx: &Cx, lang: Lang) -> String {
    let code: &'static str = lang.into();
    cx.text(&format!("settings-language-{code}"))
}

fn folder(state: &State, cx: &Cx, item: Item) -> (Role, String) {
    let there = state.setup.as_ref().is_some_and(|setup| match item {
        Item::Overlay => setup.keymap.as_ref().is_some_and(|(_, there)| *there),
        Item::Frameworks => setup.frameworks.as_ref().is_some_and(|(_, there)| *there),
        Item::Certificates => setup.certificates.as_ref().is_some_and(|(_, there)| *there),
        _ => true,
    });
    match (path(state, item), &state.setup) {
        (Some(path), _) if there => (Role::Text, path.display().to_string()),
        (Some(path), _) => {
            let path = path.display().to_string();
            (Role::Dim, cx.locale.with("settings-not-there", &[("path", &path)]))
        }
        (None, None) => (Role::Dim, cx.text("tui-detail-reading")),
        (None, Some(_)) => (Role::Warn, cx.text("settings-no-folder")),
    }
}

fn of_round(state: &State, cx: &Cx, round: &Round, item: Item) -> (Role, String) {
    match item {
        Item::Round => {
            let said = words::round(cx, &round.framework.title, round.year, &round.organisation);
            (Role::Text, said)
        }
        Item::Stage => {
            let stage = round.acting();
            let said = stage.map_or_else(
                || round.stage.to_string(),
                |stage| format!("{} – {}", stage.name, stage.body),
            );
            (Role::Text, said)
        }
        Item::Targets => {
            let known = |id| round.targets.round.contains_key(id);
            let all = round.framework.scored().count();
            let set = round
                .framework
                .scored()
                .filter(|one| known(&one.id) || one.default_target().is_some())
                .count();
            let figures = [("set", set.to_string()), ("all", all.to_string())];
            let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
            let role = if set < all { Role::Warn } else { Role::Text };
            (role, cx.locale.with("settings-targets-value", &figures))
        }
        Item::Threshold => match round.threshold {
            Some(rate) => {
                let rate = words::number(cx, rate, 4);
                (
                    Role::Text,
                    cx.locale.with("settings-threshold-value", &[("rate", &rate)]),
                )
            }
            None => (Role::Warn, cx.text("settings-unset")),
        },
        Item::Document => {
            let name = state.document.as_ref().and_then(|id| {
                let found = documents(round).into_iter().find(|(known, _)| known == id);
                found.map(|(_, name)| name)
            });
            (Role::Text, name.unwrap_or_else(|| cx.text("settings-document-round")))
        }
        Item::Office(part) => {
            let Some(setup) = &state.setup else {
                return (Role::Dim, cx.text("tui-detail-reading"));
            };
            let own = setup.offices.own(state.document.as_ref());
            let lines = own.lines(part);
            if !lines.is_empty() {
                return (Role::Text, lines.join(" / "));
            }
            let whole = setup.offices.own(None);
            match whole.lines(part) {
                lines if lines.is_empty() || state.document.is_none() => {
                    let printed = printed::words(round, state.document.as_ref(), part);
                    let said = printed.map(|words| cx.locale.with("settings-office-printed", &[("words", &words)]));
                    (Role::Dim, said.unwrap_or_else(|| cx.text("settings-office-form")))
                }
                lines => {
                    let words = lines.join(" / ");
                    (Role::Dim, cx.locale.with("settings-office-round", &[("words", &words)]))
                }
            }
        }
        Item::Member
        | Item::Role
        | Item::Theme
        | Item::Language
        | Item::Large
        | Item::Mouse
        | Item::Panes
        | Item::Keymap
        | Item::Overlay
        | Item::Folder
        | Item::Frameworks
        | Item::Certificates => (Role::Text, String::new()),
    }
}
