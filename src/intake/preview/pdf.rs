//! The text layer of PDFs: what each page shows in which place, put together into lines. A scan has none.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId};

use super::cmap::Map;
use super::{Budget, Glance, Line, tame, texts};
use crate::domain::Sentence;

/// To how many bytes one stream may unpack.
const UNPACKED: usize = 24 << 20;
/// To how many bytes what one page or form draws may unpack; it is read as objects that are far larger.
const DRAWN: usize = 6 << 20;
/// Characters of one page.
const LETTERS: usize = 100_000;
/// Operations between two looks at the time.
const OFTEN: usize = 1_000;
/// Pages looked at.
const PAGES: usize = 60;
/// Pieces of text of one page.
const PIECES: usize = 20_000;
/// Forms drawn within forms, and in all on one page.
const FORMS: (usize, usize) = (4, 60);

/// A matrix as PDF writes it.
type Matrix = [f32; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// How many pages a PDF has; none where it cannot be read.
pub fn pages(bytes: &[u8]) -> Option<u32> {
    let document = load(bytes).ok()?;
    u32::try_from(document.page_iter().take(100_000).count()).ok()
}

fn load(bytes: &[u8]) -> Result<Document, &'static str> {
    let options = LoadOptions::with_max_decompressed_size(UNPACKED);
    let document = Document::load_mem_with_options(bytes, options).map_err(|fault| match fault {
        lopdf::Error::InvalidPassword | lopdf::Error::Unimplemented(_) => "preview-locked",
        _ => "preview-broken",
    })?;
    if document.is_encrypted() {
        return Err("preview-locked");
    }
    Ok(document)
}

/// Looks into a PDF.
pub(super) fn glance(bytes: &[u8], budget: &mut Budget) -> Glance {
    let document = match load(bytes) {
        Ok(document) => document,
        Err(key) => return Glance::saying(key),
    };
    let ids: Vec<ObjectId> = document.page_iter().take(100_000).collect();
    let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let mut glance = Glance {
        pages: Some(count),
        facts: vec![Sentence::new("preview-pages").number("count", count)],
        ..Glance::default()
    };
    let mut said: Vec<Vec<String>> = Vec::new();
    let mut fonts = HashMap::new();
    for id in ids.iter().take(PAGES) {
        if !budget.goes_on() {
            break;
        }
        said.push(page(&document, *id, &mut fonts, budget));
    }
    budget.cut |= ids.len() > PAGES;
    if said.iter().all(Vec::is_empty) {
        // A page that draws more than is read here is no scan.
        let key = match (count, std::mem::take(&mut budget.cut)) {
            (0, _) => "preview-broken",
            (_, true) => "preview-too-large",
            (_, false) => "preview-scan",
        };
        glance.lines.push(Line::Said(Sentence::new(key)));
        return glance;
    }
    shown(&said, budget, &mut glance.lines);
    glance
}

/// The pages under their numbers. Where a list of people begins is told over all pages, for it runs on.
fn shown(pages: &[Vec<String>], budget: &mut Budget, into: &mut Vec<Line>) {
    let all: Vec<String> = pages.iter().flatten().cloned().collect();
    let list = super::privacy::list_start(&all);
    let mut before = 0;
    for (number, lines) in (1u32..).zip(pages) {
        let from = before;
        before += lines.len();
        let own = list.map(|start| start.saturating_sub(from));
        if own == Some(0) && !lines.is_empty() {
            // All that is left is the list.
            texts(all.get(list.unwrap_or(from)..).unwrap_or_default(), budget, into);
            return;
        }
        into.push(Line::Heading(Sentence::new("preview-page").number("number", number)));
        match own.filter(|own| *own < lines.len()) {
            Some(own) => {
                texts(lines.get(..own).unwrap_or_default(), budget, into);
                texts(all.get(from + own..).unwrap_or_default(), budget, into);
                return;
            }
            None => texts(lines, budget, into),
        }
        if lines.is_empty() {
            into.push(Line::Said(Sentence::new("preview-page-empty")));
        }
    }
}

/// A piece of text in its place.
struct Piece {
    x: f32,
    y: f32,
    end: f32,
    size: f32,
    text: String,
}

/// A font as far as it is needed.
struct Font<'d> {
    map: Map,
    /// A code has two bytes.
    wide: bool,
    encoding: Option<Encoding<'d>>,
    /// Widths by code, thousandths of the size.
    widths: HashMap<u32, f32>,
    default: f32,
}

