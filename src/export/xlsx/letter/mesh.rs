//! The columns of a sheet of running text: every edge that something on it has, so that each thing covers whole columns.

/// Edges nearer than this are one, in pixels.
const NEAR: u32 = 6;

/// Edges of columns from left to right, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mesh {
    edges: Vec<u32>,
}

impl Mesh {
    /// A mesh of a width with an edge at each of the places; the first of those that are near each other stays.
    pub(super) fn new(width: u32, places: impl IntoIterator<Item = u32>) -> Self {
        let mut edges = vec![0, width.max(NEAR)];
        for place in places {
            if edges.iter().all(|edge| edge.abs_diff(place) >= NEAR) && place < width {
                edges.push(place);
            }
        }
        edges.sort_unstable();
        Self { edges }
    }

    /// The widths of its columns.
    pub(super) fn widths(&self) -> impl Iterator<Item = u32> {
        self.edges.windows(2).map(|pair| match pair {
            [left, right] => right - left,
            _ => 0,
        })
    }

    /// How many columns it has.
    pub(super) fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// The first and the last column between two edges.
    pub(super) fn covered(&self, left: u32, right: u32) -> (usize, usize) {
        let first = self.nearest(left).min(self.columns() - 1);
        (first, self.nearest(right).saturating_sub(1).max(first))
    }

    fn nearest(&self, place: u32) -> usize {
        let edges = self.edges.iter().enumerate();
        let nearest = edges.min_by_key(|(_, edge)| edge.abs_diff(place));
        nearest.map_or(0, |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_covers_whole_columns_and_near_edges_are_one() {
        let mesh = Mesh::new(600, [228, 230, 60, 598, 900]);
        assert_eq!(mesh.widths().collect::<Vec<_>>(), [60, 168, 372]);
        assert_eq!(mesh.covered(0, 600), (0, 2));
        assert_eq!(mesh.covered(0, 230), (0, 1));
        assert_eq!(mesh.covered(230, 600), (2, 2));
        assert_eq!(mesh.covered(598, 600), (2, 2));
        assert_eq!(Mesh::new(600, []).covered(0, 600), (0, 0));
    }
}
