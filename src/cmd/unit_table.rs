//! The table at the end of `check`: which units have something to do.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Level};
use crate::path::{SourcePath, unit_of, year_of};
use crate::prose::{cells, padded, printable};
use crate::site::findings::UnitEntry;

/// The most units that are listed; of more, only those with something to do.
const LISTED: usize = 20;
/// The most missing years that are named.
const YEARS: usize = 4;
/// Between two columns.
const GAP: &str = "  ";

/// One unit's line.
struct Line {
    name: String,
    /// Errors, warnings, notices.
    counts: [usize; 3],
    missing: Vec<String>,
}

impl Line {
    /// What makes a unit worse than another.
    fn weight(&self) -> [usize; 3] {
        [self.counts[0], self.counts[1], self.missing.len()]
    }
}

/// The table, for a site of several units. `drafts` are the files of drafts.
/// Of each unit only three counts are kept.
pub fn table<'d>(
    units: &[UnitEntry],
    open: impl Iterator<Item = &'d Diagnostic>,
    drafts: impl Iterator<Item = &'d SourcePath>,
) -> Option<String> {
    if units.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<Option<&str>, [usize; 3]> = BTreeMap::new();
    for one in open {
        let of_unit = counts.entry(unit_of(one.place.file.as_str())).or_default();
        let level = Level::ALL.iter().position(|level| *level == one.level);
        of_unit[level.unwrap_or_default()] += 1;
    }
    let drafts: BTreeSet<(Option<&str>, u16)> = drafts
        .filter_map(|file| Some((unit_of(file.as_str()), year_of(file.as_str())?)))
        .collect();
    let years = || units.iter().flat_map(|unit| &unit.years).copied();
    let span = years().min().zip(years().max());
    let mut lines: Vec<Line> = units
        .iter()
        .map(|unit| Line {
            name: printable(name_of(unit)),
            counts: counts.get(&unit.id.as_deref()).copied().unwrap_or_default(),
            missing: missing(unit, span, &drafts),
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.weight()));
    let has_work = |line: &Line| line.weight() != [0; 3];
    let with_work = lines.iter().filter(|line| has_work(line)).count();
    let shown = match lines.len() <= LISTED {
        true => lines.len(),
        false => with_work.min(LISTED),
    };
    let mut text = rows(&lines[..shown]);
    if shown < with_work {
        text += &format!("另有 {} 个单位有要改、要看或要补的\n", with_work - shown);
    }
    let clean = lines.len() - with_work.max(shown);
    if clean > 0 {
        text += &format!("其余 {clean} 个单位没有要改的\n");
    }
    Some(text)
}

fn name_of(unit: &UnitEntry) -> &str {
    let id = unit.id.as_deref();
    unit.name.as_deref().or(id).unwrap_or("本站")
}

/// The years of a unit up to the newest of the site of which it owes a report and has
/// none; `span` are the oldest and the newest year of the site. They begin with its
/// first report, or with the day on which it was established, if that is stated. The
/// owner may be there only to host the others.
fn missing(
    unit: &UnitEntry,
    span: Option<(u16, u16)>,
    drafts: &BTreeSet<(Option<&str>, u16)>,
) -> Vec<String> {
    let (Some((oldest, newest)), id) = (span, unit.id.as_deref()) else {
        return Vec::new();
    };
    let first = unit.years.iter().min().copied();
    if first.is_none() && id.is_none() {
        return Vec::new();
    }
    let established = unit.place.established.map(|day| day.year().max(oldest));
    let begin = established.into_iter().chain(first).min().unwrap_or(newest);
    let years = (begin..=newest).filter(|year| !unit.years.contains(year));
    let years = years.filter(|year| unit.place.owes(*year));
    years
        .map(|year| match drafts.contains(&(id, year)) {
            true => format!("{year}（草稿）"),
            false => year.to_string(),
        })
        .collect()
}