type Fonts<'d> = HashMap<*const Dictionary, Font<'d>>;

/// The lines of a page, from top to bottom.
fn page<'d>(document: &'d Document, id: ObjectId, fonts: &mut Fonts<'d>, budget: &mut Budget) -> Vec<String> {
    let Ok(content) = document.get_page_content_with_limit(id, DRAWN) else {
        budget.cut = true;
        return Vec::new();
    };
    let mut resources: Vec<&Dictionary> = Vec::new();
    if let Ok((own, inherited)) = document.get_page_resources(id) {
        resources.extend(own);
        resources.extend(inherited.iter().filter_map(|id| document.get_dictionary(*id).ok()));
    }
    let mut reader = Reader {
        document,
        fonts,
        budget,
        pieces: Vec::new(),
        letters: LETTERS,
        forms: 0,
        operations: 0,
    };
    reader.draw(&content, &resources, UNIT, 0);
    lines(reader.pieces)
}

struct Reader<'d, 'f> {
    document: &'d Document,
    fonts: &'f mut Fonts<'d>,
    budget: &'f mut Budget,
    pieces: Vec<Piece>,
    /// Characters that the page may still show.
    letters: usize,
    forms: usize,
    operations: usize,
}

/// What holds while text is drawn.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<*const Dictionary>,
    size: f32,
    spacing: f32,
    word: f32,
    scale: f32,
    leading: f32,
}

impl<'d> Reader<'d, '_> {
    fn draw(&mut self, content: &[u8], resources: &[&'d Dictionary], ctm: Matrix, depth: usize) {
        let mut state = State {
            ctm,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word: 0.0,
            scale: 1.0,
            leading: 0.0,
        };
        let mut kept: Vec<State> = Vec::new();
        let (mut line, mut text) = (UNIT, UNIT);
        // What cannot be read ends what is drawn.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            self.operations += 1;
            if self.pieces.len() >= PIECES || self.letters == 0 {
                self.budget.cut = true;
                return;
            }
            if self.operations.is_multiple_of(OFTEN) && !self.budget.goes_on() {
                return;
            }
            let of = |at: usize| {
                operation
                    .operands
                    .get(at)
                    .and_then(|one| one.as_float().ok())
                    .unwrap_or(0.0)
            };
            match operation.operator.as_str() {
                "q" if kept.len() < 256 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.ctm = times([of(0), of(1), of(2), of(3), of(4), of(5)], state.ctm),
                "BT" => (line, text) = (UNIT, UNIT),
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources, name));
                    state.size = of(1);
                }
                "Tc" => state.spacing = of(0),
                "Tw" => state.word = of(0),
                "Tz" => state.scale = of(0) / 100.0,
                "TL" => state.leading = of(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -of(1);
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, of(0), of(1)], line);
                    text = line;
                }
                "Tm" => {
                    line = [of(0), of(1), of(2), of(3), of(4), of(5)];
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    if operation.operator != "T*" {
                        self.show(operation.operands.last(), &state, &mut text);
                    }
                }
                "Tj" => self.show(operation.operands.first(), &state, &mut text),
                "TJ" => self.show(operation.operands.first(), &state, &mut text),
                "Do" if depth < FORMS.0 && self.forms < FORMS.1 => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    if let Some(name) = name {
                        self.form(name, resources, state.ctm, depth);
                    }
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, name: &[u8], resources: &[&'d Dictionary], ctm: Matrix, depth: usize) {
        let document = self.document;
        let Some(Object::Stream(stream)) = find(document, resources, b"XObject", name) else {
            return;
        };
        let is_form = stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Form");
        if !is_form {
            return;
        }
        self.forms += 1;
        if !self.budget.goes_on() {
            return;
        }
        let Ok(content) = stream.get_plain_content_with_limit(DRAWN) else {
            self.budget.cut = true;
            return;
        };
        let mut own: Vec<&Dictionary> = Vec::new();
        own.extend(
            stream
                .dict
                .get_deref(b"Resources", document)
                .and_then(Object::as_dict)
                .ok(),
        );
        own.extend(resources);
        let numbers = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let numbers: Vec<f32> = numbers
            .map(|all| all.iter().filter_map(|one| one.as_float().ok()).collect())
            .unwrap_or_default();
        let matrix = Matrix::try_from(numbers).unwrap_or(UNIT);
        self.draw(&content, &own, times(matrix, ctm), depth + 1);
    }

    /// The font of a name, read once a document.
    fn font(&mut self, resources: &[&'d Dictionary], name: &[u8]) -> Option<*const Dictionary> {
        let document = self.document;
        let font = find(document, resources, b"Font", name)?.as_dict().ok()?;
        let key = std::ptr::from_ref(font);
        if !self.fonts.contains_key(&key) {
            // One font alone may unpack to many bytes.
            if !self.budget.goes_on() {
                return None;
            }
            self.fonts.insert(key, read_font(document, font, self.budget));
        }
        Some(key)
    }

    /// Shows a string, or strings with gaps between them, and moves on.
    fn show(&mut self, operand: Option<&Object>, state: &State, text: &mut Matrix) {
        let Some(font) = state.font.and_then(|key| self.fonts.get(&key)) else {
            return;
        };
        let parts = match operand {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return,
        };
        let mut said = String::new();
        let mut along = 0.0;
        for part in parts {
            if let Ok(bytes) = part.as_str() {
                for (letters, width, is_blank) in font.decode(bytes) {
                    // A code without letters counts as well.
                    let count = letters.chars().count().max(1);
                    self.letters = self.letters.saturating_sub(count);
                    if self.letters == 0 {
                        break;
                    }
                    said.push_str(&letters);
                    let word = if is_blank { state.word } else { 0.0 };
                    along += (width / 1000.0 * state.size + state.spacing + word) * state.scale;
                }
            } else if let Ok(gap) = part.as_float() {
                along -= gap / 1000.0 * state.size * state.scale;
                if gap < -180.0 && !said.ends_with(' ') {
                    said.push(' ');
                }
            }
        }
        let begin = times(*text, state.ctm);
        *text = times([1.0, 0.0, 0.0, 1.0, along, 0.0], *text);
        let end = times(*text, state.ctm);
        // What stands on its side is a stamp in the margin.
        if begin[1].abs() > begin[0].abs() || said.trim().is_empty() {
            return;
        }
        self.pieces.push(Piece {
            x: begin[4],
            y: begin[5],
            end: end[4],
            size: (state.size * begin[3]).abs().max(1.0),
            text: said,
        });
    }
}

