//! The table of a unit's children by years: who published, when, and who did not.

use serde::Serialize;

use crate::parse::organization::KINDS;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{
    Children, DEADLINE, MOST_YEARS, Punctuality, ReportFacts, Standing, UnitFacts, comparison_of,
    deadline, matrix_of,
};

use super::View;
use super::names::{REPORTS, titled};
use super::parts::PagerView;
use super::site::{About, RenderContext};

#[derive(Debug, Serialize)]
pub struct MatrixView {
    pub lead: String,
    /// The newest year; the figures are of it.
    pub year: u16,
    pub figures: Vec<MatrixFigureView>,
    /// Newest first.
    pub years: Vec<u16>,
    /// How many columns the table has.
    pub width: usize,
    /// What the words in the cells mean.
    pub legend: String,
    /// The parent itself, if it publishes reports.
    pub own: Option<MatrixRowView>,
    pub groups: Vec<MatrixGroupView>,
    /// What the last row is called, and how many published of how many who had to.
    pub sum_label: String,
    pub sums: Vec<String>,
    /// Former names, mergers.
    pub notes: Vec<String>,
    /// Where the years are that the table does not show.
    pub older: Option<String>,
    pub comparisons: Vec<YearLinkView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct MatrixFigureView {
    pub label: String,
    pub number: usize,
    pub unit: &'static str,
    pub change: Option<String>,
}

/// Children of one kind.
#[derive(Debug, Serialize)]
pub struct MatrixGroupView {
    /// Null if all children are of one kind.
    pub heading: Option<&'static str>,
    pub rows: Vec<MatrixRowView>,
}

#[derive(Debug, Serialize)]
pub struct MatrixRowView {
    pub name: String,
    pub href: Option<String>,
    pub cells: Vec<MatrixCellView>,
}

/// A report by its date, or the word for none.
#[derive(Debug, Serialize)]
pub struct MatrixCellView {
    pub text: String,
    pub href: Option<String>,
    pub datetime: Option<String>,
    /// 迟, 成文, 草稿.
    pub mark: Option<String>,
    pub missing: bool,
}

#[derive(Debug, Serialize)]
pub struct YearLinkView {
    pub year: u16,
    /// Null for the page itself.
    pub href: Option<String>,
}

const LATE: &str = "迟";
const SIGNED: &str = "成文";
const DRAFT: &str = "草稿";
const UNDATED: &str = "已公开";
const MISSING: &str = "未发布";
const NOT_YET: &str = "未设立";
const NO_MORE: &str = "已撤并";

/// What each word in a cell means.
const MEANINGS: [(&str, &str); 7] = [
    (LATE, "过了期限才公开"),
    (SIGNED, "没有写公开日期，是成文日期"),
    (DRAFT, "还没有公开，只在预览里有"),
    (UNDATED, "报告没有写日期"),
    (MISSING, "本站没有这一年的年报"),
    (NOT_YET, "当年还没有这个单位"),
    (NO_MORE, "当年已经没有这个单位"),
];

/// The most names in one sentence; who else is meant the table shows.
const MOST_NAMES: usize = 20;

/// One page, counted from 1. Linear in the children.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let own = UnitFacts::of(context.unit);
    let children = Children::of(&own, context.children);
    let about = About {
        kind: "matrix",
        title: titled(&format!("{}各单位年报公开情况", own.short_name), page),
        description: titled(
            &format!("{}各单位历年政府信息公开工作年度报告的公开情况。", own.name),
            page,
        ),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: titled("各单位年报", page),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let set = context.config.check.deadline.unwrap_or(DEADLINE);
    view.matrix = Some(MatrixView::of(&children, page, set, &output.path));
    view
}

/// The children of one page, kind by kind.
pub fn by_kind<'c, 'f>(
    children: &'c Children<'f>,
    page: usize,
) -> impl Iterator<Item = (Option<&'static str>, &'c [&'f UnitFacts])> {
    let several = children.units.first().map(|unit| &unit.kind)
        != children.units.last().map(|unit| &unit.kind);
    let groups = children
        .page(page)
        .chunk_by(|one, next| one.kind == next.kind);
    groups.map(move |units| (several.then(|| kind_name(units[0])), units))
}

fn kind_name(unit: &UnitFacts) -> &'static str {
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|kind| Some(kind.id) == unit.kind.as_deref());
    kind.map_or("其他单位", |kind| kind.name)
}

/// 甲、乙和丙, at most so many of them.
pub fn names<'u>(units: impl ExactSizeIterator<Item = &'u UnitFacts>) -> String {
    let count = units.len();
    let names = units.take(MOST_NAMES).map(|unit| unit.short_name.as_str());
    let names = names.collect::<Vec<_>>().join("、");
    match count > MOST_NAMES {
        true => format!("{names}等{count}个单位"),
        false => names,
    }
}

