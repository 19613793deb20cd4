//! The way of a secretary, key by key, in the real program: appraise, conclude, seal, export, sign, verify.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod terminal;

use std::path::{Path, PathBuf};

use terminal::Session;
use thamdinh::signature::verify::Verdict;
use thamdinh::signature::{Trust, read_many, verify_pdf};
use thamdinh::text::{Lang, Locale};

const SHIFT_F8: &str = "\u{1b}[19;2~";
const F5: &str = "\u{1b}[15~";
const RIGHT: &str = "\u{1b}[C";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/signature")
        .join(name)
}

/// The sample with all criteria of one commune ruled, at its conclusion.
fn ruled(session: &mut Session) {
    session.wait("Xong 0/12");
    session.send("\r");
    session.wait("Tiêu chí");
    session.send(SHIFT_F8);
    session.wait("Chấp nhận 30/37");
    session.send("\r");
    session.wait("Đã ghi 30 tiêu chí");
    // Seven are left; the first departs from its rule, and asks why.
    session.send(F5);
    session.send("1");
    session.wait("trái với quy tắc");
    session.send("đã đối chiếu biên bản làm việc\r");
    session.wait("31/37");
    for done in 32..=37 {
        session.send(F5);
        session.send("1");
        session.wait(&format!("{done}/37"));
    }
    session.send("0");
    session.wait("Bước tiếp theo");
}

#[test]
fn a_secretary_goes_from_the_last_ruling_to_a_verified_signature_by_enter_alone_where_nothing_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(folder.path(), &["demo"]);
    ruled(&mut session);
    // What comes next is always the selected row.
    let locale = Locale::new(Lang::Vi);
    let next = |words: &str| format!("{words} {}", locale.text("closing-next"));
    session.wait(&next(&locale.text("closing-doubt-threshold")));
    session.send("\r");
    session.wait("Tỷ lệ đạt tối thiểu");
    session.send("80\r");
    session.wait("KẾT LUẬN DỰ KIẾN: ĐẠT");
    session.wait(&next("► Trình Chủ tịch Hội đồng"));
    session.send("\r");
    session.wait("Người trình: Lê Văn Đạt");
    session.send("\r");
    session.wait(&next("► Chốt hồ sơ"));
    session.send("\r");
    session.wait("Gõ “chốt” để xác nhận");
    // Without the word nothing is sealed.
    session.send("\r");
    session.send("chốt\r");
    session.wait("Đã chốt");
    session.wait(&next("► Xuất biểu mẫu"));

    session.send("\r");
    session.wait("Phụ lục 02 (thẩm định)");
    session.send("\r\r");
    session.send(RIGHT);
    session.wait("văn bản PDF/A");
    session.send("\r\r\r");
    session.wait("Đã ghi 1 tệp");
    session.wait("PL02_Phường Bình Minh_2023.pdf");
    session.wait("► Ký số");
    session.send("\r");
    session.wait("Tệp cần ký");

    session.send("\r\r");
    session.send(fixture("secretary-aes.p12").to_str().unwrap());
    session.wait("secretary-aes.p12");
    session.send("\r");
    session.send(RIGHT);
    session.wait("NĐ 30");
    session.wait("Số và ký hiệu");
    session.send("\r");
    session.send("12/BC-UBND\r");
    session.wait("Mật khẩu của tệp khóa");
    session.send("sai\r");
    session.wait("mật khẩu không đúng");
    // Nothing tries again by itself; the form still stands as it was filled in.
    session.send("\r");
    session.until("the form again", |screen| {
        let text = screen.contents();
        text.contains("12/BC-UBND") && !text.contains("mật khẩu không đúng")
    });
    session.send("\r");
    session.wait("Mật khẩu của tệp khóa");
    session.send("secret\r");
    session.wait("Đã ký 1 tệp bằng chứng thư số của Nguyễn Thị Thư Ký");
    assert!(!session.screen.screen().contents().contains("secret"));

    session.send("\r");
    session.wait("Chưa xác nhận");
    session.wait("Đúng với số liệu đã chốt");
    session.wait("Chưa chọn chứng thư");
    session.send("2");
    session.wait("Chứng thư của cơ quan chứng thực");
    session.send(&format!("\u{1b}[200~{}\u{1b}[201~", fixture("root.pem").display()));
    session.wait("Nhấn Enter để đến đường dẫn này");
    session.send("\r");
    session.wait("► root.pem");
    session.send("\r");
    session.wait("✓ Hợp lệ");
    session.wait("1 hợp lệ, 0 cần xem lại");
    session.send("\u{11}");
    assert!(session.child.wait().unwrap().success());

    let signed = folder
        .path()
        .join("Bieu mau da xuat/PL02_Phường Bình Minh_2023.signed.pdf");
    let trust = Trust::new(read_many(&std::fs::read(fixture("root.pem")).unwrap()).unwrap());
    let found = verify_pdf(&std::fs::read(signed).unwrap(), &trust).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].verdict, found[0].whole_file), (Verdict::Valid, true));
}
