//! Recognising a form by its header row: the columns a form declares, found in a table whatever their order.

mod ticks;
mod usual;

use std::ops::Range;

pub use ticks::Tick;
use usual::COMMON;

use crate::domain::{Column, ColumnField, FormId, FormKind, FormSpec};
use crate::text::fold;

/// Rows over which a header may stretch.
pub const TALLEST: usize = 3;
/// Rows below which no header is looked for.
const DEEPEST: usize = 80;
/// Bytes beyond which a cell is no header.
const LONGEST: usize = 240;

/// How surely the printed header names its column, and how surely a common one does.
const PRINTED: i32 = 10;
const COMMONLY: i32 = 5;

/// A declared column found in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchedColumn {
    /// Index of the column in the table.
    pub at: usize,
    /// Index of the column in [`FormSpec::columns`].
    pub column: usize,
}

/// A form recognised in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderMatch {
    /// The form.
    pub form: FormId,
    /// The rows of the header: one, or up to three where headers stand above others.
    pub header_rows: Range<usize>,
    /// The columns found, in the order of the table.
    pub columns: Vec<MatchedColumn>,
    /// The columns that are ticked for a verdict among them.
    pub ticks: Vec<Tick>,
    /// How well it fits; comparable between sheets and forms.
    pub score: i32,
}

/// Finds the header that fits one of the forms best; none where no row looks like one.
///
/// Texts are compared folded, without punctuation; a part in brackets may be missing; other headers a column is
/// known by ([`Column::also`]) count. Columns may stand in any order, some may be missing, others may be added.
pub fn match_columns(rows: &[Vec<String>], forms: &[FormSpec]) -> Option<HeaderMatch> {
    Headers::new(forms).find(rows)
}

/// The headers of a framework's forms, prepared for comparing with many tables.
pub struct Headers<'f> {
    forms: Vec<(&'f FormSpec, Vec<Keys>)>,
}

impl<'f> Headers<'f> {
    /// Prepares the forms that applicants and councils send.
    pub fn new(forms: &'f [FormSpec]) -> Self {
        Self {
            forms: forms
                .iter()
                .filter(|form| matches!(form.kind, FormKind::SelfAssessment | FormKind::Appraisal))
                .map(|form| {
                    (
                        form,
                        form.columns.iter().map(|column| Keys::new(column, form)).collect(),
                    )
                })
                .collect(),
        }
    }

    /// Finds the header as [`match_columns`] does.
    pub fn find(&self, rows: &[Vec<String>]) -> Option<HeaderMatch> {
        find(rows, &self.forms)
    }
}

fn find(rows: &[Vec<String>], forms: &[(&FormSpec, Vec<Keys>)]) -> Option<HeaderMatch> {
    let mut best: Option<HeaderMatch> = None;
    for top in 0..rows.len().min(DEEPEST) {
        // Below a header that leaves little to wish stand its rows.
        if best
            .as_ref()
            .is_some_and(|best| best.is_sure(forms) && top > best.header_rows.start + 2)
        {
            break;
        }
        for height in 1..=TALLEST {
            let header = rows.get(top..top + height);
            let Some(labels) = header
                .filter(|rows| height < TALLEST || is_stacked(rows))
                .and_then(labels)
            else {
                continue;
            };
            for (form, keys) in forms {
                let Some((columns, score)) = fit(&labels, form, keys) else {
                    continue;
                };
                // Each further row must earn its place.
                let score = score - i32::try_from(height - 1).unwrap_or_default();
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(HeaderMatch {
                        form: form.id.clone(),
                        header_rows: top..top + height,
                        ticks: ticks::of(&labels, &columns, form),
                        columns,
                        score,
                    });
                }
            }
        }
    }
    best
}

