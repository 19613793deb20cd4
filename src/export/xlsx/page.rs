//! Where pages break, so that the signature block never stands alone on the last one.

/// What a row may lose of its height: the room above and below its lines.
const SLACK: u32 = 4;

/// Heights of a sheet's rows and which of them are what; all in pixels.
#[derive(Debug)]
pub(super) struct Pages {
    /// The room for rows on a page; more where the sheet is shrunk to the page's width.
    pub page: u32,
    /// Rows above the table's header.
    pub front: u32,
    /// The header, repeated on each page.
    pub header: u32,
    /// The table's rows.
    pub rows: Vec<u32>,
    /// Which of them are headings, that must not end a page.
    pub headings: Vec<bool>,
    /// The conclusion and the signature block.
    pub tail: u32,
}

impl Pages {
    /// Makes some rows taller where a page would else end with a heading, or the tail would stand without a row
    /// of the table above it. A taller row is harmless wherever a printer breaks; a forced break is not, and Excel
    /// drops forced breaks on sheets that are fitted to a width. Where a row just does not fit, the rows above it grow a
    /// little, too: a program with a little more room on its pages would else break otherwise from there on.
    pub(super) fn keep_together(&mut self, tallest: u32) {
        let mut from = 0;
        while let Some(next) = self.next_start(from) {
            let first = self.before_headings(next);
            if first > from {
                self.push(from, first, tallest);
            }
            from = self.next_start(from).unwrap_or(next);
        }
        let Some(from) = self.starts().last().copied() else {
            return;
        };
        let page: u32 = self.rows.iter().skip(from).sum();
        // Room that printers' rounding may eat.
        let safe = self.page - self.page / 40;
        if self.lead(from) + page + self.tail <= safe {
            return;
        }
        // Rows a little lower than they might be are seen by nobody; a page half empty is.
        let here = self.rows.len() - from;
        let missing = self.lead(from) + page + self.tail - safe;
        let each = missing.div_ceil(u32::try_from(here).unwrap_or(1).max(1));
        if each <= SLACK {
            self.rows.iter_mut().skip(from).for_each(|row| *row -= each.min(*row));
            return;
        }
        // Two rows look better beside the tail than one, but not at the price of a page half empty.
        for (beside, price) in [(2, self.page / 4), (1, self.page)] {
            let first = self.before_headings(self.rows.len().saturating_sub(beside));
            let moved: u32 = self.rows.iter().skip(first).sum();
            let fits = self.header + moved + self.tail <= safe;
            if first > from && fits && self.spare(from, first) <= price {
                self.push(from, first, tallest);
                return;
            }
        }
    }

    /// The row itself, or the first of the headings right above it.
    fn before_headings(&self, row: usize) -> usize {
        let above = self.headings.iter().take(row).rev();
        row - above.take_while(|heading| **heading).count()
    }

    /// What stands above the first row of a page.
    fn lead(&self, from: usize) -> u32 {
        if from == 0 {
            self.front + self.header
        } else {
            self.header
        }
    }

    /// How much a page's rows must grow for a later row of it to move to the next.
    fn spare(&self, from: usize, first: usize) -> u32 {
        let kept: u32 = self.rows.iter().skip(from).take(first - from).sum();
        let pushed = self.rows.get(first).copied().unwrap_or(0);
        let full = self.page + (self.page / 40).min(pushed * 2 / 3);
        full.saturating_sub(self.lead(from) + kept + pushed)
    }

    /// Makes the rows of a page taller until a later row of it moves to the next.
    fn push(&mut self, from: usize, first: usize, tallest: u32) {
        let spare = self.spare(from, first);
        let count = u32::try_from(first - from).unwrap_or(1).max(1);
        for (row, at) in self.rows.iter_mut().skip(from).take(first - from).zip(0..) {
            let odd = u32::from(at < spare % count);
            *row = (*row + spare / count + odd).min(tallest);
        }
    }

    /// The first row of the page after one that begins with a row.
    fn next_start(&self, from: usize) -> Option<usize> {
        let mut used = self.lead(from);
        let rows = self.rows.iter().enumerate().skip(from);
        let mut full = rows.skip_while(|(at, row)| {
            used += **row;
            *at == from || used <= self.page
        });
        full.next().map(|(at, _)| at)
    }

    /// The first row of each page.
    fn starts(&self) -> Vec<usize> {
        std::iter::successors(Some(0), |from| self.next_start(*from)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::xlsx::setup::LYING;

    /// How many of the table's rows stand on the page where the tail stands.
    fn beside_tail(pages: &Pages) -> usize {
        let last = pages.starts().last().copied().unwrap_or(0);
        let page: u32 = pages.rows.iter().skip(last).sum();
        let lead = if last == 0 { pages.front } else { 0 };
        if lead + pages.header + page + pages.tail <= pages.page {
            pages.rows.len() - last
        } else {
            0
        }
    }

    #[test]
    fn headings_and_the_tail_are_kept_with_rows() {
        for count in 6..60 {
            for row in [25, 40, 61, 90, 130] {
                let mut pages = Pages {
                    page: LYING.height,
                    front: 120,
                    header: 60,
                    rows: vec![row; count],
                    headings: (0..count).map(|at| at % 7 == 0).collect(),
                    tail: 200,
                };
                pages.keep_together(546);
                assert!(beside_tail(&pages) >= 1, "{count} rows of {row}");
                for start in pages.starts().into_iter().skip(1) {
                    assert!(
                        (start - 1) % 7 != 0,
                        "{count} rows of {row}: a page ends with row {start}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_program_with_a_little_more_room_on_its_pages_breaks_alike() {
        for front in 100..140 {
            for row in [25, 40, 61, 90] {
                let mut pages = Pages {
                    page: LYING.height,
                    front,
                    header: 60,
                    rows: vec![row; 40],
                    headings: (0..40).map(|at| at % 7 == 0).collect(),
                    tail: 200,
                };
                pages.keep_together(546);
                let starts = pages.starts();
                pages.page += 10;
                assert_eq!(starts, pages.starts(), "{front} and rows of {row}");
            }
        }
    }
}
