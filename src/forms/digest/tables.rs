//! The tables of a summary.

use super::{Sources, column, table};
use crate::domain::overview::{Bin, Commune, Outcome, Overview, beside};
use crate::domain::{CriterionId, Decimal, Method};
use crate::forms::notation;
use crate::forms::table::{Align, Cell, Column, Row, RowKind, Table};

fn count(count: usize) -> Cell {
    notation::number(Decimal::from(count), false)
}

fn rate(share: Option<Decimal>) -> Cell {
    share.map_or_else(Cell::default, notation::rate)
}

fn name(commune: &Commune) -> Cell {
    Cell::text(notation::clean(&commune.name), Align::Left)
}

/// What the method ranks by.
fn main(sources: &Sources<'_>, number: Option<Decimal>) -> Cell {
    number.map_or_else(Cell::default, |number| match sources.now.method {
        Method::PassFail => notation::rate(number),
        Method::Maturity => notation::number(number, false),
        Method::Points => notation::points(number, &sources.round.framework),
    })
}

/// The result of a dossier that is ruled to its end: of another there is none yet.
fn result(method: Method, commune: &Commune) -> Option<Decimal> {
    commune.own.main(method).filter(|_| commune.is_done())
}

fn own(sources: &Sources<'_>, commune: &Commune) -> Cell {
    main(sources, result(sources.now.method, commune))
}

/// The names of the two stages that are compared.
fn stages(sources: &Sources<'_>) -> (String, String) {
    (sources.before(), sources.own())
}

fn outcome(sources: &Sources<'_>, outcome: Outcome) -> String {
    let name: &'static str = outcome.into();
    sources.locale.text(&format!("digest-outcome-{name}"))
}

fn of_commune(commune: &Commune, cells: Vec<Cell>) -> Row {
    Row {
        kind: RowKind::Applicant(commune.applicant.clone()),
        cells,
    }
}

/// Results and ranks.
pub(super) fn ranking(sources: &Sources<'_>) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let text = |key: &str| locale.text(key);
    let (before, acting) = stages(sources);
    let main_header = match now.method {
        Method::PassFail => "digest-column-rate",
        Method::Maturity => "digest-column-level",
        Method::Points => "digest-column-points",
    };
    let over = |mut column: Column, name: &str| {
        name.clone_into(&mut column.over);
        column
    };
    let mut columns = vec![
        column("rank", text("digest-column-rank"), 8),
        column("name", text("digest-column-name"), 28),
    ];
    columns.push(over(column("before", text(main_header), 12), &before));
    columns.push(over(column("own", text(main_header), 12), &acting));
    if now.method == Method::Maturity {
        columns.push(over(
            column("registered", text("digest-column-registered"), 10),
            &before,
        ));
    }
    if now.method == Method::Points {
        columns.push(over(column("max", text("digest-column-max"), 10), &acting));
    } else {
        columns.extend([
            over(column("met", text("digest-column-met"), 9), &acting),
            over(column("not-met", text("digest-column-not-met"), 10), &acting),
        ]);
    }
    columns.extend([
        over(column("apart", text("digest-column-apart"), 10), &acting),
        over(column("open", text("digest-column-open"), 10), &acting),
    ]);
    columns.push(column("outcome", text("digest-column-outcome"), 24));
    let rows = now.communes.iter().map(|commune| {
        let mut cells = vec![
            commune.rank.map_or_else(Cell::default, count),
            name(commune),
            main(sources, commune.before.main(now.method)),
            own(sources, commune),
        ];
        match now.method {
            Method::PassFail => {}
            Method::Maturity => cells.push(
                commune
                    .registered
                    .map_or_else(Cell::default, |level| notation::number(level.into(), false)),
            ),
            Method::Points => cells.push(notation::points(commune.own.max_points, &sources.round.framework)),
        }
        if now.method != Method::Points {
            cells.extend([count(commune.own.passed), count(commune.own.failed)]);
        }
        cells.extend([
            count(commune.own.not_applicable),
            count(commune.all - commune.ruled),
            Cell::text(outcome(sources, commune.outcome), Align::Centre),
        ]);
        of_commune(commune, cells)
    });
    let rows = rows.collect();
    let title = vec![text("digest-title-ranking")];
    let mut made = table(sources, "xep-hang", "digest-ranking", title, columns, rows);
    made.signature = sources.signature.cloned();
    made
}

