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
use thamdinh::tui::depth::Depth;

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
fn sigterm_sighup_and_sigint_give_the_terminal_back() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let (_folder, session) = demo();
        session.signal(signal);
        ended(session);
    }
}

#[test]
fn a_stopped_program_lends_the_terminal_and_draws_everything_again() {
    let (_folder, mut session) = demo();
    session.signal("-TSTP");
    session.until("the terminal lent", |screen| !screen.alternate_screen());
    session.stopped();
    session.signal("-CONT");
    session.until("the terminal taken again", vt100::Screen::alternate_screen);
    session.wait("Xong 0/12");
    session.send("\u{11}");
    ended(session);
}

#[test]
fn another_size_is_drawn_at_once() {
    let (_folder, mut session) = demo();
    session.resize(140, 40);
    session.until("the key bar at the foot of 140×40", |screen| {
        screen.rows(0, 140).nth(38).is_some_and(|row| row.starts_with("F1"))
    });
    session.resize(50, 12);
    session.wait("60");
    session.resize(80, 24);
    session.wait("Xong 0/12");
    session.send("\u{11}");
    ended(session);
}

/// Set where the test below runs itself as the program that fails.
const FAULT: &str = "THAMDINH_TEST_FAULT";

#[test]
fn a_fault_of_the_screens_gives_the_terminal_back_before_it_is_printed() {
    if std::env::var_os(FAULT).is_some() {
        let mut screen = thamdinh::tui::terminal::Screen::take("Thẩm định", true, Depth::Full).unwrap();
        screen.draw(|frame| frame.render_widget("drawn", frame.area())).unwrap();
        panic!("what went wrong");
    }
    let mut command = portable_pty::CommandBuilder::new(std::env::current_exe().unwrap());
    let own = "a_fault_of_the_screens_gives_the_terminal_back_before_it_is_printed";
    command.args(["--exact", own, "--nocapture"]);
    command.env(FAULT, "1");
    let mut session = Session::of(command);
    session.wait("what went wrong");
    session.until("the terminal given back", |screen| {
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    });
    assert!(!session.child.wait().unwrap().success());
}

#[test]
fn the_first_run_leads_from_nothing_to_a_ruling() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::fresh(folder.path(), &[]);
    session.wait("1");
    session.send("1");
    session.wait("Xong 0/12");
    session.send("\r");
    session.wait("Tiêu chí");
    session.send("\r");
    // Nobody has said who acts.
    session.wait("Họ và tên");
    session.send("Le\u{302} Va\u{306}n A\t");
    session.send("\r");
    session.wait("1/37");
    session.send("\u{11}");
    ended(session);
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
