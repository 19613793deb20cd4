//! The annex of a report: what it says of its report, and how the report speaks of it.

use crate::domain::Framework;
use crate::domain::Round;
use crate::domain::form::ReportSpec;
use crate::domain::office::Office;
use crate::forms::notation::within;
use crate::forms::table::Table;
use crate::forms::words::Words;

/// What an annex says of its report: `(Kèm theo Báo cáo số …)`, as Nghị định 30/2020/NĐ-CP asks of each annex.
pub fn issued_with(spec: &ReportSpec, round: &Round, applicant: &str, office: &Office, words: &Words) -> String {
    let number = if office.number.is_empty() {
        &spec.number
    } else {
        &office.number
    };
    let symbol = number
        .split_once('/')
        .map_or(String::new(), |(_, kind)| format!("/{}", kind.trim()));
    let own = round.framework.self_stage().is_some_and(|own| own.id == spec.stage);
    let issuer = if own {
        format!("{} {}", words.committee, within(applicant))
    } else if let Some(issuer) = round.issuer(&spec.stage) {
        issuer.to_owned()
    } else {
        let body = round.framework.stage(&spec.stage).map(|stage| stage.body.clone());
        body.unwrap_or_else(|| words.blank.clone())
    };
    let [before, after] = &words.annex_with;
    format!("({before}{symbol} {after} {issuer})")
}

/// The name of a report's annex as the form prints it and as the office calls it; none where both are the same.
pub(super) fn renamed(spec: &ReportSpec, framework: &Framework, annex: Option<&Table>) -> Option<(String, String)> {
    let printed = &framework.form(spec.annex.as_ref()?)?.name;
    let own = &annex?.name;
    (own != printed).then(|| (printed.clone(), own.clone()))
}

/// A text that speaks of the annex under another name: `theo Phụ lục số 02` becomes `theo Phụ lục II`.
pub(super) fn rename(text: &str, printed: &str, own: &str) -> String {
    let Some((kind, number)) = printed.rsplit_once(' ') else {
        return text.to_owned();
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, length)) = find(rest, kind, number) {
        let (before, found) = rest.split_at(at);
        let (found, after) = found.split_at(length);
        out.push_str(before);
        // As it stands within a sentence.
        let small = found.starts_with(char::is_lowercase);
        let mut letters = own.chars();
        match letters.next() {
            Some(first) if small => {
                out.extend(first.to_lowercase());
                out.push_str(letters.as_str());
            }
            Some(_) | None => out.push_str(own),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What may stand between the kind of an annex and its number.
const BETWEEN: [&str; 2] = [" số ", " "];

/// Where a text speaks of an annex: the place and the length.
fn find(text: &str, kind: &str, number: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let head = rest.get(..kind.len())?;
        let after = rest.get(kind.len()..)?;
        let between = BETWEEN.iter().find(|between| {
            after
                .strip_prefix(**between)
                .is_some_and(|rest| rest.starts_with(number))
        })?;
        let length = kind.len() + between.len() + number.len();
        let ends = rest
            .get(length..)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        (ends && head.to_lowercase() == kind.to_lowercase()).then_some((at, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_speaks_of_its_annex_under_the_name_that_the_office_gives_it() {
        let say = |text: &str| rename(text, "Phụ lục 02", "Phụ lục II");
        assert_eq!(
            say("(Kết quả thẩm định chi tiết theo Phụ lục số 02)"),
            "(Kết quả thẩm định chi tiết theo Phụ lục II)"
        );
        assert_eq!(say("như phụ lục 02 kèm theo"), "như phụ lục II kèm theo");
        for other in ["theo Phụ lục số 03", "Phụ lục 021", "Phụ lục", ""] {
            assert_eq!(say(other), other);
        }
    }
}
