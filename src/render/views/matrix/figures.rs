//! The newest year in figures.

use crate::portal::{Children, Punctuality, Tally, UnitFacts};
use crate::render::views::kinds::kind_name;

use super::{MISSING, MatrixFigureView};

/// The most names in one sentence; who else is meant the table shows.
const MOST_NAMES: usize = 20;

/// How many years are looked at for 连续按时公开.
const IN_A_ROW: usize = 5;

/// 甲、乙和丙, at most so many of them.
fn names<'u>(units: impl ExactSizeIterator<Item = &'u UnitFacts>) -> String {
    let count = units.len();
    let names = units.take(MOST_NAMES).map(|unit| unit.short_name.as_str());
    let names = names.collect::<Vec<_>>().join("、");
    match count > MOST_NAMES {
        true => format!("{names}等{count}个单位"),
        false => names,
    }
}

/// Of the newest year: who had to publish, who did, who did not, who always did in time.
pub fn figures(children: &Children<'_>, years: &[u16], set: (i8, i8)) -> Vec<MatrixFigureView> {
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

/// 部门6个，乡镇4个; `None` if all are of one kind.
fn kinds(tally: &Tally<'_>) -> Option<String> {
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
