//! The words of the office that issues a paper, laid over what the form prints.

use super::document::{Closing, Letterhead};
use super::table::Table;
use crate::domain::office::Office;

/// Lays an office's words over a table: the name of the annex, the place, who signs, and whether it is signed at all.
pub fn on_table(table: &mut Table, office: &Office) {
    if !office.annex.is_empty() {
        let capitals = office.annex.to_uppercase();
        let printed = table.name.to_uppercase();
        let printed = printed.split(" (").next().unwrap_or_default();
        let mut renamed = false;
        if table.annex.is_empty() {
            // The title itself says the annex's name, in a line of its own; that of any other table is no annex's.
            for line in table.title.iter_mut().filter(|line| *line == printed) {
                line.clone_from(&capitals);
                renamed = true;
            }
        } else {
            table.annex = capitals;
            renamed = true;
        }
        if renamed {
            table.name.clone_from(&office.annex);
        }
    }
    if let Some(signature) = &mut table.signature {
        signature.place_date = dated(&signature.place_date, office);
        if !office.authority.is_empty() {
            signature.above.clone_from(&office.authority);
        }
        if !office.title.is_empty() {
            signature.title = office.title.join("\n");
        }
        signature.name.clone_from(&office.signer);
    }
    if office.bare {
        table.conclusion.clear();
        table.remarks.clear();
        table.signature = None;
    }
    for line in &mut table.conclusion {
        *line = placed(line, office);
    }
}

/// Lays an office's words over the head of a paper.
pub(super) fn on_head(head: &mut Letterhead, office: &Office) {
    let lines = |own: &mut Vec<String>, said: &Vec<String>| {
        if !said.is_empty() {
            own.clone_from(said);
        }
    };
    if !office.agency.is_empty() {
        // An office that names itself says, too, whether somebody stands above it.
        head.above.clone_from(&office.above);
    }
    lines(&mut head.above, &office.above);
    lines(&mut head.agency, &office.agency);
    if !office.number.is_empty() {
        head.number.clone_from(&office.number);
    }
    head.place_date = dated(&head.place_date, office);
}

/// Lays an office's words over the end of a paper.
pub(super) fn on_closing(closing: &mut Closing, office: &Office) {
    if !office.recipients.is_empty() {
        closing.recipients.clone_from(&office.recipients);
    }
    if !office.authority.is_empty() {
        closing.above.clone_from(&office.authority);
    }
    if !office.title.is_empty() {
        closing.title.clone_from(&office.title);
    }
    closing.name.clone_from(&office.signer);
}

/// The line of place and date with its place: the dots before the first comma.
fn dated(line: &str, office: &Office) -> String {
    match line.split_once(',') {
        Some((dots, rest)) if !office.place.is_empty() && is_dots(dots) => format!("{},{rest}", office.place),
        Some(_) | None => line.to_owned(),
    }
}

/// A line with the district in the place that the form leaves for it: kinds of districts, then dots, behind a comma.
pub(super) fn placed(line: &str, office: &Office) -> String {
    if office.district.is_empty() {
        return line.to_owned();
    }
    let line = of_district(line, office);
    let mut parts = line.split(", ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(", ");
        match part.split_once(DOTS) {
            Some((kinds, rest)) if is_kinds(kinds) => {
                out.push_str(&office.district);
                out.push_str(rest.trim_start_matches('.'));
            }
            Some(_) | None => out.push_str(part),
        }
    }
    out
}

/// A line with the district behind `của` where the form leaves it open: `Văn bản ..... của huyện .....`.
fn of_district(line: &str, office: &Office) -> String {
    let mut parts = line.split(OF);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(OF);
        match part.split_once(DOTS) {
            Some((kinds, rest)) if kinds.trim().split('/').all(|kind| KINDS.contains(&kind.trim())) => {
                out.push_str(&office.district);
                out.push_str(rest.trim_start_matches('.'));
            }
            Some(_) | None => out.push_str(part),
        }
    }
    out
}

