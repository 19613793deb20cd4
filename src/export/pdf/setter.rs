//! Setting type: text becomes lines of placed glyphs. Shaping, line breaking and justification are parley's.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use parley::style::{FontFamily, FontStyle, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{AlignmentOptions, FontContext, IndentOptions, Layout, LayoutContext};

use super::letters;
use crate::forms::document::{Alignment, Run};

/// The faces, in the order of [`face`]: Tinos, which has the metrics of Times New Roman and all letters of Vietnamese.
const FACES: [&[u8]; 4] = [
    include_bytes!("../../../assets/fonts/Tinos-Regular.ttf"),
    include_bytes!("../../../assets/fonts/Tinos-Bold.ttf"),
    include_bytes!("../../../assets/fonts/Tinos-Italic.ttf"),
    include_bytes!("../../../assets/fonts/Tinos-BoldItalic.ttf"),
];

/// The name under which the faces are asked for.
const FAMILY: &str = "Tinos";

/// The faces as they are embedded.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces = FACES.iter();
    faces.filter_map(|face| Font::new((*face).into(), 0)).collect()
});

/// The most texts whose shapes are kept.
const KEPT: usize = 4_000;

/// A face's place among the faces.
fn face(bold: bool, italic: bool) -> usize {
    usize::from(bold) + 2 * usize::from(italic)
}

/// The font of a face.
pub(super) fn font(face: usize) -> Option<Font> {
    FONTS.get(face).cloned()
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Size in points.
    pub size: f32,
    /// How lines stand.
    pub alignment: Alignment,
    /// Indent of the first line, in points.
    pub indent: f32,
    /// Distance of lines, as a multiple of the font's own.
    pub leading: f32,
}

impl Style {
    /// Text of a size, its lines as close as the font has them.
    pub(super) fn new(size: f32, alignment: Alignment) -> Self {
        Self {
            size,
            alignment,
            indent: 0.0,
            leading: 1.0,
        }
    }
}

/// Glyphs of one face on one line.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// Which face.
    pub face: usize,
    /// Where they begin, from the left edge of the text's room.
    pub x: f32,
    /// The glyphs, with their ranges of the text.
    pub glyphs: Vec<KrillaGlyph>,
}

/// One line of set text.
#[derive(Debug)]
pub(super) struct Line {
    /// The text that the glyphs' ranges speak of.
    pub text: Rc<str>,
    /// Size in points.
    pub size: f32,
    /// Its height.
    pub height: f32,
    /// Its baseline, from its top.
    pub baseline: f32,
    /// The length of what is printed on it.
    pub length: f32,
    /// Its glyphs.
    pub runs: Vec<Glyphs>,
}

impl Line {
    /// The words on the line.
    pub(super) fn words(&self) -> &str {
        let ranges = || {
            self.runs
                .iter()
                .flat_map(|run| &run.glyphs)
                .map(|glyph| &glyph.text_range)
        };
        let from = ranges().map(|range| range.start).min().unwrap_or(0);
        let to = ranges().map(|range| range.end).max().unwrap_or(0);
        self.text.get(from..to).unwrap_or_default().trim()
    }
}

/// What a text's shape depends on: its characters, where which face begins, size and leading.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    text: Rc<str>,
    faces: Vec<(usize, usize)>,
    size: u32,
    leading: u32,
}

/// Sets text with the embedded faces only. Shapes of texts are kept, as tables of many applicants repeat them.
pub(super) struct Setter {
    fonts: FontContext,
    context: LayoutContext<()>,
    shapes: HashMap<Key, Layout<()>>,
}

impl Setter {
    /// Opens the type case.
    pub(super) fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        for face in FACES {
            let named = FontInfoOverride {
                family_name: Some(FAMILY),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(Blob::new(Arc::new(face)), Some(named));
        }
        Self {
            fonts: FontContext {
                collection,
                ..FontContext::default()
            },
            context: LayoutContext::new(),
            shapes: HashMap::new(),
        }
    }

    /// Sets a text of one face.
    pub(super) fn line(&mut self, text: &str, bold: bool, italic: bool, style: Style, width: f32) -> Vec<Rc<Line>> {
        let run = Run {
            text: text.to_owned(),
            bold,
            italic,
        };
        self.set(&[run], style, width)
    }

    /// Sets runs of text into lines of a width.
    pub(super) fn set(&mut self, runs: &[Run], style: Style, width: f32) -> Vec<Rc<Line>> {
        let mut text = String::new();
        let mut faces = Vec::new();
        for run in runs {
            faces.push((text.len(), face(run.bold, run.italic)));
            text.push_str(&letters::settable(&run.text));
        }
        let text: Rc<str> = text.into();
        let key = Key {
            text: Rc::clone(&text),
            faces,
            size: style.size.to_bits(),
            leading: style.leading.to_bits(),
        };
        if self.shapes.len() > KEPT {
            self.shapes.clear();
        }
        let Self { fonts, context, shapes } = self;
        let layout = match shapes.entry(key) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                let shape = shape(fonts, context, entry.key(), style);
                entry.insert(shape)
            }
        };
        layout.set_text_indent(style.indent, IndentOptions::default());
        layout.break_all_lines(Some(width));
        layout.align(
            match style.alignment {
                Alignment::Justified => parley::Alignment::Justify,
                Alignment::Left => parley::Alignment::Left,
                Alignment::Centre => parley::Alignment::Center,
                Alignment::Right => parley::Alignment::Right,
            },
            AlignmentOptions::default(),
        );
        layout
            .lines()
            .map(|line| Rc::new(placed(&line, &text, style)))
            .collect()
    }
}

