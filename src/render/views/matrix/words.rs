//! What the matrix says in sentences.

use crate::portal::{Children, UnitFacts, deadline};
use crate::render::views::kinds::kind_name;

use super::{
    DRAFT, LATE, MISSING, MatrixCellView, MatrixRowView, NO_MORE, NOT_YET, SIGNED, UNDATED,
};

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

pub fn lead(children: &Children<'_>, set: (i8, i8)) -> String {
    let parent = &children.parent;
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

/// Only words that stand in a cell are explained.
pub fn legend<'r>(rows: impl Iterator<Item = &'r MatrixRowView>) -> String {
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
pub fn note(unit: &UnitFacts, children: &Children<'_>, years: &[u16]) -> Option<String> {
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
    let successor = place.merged_into.as_deref();
    let successor = successor.and_then(|id| children.find(id));
    let successor = successor.map(|unit| format!("，并入{}", unit.short_name));
    let ended = place.abolished.as_ref();
    said.extend(ended.map(|day| {
        let into = successor.as_deref().unwrap_or_default();
        format!("{}撤并{into}", day.chinese())
    }));
    (!said.is_empty()).then(|| format!("{}：{}。", unit.short_name, said.join("；")))
}

pub fn older(all: &[u16], shown: &[u16]) -> Option<String> {
    let (first, last) = (all.last()?, shown.last()?);
    (first != last).then(|| {
        let before = last - 1;
        format!(
            "表里是最近{}年；{first}年至{before}年的年报，点单位名称到各单位的页面看。",
            shown.len()
        )
    })
}
