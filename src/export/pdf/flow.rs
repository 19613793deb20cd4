//! The flow of pages: pieces from top to bottom, cut into pages where a cut does no harm.

use std::rc::Rc;

use super::setter::Line;

/// One thing printed, placed from the top left corner of its piece or page.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// A line of text: the left edge of its room, its top, the line.
    Text(f32, f32, Rc<Line>),
    /// Straight lines of one width, each from one point to another.
    Rules(f32, Vec<[f32; 4]>),
}

impl Mark {
    /// The same mark at another place.
    pub(super) fn moved(&self, by_x: f32, by_y: f32) -> Self {
        match self {
            Self::Text(x, y, line) => Self::Text(x + by_x, y + by_y, Rc::clone(line)),
            Self::Rules(width, rules) => {
                let moved = rules
                    .iter()
                    .map(|[x1, y1, x2, y2]| [x1 + by_x, y1 + by_y, x2 + by_x, y2 + by_y]);
                Self::Rules(*width, moved.collect())
            }
        }
    }
}

/// Something that is never cut: a line of a paragraph, a row of a table, a signature block.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// Room above it, none at the top of a page.
    pub gap: f32,
    /// Its height.
    pub height: f32,
    /// What is printed.
    pub marks: Vec<Mark>,
    /// It stands on one page with the next.
    pub keep: bool,
    /// It begins a page.
    pub new_page: bool,
    /// The header of the table that it is a row of, repeated at the top of a page.
    pub header: Option<Rc<Piece>>,
    /// It must not stand alone: some of what is above it goes with it to its page.
    pub clings: bool,
    /// It is content that may keep company with what clings: a row or a line of text.
    pub company: bool,
    /// The block of its section that it comes from.
    pub block: usize,
    /// Which part of that block: of a table 0 is the header and its rows count from 1, of others each line or piece.
    pub part: usize,
}

/// How many rows or lines go with a signature block to its page, where they fit.
const COMPANY: usize = 2;