/// Dossiers × groups, and both sides of each group over all.
pub(super) fn groups(sources: &Sources<'_>) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let mut columns = vec![
        column("rank", locale.text("digest-column-rank"), 8),
        column("name", locale.text("digest-column-name"), 30),
    ];
    let named = now
        .groups
        .iter()
        .filter_map(|sum| sources.round.framework.group(&sum.group));
    columns.extend(named.map(|group| column("group", format!("{} {}", group.code, group.name), 14)));
    let (before, acting) = stages(sources);
    let mut rows: Vec<Row> = now
        .communes
        .iter()
        .map(|commune| {
            let head = [commune.rank.map_or_else(Cell::default, count), name(commune)];
            let shares = commune.groups.iter().map(|(_, own)| rate(own.share(now.method)));
            of_commune(commune, head.into_iter().chain(shares).collect())
        })
        .collect();
    let mut whole = |stage: &str, claimed: bool| {
        let words = locale.with("digest-all-units", &[("stage", stage)]);
        let head = [Cell::default(), Cell::text(words, Align::Left)];
        let shares = now.groups.iter().map(|sum| {
            let side = if claimed { &sum.like.0 } else { &sum.like.1 };
            rate(side.share(now.method))
        });
        rows.push(Row {
            kind: RowKind::Total,
            cells: head.into_iter().chain(shares).collect(),
        });
    };
    whole(&acting, false);
    whole(&before, true);
    let title = match now.method {
        Method::PassFail | Method::Maturity => "digest-title-groups",
        Method::Points => "digest-title-groups-points",
    };
    let title = vec![locale.text(title), locale.text("digest-like")];
    table(sources, "nhom", "digest-groups", title, columns, rows)
}

/// The distribution of the results, by level or in steps of ten per cent.
pub(super) fn spread(sources: &Sources<'_>) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let (before, acting) = stages(sources);
    let columns = vec![
        column("step", locale.text("digest-column-step"), 24),
        column("own", acting, 20),
        column("share", locale.text("digest-column-share"), 14),
        column("before", before, 20),
    ];
    let bins = now.bins();
    let done = |bin: &Bin| {
        let communes = bin.own.iter().filter_map(|at| now.communes.get(*at));
        communes.filter(|commune| commune.is_done()).count()
    };
    let all: usize = bins.iter().map(done).sum();
    let rows = bins.iter().map(|bin| {
        let words = if bin.from != bin.to {
            let ends = (notation::decimal(bin.from, 0), notation::decimal(bin.to, 0));
            format!("{} – {}%", ends.0, ends.1)
        } else if bin.from.is_zero() {
            locale.text("digest-no-level")
        } else {
            let level = notation::decimal(bin.from, 0);
            let names = &sources.round.framework.levels;
            let name = names.iter().find(|one| Decimal::from(one.level) == bin.from);
            let name = name.map_or("", |one| one.name.as_str());
            locale
                .with("digest-level", &[("level", &level), ("name", name)])
                .trim_end_matches([' ', '–'])
                .to_owned()
        };
        let share = (Decimal::from(done(bin)) * Decimal::ONE_HUNDRED).checked_div(all.into());
        Row {
            kind: RowKind::Line,
            cells: vec![
                Cell::text(words, Align::Left),
                count(done(bin)),
                rate(share),
                count(bin.before),
            ],
        }
    });
    let title = match now.method {
        Method::PassFail => "digest-title-spread",
        Method::Maturity => "digest-title-levels",
        Method::Points => "digest-title-spread-points",
    };
    table(
        sources,
        "phan-bo",
        "digest-spread",
        vec![locale.text(title)],
        columns,
        rows.collect(),
    )
}

fn codes(sources: &Sources<'_>, ids: &[CriterionId]) -> String {
    let framework = &sources.round.framework;
    let codes = ids.iter().filter_map(|id| framework.criterion(id));
    codes
        .map(|criterion| notation::clean(&criterion.label(framework)))
        .collect::<Vec<_>>()
        .join("; ")
}

/// What each dossier claimed otherwise than it was ruled.
pub(super) fn gaps(sources: &Sources<'_>) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let (before, acting) = stages(sources);
    let text = |key: &str| locale.text(key);
    let mut columns = vec![
        column("name", text("digest-column-name"), 28),
        column("compared", text("digest-column-compared"), 10),
        column("before", before, 12),
        column("own", acting, 12),
        column("gap", text("digest-column-gap"), 12),
        column("over", sources.compared("digest-column-over"), 12),
        column("under", sources.compared("digest-column-under"), 12),
    ];
    let lost = match now.method {
        Method::PassFail => None,
        Method::Maturity => Some("digest-column-lost-levels"),
        Method::Points => Some("digest-column-lost"),
    };
    columns.extend(lost.map(|key| column("lost", text(key), 10)));
    columns.push(column("codes", sources.compared("digest-column-codes"), 32));
    let mut order: Vec<&Commune> = now.communes.iter().filter(|commune| commune.is_begun()).collect();
    order.sort_by_key(|commune| std::cmp::Reverse(commune.over.len()));
    let side = |number: Option<Decimal>| match now.method {
        Method::Maturity => main(sources, number),
        Method::PassFail | Method::Points => rate(number),
    };
    let rows = order.into_iter().map(|commune| {
        let (claimed, ruled) = match now.method {
            Method::Maturity => (commune.before.main(now.method), result(now.method, commune)),
            Method::PassFail | Method::Points => now.like(commune),
        };
        let gap = claimed.zip(ruled).map(|(claimed, ruled)| ruled - claimed);
        let mut cells = vec![
            name(commune),
            count(commune.ruled),
            side(claimed),
            side(ruled),
            side(gap),
            count(commune.over.len()),
            count(commune.under.len()),
        ];
        if lost.is_some() {
            cells.push(notation::number(commune.lost.round_dp(2), false));
        }
        cells.push(Cell::text(codes(sources, &commune.over), Align::Left));
        of_commune(commune, cells)
    });
    let rows = rows.collect();
    let title = vec![sources.capitals("digest-title-gaps"), text("digest-like")];
    table(sources, "chenh-lech", "digest-gaps", title, columns, rows)
}

