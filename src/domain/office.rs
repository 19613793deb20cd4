//! What a round prints of the offices that issue its documents, where it differs from what the form prints.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FormId;

/// The words of one office. What is empty stays as the form prints it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// Lines of the body above the agency (cơ quan chủ quản).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<String>,
    /// Lines of the agency that issues the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agency: Vec<String>,
    /// The number line (`Số:      /BC-UBND`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The place in the line of the date (`Minh Họa`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The district as the documents name it, where they leave dots for it (`huyện Minh Họa`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub district: String,
    /// Who a letter is addressed to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// In whose name is signed: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `TL. …`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authority: Vec<String>,
    /// The signer's title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<String>,
    /// The signer's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signer: String,
    /// `Nơi nhận`, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// The name of the annex (`Phụ lục II`), where the office numbers its annexes otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub annex: String,
    /// A table in a file of its own ends with its last row, as an annex behind its report does: no conclusion, no signature.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

impl Office {
    /// What this office says and, where it says nothing, what the other says.
    fn or(&self, other: &Self) -> Self {
        let lines = |own: &Vec<String>, other: &Vec<String>| if own.is_empty() { other.clone() } else { own.clone() };
        let line = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
        Self {
            above: lines(&self.above, &other.above),
            agency: lines(&self.agency, &other.agency),
            number: line(&self.number, &other.number),
            place: line(&self.place, &other.place),
            district: line(&self.district, &other.district),
            addressee: line(&self.addressee, &other.addressee),
            authority: lines(&self.authority, &other.authority),
            title: lines(&self.title, &other.title),
            signer: line(&self.signer, &other.signer),
            recipients: lines(&self.recipients, &other.recipients),
            annex: line(&self.annex, &other.annex),
            bare: self.bare || other.bare,
        }
    }
}

/// One of the things that an office says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Lines of the body above.
    Above,
    /// Lines of the agency.
    Agency,
    /// The number line.
    Number,
    /// The place in the line of the date.
    Place,
    /// The district as the documents name it.
    District,
    /// Who a letter is addressed to.
    Addressee,
    /// In whose name is signed.
    Authority,
    /// The signer's title.
    Title,
    /// The signer's name.
    Signer,
    /// `Nơi nhận`.
    Recipients,
    /// The name of the annex.
    Annex,
}

impl Office {
    /// What is said, a line each; nothing where it is left to the form.
    pub fn lines(&self, part: Part) -> Vec<&str> {
        let (line, lines) = match part {
            Part::Above => (None, Some(&self.above)),
            Part::Agency => (None, Some(&self.agency)),
            Part::Number => (Some(&self.number), None),
            Part::Place => (Some(&self.place), None),
            Part::District => (Some(&self.district), None),
            Part::Addressee => (Some(&self.addressee), None),
            Part::Authority => (None, Some(&self.authority)),
            Part::Title => (None, Some(&self.title)),
            Part::Signer => (Some(&self.signer), None),
            Part::Recipients => (None, Some(&self.recipients)),
            Part::Annex => (Some(&self.annex), None),
        };
        let line = line.into_iter().filter(|line| !line.is_empty());
        line.chain(lines.into_iter().flatten()).map(String::as_str).collect()
    }

    /// Says something else, a line each; one where only one line is printed. An empty text leaves it to the form.
    pub fn say(&mut self, part: Part, words: &str) {
        let said: Vec<String> = words
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let line = said.join(" ");
        match part {
            Part::Above => self.above = said,
            Part::Agency => self.agency = said,
            Part::Number => self.number = line,
            Part::Place => self.place = line,
            Part::District => self.district = line,
            Part::Addressee => self.addressee = line,
            Part::Authority => self.authority = said,
            Part::Title => self.title = said,
            Part::Signer => self.signer = line,
            Part::Recipients => self.recipients = said,
            Part::Annex => self.annex = line,
        }
    }
}

/// The offices of a round: its own, and what single documents say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Offices {
    /// The office that holds the round; it issues the documents of the stage at which it opened the round.
    pub office: Office,
    /// By form or report (`mau-so-03`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub form: BTreeMap<FormId, Office>,
}

impl Offices {
    /// What one document says itself, or the round.
    pub fn own(&self, form: Option<&FormId>) -> Office {
        match form {
            Some(form) => self.form.get(form).cloned().unwrap_or_default(),
            None => self.office.clone(),
        }
    }

    /// Lets one document, or the round, say something else; a document that says nothing of its own is forgotten.
    pub fn say(&mut self, form: Option<&FormId>, part: Part, words: &str) {
        let mut office = self.own(form);
        office.say(part, words);
        match form {
            None => self.office = office,
            Some(form) if office == Office::default() => drop(self.form.remove(form)),
            Some(form) => drop(self.form.insert(form.clone(), office)),
        }
    }

    /// The words for a document: its own and, where the round's office issues it, the round's.
    ///
    /// Documents that another office issues take nothing from the round's office but the district's name.
    pub fn of(&self, form: &FormId, own: bool) -> Office {
        let round = if own {
            self.office.clone()
        } else {
            Office {
                district: self.office.district.clone(),
                ..Office::default()
            }
        };
        self.form
            .get(form)
            .map_or_else(|| round.clone(), |said| said.or(&round))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_its_own_and_only_the_rounds_documents_say_what_the_round_says() {
        let text = r#"
            [office]
            agency = ["UBND HUYỆN MINH HỌA"]
            district = "huyện Minh Họa"
            signer = "Nguyễn Văn A"
            [form.phu-luc-02]
            signer = "Trần Thị B"
        "#;
        let offices: Offices = toml::from_str(text).unwrap();
        let annex = offices.of(&FormId::new("phu-luc-02"), true);
        assert_eq!(
            (annex.signer.as_str(), annex.agency.len(), annex.district.as_str()),
            ("Trần Thị B", 1, "huyện Minh Họa")
        );
        assert_eq!(offices.of(&FormId::new("mau-so-02"), true).signer, "Nguyễn Văn A");
        let foreign = offices.of(&FormId::new("mau-so-03"), false);
        assert_eq!(
            (foreign.signer.as_str(), foreign.district.as_str()),
            ("", "huyện Minh Họa")
        );
        toml::from_str::<Offices>("[office]\nsinger = 'x'").unwrap_err();
    }

    #[test]
    fn what_is_said_is_read_again_part_by_part_and_an_empty_text_takes_it_back() {
        use strum::IntoEnumIterator;
        let form = FormId::new("phu-luc-02");
        for part in Part::iter() {
            let mut offices = Offices::default();
            offices.say(Some(&form), part, " Chánh Văn phòng \n");
            assert_eq!(offices.own(Some(&form)).lines(part), ["Chánh Văn phòng"], "{part:?}");
            assert_eq!(
                Part::iter()
                    .map(|other| offices.own(Some(&form)).lines(other).len())
                    .sum::<usize>(),
                1
            );
            offices.say(Some(&form), part, "");
            assert_eq!(offices, Offices::default(), "{part:?}");
        }
        let mut offices = Offices::default();
        offices.say(None, Part::Authority, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH");
        assert_eq!(offices.office.authority.len(), 2);
        offices.say(None, Part::Signer, "Nguyễn\nVăn A");
        assert_eq!(offices.office.signer, "Nguyễn Văn A");
    }
}
