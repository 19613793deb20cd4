//! What is to be signed, with which key, and how it is shown.

use std::path::{Path, PathBuf};

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Step, Tone};
use super::form::{Entry, State as Form};
use super::submit::{Purpose, path};
use super::{Dialog, pick, secret};
use crate::domain::{RoundId, Sentence};
use crate::tasks::Request;
use crate::tasks::places::Wanted;
use crate::tasks::sign::{self, KeyPlace, Shown, SignRequest, TokenKey};

/// Where each field stands.
const FILES: usize = 0;
const OTHER: usize = 1;
const KIND: usize = 2;
const KEY: usize = 3;
const LIBRARY: usize = 4;
const OFFICE: usize = 5;
const LOOK: usize = 6;
const NUMBER: usize = 7;
const PICTURE: usize = 8;
const SPOT: usize = 9;
const AT: usize = 10;

/// Choices of how it looks: the agency's text, or the signer's picture.
const AGENCY: usize = 1;
const PICTURED: usize = 2;

/// Where a picture may stand, in tenths of a millimetre: lower right of the last page, beside where the signer's name is,
/// lower left, and upper right of the first page.
const PLACES: [(Option<u32>, [i16; 4]); 3] = [
    (None, [-800, -650, 500, 250]),
    (None, [300, -650, 500, 250]),
    (Some(1), [-600, 100, 500, 250]),
];

/// What may be chosen for the field of a form that signs.
pub(super) fn wanted(state: &Form) -> Option<Wanted> {
    match state.at {
        OTHER => Some(Wanted::Documents),
        KEY => Some(Wanted::Keys),
        LIBRARY => Some(Wanted::Libraries),
        PICTURE => Some(Wanted::Pictures),
        _ => None,
    }
}

fn is_pdf(file: &Path) -> bool {
    file.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
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
    // What can be told of the files by their names: where others may be named, anything can be meant.
    let having = |wanted: &dyn Fn(&PathBuf) -> bool| -> Vec<usize> {
        let some = |(at, files): (usize, &Vec<PathBuf>)| (files.is_empty() || files.iter().any(wanted)).then_some(at);
        choices.iter().enumerate().filter_map(some).collect()
    };
    let (pdfs, offices) = (having(&|file| is_pdf(file)), having(&|file| !is_pdf(file)));
    let shown = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let signing = &cx.settings.signing;
    let by_token = signing.key_file.is_none() && signing.token_library.is_some();
    let texts = |keys: &[&str]| keys.iter().map(|key| cx.text(key)).collect();
    let last = choices.len() - 1;
    let entries = vec![
        Entry::choice(cx.text("closing-sign-files"), names, 0),
        Entry::path(cx.text("closing-sign-path"), "").when(FILES, &[last]),
        Entry::choice(
            cx.text("closing-sign-kind"),
            texts(&["closing-sign-by-file", "closing-sign-by-token"]),
            usize::from(by_token),
        ),
        Entry::path(cx.text("closing-sign-key"), &shown(&signing.key_file)).when(KIND, &[0]),
        Entry::path(cx.text("closing-sign-library"), &shown(&signing.token_library)).when(KIND, &[1]),
        Entry::choice(
            cx.text("closing-sign-office"),
            texts(&["closing-sign-beside", "closing-sign-inside"]),
            0,
        )
        .when(FILES, &offices),
        Entry::choice(
            cx.text("closing-sign-look"),
            texts(&[
                "closing-sign-look-none",
                "closing-sign-look-annex",
                "closing-sign-look-picture",
            ]),
            0,
        )
        .when(FILES, &pdfs),
        Entry::text(cx.text("closing-sign-number"), "").when(LOOK, &[AGENCY]),
        Entry::path(cx.text("closing-sign-picture"), "").when(LOOK, &[PICTURED]),
        Entry::choice(
            cx.text("closing-sign-spot"),
            texts(&[
                "closing-sign-spot-right",
                "closing-sign-spot-left",
                "closing-sign-spot-top",
                "closing-sign-spot-other",
            ]),
            0,
        )
        .when(LOOK, &[PICTURED]),
        Entry::text(cx.text("closing-sign-at"), "").when(SPOT, &[PLACES.len()]),
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
    let by_token = state.chosen(KIND) == 1;
    let key = if by_token {
        field(LIBRARY).ok_or_else(|| Sentence::new("closing-sign-no-library"))?
    } else {
        field(KEY).ok_or_else(|| Sentence::new("closing-sign-no-key"))?
    };
    let look = if state.asks(LOOK) { state.chosen(LOOK) } else { 0 };
    // A folder may hold both; it is looked into when it is signed.
    if look != 0 && files.iter().any(|file| file.extension().is_some() && !is_pdf(file)) {
        return Err(Sentence::new("closing-sign-shown-on-pdf-only"));
    }
    let shown = match look {
        0 => Shown::No,
        AGENCY => Shown::Annex {
            agency: String::new(),
            number: state.words(NUMBER),
        },
        _ => {
            let file = field(PICTURE).ok_or_else(|| Sentence::new("closing-sign-no-picture"))?;
            let (page, place) = match PLACES.get(state.chosen(SPOT)) {
                Some(place) => *place,
                None => sign::place(&state.words(AT))?,
            };
            Shown::Picture { file, page, place }
        }
    };
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
        inside: state.asks(OFFICE) && state.chosen(OFFICE) == 1,
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
            let locked = Sentence::new("closing-token-locked");
            let words = format!("{words} – {}", cx.say(&locked));
            return (words, vec![Step::Tell(Tone::Refused, locked)]);
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