/// Each criterion over all dossiers.
pub(super) fn criteria(sources: &Sources<'_>) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let text = |key: &str| locale.text(key);
    let (met, not_met, share) = match now.method {
        Method::PassFail | Method::Maturity => {
            ("digest-column-met", "digest-column-not-met", "digest-column-share-met")
        }
        Method::Points => (
            "digest-column-full",
            "digest-column-short",
            "digest-column-share-points",
        ),
    };
    let mut columns = vec![
        column("code", text("digest-column-code"), 8),
        column("title", text("digest-column-criterion"), 52),
        column("ruled", text("digest-column-ruled"), 10),
        column("met", text(met), 9),
        column("not-met", text(not_met), 10),
        column("apart", text("digest-column-apart"), 10),
        column("share", text(share), 10),
        column("over", sources.compared("digest-column-over"), 12),
        column("under", sources.compared("digest-column-under"), 12),
    ];
    let last = match now.method {
        Method::PassFail => None,
        Method::Maturity => Some("digest-column-blocks"),
        Method::Points => Some("digest-column-missing"),
    };
    columns.extend(last.map(|key| column("blocks", text(key), 11)));
    let framework = &sources.round.framework;
    let rows = now.criteria.iter().filter_map(|sum| {
        let criterion = framework.criterion(&sum.criterion)?;
        let mut cells = vec![
            Cell::text(criterion.printed_code(framework).unwrap_or_default(), Align::Centre),
            Cell::text(notation::clean(&criterion.name), Align::Left),
            count(sum.ruled),
            count(sum.met),
            count(sum.not_met),
            count(sum.not_applicable),
            rate(sum.share(now.method)),
            count(sum.over.len()),
            count(sum.under.len()),
        ];
        match now.method {
            Method::PassFail => {}
            Method::Maturity => cells.push(count(sum.blocks.len())),
            Method::Points => cells.push(notation::number(sum.missing.round_dp(2), false)),
        }
        Some(Row {
            kind: RowKind::Criterion(criterion.id.clone()),
            cells,
        })
    });
    let rows = rows.collect();
    table(
        sources,
        "tieu-chi",
        "digest-criteria",
        vec![text("digest-title-criteria")],
        columns,
        rows,
    )
}

/// Each dossier beside an earlier year.
pub(super) fn years(sources: &Sources<'_>, year: i32, past: &Overview) -> Table {
    let (now, locale) = (sources.now, sources.locale);
    let (then, this) = (year.to_string(), sources.round.year.to_string());
    let headed = |key: &str, year: &str| locale.with(key, &[("year", year)]);
    let columns = vec![
        column("name", locale.text("digest-column-name"), 34),
        column("last", headed("digest-column-result-of", &then), 16),
        column("own", headed("digest-column-result-of", &this), 16),
        column("change", locale.text("digest-column-change"), 14),
        column("last-rank", headed("digest-column-rank-of", &then), 12),
        column("rank", headed("digest-column-rank-of", &this), 12),
    ];
    let places = beside(now, past);
    let rows = now.communes.iter().zip(places).map(|(commune, place)| {
        let last = place.and_then(|at| past.communes.get(at));
        let before = last.and_then(|last| result(past.method, last));
        let own_main = result(now.method, commune);
        let change = own_main.zip(before).map(|(own, before)| own - before);
        let cells = vec![
            name(commune),
            main(sources, before),
            own(sources, commune),
            main(sources, change),
            last.and_then(|last| last.rank).map_or_else(Cell::default, count),
            commune.rank.map_or_else(Cell::default, count),
        ];
        of_commune(commune, cells)
    });
    let rows = rows.collect();
    let title = vec![headed("digest-title-years", &then)];
    table(sources, "nam-truoc", "digest-years", title, columns, rows)
}
