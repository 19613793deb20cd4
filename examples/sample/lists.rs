//! The sub-forms of the sample (Mẫu 1.4, 2.5, 3.3) as the guide prints them, with as many rows as bear the claims out; one
//! commune's does not.

use std::fmt::Write;

use super::INVENTED;
use super::communes::{Commune, Figure, Row, Situation};

/// Mẫu 1.4: every officer has a computer and a mail address.
pub fn officers(commune: &Commune, at: usize) -> Vec<u8> {
    let count = 18 + at % 4;
    let mut table = head(
        commune,
        "Mẫu 1.4. Danh sách cán bộ, công chức có máy tính và được cấp hộp thư điện tử công vụ",
        "STT;Họ tên;Chức vụ;Có máy tính làm việc;Hộp thư điện tử công vụ (ghi địa chỉ hộp thư);Ghi chú",
    );
    for number in 1..=count {
        line(
            &mut table,
            &format!("{number};Cán bộ {number:02} (giả định);Công chức;Có;canbo{number:02}@example.vn;"),
        );
    }
    line(&mut table, &format!("- Tổng số CBCC của cơ quan: {count} người."));
    table.into_bytes()
}

/// Mẫu 2.5: the enterprises that use electronic contracts, and how many there are in all.
pub fn enterprises(commune: &Commune, rows: &[Row<'_>]) -> Vec<u8> {
    let claim = claim(rows, "2.5");
    let (users, all) = (8..600)
        .find_map(|all| Some((claim.part_of(all)?, all)))
        .unwrap_or((0, 8));
    let mut table = head(
        commune,
        "Mẫu 2.5. Tỷ lệ doanh nghiệp sử dụng hợp đồng điện tử",
        "TT;Tên doanh nghiệp;Số điện thoại liên hệ;Sử dụng hợp đồng điện tử;;Ghi chú\n;;;Có/Không;Đơn vị cung cấp hợp đồng điện tử;",
    );
    for number in 1..=(users + 3).min(all) {
        let uses = if number <= users {
            "Có;Nhà cung cấp giả định"
        } else {
            "Không;"
        };
        line(
            &mut table,
            &format!("{number};Doanh nghiệp giả định {number:03};0900000{number:03};{uses};"),
        );
    }
    line(&mut table, &format!("Tổng số DNVVN: {all}"));
    table.into_bytes()
}

/// Mẫu 3.3: those adults who have a smartphone, a signature or use public services; how many adults there are in all.
pub fn subscribers(commune: &Commune, rows: &[Row<'_>]) -> Vec<u8> {
    let phones = claim(rows, "3.4");
    let software = claim(rows, "3.3");
    let signatures = claim(rows, "3.10");
    let services = claim(rows, "3.11");
    let mut best: Option<(usize, [usize; 5])> = None;
    for adults in 60..2000 {
        if adults >= 640 && best.is_some() {
            break;
        }
        // The commune that claims too much has fewer smartphones than it says.
        let owners = match commune.situation {
            Situation::OverClaimed => Some(adults * 705 / 1000),
            _ => phones.part_of(adults),
        };
        let Some(owners) = owners else { continue };
        let Some(protected) = software.part_of(owners) else {
            continue;
        };
        let (signing, serving) = (signatures.part_of(adults), services.part_of(adults));
        let told = usize::from(signing.is_some()) + usize::from(serving.is_some());
        if best.is_none_or(|(most, _)| told > most) {
            let (signing, serving) = (signing.unwrap_or(0), serving.unwrap_or(0));
            best = Some((told, [adults, owners, protected, signing, serving]));
        }
    }
    let (_, [adults, owners, protected, signing, serving]) = best.unwrap_or_default();
    let mut table = head(
        commune,
        "Mẫu 3.3. Tỷ lệ thuê bao điện thoại di động thông minh có sử dụng phần mềm an toàn thông tin mạng cơ bản",
        "TT;Họ và tên;Số điện thoại liên hệ;Có điện thoại thông minh;Có cài đặt PM ATTT;Có chữ ký số;\
         Có sử dụng dịch vụ công trực tuyến;Ghi chú",
    );
    for number in 1..=owners {
        let tick = |upto: usize| if number <= upto { "x" } else { "" };
        line(
            &mut table,
            &format!(
                "{number};Người {number:03} (giả định);0900000{number:03};x;{};{};{};",
                tick(protected),
                tick(signing),
                tick(serving)
            ),
        );
    }
    line(&mut table, &format!("Tổng dân số trưởng thành: {adults}"));
    table.into_bytes()
}

/// What a commune claims of a criterion.
#[derive(Debug, Clone, Copy)]
enum Claim {
    Tenths(usize),
    Ratio(usize, usize),
    Nothing,
}

impl Claim {
    /// The part of a whole that bears the claim out; none where no whole number does.
    fn part_of(self, whole: usize) -> Option<usize> {
        match self {
            Self::Tenths(tenths) => {
                let part = (tenths * whole).div_ceil(1000);
                let above = part * 1000 - tenths * whole;
                (part <= whole && above * 2 < whole).then_some(part)
            }
            Self::Ratio(part, of) => (part * whole).is_multiple_of(of).then(|| part * whole / of),
            Self::Nothing => None,
        }
    }
}

fn claim(rows: &[Row<'_>], code: &str) -> Claim {
    let tenths = |text: &str| {
        let (whole, rest) = text.split_once(',').unwrap_or((text, "0"));
        Some(Claim::Tenths(
            whole.parse::<usize>().ok()? * 10 + rest.parse::<usize>().ok()?,
        ))
    };
    let ratio = |text: &str| {
        let (part, whole) = text.split_once('/')?;
        Some(Claim::Ratio(part.parse().ok()?, whole.parse().ok()?))
    };
    let found = rows.iter().find(|row| row.criterion.code == code);
    let read = found.and_then(|row| match &row.figure {
        Figure::Percent(tenths, _) => Some(Claim::Tenths(usize::try_from(*tenths).ok()?)),
        Figure::Number(number) => tenths(&format!("{number:.1}").replace('.', ",")),
        Figure::Text(text) => ratio(text).or_else(|| tenths(text.trim_end_matches('%'))),
    });
    read.unwrap_or(Claim::Nothing)
}

fn head(commune: &Commune, title: &str, header: &str) -> String {
    format!("# {INVENTED}\n# {}\n{title}\n{header}\n", commune.name)
}

fn line(table: &mut String, text: &str) {
    // Writing into a text cannot fail.
    let _ = writeln!(table, "{text}");
}
