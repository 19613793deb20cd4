//! The fixed words of official tables. They stay Vietnamese whatever language the program speaks.

use crate::domain::{ClaimedVerdict, Verdict};
use crate::text::{Lang, Locale};

/// Words that the program itself puts into a form, read from the section `form` of the Vietnamese locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// `DỰ THẢO`.
    pub draft: String,
    /// `Đạt`.
    pub met: String,
    /// `Không đạt`.
    pub not_met: String,
    /// `Không áp dụng`.
    pub not_applicable: String,
    /// `Đang triển khai`.
    pub in_progress: String,
    /// `Có`.
    pub yes: String,
    /// `Không`.
    pub no: String,
    /// Place and date with their blanks.
    pub place_date: String,
    /// What stands before the outcome (`Kết quả:`).
    pub outcome: String,
    /// The dots left to be filled in by hand.
    pub blank: String,
    /// Quốc hiệu.
    pub nation: String,
    /// Tiêu ngữ.
    pub motto: String,
    /// What stands before the addressee of a letter (`Kính gửi:`).
    pub addressee: String,
    /// The heading of the recipients (`Nơi nhận:`).
    pub recipients: String,
    /// What an annex says of its report, before the symbol of its number and behind it, up to the agency.
    pub annex_with: [String; 2],
    /// `UBND`.
    pub committee: String,
    /// `Tổng`.
    pub total: String,
    /// `Mức độ`.
    pub level: String,
    /// Name of the table that counts applicants by level.
    pub level_counts: String,
    /// Its title.
    pub level_counts_title: String,
    /// Its headers: level, count, share.
    pub level_headers: [String; 3],
    /// What stands before the level that some criteria stand in the way of.
    pub blocking: String,
    /// Applicants that did not attain the lowest level.
    pub below_levels: String,
    /// Applicants whose level cannot be said yet.
    pub level_open: String,
    /// `Năm`.
    pub year: String,
    /// The mark of invented figures.
    pub sample: String,
    /// The words of the page of who ruled what.
    pub trace: Trace,
    /// The words of the list of evidence to be supplemented.
    pub supplements: Supplements,
    /// Criteria met, going on, not met, and still open.
    pub counts: [String; 4],
    /// Criteria that do not apply.
    pub count_apart: String,
    /// Sheet and title of the page of instructions.
    pub guide: String,
    /// Lines of the page of instructions.
    pub guide_lines: Guide,
    /// The level that the applicant registers for.
    pub registered_level: String,
    /// Sheet and title of the general information.
    pub general: String,
    /// Headers of the general information: code, name, answer, guidance.
    pub general_headers: [String; 4],
    /// The hidden sheet that holds long lists of choices.
    pub choices: String,
    /// Title of the message shown when a cell refuses what was typed.
    pub refused: String,
    /// That message.
    pub refused_choice: String,
}

/// The lines of the page of instructions; a form takes those that speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// Where to type.
    pub fill: String,
    /// Percentages.
    pub percent: String,
    /// Parts of a whole.
    pub ratio: String,
    /// Columns of figures.
    pub inputs: String,
    /// Grey cells.
    pub closed: String,
    /// Lists of choices.
    pub choice: String,
    /// The column of verdicts.
    pub verdict: String,
    /// The column of points.
    pub points: String,
    /// Levels.
    pub level: String,
    /// Evidence.
    pub evidence: String,
    /// What does not apply, in forms with verdicts.
    pub locked: String,
    /// What does not apply, in forms without.
    pub not_applicable: String,
    /// Where to keep the file.
    pub folder: String,
}

/// The words of the page of who ruled what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Headers: code, name, value, result, reason, member, moment, event.
    pub headers: [String; 8],
    /// A criterion on which nobody ruled.
    pub unruled: String,
    /// Rulings that did not know of each other.
    pub conflict: String,
    /// The unit of points.
    pub points: String,
    /// The heading above what was handed to the chair, sealed and opened again.
    pub passages: String,
    /// Handed to the chair.
    pub presented: String,
    /// Sealed.
    pub sealed: String,
    /// Opened again.
    pub reopened: String,
    /// What stands before the hash of the state sealed.
    pub digest: String,
    /// What the page is, and what it is not.
    pub about: String,
}

/// The words of the list of evidence to be supplemented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplements {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is about, with `<year>` and `<applicant>`.
    pub about: String,
    /// Whose evidence the table lists, with `<year>` and `<applicant>`.
    pub of: String,
    /// The sentence before the table, with `<organisation>`, `<applicant>`, `<framework>`, `<count>` and `<year>`.
    pub intro: String,
    /// The number, left blank.
    pub number: String,
    /// Headers: code, criterion, evidence asked for by the framework, state, what is asked.
    pub headers: [String; 5],
    /// `Thiếu`.
    pub missing: String,
    /// `Cần bổ sung`.
    pub supplement: String,
    /// What is asked where evidence is missing and no note says it.
    pub missing_wanted: String,
    /// What is asked where evidence does not suffice and no note says it.
    pub supplement_wanted: String,
    /// `Tệp`.
    pub file: String,
    /// Files that belong to no criterion.
    pub unassigned: String,
    /// The deadline, left open.
    pub deadline: String,
    /// The last of the recipients.
    pub kept: String,
}