impl Font<'_> {
    /// The letters of a string, each with its width and whether it is a blank of one byte.
    fn decode(&self, bytes: &[u8]) -> impl Iterator<Item = (String, f32, bool)> {
        let codes = bytes.chunks(if self.wide { 2 } else { 1 });
        codes.map(|code| {
            let number = code.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte));
            let letters = match self.map.get(number) {
                Some(text) => text.to_owned(),
                None => self
                    .encoding
                    .as_ref()
                    .and_then(|encoding| Document::decode_text(encoding, code).ok())
                    .unwrap_or_default(),
            };
            let width = self.widths.get(&number).copied().unwrap_or(self.default);
            (letters, width, !self.wide && number == 32)
        })
    }
}

fn read_font<'d>(document: &'d Document, font: &'d Dictionary, budget: &mut Budget) -> Font<'d> {
    let wide = font
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|kind| kind == b"Type0");
    let map = font
        .get_deref(b"ToUnicode", document)
        .and_then(Object::as_stream)
        .and_then(|stream| stream.get_plain_content_with_limit(UNPACKED))
        .map(|source| Map::read(&source, budget))
        .unwrap_or_default();
    let float = |object: &Object| {
        document
            .dereference(object)
            .ok()
            .and_then(|(_, one)| one.as_float().ok())
    };
    let mut widths = HashMap::new();
    let mut default = 500.0;
    if wide {
        let below = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok();
        let below = below
            .and_then(|all| all.first())
            .and_then(|one| document.dereference(one).ok());
        if let Some(below) = below.and_then(|(_, one)| one.as_dict().ok()) {
            default = below.get(b"DW").ok().and_then(float).unwrap_or(1000.0);
            if let Ok(list) = below.get_deref(b"W", document).and_then(Object::as_array) {
                wide_widths(document, list, &mut widths, budget);
            }
        }
    } else {
        let first = font.get(b"FirstChar").ok().and_then(float).unwrap_or(0.0);
        if let Ok(list) = font.get_deref(b"Widths", document).and_then(Object::as_array) {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a code is a small number"
            )]
            let first = first.clamp(0.0, 255.0) as u32;
            widths.extend(
                (first..256)
                    .zip(list)
                    .filter_map(|(code, width)| Some((code, float(width)?))),
            );
        }
    }
    let encoding = if map.is_empty() || !wide {
        font.get_font_encoding_with_limit(document, UNPACKED).ok()
    } else {
        None
    };
    Font {
        map,
        wide,
        encoding,
        widths,
        default,
    }
}

