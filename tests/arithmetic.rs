//! The equations of the forms over any numbers: consistent tables pass, and
//! no single wrong number goes unseen.

use gongkai::diag::{Diagnostic, Level};
use gongkai::form::{Form, Table};
use gongkai::path::SourcePath;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use proptest::collection::vec;
use proptest::prelude::*;

/// The kinds of applicants, the column of totals left out.
const APPLICANTS: usize = 6;
/// The rows of table four, and their parts.
const DISPUTES: usize = 3;
const PARTS: usize = 4;

/// Both tables with every cell typed, totals included.
#[derive(Clone, Debug)]
struct Filled {
    form: &'static Form,
    requests: Vec<Vec<i64>>,
    disputes: Vec<Vec<i64>>,
}

fn table(form: &'static Form, id: &str) -> &'static Table {
    let found = form.tables().find(|table| table.id == id);
    found.expect("both forms have it")
}

fn rows(table: &Table) -> Vec<&'static str> {
    let outputs = table.leaf_rows();
    outputs.iter().map(|output| output.head.id).collect()
}

fn columns(table: &Table) -> Vec<&'static str> {
    let outputs = table.leaf_columns();
    outputs.iter().map(|output| output.head.id).collect()
}

/// Tables whose every equation holds, made from the cells that are no totals.
fn consistent(year: u16) -> impl Strategy<Value = Filled> {
    let form = Form::choose(None, year).expect("a form");
    let outcomes = rows(table(form, "requests")).len() - 4;
    // Most cells of real reports are 0.
    let cell = || prop_oneof![3 => Just(0_i64), 1 => 0..60_i64];
    let applicant = move || (vec(cell(), outcomes), cell(), 0..=100_i64);
    (
        vec(applicant(), APPLICANTS),
        vec(vec(cell(), PARTS), DISPUTES),
    )
        .prop_map(move |(applicants, disputes)| {
            let columns: Vec<Vec<i64>> = applicants
                .into_iter()
                .map(|(outcomes, left, share)| {
                    let concluded: i64 = outcomes.iter().sum();
                    let carried = (concluded + left) * share / 100;
                    let mut column = vec![concluded + left - carried, carried];
                    column.extend(outcomes);
                    column.extend([concluded, left]);
                    column
                })
                .collect();
            let requests = (0..columns[0].len())
                .map(|row| columns.iter().map(|column| column[row]).collect())
                .map(with_total)
                .collect();
            Filled {
                form,
                requests,
                disputes: disputes.into_iter().map(with_total).collect(),
            }
        })
}

fn with_total(mut row: Vec<i64>) -> Vec<i64> {
    row.push(row.iter().sum());
    row
}

impl Filled {
    fn yaml(&self) -> String {
        let year = self.form.from;
        let lines = |id: &str, numbers: &[Vec<i64>]| -> String {
            let names = rows(table(self.form, id));
            assert_eq!(names.len(), numbers.len(), "{id}");
            let line = |(name, row): (&&str, &Vec<i64>)| format!("  {name}: {row:?}\n");
            names.iter().zip(numbers).map(line).collect()
        };
        format!(
            "年度: {year}\n表二: {{其余为零: true}}\n表三:\n{}表四:\n{}",
            lines("requests", &self.requests),
            lines("disputes", &self.disputes)
        )
    }

    /// What the rules of arithmetic find.
    fn findings(&self) -> Vec<Diagnostic> {
        let year = self.form.from;
        let site = "[site]\nname = \"甲镇人民政府\"\ndomain = \"www.example.gov.cn\"\nid_code = \"1234567890\"\n[organization]\nname = \"甲镇人民政府\"\n";
        let files = [
            ("site.toml".to_owned(), site.to_owned()),
            (format!("content/reports/{year}/report.yaml"), self.yaml()),
        ];
        let files = files.map(|(path, text)| {
            let path = SourcePath::new(&path).expect("a path");
            (path, Source::Held(text.into_bytes()))
        });
        let site = Site::compose(Snapshot::of(files), &Options::default());
        let found = site.expect("a site in memory").found;
        assert!(
            found
                .diagnostics
                .iter()
                .all(|one| !matches!(one.code.id, "YAML" | "KEY" | "FMT04" | "CEL02")),
            "{:?}",
            found.diagnostics
        );
        let findings: Vec<Diagnostic> = found.findings().cloned().collect();
        let arithmetic = |one: &Diagnostic| matches!(one.code.id, "A01" | "A02" | "A03" | "A04");
        findings.into_iter().filter(arithmetic).collect()
    }

    fn rows(&mut self, disputes: bool) -> &mut Vec<Vec<i64>> {
        if disputes {
            &mut self.disputes
        } else {
            &mut self.requests
        }
    }
}

/// Changes one cell; the answer is its table, row and column.
fn change(
    filled: &mut Filled,
    disputes: bool,
    at: prop::sample::Index,
    number: i64,
) -> (&'static str, &'static str, &'static str) {
    let id = if disputes { "disputes" } else { "requests" };
    let table = table(filled.form, id);
    let columns = columns(table);
    let at = at.index(table.size());
    let (row, column) = (at / columns.len(), at % columns.len());
    let cell = &mut filled.rows(disputes)[row][column];
    *cell = if *cell == number { number + 1 } else { number };
    (id, rows(table)[row], columns[column])
}

fn either_form() -> impl Strategy<Value = Filled> {
    prop_oneof![consistent(2019), consistent(2021)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn consistent_tables_have_no_finding(filled in either_form()) {
        let found = filled.findings();
        prop_assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn no_single_wrong_number_goes_unseen(
        mut filled in either_form(),
        disputes in prop::bool::weighted(0.25),
        at: prop::sample::Index,
        number in prop_oneof![Just(0_i64), 1..40_i64, 900..100_000_i64],
    ) {
        let (table, row, column) = change(&mut filled, disputes, at, number);
        let found = filled.findings();
        prop_assert!(found.iter().all(|one| one.level == Level::Error), "{found:?}");
        let near = |address: &String| {
            let mut parts = address.split('.');
            parts.next() == Some(table)
                && parts.next().zip(parts.next()).is_some_and(|(r, c)| r == row || c == column)
        };
        prop_assert!(
            found.iter().any(|one| one.cells.iter().any(near)),
            "{table}.{row}.{column} = {number}: {found:#?}"
        );
    }
}

#[test]
fn the_forms_differ_by_the_rows_of_other_outcomes() {
    let rows = |year| rows(table(Form::choose(None, year).expect("a form"), "requests")).len();
    assert_eq!((rows(2019), rows(2021)), (23, 25));
}
