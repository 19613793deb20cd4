//! Takes the person's settings over while the program runs: what changed of them shows before their file is written. The
//! theme is put on by whoever chose it: the terminal may have asked for no colour, and other settings leave it at that.

use super::cx::Cx;
use super::event::Effect;
use crate::tasks::Settings;
use crate::text::Locale;

/// Goes on with other settings; answers what the terminal must be told.
pub fn take_over(cx: &mut Cx, settings: &Settings) -> Option<Effect> {
    let before = std::mem::replace(&mut cx.settings, settings.clone());
    if before.lang != settings.lang {
        cx.locale = Locale::new(settings.lang.parse().unwrap_or_default());
    }
    if before.keymap != settings.keymap
        && let Ok(keymap) = cx.keymap_of(&settings.keymap)
    {
        cx.keymap = keymap;
    }
    (before.no_mouse != settings.no_mouse).then_some(Effect::Mouse(!settings.no_mouse))
}
