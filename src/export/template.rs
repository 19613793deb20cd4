//! The blank workbook that applicants fill in: instructions, general information, and the table with open cells.

use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions,
    RowNum, Workbook, Worksheet, XlsxError,
};

use super::layout::{BODY, TALLEST};
use super::xlsx::face::{column_number, text_format};
use super::xlsx::setup::page_setup;
use super::xlsx::sheet::{self, Look};
use super::xlsx::{self, Names};
use super::{ExportError, Properties, metrics};
use crate::domain::{ColumnField, FormKind, FormSpec, Framework, Method};
use crate::forms::{Cell, NumberKind, Table, Words, blank};

/// Excel keeps a list of choices inside the cell only up to this length; longer ones stand on a sheet of their own.
const LONGEST_LIST: usize = 255;
/// The longest message that a cell shows when it is entered.
const LONGEST_HINT: usize = 255;
/// Widths of the general information's columns, in pixels.
const GENERAL: [u32; 4] = [60, 360, 290, 220];
/// Width of the instructions, in pixels.
const GUIDE: u32 = 860;

/// Makes the blank workbook of a self-assessment form.
///
/// # Errors
/// [`ExportError::NotSelfAssessment`] for any other form; else as [`xlsx::book`].
pub fn book(framework: &Framework, form: &FormSpec, properties: &Properties) -> Result<Vec<u8>, ExportError> {
    if form.kind != FormKind::SelfAssessment {
        return Err(ExportError::NotSelfAssessment {
            form: form.name.clone(),
        });
    }
    let words = Words::official();
    let table = blank(form, framework, &words);
    let mut workbook = xlsx::open(properties)?;
    lay_out(&mut workbook, framework, &table, &words).map_err(|source| ExportError::Book {
        table: form.name.clone(),
        source,
    })?;
    xlsx::save(workbook, &form.name)
}

fn lay_out(workbook: &mut Workbook, framework: &Framework, table: &Table, words: &Words) -> Result<(), XlsxError> {
    let mut names = Names::default();
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    let mut lists = Lists {
        sheet: names.take(&words.choices),
        columns: Vec::new(),
    };
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(names.take(&words.guide))?;
    guide(worksheet, framework, table, words)?;
    worksheet.protect_with_options(&options);
    if !framework.general.is_empty() || framework.method == Method::Maturity {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.take(&words.general))?;
        general(worksheet, framework, words, &mut lists)?;
        worksheet.protect_with_options(&options);
    }
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(names.take(&table.name))?;
    let placed = sheet::lay_out(worksheet, table, Look::Blank)?;
    for (row, cells) in (placed.first_row..).zip(&table.rows) {
        for (at, cell) in cells.cells.iter().enumerate() {
            if let Some(validation) = lists.asked(cell, words)? {
                let column = column_number(at);
                worksheet.add_data_validation(row, column, row, column, &validation)?;
            }
        }
    }
    worksheet.protect_with_options(&options);
    lists.lay_out(workbook)
}

/// The page of instructions.
fn guide(worksheet: &mut Worksheet, framework: &Framework, table: &Table, words: &Words) -> Result<(), XlsxError> {
    worksheet.set_column_width_pixels(0, GUIDE)?;
    let title = text_format(BODY + 1).set_bold().set_align(FormatAlign::Center);
    let body = text_format(BODY).set_align(FormatAlign::Left);
    let heads = [
        words.guide.to_uppercase(),
        framework.title.clone(),
        framework.decision.clone(),
    ];
    let heads = heads.iter().filter(|line| !line.is_empty()).map(|line| (line, &title));
    let lines = guide_lines(table, framework, words);
    let lines = lines.iter().map(|line| (line, &body));
    for (row, (line, format)) in (0..).zip(heads.chain(lines)) {
        write_row(worksheet, row, &[(line, format, GUIDE)])?;
    }
    page_setup(worksheet, None);
    Ok(())
}

/// The instructions that speak of the form, numbered.
fn guide_lines(table: &Table, framework: &Framework, words: &Words) -> Vec<String> {
    let guide = &words.guide_lines;
    let has = |field: ColumnField| table.columns.iter().any(|column| column.field == field);
    let any = |wanted: &dyn Fn(&Cell) -> bool| table.rows.iter().flat_map(|row| &row.cells).any(wanted);
    let percent = any(&|cell| cell.input && matches!(cell.expects, Some(NumberKind::Percent(_))));
    let verdict = has(ColumnField::Verdict);
    let choices = table.rows.iter().flat_map(|row| table.columns.iter().zip(&row.cells));
    let choice = { choices }
        .any(|(column, cell)| column.field != ColumnField::Verdict && cell.input && !cell.choices.is_empty());
    let lines = [
        (true, &guide.fill),
        (percent, &guide.percent),
        (percent, &guide.ratio),
        (has(ColumnField::Input), &guide.inputs),
        (any(&|cell| cell.closed), &guide.closed),
        (choice, &guide.choice),
        (verdict, &guide.verdict),
        (has(ColumnField::Points), &guide.points),
        (framework.method == Method::Maturity, &guide.level),
        (true, &guide.evidence),
        (verdict, &guide.locked),
        (!verdict, &guide.not_applicable),
        (true, &guide.folder),
    ];
    let said = lines.into_iter().filter(|(said, _)| *said);
    (1..)
        .zip(said)
        .map(|(number, (_, line))| format!("{number}. {line}"))
        .collect()
}

