//! What a paper says, text by text, to be looked for in what a reader read.

use thamdinh::forms::Table;
use thamdinh::forms::document::{Block, Section};

/// What must stand in a workbook of tables besides its rows: titles, headers, conclusions, who signs.
pub fn in_workbook(tables: &[Table]) -> Vec<String> {
    let mut texts = Vec::new();
    for table in tables {
        let headers = table
            .columns
            .iter()
            .flat_map(|column| [column.over.clone(), column.header.clone()]);
        let lines = [&table.title, &table.conclusion, &table.remarks].into_iter().flatten();
        texts.extend(headers.chain(lines.cloned()));
        texts.extend([table.annex.clone(), table.with.clone()]);
        texts.extend(table.draft.clone());
        if let Some(signature) = &table.signature {
            texts.extend(signature.above.clone());
            texts.extend([
                signature.place_date.clone(),
                signature.title.clone(),
                signature.hint.clone(),
            ]);
        }
    }
    texts
}

/// What must stand in pages: all of it, heading by heading and cell by cell.
pub fn in_pages(sections: &[Section]) -> Vec<String> {
    sections
        .iter()
        .flat_map(|section| section.blocks.iter().flat_map(texts))
        .collect()
}

/// What must stand on a sheet of running text: all that stands on its pages but numbers, which are none in a workbook.
pub fn on_a_sheet(section: &Section) -> Vec<String> {
    let is_number = |cell: &thamdinh::forms::Cell| cell.number.is_some();
    let blocks = section.blocks.iter().map(|block| match block {
        Block::Grid(grid) => {
            let mut grid = grid.clone();
            for row in &mut grid.rows {
                row.cells.retain(|cell| !is_number(cell));
            }
            Block::Grid(grid)
        }
        other => other.clone(),
    });
    let draft = section.draft.iter().cloned();
    draft.chain(blocks.flat_map(|block| texts(&block))).collect()
}

/// All texts of a block.
fn texts(block: &Block) -> Vec<String> {
    match block {
        Block::Letterhead(head) => [
            &head.above[..],
            &head.agency[..],
            &[
                head.nation.clone(),
                head.motto.clone(),
                head.number.clone(),
                head.about.clone(),
                head.place_date.clone(),
            ],
        ]
        .concat(),
        Block::Title(title) => [std::slice::from_ref(&title.name), &title.about[..]].concat(),
        Block::Annex(heading) => [&[heading.name.clone(), heading.with.clone()], &heading.title[..]].concat(),
        Block::Heading(heading) => vec![heading.line()],
        Block::Paragraph(paragraph) => vec![paragraph.runs.iter().map(|run| run.text.as_str()).collect()],
        Block::List(list) => {
            let items = list.items.iter().flatten();
            items.map(|run| run.text.clone()).collect()
        }
        Block::Pairs(pairs) => pairs
            .iter()
            .flat_map(|pair| [pair.name.clone(), pair.value.clone()])
            .collect(),
        Block::Grid(grid) => {
            let headers = grid.header();
            let headers = headers.iter().map(|cell| cell.text.to_owned());
            let cells = grid.rows.iter().flat_map(|row| &row.cells);
            headers.chain(cells.map(|cell| cell.text.clone())).collect()
        }
        Block::Closing(closing) => [
            &closing.recipients[..],
            &closing.above[..],
            &closing.title[..],
            &[closing.place_date.clone(), closing.hint.clone(), closing.name.clone()],
        ]
        .concat(),
        Block::PageBreak => Vec::new(),
    }
}
