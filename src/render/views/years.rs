//! 历年变化: a unit's reports beside each other, in charts and in one table.

use std::ops::Range;

use serde::Serialize;

use crate::form::Form;
use crate::plan::Output;
use crate::portal::Unit;

use super::View;
use super::context::RenderContext;
use super::history::{History, form_name, listed};
use super::measures::{GROUPS, Line};
use super::names::{REPORTS, joined};
use super::site::About;
use super::years_answers::answers;
use super::years_charts::{ChartView, MOST_YEARS, charts};
use super::years_table::years_table;

/// What the page is called among the others.
pub const YEARS: &str = "历年变化";

#[derive(Debug, Serialize)]
pub struct YearsView {
    pub purpose: String,
    /// On the years without a report, or without numbers.
    pub gaps: Vec<String>,
    /// On a change of the form.
    pub forms: Vec<String>,
    pub charts_heading: String,
    /// On the years that the charts leave out.
    pub charts_note: Option<String>,
    pub charts: Vec<ChartView>,
    /// On what is zero in every year.
    pub zeros: Vec<String>,
    pub answers_heading: String,
    pub answers: Vec<ChartView>,
    pub table_html: String,
    /// What the words of the table mean.
    pub notes: Vec<&'static str>,
}

/// Linear in the unit's years.
pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let history = History::of(&context.related.children.parent);
    let name = &unit.organization.name;
    let title = joined(name, "政府信息公开历年变化");
    let ends = history.years.first().zip(history.years.last());
    let (first, last) = ends.map_or((0, 0), |(first, last)| (first.year, last.year));
    let purpose = format!("{name}{first}年至{last}年年度报告的主要数据。");
    let about = About {
        kind: "years",
        description: purpose.clone(),
        title,
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: YEARS.to_owned(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let drawn = charts(&history);
    let table = years_table(&history, &output.path);
    let from = history.years.len().saturating_sub(MOST_YEARS);
    let from = history.years.get(from).map_or(first, |year| year.year);
    let newest = unit.reports.get(&last);
    view.years = Some(YearsView {
        purpose: format!("{purpose}每个数都来自当年公开的报告。"),
        gaps: gaps(unit, &history),
        forms: forms(&history, drawn.hollow),
        charts_heading: format!("{from}年至{last}年的变化"),
        charts_note: (from > first).then(|| {
            format!("图里只有最近{MOST_YEARS}年；{first}年以来各年的数都在下面的历年数据表里。")
        }),
        answers_heading: format!("{last}年怎样答复"),
        answers: newest.map_or(Vec::new(), |report| answers(report, drawn.charts.len() + 1)),
        charts: drawn.charts,
        zeros: drawn.zeros,
        table_html: table.html,
        notes: table.notes,
    });
    view
}

fn gaps(unit: &Unit, history: &History<'_>) -> Vec<String> {
    let mut says = Vec::new();
    if history.missing().next().is_some() {
        says.push(format!(
            "{}未发布年报，没有数据。",
            listed(history.missing())
        ));
    }
    let without = unit.reports.values().filter(|one| !one.form.has_measures());
    let without: Vec<u16> = without.map(|report| report.year).collect();
    if !without.is_empty() {
        let years = listed(without.into_iter());
        says.push(format!("{years}的年报没有统计表，不在这里比较。"));
    }
    says
}

/// What a reader must know where the form changed between these years, one paragraph a
/// change, the newest first.
fn forms(history: &History<'_>, hollow: bool) -> Vec<String> {
    let runs = history.runs();
    let pairs = runs.iter().zip(runs.iter().skip(1)).rev();
    let told = |(before, now): (&Range<usize>, &Range<usize>)| {
        let (old, new) = (&history.years[before.clone()], &history.years[now.clone()]);
        let (first, form, last) = (new.first()?, new.first()?.form, old.first()?.form);
        let years = listed(old.iter().map(|year| year.year));
        let (new, old) = (with_basis(form), with_basis(last));
        let mut says = format!("{}年度起改用{new}，{years}度用{old}。", first.year);
        let alike = groups(|line| line.compares(last, form));
        if !alike.is_empty() {
            says += &format!("{}的数前后可以比较。", alike.join("、"));
        }
        let otherwise = groups(|line| line.asked_by(form) && line.replaces(last, form));
        if !otherwise.is_empty() {
            says += &format!("{}的口径改变，前后不作比较", otherwise.join("、"));
            says += if hollow {
                "，图里用虚线空心柱表示。"
            } else {
                "。"
            };
        }
        Some(says)
    };
    pairs.filter_map(told).collect()
}

/// The groups that have such a line, each name once.
fn groups(holds: impl Fn(&Line) -> bool) -> Vec<&'static str> {
    let found = GROUPS.iter().filter(|group| group.lines.iter().any(&holds));
    let mut names: Vec<&str> = found.map(|group| group.short).collect();
    names.dedup();
    names
}

fn with_basis(form: &Form) -> String {
    match form.basis {
        Some(basis) => format!("{}（{basis}）", form_name(form)),
        None => form_name(form),
    }
}