/// Widths as fonts of two bytes list them: `first [w w w]` or `first last w`.
fn wide_widths(document: &Document, list: &[Object], into: &mut HashMap<u32, f32>, budget: &mut Budget) {
    let code = |object: &Object| object.as_i64().ok().and_then(|one| u32::try_from(one).ok());
    let mut rest = list;
    while let [first, second, after @ ..] = rest {
        let Some(first) = code(first) else { return };
        let second = document.dereference(second).map_or(second, |(_, one)| one);
        if let Ok(widths) = second.as_array() {
            let widths = widths.iter().take(65_536).filter_map(|one| one.as_float().ok());
            into.extend((first..).zip(widths).take_while(|_| budget.steps()));
            rest = after;
        } else if let ([width, after @ ..], Some(last)) = (after, code(second)) {
            if let Ok(width) = width.as_float() {
                let codes = first..=last.min(first.saturating_add(65_535));
                into.extend(codes.take_while(|_| budget.steps()).map(|code| (code, width)));
            }
            rest = after;
        } else {
            return;
        }
    }
}

/// A resource by its sort and name.
fn find<'d>(document: &'d Document, resources: &[&'d Dictionary], sort: &[u8], name: &[u8]) -> Option<&'d Object> {
    resources.iter().find_map(|one| {
        let all = one.get_deref(sort, document).and_then(Object::as_dict).ok()?;
        let found = all.get(name).ok()?;
        document.dereference(found).ok().map(|(_, found)| found)
    })
}

fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [p, q, r, s, t, u] = other;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// Puts pieces together into lines, from top to bottom and left to right.
fn lines(mut pieces: Vec<Piece>) -> Vec<String> {
    pieces.retain(|piece| {
        [piece.x, piece.y, piece.end, piece.size]
            .iter()
            .all(|one| one.is_finite())
    });
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let same = rows.last().and_then(|row| row.first()).is_some_and(|first| {
            let near = first.size.min(piece.size) * 0.4;
            (first.y - piece.y).abs() <= near
        });
        match rows.last_mut() {
            Some(row) if same => row.push(piece),
            Some(_) | None => rows.push(vec![piece]),
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.sort_by(|one, other| one.x.total_cmp(&other.x));
            let mut line = String::new();
            let mut last: Option<&Piece> = None;
            for piece in &row {
                if let Some(last) = last {
                    // Drawn twice in one place to look bold.
                    if last.text == piece.text && (last.x - piece.x).abs() < piece.size * 0.1 {
                        continue;
                    }
                    let gap = piece.x - last.end;
                    if gap > piece.size * 1.5 {
                        line.push_str("   ");
                    } else if gap > piece.size * 0.15 && !line.ends_with(' ') {
                        line.push(' ');
                    }
                }
                line.push_str(&piece.text);
                last = Some(piece);
            }
            tame(&line)
        })
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    #[test]
    fn a_page_that_draws_without_end_is_left_where_the_time_is_up() {
        let content = format!("BT /F 12 Tf {}ET", "(a) Tj 0 -14 Td ".repeat(4_000));
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let bytes = super::super::tests::pdf(
            Stream::new(Dictionary::new(), content.into_bytes()),
            Vec::new(),
            dictionary! { "Font" => dictionary! { "F" => font } },
        );
        let document = load(&bytes).unwrap();
        let id = document.page_iter().next().unwrap();
        let mut fonts = HashMap::new();
        let mut budget = Budget::new();
        assert_eq!(page(&document, id, &mut fonts, &mut budget).len(), 4_000);
        assert!(!budget.cut);
        budget.lines = 0;
        let left = page(&document, id, &mut fonts, &mut budget).len();
        assert!((1..OFTEN).contains(&left) && budget.cut, "{left}");
    }

    #[test]
    fn widths_that_are_said_again_and_again_come_to_an_end() {
        let document = Document::new();
        let list: Vec<Object> = [0, 65_535, 500].repeat(40).into_iter().map(Object::from).collect();
        let (mut widths, mut budget) = (HashMap::new(), Budget::new());
        wide_widths(&document, &list, &mut widths, &mut budget);
        assert_eq!((widths.len(), budget.steps, budget.cut), (65_536, 0, true));
    }
}
