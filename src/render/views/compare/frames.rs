//! Tables with a row for each child, without the rows: heads, and what the columns come to.

use crate::form::Measure;
use crate::path::OutPath;
use crate::portal::{Children, ReportFacts};
use crate::render::views::measures::{DISPUTED, Line, OPENED, line_of};
use crate::report::{Figure, Figures, Total, share};

use super::reports::YearReports;
use super::rows::{
    Column, CompareCellView, CompareColumnView, CompareRowView, CompareTableView, Rows, UNKNOWN,
    cells,
};
use super::totals::difference;

/// What all pages of a year show of one table.
pub struct TableFrame {
    year: u16,
    id: String,
    heading: &'static str,
    /// What is counted: 件.
    unit: &'static str,
    heads: Vec<&'static str>,
    columns: Vec<Column>,
    /// The largest number of each column that is drawn.
    most: Vec<f64>,
    has_links: bool,
    /// The totals; below them what the parent reports, and the difference.
    foot: Vec<CompareRowView>,
}

impl TableFrame {
    /// The table with the rows of one page, counted from 1. Linear in them.
    pub fn page(&self, children: &Children<'_>, page: usize, here: &OutPath) -> CompareTableView {
        let rows = Rows {
            year: self.year,
            columns: &self.columns,
            most: &self.most,
            has_links: self.has_links,
            here,
        };
        let heads = self.heads.iter();
        CompareTableView {
            id: self.id.clone(),
            heading: self.heading.to_owned(),
            unit: self.unit,
            width: self.heads.len() + 1,
            columns: heads.map(|label| CompareColumnView { label }).collect(),
            groups: rows.of_page(children, page),
            foot: self.foot.clone(),
        }
    }
}

/// The main numbers: columns with their heads.
fn columns() -> [(Column, &'static str); 7] {
    let line = |measure| line_of(measure);
    [
        (Column::Drawn(line(Measure::Received)), "本年新收"),
        (Column::Number(line(Measure::CarriedIn)), "上年结转"),
        (Column::Number(line(Measure::Concluded)), "办结"),
        (Column::Number(&OPENED), "公开和部分公开"),
        (Column::Share(&OPENED, line(Measure::Concluded)), "占办结"),
        (Column::Number(line(Measure::CarriedOut)), "结转下年度"),
        (Column::Number(&DISPUTED), "复议诉讼"),
    ]
}

/// The table of the main numbers; `here` is the first page that shows it.
pub fn main(reports: &YearReports<'_>, here: &OutPath) -> TableFrame {
    let all = columns();
    let columns: Vec<Column> = all.iter().map(|(column, _)| *column).collect();
    let mut foot = foot(reports, &columns);
    if let Some((own, stated)) = reports.own.zip(foot.get_mut(1)) {
        stated.href = Some(here.href(&own.out));
    }
    TableFrame {
        year: reports.year,
        id: "data".to_owned(),
        heading: "主要数据",
        unit: "件",
        heads: all.iter().map(|(_, label)| *label).collect(),
        most: columns
            .iter()
            .map(|column| most(reports, *column))
            .collect(),
        columns,
        has_links: true,
        foot,
    }
}

/// The tables of all that the reports state.
pub fn tables(reports: &YearReports<'_>) -> Vec<TableFrame> {
    let tables = reports.groups.iter().filter(|shown| !shown.all_zero);
    let tables = tables.map(|shown| {
        let columns = shown.lines.iter().map(|line| Column::Number(line));
        let columns: Vec<Column> = columns.collect();
        TableFrame {
            year: reports.year,
            id: shown.id.clone(),
            heading: shown.group.name,
            unit: shown.group.unit,
            heads: shown.lines.iter().map(|line| line.label).collect(),
            most: vec![0.0; columns.len()],
            has_links: false,
            foot: foot(reports, &columns),
            columns,
        }
    });
    tables.collect()
}

/// What is said in place of tables full of zeros.
pub fn zeros(reports: &YearReports<'_>) -> Option<String> {
    let zero = reports.groups.iter().filter(|shown| shown.all_zero);
    let names: Vec<&str> = zero.map(|shown| shown.group.name).collect();
    (!names.is_empty()).then(|| format!("{}：各单位的报告里都是0。", names.join("、")))
}

/// The largest number of a column that is drawn.
fn most(reports: &YearReports<'_>, column: Column) -> f64 {
    let Column::Drawn(line) = column else {
        return 0.0;
    };
    let reports = reports.tally.reported.iter();
    let figures = reports.filter_map(|(_, report)| line.figure(&report.figures));
    figures.max().map_or(0.0, Figure::approximate)
}

/// The totals; below them what the parent reports, and the difference. Linear in the
/// children.
fn foot(reports: &YearReports<'_>, columns: &[Column]) -> Vec<CompareRowView> {
    let row = |name: String, cells| CompareRowView {
        name,
        href: None,
        cells,
    };
    let (due, reported) = (reports.tally.due(), reports.reported());
    let sums = columns.iter().map(|column| sum(reports, *column));
    let name = match due == reported {
        true => format!("{due}个单位合计"),
        false => format!("{due}个单位中{reported}个的合计"),
    };
    let mut foot = vec![row(name, sums.collect())];
    if let Some(own) = reports.own {
        let name = format!("{}的报告", reports.own_name);
        foot.push(row(name, cells(own, columns, &vec![0.0; columns.len()])));
        let apart = columns.iter().map(|column| apart(reports, *column, own));
        foot.push(row("相差".to_owned(), apart.collect()));
    }
    foot
}

/// The total of a column, which says of how many units it is if not of all that report.
fn sum(reports: &YearReports<'_>, column: Column) -> CompareCellView {
    let known = match column {
        Column::Number(line) | Column::Drawn(line) => {
            let total = reports.total(line);
            total.map(|total| (total.sum.to_string(), total.count))
        }
        Column::Share(part, whole) => share_of_all(reports, part, whole),
    };
    let Some((text, count)) = known else {
        return CompareCellView::unknown(UNKNOWN);
    };
    let text = match count == reports.reported() {
        true => text,
        false => format!("{text}（{count}个单位）"),
    };
    CompareCellView {
        bar: column.blank_bar(),
        ..CompareCellView::plain(text)
    }
}

/// What part the one is of the other, of those reports alone that state both, with
/// their number.
fn share_of_all(reports: &YearReports<'_>, part: &Line, whole: &Line) -> Option<(String, usize)> {
    let both = |figures: &Figures| part.figure(figures).zip(whole.figure(figures));
    let reports = reports.tally.reported.iter();
    let both: Vec<_> = reports.filter_map(|(_, one)| both(&one.figures)).collect();
    let part = Total::of(both.iter().map(|(part, _)| Some(*part)))?;
    let whole = Total::of(both.iter().map(|(_, whole)| Some(*whole)))?;
    Some((share(part.sum, whole.sum)?, both.len()))
}

/// How the parent's own number differs from the total.
fn apart(reports: &YearReports<'_>, column: Column, own: &ReportFacts) -> CompareCellView {
    let (Column::Number(line) | Column::Drawn(line)) = column else {
        return CompareCellView::unknown("比例不相减");
    };
    let both = line.figure(&own.figures).zip(reports.total(line));
    let due = reports.tally.due();
    match both.map(|(own, total)| difference(own, &total, due)) {
        Some(Some(difference)) => CompareCellView {
            bar: column.blank_bar(),
            ..CompareCellView::plain(difference)
        },
        Some(None) => CompareCellView::unknown("合计缺单位"),
        None => CompareCellView::unknown(UNKNOWN),
    }
}
