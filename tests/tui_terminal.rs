//! The real program in a pseudo-terminal: what only a terminal can show. Waits for text on the screen, never for time.

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

use terminal::Session;

/// The sample, at the table of the round.
fn demo() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::start(folder.path(), &["demo"]);
    session.wait("Xong 0/12");
    (folder, session)
}

/// The program ended by itself and gave the terminal back.
fn ended(mut session: Session) {
    session.until("the terminal given back", |screen| {
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    });
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn quitting_gives_the_terminal_back() {
    let (_folder, mut session) = demo();
    assert!(session.screen.screen().alternate_screen());
    session.send("\u{11}");
    ended(session);
}

#[test]
fn sigterm_and_sighup_give_the_terminal_back() {
    for signal in ["-TERM", "-HUP"] {
        let (_folder, session) = demo();
        let id = session.child.process_id().unwrap().to_string();
        assert!(
            std::process::Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        ended(session);
    }
}

#[test]
fn a_dossier_is_opened_a_value_overridden_with_a_reason_and_undone() {
    let (_folder, mut session) = demo();
    session.send("\r");
    session.wait("Tiêu chí");
    session.send("\u{1b}OQ");
    session.wait("Nhập giá trị thẩm định");
    // An input method's burst: letters, both kinds of backspace, the letters again.
    session.send("ax\u{7f}\u{8}0");
    session.wait("Giá trị  0 ");
    session.send("\r");
    session.wait("Căn cứ, lý do");
    // Marks that come apart are composed, and a bracketed paste fires no key.
    session.send("thie\u{302}\u{301}u \u{1b}[200~minh chứng\r\n\u{1b}[201~");
    session.wait("thiếu minh chứng");
    session.send("\r");
    session.wait("1/37");
    session.wait("đã lưu");
    session.send("\u{1a}");
    session.wait("0/37");
    session.send("\u{11}");
    ended(session);
}
