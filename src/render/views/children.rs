//! The children of a unit, in groups of one kind.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::{PER_PAGE, UnitFacts};

use super::names::marked;
use super::parts::{DateView, PagerView};

/// So many children are shown on one page before there are several.
const AT_ONCE: usize = 60;

/// The groups in the order in which they stand, each with the kinds in it.
const GROUPS: [(&str, &[&str]); 5] = [
    ("政府部门", &["department"]),
    ("省级政府", &["province"]),
    ("市级政府", &["city"]),
    ("县级政府", &["county"]),
    ("乡镇、街道", &["township", "subdistrict"]),
];

/// What all others are called beside these.
const OTHERS: &str = "其他单位";

#[derive(Debug, Serialize)]
pub struct ChildrenView {
    /// The year of the newest report, which is looked for in all of them; null if
    /// there is no report yet.
    pub year: Option<u16>,
    pub groups: Vec<ChildGroupView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct ChildGroupView {
    /// Null if all children are of one group.
    pub heading: Option<&'static str>,
    pub units: Vec<ChildView>,
}

#[derive(Debug, Serialize)]
pub struct ChildView {
    pub name: String,
    /// Null if it has published nothing.
    pub href: Option<String>,
    /// When its report of the year was published, or was signed if only that is known.
    pub date: Option<DateView>,
    /// What there is instead of a date: 未发布, 未设立, 已撤并.
    pub word: Option<&'static str>,
}

impl ChildrenView {
    /// One page of them, counted from 1; `None` if there are none. Linear in them.
    pub fn of(
        children: &[&UnitFacts],
        page: usize,
        here: &OutPath,
        first: &OutPath,
    ) -> Option<Self> {
        let year = newest_year(children.iter().copied());
        let all = children.len();
        let on_one = page == 1 && all <= AT_ONCE;
        let shown = match on_one {
            true => 0..all,
            false => (page - 1) * PER_PAGE..page * PER_PAGE,
        };
        let grouped = grouped(children);
        let several = grouped.len() > 1;
        let mut before = 0;
        let mut groups = Vec::new();
        for (heading, units) in grouped {
            let place = |bound: usize| bound.clamp(before, before + units.len()) - before;
            let units_shown = &units[place(shown.start)..place(shown.end)];
            if !units_shown.is_empty() {
                groups.push(ChildGroupView {
                    heading: several.then_some(heading),
                    units: units_shown
                        .iter()
                        .map(|one| child(one, year, here))
                        .collect(),
                });
            }
            before += units.len();
        }
        let pages = all.div_ceil(PER_PAGE);
        let pager = PagerView::of(page, pages, here, first).filter(|_| !on_one);
        (all > 0).then_some(Self {
            year,
            groups,
            pager,
        })
    }
}

/// The year of the newest report of all these units.
fn newest_year<'u>(units: impl Iterator<Item = &'u UnitFacts>) -> Option<u16> {
    let newest = units.filter_map(|unit| unit.reports.last());
    newest.map(|report| report.year).max()
}

/// The units in their groups, which have at least one each; in a group they keep
/// their order. Linear.
pub fn grouped<'u>(units: &[&'u UnitFacts]) -> Vec<(&'static str, Vec<&'u UnitFacts>)> {
    let names = GROUPS.iter().map(|(name, _)| *name).chain([OTHERS]);
    let mut groups: Vec<(&str, Vec<&UnitFacts>)> = names.map(|name| (name, Vec::new())).collect();
    for unit in units {
        let kind = unit.kind.as_deref();
        let holds = |kinds: &[&str]| kind.is_some_and(|kind| kinds.contains(&kind));
        let at = GROUPS.iter().position(|(_, kinds)| holds(kinds));
        groups[at.unwrap_or(GROUPS.len())].1.push(unit);
    }
    groups.retain(|(_, units)| !units.is_empty());
    groups
}

fn child(unit: &UnitFacts, year: Option<u16>, here: &OutPath) -> ChildView {
    let report = year.and_then(|year| unit.report(year));
    ChildView {
        name: marked(&unit.short_name, report.is_some_and(|report| report.draft)),
        href: unit.publishes.then(|| here.href(&unit.index())),
        date: report.and_then(|report| report.day()).map(DateView::iso),
        word: match (report, year) {
            (None, Some(year)) => Some(missing(unit, year)),
            _ => None,
        },
    }
}

/// Why a unit has no report of a year.
pub fn missing(unit: &UnitFacts, year: u16) -> &'static str {
    let year = i32::from(year);
    let place = &unit.place;
    let is = |stamp: &Option<crate::parse::date::Stamp>, holds: fn(i32, i32) -> bool| {
        let stated = stamp.as_ref().map(|stamp| i32::from(stamp.date.year()));
        stated.is_some_and(|stated| holds(stated, year))
    };
    if is(&place.established, |from, year| from > year) {
        "未设立"
    } else if is(&place.abolished, |to, year| to <= year) {
        "已撤并"
    } else {
        "未发布"
    }
}
