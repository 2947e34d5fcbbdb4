//! What is to be said of the children in one year. The sentences are patterns: what they
//! say follows from the numbers alone, and what is not known is not spoken of.

use crate::form::Measure;
use crate::portal::UnitFacts;
use crate::render::views::measures::line_of;
use crate::report::{Figure, Total, share};

use super::reports::YearReports;

/// How many are named as those with the most requests.
const MOST: usize = 3;

/// How many names a sentence may have; more are counted.
const NAMES: usize = 6;

/// A unit with what it received.
type Received<'f> = (&'f UnitFacts, Figure);

pub fn points(reports: &YearReports<'_>) -> Vec<String> {
    let received = line_of(Measure::Received);
    let stated = reports.tally.reported.iter();
    let stated = stated.filter_map(|(unit, report)| {
        let figure = received.figure(&report.figures)?;
        Some((*unit, figure))
    });
    let stated: Vec<Received<'_>> = stated.collect();
    let silent = reports.tally.reported.iter();
    let silent = silent.filter(|(_, report)| received.figure(&report.figures).is_none());
    let silent: Vec<&UnitFacts> = silent.map(|(unit, _)| *unit).collect();
    let points = [
        Some(all(reports)),
        most(&stated),
        none(&stated),
        without_a_number(&silent),
        missing(&reports.tally.missing),
    ];
    points.into_iter().flatten().collect()
}

fn all(reports: &YearReports<'_>) -> String {
    let count = reports.reported();
    let total = |measure, name: &str| {
        let total = reports.total(line_of(measure))?;
        let of = match total.count == count {
            true => String::new(),
            false => format!("（{}个单位的）", total.count),
        };
        Some(format!("{name}{}件{of}", total.sum))
    };
    let totals = [
        total(Measure::Received, "新收申请"),
        total(Measure::Concluded, "办结"),
    ];
    let totals: Vec<String> = totals.into_iter().flatten().collect();
    match totals.is_empty() {
        true => format!("{count}个单位公开了年报。"),
        false => format!("{count}个单位公开了年报，合计{}。", totals.join("、")),
    }
}

/// Those with the most requests, as many as stand apart from the others.
fn most(stated: &[Received<'_>]) -> Option<String> {
    let mut ranked = stated.to_vec();
    ranked.sort_by_key(|(_, figure)| std::cmp::Reverse(*figure));
    let apart = |count: &usize| {
        let (last, next) = (ranked.get(count - 1), ranked.get(*count));
        last.zip(next).is_some_and(|(last, next)| last.1 > next.1)
    };
    let count = (1..=MOST).rev().find(apart)?;
    let first = &ranked[..count];
    let sum = |some: &[Received<'_>]| Total::of(some.iter().map(|(_, figure)| Some(*figure)));
    let part = share(sum(first)?.sum, sum(&ranked)?.sum)?;
    let named = first
        .iter()
        .map(|(unit, figure)| format!("{}（{figure}件）", unit.short_name));
    let named: Vec<String> = named.collect();
    let together = match count {
        1 => "",
        2 => "两家",
        _ => "三家",
    };
    Some(format!(
        "申请最多的是{}，{together}占合计的{part}。",
        named.join("、")
    ))
}

/// Those without any request.
fn none(stated: &[Received<'_>]) -> Option<String> {
    let none = stated.iter().filter(|(_, figure)| figure.is_zero());
    let none: Vec<&UnitFacts> = none.map(|(unit, _)| *unit).collect();
    match none.len() {
        0 => None,
        count if count == stated.len() && count > 1 => {
            Some(format!("{count}个单位都没有收到申请。"))
        }
        _ => Some(format!("{}没有收到申请。", named(&none))),
    }
}

fn without_a_number(silent: &[&UnitFacts]) -> Option<String> {
    (!silent.is_empty()).then(|| format!("{}的年报没有写新收申请的件数，合计不含。", named(silent)))
}

fn missing(missing: &[&UnitFacts]) -> Option<String> {
    (!missing.is_empty()).then(|| format!("{}没有发布年报，合计不含。", named(missing)))
}

/// The names, or how many they are.
fn named(units: &[&UnitFacts]) -> String {
    let names = units.iter().map(|unit| unit.short_name.as_str());
    match units.len() > NAMES {
        true => format!("{}个单位", units.len()),
        false => names.collect::<Vec<_>>().join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::OutPath;
    use crate::portal::{Children, ReportFacts};
    use crate::report::Figures;

    /// A unit that received so many requests; `None` if its report does not say.
    fn unit(name: &str, received: Option<i64>) -> UnitFacts {
        let figures = Figures::of(|measure| {
            let received = received.filter(|_| measure == Measure::Received);
            received.map(Figure::from)
        });
        UnitFacts {
            id: Some(name.to_owned()),
            short_name: name.to_owned(),
            reports: vec![ReportFacts {
                year: 2024,
                form: "2021".to_owned(),
                title: String::new(),
                out: OutPath::new("reports/2024/index.html").expect("a path"),
                published: None,
                signed: None,
                draft: false,
                figures,
            }],
            ..UnitFacts::default()
        }
    }

    fn said(units: &[UnitFacts]) -> Vec<String> {
        let units: Vec<&UnitFacts> = units.iter().collect();
        let children = Children::of(UnitFacts::default(), &units);
        points(&YearReports::of(&children, 2024, false))
    }

    #[test]
    fn those_with_the_most_are_named_with_their_part() {
        let received = [31, 27, 14, 6, 0];
        let units = ["甲", "乙", "丙", "丁", "戊"].into_iter().zip(received);
        let units: Vec<UnitFacts> = units.map(|(name, count)| unit(name, Some(count))).collect();
        assert_eq!(
            said(&units),
            [
                "5个单位公开了年报，合计新收申请78件。",
                "申请最多的是甲（31件）、乙（27件）、丙（14件），三家占合计的92.3%。",
                "戊没有收到申请。",
            ]
        );
    }

    #[test]
    fn those_who_are_level_are_named_together_or_not_at_all() {
        let of = |received: &[i64]| {
            let units = received.iter().enumerate();
            let units: Vec<UnitFacts> = units
                .map(|(at, count)| unit(&format!("单位{at}"), Some(*count)))
                .collect();
            said(&units)[1..].to_vec()
        };
        assert_eq!(of(&[5, 5, 5, 5]), [""; 0]);
        assert_eq!(
            of(&[3, 9, 3, 3]),
            ["申请最多的是单位1（9件），占合计的50.0%。"]
        );
        assert_eq!(of(&[0, 0]), ["2个单位都没有收到申请。"]);
    }

    #[test]
    fn what_is_not_known_is_not_counted_and_said_to_be_left_out() {
        let mut missing = unit("丙", None);
        missing.reports.clear();
        let units = [unit("甲", Some(4)), unit("乙", None), missing];
        assert_eq!(
            said(&units),
            [
                "2个单位公开了年报，合计新收申请4件（1个单位的）。",
                "乙的年报没有写新收申请的件数，合计不含。",
                "丙没有发布年报，合计不含。",
            ]
        );
        let silent = [unit("甲", None)];
        assert_eq!(said(&silent)[0], "1个单位公开了年报。");
    }
}
