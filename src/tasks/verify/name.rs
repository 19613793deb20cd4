//! Whether a certificate bears the name of the member who signed: one person's key in another's hand is worth a look.

use crate::text::fold;

/// How the names of organisations begin, folded: their certificates bear no member's name. No surname begins like these.
const ORGANISATIONS: &[&str] = &[
    "bo ",
    "chi cuc ",
    "cong ty ",
    "cuc ",
    "dang uy ",
    "hdnd ",
    "hoi dong ",
    "huyen ",
    "phong ",
    "so ",
    "thanh pho ",
    "thi tran ",
    "thi xa ",
    "tinh ",
    "trung tam ",
    "ubnd ",
    "uy ban ",
    "van phong ",
    "xa ",
];

/// Whether a personal certificate bears another name than the member's. Case, marks and the order of words count for
/// nothing, and one name may be the shorter of the two; what an organisation's certificate says is never another name.
pub fn another_name(certificate: &str, organisation: Option<&str>, member: &str) -> bool {
    let own = fold(certificate);
    let is_organisation = organisation.is_some_and(|name| fold(name) == own)
        || ORGANISATIONS.iter().any(|beginning| own.starts_with(beginning));
    let (own, member) = (words(&own), words(&fold(member)));
    if is_organisation || own.is_empty() || member.is_empty() {
        return false;
    }
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    !within(&own, &member) && !within(&member, &own)
}

fn words(folded: &str) -> Vec<String> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_person_is_told_from_another_spelling() {
        for certificate in ["Nguyễn Thị Hạnh", "NGUYEN THI HANH", "Hạnh", "Nguyễn Thị Hạnh – Thư ký"]
        {
            assert!(!another_name(certificate, None, "Nguyễn Thị Hạnh"), "{certificate}");
        }
        for certificate in ["Nguyễn Thị Thư Ký", "Trương Văn Sở", "Nguyễn Thị Hạ"] {
            assert!(another_name(certificate, None, "Nguyễn Thị Hạnh"), "{certificate}");
        }
    }

    #[test]
    fn the_certificate_of_an_organisation_bears_no_members_name() {
        let office = "Trung tâm Chuyển đổi số";
        assert!(!another_name("Ủy ban nhân dân huyện Minh Họa", None, "Trần Văn An"));
        assert!(!another_name(office, Some(office), "Trần Văn An"));
        assert!(!another_name("VNPT IT", Some("VNPT IT"), "Trần Văn An"));
        assert!(!another_name("", None, "Trần Văn An"));
        // A person of an organisation is a person.
        assert!(another_name("Lê Thị Bình", Some("UBND huyện Minh Họa"), "Trần Văn An"));
    }
}
