//! Lists as offices type them, read from text and counted.

use super::*;
use crate::intake::delimited;

fn framework() -> Framework {
    toml::from_str(include_str!("../../../frameworks/thanh-hoa-1829-2023.toml")).unwrap()
}

fn counted(text: &str) -> Counted {
    of_sheets(&[delimited::read(text.as_bytes()).unwrap()], "", &framework())
}

/// The figures as `criterion part/whole` or `criterion number`.
fn figures(text: &str) -> Vec<String> {
    let said = |figure: &SubformFigure| match &figure.value {
        Value::Ratio { part, whole } => format!("{} {part}/{whole}", figure.criterion),
        Value::Number(number) => format!(
            "{} {number}{}",
            figure.criterion,
            if figure.aside { " aside" } else { "" }
        ),
        Value::Text(text) => text.clone(),
    };
    counted(text).figures.iter().map(said).collect()
}

const OFFICERS: &str =
    "STT;Họ tên;Chức vụ;Có máy tính làm việc;Hộp thư điện tử công vụ (ghi địa chỉ hộp thư);Ghi chú\n";
const PLATFORMS: &str = "TT;Tên doanh nghiệp;Số điện thoại liên hệ;Sử dụng nền tảng số;Ghi chú\n";

#[test]
fn examples_groups_sums_and_signatures_are_no_rows() {
    let rows = "1;A;Công chức;Có;a@x;\n2;;;;;\n...;...;;;;\nII;Khối Đảng;;;;\nThôn 2;;;;;\n3;B;Chủ tịch;không;-;\n;Tổng cộng;;1;1;\n\
                \n;Người thống kê;;CHỦ TỊCH;;\n;Lê Văn C;;Có;c@x;\n";
    assert_eq!(figures(&format!("{OFFICERS}{rows}")), ["4.3 1/2", "1.4 1/2"]);
}

#[test]
fn an_enterprise_called_cong_ty_is_no_sum() {
    let rows = "1;Công ty A;01;Có;\n2;Tổng công ty B;02;MISA;\n3;Hộ C;03;Không sử dụng;\n;Cộng;;2;\n";
    assert_eq!(figures(&format!("{PLATFORMS}{rows}")), ["2.6 2/3"]);
}

#[test]
fn a_form_left_blank_says_nothing() {
    assert!(
        counted(&format!("{OFFICERS}1;;;;;\n2;;;;;\n...;;;;;\n;Tổng cộng;;;;\n"))
            .figures
            .is_empty()
    );
    // A column that nobody filled in is unknown, not nought.
    let rows = "1;A;Công chức;Có;;\n2;B;Công chức;Không;;\n";
    assert_eq!(figures(&format!("{OFFICERS}{rows}")), ["4.3 1/2"]);
}

#[test]
fn the_whole_is_the_one_stated_or_unknown() {
    let head =
        "TT;Tên doanh nghiệp;Số điện thoại liên hệ;Sử dụng hợp đồng điện tử;;Ghi chú\n;;;Có/Không;Đơn vị cung cấp;\n";
    let rows = "1;A;01;Có;X;\n2;B;02;Không;;\n";
    assert_eq!(figures(&format!("{head}{rows}Tổng số DNVVN: 1.250\n")), ["2.5 1/1250"]);
    assert_eq!(
        figures(&format!(
            "{head}{rows};Tổng số doanh nghiệp nhỏ và vừa trên địa bàn xã;;40;\n"
        )),
        ["2.5 1/40"]
    );
    let without = counted(&format!("{head}{rows}Tổng số DNVVN: ......\n"));
    assert!(without.figures.iter().all(|figure| figure.aside));
    assert_eq!(without.flags[0].kind, FlagKind::UnreadableValue);
}

#[test]
fn a_total_that_its_rows_do_not_give_is_flagged() {
    let rows = "1;A;Công chức;Có;a@x;\n2;B;Công chức;Có;b@x;\n- Tổng số CBCC của cơ quan: 5 người.\n";
    let found = counted(&format!("{OFFICERS}{rows}"));
    assert_eq!(found.flags[0].message.key, "intake-subform-total");
    assert_eq!(found.flags[0].place.as_ref().unwrap().cell, "A4");
}

#[test]
fn what_is_neither_yes_nor_no_is_flagged_without_its_words() {
    let rows = "1;A;Công chức;chờ cấp máy;a@x;\n2;B;Công chức;Có;b@x;\n";
    let found = counted(&format!("{OFFICERS}{rows}"));
    let flag = &found.flags[0];
    assert_eq!(flag.kind, FlagKind::UnreadableValue);
    assert_eq!(flag.place.as_ref().unwrap().cell, "D2");
    assert!(!format!("{flag:?}").contains("chờ cấp"));
}

#[test]
fn the_same_person_twice_is_one_but_a_namesake_is_not() {
    let rows = "1;A;Công chức;Có;a@x;\n2;A;Công chức;Có;a@x;\n3;B;Công chức;Có;;\n4;B;Công chức;Có;;\n";
    let found = counted(&format!("{OFFICERS}{rows}"));
    assert_eq!(found.figures[0].repeated, 1);
    assert_eq!(figures(&format!("{OFFICERS}{rows}"))[0], "4.3 3/3");
}

#[test]
fn other_lists_and_the_main_form_are_none() {
    for text in [
        "STT;Họ tên;Chức vụ;Đơn vị;Ghi chú\n1;A;B;C;\n",
        "STT;Thôn;Số người trưởng thành;Có điện thoại thông minh;Ghi chú\n1;T;100;80;\n",
        "TT;Tên chỉ tiêu;Đơn vị tính;Chỉ tiêu;Kết quả;Đánh giá (Đạt/Không đạt);Tài liệu minh chứng;Ghi chú\n1.1;A;%;;1;Đạt;;\n",
        "TT;Tên hộ;Có/Không;Ghi chú\n1;A;Có;\n",
    ] {
        assert_eq!(counted(text), Counted::default(), "{text}");
    }
}

#[test]
fn columns_may_stand_in_another_order_and_under_other_words() {
    let text = "Ghi chú;Email;Có máy tính;Họ và tên;STT\n;a@x;x;A;1\n;;x;B;2\n;c@x;;C;3\n";
    assert_eq!(figures(text), ["4.3 2/3", "1.4 2/3"]);
}

#[test]
fn two_lists_stand_below_each_other() {
    let text = "1. Danh sách hộp cáp\nTT;Địa chỉ lắp đặt;Mạng thông tin di động (ghi tên doanh nghiệp);Ghi chú\n1;X;VNPT;\n2;Y;VNPT;\n\
                2. Danh sách trạm\nTT;Tên thôn/bản/khu phố;Hộp cáp cung cấp dịch vụ truy cập Internet băng rộng;Ghi chú\n1;Z;5;\n";
    assert_eq!(figures(text), ["4.1 2 aside", "4.1 1 aside"]);
}