impl HeaderMatch {
    /// Whether nearly all columns were found under their printed headers.
    fn is_sure(&self, forms: &[(&FormSpec, Vec<Keys>)]) -> bool {
        let columns = forms
            .iter()
            .find(|(form, _)| form.id == self.form)
            .map_or(usize::MAX, |(form, _)| form.columns.len());
        i32::try_from(columns).is_ok_and(|columns| self.score >= columns.saturating_mul(7))
    }

    /// How well the header fits the form, in per cent: 100 where every column stands under its printed header.
    pub fn confidence(&self, form: &FormSpec) -> u8 {
        let most = i32::try_from(form.columns.len())
            .unwrap_or(i32::MAX)
            .saturating_mul(PRINTED);
        let share = self.score.saturating_mul(100) / most.max(1);
        u8::try_from(share.clamp(0, 100)).unwrap_or(100)
    }
}

/// The columns that are ticked for the verdicts among columns that a person chose.
pub fn ticks(header: &[Vec<String>], columns: &[MatchedColumn], form: &FormSpec) -> Vec<Tick> {
    labels(header).map_or_else(Vec::new, |labels| ticks::of(&labels, columns, form))
}

/// Whether three rows may be one header: what heads the first column heads all three.
fn is_stacked(rows: &[Vec<String>]) -> bool {
    let [top, lower @ ..] = rows else { return false };
    let filled = |row: &Vec<String>| row.iter().any(|text| !text.trim().is_empty());
    let first = top.iter().position(|text| !text.trim().is_empty());
    let spans = |row: &Vec<String>| {
        let below = first.and_then(|first| row.get(first));
        below.is_none_or(|text| text.trim().is_empty()) && filled(row)
    };
    first.is_some() && lower.iter().all(spans)
}

/// The headers by which a column is known, in the form in which they are compared.
struct Keys {
    header: String,
    bare: String,
    over: String,
    also: Vec<String>,
    common: &'static [&'static str],
}

impl Keys {
    fn new(column: &Column, form: &FormSpec) -> Self {
        let alone = form.columns.iter().filter(|other| other.field == column.field).count() == 1;
        let common = COMMON
            .iter()
            .find(|(field, _)| alone && *field == column.field)
            .map_or(&[][..], |(_, common)| *common);
        Self {
            common,
            header: letters(&column.header),
            bare: letters(&without_brackets(&column.header)),
            over: letters(&column.over),
            also: column.also.iter().map(|text| letters(text)).collect(),
        }
    }
}

impl Keys {
    /// Whether a text, folded, is one of the headers of the column.
    fn is_called(&self, text: &str) -> bool {
        !text.is_empty()
            && (self.header == text
                || self.bare == text
                || self.also.iter().any(|also| also == text)
                || self.common.contains(&text))
    }
}

/// What the header says above one column of a table.
#[derive(Default)]
struct Label {
    own: String,
    bare: String,
    over: String,
    joined: String,
}

impl Label {
    fn of(text: &str, above: &str) -> Self {
        let (own, over) = (letters(text), letters(above));
        Self {
            bare: if text.contains(['(', ')']) {
                letters(&without_brackets(text))
            } else {
                own.clone()
            },
            joined: if above.is_empty() {
                String::new()
            } else {
                format!("{over}{own}")
            },
            own,
            over,
        }
    }
}

