//! The small evidence files of the sample, made by hand so that their bytes never change.

use std::fs;
use std::io;
use std::path::Path;

use super::INVENTED;
use super::communes::{Commune, Row, Situation};
use super::lists;

/// Writes a commune's evidence below its folder; `at` is its place among the communes, `rows` what it claims.
pub fn write(folder: &Path, commune: &Commune, rows: &[Row<'_>], at: usize) -> io::Result<()> {
    let name = commune.name;
    let plan = format!("KẾ HOẠCH\nChuyển đổi số năm 2023 của {name}\n");
    file(
        folder,
        &["1.1", "1.1 - Kế hoạch", "Tiêu chí 1.1"],
        at,
        "Kế hoạch chuyển đổi số.pdf",
        &pdf(name, "Ke hoach chuyen doi so nam 2023"),
    )?;
    file(
        folder,
        &["1.2", "TC 1.2", "Tiêu chí 1.2"],
        at,
        "Báo cáo xử lý văn bản.txt",
        &text(&plan.replace("KẾ HOẠCH", "BÁO CÁO")),
    )?;
    file(
        folder,
        &["1.10 - Tập huấn", "1.10", "Tiêu chí 1.10"],
        at,
        "Ảnh lớp tập huấn.png",
        &png(u8::try_from(at * 19).unwrap_or_default()),
    )?;
    file(folder, &["1.4"], at, "Mẫu 1.4.csv", &lists::officers(commune, at))?;
    if commune.situation == Situation::MissingEvidence {
        return Ok(());
    }
    file(
        folder,
        &["3.3", "Tiêu chí 3.3", "3.3 - Thuê bao"],
        at,
        "Mẫu 3.3.csv",
        &lists::subscribers(commune, rows),
    )?;
    let enterprises = lists::enterprises(commune, rows);
    file(folder, &["2.5", "TC 2.5"], at, "Mẫu 2.5.csv", &enterprises)?;
    file(
        folder,
        &["4.5", "4.5. Wifi công cộng"],
        at,
        "Danh sách điểm phát.txt",
        &text(&format!(
            "Các điểm phát wifi công cộng của {name}: trụ sở UBND; nhà văn hóa trung tâm.\n"
        )),
    )?;
    match commune.situation {
        Situation::OverClaimed => {
            let found = "Hồ sơ tiếp nhận trực tuyến: 312 trên tổng số 480 hồ sơ.\n";
            file(folder, &["1.6"], at, "Trích xuất hệ thống một cửa.txt", &text(found))?;
            let found = "Người trưởng thành có điện thoại thông minh: 2.904 trên tổng số 4.120 người.\n";
            file(folder, &["3.4"], at, "Tổng hợp của các thôn.txt", &text(found))?;
        }
        Situation::NoPostOffice => {
            let found = format!("UBND {name} xác nhận trên địa bàn không có điểm cung cấp dịch vụ bưu chính.\n");
            file(folder, &["4.8"], at, "Xác nhận.txt", &text(&found))?;
        }
        // The same report of another commune, handed in by both.
        Situation::SharedEvidence | Situation::Contradiction => {
            let same = "BÁO CÁO\nKết quả hoạt động của Tổ công nghệ số cộng đồng năm 2023\n";
            file(folder, &["3.1"], at, "Báo cáo Tổ công nghệ số.txt", &text(same))?;
        }
        Situation::LongNotes => {
            let minutes = "BIÊN BẢN\nĐối chiếu số liệu với hệ thống thông tin dùng chung\n";
            file(folder, &["1.2, 1.3"], at, "Biên bản đối chiếu.txt", &text(minutes))?;
        }
        Situation::Fine
        | Situation::MissingEvidence
        | Situation::ByAHair
        | Situation::InProgress
        | Situation::UnknownTargets
        | Situation::NumericCode
        | Situation::Unreadable => {}
    }
    Ok(())
}

/// Writes a file into one of several usual spellings of its criterion's folder.
fn file(folder: &Path, spellings: &[&str], at: usize, name: &str, content: &[u8]) -> io::Result<()> {
    let spelling = spellings.get(at % spellings.len()).copied().unwrap_or_default();
    let place = folder.join(spelling);
    fs::create_dir_all(&place)?;
    fs::write(place.join(name), content)
}

fn text(body: &str) -> Vec<u8> {
    format!("{INVENTED}.\n\n{body}").into_bytes()
}

/// A page of PDF: the title in the document's properties keeps its marks, the page itself is in plain letters.
fn pdf(commune: &str, subject: &str) -> Vec<u8> {
    let title: String = format!("{INVENTED} - {commune}")
        .encode_utf16()
        .fold(String::from("FEFF"), |mut hex, unit| {
            hex.push_str(&format!("{unit:04X}"));
            hex
        });
    let content = format!("BT /F1 14 Tf 60 760 Td ({subject}) Tj 0 -24 Td (So lieu gia dinh, dung de minh hoa) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Title <{title}> >>"),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// A small picture in one shade, with the notice in its text.
fn png(shade: u8) -> Vec<u8> {
    const SIDE: u8 = 16;
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &[0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, 0, 0, 0, 0]);
    let mut notice = b"Description\0\0\0\0\0".to_vec();
    notice.extend_from_slice(INVENTED.as_bytes());
    chunk(&mut out, b"iTXt", &notice);
    let pixels: Vec<u8> = (0..SIDE)
        .flat_map(|row| std::iter::once(0).chain((0..SIDE).map(move |column| shade ^ (row & column))))
        .collect();
    let length = u16::try_from(pixels.len()).unwrap_or_default();
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend_from_slice(&length.to_le_bytes());
    data.extend_from_slice(&(!length).to_le_bytes());
    data.extend_from_slice(&pixels);
    let (low, high) = pixels.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    data.extend_from_slice(&((high << 16) | low).to_be_bytes());
    chunk(&mut out, b"IDAT", &data);
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    let sum = kind.iter().chain(data).fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                (sum >> 1) ^ 0xEDB8_8320
            } else {
                sum >> 1
            }
        })
    });
    out.extend_from_slice(kind);
    out.extend_from_slice(data);
    out.extend_from_slice(&(!sum).to_be_bytes());
}
