//! The command line as data: subcommands, their arguments and their help in the reader's language.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgGroup, Command};

use crate::text::Locale;

/// Builds the whole command line in a language.
pub fn build(locale: &Locale) -> Command {
    let made = Maker { locale };
    let program = made
        .command("thamdinh", "cli-about")
        .version(env!("CARGO_PKG_VERSION"))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(locale.text("cli-arg-version"))
                .help_heading(locale.text("cli-heading-options")),
        )
        .args_conflicts_with_subcommands(true);
    program
        .arg(made.lang())
        .arg(made.readonly())
        .arg(made.path("workspace", "cli-arg-workspace").required(false))
        .subcommand(
            made.command("open", "cli-open")
                .arg(made.path("workspace", "cli-arg-workspace").required(false))
                .arg(made.readonly()),
        )
        .subcommand(
            made.command("demo", "cli-demo").arg(
                made.option("workspace", "FILE", "cli-arg-demo-workspace")
                    .value_parser(path()),
            ),
        )
        .subcommand(made.import())
        .subcommand(made.framework())
        .subcommand(made.rule())
        .subcommand(made.evidence())
        .subcommand(made.export())
        .subcommand(made.narrate())
        .subcommand(
            made.command("office", "cli-office")
                .arg(made.workspace().required(true))
                .arg(made.option("round", "ID", "cli-arg-round"))
                .arg(
                    made.option("file", "FILE.toml", "cli-arg-office-file")
                        .value_parser(path())
                        .requires("by"),
                )
                .arg(made.option("by", "MEMBER", "cli-arg-by").requires("file")),
        )
        .subcommand(made.sign())
        .subcommand(made.verify())
        .subcommand(
            made.command("template", "cli-template")
                .arg(made.option("framework", "ID", "cli-arg-framework").required(true))
                .arg(made.option("form", "ID", "cli-arg-template-form"))
                .arg(
                    made.option("out", "FILE.xlsx", "cli-arg-template-out")
                        .required(true)
                        .value_parser(path()),
                )
                .arg(made.flag("overwrite", "cli-arg-overwrite")),
        )
        .subcommand(
            made.command("score", "cli-score")
                .arg(made.option("framework", "ID", "cli-arg-framework").required(true))
                .arg(made.option("criterion", "ID", "cli-arg-criterion").required(true))
                .arg(
                    made.option("input", "KEY=VALUE", "cli-arg-input")
                        .action(ArgAction::Append)
                        .num_args(1..),
                )
                .arg(
                    made.option("target", "VALUE", "cli-arg-score-target")
                        .allow_hyphen_values(true),
                )
                .arg(made.flag("json", "cli-arg-json")),
        )
        .subcommand(
            made.command("dump", "cli-dump")
                .arg(made.workspace().required(true))
                .arg(made.option("round", "ID", "cli-arg-round")),
        )
        .subcommand(
            made.command("doctor", "cli-doctor")
                .arg(made.path("file", "cli-arg-workspace").required(true))
                .arg(made.flag("rebuild", "cli-arg-rebuild"))
                .arg(made.option("restore", "FILE", "cli-arg-restore").value_parser(path()))
                .arg(made.option("backup", "FILE", "cli-arg-backup").value_parser(path()))
                .arg(
                    made.option("exported", "DIR", "closing-arg-exported")
                        .value_parser(path())
                        .action(ArgAction::Append),
                ),
        )
}

fn path() -> ValueParser {
    clap::value_parser!(std::path::PathBuf)
}

struct Maker<'a> {
    locale: &'a Locale,
}

