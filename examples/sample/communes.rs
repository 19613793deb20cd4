//! The invented communes and what each of them claims.

use thamdinh::domain::{Criterion, Framework};

/// How a commune lays out its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As printed in the guide.
    Plain,
    /// A header over two rows, with headers of its own.
    TwoRows,
    /// Another order, and a column of its own.
    OtherOrder,
}

/// What a commune shows to the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Situation {
    Fine,
    OverClaimed,
    MissingEvidence,
    ByAHair,
    InProgress,
    NoPostOffice,
    LongNotes,
    UnknownTargets,
    NumericCode,
    Unreadable,
    SharedEvidence,
    Contradiction,
}

/// An invented commune.
#[derive(Debug, Clone, Copy)]
pub struct Commune {
    pub name: &'static str,
    pub layout: Layout,
    pub situation: Situation,
}

/// What stands in the value's cell.
#[derive(Debug, Clone)]
pub enum Figure {
    /// Tenths of a per cent, in a cell of that number format.
    Percent(u32, &'static str),
    /// A bare number.
    Number(f64),
    /// Text.
    Text(String),
}

/// One row of a commune's table.
#[derive(Debug, Clone)]
pub struct Row<'f> {
    pub criterion: &'f Criterion,
    pub code_as_number: bool,
    pub target: String,
    pub figure: Figure,
    pub verdict: String,
    pub evidence: String,
    pub note: String,
}

/// The communes in the order of their folders.
pub fn all() -> Vec<Commune> {
    use Layout::{OtherOrder, Plain, TwoRows};
    use Situation::*;
    [
        ("Xã Tân Phú", Plain, Fine),
        ("Xã Hòa Bình Thượng", Plain, OverClaimed),
        ("Xã Minh Sơn", OtherOrder, MissingEvidence),
        ("Xã Đông Lĩnh", Plain, ByAHair),
        ("Xã Yên Trung", TwoRows, InProgress),
        ("Xã Thượng Nguyên", Plain, NoPostOffice),
        ("Thị trấn Lam Giang", Plain, LongNotes),
        ("Phường Bình Minh", OtherOrder, UnknownTargets),
        ("Xã Phú Thịnh", Plain, NumericCode),
        ("Xã Quang Vinh", TwoRows, Unreadable),
        ("Xã Kim Sơn", Plain, SharedEvidence),
        ("Xã Trường Giang", Plain, Contradiction),
    ]
    .map(|(name, layout, situation)| Commune {
        name,
        layout,
        situation,
    })
    .to_vec()
}

/// The invented target of a criterion; none where the district left it open or the province set it.
pub fn target(code: &str) -> Option<&'static str> {
    Some(match code {
        "1.1" | "1.7" | "1.11" | "4.2" | "4.4" | "4.6" | "4.7" | "4.8" => "1",
        "1.4" | "1.5" => "100%",
        "1.6" | "3.7" => "50%",
        "1.8" => "3",
        "1.9" => "Có",
        "1.10" | "3.5" | "4.1" => "80%",
        "2.2" | "3.3" => "50%",
        "2.4" | "3.12" => "40%",
        "2.5" | "2.6" => "30%",
        "3.2" | "3.9" => "70%",
        "3.4" => "75%",
        "3.8" => "60%",
        "4.5" => "2",
        _ => return None,
    })
}

/// The rows of a commune's table; `at` is its place among the communes and varies the figures.
pub fn rows<'f>(framework: &'f Framework, commune: &Commune, at: usize) -> Vec<Row<'f>> {
    framework
        .scored()
        .enumerate()
        .map(|(index, criterion)| {
            let mut row = plain_row(criterion, at, index);
            alter(&mut row, commune.situation);
            row
        })
        .collect()
}

/// A row in which all is fine.
fn plain_row(criterion: &Criterion, at: usize, index: usize) -> Row<'_> {
    let stated = matches!(criterion.code.as_str(), "1.2" | "1.3" | "2.3" | "4.3");
    let target = if stated {
        "100%".to_owned()
    } else {
        target(&criterion.code).unwrap_or_default().to_owned()
    };
    Row {
        criterion,
        code_as_number: false,
        figure: figure(criterion, &target, at, index),
        target,
        verdict: "Đạt".to_owned(),
        evidence: evidence(criterion, at, index),
        note: String::new(),
    }
}

/// A figure that reaches the target, written as one office or another writes it.
fn figure(criterion: &Criterion, target: &str, at: usize, index: usize) -> Figure {
    if criterion.unit != "%" {
        return match criterion.code.as_str() {
            "1.9" => Figure::Text("Có".to_owned()),
            "1.1" if at % 3 == 1 => Figure::Text("03 văn bản".to_owned()),
            _ => {
                let least: f64 = target.parse().unwrap_or(1.0);
                Figure::Number(least + f64::from(u8::try_from((at + index) % 3).unwrap_or_default()))
            }
        };
    }
    let least: u32 = target.trim_end_matches('%').parse().unwrap_or(40);
    let room = (100 - least) * 10;
    let step = u32::try_from(at * 37 + index * 53).unwrap_or_default();
    let tenths = least * 10 + if room == 0 { 0 } else { step % (room.min(180) + 1) };
    match (at + index) % 5 {
        0 => Figure::Text(format!("{},{}%", tenths / 10, tenths % 10)),
        1 if tenths > 10 => Figure::Number(f64::from(tenths) / 10.0),
        2 if tenths < 1000 => {
            let whole = 40 + step % 460;
            // Rounded up, so that the ratio still reaches the target.
            let part = (whole * tenths).div_ceil(1000);
            Figure::Text(format!("{part}/{whole}"))
        }
        3 if tenths.is_multiple_of(10) => Figure::Percent(tenths, "0%"),
        _ => Figure::Percent(tenths, "0.0%"),
    }
}