/// The general information of the applicant, and the level it registers for.
fn general(
    worksheet: &mut Worksheet,
    framework: &Framework,
    words: &Words,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    for (at, width) in GENERAL.iter().enumerate() {
        worksheet.set_column_width_pixels(column_number(at), *width)?;
    }
    let title = text_format(BODY + 1).set_bold().set_align(FormatAlign::Center);
    worksheet.merge_range(0, 0, 0, 3, &words.general.to_uppercase(), &title)?;
    worksheet.set_row_height_pixels(0, metrics::height(2, BODY))?;
    let boxed = text_format(BODY).set_border(FormatBorder::Thin);
    let head = boxed.clone().set_bold().set_align(FormatAlign::Center);
    let [code, name, answer, guidance] = &words.general_headers;
    let [codes, names, answers, guides] = GENERAL;
    let header = [
        (code, &head, codes),
        (name, &head, names),
        (answer, &head, answers),
        (guidance, &head, guides),
    ];
    write_row(worksheet, 1, &header)?;
    let centre = boxed.clone().set_align(FormatAlign::Center);
    let left = boxed.clone().set_align(FormatAlign::Left);
    let open = left.clone().set_unlocked().set_background_color("FFF9E5");
    let (bold_centre, bold) = (centre.clone().set_bold(), left.clone().set_bold());
    let none = String::new();
    let mut first = 2;
    if framework.method == Method::Maturity {
        let cells = [
            (&none, &centre, codes),
            (&words.registered_level, &left, names),
            (&none, &open, answers),
            (&none, &left, guides),
        ];
        write_row(worksheet, first, &cells)?;
        let levels: Vec<String> = framework
            .levels
            .iter()
            .map(|level| format!("{} - {}", level.level, level.name))
            .collect();
        let validation = lists.validation(&levels, words)?;
        worksheet.add_data_validation(first, 2, first, 2, &validation)?;
        first += 1;
    }
    for (row, field) in (first..).zip(&framework.general) {
        let (code, name, answer) = if field.heading {
            (&bold_centre, &bold, &left)
        } else {
            (&centre, &left, &open)
        };
        let cells = [
            (&field.code, code, codes),
            (&field.name, name, names),
            (&none, answer, answers),
            (&field.guidance, &left, guides),
        ];
        write_row(worksheet, row, &cells)?;
    }
    worksheet.set_repeat_rows(1, 1)?;
    page_setup(worksheet, None);
    Ok(())
}

/// Writes a row of texts, tall enough for the longest.
fn write_row(worksheet: &mut Worksheet, row: RowNum, cells: &[(&String, &Format, u32)]) -> Result<(), XlsxError> {
    let mut height = metrics::height(1, BODY);
    for (at, (text, format, width)) in cells.iter().enumerate() {
        let column = column_number(at);
        if text.is_empty() {
            worksheet.write_blank(row, column, format)?;
        } else {
            worksheet.write_string_with_format(row, column, text.as_str(), format)?;
        }
        let lines = metrics::lines(text, metrics::room(*width, BODY), true);
        height = height.max(metrics::height(lines, BODY + 1));
    }
    worksheet.set_row_height_pixels(row, height.min(TALLEST))?;
    Ok(())
}

/// Lists of choices that are too long to stand inside a cell, each a column of a hidden sheet.
struct Lists {
    sheet: String,
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// What an open cell accepts and what it says when it is entered; none where there is nothing to say.
    fn asked(&mut self, cell: &Cell, words: &Words) -> Result<Option<DataValidation>, XlsxError> {
        if !cell.input || (cell.choices.is_empty() && cell.hint.is_empty()) {
            return Ok(None);
        }
        let validation = if cell.choices.is_empty() {
            DataValidation::new()
        } else if cell.others {
            self.validation(&cell.choices, words)?.show_error_message(false)
        } else {
            self.validation(&cell.choices, words)?
        };
        if cell.hint.is_empty() {
            return Ok(Some(validation));
        }
        let hint: String = cell.hint.chars().take(LONGEST_HINT).collect();
        Ok(Some(validation.set_input_message(hint)?))
    }

    /// The list of a cell; only its entries are accepted.
    fn validation(&mut self, choices: &[String], words: &Words) -> Result<DataValidation, XlsxError> {
        let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
        let plain = choices.iter().all(|choice| !choice.contains([',', '"']));
        let list = if length <= LONGEST_LIST && plain {
            DataValidation::new().allow_list_strings(choices)?
        } else {
            let at = match self.columns.iter().position(|column| column == choices) {
                Some(at) => at,
                None => {
                    self.columns.push(choices.to_vec());
                    self.columns.len() - 1
                }
            };
            let letter = rust_xlsxwriter::utility::column_number_to_name(column_number(at));
            let range = format!("='{}'!${letter}$1:${letter}${}", self.sheet, choices.len());
            DataValidation::new().allow_list_formula(Formula::new(range))
        };
        list.set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(&words.refused)?
            .set_error_message(&words.refused_choice)
    }

    /// Writes the lists on their sheet, where there are any.
    fn lay_out(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&self.sheet)?;
        for (column, choices) in (0..ColNum::MAX).zip(&self.columns) {
            for (row, choice) in (0..RowNum::MAX).zip(choices) {
                worksheet.write_string(row, column, choice)?;
            }
        }
        worksheet.set_hidden(true);
        worksheet.protect();
        Ok(())
    }
}