/// The labels of a header of some rows; none where too few cells are filled.
fn labels(rows: &[Vec<String>]) -> Option<Vec<Label>> {
    let filled = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
    if rows.iter().map(filled).sum::<usize>() < 3 {
        return None;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    // By row, the text that spans the column; what begins a new group in a row ends those of the rows below.
    let mut spanning = vec![""; rows.len()];
    let mut labels = Vec::with_capacity(width);
    for at in 0..width {
        let (mut own, mut over, mut begun) = ("", "", false);
        for (row, span) in rows.iter().zip(&mut spanning) {
            let text = row.get(at).map_or("", |text| text.trim());
            if begun {
                *span = "";
            }
            if !text.is_empty() {
                (*span, begun) = (text, true);
                (own, over) = (text, if own.is_empty() { over } else { own });
            } else if own.is_empty() && !span.is_empty() {
                over = span;
            }
        }
        if own.is_empty() {
            labels.push(Label::default());
            continue;
        }
        labels.push(Label::of(own, over));
    }
    (labels.iter().filter(|label| !label.own.is_empty()).count() >= 3).then_some(labels)
}

/// Assigns the form's columns to labels; none where the form cannot be this one.
fn fit(labels: &[Label], form: &FormSpec, keys: &[Keys]) -> Option<(Vec<MatchedColumn>, i32)> {
    let mut candidates: Vec<(i32, MatchedColumn)> = Vec::new();
    for (column, keys) in keys.iter().enumerate() {
        for (at, label) in labels.iter().enumerate() {
            let strength = strength(label, keys);
            if strength > 0 {
                candidates.push((strength, MatchedColumn { at, column }));
            }
        }
    }
    candidates.extend(
        ticks::candidates(labels, form, keys)
            .into_iter()
            .map(|matched| (ticks::STRENGTH, matched)),
    );
    candidates.sort_by_key(|(strength, matched)| (-strength, matched.column, matched.at));
    let mut columns: Vec<MatchedColumn> = Vec::new();
    let mut score = 0;
    for (strength, matched) in candidates {
        if columns
            .iter()
            .all(|taken| taken.at != matched.at && taken.column != matched.column)
        {
            score += strength;
            columns.push(matched);
        }
    }
    let has = |wanted: &dyn Fn(ColumnField) -> bool| {
        columns
            .iter()
            .filter_map(|matched| form.columns.get(matched.column))
            .any(|column| wanted(column.field))
    };
    let names_rows = has(&|field| matches!(field, ColumnField::Code | ColumnField::Name));
    let has_result = has(&|field| {
        matches!(
            field,
            ColumnField::Value | ColumnField::Verdict | ColumnField::Points | ColumnField::Level | ColumnField::Input
        )
    });
    if !names_rows || !has_result || columns.len() < 3 || columns.len() * 2 < form.columns.len() {
        return None;
    }
    let missing = form.columns.len().saturating_sub(columns.len());
    let filled = labels.iter().filter(|label| !label.own.is_empty()).count();
    // Of columns to be ticked one is matched, and all are known.
    let ticked = ticks::of(labels, &columns, form);
    let others = ticked
        .iter()
        .filter(|tick| columns.iter().all(|matched| matched.at != tick.at));
    let extra = filled.saturating_sub(columns.len() + others.count());
    score -= i32::try_from(missing * 3 + extra).unwrap_or(i32::MAX / 2);
    columns.sort_by_key(|matched| matched.at);
    Some((columns, score))
}

/// How surely a label names a column: 0 for not at all.
fn strength(label: &Label, keys: &Keys) -> i32 {
    if label.own.is_empty() {
        return 0;
    }
    let beneath = if keys.over.is_empty() {
        0
    } else if keys.over == label.over {
        3
    } else {
        -3
    };
    let joined = |key: &String| !label.joined.is_empty() && label.joined == *key;
    if label.own == keys.header || joined(&keys.header) {
        return PRINTED + beneath;
    }
    if keys.also.iter().any(|also| *also == label.own || joined(also)) {
        return 9 + beneath;
    }
    if !keys.bare.is_empty() && (keys.bare == label.bare || keys.bare == label.own || keys.header == label.bare) {
        return 7 + beneath;
    }
    if keys
        .common
        .iter()
        .any(|common| *common == label.own || *common == label.bare || *common == label.joined)
    {
        return COMMONLY + beneath;
    }
    0
}

/// Folded letters and digits only, so that line breaks, dashes and blanks make no difference.
pub fn letters(text: &str) -> String {
    // No header is that long; a name or note of a body row is not worth its folding.
    if text.len() > LONGEST {
        return text.to_owned();
    }
    let mut letters = fold(text);
    letters.retain(|character| character.is_alphanumeric() || character == '%');
    letters
}

/// The text without its parts in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|character| match character {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClaimedVerdict, StageId};

    fn column(field: ColumnField, stage: Option<&str>, header: &str, also: &[&str]) -> Column {
        Column {
            field,
            stage: stage.map(StageId::from),
            input: None,
            header: header.into(),
            over: String::new(),
            also: also.iter().map(|text| (*text).to_owned()).collect(),
            width: 10.into(),
        }
    }

    fn form(id: &str, kind: FormKind, columns: Vec<Column>) -> FormSpec {
        FormSpec {
            id: id.into(),
            name: id.into(),
            kind,
            stage: None,
            title: Vec::new(),
            printed: String::new(),
            columns,
            parts: Vec::new(),
            total: String::new(),
            conclusion: String::new(),
            outcome: Vec::new(),
            signature: None,
        }
    }

    fn forms() -> Vec<FormSpec> {
        use ColumnField::{Code, Evidence, Name, Note, Target, Unit, Value, Verdict};
        vec![
            form(
                "phu-luc-01",
                FormKind::SelfAssessment,
                vec![
                    column(Code, None, "TT", &["STT"]),
                    column(Name, None, "Tên chỉ tiêu", &["Tên tiêu chí"]),
                    column(Unit, None, "Đơn vị tính", &[]),
                    column(Target, None, "Chỉ tiêu", &[]),
                    column(Value, Some("self"), "Kết quả", &["Kết quả tự đánh giá", "Tự đánh giá"]),
                    column(Verdict, Some("self"), "Đánh giá (Đạt/Không đạt)", &[]),
                    column(Evidence, None, "Tài liệu minh chứng", &[]),
                    column(Note, Some("self"), "Ghi chú", &[]),
                ],
            ),
            form(
                "phu-luc-02",
                FormKind::Appraisal,
                vec![
                    column(Code, None, "TT", &["STT"]),
                    column(Name, None, "Tên chỉ tiêu", &[]),
                    column(Unit, None, "Đơn vị tính", &[]),
                    column(Target, None, "Chỉ tiêu", &[]),
                    column(Value, Some("self"), "Kết quả tự đánh giá của UBND cấp xã", &[]),
                    column(Value, Some("district"), "Kết quả thẩm định của UBND cấp huyện", &[]),
                    column(Verdict, Some("district"), "Đánh giá (Đạt/Không đạt)", &[]),
                    column(Note, Some("district"), "Ghi chú", &[]),
                ],
            ),
        ]
    }

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn finds_the_header_below_titles_in_another_order() {
        let rows = [
            row(&["", "PHỤ LỤC 01"]),
            row(&[]),
            row(&[
                "STT",
                "GHI CHÚ",
                "Tên  chỉ\ntiêu",
                "Kết quả",
                "Chi tiêu",
                "Đánh giá",
                "Cột thêm",
            ]),
        ];
        let found = match_columns(&rows, &forms()).unwrap();
        assert_eq!(found.form.as_str(), "phu-luc-01");
        assert_eq!(found.header_rows, 2..3);
        let places: Vec<(usize, usize)> = found.columns.iter().map(|m| (m.at, m.column)).collect();
        assert_eq!(places, [(0, 0), (1, 7), (2, 1), (3, 4), (4, 3), (5, 5)]);
    }

    #[test]
    fn finds_columns_under_the_names_that_offices_give_them() {
        let rows = [row(&[
            "Số TT",
            "Tiêu chí",
            "ĐVT",
            "Mục tiêu",
            "KQ",
            "Đạt/Chưa đạt",
            "Minh chứng",
            "Giải trình",
        ])];
        let found = match_columns(&rows, &forms()).unwrap();
        assert_eq!(found.form.as_str(), "phu-luc-01");
        let places: Vec<(usize, usize)> = found.columns.iter().map(|m| (m.at, m.column)).collect();
        assert_eq!(places, (0..8).map(|at| (at, at)).collect::<Vec<_>>());
    }

    #[test]
    fn tells_the_appraisal_from_the_self_assessment() {
        let rows = [row(&[
            "TT",
            "Tên chỉ tiêu",
            "Đơn vị tính",
            "Chi tiêu",
            "Kết quả tự đánh giá của UBND cấp xã",
            "Kết quả thẩm định của UBND cấp huyện",
            "Đánh giá (Đạt/Không đạt)",
            "Ghi chú",
        ])];
        assert_eq!(match_columns(&rows, &forms()).unwrap().form.as_str(), "phu-luc-02");
    }

    #[test]
    fn reads_a_header_over_two_rows() {
        let rows = [
            row(&["TT", "Tên chỉ tiêu", "Kết quả", "", "Ghi chú"]),
            row(&["", "", "Tự đánh giá", "Đánh giá (Đạt/Không đạt)", ""]),
            row(&["1.1", "Một", "1", "Đạt", ""]),
        ];
        let found = match_columns(&rows, &forms()).unwrap();
        assert_eq!(found.header_rows, 0..2);
        assert_eq!(found.columns.len(), 5);
    }

    fn sought(rows: &[&[&str]]) -> Option<HeaderMatch> {
        let row = |row: &&[&str]| row.iter().map(|text| (*text).to_owned()).collect();
        match_columns(&rows.iter().map(row).collect::<Vec<Vec<String>>>(), &forms())
    }

    #[test]
    fn reads_a_header_over_three_rows_with_columns_to_be_ticked() {
        let found = sought(&[
            &["BÁO CÁO TỰ ĐÁNH GIÁ"],
            &[
                "TT",
                "Tên chỉ tiêu",
                "Đơn vị tính",
                "Tự đánh giá của xã",
                "",
                "",
                "",
                "Ghi chú",
            ],
            &["", "", "", "Kết quả", "Đánh giá", "", "Tài liệu minh chứng", ""],
            &["", "", "", "", "Đạt", "Không đạt", "", ""],
            &["1", "Chính quyền số"],
            &["1.1", "Kế hoạch", "Văn bản", "3", "x", "", "", ""],
        ])
        .unwrap();
        assert_eq!((found.form.as_str(), found.header_rows.clone()), ("phu-luc-01", 1..4));
        let verdicts: Vec<(usize, ClaimedVerdict)> = found.ticks.iter().map(|tick| (tick.at, tick.verdict)).collect();
        assert_eq!(verdicts, [(4, ClaimedVerdict::Met), (5, ClaimedVerdict::NotMet)]);
        let forms = forms();
        let confidence = found.confidence(&forms[0]);
        assert!((60..100).contains(&confidence), "{confidence}");
        // Without its other half a column called Đạt is none to be ticked.
        let found = sought(&[&["TT", "Tên chỉ tiêu", "Đơn vị tính", "Kết quả", "Đạt", "Ghi chú"]]).unwrap();
        assert_eq!(found.ticks, []);
        // What stands in three rows is not always one header.
        let found = sought(&[
            &[
                "TT",
                "Tên chỉ tiêu",
                "Đơn vị tính",
                "Kết quả",
                "Đánh giá (Đạt/Không đạt)",
            ],
            &["1", "Chính quyền số", "", "", ""],
            &["1.1", "Kế hoạch", "Văn bản", "3", "Đạt"],
        ])
        .unwrap();
        assert_eq!(found.header_rows, 0..1);
    }

    #[test]
    fn a_list_of_persons_is_no_form() {
        let rows = [row(&["STT", "Họ và tên", "Chức vụ", "Có máy tính", "Ghi chú"])];
        assert_eq!(match_columns(&rows, &forms()), None);
    }
}
