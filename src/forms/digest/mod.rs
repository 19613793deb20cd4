//! The summary of a round as tables, charts and pages: general figures, ranks, groups, distribution, what was claimed
//! otherwise, criteria, and the year before.

mod facts;
mod pages;
mod tables;

pub use pages::pages;

use super::office;
use super::table::{Column, Row, Signature, Table};
use super::words::Words;
use crate::domain::office::Office;
use crate::domain::overview::Overview;
use crate::domain::{ColumnField, Decimal, FormId, Method, Round};
use crate::text::Locale;

/// What a summary is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The round.
    pub round: &'a Round,
    /// It in figures.
    pub now: &'a Overview,
    /// The year before it, with its figures.
    pub past: Option<(i32, &'a Overview)>,
    /// The words of the office that issues it.
    pub office: &'a Office,
    /// The mark of papers whose figures are invented.
    pub sample: Option<&'a str>,
    /// Who signs.
    pub signature: Option<&'a Signature>,
    /// The fixed words of official tables.
    pub words: &'a Words,
    /// The Vietnamese sentences: official papers stay Vietnamese whatever language the program speaks.
    pub locale: &'a Locale,
}

impl Sources<'_> {
    /// What the stage before the acting one is called.
    fn before(&self) -> String {
        self.round.before().map(|stage| stage.name.clone()).unwrap_or_default()
    }

    /// What the acting stage is called.
    fn own(&self) -> String {
        self.round.acting().map(|stage| stage.name.clone()).unwrap_or_default()
    }

    /// A sentence that may name both stages.
    fn compared(&self, key: &str) -> String {
        let (before, own) = (self.before(), self.own());
        let ruling = self.round.acting().map_or("", |stage| stage.verb.as_str());
        let said = [("before", before.as_str()), ("own", own.as_str()), ("ruling", ruling)];
        self.locale.with(key, &said)
    }

    /// The same in capitals.
    fn capitals(&self, key: &str) -> String {
        self.compared(key).to_uppercase()
    }
}

/// A summary before any file format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The tables, in their order.
    pub tables: Vec<Table>,
    /// Charts over them.
    pub charts: Vec<Chart>,
    /// The name of the sheet of charts.
    pub charts_name: String,
    /// The mark of a draft; none once every dossier is sealed.
    pub draft: Option<String>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lying bars, the first row on top.
    Bars,
    /// Standing columns.
    Columns,
}

/// A chart over rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// How it is drawn.
    pub shape: Shape,
    /// The table, counted in [`Digest::tables`].
    pub table: usize,
    /// How many of its rows are drawn, from the first.
    pub rows: usize,
    /// The column of the names.
    pub names: usize,
    /// The columns of the figures, each with its name.
    pub series: Vec<(String, usize)>,
    /// Figures are shares of a whole.
    pub percent: bool,
    /// Where the scale ends; none where the figures say it. Shares end at 100.
    pub most: Option<Decimal>,
}

/// So many dossiers are drawn in a chart; more could not be read.
const DRAWN: usize = 30;

/// Makes the tables and charts of a summary.
pub fn digest(sources: &Sources<'_>) -> Digest {
    let draft = (!sources.now.is_sealed()).then(|| sources.words.draft.clone());
    let mark: Vec<String> = draft.into_iter().chain(sources.sample.map(str::to_owned)).collect();
    let draft = (!mark.is_empty()).then(|| mark.join(" – "));
    let mut tables = vec![
        facts::table(sources),
        tables::ranking(sources),
        tables::groups(sources),
        tables::spread(sources),
        tables::gaps(sources),
        tables::criteria(sources),
    ];
    if let Some((year, past)) = sources.past {
        tables.push(tables::years(sources, year, past));
    }
    for table in &mut tables {
        table.draft.clone_from(&draft);
        office::on_table(table, sources.office);
    }
    Digest {
        charts: charts(sources, &tables),
        tables,
        charts_name: sources.locale.text("digest-charts"),
        draft,
    }
}

