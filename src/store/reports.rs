//! Reading what reports are made from beside the rulings: texts written by people, and the offices of a round.

use rusqlite::OptionalExtension;

use super::journal::json;
use super::{Store, StoreError};
use crate::domain::narrative::{Narrative, Narratives};
use crate::domain::office::Offices;
use crate::domain::{ApplicantId, EventId, FormId, MemberId, RoundId};

impl Store {
    /// The texts in force in a round; removed ones left out.
    pub fn narratives(&self, round: &RoundId) -> Result<Narratives, StoreError> {
        // The last one wins: later rows overwrite earlier ones.
        let mut query = self.connection.prepare_cached(
            "SELECT n.applicant, n.report, n.section, event, n.text, n.member, n.at FROM narrative n \
             JOIN event_state s USING (event) WHERE n.round = ?1 AND s.active ORDER BY n.instant, n.depth, event",
        )?;
        let mut rows = query.query([round.as_str()])?;
        let mut found = Narratives::default();
        while let Some(row) = rows.next()? {
            let applicant: String = row.get(0)?;
            let place = (
                (!applicant.is_empty()).then(|| ApplicantId::new(applicant)),
                FormId::new(row.get::<_, String>(1)?),
                row.get(2)?,
            );
            let text: String = row.get(4)?;
            if text.trim().is_empty() {
                found.0.remove(&place);
                continue;
            }
            let narrative = Narrative {
                event: EventId::new(row.get::<_, String>(3)?),
                text,
                by: MemberId::new(row.get::<_, String>(5)?),
                at: row.get(6)?,
            };
            found.0.insert(place, narrative);
        }
        Ok(found)
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
