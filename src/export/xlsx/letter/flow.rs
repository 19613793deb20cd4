//! Where pages of running text begin: pieces from top to bottom, cut where a cut does no harm.

/// What the flow must know of a piece that is never cut; all in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Piece {
    /// Room above it, none at the top of a page.
    pub gap: u32,
    /// Its height.
    pub height: u32,
    /// The height of the rows repeated above it where it begins a page.
    pub repeated: u32,
    /// It stands on one page with the next.
    pub keep: bool,
    /// It must not stand alone: some of what is above it goes with it to its page.
    pub clings: bool,
    /// It is content that may keep company with what clings.
    pub company: bool,
    /// It begins a page.
    pub new_page: bool,
}

/// How many rows or lines go with a signature block to its page, where they fit.
const COMPANY: usize = 2;

/// Keeps what clings together with the rows or lines above it: two look better than one, but not at the price of a page
/// that loses more than a quarter of its height.
fn cling(pieces: &mut [Piece], page: u32) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at).copied().filter(|piece| piece.clings) else {
            continue;
        };
        let mut taken = piece.height + piece.repeated;
        let (mut company, mut moved) = (0, 0);
        for above in pieces.iter_mut().take(at).rev() {
            taken += above.height + above.gap;
            moved += if above.company { above.height } else { 0 };
            if company > 0 && (taken > page || moved > page / 4) {
                break;
            }
            above.keep = true;
            company += usize::from(above.company);
            if company == COMPANY || above.new_page {
                break;
            }
        }
    }
}

/// The height of a piece and all that it must stand with, gaps between them included.
fn chain(pieces: &[Piece], at: usize) -> u32 {
    let mut height = 0;
    for (place, piece) in pieces.iter().skip(at).enumerate() {
        height += piece.height + if place == 0 { 0 } else { piece.gap };
        if !piece.keep {
            break;
        }
    }
    height
}

/// A page: its first piece, and how much of its height is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// The place of its first piece.
    pub first: usize,
    /// The height of what stands on it.
    pub used: u32,
}

/// Cuts pieces into pages of a height.
pub(super) fn pages(mut pieces: Vec<Piece>, page: u32) -> Vec<Page> {
    cling(&mut pieces, page);
    let mut pages = vec![Page { first: 0, used: 0 }];
    for (at, piece) in pieces.iter().enumerate() {
        let whole = chain(&pieces, at);
        let wanted = if whole + piece.repeated <= page {
            whole
        } else {
            piece.height
        };
        let Some(now) = pages.last_mut() else { break };
        if now.first == at {
            now.used += piece.height;
        } else if piece.new_page || now.used + piece.gap + wanted > page {
            pages.push(Page {
                first: at,
                used: piece.repeated + piece.height,
            });
        } else {
            now.used += piece.gap + piece.height;
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: u32) -> Piece {
        Piece {
            height,
            company: true,
            ..Piece::default()
        }
    }

    fn firsts(pieces: Vec<Piece>) -> Vec<usize> {
        pages(pieces, 100).iter().map(|page| page.first).collect()
    }

    #[test]
    fn pieces_that_fit_stand_on_one_page_and_a_heading_goes_with_what_is_below_it() {
        assert_eq!(firsts(vec![piece(40); 5]), [0, 2, 4]);
        let mut pieces = vec![piece(40); 4];
        pieces[1].keep = true;
        assert_eq!(firsts(pieces), [0, 1, 3]);
        let mut pieces = vec![piece(10); 3];
        pieces[1].new_page = true;
        assert_eq!(firsts(pieces), [0, 1]);
        assert_eq!(firsts(vec![piece(300); 3]), [0, 1, 2]);
        assert_eq!(firsts(Vec::new()), [0]);
    }

    #[test]
    fn the_signature_block_never_stands_alone() {
        for rows in 1..=19 {
            let mut pieces = vec![piece(12); rows];
            pieces.push(Piece {
                clings: true,
                company: false,
                ..piece(35)
            });
            let last = pages(pieces, 100).last().unwrap().first;
            assert!(rows - last >= rows.min(2), "{rows} rows: {last}");
        }
    }

    #[test]
    fn rows_repeated_at_the_top_of_a_page_take_room_there() {
        let below = Piece {
            repeated: 20,
            ..piece(40)
        };
        assert_eq!(firsts(vec![piece(20), below, below, below, below, below]), [0, 3, 5]);
    }
}
