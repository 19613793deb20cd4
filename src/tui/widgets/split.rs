//! The border between two panes: where it stands, and that it follows the mouse and keys within bounds.

use ratatui::layout::Rect;

use crate::tasks::{Request, Settings};
use crate::tui::event::Step;

/// The first pane never takes less, nor more, per cent.
const BOUNDS: (u16, u16) = (30, 80);

/// So many per cent a key moves the border.
const STEP: u16 = 5;

/// What of the place the first pane takes, in per cent; none leaves it to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Split {
    /// Where the panes stand beside each other.
    pub beside: Option<u16>,
    /// Where they stand one below the other.
    pub below: Option<u16>,
    /// The mouse holds the border.
    pub held: bool,
}

impl Split {
    /// As the person left it.
    pub fn of(settings: &Settings) -> Self {
        let set = |share: u16| (share > 0).then(|| share.clamp(BOUNDS.0, BOUNDS.1));
        Self {
            beside: set(settings.panes_beside),
            below: set(settings.panes_below),
            held: false,
        }
    }

    /// The settings with the border where it is now.
    pub fn kept(self, settings: &Settings) -> Settings {
        Settings {
            panes_beside: self.beside.unwrap_or(0),
            panes_below: self.below.unwrap_or(0),
            ..settings.clone()
        }
    }

    /// Keeps the border where it is now; nothing where it has not moved.
    pub fn keep(self, settings: &Settings) -> Vec<Step> {
        let kept = self.kept(settings);
        if kept == *settings {
            Vec::new()
        } else {
            vec![Step::Ask(Request::Keep(kept))]
        }
    }

    /// Columns of the first pane of two that stand beside each other; `share` per cent where nobody moved the border.
    pub fn columns(self, width: u16, share: u16) -> u16 {
        part(width, self.beside.unwrap_or(share))
    }

    /// Rows of the first pane of two that stand one below the other, where somebody moved the border.
    pub fn rows(self, height: u16) -> Option<u16> {
        self.below.map(|share| part(height, share))
    }

    /// Moves the border to a cell of the place that the two panes share.
    pub fn drag(&mut self, place: Rect, beside: bool, (x, y): (u16, u16)) {
        let share = |at: u16, of: u16| {
            // Rounded up, the border stands again where the mouse is.
            let share = (u32::from(at) * 100).div_ceil(u32::from(of.max(1)));
            u16::try_from(share).unwrap_or(BOUNDS.1).clamp(BOUNDS.0, BOUNDS.1)
        };
        if beside {
            self.beside = Some(share(x.saturating_sub(place.x), place.width));
        } else {
            self.below = Some(share(y.saturating_sub(place.y), place.height));
        }
    }

    /// Moves the border by a key, by a cell at least; whether it could be moved. `now` is what the first pane takes so far
    /// of as many cells.
    pub fn step(&mut self, beside: bool, wider: bool, (now, cells): (u16, u16)) -> bool {
        let step = STEP.max(100_u16.div_ceil(cells.max(1)) + 1);
        let set = if beside { &mut self.beside } else { &mut self.below };
        let old = set.unwrap_or(now);
        let new = if wider {
            old.saturating_add(step)
        } else {
            old.saturating_sub(step)
        };
        let new = new.clamp(BOUNDS.0, BOUNDS.1);
        *set = Some(new);
        new != old
    }
}

fn part(of: u16, share: u16) -> u16 {
    u16::try_from(u32::from(of) * u32::from(share) / 100).unwrap_or(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_follows_the_mouse_within_bounds_and_is_remembered() {
        let mut split = Split::default();
        let place = Rect::new(0, 1, 140, 30);
        assert_eq!(split.columns(140, 65), 91);
        split.drag(place, true, (70, 5));
        assert_eq!((split.columns(140, 65), split.rows(30)), (70, None));
        split.drag(place, true, (2, 5));
        assert_eq!(split.columns(140, 65), 42);
        split.drag(place, false, (2, 16));
        assert_eq!(split.rows(30), Some(15));
        let kept = split.kept(&Settings::default());
        assert_eq!((kept.panes_beside, kept.panes_below), (30, 50));
        assert_eq!(Split::of(&kept), split);
        assert!(split.step(true, true, (65, 140)) && split.beside == Some(35));
        assert!(!Split::default().step(true, true, (80, 140)));
    }
}