/// Keeps what clings together with the rows or lines above it: two look better than one, but not at the price of a page
/// that loses more than a quarter of its height.
fn cling(pieces: &mut [Piece], page: f32) {
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at).filter(|piece| piece.clings) else {
            continue;
        };
        let mut taken = piece.height;
        let mut company = 0;
        let mut moved = 0.0;
        for above in pieces.iter_mut().take(at).rev() {
            let header = above.header.as_ref().map_or(0.0, |header| header.height);
            taken += above.height + above.gap;
            let is_break = above.new_page && above.marks.is_empty();
            moved += if above.company { above.height } else { 0.0 };
            if is_break || (company > 0 && (taken + header > page || moved > page / 4.0)) {
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
fn chain(pieces: &[Piece], at: usize) -> f32 {
    let mut height = 0.0;
    for (place, piece) in pieces.iter().skip(at).enumerate() {
        height += piece.height + if place == 0 { 0.0 } else { piece.gap };
        if !piece.keep {
            break;
        }
    }
    height
}

/// One page: what is printed on it, and the pieces that stand on it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What is printed.
    pub marks: Vec<Mark>,
    /// Which pieces, by their places; repeated headers are none.
    pub pieces: Vec<usize>,
}

/// Cuts pieces into pages of a height.
pub(super) fn pages(mut pieces: Vec<Piece>, page: f32) -> Vec<Vec<Mark>> {
    cut(&mut pieces, page).into_iter().map(|page| page.marks).collect()
}

/// Cuts pieces into pages of a height, and tells which stand where.
pub(super) fn cut(pieces: &mut [Piece], page: f32) -> Vec<Page> {
    cling(pieces, page);
    let mut pages: Vec<Page> = Vec::new();
    let mut now = Page::default();
    let mut y = 0.0;
    // Whether a page stands that has something on it besides repeated headers.
    let mut filled = false;
    for (at, piece) in pieces.iter().enumerate() {
        let header = piece.header.as_ref().map_or(0.0, |header| header.height);
        let whole = chain(pieces, at);
        let wanted = if whole + header <= page { whole } else { piece.height };
        // The chain was measured where it began; within it nothing is cut unless it is taller than a page.
        if filled && (piece.new_page || y + piece.gap + wanted > page + 0.01) {
            pages.push(std::mem::take(&mut now));
            filled = false;
            y = 0.0;
            if let Some(header) = &piece.header {
                now.marks.extend(header.marks.iter().cloned());
                y = header.height;
            }
        }
        if filled {
            y += piece.gap;
        }
        now.marks.extend(piece.marks.iter().map(|mark| mark.moved(0.0, y)));
        now.pieces.push(at);
        y += piece.height;
        filled |= !piece.marks.is_empty();
    }
    if filled || pages.is_empty() {
        pages.push(now);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A piece whose mark is a rule of the height of its number, so that it can be told again.
    fn piece(number: u16, height: f32) -> Piece {
        Piece {
            height,
            marks: vec![Mark::Rules(f32::from(number), vec![[0.0; 4]])],
            company: true,
            ..Piece::default()
        }
    }

    fn numbers(pages: &[Vec<Mark>]) -> Vec<Vec<f32>> {
        let number = |mark: &Mark| match mark {
            Mark::Rules(number, _) => *number,
            Mark::Text(..) => -1.0,
        };
        pages.iter().map(|page| page.iter().map(number).collect()).collect()
    }

    #[test]
    fn pieces_that_fit_stand_on_one_page_and_others_go_to_the_next() {
        let cut = pages((1..=5).map(|number| piece(number, 40.0)).collect(), 100.0);
        assert_eq!(numbers(&cut), [vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0]]);
        assert_eq!(numbers(&pages(Vec::new(), 100.0)), [Vec::<f32>::new()]);
    }

    #[test]
    fn a_heading_goes_with_the_row_below_it() {
        let mut pieces: Vec<Piece> = (1..=4).map(|number| piece(number, 40.0)).collect();
        pieces[1].keep = true;
        assert_eq!(numbers(&pages(pieces, 100.0)), [vec![1.0], vec![2.0, 3.0], vec![4.0]]);
    }

    #[test]
    fn the_signature_block_never_stands_alone() {
        for rows in 1..=19 {
            let mut pieces: Vec<Piece> = (1..=rows).map(|number| piece(number, 12.0)).collect();
            pieces.push(Piece {
                clings: true,
                company: false,
                ..piece(99, 35.0)
            });
            let cut = numbers(&pages(pieces, 100.0));
            let last = cut.last().unwrap();
            assert!(last.len() > usize::from(rows.min(2)), "{rows} rows: {cut:?}");
            assert!(cut.iter().all(|page| !page.is_empty()));
        }
        // Two rows would leave more than a quarter of a page empty: one goes with the block.
        let mut tall: Vec<Piece> = (1..=3).map(|number| piece(number, 60.0)).collect();
        tall.push(Piece {
            clings: true,
            ..piece(99, 35.0)
        });
        assert_eq!(numbers(&pages(tall, 100.0)), [vec![1.0], vec![2.0], vec![3.0, 99.0]]);
    }

    #[test]
    fn the_header_is_repeated_on_each_page() {
        let header = Rc::new(piece(7, 20.0));
        let mut pieces = vec![Piece {
            keep: true,
            ..piece(7, 20.0)
        }];
        pieces.extend((1..=4).map(|number| Piece {
            header: Some(Rc::clone(&header)),
            ..piece(number, 40.0)
        }));
        assert_eq!(
            numbers(&pages(pieces, 100.0)),
            [vec![7.0, 1.0, 2.0], vec![7.0, 3.0, 4.0]]
        );
    }

    #[test]
    fn a_break_begins_a_page_but_makes_no_empty_one() {
        let page_break = || Piece {
            new_page: true,
            ..Piece::default()
        };
        let pieces = vec![page_break(), piece(1, 10.0), page_break(), piece(2, 10.0), page_break()];
        assert_eq!(numbers(&pages(pieces, 100.0)), [vec![1.0], vec![2.0]]);
    }
}
