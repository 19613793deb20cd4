//! What an export will write, before anything is made: which files, under which names, and which of them are there.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::domain::ApplicantId;
use crate::export::{self, ExportError};
use crate::tasks::desk::Desk;
use crate::tasks::error::TaskError;
use crate::tasks::made::Made;
use crate::tasks::papers::{Maker, Paper};
use crate::tasks::request::{ExportFormat, ExportRequest};

/// One file to be written.
#[derive(Debug)]
pub(in crate::tasks) struct File<'a> {
    pub paper: Paper<'a>,
    pub format: ExportFormat,
    pub path: PathBuf,
    /// Of a file of several, those it is made of.
    pub concerned: BTreeSet<ApplicantId>,
}

impl File<'_> {
    /// Its bytes: some papers with their stamp.
    pub(super) fn bytes(
        &self,
        maker: &Maker,
        subject: &str,
        applicants: &[ApplicantId],
        made: &[Made],
        (book, provenance): (bool, bool),
    ) -> Result<Vec<u8>, ExportError> {
        let stamp = maker.stamp(self.paper, made, applicants, (book, provenance));
        maker.bytes((self.paper, self.format), subject, made, &stamp)
    }
}

/// One applicant with the files of its own.
pub(super) struct One<'a> {
    pub id: ApplicantId,
    pub name: String,
    pub files: Vec<File<'a>>,
}

/// All files to be written.
pub(super) struct Plan<'a> {
    /// By applicant.
    pub applicants: Vec<One<'a>>,
    /// Files of all applicants together.
    pub books: Vec<File<'a>>,
    /// Tables of the round.
    pub summaries: Vec<File<'a>>,
}

impl<'a> Plan<'a> {
    /// Plans what was asked for.
    pub(super) fn of(desk: &Desk, maker: &'a Maker, wanted: &ExportRequest) -> Result<Self, TaskError> {
        let round = &maker.round;
        let framework = &round.framework;
        let every = wanted.forms.is_empty();
        let papers: Vec<Paper<'a>> = if every {
            let forms = framework.forms.iter().map(Paper::Form);
            forms.chain(framework.reports.iter().map(Paper::Report)).collect()
        } else {
            let mut named: Vec<Paper<'a>> = Vec::new();
            for id in &wanted.forms {
                let paper = maker.paper(id.as_str())?;
                if !named.iter().any(|other| is_same(*other, paper)) {
                    named.push(paper);
                }
            }
            named
        };
        let several = papers.len() > 1;
        let mut names = Names {
            wanted,
            maker,
            taken: BTreeSet::new(),
        };
        let mut plan = Self {
            applicants: Vec::new(),
            books: Vec::new(),
            summaries: Vec::new(),
        };
        let (summaries, own): (Vec<Paper<'a>>, Vec<Paper<'a>>) = papers.into_iter().partition(Paper::is_of_round);
        let mut concerned: Vec<BTreeSet<ApplicantId>> = Vec::new();
        if !own.is_empty() {
            let all = super::applicants(desk, &round.id, &wanted.applicants)?;
            for paper in &own {
                let found = match maker.concerned(desk, *paper, all.clone()) {
                    // Of a framework as a whole what concerns nobody is left out.
                    Err(TaskError::Input(_)) if several => Vec::new(),
                    found => found?,
                };
                concerned.push(found.into_iter().map(|(id, _)| id).collect());
            }
            for (id, name) in all {
                let mut files = Vec::new();
                for (paper, concerned) in own.iter().zip(&concerned).filter(|_| !wanted.one_book) {
                    if concerned.contains(&id) {
                        files.push(names.file(*paper, &name));
                    }
                }
                plan.applicants.push(One { id, name, files });
            }
        }
        if wanted.one_book && !plan.applicants.is_empty() {
            for (paper, concerned) in own.into_iter().zip(concerned) {
                let file = names.file(paper, &maker.all());
                plan.books.push(File { concerned, ..file });
            }
        }
        let summaries = summaries.into_iter();
        plan.summaries = summaries
            .map(|paper| names.file(paper, &maker.of_whom(paper)))
            .collect();
        Ok(plan)
    }

    fn files(&self) -> impl Iterator<Item = &File<'a>> {
        let own = self.applicants.iter().flat_map(|one| &one.files);
        own.chain(&self.books).chain(&self.summaries)
    }

    /// Whether nothing is to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.files().next().is_none()
    }

    /// The files that are there already.
    pub(super) fn there(&self) -> Vec<PathBuf> {
        let paths = self.files().map(|file| &file.path);
        paths.filter(|path| path.exists()).cloned().collect()
    }

    /// Leaves files out.
    pub(super) fn drop_files(&mut self, paths: &[PathBuf]) {
        let paths: BTreeSet<&PathBuf> = paths.iter().collect();
        for one in &mut self.applicants {
            one.files.retain(|file| !paths.contains(&file.path));
        }
        self.books.retain(|file| !paths.contains(&file.path));
        self.summaries.retain(|file| !paths.contains(&file.path));
    }
}

/// Names that no two files of an export share, on systems that take no account of case, too.
struct Names<'a> {
    wanted: &'a ExportRequest,
    maker: &'a Maker,
    taken: BTreeSet<String>,
}

impl Names<'_> {
    fn file<'p>(&mut self, paper: Paper<'p>, name: &str) -> File<'p> {
        let year = self.maker.round.year;
        let named = |name: &str| {
            export::file_name(
                self.maker.name(paper),
                name,
                year,
                !self.wanted.plain_names,
                self.wanted.format.into(),
            )
        };
        let mut own = named(name);
        for number in 2.. {
            if self.taken.insert(own.to_lowercase()) {
                break;
            }
            own = named(&format!("{name} ({number})"));
        }
        File {
            paper,
            format: self.wanted.format,
            path: self.wanted.out.join(own),
            concerned: BTreeSet::new(),
        }
    }
}

/// Whether two names meant one paper.
fn is_same(one: Paper<'_>, other: Paper<'_>) -> bool {
    match (one, other) {
        (Paper::Form(one), Paper::Form(other)) => one.id == other.id,
        (Paper::Report(one), Paper::Report(other)) => one.id == other.id,
        (Paper::Provenance, Paper::Provenance) | (Paper::Supplements, Paper::Supplements) => true,
        (Paper::Form(_) | Paper::Report(_) | Paper::Provenance | Paper::Supplements, _) => false,
    }
}
