//! The themes: every style of the screens is a role here, so that a dark terminal, a bright projector and a screen without
//! colour show the same things. No role means anything by colour alone.

use ratatui::style::{Color, Modifier, Style};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A theme by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Theme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For a projector in a lit room: black on white.
    Bright,
    /// For eyes or beamers that need all the difference there is: pure tones on black.
    Contrast,
    /// Bold, reverse and underlined only.
    Plain,
}

/// What a piece of text is, as far as its style goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum Role {
    /// Plain text.
    Text,
    /// Less important text.
    Dim,
    /// The bar at the top.
    Title,
    /// Column headers.
    Header,
    /// Names of groups and sections.
    Group,
    /// The selected row.
    Selected,
    /// The selected row while another pane has the keys.
    Marked,
    /// Đạt, done.
    Good,
    /// Đạt, as the first thing to see.
    Success,
    /// Không đạt, failed.
    Bad,
    /// Open, different, flagged.
    Warn,
    /// What contradicts what is claimed: the first thing to see.
    Alarm,
    /// A cell of the heat map: as it should be.
    GoodFill,
    /// A cell of the heat map: nearly as it should be.
    MidFill,
    /// A cell of the heat map: to be looked at.
    WarnFill,
    /// A cell of the heat map: not as it should be.
    BadFill,
    /// A key in the key bar.
    Key,
    /// What a key does.
    Label,
    /// The status line.
    Status,
    /// Lines and frames.
    Line,
    /// The frame and title of a dialog.
    Dialog,
    /// Where text is typed.
    Input,
    /// The full part of a progress bar.
    Full,
    /// The empty part of a progress bar.
    Empty,
    /// All that lies behind a dialog, whatever it was before.
    Behind,
}

/// The colours of one theme.
struct Palette {
    text: Color,
    ground: Color,
    dim: Color,
    accent: Color,
    on_accent: Color,
    bar: Color,
    band: Color,
    good: Color,
    bad: Color,
    warn: Color,
    line: Color,
    input: Color,
    good_fill: Color,
    mid_fill: Color,
    warn_fill: Color,
    bad_fill: Color,
    behind: Color,
}

const DARK: Palette = Palette {
    text: Color::Rgb(0xe6, 0xe6, 0xe6),
    ground: Color::Rgb(0x12, 0x16, 0x1c),
    dim: Color::Rgb(0x93, 0x9d, 0xab),
    accent: Color::Rgb(0x1f, 0x5f, 0xa8),
    on_accent: Color::Rgb(0xff, 0xff, 0xff),
    bar: Color::Rgb(0x1e, 0x26, 0x31),
    band: Color::Rgb(0x7c, 0xc4, 0xff),
    good: Color::Rgb(0x6f, 0xd6, 0x8b),
    bad: Color::Rgb(0xff, 0x8a, 0x80),
    warn: Color::Rgb(0xff, 0xc8, 0x57),
    line: Color::Rgb(0x3d, 0x49, 0x59),
    input: Color::Rgb(0x24, 0x30, 0x40),
    good_fill: Color::Rgb(0x17, 0x3f, 0x28),
    mid_fill: Color::Rgb(0x2c, 0x3d, 0x1d),
    warn_fill: Color::Rgb(0x4d, 0x3a, 0x10),
    bad_fill: Color::Rgb(0x5c, 0x1d, 0x1d),
    behind: Color::Rgb(0x58, 0x5f, 0x60),
};

const BRIGHT: Palette = Palette {
    text: Color::Rgb(0x00, 0x00, 0x00),
    ground: Color::Rgb(0xff, 0xff, 0xff),
    dim: Color::Rgb(0x4a, 0x4a, 0x4a),
    accent: Color::Rgb(0x0b, 0x4a, 0x8f),
    on_accent: Color::Rgb(0xff, 0xff, 0xff),
    bar: Color::Rgb(0xe4, 0xe9, 0xf0),
    band: Color::Rgb(0x0b, 0x3d, 0x78),
    good: Color::Rgb(0x00, 0x5f, 0x20),
    bad: Color::Rgb(0xa8, 0x00, 0x00),
    warn: Color::Rgb(0x7a, 0x45, 0x00),
    line: Color::Rgb(0x8a, 0x94, 0xa0),
    input: Color::Rgb(0xff, 0xf7, 0xd6),
    good_fill: Color::Rgb(0xcf, 0xec, 0xd6),
    mid_fill: Color::Rgb(0xe6, 0xf0, 0xc4),
    warn_fill: Color::Rgb(0xff, 0xe6, 0xb0),
    bad_fill: Color::Rgb(0xfb, 0xc9, 0xc4),
    behind: Color::Rgb(0x9a, 0x9f, 0xa6),
};

