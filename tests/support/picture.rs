//! A frame of the screens as a picture (SVG): every cell in its place, with the colours of the theme.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr as _;

/// The size of a cell and of its letters.
const CELL: (f32, f32) = (8.4, 17.0);
const LETTERS: f32 = 14.0;

/// The picture of a frame.
pub fn svg(frame: &Buffer) -> String {
    let area = frame.area;
    let (width, height) = (f32::from(area.width) * CELL.0, f32::from(area.height) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"'DejaVu Sans Mono','Cascadia Mono',Consolas,Menlo,monospace\" font-size=\"{LETTERS}\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        colour(Color::Reset, "#12161c"),
    );
    let rows: Vec<Vec<Run>> = (0..area.height).map(|row| runs(frame, row)).collect();
    for (row, runs) in rows.iter().enumerate() {
        for run in runs {
            ground(&mut out, row, run);
        }
    }
    for (row, runs) in rows.iter().enumerate() {
        for run in runs {
            letters(&mut out, row, run);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Cells beside each other in one style.
struct Run {
    column: usize,
    width: usize,
    words: String,
    style: Style,
}

fn runs(frame: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < frame.area.width {
        let cell = &frame[(column, row)];
        let width = cell.symbol().width().max(1);
        match runs.last_mut() {
            Some(run) if run.style == cell.style() => {
                run.words.push_str(cell.symbol());
                run.width += width;
            }
            _ => runs.push(Run {
                column: usize::from(column),
                width,
                words: cell.symbol().to_owned(),
                style: cell.style(),
            }),
        }
        column += u16::try_from(width).unwrap();
    }
    runs
}

fn sides(run: &Run) -> (Color, Color) {
    let (fore, back) = (run.style.fg.unwrap_or_default(), run.style.bg.unwrap_or_default());
    if run.style.add_modifier.contains(Modifier::REVERSED) {
        (back, fore)
    } else {
        (fore, back)
    }
}

fn ground(out: &mut String, row: usize, run: &Run) {
    let (_, back) = sides(run);
    if back == Color::Reset {
        return;
    }
    writeln!(
        out,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
        run.column as f32 * CELL.0,
        row as f32 * CELL.1,
        run.width as f32 * CELL.0,
        CELL.1 + 0.3,
        colour(back, "#12161c"),
    )
    .unwrap();
}

fn letters(out: &mut String, row: usize, run: &Run) {
    let words = run.words.trim_end();
    let lead = words.len() - words.trim_start().len();
    let words = words.trim_start();
    if words.is_empty() {
        return;
    }
    let (fore, _) = sides(run);
    let set = run.style.add_modifier;
    let weight = if set.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let lined = if set.contains(Modifier::UNDERLINED) {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let told = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}{lined}>{told}</text>",
        (run.column + lead) as f32 * CELL.0,
        row as f32 * CELL.1 + LETTERS * 0.93,
        words.width() as f32 * CELL.0,
        colour(fore, "#e6e6e6"),
    )
    .unwrap();
}

fn colour(colour: Color, otherwise: &str) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => otherwise.to_owned(),
    }
}
