//! Writes the invented district `samples/huyen-minh-hoa` and its targets, and the three communes by points of
//! `samples/xa-cham-diem`; the same bytes each time it is run.
//!
//! `cargo run --example make_sample [FOLDER]` — every figure, name and document in it is invented.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use thamdinh::domain::{Criterion, Framework};

#[path = "sample/communes.rs"]
mod communes;
#[path = "sample/files.rs"]
mod files;
#[path = "sample/lists.rs"]
mod lists;
#[path = "sample/points.rs"]
mod points;

use communes::{Commune, Figure, Layout, Row};

/// What every workbook and every evidence file says.
const INVENTED: &str = "Số liệu giả định, dùng để minh họa";

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("samples"), PathBuf::from);
    let framework = crate::framework("thanh-hoa-1829-2023")?;
    let district = root.join("huyen-minh-hoa");
    if district.exists() {
        fs::remove_dir_all(&district)?;
    }
    for (at, commune) in communes::all().iter().enumerate() {
        let folder = district.join(format!("{:02}. {}", at + 1, commune.name));
        fs::create_dir_all(&folder)?;
        let rows = communes::rows(&framework, commune, at);
        fs::write(folder.join("Phụ lục 01.xlsx"), workbook(&framework, commune, &rows)?)?;
        files::write(&folder, commune, &rows, at)?;
    }
    fs::write(root.join("chi-tieu-2023.csv"), targets(&framework))?;
    let by_points = crate::framework("vinh-phuc-2074-xa")?;
    points::write(&root.join("xa-cham-diem"), &by_points, INVENTED)?;
    println!(
        "{}: {} xã, {} byte",
        district.display(),
        communes::all().len(),
        size(&root)?
    );
    Ok(())
}

fn framework(id: &str) -> Result<Framework, Box<dyn Error>> {
    let text = fs::read_to_string(format!("frameworks/{id}.toml"))?;
    Ok(thamdinh::framework::parse(&text).map_err(|defects| format!("{defects:?}"))?)
}

/// The targets of the round, for those criteria whose target the invented district decided.
fn targets(framework: &Framework) -> String {
    let mut text = format!("# {INVENTED}\ncriterion,target,applicant\n");
    for criterion in framework.scored() {
        if let Some(target) = communes::target(&criterion.code) {
            text.push_str(&format!("{},{target},\n", criterion.id));
        }
    }
    text + "1.6,70%,Phường Bình Minh\n4.5,5,Thị trấn Lam Giang\n"
}

fn size(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.try_fold(0, |sum, entry| {
        let path = entry?.path();
        Ok(sum
            + if path.is_dir() {
                size(&path)?
            } else {
                path.metadata()?.len()
            })
    })
}

/// One commune's Phụ lục 01, as offices lay it out.
fn workbook(framework: &Framework, commune: &Commune, rows: &[Row<'_>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_author(format!("UBND {}", commune.name))
            .set_comment(INVENTED)
            .set_creation_datetime(&ExcelDateTime::from_ymd(2023, 11, 10)?),
    );
    let sheet = book.add_worksheet();
    sheet.set_name(if commune.layout == Layout::Plain {
        "Phụ lục 01"
    } else {
        "Biểu 01"
    })?;
    let columns = columns(commune.layout);
    for (at, (_, width)) in columns.iter().enumerate() {
        sheet.set_column_width(u16::try_from(at)?, *width)?;
    }
    let bold = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let last = u16::try_from(columns.len() - 1)?;
    sheet.merge_range(
        0,
        0,
        0,
        2,
        &format!("ỦY BAN NHÂN DÂN {}", commune.name.to_uppercase()),
        &bold,
    )?;
    sheet.merge_range(0, 3, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &bold)?;
    sheet.merge_range(1, 3, 1, last, "Độc lập - Tự do - Hạnh phúc", &bold)?;
    sheet.merge_range(3, 0, 3, last, "PHỤ LỤC 01", &bold)?;
    sheet.merge_range(
        4,
        0,
        4,
        last,
        "CHI TIẾT TỰ ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN TIÊU CHÍ CHUYỂN ĐỔI SỐ",
        &bold,
    )?;
    sheet.set_row_height(7, 32)?;
    let slanted = Format::new().set_italic().set_align(FormatAlign::Center);
    sheet.merge_range(5, 0, 5, last, &format!("({INVENTED})"), &slanted)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut at = header(sheet, commune.layout, &columns)?;
    let cell = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let strong = cell.clone().set_bold();
    for group in &framework.groups {
        for (column, (field, _)) in columns.iter().enumerate() {
            let text = match field {
                Field::Code => group.code.as_str(),
                Field::Name => group.name.as_str(),
                _ => "",
            };
            sheet.write_with_format(at, u16::try_from(column)?, text, &strong)?;
        }
        at += 1;
        for row in rows.iter().filter(|row| row.criterion.group == group.id) {
            for (column, (field, _)) in columns.iter().enumerate() {
                put(sheet, at, u16::try_from(column)?, *field, row, &cell)?;
            }
            sheet.set_row_height(at, height(row, &columns))?;
            at += 1;
        }
    }
    sheet.write_with_format(at + 1, last.saturating_sub(2), "CHỦ TỊCH", &Format::new().set_bold())?;
    Ok(book.save_to_buffer()?)
}

