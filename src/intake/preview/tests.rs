//! Looks into files of every kind, hostile ones too; whoever a list names is never shown.

use std::path::{Path, PathBuf};

use super::*;

fn framework() -> Framework {
    toml::from_str(include_str!("../../../frameworks/thanh-hoa-1829-2023.toml")).unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(&path).unwrap()
}

fn look(name: &str) -> Glance {
    glance(&fixture(name), name.rsplit('/').next().unwrap(), &framework())
}

/// All that is shown, as text.
fn words(glance: &Glance) -> String {
    let line = |line: &Line| match line {
        Line::Heading(said) => format!("# {said:?}"),
        Line::Text(text) => text.clone(),
        Line::Row(cells) => cells.join(" | "),
        Line::Said(said) => format!("> {}", said.key),
        Line::Withheld(said) => format!("! {said:?}"),
    };
    glance.lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_text_of_a_pdf_stands_in_its_lines_under_its_pages() {
    let glance = look("preview/plan.pdf");
    assert_eq!(glance.pages, Some(1));
    let words = words(&glance);
    for line in [
        "ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM",
        "Kế hoạch chuyển đổi số năm 2023, số 12/KH-UBND ngày 01/02/2023.",
        "Điện thoại: •••• •••• •••.",
        "TT   Nội dung   Tỷ lệ",
        "Giao Tổ công nghệ số cộng đồng thực hiện.",
    ] {
        assert!(words.lines().any(|one| one == line), "{line}: {words}");
    }
    assert_eq!(pages(&fixture("preview/people.pdf")), Some(3));
}

#[test]
fn a_scan_says_that_it_is_one_and_a_locked_file_that_it_is_locked() {
    let scan = look("preview/scan.pdf");
    assert_eq!((scan.pages, words(&scan).as_str()), (Some(2), "> preview-scan"));
    assert_eq!(words(&look("signature/password.pdf")), "> preview-locked");
}

#[test]
fn a_document_is_read_in_its_order() {
    let words = words(&look("preview/plan.docx"));
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(
        lines,
        [
            "ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM",
            "Kế hoạch chuyển đổi số năm 2023, số 12/KH-UBND ngày 01/02/2023.",
            "Điện thoại: •••• •••• •••.",
            "TT | Nội dung | Tỷ lệ",
            "1 | Hộ gia đình có Internet | 98,5 %",
            "Giao Tổ công nghệ số cộng đồng thực hiện.",
        ]
    );
}

#[test]
fn workbooks_of_every_generation_are_read() {
    for name in [
        "offices/libreoffice.xlsx",
        "offices/libreoffice.xls",
        "offices/libreoffice.ods",
    ] {
        let words = words(&look(name));
        assert!(
            words.contains("1.10 | Tập huấn kỹ năng số | % |  | 45/46"),
            "{name}: {words}"
        );
    }
}

/// Whoever is named, and every number, in the files made for it.
fn tells_somebody(words: &str) -> bool {
    words.contains("Giả Định") || words.contains("giả định)") || words.contains("0900000") || words.contains("900000")
}

#[test]
fn a_list_of_people_is_counted_and_never_shown() {
    for name in ["preview/people.pdf", "preview/people.docx"] {
        let words = words(&look(name));
        assert!(!tells_somebody(&words), "{name}: {words}");
        assert!(
            words.contains("DANH SÁCH THUÊ BAO") && words.contains("preview-withheld"),
            "{name}: {words}"
        );
        assert!(words.contains("(\"numbers\", Number(60))"), "{name}: {words}");
    }
}

#[test]
fn a_sub_form_says_what_was_counted_in_it_and_nobody_of_it() {
    let csv = "Mẫu 3.3. Tỷ lệ thuê bao điện thoại\nTT;Họ và tên;Số điện thoại liên hệ;Có điện thoại thông minh;\
               Có cài đặt PM ATTT;Có chữ ký số;Có sử dụng dịch vụ công trực tuyến;Ghi chú\n";
    let rows: String = (1..=20)
        .map(|row| format!("{row};Người {row:03} (giả định);09000000{row:02};x;x;x;x;\n"))
        .collect();
    let words = words(&glance(format!("{csv}{rows}").as_bytes(), "Mẫu 3.3.csv", &framework()));
    assert!(!tells_somebody(&words), "{words}");
    assert!(
        words.contains("Họ và tên") && words.contains("preview-counted"),
        "{words}"
    );
    assert!(words.contains("(\"rows\", Number(20))"), "{words}");
}

#[test]
fn lists_in_plain_text_and_single_numbers_are_not_shown() {
    let text = "Danh sách học viên\n1. Giả Định A, 0900000001\n2. Giả Định B, 0900000002\n3. Giả Định C 0900000003\n";
    let words_of = |text: &str| words(&glance(text.as_bytes(), "a.txt", &framework()));
    let words = words_of(text);
    assert!(
        !tells_somebody(&words) && words.starts_with("Danh sách học viên"),
        "{words}"
    );
    let single = words_of("Liên hệ 0900000001 để biết thêm.");
    assert_eq!(single, "Liên hệ •••••••••• để biết thêm.");
}

#[test]
fn control_characters_never_get_out() {
    let text = "Báo cáo\u{202e}gpj\u{200b}\r\nhai\u{9b}5n";
    let words = words(&glance(text.as_bytes(), "a.txt", &framework()));
    assert_eq!(words, "Báo cáogpj\nhai5n");
    assert_eq!(tame("Báo\u{1b}[31m cáo\u{7}"), "Báo[31m cáo");
}

#[test]
fn a_picture_says_how_large_it_is() {
    let glance = look("signature/signature.png");
    let [fact] = &glance.facts[..] else {
        panic!("{glance:?}")
    };
    assert_eq!(fact.key, "preview-image");
    let broken = self::glance(b"\x89PNG\r\n\x1a\n\0\0", "a.png", &framework());
    assert_eq!(broken.facts[0].key, "preview-image-unreadable");
}

#[test]
fn what_has_no_text_says_so() {
    let said = |bytes: &[u8]| words(&glance(bytes, "a", &framework()));
    assert_eq!(said(b""), "> preview-empty");
    assert_eq!(said(b"MZ\x90\0\x03\0\0\0"), "> preview-other");
    assert_eq!(said(b"Rar!\x1a\x07"), "> preview-archive");
    assert_eq!(said(b"{\\rtf1 abc}"), "> preview-other-text");
}

/// A PDF of one page whose content is `content`, with `more` objects from number 5 on.
pub(super) fn pdf(content: lopdf::Stream, more: Vec<lopdf::Object>, resources: lopdf::Dictionary) -> Vec<u8> {
    use lopdf::{Document, Object, dictionary};
    let mut document = Document::with_version("1.5");
    let content = document.add_object(content);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    for object in more {
        document.add_object(object);
    }
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_stream_that_unpacks_without_end_is_not_unpacked() {
    let mut bomb = lopdf::Stream::new(lopdf::Dictionary::new(), vec![b' '; 80 << 20]);
    bomb.compress().unwrap();
    let bytes = pdf(bomb, Vec::new(), lopdf::Dictionary::new());
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(words(&glance(&bytes, "a.pdf", &framework())), "> preview-too-large");
}

#[test]
fn a_text_without_end_is_shown_as_far_as_a_page_goes() {
    use lopdf::{Stream, dictionary};
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let resources = dictionary! { "Font" => dictionary! { "F" => font } };
    let look = |length: usize| {
        let content = format!("BT /F 12 Tf ({}) Tj ET", "a".repeat(length));
        let content = Stream::new(lopdf::Dictionary::new(), content.into_bytes());
        glance(&pdf(content, Vec::new(), resources.clone()), "a.pdf", &framework())
    };
    assert!(!look(3_000).cut);
    assert!(look(400_000).cut);
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    use lopdf::{Object, Stream, dictionary};
    let content = Stream::new(lopdf::Dictionary::new(), b"/F Do /F Do /F Do /F Do".to_vec());
    let form = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "Resources" => dictionary! { "XObject" => dictionary! { "F" => Object::Reference((4, 0)) } },
        },
        b"/F Do /F Do /F Do /F Do /F Do /F Do /F Do /F Do".to_vec(),
    );
    let resources = dictionary! { "XObject" => dictionary! { "F" => Object::Reference((4, 0)) } };
    let bytes = pdf(content, vec![Object::Stream(form)], resources);
    assert_eq!(words(&glance(&bytes, "a.pdf", &framework())), "> preview-scan");
}

#[test]
fn damaged_files_are_told_and_never_stop_the_program() {
    let names = [
        "preview/plan.pdf",
        "preview/plan.docx",
        "offices/libreoffice.xlsx",
        "offices/libreoffice.xls",
        "offices/libreoffice.ods",
        "signature/signature.png",
    ];
    for name in names {
        let whole = fixture(name);
        for part in 1..12 {
            let cut = &whole[..whole.len() * part / 12];
            glance(cut, name, &framework());
            let mut changed = whole.clone();
            for at in (part * 37..changed.len()).step_by(997) {
                changed[at] ^= 0x55;
            }
            let look = std::panic::catch_unwind(|| glance(&changed, name, &framework()));
            // A fault of a reading library is caught where looks are taken.
            if let Ok(look) = look {
                assert!(!look.lines.is_empty(), "{name}: nothing is said");
            }
        }
    }
}