fn rows(lines: &[Line]) -> String {
    let names = lines.iter().map(|line| cells(&line.name));
    let width = names.max().unwrap_or(0).max(cells("单位"));
    let heads = Level::ALL.map(Level::label);
    let mut text = padded("单位", width);
    for head in heads {
        text += &format!("{GAP}{head}");
    }
    text += &format!("{GAP}缺的年份\n");
    for line in lines {
        text += &padded(&line.name, width);
        for (head, count) in heads.iter().zip(line.counts) {
            text += &format!("{GAP}{count:>0$}", cells(head));
        }
        let more = match line.missing.len() > YEARS {
            true => format!("等 {} 年", line.missing.len()),
            false => String::new(),
        };
        let years = &line.missing[..line.missing.len().min(YEARS)];
        let row_end = format!("{GAP}{}{more}", years.join("、"));
        text += row_end.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};
    use crate::parse::organization::{DayOrYear, UnitPlace};

    fn unit(id: &str, name: &str, years: &[u16]) -> UnitEntry {
        UnitEntry {
            id: (!id.is_empty()).then(|| id.into()),
            name: Some(name.to_owned()),
            years: years.to_vec(),
            place: UnitPlace::default(),
        }
    }

    fn found(id: &str, level: Level) -> Diagnostic {
        let file = format!("content/units/{id}/reports/2025/report.md");
        let file = SourcePath::new(&file).expect("a path");
        Diagnostic::new(&codes::MD04, level, Place::file(&file), "甲")
    }

    #[test]
    fn a_unit_alone_has_no_table() {
        let units = [unit("", "青河县人民政府", &[2025])];
        assert_eq!(table(&units, [].into_iter(), [].into_iter()), None);
    }

    #[test]
    fn the_worst_unit_comes_first_and_columns_are_aligned() {
        let units = [
            unit("", "青河县人民政府", &[2024, 2025]),
            unit("a", "石桥镇", &[2022, 2025]),
            unit("b", "白桥镇人民政府", &[]),
        ];
        let found = [found("a", Level::Error), found("a", Level::Info)];
        let draft = SourcePath::new("content/units/a/reports/2024/report.yaml");
        let draft = draft.expect("a path");
        let table = table(&units, found.iter(), [&draft].into_iter());
        let expected = "\
单位            必须改  建议看  提示  缺的年份
石桥镇               1       0     1  2023、2024（草稿）
白桥镇人民政府       0       0     0  2025
青河县人民政府       0       0     0
";
        assert_eq!(table.as_deref(), Some(expected));
    }

    #[test]
    fn only_years_in_which_the_unit_was_there_are_missing() {
        let place = |established, abolished| UnitPlace {
            established,
            abolished,
            ..UnitPlace::default()
        };
        let (year, day) = (DayOrYear::Year, |text: &str| {
            DayOrYear::Day(text.parse().expect("a day"))
        });
        for (reports, place, expected) in [
            (&[2022][..], place(None, None), "2023 2024 2025"),
            (
                &[2022],
                place(Some(day("2021-12-31")), None),
                "2021 2023 2024 2025",
            ),
            (
                &[2022],
                place(Some(year(1984)), None),
                "2020 2021 2023 2024 2025",
            ),
            (&[2022], place(None, Some(day("2024-02-01"))), "2023"),
            (&[2022], place(None, Some(year(2022))), ""),
            (&[], place(Some(year(2024)), None), "2024 2025"),
            (&[], place(None, Some(year(2025))), ""),
        ] {
            let unit = UnitEntry {
                place,
                ..unit("a", "石桥镇", reports)
            };
            let missing = missing(&unit, Some((2020, 2025)), &BTreeSet::new());
            assert_eq!(missing.join(" "), expected, "{unit:?}");
        }
    }

    #[test]
    fn of_many_units_those_with_work_are_listed_and_the_others_counted() {
        let ids: Vec<String> = (0..3000).map(|at| format!("u{at}")).collect();
        let units: Vec<UnitEntry> = ids.iter().map(|id| unit(id, id, &[2025])).collect();
        let found: Vec<Diagnostic> = ids[..30]
            .iter()
            .map(|id| found(id, Level::Warning))
            .collect();
        let table = table(&units, found.iter(), [].into_iter()).expect("a table");
        assert_eq!(table.lines().count(), 1 + LISTED + 2);
        assert!(
            table.contains("另有 10 个单位有要改、要看或要补的\n"),
            "{table}"
        );
        assert!(table.ends_with("其余 2970 个单位没有要改的\n"), "{table}");
    }
}