impl MatrixView {
    /// `set` is the month and day of the site's deadline.
    pub fn of(children: &Children<'_>, page: usize, set: (i8, i8), here: &OutPath) -> Self {
        let all: Vec<u16> = children.years().collect();
        let years = &all[..all.len().min(MOST_YEARS)];
        let row = |unit: &UnitFacts| MatrixRowView::of(unit, years, set, here);
        let own = (!children.parent.reports.is_empty()).then(|| MatrixRowView {
            href: None,
            ..row(children.parent)
        });
        let groups = by_kind(children, page).map(|(heading, units)| MatrixGroupView {
            heading,
            rows: units.iter().map(|unit| row(unit)).collect(),
        });
        let groups: Vec<MatrixGroupView> = groups.collect();
        let pages = children.pages();
        let sums = years.iter().map(|year| {
            let tally = children.tally(*year);
            format!("{}／{}", tally.reported.len(), tally.due())
        });
        let notes = children.page(page).iter();
        let notes = notes.filter_map(|unit| note(unit, children, years));
        let comparisons = children
            .compared_years()
            .into_iter()
            .map(|year| YearLinkView {
                year,
                href: Some(here.href(&comparison_of(&children.parent.id, year, 1))),
            });
        Self {
            lead: lead(children, set),
            year: years.first().copied().unwrap_or_default(),
            figures: figures(children, years, set),
            width: years.len() + 1,
            legend: legend(
                own.iter()
                    .chain(groups.iter().flat_map(|group| &group.rows)),
            ),
            own,
            groups,
            sum_label: match pages > 1 {
                true => format!("全部{}个单位已公开／应公开", children.units.len()),
                false => "已公开／应公开".to_owned(),
            },
            sums: sums.collect(),
            notes: notes.collect(),
            older: older(&all, years),
            comparisons: comparisons.collect(),
            pager: PagerView::between(page, pages, here, |page| {
                matrix_of(&children.parent.id, page)
            }),
            years: years.to_vec(),
        }
    }
}

impl MatrixRowView {
    fn of(unit: &UnitFacts, years: &[u16], set: (i8, i8), here: &OutPath) -> Self {
        let cells = years
            .iter()
            .map(|year| match unit.standing(*year) {
                Standing::Reported(report) => reported(unit, report, set, here),
                Standing::Missing => MatrixCellView {
                    missing: true,
                    ..MatrixCellView::word(MISSING)
                },
                Standing::NotYet => MatrixCellView::word(NOT_YET),
                Standing::NoMore => MatrixCellView::word(NO_MORE),
            })
            .collect();
        Self {
            name: unit.short_name.clone(),
            href: unit.publishes.then(|| here.href(&unit.index())),
            cells,
        }
    }
}

impl MatrixCellView {
    fn word(word: &str) -> Self {
        Self {
            text: word.to_owned(),
            href: None,
            datetime: None,
            mark: None,
            missing: false,
        }
    }
}

/// The day of the following year has no year: its column tells.
fn reported(
    unit: &UnitFacts,
    report: &ReportFacts,
    set: (i8, i8),
    here: &OutPath,
) -> MatrixCellView {
    let date = report.day().map(|stamp| stamp.date);
    let text = date.map(
        |date| match i32::from(date.year()) == i32::from(report.year) + 1 {
            true => format!("{:02}-{:02}", date.month(), date.day()),
            false => date.to_string(),
        },
    );
    let late = unit.punctuality(report, set) == Punctuality::Late;
    let signed = report.published.is_none() && date.is_some();
    let marks = [(late, LATE), (signed, SIGNED), (report.draft, DRAFT)];
    let marks = marks
        .into_iter()
        .filter_map(|(is, mark)| is.then_some(mark));
    let marks: Vec<&str> = marks.collect();
    MatrixCellView {
        href: Some(here.href(&report.out)),
        datetime: date.map(|date| date.to_string()),
        mark: (!marks.is_empty()).then(|| marks.join(" ")),
        ..MatrixCellView::word(text.as_deref().unwrap_or(UNDATED))
    }
}

fn lead(children: &Children<'_>, set: (i8, i8)) -> String {
    let parent = children.parent;
    let own = match parent.reports.is_empty() {
        true => format!("{}所属", parent.short_name),
        false => format!("{}和所属", parent.short_name),
    };
    let count = children.units.len();
    format!(
        "{own}{count}个单位历年的政府信息公开工作年度报告。上一年度的报告应当在每年{}前公开。",
        until(children, set)
    )
}

