//! The review at speed: how many keys a dossier takes.

use thamdinh::domain::{Act, Verdict};
use thamdinh::tasks::Request;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::Effect;
use thamdinh::tui::keymap::Keymap;

use crate::desk::Desk;

/// Claimed below the target as Đạt.
const BELOW: &[&str] = &["1.4", "2.3", "4.1"];
/// Claimed without evidence.
const BARE: &[&str] = &["3.2", "3.10"];
const REASON: &str = "Số liệu không khớp với báo cáo của ngành, chưa đủ minh chứng";

/// A member at the keyboard: every key is counted, but for the text of the reasons.
struct Member {
    desk: Desk,
    keys: usize,
    overrides: usize,
}

impl Member {
    fn new() -> Self {
        let desk = Desk::thanh_hoa(BELOW, BARE);
        Self {
            desk,
            keys: 0,
            overrides: 0,
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys += keys.split(' ').count();
        self.desk.press(keys);
    }

    /// Overrides the selected row: by the rule where the claim contradicts it, else Không đạt, with the reason.
    fn decide(&mut self) {
        if BELOW.contains(&self.desk.selected().as_str()) {
            self.press("Enter Enter");
        } else {
            self.press("2");
        }
        assert!(matches!(self.desk.model.dialog(), Some(Dialog::Words(_))));
        self.desk.write(REASON);
        self.press("Enter");
        assert!(self.desk.model.dialog().is_none());
        self.overrides += 1;
    }

    fn left(&self) -> usize {
        let review = self.desk.model.review().unwrap();
        let open = |row: &&thamdinh::domain::Standing| row.stages[&"district".into()].ruling.is_none();
        review.view.scorecard.rows.iter().filter(open).count()
    }

    /// All 37 are ruled, five of them Không đạt with the reason.
    fn done(&self) {
        assert_eq!((self.left(), self.overrides), (0, 5));
        let rulings = &self.desk.dossiers["thi-tran"].1.by_stage[&"district".into()];
        let against = rulings
            .values()
            .flatten()
            .filter(|ruling| ruling.verdict == Some(Verdict::NotMet) && ruling.reason == REASON);
        assert_eq!((rulings.len(), against.count()), (37, 5));
    }
}

#[test]
fn a_dossier_of_37_with_five_overrides_takes_fewer_than_120_keys_group_by_group() {
    let mut member = Member::new();
    let mut group = String::new();
    while member.left() > 0 {
        let id = member.desk.selected();
        let own = id.split('.').next().unwrap().to_owned();
        if own != group {
            // What has no evidence is overridden before the rest of its group is accepted.
            for _ in BARE.iter().filter(|bare| bare.starts_with(&format!("{own}."))) {
                member.press("F7");
                member.decide();
            }
            member.press("F8 Enter");
            group = own;
            if member.left() > 0 {
                member.press("F5");
            }
        } else {
            member.decide();
        }
    }
    member.done();
    assert!(member.keys < 120, "{} keys", member.keys);
}

#[test]
fn all_that_is_clear_at_once_leaves_only_what_needs_a_person() {
    let mut member = Member::new();
    member.press("Shift+F8");
    let text = member.desk.text();
    assert!(text.contains("Chấp nhận 32/37 tiêu chí"), "{text}");
    let effects = member.desk.press("Enter");
    member.keys += 1;
    match &effects[..] {
        [Effect::Ask(_, Request::Act(act))] => match &**act {
            Act::Batch { acts } => assert_eq!(acts.len(), 32, "one act, so one undo takes it back"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    assert_eq!(member.left(), 5);
    while member.left() > 0 {
        member.press("F5");
        member.decide();
    }
    member.done();
    assert!(member.keys < 30, "{} keys", member.keys);
}

#[test]
fn what_has_a_flag_or_no_evidence_is_named_and_left() {
    let mut desk = Desk::thanh_hoa(BELOW, BARE);
    desk.model.cx.size = (100, 60);
    desk.press("Ctrl+A");
    let text = desk.text();
    for left in BELOW.iter().chain(BARE) {
        assert!(
            [",", ":"].iter().any(|end| text.contains(&format!("{left}{end}"))),
            "{left}: {text}"
        );
    }
    assert!(text.contains("Để lại 5 tiêu chí"), "{text}");
    desk.press("Enter Ctrl+A");
    assert_eq!(desk.notice(), Some("tui-refuse-all-empty"));
}

#[test]
fn a_row_or_a_cell_is_copied_and_said() {
    let mut desk = Desk::thanh_hoa(&[], &[]);
    let effects = desk.press("7 Enter");
    let [Effect::Copy(row)] = &effects[..] else {
        panic!("{effects:?}")
    };
    let cells: Vec<&str> = row.split('\t').collect();
    assert_eq!(cells[0], "1.1");
    assert!(cells[1].starts_with("Xây dựng và tổ chức"), "the name in full: {row}");
    assert!(cells.contains(&"95"), "{row}");
    assert_eq!(desk.notice(), Some("tui-copied"));
    assert!(desk.model.dialog().is_none());
    let effects = desk.press("Ctrl+Insert 2");
    assert_eq!(effects, [Effect::Copy("1.1".to_owned())]);
    assert!(desk.text().contains("Đã chép vào bảng tạm: 1.1"));
}

#[test]
fn the_key_bar_shows_what_may_follow_the_keys_pressed() {
    let mut desk = Desk::at_review(80, 24);
    desk.model.cx.keymap = Keymap::shipped("vi").unwrap();
    desk.press("Down");
    let bar = |desk: &Desk| desk.text().lines().skip(22).collect::<Vec<_>>().join(" ");
    assert!(bar(&desk).contains("F1 Giúp"));
    let above = desk.text().lines().take(21).collect::<Vec<_>>().join(" ");
    desk.press("g");
    let first = desk.model.cx.say(&thamdinh::tui::action::Action::First.short());
    assert!(bar(&desk).contains(&format!("g {first}")), "{}", bar(&desk));
    assert!(!bar(&desk).contains("F1 Giúp"), "only what may follow");
    assert_eq!(desk.text().lines().take(21).collect::<Vec<_>>().join(" "), above);
    desk.press("g");
    assert_eq!(desk.selected(), "1.1");
    assert!(bar(&desk).contains("F1 Giúp"));
}

#[test]
fn a_frequent_reason_is_put_in_the_members_own_first() {
    let mut desk = Desk::thanh_hoa(&[], &[]);
    desk.press("2");
    desk.write("Theo báo cáo quý IV");
    desk.press("Enter 2 F2");
    let text = desk.text();
    assert!(text.contains("1  Theo báo cáo quý IV"), "{text}");
    assert!(text.contains("2  Chưa có minh chứng: Báo cáo hàng tháng"), "{text}");
    desk.press("1");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    desk.write(", mục 3");
    let effects = desk.press("Enter");
    match &effects[..] {
        [Effect::Ask(_, Request::Act(act))] => match &**act {
            Act::Rule { reason, .. } => assert_eq!(reason, "Theo báo cáo quý IV, mục 3"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    // Opened anew, the reasons of the rulings that stand are known, and no choice leaves the text as it is.
    desk.model.cx.reasons = thamdinh::tui::reasons::Reasons::default();
    desk.press("Esc Enter 2 F2");
    assert!(desk.text().contains("Theo báo cáo quý IV"), "{}", desk.text());
    desk.press("Esc");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(state)) if state.area.text().is_empty()));
}
