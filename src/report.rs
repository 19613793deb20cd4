//! How a failure is told: what failed, why, what to do; alike on standard error and in the failure dialog.

use std::fmt;

use crate::domain::Explain;
use crate::text::Locale;

/// A failure in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The key of the sentence that says what failed, by which a dialog knows what it may offer.
    pub key: String,
    /// What failed.
    pub what: String,
    /// Why.
    pub why: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    labels: [String; 3],
}

impl Report {
    /// Puts a failure into words.
    pub fn of(fault: &dyn Explain, locale: &Locale) -> Self {
        Self {
            key: fault.what().key,
            what: locale.say(&fault.what()),
            why: fault.why().map(|why| locale.say(&why)),
            hint: fault.hint().map(|hint| locale.say(&hint)),
            labels: ["report-what", "report-why", "report-hint"].map(|key| locale.text(key)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [what, why, hint] = &self.labels;
        write!(f, "{what} {}", self.what)?;
        if let Some(text) = &self.why {
            write!(f, "\n{why} {text}")?;
        }
        if let Some(text) = &self.hint {
            write!(f, "\n{hint} {text}")?;
        }
        Ok(())
    }
}

/// How a command ended, as its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Done: 0.
    Done,
    /// Done, but with findings that the caller asked to be told of: 1.
    Findings,
    /// Wrong usage or input: 2.
    Wrong,
}

impl From<Ending> for std::process::ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Findings => Self::from(1),
            Ending::Wrong => Self::from(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Sentence;
    use crate::text::Lang;

    struct Broken;

    impl Explain for Broken {
        fn what(&self) -> Sentence {
            Sentence::new("report-what")
        }

        fn hint(&self) -> Option<Sentence> {
            Some(Sentence::new("report-hint"))
        }
    }

    #[test]
    fn a_report_says_what_and_what_to_do_and_leaves_out_an_unknown_cause() {
        let report = Report::of(&Broken, &Locale::new(Lang::Vi));
        assert_eq!(report.to_string(), "Lỗi: Lỗi:\nCách sửa: Cách sửa:");
    }
}
