//! The summary of a round as a workbook: a sheet for each table, and native charts over them on a sheet of their own.

use rust_xlsxwriter::{
    Chart as Native, ChartAxisLabelPosition, ChartFont, ChartLegendPosition, ChartType, Color, RowNum, Worksheet,
    XlsxError,
};

use super::xlsx::face::column_number;
use super::xlsx::setup;
use super::xlsx::sheet::{self, Look};
use super::xlsx::{Names, open, save};
use super::{ExportError, Properties};
use crate::forms::Table;
use crate::forms::digest::{Chart, Digest, Shape};

/// The width of a chart: that of a page of A4 in landscape, in pixels.
const WIDTH: u32 = 930;
/// The height of a page, in pixels.
const PAGE: u32 = 620;
/// The height of a row of the sheet of charts, in pixels.
const ROW: u32 = 21;
/// Room above and below the bars, in pixels.
const AROUND: u32 = 130;
/// Colours of the first series and of the second: dark enough for a printer without colour to tell them apart.
const COLOURS: [u32; 2] = [0x9D_B7_D9, 0x1F_4E_8C];
const FONT: &str = "Times New Roman";

/// Makes the workbook; `others` are official tables that stand behind the summary's own.
///
/// # Errors
/// [`ExportError::Created`] where the time of creation cannot be read; [`ExportError::Book`] where a sheet cannot be made.
pub fn book(digest: &Digest, others: &[Table], properties: &Properties) -> Result<Vec<u8>, ExportError> {
    let mut workbook = open(properties)?;
    let mut names = Names::default();
    let failed = |table: &str| {
        let table = table.to_owned();
        move |source| ExportError::Book { table, source }
    };
    let mut placed: Vec<(String, RowNum)> = Vec::new();
    for table in digest.tables.iter().chain(others) {
        let name = names.take(&table.name);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&name).map_err(failed(&table.name))?;
        let at = sheet::lay_out(worksheet, table, Look::Official).map_err(failed(&table.name))?;
        placed.push((name, at.first_row));
    }
    if !digest.charts.is_empty() {
        let name = names.take(&digest.charts_name);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&name).map_err(failed(&digest.charts_name))?;
        charts(worksheet, digest, &placed).map_err(failed(&digest.charts_name))?;
    }
    save(workbook, &properties.title)
}

/// Draws the charts one below the other, each on a page of its own.
fn charts(worksheet: &mut Worksheet, digest: &Digest, placed: &[(String, RowNum)]) -> Result<(), XlsxError> {
    let mut breaks = Vec::new();
    let mut row = 0;
    for chart in &digest.charts {
        let Some((sheet, first)) = placed.get(chart.table) else {
            continue;
        };
        if row > 0 {
            breaks.push(row);
        }
        worksheet.insert_chart(row, 0, &native(chart, sheet, *first))?;
        row += PAGE / ROW + 1;
    }
    setup::chart_page(worksheet, digest.draft.as_deref());
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// The chart as workbooks hold it: it points at the cells of its table, so that it follows them.
fn native(chart: &Chart, sheet: &str, first: RowNum) -> Native {
    let rows = u32::try_from(chart.rows).unwrap_or(u32::MAX);
    let last = first.saturating_add(rows).saturating_sub(1);
    let cells = |column: usize| (sheet, first, column_number(column), last, column_number(column));
    let mut native = Native::new(match chart.shape {
        Shape::Bars => ChartType::Bar,
        Shape::Columns => ChartType::Column,
    });
    let alone = chart.series.len() == 1;
    for (at, (name, column)) in chart.series.iter().enumerate() {
        let colour = COLOURS.get(if alone { 1 } else { at }).copied().unwrap_or_default();
        let series = native.add_series();
        series
            .set_name(name.as_str())
            .set_categories(cells(chart.names))
            .set_values(cells(*column))
            .set_gap(if alone { 50 } else { 60 })
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(colour))),
            );
        if chart.shape == Shape::Bars || chart.rows <= 12 {
            let mut label = rust_xlsxwriter::ChartDataLabel::new();
            label.show_value().set_font(font(9, false).as_ref());
            if chart.percent {
                label.set_num_format("[$-42A]0.0%");
            }
            series.set_data_label(&label);
        }
    }
    native
        .title()
        .set_name(chart.title.as_str())
        .set_font(font(14, true).as_ref());
    native.x_axis().set_font(font(10, false).as_ref());
    native.y_axis().set_font(font(10, false).as_ref());
    // Lying bars have their scale along the horizontal axis.
    let values = match chart.shape {
        Shape::Bars => native.x_axis(),
        Shape::Columns => native.y_axis(),
    };
    values.set_min(0);
    if chart.percent {
        values.set_num_format("0%").set_max(1);
    } else {
        values.set_num_format("#,##0");
        if let Some(most) = chart.most.and_then(|most| u32::try_from(most.ceil()).ok()) {
            values.set_max(most);
        }
    }
    if chart.shape == Shape::Bars {
        // Each bar carries its figure.
        native.x_axis().set_major_gridlines(false);
        // The first row stands on top, the scale below all.
        native.y_axis().set_reverse();
        native.x_axis().set_label_position(ChartAxisLabelPosition::High);
    }
    if alone {
        native.legend().set_hidden();
    } else {
        native
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(font(11, false).as_ref());
    }
    let height = match chart.shape {
        Shape::Bars => {
            let each = if alone { 26 } else { 36 };
            rows.saturating_mul(each).saturating_add(AROUND).clamp(300, PAGE)
        }
        Shape::Columns => 460,
    };
    native.set_width(WIDTH).set_height(height);
    native
}

fn font(size: u32, bold: bool) -> Box<ChartFont> {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    if bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    Box::new(font)
}
