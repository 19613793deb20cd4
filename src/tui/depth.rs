//! How many colours the terminal has, and the nearest of them: a projector on an old console must show the same things.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 16 million colours.
    Full,
    /// The 256 colours of xterm.
    Indexed,
    /// The 16 named colours, which the terminal may have given other tones.
    Named,
    /// None.
    Mono,
}

impl Depth {
    /// What the environment says: `COLORTERM` and `TERM`. Windows' consoles set neither and have all colours.
    pub fn of(colorterm: Option<&str>, term: Option<&str>, windows: bool) -> Self {
        let term = term.unwrap_or_default();
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct") {
            return Self::Full;
        }
        if windows && term.is_empty() {
            return Self::Full;
        }
        let is = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        if is(&["xterm-kitty", "alacritty", "foot", "wezterm", "ghostty"]) {
            Self::Full
        } else if term.contains("256color") {
            Self::Indexed
        } else if is(&["vt1", "vt2", "vt3", "dumb"]) || term.ends_with("-mono") || term.ends_with("-m") {
            Self::Mono
        } else {
            Self::Named
        }
    }

    /// The depth of the terminal the program runs in.
    pub fn here() -> Self {
        let named = |name| std::env::var(name).ok();
        Self::of(named("COLORTERM").as_deref(), named("TERM").as_deref(), cfg!(windows))
    }

    /// Brings every colour of a frame down to what the terminal has.
    pub fn reduce(self, frame: &mut Buffer) {
        match self {
            // The theme without colour is in force where there is none.
            Self::Full | Self::Mono => {}
            Self::Indexed => {
                for cell in &mut frame.content {
                    cell.fg = indexed(cell.fg);
                    cell.bg = indexed(cell.bg);
                }
            }
            Self::Named => {
                for cell in &mut frame.content {
                    cell.bg = named(cell.bg);
                    cell.fg = upon(named(cell.fg), cell.bg);
                }
            }
        }
    }
}

/// The nearest of xterm's cube of colours and ramp of greys.
fn indexed(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return colour;
    };
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |part: u8| {
        (0u8..)
            .zip(STEPS)
            .min_by_key(|(_, step)| part.abs_diff(*step))
            .unwrap_or_default()
    };
    let (r, g, b) = (step(red), step(green), step(blue));
    let far = |(r, g, b): (u8, u8, u8)| {
        let of = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        of(red, r) + of(green, g) + of(blue, b)
    };
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let grey = u8::try_from((mean.saturating_sub(3) / 10).min(23)).unwrap_or(23);
    let tone = 8 + 10 * grey;
    if far((tone, tone, tone)) < far((r.1, g.1, b.1)) {
        Color::Indexed(232 + grey)
    } else {
        Color::Indexed(16 + 36 * r.0 + 6 * g.0 + b.0)
    }
}

/// The named colour of the same tone and brightness.
fn named(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return colour;
    };
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    // Less than two fifths of the tone is colour: a grey.
    if u16::from(spread) * 5 < u16::from(most) * 2 || most < 0x30 {
        return match most {
            0..=0x1d => Color::Black,
            0x1e..=0x60 => Color::DarkGray,
            0x61..=0xf8 => Color::Gray,
            0xf9..=0xff => Color::White,
        };
    }
    let bright = most > 0xc0;
    // Two parts near the top mix; one alone is pure.
    let high = |part: u8| u16::from(part - least) * 2 > u16::from(spread);
    match (high(red), high(green), high(blue), bright) {
        (true, true, false, true) => Color::LightYellow,
        (true, true, false, false) => Color::Yellow,
        (false, true, true, true) => Color::LightCyan,
        (false, true, true, false) => Color::Cyan,
        (true, false, true, true) => Color::LightMagenta,
        (true, false, true, false) => Color::Magenta,
        (false, true, false, true) => Color::LightGreen,
        (false, true, false, false) => Color::Green,
        (false, false, true, true) => Color::LightBlue,
        (false, false, true, false) => Color::Blue,
        (_, false, false, true) => Color::LightRed,
        (_, false, false, false) => Color::Red,
        (true, true, true, _) => Color::White,
    }
}

/// A colour of letters that can be read upon a coloured ground.
fn upon(letters: Color, ground: Color) -> Color {
    match ground {
        Color::Red | Color::Blue | Color::Magenta | Color::LightBlue => Color::White,
        Color::Green
        | Color::Yellow
        | Color::Cyan
        | Color::LightRed
        | Color::LightGreen
        | Color::LightYellow
        | Color::LightCyan
        | Color::LightMagenta => Color::Black,
        _ if letters == ground => Color::White,
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::tui::theme::{Role, Theme};

    #[test]
    fn the_environment_tells_the_depth() {
        for (colorterm, term, windows, depth) in [
            (Some("truecolor"), Some("xterm-256color"), false, Depth::Full),
            (None, Some("xterm-256color"), false, Depth::Indexed),
            (None, Some("tmux-256color"), false, Depth::Indexed),
            (None, Some("xterm-kitty"), false, Depth::Full),
            (None, Some("xterm-direct"), false, Depth::Full),
            (None, Some("linux"), false, Depth::Named),
            (None, Some("xterm"), false, Depth::Named),
            (None, Some("vt220"), false, Depth::Mono),
            (None, Some("dumb"), false, Depth::Mono),
            (None, None, true, Depth::Full),
            (None, None, false, Depth::Named),
        ] {
            assert_eq!(Depth::of(colorterm, term, windows), depth, "{colorterm:?} {term:?}");
        }
    }

    #[test]
    fn the_nearest_of_256_is_exact_where_it_exists() {
        assert_eq!(indexed(Color::Rgb(0, 0, 0)), Color::Indexed(16));
        assert_eq!(indexed(Color::Rgb(255, 255, 255)), Color::Indexed(231));
        assert_eq!(indexed(Color::Rgb(95, 135, 215)), Color::Indexed(68));
        assert_eq!(indexed(Color::Rgb(18, 18, 18)), Color::Indexed(233));
        assert_eq!(indexed(Color::Reset), Color::Reset);
    }

    #[test]
    fn with_16_colours_no_role_of_any_theme_vanishes_and_the_verdicts_differ() {
        for theme in [Theme::Dark, Theme::Bright, Theme::Contrast] {
            let shown = |role: Role| {
                let style = theme.style(role);
                let ground = named(style.bg.unwrap_or_default());
                (upon(named(style.fg.unwrap_or_default()), ground), ground)
            };
            for role in Role::iter() {
                let (letters, ground) = shown(role);
                assert_ne!(letters, ground, "{theme:?} {role:?}");
            }
            assert_ne!(shown(Role::Good), shown(Role::Bad), "{theme:?}");
            assert_ne!(shown(Role::GoodFill), shown(Role::BadFill), "{theme:?}");
            assert_ne!(shown(Role::Selected), shown(Role::Text), "{theme:?}");
        }
    }
}