/// The document that a row names as its evidence.
fn evidence(criterion: &Criterion, at: usize, index: usize) -> String {
    let number = 11 + at * 7 + index * 3;
    let (day, month) = (1 + (at * 5 + index * 11) % 28, 2 + (index + at) % 9);
    let kind = match index % 3 {
        0 => "Kế hoạch số",
        1 => "Báo cáo số",
        _ => "Thông báo số",
    };
    let mark = match index % 3 {
        0 => "KH-UBND",
        1 => "BC-UBND",
        _ => "TB-UBND",
    };
    format!(
        "{kind} {number}/{mark} ngày {day:02}/{month:02}/2023; thư mục {}",
        criterion.code
    )
}

/// Alters a row to what the commune is in the sample for.
fn alter(row: &mut Row<'_>, situation: Situation) {
    let code = row.criterion.code.as_str();
    match (situation, code) {
        (Situation::OverClaimed, "1.6") => row.figure = Figure::Percent(972, "0.0%"),
        (Situation::OverClaimed, "3.4") => row.figure = Figure::Text("96,8%".to_owned()),
        (Situation::OverClaimed, "3.5") => row.figure = Figure::Text("412/400".to_owned()),
        (Situation::OverClaimed, "4.1") => {
            row.figure = Figure::Percent(1000, "0%");
            row.note = "Theo số liệu của doanh nghiệp viễn thông; chưa kiểm đếm đến thôn.".to_owned();
        }
        (Situation::MissingEvidence, "1.7" | "1.8" | "2.2" | "2.4" | "3.1" | "3.8" | "4.6") => row.evidence.clear(),
        // The cell shows 100% while the number behind it is below.
        (Situation::ByAHair, "1.2") => row.figure = Figure::Percent(996, "0%"),
        (Situation::ByAHair, "1.3") => row.figure = Figure::Percent(996, "0.0%"),
        (Situation::ByAHair, "3.9") => row.figure = Figure::Text("1396/1996".to_owned()),
        (Situation::InProgress, "1.11" | "2.5" | "2.6" | "3.6" | "3.10" | "4.2" | "4.5") => {
            row.verdict = "Đang triển khai".to_owned();
            row.figure = match row.criterion.unit.as_str() {
                "%" => Figure::Percent(124, "0.0%"),
                _ => Figure::Number(0.0),
            };
            row.note = "Đang triển khai theo kế hoạch, dự kiến hoàn thành trong quý IV năm 2023.".to_owned();
        }
        (Situation::NoPostOffice, "4.8") => {
            row.figure = Figure::Text("Không áp dụng".to_owned());
            row.verdict = "Không áp dụng".to_owned();
            row.evidence.clear();
            row.note = "Trên địa bàn xã không có điểm cung cấp dịch vụ bưu chính; người dân sử dụng điểm bưu điện của xã liền kề."
                .to_owned();
        }
        (Situation::LongNotes, "1.2" | "2.3" | "3.3" | "3.11" | "4.4") => row.note = long_note(code),
        (Situation::UnknownTargets, _) => {
            // The column of targets was left blank as a whole.
            row.target.clear();
            if code == "2.1" {
                row.verdict = "x".to_owned();
            }
        }
        (Situation::NumericCode, "1.1" | "1.10") => row.code_as_number = true,
        (Situation::Unreadable, "1.5") => row.figure = Figure::Text("chín lăm".to_owned()),
        (Situation::Unreadable, "3.2") => row.figure = Figure::Number(0.912),
        (Situation::Unreadable, "3.7") => row.verdict = "Tốt".to_owned(),
        (Situation::Contradiction, "1.10") => {
            row.figure = Figure::Percent(615, "0.0%");
            row.verdict = "Đạt".to_owned();
        }
        (Situation::Contradiction, "3.4") => {
            row.figure = Figure::Percent(883, "0.0%");
            row.verdict = "Không đạt".to_owned();
        }
        (Situation::Contradiction, "4.3") => row.target = "95%".to_owned(),
        _ => {}
    }
}

fn long_note(code: &str) -> String {
    format!(
        "Giải trình đối với chỉ tiêu {code}: số liệu được tổng hợp từ báo cáo của các tổ dân phố, đối chiếu với dữ liệu của \
         hệ thống thông tin dùng chung tại thời điểm ngày 31/10/2023. Trong quý II năm 2023 hệ thống nâng cấp nên một số hồ sơ \
         được cập nhật chậm; thị trấn đã rà soát, bổ sung đầy đủ và gửi kèm biên bản đối chiếu. Những trường hợp còn lại \
         thuộc diện không phải cập nhật theo quy định, danh sách gửi kèm trong thư mục {code}. Đề nghị Hội đồng xem xét, \
         ghi nhận kết quả nêu trên và cho ý kiến về cách tính đối với các hộ tạm vắng trên địa bàn."
    )
}
