//! Making an exported paper again from what its stamp says, to compare.

use super::stamp::Stamp;
use crate::domain::{ApplicantId, DossierState, StageId};
use crate::export::{ExportError, Properties};
use crate::forms::Document;
use crate::tasks::desk::Desk;
use crate::tasks::digest::Summary;
use crate::tasks::error::TaskError;
use crate::tasks::made::Made;
use crate::tasks::overview::FORM;
use crate::tasks::papers::{self, Maker, Paper};
use crate::tasks::request::ExportFormat;

/// A paper as a document, with its name and whose it is.
pub(in crate::tasks) fn printed(
    desk: &Desk,
    maker: &Maker,
    form: &str,
    applicant: &ApplicantId,
) -> Result<(String, String, Document), TaskError> {
    let paper = maker.paper(form)?;
    let (made, subject) = if paper.is_of_round() {
        (maker.of_round(desk, paper)?, maker.all())
    } else {
        let view = desk.view(&maker.round.id, applicant)?;
        (maker.make(desk, paper, &view, false)?, view.dossier.name)
    };
    let document = papers::document(&[made], Properties::default());
    Ok((maker.name(paper).to_owned(), subject, document))
}

/// A paper made again.
pub(in crate::tasks) struct Remade {
    made: Vec<Made>,
    /// The summary of the round, where it is that.
    summary: Option<Box<Summary>>,
    subject: String,
    /// All of its dossiers are sealed.
    pub sealed: bool,
}

/// Makes the paper of a stamp from what the journal says now.
pub(in crate::tasks) fn remake(desk: &Desk, maker: &Maker, stamp: &Stamp) -> Result<Remade, TaskError> {
    let round = &maker.round;
    if stamp.form.as_str() == FORM {
        let summary = Summary::make(desk, &round.id)?;
        return Ok(Remade {
            made: Vec::new(),
            subject: String::new(),
            sealed: summary.sealed,
            summary: Some(Box::new(summary)),
        });
    }
    let paper = maker.paper(stamp.form.as_str())?;
    if paper.is_of_round() {
        return Ok(Remade {
            made: vec![maker.of_round(desk, paper)?],
            summary: None,
            subject: maker.of_whom(paper),
            sealed: all_sealed(desk, maker, paper)?,
        });
    }
    let applicants = super::applicants(desk, &round.id, &stamp.applicants)?;
    let applicants = maker.concerned(desk, paper, applicants)?;
    let mut made = Vec::new();
    let mut sealed = !applicants.is_empty();
    for (id, _) in &applicants {
        let view = desk.view(&round.id, id)?;
        sealed &= view.dossier.sealed.contains(sealed_at(maker, paper));
        made.push(maker.make(desk, paper, &view, stamp.provenance)?);
    }
    let subject = match applicants.first() {
        Some((_, name)) if !stamp.book => name.clone(),
        Some(_) | None => maker.all(),
    };
    Ok(Remade {
        made,
        summary: None,
        subject,
        sealed,
    })
}

/// The stage whose seal a paper waits for; the applicants' own has none, and waits for the acting one's.
fn sealed_at<'a>(maker: &'a Maker, paper: Paper<'a>) -> &'a StageId {
    let stage = maker.stage(paper);
    let own = maker.round.framework.self_stage().is_some_and(|own| own.id == *stage);
    if own { &maker.round.stage } else { stage }
}

/// Whether all dossiers of the round are sealed at the stage of a paper over all of them.
fn all_sealed(desk: &Desk, maker: &Maker, paper: Paper<'_>) -> Result<bool, TaskError> {
    let (round, stage) = (&maker.round, sealed_at(maker, paper));
    let store = desk.store()?;
    if *stage == round.stage {
        let summaries = store.summaries(&round.id)?;
        return Ok(!summaries.is_empty() && summaries.iter().all(|one| one.state == DossierState::Sealed));
    }
    let dossiers = store.dossiers(&round.id)?;
    Ok(!dossiers.is_empty() && dossiers.iter().all(|(dossier, _)| dossier.sealed.contains(stage)))
}

impl Remade {
    /// The stamp that it has now.
    pub(in crate::tasks) fn stamp(&self, maker: &Maker, stamp: &Stamp) -> Stamp {
        if let Some(summary) = &self.summary {
            return summary.stamp();
        }
        let paper = maker.paper(stamp.form.as_str());
        match paper {
            Ok(paper) => maker.stamp(paper, &self.made, &stamp.applicants, (stamp.book, stamp.provenance)),
            Err(_) => stamp.clone(),
        }
    }

    /// Its bytes, with a stamp.
    pub(in crate::tasks) fn bytes(
        &self,
        maker: &Maker,
        format: ExportFormat,
        stamp: &Stamp,
    ) -> Result<Vec<u8>, ExportError> {
        if let Some(summary) = &self.summary {
            return summary.bytes(format, stamp);
        }
        let paper = match maker.paper(stamp.form.as_str()) {
            Ok(paper) => paper,
            Err(_) => return Ok(Vec::new()),
        };
        maker.bytes((paper, format), &self.subject, &self.made, stamp)
    }
}