/// The height in points that the longest text of a row needs, as spreadsheet programs do not find it by themselves.
fn height(row: &Row<'_>, columns: &[(Field, f64)]) -> f64 {
    let lines = |field: Field, text: &str| {
        let width = columns
            .iter()
            .find(|(other, _)| *other == field)
            .map_or(10.0, |(_, width)| *width);
        let length = u32::try_from(text.chars().count()).unwrap_or_default();
        (f64::from(length) * 1.15 / width).ceil().max(1.0)
    };
    [
        lines(Field::Name, &row.criterion.name),
        lines(Field::Unit, &row.criterion.unit),
        lines(Field::Evidence, &row.evidence),
        lines(Field::Note, &row.note),
    ]
    .into_iter()
    .fold(1.0, f64::max)
        * 15.0
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Code,
    Name,
    Unit,
    Target,
    Value,
    Verdict,
    Evidence,
    Note,
    Office,
}

fn columns(layout: Layout) -> Vec<(Field, f64)> {
    use Field::{Code, Evidence, Name, Note, Office, Target, Unit, Value, Verdict};
    match layout {
        Layout::Plain | Layout::TwoRows => vec![
            (Code, 6.0),
            (Name, 48.0),
            (Unit, 11.0),
            (Target, 9.0),
            (Value, 13.0),
            (Verdict, 15.0),
            (Evidence, 34.0),
            (Note, 28.0),
        ],
        Layout::OtherOrder => vec![
            (Code, 6.0),
            (Name, 48.0),
            (Office, 16.0),
            (Unit, 11.0),
            (Value, 13.0),
            (Target, 9.0),
            (Verdict, 15.0),
            (Note, 28.0),
            (Evidence, 34.0),
        ],
    }
}

/// Writes the header and answers with the row below it.
fn header(sheet: &mut Worksheet, layout: Layout, columns: &[(Field, f64)]) -> Result<u32, Box<dyn Error>> {
    let format = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let own = layout != Layout::Plain;
    for (at, (field, _)) in columns.iter().enumerate() {
        let at = u16::try_from(at)?;
        let text = match field {
            Field::Code if own => "STT",
            Field::Code => "TT",
            Field::Name if own => "Tên tiêu chí",
            Field::Name => "Tên chỉ tiêu",
            Field::Unit => "Đơn vị tính",
            Field::Target => "Chỉ tiêu",
            Field::Value if own => "Tự đánh giá",
            Field::Value => "Kết quả",
            Field::Verdict => "Đánh giá (Đạt/Không đạt)",
            Field::Evidence => "Tài liệu minh chứng",
            Field::Note => "Ghi chú",
            Field::Office => "Bộ phận phụ trách",
        };
        if layout != Layout::TwoRows {
            sheet.write_with_format(7, at, text, &format)?;
        } else if matches!(field, Field::Value | Field::Verdict) {
            sheet.write_with_format(8, at, text, &format)?;
        } else {
            sheet.merge_range(7, at, 8, at, text, &format)?;
        }
    }
    if layout == Layout::TwoRows {
        sheet.merge_range(7, 4, 7, 5, "Kết quả thực hiện năm 2023", &format)?;
        return Ok(9);
    }
    Ok(8)
}

fn put(
    sheet: &mut Worksheet,
    at: u32,
    column: u16,
    field: Field,
    row: &Row<'_>,
    cell: &Format,
) -> Result<(), Box<dyn Error>> {
    let criterion: &Criterion = row.criterion;
    let text: &str = match field {
        Field::Code if row.code_as_number => {
            sheet.write_with_format(at, column, criterion.code.parse::<f64>()?, cell)?;
            return Ok(());
        }
        Field::Code => &criterion.code,
        Field::Name => &criterion.name,
        Field::Unit => &criterion.unit,
        Field::Target => &row.target,
        Field::Verdict => &row.verdict,
        Field::Evidence => &row.evidence,
        Field::Note => &row.note,
        Field::Office => "Văn phòng - Thống kê",
        Field::Value => {
            match &row.figure {
                Figure::Percent(tenths, format) => {
                    let format = cell.clone().set_num_format(*format).set_align(FormatAlign::Center);
                    sheet.write_with_format(at, column, f64::from(*tenths) / 1000.0, &format)?;
                }
                Figure::Number(number) => {
                    let format = cell.clone().set_align(FormatAlign::Center);
                    sheet.write_with_format(at, column, *number, &format)?;
                }
                Figure::Text(text) => {
                    let format = cell.clone().set_align(FormatAlign::Center);
                    sheet.write_with_format(at, column, text.as_str(), &format)?;
                }
            }
            return Ok(());
        }
    };
    sheet.write_with_format(at, column, text, cell)?;
    Ok(())
}
