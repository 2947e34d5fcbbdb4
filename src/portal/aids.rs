//! The pages that help to use a site: where they are, and which units have a map.

use crate::path::OutPath;

use super::addresses::{folder, further, out};
use super::layout::UnitId;
use super::{Front, Unit, UnitFacts};

/// So many units are on one page of a 网站地图, each with all its years: a page stays
/// below 100 KB where all of them have reported since there are reports.
const UNITS: usize = 40;

/// 名词解释 of the site.
pub fn terms_out() -> OutPath {
    out("terms/index.html")
}

/// 无障碍声明 of the site.
pub fn accessibility_out() -> OutPath {
    out("accessibility/index.html")
}

/// One page of the 网站地图 of a unit; page 1 has no number.
pub fn map_of(unit: &UnitId, page: usize) -> OutPath {
    further(&[&folder(unit), "sitemap"].concat(), page)
}

/// How many pages the 网站地图 of a unit with so many children has. There is none where the
/// front page is the list of the reports, which says all; but the site always has one.
pub fn map_pages(unit: &Unit, children: usize) -> usize {
    let has_map = unit.id.is_none() || Front::of(unit, children) == Front::Home;
    match has_map {
        true => children.div_ceil(UNITS).max(1),
        false => 0,
    }
}

/// The units on one page of a map, counted from 1.
pub fn units_on_map<'c, 'f>(units: &'c [&'f UnitFacts], page: usize) -> &'c [&'f UnitFacts] {
    let mut pages = units.chunks(UNITS);
    pages.nth(page.saturating_sub(1)).unwrap_or_default()
}