const CONTRAST: Palette = Palette {
    text: Color::Rgb(0xff, 0xff, 0xff),
    ground: Color::Rgb(0x00, 0x00, 0x00),
    dim: Color::Rgb(0xd0, 0xd0, 0xd0),
    accent: Color::Rgb(0xff, 0xff, 0x00),
    on_accent: Color::Rgb(0x00, 0x00, 0x00),
    bar: Color::Rgb(0x2a, 0x2a, 0x2a),
    band: Color::Rgb(0x00, 0xff, 0xff),
    good: Color::Rgb(0x40, 0xff, 0x40),
    bad: Color::Rgb(0xff, 0x60, 0x60),
    warn: Color::Rgb(0xff, 0xe0, 0x00),
    line: Color::Rgb(0xa0, 0xa0, 0xa0),
    input: Color::Rgb(0x33, 0x33, 0x33),
    good_fill: Color::Rgb(0x00, 0x3c, 0x00),
    mid_fill: Color::Rgb(0x26, 0x36, 0x00),
    warn_fill: Color::Rgb(0x4a, 0x3c, 0x00),
    bad_fill: Color::Rgb(0x66, 0x00, 0x00),
    behind: Color::Rgb(0x60, 0x60, 0x60),
};

impl Theme {
    /// The name in the settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The theme of the settings; without colour where the terminal asks for none, and by default dark.
    pub fn chosen(name: &str, no_colour: bool) -> Self {
        if no_colour {
            Self::Plain
        } else {
            name.parse().unwrap_or_default()
        }
    }

    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Bright,
            Self::Bright => Self::Contrast,
            Self::Contrast => Self::Plain,
            Self::Plain => Self::Dark,
        }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Dark => coloured(&DARK, role),
            Self::Bright => coloured(&BRIGHT, role),
            Self::Contrast => coloured(&CONTRAST, role),
            Self::Plain => plain(role),
        }
    }
}

fn coloured(palette: &Palette, role: Role) -> Style {
    let text = Style::new().fg(palette.text).bg(palette.ground);
    match role {
        Role::Text => text,
        Role::Dim => text.fg(palette.dim),
        Role::Title => Style::new()
            .fg(palette.on_accent)
            .bg(palette.accent)
            .add_modifier(Modifier::BOLD),
        Role::Header => Style::new()
            .fg(palette.text)
            .bg(palette.bar)
            .add_modifier(Modifier::BOLD),
        Role::Group => text.fg(palette.band).add_modifier(Modifier::BOLD),
        Role::Selected => Style::new()
            .fg(palette.on_accent)
            .bg(palette.accent)
            .add_modifier(Modifier::BOLD),
        Role::Marked => Style::new()
            .fg(palette.text)
            .bg(palette.bar)
            .add_modifier(Modifier::BOLD),
        Role::Good => text.fg(palette.good),
        Role::Success => text.fg(palette.good).add_modifier(Modifier::BOLD),
        Role::Bad => text.fg(palette.bad).add_modifier(Modifier::BOLD),
        Role::Warn => text.fg(palette.warn),
        Role::Alarm => text.fg(palette.warn).add_modifier(Modifier::BOLD),
        Role::GoodFill => Style::new().fg(palette.good).bg(palette.good_fill),
        Role::MidFill => Style::new().fg(palette.good).bg(palette.mid_fill),
        Role::WarnFill => Style::new().fg(palette.warn).bg(palette.warn_fill),
        Role::BadFill => Style::new()
            .fg(palette.bad)
            .bg(palette.bad_fill)
            .add_modifier(Modifier::BOLD),
        Role::Key => Style::new()
            .fg(palette.on_accent)
            .bg(palette.accent)
            .add_modifier(Modifier::BOLD),
        Role::Label => Style::new().fg(palette.text).bg(palette.bar),
        Role::Status => Style::new().fg(palette.text).bg(palette.bar),
        Role::Line => text.fg(palette.line),
        Role::Dialog => text.fg(palette.band).add_modifier(Modifier::BOLD),
        Role::Input => Style::new().fg(palette.text).bg(palette.input),
        Role::Full => text.fg(palette.band),
        Role::Empty => text.fg(palette.line),
        Role::Behind => text.fg(palette.behind).remove_modifier(Modifier::all()),
    }
}

fn plain(role: Role) -> Style {
    let text = Style::new();
    match role {
        Role::Text | Role::Dim | Role::Label | Role::Line | Role::Full | Role::Empty | Role::Good | Role::Warn => text,
        Role::GoodFill | Role::MidFill | Role::WarnFill => text,
        Role::Title | Role::Selected | Role::Key | Role::Status => text.add_modifier(Modifier::REVERSED),
        Role::Header
        | Role::Group
        | Role::Success
        | Role::Bad
        | Role::Alarm
        | Role::Dialog
        | Role::Marked
        | Role::BadFill => text.add_modifier(Modifier::BOLD),
        Role::Input => text.add_modifier(Modifier::UNDERLINED),
        Role::Behind => text.remove_modifier(Modifier::all()).add_modifier(Modifier::DIM),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_wins_over_the_settings() {
        assert_eq!(Theme::chosen("bright", true), Theme::Plain);
        assert_eq!(Theme::chosen("bright", false), Theme::Bright);
        assert_eq!(Theme::chosen("", false), Theme::Dark);
    }

    #[test]
    fn the_plain_theme_has_no_colour() {
        for role in [Role::Selected, Role::Bad, Role::Key, Role::Status, Role::Good] {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
