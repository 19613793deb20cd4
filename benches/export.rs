//! How long the tables of a province's communes take: 560 workbooks of Phụ lục 02, in memory.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/appraised.rs"]
mod appraised;

use thamdinh::domain::FormId;
use thamdinh::domain::scorecard::score;
use thamdinh::export::{Properties, xlsx};
use thamdinh::forms::{self, Words};

fn main() {
    divan::main();
}

/// From scorecards to finished bytes.
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
    };
    bencher.bench_local(|| {
        (0..560)
            .map(|_| {
                let table = forms::fill(spec, &round, &dossier, &scorecard, &[], &words);
                xlsx::book(&[table], &properties).unwrap().len()
            })
            .sum::<usize>()
    });
}
