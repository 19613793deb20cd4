//! `sign`: signs files, or lists the tokens that are plugged in.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;

use clap::ArgMatches;
use zeroize::Zeroizing;

use super::outcome::{Outcome, complain, print};
use super::{path, text};
use crate::domain::{Actor, MemberId, RoundId, Sentence};
use crate::report::Ending;
use crate::tasks::sign::{self, KeyPlace, Shown, SignRequest};
use crate::tasks::{Desk, TaskError};
use crate::text::{Locale, date};

/// Signs files and names what was written.
pub fn run(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let module = path(matches, "pkcs11").map(PathBuf::from);
    if matches.get_flag("list") {
        return list(&module.unwrap_or_default(), locale);
    }
    let key = match (path(matches, "pkcs12"), module) {
        (Some(file), _) => KeyPlace::File(file.to_owned()),
        (None, Some(module)) => KeyPlace::Token {
            module,
            slot: matches.get_one("slot").copied(),
        },
        (None, None) => return Ok(Ending::Wrong),
    };
    let wanted = SignRequest {
        files: paths(matches, "file"),
        key,
        certificate: Some(text(matches, "certificate").to_owned()).filter(|name| !name.is_empty()),
        intermediates: paths(matches, "intermediates"),
        reason: text(matches, "reason").to_owned(),
        place: text(matches, "place").to_owned(),
        shown: shown(matches)?,
        out: path(matches, "out").map(PathBuf::from),
        inside: matches.get_flag("in-file"),
        in_place: matches.get_flag("in-place"),
        overwrite: matches.get_flag("overwrite"),
        journal: journal(&mut desk, matches)?,
    };
    let variable = text(matches, "password-env").to_owned();
    let mut ask = |what: &Sentence| secret(&variable, &locale.say(what));
    let signed = sign::run(&mut desk, &wanted, &mut ask, &mut |_| true)?;
    for one in &signed {
        print(&one.file.display().to_string());
    }
    let by = signed.first().map_or("", |one| one.by.as_str());
    complain(locale.with("sign-done", &[("count", &signed.len().to_string()), ("by", by)]));
    if signed.iter().any(|one| one.beside) {
        complain(locale.text("sign-done-beside"));
    }
    if signed.iter().any(|one| one.experimental()) {
        complain(locale.text("sign-done-inside"));
    }
    Ok(Ending::Done)
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches
        .get_many::<PathBuf>(name)
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

/// The round whose journal keeps the signature, and the member who signs.
fn journal(desk: &mut Desk, matches: &ArgMatches) -> Result<Option<(RoundId, Actor)>, TaskError> {
    let Some(workspace) = path(matches, "workspace") else {
        return Ok(None);
    };
    desk.open_existing(workspace)?;
    let round = desk.pick_round(Some(text(matches, "round")).filter(|round| !round.is_empty()))?;
    let named = Some(text(matches, "by")).filter(|member| !member.is_empty());
    let actor = named.map(|member| Actor {
        member: MemberId::new(member),
        role: String::new(),
    });
    let actor = actor.or_else(|| desk.actor()).ok_or(TaskError::NoActor)?;
    Ok(Some((round, actor)))
}

fn shown(matches: &ArgMatches) -> Result<Shown, TaskError> {
    if let Some(file) = path(matches, "picture") {
        let (page, place) = sign::place(text(matches, "at")).map_err(TaskError::input)?;
        return Ok(Shown::Picture {
            file: file.to_owned(),
            page,
            place,
        });
    }
    Ok(if matches.get_flag("visible") {
        Shown::Annex {
            agency: text(matches, "agency").to_owned(),
            number: text(matches, "number").to_owned(),
        }
    } else {
        Shown::No
    })
}

/// A password or PIN: from the environment, typed without being shown, or the first line of standard input.
fn secret(variable: &str, prompt: &str) -> Result<Zeroizing<String>, TaskError> {
    if !variable.is_empty() {
        let found = std::env::var(variable).map(Zeroizing::new);
        return found.map_err(|_| TaskError::input(Sentence::new("sign-error-variable").text("name", variable)));
    }
    let unreadable = |_| TaskError::input(Sentence::new("sign-error-no-password"));
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{prompt} "))
            .map(Zeroizing::new)
            .map_err(unreadable);
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(unreadable)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn list(module: &std::path::Path, locale: &Locale) -> Outcome {
    let tokens = sign::tokens(module)?;
    if tokens.is_empty() {
        print(&locale.text("sign-list-none"));
        return Ok(Ending::Findings);
    }
    for token in tokens {
        let figures = [
            ("slot", token.slot.to_string()),
            ("label", token.label),
            ("manufacturer", token.manufacturer),
            ("serial", token.serial),
        ];
        print(&said(locale, "sign-list-token", &figures));
        for one in token.certificates {
            let until = date::display(&date::stamp(one.certificate.not_after));
            let figures = [
                ("label", one.label),
                ("id", one.id),
                ("name", one.certificate.name()),
                ("serial", one.certificate.serial()),
                ("until", until),
            ];
            print(&format!("  {}", said(locale, "sign-list-certificate", &figures)));
        }
    }
    Ok(Ending::Done)
}

fn said(locale: &Locale, key: &str, figures: &[(&str, String)]) -> String {
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, text)| (*name, text.as_str())).collect();
    locale.with(key, &figures)
}
