//! A command line that cannot be understood, told in the reader's language.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::outcome;
use crate::report::Ending;
use crate::text::Locale;

/// Prints help where it was asked for, else what is wrong with the command line.
pub fn print(fault: &Error, arguments: &[OsString], locale: &Locale) -> Ending {
    match fault.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            outcome::print(&help(fault, locale));
            Ending::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            outcome::complain(help(fault, locale));
            Ending::Wrong
        }
        kind => {
            outcome::complain(format_args!(
                "{} {}",
                locale.text("report-what"),
                what(kind, fault, locale)
            ));
            if let Some(suggestion) = suggestion(fault) {
                outcome::complain(format_args!(
                    "{} {}",
                    locale.text("report-hint"),
                    locale.with("cli-did-you-mean", &[("name", &suggestion)])
                ));
            } else {
                outcome::complain(format_args!(
                    "{} {}",
                    locale.text("report-hint"),
                    locale.with("cli-see-help", &[("command", &command(arguments, locale))])
                ));
            }
            Ending::Wrong
        }
    }
}

/// The command that was meant, as far as it was named.
fn command(arguments: &[OsString], locale: &Locale) -> String {
    let known = super::command::build(locale);
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let named = words.find(|word| known.find_subcommand(word).is_some());
    named.map_or_else(|| "thamdinh".to_owned(), |name| format!("thamdinh {name}"))
}

/// The help as rendered, with the one English word that the parser puts into usages in the reader's language.
fn help(fault: &Error, locale: &Locale) -> String {
    let options = format!("[{}]", locale.text("cli-heading-options").to_uppercase());
    fault.render().to_string().trim_end().replace("[OPTIONS]", &options)
}

fn what(kind: ErrorKind, fault: &Error, locale: &Locale) -> String {
    let argument = context(fault, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(fault, ContextKind::InvalidValue).unwrap_or_default();
    match kind {
        ErrorKind::MissingRequiredArgument => locale.with("cli-missing", &[("argument", &argument)]),
        ErrorKind::UnknownArgument => locale.with("cli-unknown-argument", &[("argument", &argument)]),
        ErrorKind::InvalidSubcommand => {
            let name = context(fault, ContextKind::InvalidSubcommand).unwrap_or_default();
            locale.with("cli-unknown-command", &[("name", &name)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            locale.with("cli-no-value", &[("argument", &argument)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = context(fault, ContextKind::ValidValue).unwrap_or_default();
            if known.is_empty() {
                locale.with("cli-invalid-value", &[("argument", &argument), ("value", &value)])
            } else {
                locale.with(
                    "cli-invalid-choice",
                    &[("argument", &argument), ("value", &value), ("known", &known)],
                )
            }
        }
        ErrorKind::ArgumentConflict => {
            let other = context(fault, ContextKind::PriorArg).unwrap_or_default();
            locale.with("cli-conflict", &[("argument", &argument), ("other", &other)])
        }
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::MissingSubcommand
        | ErrorKind::InvalidUtf8
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => locale.text("cli-wrong-usage"),
    }
}

fn suggestion(fault: &Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| context(fault, kind))
}

fn context(fault: &Error, kind: ContextKind) -> Option<String> {
    match fault.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}