/// The deadlines that the children have: 1月31日, or 1月31日（县级政府3月31日）.
fn until(children: &Children<'_>, set: (i8, i8)) -> String {
    let year = children.years().next().unwrap_or_default();
    let mut days: Vec<((i8, i8), &'static str)> = Vec::new();
    for unit in &children.units {
        let Some(day) = deadline(year, unit.kind.as_deref(), set) else {
            continue;
        };
        let day = (day.month(), day.day());
        if !days.iter().any(|(known, _)| *known == day) {
            days.push((day, kind_name(unit)));
        }
    }
    days.sort_unstable();
    let said = days
        .iter()
        .enumerate()
        .map(|(at, ((month, day), kind))| match at {
            0 => format!("{month}月{day}日"),
            _ => format!("（{kind}{month}月{day}日）"),
        });
    said.collect()
}

/// Of the newest year: who had to publish, who did, who did not, who always did in time.
fn figures(children: &Children<'_>, years: &[u16], set: (i8, i8)) -> Vec<MatrixFigureView> {
    let Some(newest) = years.first() else {
        return Vec::new();
    };
    let tally = children.tally(*newest);
    let reported = tally.reported.iter();
    let punctual = reported.map(|(unit, report)| unit.punctuality(report, set));
    let late = punctual.filter(|one| *one == Punctuality::Late).count();
    let missing = tally.missing.iter().copied();
    let row = &years[..years.len().min(IN_A_ROW)];
    let figure = |label: &str, number, change: Option<String>| MatrixFigureView {
        label: label.to_owned(),
        number,
        unit: "个单位",
        change,
    };
    vec![
        figure("应公开", tally.due(), kinds(&tally)),
        figure(
            "已公开",
            tally.reported.len(),
            (late > 0).then(|| format!("其中{late}个过了期限")),
        ),
        figure(
            MISSING,
            tally.missing.len(),
            (missing.len() > 0).then(|| names(missing)),
        ),
        figure(
            &match row.len() {
                1 => "按时公开".to_owned(),
                years => format!("连续{years}年按时公开"),
            },
            children.always_in_time(row, set),
            row.last()
                .filter(|oldest| *oldest != newest)
                .map(|oldest| format!("{oldest}年度至{newest}年度")),
        ),
    ]
}

/// How many years are looked at for 连续按时公开.
const IN_A_ROW: usize = 5;

/// 部门6个，乡镇4个; `None` if all are of one kind.
fn kinds(tally: &crate::portal::Tally<'_>) -> Option<String> {
    let reported = tally.reported.iter().map(|(unit, _)| *unit);
    let due = reported.chain(tally.missing.iter().copied());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in due.map(kind_name) {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let said = counts
        .iter()
        .map(|(name, count)| format!("{name}{count}个"));
    (counts.len() > 1).then(|| said.collect::<Vec<_>>().join("，"))
}

/// Only words that stand in a cell are explained.
fn legend<'r>(rows: impl Iterator<Item = &'r MatrixRowView>) -> String {
    let cells: Vec<&MatrixCellView> = rows.flat_map(|row| &row.cells).collect();
    let dated = cells.iter().any(|cell| cell.datetime.is_some());
    let used = |word: &str| {
        let mut cells = cells.iter();
        cells.any(|cell| {
            let mark = cell.mark.as_deref().unwrap_or_default();
            cell.text == word || mark.split(' ').any(|mark| mark == word)
        })
    };
    let days = dated.then(|| "格内是公开日期，没有写年份的是下一年的，点开看报告".to_owned());
    let words = MEANINGS.iter().filter(|(word, _)| used(word));
    let words = words.map(|(word, meaning)| format!("“{word}”是{meaning}"));
    let said: Vec<String> = days.into_iter().chain(words).collect();
    format!("{}。", said.join("；"))
}

/// What became of a unit, where the shown years do not explain themselves.
fn note(unit: &UnitFacts, children: &Children<'_>, years: &[u16]) -> Option<String> {
    let place = &unit.place;
    let mut said: Vec<String> = Vec::new();
    let former = place.former_names.iter().map(|former| match former.until {
        Some(year) => format!("{year}年及以前叫{}", former.name),
        None => format!("曾用名{}", former.name),
    });
    said.extend(former);
    let oldest = years.last().copied().unwrap_or_default();
    let began = place.established.as_ref();
    let began = began.filter(|day| day.year() > oldest);
    said.extend(began.map(|day| format!("{}设立", day.chinese())));
    let successor = place.merged_into.as_deref().and_then(|id| {
        let mut units = children.units.iter();
        units.find(|unit| unit.id.as_deref() == Some(id))
    });
    let successor = successor.map(|unit| format!("，并入{}", unit.short_name));
    let ended = place.abolished.as_ref();
    said.extend(ended.map(|day| {
        let into = successor.as_deref().unwrap_or_default();
        format!("{}撤并{into}", day.chinese())
    }));
    (!said.is_empty()).then(|| format!("{}：{}。", unit.short_name, said.join("；")))
}

fn older(all: &[u16], shown: &[u16]) -> Option<String> {
    let (first, last) = (all.last()?, shown.last()?);
    (first != last).then(|| {
        let before = last - 1;
        format!(
            "表里是最近{}年；{first}年至{before}年的年报，点单位名称到各单位的页面看。",
            shown.len()
        )
    })
}
