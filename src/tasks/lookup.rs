//! What is found by asking: notes of any dossier of a round by their words, with or without marks.

use super::desk::Desk;
use super::error::TaskError;
use crate::domain::{ApplicantId, Note, RoundId};
use crate::text;

/// So many notes are found at once.
const MOST: usize = 40;

/// A note that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNote {
    /// Whose dossier.
    pub applicant: ApplicantId,
    /// The applicant's name.
    pub name: String,
    /// The note.
    pub note: Note,
}

/// The notes of a round with their folded texts, kept while nothing else is asked for.
#[derive(Debug)]
pub(super) struct Notes {
    round: RoundId,
    notes: Vec<(String, FoundNote)>,
}

impl Desk {
    /// The notes of a round that hold every word of a folded text: first those that hold it as it stands.
    pub(super) fn notes_with(&mut self, round: &RoundId, words: &str) -> Result<Vec<FoundNote>, TaskError> {
        if self.notes.as_ref().is_none_or(|known| known.round != *round) {
            self.notes = Some(self.read_notes(round)?);
        }
        let known = self.notes.as_ref().map(|known| known.notes.as_slice());
        Ok(found(known.unwrap_or_default(), words))
    }

    fn read_notes(&self, round: &RoundId) -> Result<Notes, TaskError> {
        let store = self.store()?;
        let mut all = store.all_notes(round)?;
        let mut notes = Vec::new();
        for summary in store.summaries(round)? {
            for note in all.remove(&summary.applicant).unwrap_or_default() {
                let found = FoundNote {
                    applicant: summary.applicant.clone(),
                    name: summary.name.clone(),
                    note,
                };
                notes.push((text::fold(&found.note.text), found));
            }
        }
        Ok(Notes {
            round: round.clone(),
            notes,
        })
    }
}

fn found(notes: &[(String, FoundNote)], words: &str) -> Vec<FoundNote> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let (mut whole, mut each) = (Vec::new(), Vec::new());
    for (folded, note) in notes {
        if folded.contains(words) {
            whole.push(note);
        } else if words.split(' ').all(|word| folded.contains(word)) {
            each.push(note);
        }
        if whole.len() == MOST {
            break;
        }
    }
    whole.into_iter().chain(each).take(MOST).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EventId, MemberId};

    fn note(text: &str) -> (String, FoundNote) {
        let note = Note {
            event: EventId::from("e"),
            criterion: None,
            text: text.to_owned(),
            by: MemberId::from("m"),
            at: String::new(),
        };
        let found = FoundNote {
            applicant: ApplicantId::from("a"),
            name: "Xã Tân Phú".to_owned(),
            note,
        };
        (text::fold(text), found)
    }

    #[test]
    fn notes_that_hold_the_text_go_before_those_that_hold_its_words() {
        let notes = [
            note("Số liệu chờ xã xác nhận"),
            note("Chờ số liệu của xã"),
            note("Đã đủ"),
        ];
        let told = |words: &str| -> Vec<String> {
            found(&notes, &text::fold(words))
                .into_iter()
                .map(|one| one.note.text)
                .collect()
        };
        assert_eq!(told("chờ số"), ["Chờ số liệu của xã", "Số liệu chờ xã xác nhận"]);
        assert_eq!(told("đủ"), ["Đã đủ"]);
        assert!(told("không có").is_empty() && told(" ").is_empty());
    }

    #[test]
    fn no_more_are_found_than_a_list_can_show() {
        let notes: Vec<_> = (0..100).map(|at| note(&format!("ghi chú {at}"))).collect();
        assert_eq!(found(&notes, "ghi chu").len(), MOST);
    }
}
