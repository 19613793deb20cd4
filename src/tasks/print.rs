//! A paper as it will print, read before it is written.

use super::desk::Desk;
use super::error::TaskError;
use super::export;
use super::papers::Maker;
use crate::domain::{ApplicantId, FormId, RoundId};
pub use crate::export::print::{Face, Line, Lines, Printed};

/// Which paper is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRequest {
    /// The round.
    pub round: RoundId,
    /// The form or report.
    pub form: FormId,
    /// Whose; a table of the whole round is nobody's.
    pub applicant: ApplicantId,
}

/// A paper with its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printing {
    /// Which it is.
    pub what: PrintRequest,
    /// The paper's name.
    pub paper: String,
    /// Whose it is.
    pub subject: String,
    /// Its pages.
    pub printed: Printed,
    /// What each page is called.
    titles: Vec<String>,
}

impl Printing {
    /// A paper whose pages have these titles.
    pub fn new(what: PrintRequest, paper: String, subject: String, printed: Printed, titles: Vec<String>) -> Self {
        Self {
            what,
            paper,
            subject,
            printed,
            titles,
        }
    }

    /// The paper in lines of a width.
    pub fn lines(&self, width: usize) -> Lines {
        self.printed.lines(width, &self.titles)
    }
}

/// Makes a paper, without writing it.
///
/// # Errors
/// The round, form or applicant is not there.
pub fn run(desk: &Desk, what: &PrintRequest) -> Result<Printing, TaskError> {
    let maker = Maker::of(desk, &what.round)?;
    let (paper, subject, document) = export::printed(desk, &maker, what.form.as_str(), &what.applicant)?;
    let printed = Printed::new(document);
    let locale = desk.locale();
    let all = printed.pages().to_string();
    let titles = (1..).zip(printed.lying()).map(|(number, lies): (usize, bool)| {
        let key = if lies { "closing-page-lying" } else { "closing-page" };
        locale.with(key, &[("number", &number.to_string()), ("all", &all)])
    });
    let titles = titles.collect();
    Ok(Printing::new(what.clone(), paper, subject, printed, titles))
}