impl Words {
    /// `Năm 2024`.
    pub fn of_year(&self, year: i32) -> String {
        format!("{} {year}", self.year)
    }

    /// Reads the words from the Vietnamese locale.
    pub fn official() -> Self {
        let locale = Locale::new(Lang::Vi);
        let text = |key: &str| locale.text(key);
        Self {
            draft: text("form-draft"),
            met: text("form-verdict-met"),
            not_met: text("form-verdict-not-met"),
            not_applicable: text("form-verdict-not-applicable"),
            in_progress: text("form-verdict-in-progress"),
            yes: text("form-yes"),
            no: text("form-no"),
            place_date: text("form-place-date"),
            outcome: text("form-outcome"),
            blank: text("form-blank"),
            nation: text("form-nation"),
            motto: text("form-motto"),
            addressee: text("form-addressee"),
            recipients: text("form-recipients"),
            annex_with: ["form-annex-with", "form-annex-with-of"].map(text),
            committee: text("document-committee"),
            total: text("document-total"),
            level: text("document-level"),
            level_counts: text("document-levels"),
            level_counts_title: text("document-levels-title"),
            level_headers: [
                "document-levels-level",
                "document-levels-count",
                "document-levels-share",
            ]
            .map(text),
            blocking: text("document-blocking"),
            below_levels: text("document-levels-below"),
            level_open: text("document-levels-open"),
            year: text("document-year"),
            sample: text("document-sample"),
            trace: Trace {
                name: text("document-trace"),
                title: text("document-trace-title"),
                headers: [
                    "document-trace-code",
                    "document-trace-name",
                    "document-trace-value",
                    "document-trace-result",
                    "document-trace-reason",
                    "document-trace-member",
                    "document-trace-moment",
                    "document-trace-event",
                ]
                .map(text),
                unruled: text("document-trace-unruled"),
                conflict: text("document-trace-conflict"),
                points: text("document-trace-points"),
                passages: text("document-trace-passages"),
                presented: text("document-trace-presented"),
                sealed: text("document-trace-sealed"),
                reopened: text("document-trace-reopened"),
                digest: text("document-trace-digest"),
                about: text("document-trace-about"),
            },
            supplements: Supplements {
                name: text("document-supplements"),
                title: text("document-supplements-title"),
                about: text("document-supplements-about"),
                of: text("document-supplements-of"),
                intro: text("document-supplements-intro"),
                number: text("document-supplements-number"),
                headers: [
                    "document-supplements-code",
                    "document-supplements-criterion",
                    "document-supplements-evidence",
                    "document-supplements-state",
                    "document-supplements-wanted",
                ]
                .map(text),
                missing: text("document-supplements-missing"),
                supplement: text("document-supplements-supplement"),
                missing_wanted: text("document-supplements-missing-wanted"),
                supplement_wanted: text("document-supplements-supplement-wanted"),
                file: text("document-supplements-file"),
                unassigned: text("document-supplements-unassigned"),
                deadline: text("document-supplements-deadline"),
                kept: text("document-supplements-kept"),
            },
            counts: [
                "form-count-met",
                "form-count-in-progress",
                "form-count-not-met",
                "form-count-open",
            ]
            .map(text),
            count_apart: text("form-count-apart"),
            guide: text("form-guide"),
            guide_lines: Guide {
                fill: text("form-guide-fill"),
                percent: text("form-guide-percent"),
                ratio: text("form-guide-ratio"),
                inputs: text("form-guide-inputs"),
                closed: text("form-guide-closed"),
                choice: text("form-guide-choice"),
                verdict: text("form-guide-verdict"),
                points: text("form-guide-points"),
                level: text("form-guide-level"),
                evidence: text("form-guide-evidence"),
                locked: text("form-guide-locked"),
                not_applicable: text("form-guide-not-applicable"),
                folder: text("form-guide-folder"),
            },
            registered_level: text("form-registered-level"),
            general: text("form-general"),
            general_headers: [
                "form-general-code",
                "form-general-name",
                "form-general-answer",
                "form-general-guidance",
            ]
            .map(text),
            choices: text("form-sheet-choices"),
            refused: text("form-refused"),
            refused_choice: text("form-refused-choice"),
        }
    }

    /// A ruled verdict in words.
    pub fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Met => &self.met,
            Verdict::NotMet => &self.not_met,
            Verdict::NotApplicable => &self.not_applicable,
        }
    }

    /// A claimed verdict in words.
    pub fn claimed(&self, verdict: ClaimedVerdict) -> &str {
        match verdict {
            ClaimedVerdict::Met => &self.met,
            ClaimedVerdict::NotMet => &self.not_met,
            ClaimedVerdict::NotApplicable => &self.not_applicable,
            ClaimedVerdict::InProgress => &self.in_progress,
        }
    }
}
