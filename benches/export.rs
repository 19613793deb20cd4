//! How long the tables of a province's communes take: 560 workbooks, 20 and 50 PDFs of Phụ lục 02, in memory.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/appraised.rs"]
mod appraised;

use rayon::prelude::*;
use thamdinh::domain::scorecard::score;
use thamdinh::domain::{Decimal, Dossier, FormId, Rulings, Value};
use thamdinh::export::{self, Properties, xlsx};
use thamdinh::forms::{self, Document, Words};

fn main() {
    divan::main();
}

/// From scorecards to finished bytes, on all cores as the program makes them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn workbooks_560(bencher: divan::Bencher<'_, '_>) {
    let round = appraised::round(Some(70));
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    let (dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", &["2.1"]);
    let scorecard = score(&round, &dossier, &rulings);
    let words = Words::official();
    let properties = Properties {
        title: spec.name.clone(),
        subject: dossier.name.clone(),
        author: round.organisation.clone(),
        created: "2023-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    };
    bencher.bench_local(|| {
        (0..560)
            .into_par_iter()
            .map(|_| {
                let table = forms::fill(spec, &round, &dossier, &scorecard, &[], &words);
                xlsx::book(&[table], &properties).unwrap().len()
            })
            .sum::<usize>()
    });
}

/// Tables as PDF, on all cores as the program makes them; figures and reasons differ from one to the next.
#[divan::bench(args = [20, 50], sample_count = 5, sample_size = 1)]
fn pdf(bencher: divan::Bencher<'_, '_>, count: usize) {
    let round = appraised::round(Some(70));
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    let words = Words::official();
    let tables: Vec<_> = (0..count)
        .map(|number| {
            let (mut dossier, mut rulings) = appraised::dossier(&round, &format!("Xã Tân Phú {number}"), &["2.1"]);
            differ(number, &mut dossier, &mut rulings);
            forms::fill(spec, &round, &dossier, &score(&round, &dossier, &rulings), &[], &words)
        })
        .collect();
    let properties = Properties {
        title: spec.name.clone(),
        subject: "Xã Tân Phú".to_owned(),
        author: round.organisation.clone(),
        created: "2023-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    };
    bencher.bench_local(|| {
        tables
            .par_iter()
            .map(|table| {
                export::pdf::write(&Document::annex(table, properties.clone()))
                    .unwrap()
                    .len()
            })
            .sum::<usize>()
    });
}

/// Gives a dossier figures and reasons of its own.
fn differ(number: usize, dossier: &mut Dossier, rulings: &mut Rulings) {
    let own = |at: usize| Value::Number(Decimal::new(i64::try_from(number * 37 + at).unwrap() % 1_000, 1));
    for (at, claim) in dossier.submission.claims.values_mut().enumerate() {
        claim.value = Some(own(at));
    }
    let ruled = rulings.by_stage.values_mut().flat_map(|criteria| criteria.values_mut());
    for (at, ruling) in ruled.flatten().enumerate() {
        ruling.value = Some(own(at));
        if !ruling.reason.is_empty() {
            ruling.reason = format!("{} (biên bản số {number}/{at})", ruling.reason);
        }
    }
}