fn charts(sources: &Sources<'_>, tables: &[Table]) -> Vec<Chart> {
    let (now, locale) = (sources.now, sources.locale);
    let (before, own) = (sources.before(), sources.own());
    let at = |name: &str| {
        let name = FormId::new(name);
        tables.iter().position(|table| table.form == name)
    };
    let column = |table: usize, key: &str| {
        let columns = tables
            .get(table)
            .map(|table| table.columns.as_slice())
            .unwrap_or_default();
        columns.iter().position(|column| column.input.as_deref() == Some(key))
    };
    let rows = |table: usize| tables.get(table).map_or(0, |table| table.rows.len());
    let titled = |key: &str, shown: usize, all: usize| {
        let title = sources.compared(key);
        if shown < all {
            let count = shown.to_string();
            return locale.with("digest-chart-first", &[("title", &title), ("count", &count)]);
        }
        title
    };
    let levels = now.method == Method::Maturity;
    let mut charts = Vec::new();
    let mut add = |form: &str,
                   title: &str,
                   shape: Shape,
                   names: &str,
                   series: &[(&str, &str)],
                   percent: bool,
                   most: Option<Decimal>| {
        let Some(table) = at(form) else { return };
        let (Some(names), all) = (column(table, names), rows(table)) else {
            return;
        };
        let drawn = if form == "tieu-chi" || form == "phan-bo" {
            all
        } else {
            all.min(DRAWN)
        };
        let series: Vec<(String, usize)> = series
            .iter()
            .filter_map(|(name, key)| Some(((*name).to_owned(), column(table, key)?)))
            .collect();
        if drawn == 0 || series.is_empty() {
            return;
        }
        charts.push(Chart {
            title: titled(title, drawn, all),
            shape,
            table,
            rows: drawn,
            names,
            series,
            percent,
            most,
        });
    };
    let most = match now.method {
        Method::PassFail => None,
        Method::Maturity => Some(Decimal::from(now.levels)),
        Method::Points => now.communes.iter().map(|commune| commune.own.max_points).max(),
    };
    let percent = now.method == Method::PassFail;
    if now.is_begun() {
        add(
            "xep-hang",
            "digest-chart-ranking",
            Shape::Bars,
            "name",
            &[(own.as_str(), "own")],
            percent,
            most,
        );
    }
    let both = [(before.as_str(), "before"), (own.as_str(), "own")];
    let scale = levels.then(|| Decimal::from(now.levels));
    add(
        "chenh-lech",
        "digest-chart-gaps",
        Shape::Bars,
        "name",
        &both,
        !levels,
        scale,
    );
    add(
        "phan-bo",
        if levels {
            "digest-chart-levels"
        } else {
            "digest-chart-spread"
        },
        Shape::Columns,
        "step",
        &both,
        false,
        None,
    );
    if now.is_begun() {
        add(
            "tieu-chi",
            "digest-chart-criteria",
            Shape::Columns,
            "code",
            &[(own.as_str(), "share")],
            true,
            None,
        );
    }
    if let Some((year, _)) = sources.past {
        let (then, this) = (year.to_string(), sources.round.year.to_string());
        let years = [(then.as_str(), "last"), (this.as_str(), "own")];
        add(
            "nam-truoc",
            "digest-chart-years",
            Shape::Bars,
            "name",
            &years,
            percent,
            most,
        );
    }
    charts
}

/// A column of figures of the summary. They are read by people only, so the form's words for columns do not name them.
fn column(key: &str, header: impl Into<String>, width: u32) -> Column {
    Column {
        field: ColumnField::Input,
        stage: None,
        input: Some(key.to_owned()),
        header: header.into(),
        over: String::new(),
        width: Decimal::from(width),
    }
}

/// A table of the summary, not signed.
fn table(
    sources: &Sources<'_>,
    form: &str,
    name: &str,
    title: Vec<String>,
    columns: Vec<Column>,
    rows: Vec<Row>,
) -> Table {
    let mut lines = title;
    let said = [
        ("body", sources.round.organisation.as_str()),
        ("year", &sources.round.year.to_string()),
    ];
    let key = if sources.round.organisation.is_empty() {
        "digest-year"
    } else {
        "digest-of"
    };
    lines.push(sources.locale.with(key, &said));
    Table {
        form: FormId::new(form),
        name: sources.locale.text(name),
        applicant: String::new(),
        annex: String::new(),
        with: String::new(),
        agency: Vec::new(),
        title: lines,
        draft: None,
        columns,
        rows,
        conclusion: Vec::new(),
        remarks: Vec::new(),
        signature: None,
    }
}