/// Shapes a text.
fn shape(fonts: &mut FontContext, context: &mut LayoutContext<()>, key: &Key, style: Style) -> Layout<()> {
    let mut builder = context.ranged_builder(fonts, &key.text, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
    builder.push_default(StyleProperty::FontSize(style.size));
    builder.push_default(StyleProperty::LineHeight(LineHeight::MetricsRelative(style.leading)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    let ends = key.faces.iter().skip(1).map(|(start, _)| *start);
    for ((start, face), end) in key.faces.iter().zip(ends.chain([key.text.len()])) {
        if face & 1 == 1 {
            builder.push(StyleProperty::FontWeight(FontWeight::BOLD), *start..end);
        }
        if face & 2 == 2 {
            builder.push(StyleProperty::FontStyle(FontStyle::Italic), *start..end);
        }
    }
    builder.build(&*key.text)
}

/// The glyphs of a broken line where they are drawn.
fn placed(line: &parley::Line<'_, ()>, text: &Rc<str>, style: Style) -> Line {
    let metrics = line.metrics();
    let mut x = metrics.offset;
    let mut runs: Vec<Glyphs> = Vec::new();
    for run in line.runs() {
        let attributes = run.font_attrs();
        let face = face(
            attributes.weight >= FontWeight::BOLD,
            attributes.style != FontStyle::Normal,
        );
        let start = x;
        let mut glyphs = Vec::new();
        for cluster in run.visual_clusters() {
            let breaks = cluster.is_hard_line_break();
            for glyph in cluster.glyphs() {
                if !breaks {
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / style.size,
                        glyph.x / style.size,
                        glyph.y / style.size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                    x += glyph.advance;
                }
            }
        }
        if !glyphs.is_empty() {
            runs.push(Glyphs { face, x: start, glyphs });
        }
    }
    Line {
        text: Rc::clone(text),
        size: style.size,
        height: metrics.line_height,
        baseline: metrics.baseline - metrics.block_min_coord,
        length: metrics.advance - metrics.hanging_advance,
        runs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Style {
        Style::new(12.0, Alignment::Left)
    }

    #[test]
    fn every_letter_said_to_be_covered_has_a_glyph_in_every_face() {
        let mut setter = Setter::new();
        let text: String = letters::all().filter(|c| *c != '\u{ad}').collect();
        for (bold, italic) in [(false, false), (true, false), (false, true), (true, true)] {
            let lines = setter.line(&text, bold, italic, plain(), 400.0);
            let glyphs: Vec<_> = lines.iter().flat_map(|line| &line.runs).collect();
            assert!(glyphs.iter().all(|run| run.face == face(bold, italic)));
            for run in glyphs {
                for glyph in &run.glyphs {
                    let letter = text.get(glyph.text_range.clone()).unwrap();
                    assert_ne!(glyph.glyph_id.to_u32(), 0, "no glyph for {letter:?}");
                }
            }
        }
    }

    #[test]
    fn lines_keep_to_their_width_and_justified_ones_fill_it() {
        let mut setter = Setter::new();
        let text = "Ủy ban nhân dân xã báo cáo kết quả thực hiện các tiêu chí chuyển đổi số trên địa bàn. ".repeat(4);
        let style = Style {
            alignment: Alignment::Justified,
            indent: 28.0,
            ..plain()
        };
        let lines = setter.line(&text, false, false, style, 300.0);
        assert!(lines.len() > 4);
        let first = &lines[0];
        assert!((first.runs[0].x - 28.0).abs() < 0.1);
        let end = |line: &Line| -> f32 {
            let run = &line.runs[0];
            let visible = run.glyphs.iter().rev().skip_while(|glyph| {
                text.get(glyph.text_range.clone())
                    .is_none_or(|text| text.trim().is_empty())
            });
            run.x + visible.map(|glyph| glyph.x_advance).sum::<f32>() * 12.0
        };
        for line in &lines[..lines.len() - 1] {
            assert!((end(line) - 300.0).abs() < 0.5, "{}", end(line));
        }
        assert!(end(&lines[lines.len() - 1]) < 299.0);
    }

    #[test]
    fn a_line_feed_ends_the_line_and_a_long_word_is_broken() {
        let mut setter = Setter::new();
        assert_eq!(setter.line("một\nhai\nba", false, false, plain(), 400.0).len(), 3);
        let long = setter.line(&"x".repeat(200), false, false, plain(), 100.0);
        assert!(long.len() > 5 && long.iter().all(|line| line.length <= 100.5));
    }
}
