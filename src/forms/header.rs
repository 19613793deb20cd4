//! Recognising a form by its header row: the columns a form declares, found in a table whatever their order.

use std::ops::Range;

use crate::domain::{Column, ColumnField, FormId, FormKind, FormSpec};
use crate::text::fold;

/// Rows below which no header is looked for.
const DEEPEST: usize = 80;
/// Bytes beyond which a cell is no header.
const LONGEST: usize = 240;

/// Headers under which offices send a column whatever its form prints, folded; only where the form has one such column.
const COMMON: [(ColumnField, &[&str]); 9] = [
    (
        ColumnField::Code,
        &[
            "tt",
            "stt",
            "sott",
            "sothutu",
            "ma",
            "maso",
            "matieuchi",
            "machitieu",
            "matc",
            "mact",
        ],
    ),
    (
        ColumnField::Name,
        &[
            "tenchitieu",
            "tentieuchi",
            "tieuchi",
            "noidung",
            "noidungtieuchi",
            "noidungchitieu",
            "tenchiso",
            "chiso",
            "tieuchichitieu",
            "chitieutieuchi",
        ],
    ),
    (ColumnField::Unit, &["donvitinh", "dvt", "donvi"]),
    (
        ColumnField::Target,
        &[
            "chitieu",
            "muctieu",
            "chitieugiao",
            "yeucau",
            "mucyeucau",
            "chitieuphandau",
        ],
    ),
    (
        ColumnField::Value,
        &[
            "ketqua",
            "ketquatudanhgia",
            "tudanhgia",
            "kq",
            "kqtudanhgia",
            "ketquathuchien",
            "kqthuchien",
            "ketquadatduoc",
            "kqdatduoc",
            "solieu",
            "thuchien",
        ],
    ),
    (
        ColumnField::Verdict,
        &[
            "danhgia",
            "danhgiadatkhongdat",
            "datkhongdat",
            "datchuadat",
            "dgia",
            "ketluan",
            "mucdodat",
            "tudanhgiadatkhongdat",
        ],
    ),
    (
        ColumnField::Points,
        &["diem", "diemtucham", "diemtudanhgia", "tucham", "sodiem", "diemdat"],
    ),
    (
        ColumnField::Evidence,
        &[
            "minhchung",
            "tailieuminhchung",
            "hosominhchung",
            "vanbanminhchung",
            "tailieukiemchung",
            "kiemchung",
            "tailieuchungminh",
            "danhmucminhchung",
            "linkminhchung",
            "duongdanminhchung",
        ],
    ),
    (
        ColumnField::Note,
        &[
            "ghichu",
            "giaitrinh",
            "ghichugiaitrinh",
            "giaitrinhghichu",
            "lydo",
            "gchu",
        ],
    ),
];
/// How surely such a header names its column.
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
    /// The rows of the header: one, or two where headers stand above others.
    pub header_rows: Range<usize>,
    /// The columns found, in the order of the table.
    pub columns: Vec<MatchedColumn>,
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
        for height in 1..=2 {
            let Some(labels) = rows.get(top..top + height).and_then(labels) else {
                continue;
            };
            for (form, keys) in forms {
                let Some((columns, score)) = fit(&labels, form, keys) else {
                    continue;
                };
                // A second row must earn its place.
                let score = if height == 2 { score - 1 } else { score };
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(HeaderMatch {
                        form: form.id.clone(),
                        header_rows: top..top + height,
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

/// What the header says above one column of a table.
#[derive(Default)]
struct Label {
    own: String,
    bare: String,
    over: String,
    joined: String,
}

/// The labels of a header of one row or two; none where too few cells are filled.
fn labels(rows: &[Vec<String>]) -> Option<Vec<Label>> {
    let (upper, lower) = match rows {
        [only] => (None, only),
        [upper, lower] => (Some(upper), lower),
        _ => return None,
    };
    let filled = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
    if filled(lower) + upper.map_or(0, filled) < 3 {
        return None;
    }
    let width = lower.len().max(upper.map_or(0, Vec::len));
    let mut over = "";
    let mut labels = Vec::with_capacity(width);
    for at in 0..width {
        let below = lower.get(at).map_or("", |text| text.trim());
        let above = upper.and_then(|upper| upper.get(at)).map_or("", |text| text.trim());
        if !above.is_empty() {
            over = above;
        }
        labels.push(if below.is_empty() {
            Label {
                own: letters(above),
                bare: letters(&without_brackets(above)),
                ..Label::default()
            }
        } else {
            Label {
                own: letters(below),
                bare: letters(&without_brackets(below)),
                over: letters(over),
                joined: if over.is_empty() {
                    String::new()
                } else {
                    letters(&format!("{over} {below}"))
                },
            }
        });
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
    let extra = filled.saturating_sub(columns.len());
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
        return 10 + beneath;
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
    fold(text)
        .chars()
        .filter(|character| character.is_alphanumeric() || *character == '%')
        .collect()
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
    use crate::domain::StageId;

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

    #[test]
    fn a_list_of_persons_is_no_form() {
        let rows = [row(&["STT", "Họ và tên", "Chức vụ", "Có máy tính", "Ghi chú"])];
        assert_eq!(match_columns(&rows, &forms()), None);
    }
}
