//! Pages of one set-up, and how a table becomes pages of its own.

use serde::Serialize;

use super::{ANNEX, Alignment, AnnexHeading, BODY, Block, Closing, Grid, Paragraph, Run};
use crate::forms::table::Table;

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
pub enum Orientation {
    /// 210 × 297 mm.
    #[default]
    Portrait,
    /// 297 × 210 mm.
    Landscape,
}

/// A page of A4 and its margins, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Page {
    /// How it lies.
    pub orientation: Orientation,
    /// Top margin: 20 to 25.
    pub top: u32,
    /// Bottom margin: 20 to 25.
    pub bottom: u32,
    /// Left margin: 30 to 35.
    pub left: u32,
    /// Right margin: 15 to 20.
    pub right: u32,
}

impl Page {
    /// A page with the margins that the offices use.
    pub fn new(orientation: Orientation) -> Self {
        Self {
            orientation,
            top: 20,
            bottom: 20,
            left: 30,
            right: 15,
        }
    }

    /// Width and height of the paper.
    pub fn paper(&self) -> (u32, u32) {
        match self.orientation {
            Orientation::Portrait => (210, 297),
            Orientation::Landscape => (297, 210),
        }
    }
}

/// Pages of one set-up.
///
/// The page's number stands centred at the top, but not on the section's first page where numbers start again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Section {
    /// The set-up of its pages.
    pub page: Page,
    /// Size of running text, in points: 13 or 14.
    pub size: u32,
    /// Whether pages are numbered from one again, as those of each annex are.
    pub restart: bool,
    /// The mark of a draft (`DỰ THẢO`), on each page; none once the stage is sealed.
    pub draft: Option<String>,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A section of running text on upright pages.
    pub fn report(blocks: Vec<Block>) -> Self {
        Self {
            page: Page::new(Orientation::Portrait),
            size: BODY,
            restart: true,
            draft: None,
            blocks,
        }
    }

    /// A table as an annex: its heading, its rows, its conclusion and who signs.
    pub fn annex(table: &Table) -> Self {
        let mut blocks = vec![
            Block::Annex(AnnexHeading {
                name: table.annex.clone(),
                title: table.title.clone(),
                with: table.with.clone(),
            }),
            Block::Grid(Grid::from(table)),
        ];
        let concluded = table.conclusion.iter().enumerate().map(|(at, line)| (line, at > 0));
        let remarked = table.remarks.iter().map(|line| (line, false));
        blocks.extend(concluded.chain(remarked).map(|(line, bold)| {
            Block::Paragraph(Paragraph {
                runs: vec![Run {
                    bold,
                    ..Run::plain(line)
                }],
                alignment: Alignment::Left,
                indent: false,
                keep: true,
            })
        }));
        blocks.extend(table.signature.as_ref().map(|signature| {
            Block::Closing(Closing {
                place_date: signature.place_date.clone(),
                above: signature.above.clone(),
                title: signature.title.lines().map(str::to_owned).collect(),
                hint: signature.hint.clone(),
                name: signature.name.clone(),
                ..Closing::default()
            })
        }));
        Self {
            page: Page::new(Orientation::Landscape),
            size: ANNEX,
            restart: true,
            draft: table.draft.clone(),
            blocks,
        }
    }
}
