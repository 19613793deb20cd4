//! What the signs of a screen mean, for its help: made from the signs that the screens draw.

use strum::IntoEnumIterator;

use crate::domain::marking::Sufficiency;
use crate::tasks::say;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::{heat, summary, words};
use crate::tui::theme::Role;
use crate::tui::widgets::chart;

/// The signs of the screens with these keys, under a title; nothing where there are none.
pub fn lines(contexts: &[Context], cx: &Cx) -> Vec<(Role, String)> {
    let mut lines = Vec::new();
    let mut tell = |title: &str, said: Vec<String>| {
        lines.push((Role::Text, String::new()));
        lines.push((Role::Group, cx.text(title)));
        lines.extend(said.into_iter().map(|words| (Role::Text, words)));
    };
    let signed = |sign: &str, key: &str| format!("{sign}  {}", cx.text(key));
    if contexts.contains(&Context::Review) {
        let keys = [
            "tui-legend-same",
            "tui-legend-verdict",
            "tui-legend-value",
            "tui-legend-unknown",
            "tui-legend-open",
            "tui-legend-none",
        ];
        tell("tui-legend-title", keys.map(|key| cx.text(key)).to_vec());
    }
    if contexts.contains(&Context::Round) {
        let said = vec![
            signed(&cx.text("tui-column-differing"), "tui-legend-differing"),
            signed(&cx.text("tui-column-flags"), "tui-legend-flags"),
            signed("–", "tui-legend-no-figure"),
        ];
        tell("tui-legend-signs", said);
    }
    if contexts.contains(&Context::Heat)
        && let Some(round) = &cx.round
    {
        let signs = heat::signs(round.framework.method);
        let said = signs
            .into_iter()
            .map(|(sign, name)| signed(sign, &format!("tui-heat-sign-{name}")));
        tell("tui-legend-signs", said.collect());
    }
    if contexts.contains(&Context::Compare) {
        let said = vec![
            signed("≠", "tui-compare-unlike"),
            signed(&cx.text("tui-compare-evidence"), "tui-legend-evidence"),
            signed("–", "tui-legend-no-figure"),
        ];
        tell("tui-legend-signs", said);
    }
    if contexts.contains(&Context::Summary) {
        let dots = [
            (chart::CLAIMED, "summary-sign-claimed"),
            (chart::APPRAISED, "summary-sign-appraised"),
            (chart::BOTH, "summary-sign-both"),
            (chart::MARK, "summary-sign-mark"),
        ];
        let dots = dots.into_iter().map(|(sign, key)| signed(&sign.to_string(), key));
        tell("tui-legend-signs", dots.chain(summary::outcomes(cx)).collect());
    }
    if contexts.contains(&Context::Evidence) {
        let said = Sufficiency::iter()
            .map(|mark| format!("{}  {}", words::sufficiency(mark).1, cx.say(&say::sufficiency(mark))));
        tell("tui-legend-signs", said.collect());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::Settings;
    use crate::text::Lang;
    use crate::tui::keymap::Keymap;
    use crate::tui::theme::Theme;

    #[test]
    fn each_screen_with_signs_explains_them() {
        let cx = Cx::new(
            Lang::Vi,
            Keymap::shipped("mac-dinh").unwrap(),
            Theme::Dark,
            Settings::default(),
        );
        for context in [
            Context::Review,
            Context::Round,
            Context::Compare,
            Context::Summary,
            Context::Evidence,
        ] {
            assert!(lines(&[context], &cx).len() > 4, "{context:?}");
        }
        assert!(lines(&[Context::Settings], &cx).is_empty());
        let said = lines(&[Context::Evidence], &cx);
        assert!(said.iter().any(|(_, words)| words.starts_with("+  ")));
    }
}
