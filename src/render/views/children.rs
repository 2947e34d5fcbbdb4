//! The children of a unit, in groups of one kind.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::{Children, PER_PAGE, Standing, UnitFacts};

use super::kinds::in_kinds;
use super::names::marked;
use super::parts::{DateView, PagerView};

/// So many children are shown on one page before there are several.
const AT_ONCE: usize = 60;

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
    /// Whether it owes the report.
    pub missing: bool,
}

impl ChildrenView {
    /// One page of them, counted from 1; `None` if there are none. Linear in them.
    pub fn of(children: &Children<'_>, page: usize, here: &OutPath) -> Option<Self> {
        let year = children.years().next();
        let all = children.units.len();
        let on_one = page == 1 && all <= AT_ONCE;
        let shown = match on_one {
            true => &children.units[..],
            false => children.page(page),
        };
        let groups = in_kinds(children, shown).map(|(heading, units)| ChildGroupView {
            heading,
            units: units.iter().map(|one| child(one, year, here)).collect(),
        });
        let groups = groups.collect();
        let (pages, first) = (all.div_ceil(PER_PAGE), children.parent.index());
        let pager = PagerView::of(page, pages, here, &first).filter(|_| !on_one);
        (all > 0).then_some(Self {
            year,
            groups,
            pager,
        })
    }
}

fn child(unit: &UnitFacts, year: Option<u16>, here: &OutPath) -> ChildView {
    let standing = year.map(|year| unit.standing(year));
    let report = match standing {
        Some(Standing::Reported(report)) => Some(report),
        _ => None,
    };
    ChildView {
        name: marked(&unit.short_name, report.is_some_and(|report| report.draft)),
        href: unit.publishes.then(|| here.href(&unit.index())),
        date: report.and_then(|report| report.day()).map(DateView::iso),
        missing: matches!(standing, Some(Standing::Missing)),
        word: match standing {
            Some(Standing::Missing) => Some("未发布"),
            Some(Standing::NotYet) => Some("未设立"),
            Some(Standing::NoMore) => Some("已撤并"),
            Some(Standing::Reported(_)) | None => None,
        },
    }
}