impl Maker<'_> {
    fn command(&self, name: &'static str, about: &str) -> Command {
        let text = |key: &str| self.locale.text(key);
        Command::new(name)
            .about(text(about))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .disable_help_subcommand(true)
            .arg(
                Arg::new("help")
                    .long("help")
                    .short('h')
                    .action(ArgAction::Help)
                    .help_heading(text("cli-heading-options"))
                    .help(text("cli-arg-help")),
            )
            .subcommand_help_heading(text("cli-heading-commands"))
            .subcommand_value_name(text("cli-value-command"))
            .next_help_heading(text("cli-heading-options"))
            .help_template(format!(
                "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
                text("cli-heading-usage")
            ))
    }

    fn path(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(self.value(&name.to_uppercase()))
            .value_parser(path())
            .help(self.locale.text(help))
            .help_heading(self.locale.text("cli-heading-arguments"))
    }

    /// The name of a value in the reader's language: `FILE.csv` is `TỆP.csv`.
    fn value(&self, name: &str) -> String {
        let (word, ending) = name.split_at(name.find('.').unwrap_or(name.len()));
        match word {
            "FILE" | "DIR" | "NAME" | "MEMBER" | "YEAR" | "VALUE" | "POINTS" | "TEXT" | "WORKSPACE" => {
                let word = self.locale.text(&format!("cli-value-{}", word.to_lowercase()));
                format!("{word}{ending}")
            }
            _ => name.to_owned(),
        }
    }

    fn option(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .value_name(self.value(value))
            .help(self.locale.text(help))
    }

    fn flag(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.locale.text(help))
    }

    fn workspace(&self) -> Arg {
        self.option("workspace", "FILE", "cli-arg-workspace")
            .value_parser(path())
    }

    fn lang(&self) -> Arg {
        self.option("lang", "vi|en", "cli-arg-lang")
            .global(true)
            .value_parser(PossibleValuesParser::new(["vi", "en"]))
            .hide_possible_values(true)
    }

    fn readonly(&self) -> Arg {
        self.flag("readonly", "cli-arg-readonly")
    }

    fn import(&self) -> Command {
        self.command("import", "cli-import")
            .arg(self.path("dir", "cli-arg-dir").required(true).num_args(1..))
            .arg(self.workspace().required(true))
            .arg(self.option("framework", "ID", "cli-arg-framework-import"))
            .arg(
                self.option("year", "YEAR", "cli-arg-year")
                    .value_parser(clap::value_parser!(i32)),
            )
            .arg(self.option("organisation", "NAME", "cli-arg-organisation"))
            .arg(self.option("stage", "ID", "cli-arg-stage-import"))
            .arg(self.option("profile", "ID", "cli-arg-profile"))
            .arg(
                self.option("stages", "FILE.toml", "cli-arg-stages")
                    .value_parser(path()),
            )
            .arg(self.option("targets", "FILE", "cli-arg-targets").value_parser(path()))
            .arg(self.option("round", "ID", "cli-arg-round"))
            .arg(self.option("by", "MEMBER", "cli-arg-by-import"))
            .arg(self.flag("diff", "cli-arg-diff"))
            .arg(
                self.option("report", "FILE.xlsx|DIR", "cli-arg-report")
                    .value_parser(path()),
            )
            .arg(self.flag("overwrite", "cli-arg-overwrite-report"))
            .arg(self.flag("json", "cli-arg-json"))
    }

    fn framework(&self) -> Command {
        self.command("framework", "cli-framework")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand(
                self.command("list", "cli-framework-list")
                    .arg(self.flag("json", "cli-arg-json")),
            )
            .subcommand(
                self.command("show", "cli-framework-show")
                    .arg(
                        Arg::new("id")
                            .value_name("ID")
                            .required(true)
                            .help(self.locale.text("cli-arg-framework"))
                            .help_heading(self.locale.text("cli-heading-arguments")),
                    )
                    .arg(self.flag("json", "cli-arg-json")),
            )
            .subcommand(
                self.command("check", "cli-framework-check")
                    .arg(self.path("file", "cli-arg-framework-file").required(true).num_args(1..)),
            )
            .subcommand(
                self.command("new", "cli-framework-new")
                    .arg(
                        Arg::new("id")
                            .value_name("ID")
                            .required(true)
                            .help(self.locale.text("cli-arg-framework-new"))
                            .help_heading(self.locale.text("cli-heading-arguments")),
                    )
                    .arg(
                        self.option("out", "FILE.toml", "cli-arg-framework-out")
                            .value_parser(path()),
                    ),
            )
    }

    fn rule(&self) -> Command {
        let single = ["applicant", "criterion", "stage", "value", "verdict", "points", "note"];
        self.command("rule", "cli-rule")
            .arg(self.workspace().required(true))
            .arg(self.option("round", "ID", "cli-arg-round"))
            .arg(
                self.option("applicant", "NAME", "cli-arg-applicant")
                    .required_unless_present_any(["from", "all"]),
            )
            .arg(
                self.flag("all", "cli-arg-rule-all")
                    .conflicts_with_all(["applicant", "from"]),
            )
            .arg(
                self.option("criterion", "ID", "cli-arg-criterion")
                    .required_unless_present("from"),
            )
            .arg(self.option("stage", "ID", "cli-arg-stage"))
            .arg(self.option("value", "VALUE", "cli-arg-value").allow_hyphen_values(true))
            .arg(
                self.option("verdict", "dat|khong-dat|khong-ap-dung", "cli-arg-verdict")
                    .value_parser(PossibleValuesParser::new(["dat", "khong-dat", "khong-ap-dung"]))
                    .hide_possible_values(true),
            )
            .arg(
                self.option("points", "POINTS", "cli-arg-points")
                    .allow_hyphen_values(true),
            )
            .arg(
                self.option("input", "KEY=VALUE", "cli-arg-input")
                    .action(ArgAction::Append)
                    .num_args(1..)
                    .conflicts_with("from"),
            )
            .arg(self.option("note", "TEXT", "cli-arg-note").allow_hyphen_values(true))
            .arg(
                self.option("by", "MEMBER", "cli-arg-by")
                    .required_unless_present("from"),
            )
            .arg(
                self.option("from", "FILE.csv", "cli-arg-from")
                    .value_parser(path())
                    .conflicts_with_all(["applicant", "criterion", "value", "verdict", "points", "note"]),
            )
            .group(ArgGroup::new("single").args(single).multiple(true))
    }

    fn sign(&self) -> Command {
        let file = |name, value, help| self.option(name, value, help).value_parser(path());
        let for_signing = [
            "in-place",
            "in-file",
            "out",
            "visible",
            "picture",
            "workspace",
            "password-env",
        ];
        self.command("sign", "sign-about")
            .arg(
                self.path("file", "sign-arg-file")
                    .num_args(1..)
                    .required_unless_present("list"),
            )
            .arg(file("pkcs12", "FILE.p12", "sign-arg-pkcs12"))
            .arg(file("pkcs11", "FILE", "sign-arg-pkcs11"))
            .group(ArgGroup::new("key").args(["pkcs12", "pkcs11"]).required(true))
            .arg(
                self.option("slot", "N", "sign-arg-slot")
                    .value_parser(clap::value_parser!(u64))
                    .requires("pkcs11"),
            )
            .arg(self.option("certificate", "NAME", "sign-arg-certificate"))
            .arg(
                self.flag("list", "sign-arg-list")
                    .requires("pkcs11")
                    .conflicts_with_all(for_signing),
            )
            .arg(self.option("password-env", "NAME", "sign-arg-password-env"))
            .arg(self.option("reason", "TEXT", "sign-arg-reason"))
            .arg(self.option("place", "TEXT", "sign-arg-place"))
            .arg(self.flag("visible", "sign-arg-visible").conflicts_with("picture"))
            .arg(self.option("agency", "NAME", "sign-arg-agency").requires("visible"))
            .arg(self.option("number", "TEXT", "sign-arg-number").requires("visible"))
            .arg(file("picture", "FILE.png", "sign-arg-picture").requires("at"))
            .arg(
                self.option("at", "TEXT", "sign-arg-at")
                    .allow_hyphen_values(true)
                    .requires("picture"),
            )
            .arg(file("intermediates", "FILE.pem", "sign-arg-intermediates").action(ArgAction::Append))
            .arg(file("out", "DIR", "cli-arg-out").conflicts_with("in-place"))
            .arg(self.flag("in-place", "sign-arg-in-place"))
            .arg(
                self.flag("in-file", "sign-arg-in-file")
                    .conflicts_with_all(["visible", "picture"]),
            )
            .arg(self.flag("overwrite", "cli-arg-overwrite"))
            .arg(self.workspace().help(self.locale.text("sign-arg-workspace")))
            .arg(self.option("round", "ID", "cli-arg-round").requires("workspace"))
            .arg(self.option("by", "MEMBER", "sign-arg-by").requires("workspace"))
    }

    fn verify(&self) -> Command {
        self.command("verify", "verify-about")
            .arg(self.path("file", "verify-arg-file").required(true).num_args(1..))
            .arg(
                self.option("ca", "FILE.pem", "verify-arg-ca")
                    .value_parser(path())
                    .action(ArgAction::Append),
            )
            .arg(self.workspace().help(self.locale.text("verify-arg-workspace")))
            .arg(self.flag("json", "cli-arg-json"))
    }

    fn narrate(&self) -> Command {
        self.command("narrate", "cli-narrate")
            .arg(self.workspace().required(true))
            .arg(self.option("round", "ID", "cli-arg-round"))
            .arg(self.option("applicant", "NAME", "cli-arg-narrate-applicant"))
            .arg(self.option("report", "ID", "cli-arg-narrate-report").required(true))
            .arg(self.option("section", "ID", "cli-arg-section"))
            .arg(
                self.option("text", "TEXT", "cli-arg-narrate-text")
                    .allow_hyphen_values(true)
                    .requires("section"),
            )
            .arg(
                self.option("file", "FILE", "cli-arg-narrate-file")
                    .value_parser(path())
                    .conflicts_with("text")
                    .requires("section"),
            )
            .arg(self.option("by", "MEMBER", "cli-arg-by"))
            .group(ArgGroup::new("written").args(["text", "file"]).requires("by"))
    }

    fn evidence(&self) -> Command {
        self.command("evidence", "cli-evidence")
            .arg(self.workspace().required(true))
            .arg(self.option("round", "ID", "cli-arg-round"))
            .arg(self.option("applicant", "NAME", "cli-arg-applicant").required(true))
            .arg(self.option("criterion", "ID", "cli-arg-criterion"))
            .arg(self.option("file", "FILE", "cli-arg-evidence-file").requires("marked"))
            .arg(self.option("stage", "ID", "cli-arg-stage"))
            .arg(
                self.option("mark", "du|thieu|bo-sung", "cli-arg-evidence-mark")
                    .value_parser(PossibleValuesParser::new(["du", "thieu", "bo-sung"]))
                    .hide_possible_values(true),
            )
            .arg(self.flag("unmark", "cli-arg-evidence-unmark").conflicts_with("note"))
            .arg(
                self.option("note", "TEXT", "cli-arg-evidence-note")
                    .allow_hyphen_values(true)
                    .requires("mark"),
            )
            .arg(self.option("by", "MEMBER", "cli-arg-by"))
            .group(ArgGroup::new("marked").args(["mark", "unmark"]).requires("by"))
    }

    fn export(&self) -> Command {
        self.command("export", "cli-export")
            .arg(self.workspace().required(true))
            .arg(self.option("round", "ID", "cli-arg-round"))
            .arg(
                self.option("form", "ID", "cli-arg-form")
                    .required(true)
                    .action(ArgAction::Append),
            )
            .arg(
                self.option("applicant", "NAME", "cli-arg-export-applicant")
                    .action(ArgAction::Append)
                    .num_args(1..),
            )
            .arg(self.flag("all", "cli-arg-all").conflicts_with("applicant"))
            .arg(
                self.option("format", "xlsx", "cli-arg-format")
                    .default_value("xlsx")
                    .hide_default_value(true)
                    .value_parser(PossibleValuesParser::new(["xlsx", "pdf", "docx"]))
                    .hide_possible_values(true),
            )
            .arg(
                self.option("out", "DIR", "cli-arg-out")
                    .required(true)
                    .value_parser(path()),
            )
            .arg(self.flag("book", "cli-arg-book"))
            .arg(self.flag("provenance", "cli-arg-provenance"))
            .arg(self.flag("plain-names", "closing-arg-plain-names"))
            .arg(self.flag("overwrite", "cli-arg-overwrite"))
            .arg(
                self.flag("skip-existing", "closing-arg-skip-existing")
                    .conflicts_with("overwrite"),
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            build(&Locale::new(lang)).debug_assert();
        }
    }

    #[test]
    fn no_help_text_is_missing() {
        for lang in [Lang::Vi, Lang::En] {
            let mut command = build(&Locale::new(lang));
            command.build();
            let mut waiting = vec![command];
            while let Some(mut command) = waiting.pop() {
                let help = command.render_long_help().to_string();
                assert!(!help.contains('⟨'), "{lang:?}: {help}");
                waiting.extend(command.get_subcommands().cloned());
            }
        }
    }
}
