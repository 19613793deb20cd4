//! Reading what reports are made from beside the rulings: texts written by people, and the offices of a round.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::derive::{Node, in_force};
use super::journal::json;
use super::{Store, StoreError};
use crate::domain::narrative::{Narrative, Narratives, Place};
use crate::domain::office::Offices;
use crate::domain::{Act, Actor, ApplicantId, EventId, FormId, MemberId, Round, RoundId, StageId};

impl Store {
    /// The texts in force in a round; removed ones left out. Several on one place did not know of each other.
    pub fn narratives(&self, round: &RoundId) -> Result<Narratives, StoreError> {
        narratives(&self.connection, round)
    }

    /// Who opened a round; none where there is no such round.
    pub fn opened_by(&self, round: &RoundId) -> Result<Option<MemberId>, StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT j.member FROM round r JOIN journal j ON j.id = r.event WHERE r.id = ?1")?
            .query_row([round.as_str()], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(found.map(MemberId::new))
    }

    /// Who sealed a dossier at a stage last, and in which role; none where nobody did.
    pub fn sealed_by(
        &self,
        round: &RoundId,
        applicant: &ApplicantId,
        stage: &StageId,
    ) -> Result<Option<Actor>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT j.member, j.role FROM passage p JOIN journal j ON j.id = p.event \
                 WHERE p.round = ?1 AND p.applicant = ?2 AND p.stage = ?3 AND p.kind = 'seal' \
                 ORDER BY p.instant DESC, p.depth DESC, p.event DESC LIMIT 1",
            )?
            .query_row([round.as_str(), applicant.as_str(), stage.as_str()], |row| {
                Ok(Actor {
                    member: MemberId::new(row.get::<_, String>(0)?),
                    role: row.get(1)?,
                })
            })
            .optional()?;
        Ok(found)
    }

    /// The offices of a round; none of them says anything until they are set.
    pub fn offices(&self, round: &RoundId) -> Result<Offices, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT o.body FROM office o JOIN event_state s USING (event) WHERE o.round = ?1 AND s.active \
                 ORDER BY o.instant DESC, o.depth DESC, event DESC LIMIT 1",
            )?
            .query_row([round.as_str()], |row| json(row, 0))
            .optional()?;
        Ok(found.unwrap_or_default())
    }
}

/// One text in the graph of what replaces what.
struct Written {
    node: Node,
    narrative: Narrative,
}

/// The texts in force in a round.
pub(super) fn narratives(connection: &Connection, round: &RoundId) -> Result<Narratives, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT n.applicant, n.report, n.section, n.event, n.text, n.member, n.at, s.active, j.body \
         FROM narrative n JOIN event_state s ON s.event = n.event JOIN journal j ON j.id = n.event \
         WHERE n.round = ?1 ORDER BY n.instant, n.depth, n.event",
    )?;
    let mut rows = query.query([round.as_str()])?;
    let mut places: BTreeMap<Place, Vec<Written>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let applicant: String = row.get(0)?;
        let place = (
            (!applicant.is_empty()).then(|| ApplicantId::new(applicant)),
            FormId::new(row.get::<_, String>(1)?),
            row.get(2)?,
        );
        let act: Act = json(row, 8)?;
        let written = places.entry(place.clone()).or_default();
        // A text that does not say what it saw saw all before it.
        let before = || written.iter().map(|one| one.narrative.event.clone()).collect();
        let node = Node {
            active: row.get(7)?,
            was_in_force: false,
            replaces: replaced(&act, &place).cloned().unwrap_or_else(before),
        };
        let narrative = Narrative {
            event: EventId::new(row.get::<_, String>(3)?),
            text: row.get(4)?,
            by: MemberId::new(row.get::<_, String>(5)?),
            at: row.get(6)?,
            others: Vec::new(),
        };
        written.push(Written { node, narrative });
    }
    let mut found = Narratives::default();
    for (place, written) in places {
        let (nodes, texts): (HashMap<String, Node>, Vec<Narrative>) = written
            .into_iter()
            .map(|one| ((one.narrative.event.as_str().to_owned(), one.node), one.narrative))
            .unzip();
        let standing = in_force(&nodes);
        let mut standing: Vec<Narrative> = texts
            .into_iter()
            .filter(|one| standing.contains(one.event.as_str()) && !one.text.trim().is_empty())
            .collect();
        if let Some(mut last) = standing.pop() {
            last.others = standing;
            found.0.insert(place, last);
        }
    }
    Ok(found)
}

/// What the text of an act on a place saw, where it says so.
fn replaced<'a>(act: &'a Act, place: &Place) -> Option<&'a Vec<EventId>> {
    if let Act::Batch { acts } = act {
        return acts.iter().find_map(|act| replaced(act, place));
    }
    let Act::Narrate {
        applicant,
        report,
        section,
        replaces,
        ..
    } = act
    else {
        return None;
    };
    let here = (applicant, report, section) == (&place.0, &place.1, &place.2);
    replaces.as_ref().filter(|_| here)
}

/// The events of the texts that the reports of a stage on one applicant are made of.
pub(super) fn narrated(
    connection: &Connection,
    round: &Round,
    applicant: &ApplicantId,
    stage: &StageId,
) -> Result<Vec<EventId>, StoreError> {
    let narratives = narratives(connection, &round.id)?;
    let reports = round
        .framework
        .reports
        .iter()
        .filter(|report| report.stage == *stage && report.scope.is_applicant());
    let sections = reports.flat_map(|report| report.narratives().map(move |section| (&report.id, &section.key)));
    let texts = sections.filter_map(|(report, section)| narratives.of(Some(applicant), report, section));
    Ok(texts.flat_map(Narrative::events).collect())
}