/// An addressee with the district in the place that the form leaves for it: behind the first word, kinds, then dots.
pub(super) fn addressed(line: &str, office: &Office) -> String {
    let place = line
        .split_once(' ')
        .and_then(|(body, rest)| Some((body, rest.trim_end().strip_suffix(DOTS)?)));
    match place {
        Some((body, kinds)) if !office.district.is_empty() && is_kinds(kinds) => format!("{body} {}", office.district),
        Some(_) | None => line.to_owned(),
    }
}

/// What a form leaves to be filled in.
const DOTS: &str = ".....";
/// What stands before a body.
const OF: &str = " của ";
/// What districts are called.
const KINDS: [&str; 4] = ["huyện", "quận", "thị xã", "thành phố"];

fn is_dots(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '…'))
}

/// `huyện`, or `huyện/thị xã/thành phố`.
fn is_kinds(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.split('/').all(|kind| kind.split_whitespace().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FormId;

    #[test]
    fn only_an_annex_takes_the_name_that_the_office_gives_its_annexes() {
        let office = Office {
            annex: "Phụ lục II".to_owned(),
            ..Office::default()
        };
        let renamed = |name: &str, title: &str| {
            let mut table = Table {
                title: vec![title.to_owned()],
                ..Table::new(FormId::new("f"), name)
            };
            on_table(&mut table, &office);
            (table.name, table.title.concat())
        };
        let both = |name: &str, title: &str| (name.to_owned(), title.to_owned());
        assert_eq!(renamed("Phụ lục 02", "PHỤ LỤC 02"), both("Phụ lục II", "PHỤ LỤC II"));
        assert_eq!(
            renamed("Phụ lục 4 (cấu trúc)", "PHỤ LỤC 4"),
            both("Phụ lục II", "PHỤ LỤC II")
        );
        let ranking = both("Xếp hạng", "KẾT QUẢ VÀ XẾP HẠNG");
        assert_eq!(renamed(&ranking.0, &ranking.1), ranking);
    }

    #[test]
    fn the_district_takes_the_place_of_its_dots_and_of_no_others() {
        let office = Office {
            district: "huyện Minh Họa".to_owned(),
            place: "Minh Họa".to_owned(),
            ..Office::default()
        };
        assert_eq!(
            placed(
                "thẩm định: Xã A, huyện/thị xã/thành phố..... đã hoàn thành, tỷ lệ",
                &office
            ),
            "thẩm định: Xã A, huyện Minh Họa đã hoàn thành, tỷ lệ"
        );
        assert_eq!(
            placed("giai đoạn 2022 - 2025; Văn bản ..... của huyện .....", &office),
            "giai đoạn 2022 - 2025; Văn bản ..... của huyện Minh Họa"
        );
        assert_eq!(placed("Văn bản của UBND .....", &office), "Văn bản của UBND .....");
        assert_eq!(
            placed("trên địa bàn Xã A, huyện.....", &office),
            "trên địa bàn Xã A, huyện Minh Họa"
        );
        let open = "Văn bản ..... của huyện .....";
        assert_eq!(placed(open, &Office::default()), open);
        assert_eq!(placed("Xã A, huyện.....", &Office::default()), "Xã A, huyện.....");
        let letter = "UBND huyện/thị xã/ thành phố .....";
        assert_eq!(addressed(letter, &office), "UBND huyện Minh Họa");
        assert_eq!(addressed(letter, &Office::default()), letter);
        assert_eq!(
            addressed("Bộ Thông tin và Truyền thông", &office),
            "Bộ Thông tin và Truyền thông"
        );
        assert_eq!(dated("....., ngày    tháng", &office), "Minh Họa, ngày    tháng");
        assert_eq!(dated("Vinh, ngày    tháng", &office), "Vinh, ngày    tháng");
    }
}
