//! The parts of a screen that lists things: column titles, rows, a line of counts, and the selected row in full.

use ratatui::layout::Rect;

/// Where the parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The column titles.
    pub header: Rect,
    /// The rows.
    pub rows: Rect,
    /// The counts.
    pub counts: Rect,
    /// The selected row in full.
    pub detail: Rect,
}

/// The parts in a place: the selected row in full takes one of `share` parts, and at most `most` rows.
pub fn parts(body: Rect, share: u16, most: u16) -> Parts {
    placed(body, rows(body, share, most))
}

/// The parts in a place, where so many rows are all there are: what they do not need goes to the selected row in full.
pub fn fitted(body: Rect, len: usize, share: u16, most: u16) -> Parts {
    let needed = u16::try_from(len.max(1)).unwrap_or(u16::MAX);
    placed(body, rows(body, share, most).min(needed))
}

/// How many rows there is room for beside the selected one in full.
fn rows(body: Rect, share: u16, most: u16) -> u16 {
    let room = body.height.saturating_sub(2);
    let detail = (room / share.max(1)).clamp(2.min(room), most.max(2.min(room)));
    room.saturating_sub(detail)
}

fn placed(body: Rect, rows: u16) -> Parts {
    let detail = body.height.saturating_sub(2 + rows);
    let at = |y: u16, height: u16| {
        Rect {
            y: body.y + y,
            height,
            ..body
        }
        .intersection(body)
    };
    let below = at(2 + rows, detail);
    Parts {
        header: at(0, 1),
        rows: at(1, rows),
        counts: at(1 + rows, 1),
        detail: Rect {
            x: below.x + 2,
            width: below.width.saturating_sub(3),
            ..below
        },
    }
}
