//! The equations of the forms over any numbers: consistent tables pass, and
//! no single wrong number goes unseen.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

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

    #[test]
    fn the_cell_that_is_wrong_is_named_with_its_old_number(
        filled in either_form(),
        disputes in prop::bool::weighted(0.25),
        at: prop::sample::Index,
        number in prop_oneof![Just(0_i64), 1..40_i64, 900..100_000_i64],
    ) {
        let mut wrong = filled.clone();
        let (table, row, column) = change(&mut wrong, disputes, at, number);
        let found = wrong.findings();
        prop_assert_eq!(found.len(), 1, "one slip is one finding: {:#?}", found);
        let address = format!("{table}.{row}.{column}");
        if disputes {
            // One equation: any of its five cells may be the wrong one.
            return Ok(());
        }
        // Each cell of table three is in a row and a column, so no other cell
        // alone settles both.
        let (row, column) = place(&filled, row, column);
        let old = filled.requests[row][column];
        prop_assert_eq!(&found[0].cells, &vec![address]);
        prop_assert!(found[0].message.contains(&format!("应是 {old}")), "{found:#?}");
        // The line that it gives is right when it is copied.
        let help = found[0].help.as_deref().unwrap_or_default();
        prop_assert!(help.contains(&format!("{:?}", filled.requests[row])), "{help}");
    }

    #[test]
    fn a_number_in_the_next_column_is_told_once(
        filled in either_form(),
        at: prop::sample::Index,
    ) {
        // Totals are not typed, so only the columns' balance shows it.
        let last = filled.requests.len() - 1;
        let results: Vec<(usize, usize)> = (2..last - 1)
            .flat_map(|row| (0..APPLICANTS).map(move |column| (row, column)))
            .filter(|(row, column)| filled.requests[*row][*column] > 0)
            .collect();
        prop_assume!(!results.is_empty());
        let (row, column) = results[at.index(results.len())];
        let beside = (column + 1) % APPLICANTS;
        let mut wrong = filled.clone();
        wrong.requests[row].swap(column, beside);
        prop_assume!(wrong.requests[row] != filled.requests[row]);
        let total = wrong.requests.len() - 2;
        for column in 0..=APPLICANTS {
            let results = wrong.requests[2..total].iter();
            wrong.requests[total][column] = results.map(|row| row[column]).sum();
        }
        let found = wrong.findings();
        prop_assert_eq!(found.len(), 1, "{:#?}", found);
    }
}

/// Where a row and a column of table three stand.
fn place(filled: &Filled, row: &str, column: &str) -> (usize, usize) {
    let table = table(filled.form, "requests");
    let at = |names: Vec<&str>, name| names.iter().position(|one| *one == name);
    let place = at(rows(table), row).zip(at(columns(table), column));
    place.expect("a cell of the table")
}

/// Table three with these rows, all else 0; and whether the totals are typed.
fn requests(cells: &[(&str, [i64; 7])]) -> Filled {
    let form = Form::choose(None, 2025).expect("a form");
    let names = rows(table(form, "requests"));
    let row = |name: &&str| {
        let typed = cells.iter().find(|(row, _)| row == name);
        typed.map_or(vec![0; 7], |(_, cells)| cells.to_vec())
    };
    Filled {
        form,
        requests: names.iter().map(row).collect(),
        disputes: vec![vec![0; PARTS + 1]; DISPUTES],
    }
}

/// What is said of a table that has one cause.
fn told(cells: &[(&str, [i64; 7])]) -> (String, String, Vec<String>) {
    let mut found = requests(cells).findings();
    assert_eq!(found.len(), 1, "{found:#?}");
    let one = found.remove(0);
    (one.message, one.help.unwrap_or_default(), one.cells)
}

#[test]
fn the_row_whose_change_settles_all_is_told_and_nothing_else() {
    let (message, help, cells) = told(&[
        ("new_received", [2, 0, 0, 0, 0, 1, 3]),
        ("disclosed", [1, 0, 0, 0, 0, 0, 1]),
        ("unavailable_not_held", [1, 0, 0, 0, 0, 1, 2]),
        ("concluded_total", [3, 0, 0, 0, 0, 0, 3]),
    ]);
    assert_eq!(
        message,
        "办理结果总计：自然人 3 应是 2，其他 0 应是 1（改这两格，四个等式都成立）"
    );
    assert!(help.contains("[2, 0, 0, 0, 0, 1, 3]"), "{help}");
    let row = "requests.concluded_total";
    assert_eq!(
        cells,
        [format!("{row}.natural_person"), format!("{row}.other_org")]
    );
}

#[test]
fn a_column_of_totals_that_was_not_added_up_is_one_finding() {
    let (message, help, cells) = told(&[
        ("new_received", [1, 0, 0, 0, 0, 0, 0]),
        ("disclosed", [0, 0, 0, 0, 0, 0, 6]),
        ("unavailable_not_held", [1, 0, 0, 0, 0, 0, 0]),
        ("concluded_total", [1, 0, 0, 0, 0, 0, 0]),
    ]);
    assert_eq!(
        message,
        "“总计”列没有合计：本年新收、本机关不掌握、办理结果总计应是 1、1、1；“予以公开”总计 6 没有来源"
    );
    assert!(help.contains("总计不用填"), "{help}");
    assert_eq!(cells.len(), 4, "{cells:?}");
}

#[test]
fn totals_that_were_not_added_up_hide_no_other_slip() {
    let found = requests(&[
        ("new_received", [4, 2, 0, 0, 0, 0, 0]),
        ("disclosed", [1, 2, 0, 0, 0, 0, 0]),
        ("unavailable_not_held", [2, 0, 0, 0, 0, 0, 0]),
        ("concluded_total", [4, 2, 0, 0, 0, 0, 0]),
    ])
    .findings();
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(found.len(), 2, "{messages:?}");
    assert!(
        messages.iter().any(|one| one.contains("“总计”列没有合计")),
        "{messages:?}"
    );
}

#[test]
fn two_slips_that_share_no_equation_are_two_findings() {
    let found = requests(&[
        ("new_received", [5, 1, 0, 0, 0, 0, 5]),
        ("disclosed", [2, 1, 0, 0, 0, 0, 3]),
        ("unavailable_not_held", [2, 0, 0, 0, 0, 0, 2]),
        ("concluded_total", [4, 1, 0, 0, 0, 0, 5]),
    ])
    .findings();
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        ["本年新收：自然人 5 应是 4（改这一格，两个等式都成立）"]
    );
}

#[test]
fn no_message_of_any_slip_is_long() {
    let found = requests(&[
        ("new_received", [9, 8, 7, 6, 5, 4, 30]),
        ("carried_in", [1, 1, 1, 1, 1, 1, 7]),
        ("disclosed", [2, 3, 4, 5, 6, 7, 20]),
        ("denied_internal_affairs", [1, 3, 1, 3, 1, 3, 9]),
        ("concluded_total", [5, 5, 5, 5, 5, 5, 31]),
        ("carried_out", [1, 0, 2, 0, 3, 0, 4]),
    ])
    .findings();
    assert_eq!(found.len(), 1, "{found:#?}");
    for one in &found {
        assert!(one.message.chars().count() < 160, "{}", one.message);
        assert!(one.also.len() <= 3, "{:?}", one.also);
    }
}

#[test]
fn the_forms_differ_by_the_rows_of_other_outcomes() {
    let rows = |year| rows(table(Form::choose(None, year).expect("a form"), "requests")).len();
    assert_eq!((rows(2019), rows(2021)), (23, 25));
}
