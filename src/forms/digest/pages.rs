//! A summary as pages: head, title, the general figures, its tables one after the other, and who signs.

use super::{Digest, Sources, facts};
use crate::forms::document::{
    ANNEX, Block, Closing, Grid, Letterhead, Orientation, Page, Paragraph, Run, Section, Title,
};
use crate::forms::office;

/// The pages of a summary.
pub fn pages(digest: &Digest, sources: &Sources<'_>) -> Section {
    let (words, locale) = (sources.words, sources.locale);
    let mut head = Letterhead {
        agency: vec![
            sources
                .round
                .issuer(&sources.round.stage)
                .unwrap_or_default()
                .to_uppercase(),
        ],
        nation: words.nation.clone(),
        motto: words.motto.clone(),
        place_date: words.place_date.clone(),
        ..Letterhead::default()
    };
    office::on_head(&mut head, sources.office);
    let year = sources.round.year.to_string();
    let title = Title {
        name: sources.capitals("digest-title"),
        about: vec![
            sources.round.framework.title.clone(),
            locale.with("digest-year", &[("year", &year)]),
        ],
    };
    let mut blocks = vec![Block::Letterhead(head), Block::Title(title)];
    let numerals = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."];
    for (table, number) in digest.tables.iter().zip(numerals) {
        blocks.push(Block::heading(1, number, table.name.as_str()));
        if table.form.as_str() == "chung" {
            let told = facts::facts(sources).into_iter().map(|(label, said)| {
                Block::Paragraph(Paragraph {
                    runs: vec![Run::plain(format!("- {label}: ")), Run::bold(said)],
                    indent: true,
                    ..Paragraph::default()
                })
            });
            blocks.extend(told);
            continue;
        }
        // What the title adds to the heading: how it is counted.
        let aside = table.title.iter().skip(1).rev().skip(1);
        blocks.extend(aside.map(|line| {
            Block::Paragraph(Paragraph {
                runs: vec![Run::italic(line)],
                indent: true,
                keep: true,
                ..Paragraph::default()
            })
        }));
        blocks.push(Block::Grid(Grid::from(table)));
    }
    if let Some(signature) = sources.signature {
        let mut closing = Closing {
            recipients_title: words.recipients.clone(),
            above: signature.above.clone(),
            title: signature.title.lines().map(str::to_owned).collect(),
            hint: signature.hint.clone(),
            ..Closing::default()
        };
        office::on_closing(&mut closing, sources.office);
        blocks.push(Block::Closing(closing));
    }
    Section {
        page: Page::new(Orientation::Landscape),
        size: ANNEX,
        restart: true,
        draft: digest.draft.clone(),
        blocks,
    }
}
