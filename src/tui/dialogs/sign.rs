//! What is to be signed, with which key, and how it is shown.

use std::path::PathBuf;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::Step;
use super::form::{Entry, State as Form};
use super::submit::{Purpose, path};
use super::{Dialog, pick, secret};
use crate::domain::{RoundId, Sentence};
use crate::tasks::Request;
use crate::tasks::places::Wanted;
use crate::tasks::sign::{KeyPlace, Shown, SignRequest, TokenKey};

/// Where each field stands.
const FILES: usize = 0;
const OTHER: usize = 1;
const KIND: usize = 2;
const KEY: usize = 3;
const LOOK: usize = 4;
const PICTURE: usize = 5;

/// Where a picture stands on the last page, in tenths of a millimetre: lower right, beside where the signer's name is.
const PLACE: [i16; 4] = [-800, -650, 500, 250];

/// What may be chosen for the field of a form that signs.
pub(super) fn wanted(state: &Form) -> Option<Wanted> {
    match state.at {
        OTHER => Some(Wanted::Documents),
        KEY if state.chosen(KIND) == 1 => Some(Wanted::Libraries),
        KEY => Some(Wanted::Keys),
        PICTURE => Some(Wanted::Pictures),
        _ => None,
    }
}

/// The form: the files exported last are offered first.
pub fn form(cx: &Cx, round: &RoundId) -> Dialog {
    let mut choices = Vec::new();
    let mut names = Vec::new();
    if cx.exported.len() > 1 {
        let count = cx.exported.len().to_string();
        names.push(cx.locale.with("closing-sign-last", &[("count", &count)]));
        choices.push(cx.exported.clone());
    }
    for file in cx.exported.iter().take(20) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        names.push(name);
        choices.push(vec![file.clone()]);
    }
    names.push(cx.text("closing-sign-other"));
    choices.push(Vec::new());
    let shown = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let by_token = cx.settings.signing.key_file.is_none() && cx.settings.signing.token_library.is_some();
    let key = if by_token {
        shown(&cx.settings.signing.token_library)
    } else {
        shown(&cx.settings.signing.key_file)
    };
    let entries = vec![
        Entry::choice(cx.text("closing-sign-files"), names, 0),
        Entry::path(cx.text("closing-sign-path"), ""),
        Entry::choice(
            cx.text("closing-sign-kind"),
            vec![cx.text("closing-sign-by-file"), cx.text("closing-sign-by-token")],
            usize::from(by_token),
        ),
        Entry::path(cx.text("closing-sign-key"), &key),
        Entry::choice(
            cx.text("closing-sign-look"),
            vec![
                cx.text("closing-sign-look-none"),
                cx.text("closing-sign-look-annex"),
                cx.text("closing-sign-look-picture"),
            ],
            0,
        ),
        Entry::path(cx.text("closing-sign-picture"), ""),
    ];
    let purpose = Purpose::Sign {
        round: round.clone(),
        choices,
    };
    Dialog::form(Form::new(
        cx.say(&Action::Sign.title()),
        cx.text("closing-sign-intro"),
        entries,
        purpose,
    ))
}

/// The steps of the form filled in: a file's password is asked for at once, a token's PIN once its key is chosen.
pub(super) fn submit(state: &Form, cx: &Cx, round: &RoundId, choices: &[Vec<PathBuf>]) -> Result<Vec<Step>, Sentence> {
    let field = |at: usize| path(&state.words(at), cx.home.as_deref());
    let mut files = choices.get(state.chosen(FILES)).cloned().unwrap_or_default();
    if files.is_empty() {
        files.extend(field(OTHER));
    }
    if files.is_empty() {
        return Err(Sentence::new("closing-sign-no-files"));
    }
    let key = field(KEY).ok_or_else(|| Sentence::new("closing-sign-no-key"))?;
    let shown = match state.chosen(LOOK) {
        0 => Shown::No,
        1 => Shown::Annex {
            agency: String::new(),
            number: String::new(),
        },
        _ => Shown::Picture {
            file: field(PICTURE).ok_or_else(|| Sentence::new("closing-sign-no-picture"))?,
            page: None,
            place: PLACE,
        },
    };
    let by_token = state.chosen(KIND) == 1;
    let request = Box::new(SignRequest {
        files,
        key: if by_token {
            KeyPlace::Token {
                module: key.clone(),
                slot: None,
            }
        } else {
            KeyPlace::File(key.clone())
        },
        certificate: None,
        intermediates: Vec::new(),
        reason: String::new(),
        place: String::new(),
        shown,
        out: None,
        in_place: false,
        overwrite: false,
        journal: cx.settings.actor().map(|actor| (round.clone(), actor)),
    });
    if by_token {
        return Ok(vec![Step::Ask(Request::Keys(request))]);
    }
    let name = key.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let asked = Sentence::new("sign-ask-password").text("file", name);
    Ok(vec![ask(cx, &asked, request)])
}

fn ask(cx: &Cx, asked: &Sentence, request: Box<SignRequest>) -> Step {
    Step::Open(Box::new(Dialog::Secret(Box::new(secret::State::new(
        cx.say(asked),
        request,
    )))))
}

/// The keys on tokens, to choose from.
pub fn keys(cx: &Cx, wanted: &SignRequest, keys: &[TokenKey]) -> Dialog {
    let KeyPlace::Token { module, .. } = &wanted.key else {
        return Dialog::Pick(pick::State::new(String::new(), String::new(), Vec::new()));
    };
    let options = keys.iter().map(|key| {
        let figures = [
            ("slot", key.slot.to_string()),
            ("token", key.token.clone()),
            ("name", key.name.clone()),
            ("serial", key.serial.clone()),
            ("until", key.until.clone()),
        ];
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
        let words = cx.locale.with("closing-token-key", &figures);
        if key.locked {
            return (format!("{words} – {}", cx.text("closing-token-locked")), Vec::new());
        }
        let chosen = Box::new(SignRequest {
            key: KeyPlace::Token {
                module: module.clone(),
                slot: Some(key.slot),
            },
            certificate: Some(key.id.clone()),
            ..wanted.clone()
        });
        let next = match &key.ask {
            Some(asked) => ask(cx, asked, chosen),
            // The PIN is entered on the token's own keys.
            None => Step::Ask(Request::Sign(chosen, crate::tasks::sign::Secret::default())),
        };
        (words, vec![Step::Close, next])
    });
    let options: Vec<_> = options.collect();
    let question = if options.is_empty() {
        cx.text("sign-list-none")
    } else {
        cx.text("closing-token-question")
    };
    Dialog::Pick(pick::State::new(cx.say(&Action::Sign.title()), question, options))
}
