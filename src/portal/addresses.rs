//! Where the pages of a unit are published.

use crate::form::Form;
use crate::path::{OutPath, SourcePath};

use super::layout::UnitId;

/// The address of a page: its content path with `.html`.
pub(super) fn page_out(file: &SourcePath) -> OutPath {
    let path = file.as_str();
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let stem = inside.strip_suffix(".md").unwrap_or(inside);
    out(&format!("{stem}.html"))
}

/// The front page of a unit.
pub fn index_of(unit: &UnitId) -> OutPath {
    out(&[&folder(unit), "index.html"].concat())
}

/// The page that sets the years of a unit side by side, which is there where two reports
/// or more, of these forms, have numbers.
pub(super) fn years_of(
    unit: &UnitId,
    forms: impl Iterator<Item = &'static Form>,
) -> Option<OutPath> {
    let compared = forms.filter(|form| form.has_measures()).count() >= 2;
    compared.then(|| out(&[&folder(unit), "years.html"].concat()))
}

/// How many entries one page of a list shows, so that no page grows with the site.
pub const PER_PAGE: usize = 50;

/// How many pages this many entries take; a list without entries has one as well.
pub fn pages_of(entries: usize) -> usize {
    entries.div_ceil(PER_PAGE).max(1)
}

/// The address of one page of a list that begins at `first`: page 1 keeps it, the
/// others are `page-2.html` and so on beside it.
pub fn numbered(first: &OutPath, page: usize) -> OutPath {
    if page == 1 {
        return first.clone();
    }
    beside(first, &format!("page-{page}.html"))
}

/// The address of a file of this name beside a page.
pub fn beside(page: &OutPath, name: &str) -> OutPath {
    let path = page.as_str();
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    out(&[folder, name].concat())
}

/// One page of the table of a unit's children by years; page 1 has no number.
pub fn matrix_of(unit: &UnitId, page: usize) -> OutPath {
    further(&[&folder(unit), "matrix"].concat(), page)
}

/// One page of the comparison of a unit's children in one year.
pub fn comparison_of(unit: &UnitId, year: u16, page: usize) -> OutPath {
    further(&format!("{}compare/{year}", folder(unit)), page)
}

/// `stem.html`, and after it `stem-2.html` and so on.
pub(super) fn further(stem: &str, page: usize) -> OutPath {
    match page {
        1 => out(&format!("{stem}.html")),
        page => out(&format!("{stem}-{page}.html")),
    }
}

/// The page where readers search the site.
pub fn search_page() -> OutPath {
    out("search/index.html")
}

/// The script of that page.
pub fn search_script() -> OutPath {
    out("search/search.js")
}

/// The page of a unit's report.
pub(super) fn report_out(unit: &UnitId, year: u16) -> OutPath {
    out(&format!("{}reports/{year}/index.html", folder(unit)))
}

/// The page of a version of it that was superseded.
pub(super) fn version_out(unit: &UnitId, year: u16, version: u16) -> OutPath {
    out(&format!(
        "{}reports/{year}/v{version}/index.html",
        folder(unit)
    ))
}

/// One page of the list of a unit's corrections.
pub fn corrections_of(unit: &UnitId, page: usize) -> OutPath {
    let first = out(&[&folder(unit), "corrections/index.html"].concat());
    numbered(&first, page)
}

/// The folder of a unit's output, empty or with a slash at its end.
pub fn folder(unit: &UnitId) -> String {
    unit.as_ref()
        .map_or(String::new(), |id| ["units/", id, "/"].concat())
}

/// An output path that is made from checked ids and years only.
pub(super) fn out(path: &str) -> OutPath {
    OutPath::new(path).expect("ids and years make no climbing path")
}
