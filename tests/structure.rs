//! Phụ lục 4 of Quyết định số 2074/QĐ-UBND: the tables of groups, counts and points, as the source prints them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use thamdinh::domain::{Decimal, FormKind};
use thamdinh::forms::{self, RowKind, Words};
use thamdinh::framework::Library;

/// As printed: number, name, criteria, points.
const PRINTED: [(&str, &str); 3] = [
    (
        "vinh-phuc-2074-so",
        "\
I|Nhóm chỉ số nền tảng chung|24|450
1|Nhận thức số|4|120
2|Thể chế số|6|120
3|Hạ tầng số|3|60
4|Nhân lực số|4|80
5|An toàn thông tin mạng|7|70
II|Nhóm chỉ số hoạt động|18|550
6|Hoạt động chính quyền số|14|450
7|Hoạt động xã hội số|4|100
|Tổng|42|1000",
    ),
    (
        "vinh-phuc-2074-huyen",
        "\
I|Nhóm chỉ số nền tảng chung|32|435
1|Nhận thức số|6|120
2|Thể chế số|5|75
3|Hạ tầng số|8|80
4|Nhân lực số|6|90
5|An toàn thông tin mạng|7|70
II|Nhóm chỉ số hoạt động|34|565
6|Hoạt động chính quyền số|16|295
7|Hoạt động kinh tế số|8|120
8|Hoạt động xã hội số|10|150
|Tổng|66|1000",
    ),
    (
        "vinh-phuc-2074-xa",
        "\
I|Nhóm chỉ số nền tảng chung|26|510
1|Nhận thức số|6|150
2|Thể chế số|5|100
3|Hạ tầng số|4|80
4|Nhân lực số|6|105
5|An toàn thông tin mạng|5|75
II|Nhóm chỉ số hoạt động|19|490
6|Hoạt động chính quyền số|10|350
7|Hoạt động kinh tế số|4|40
8|Hoạt động xã hội số|5|100
|Tổng|45|1000",
    ),
];

#[test]
fn the_structure_tables_say_what_the_source_prints() {
    for (id, printed) in PRINTED {
        let framework = Library::open(None).get(&id.into()).unwrap();
        let mut forms = framework.forms.iter();
        let spec = forms.find(|form| form.kind == FormKind::Structure).unwrap();
        let table = forms::structure(spec, &framework, &Words::official());
        let line = |cells: &[forms::Cell]| {
            let number = |at: usize| cells[at].number.unwrap().value.normalize();
            let figures: [Decimal; 2] = [number(2), number(3)];
            format!("{}|{}|{}|{}", cells[0].text, cells[1].text, figures[0], figures[1])
        };
        let lines: Vec<String> = table.rows.iter().map(|row| line(&row.cells)).collect();
        assert_eq!(lines.join("\n"), printed, "{id}");
        assert_eq!(table.rows.first().unwrap().kind, RowKind::Caption);
        assert_eq!(table.rows.last().unwrap().kind, RowKind::Total);
        assert_eq!(table.draft, None, "it says nothing of any applicant");
    }
}
