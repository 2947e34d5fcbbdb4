//! How `check` and `build` show what was found: by unit and year, in each the
//! errors first, then the warnings, then the notices.

use std::cmp::Ordering;

use crate::diag::terminal::{print_line, print_to_string, summary};
use crate::diag::{Diagnostic, Level};
use crate::path::{SourcePath, unit_of};
use crate::prose::printable;
use crate::site::findings::UnitEntry;
use crate::site::texts::Texts;

use super::console::streams::Stream;

/// What is needed to show findings.
pub struct Findings<'f> {
    pub units: &'f [UnitEntry],
    pub texts: &'f Texts,
    /// Whether notices are shown as the others are, and not on a line a kind.
    pub notices: bool,
}

impl Findings<'_> {
    /// What is said of these diagnostics, group by group under a heading.
    /// Prints one group after the other: a site may have very many.
    pub fn show(&self, mut diagnostics: Vec<&Diagnostic>, stream: &Stream) {
        diagnostics.sort_by(|a, b| in_order(a, b));
        for members in diagnostics.chunk_by(|one, next| group_of(one) == group_of(next)) {
            let group = group_of(members[0]);
            let counts = summary(members.iter().copied());
            let text = self.group(group, members, stream.has_colours());
            stream.text(&format!("{}  {counts}\n{text}\n", self.heading(group)));
        }
    }

    fn group(&self, group: &str, members: &[&Diagnostic], colours: bool) -> String {
        let source = |file: &SourcePath| self.texts.get(file);
        told(
            members,
            self.notices,
            &|full| print_to_string(full.iter().copied(), &source, colours),
            &|one, more| print_line(one, group, more, &source),
        )
    }

    /// What the report in a folder is called, else the group itself.
    fn heading(&self, group: &str) -> String {
        let id = unit_of(group);
        let at = self
            .units
            .binary_search_by(|unit| unit.id.as_deref().cmp(&id));
        let unit = at.ok().map(|at| &self.units[at]);
        let name = unit.and_then(|unit| unit.name.as_deref());
        let year = group.rsplit_once("reports/").map(|(_, year)| year);
        match (name, year) {
            (Some(name), Some(year)) => printable(&format!("{name} {year} 年年报")),
            _ => printable(group),
        }
    }
}

/// What is said of findings: each in full, but for notices, of which each kind takes one
/// line with the number of the others, unless all are asked for.
pub fn told(
    members: &[&Diagnostic],
    notices: bool,
    full: &dyn Fn(&[&Diagnostic]) -> String,
    line: &dyn Fn(&Diagnostic, usize) -> String,
) -> String {
    let is_full = |one: &&Diagnostic| notices || one.level != Level::Info;
    let (in_full, short): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        members.iter().copied().partition(is_full);
    let mut text = full(&in_full);
    let mut told: Vec<&str> = Vec::new();
    for one in &short {
        let id = one.code.id;
        if !told.contains(&id) {
            told.push(id);
            let same = short.iter().filter(|other| other.code.id == id).count();
            text += &line(one, same - 1);
        }
    }
    text
}

/// The folder of the report that a finding is about, else its file.
fn group_of(diagnostic: &Diagnostic) -> &str {
    let file = diagnostic.place.file.as_str();
    match file.rsplit_once('/') {
        Some((folder, _)) if folder.contains("reports/") => folder,
        _ => file,
    }
}

/// `site.toml` first, since all else hangs on it; then the owner, then unit by
/// unit and year by year. What is alike stays in reading order.
fn in_order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |one: &Diagnostic| {
        let file = one.place.file.as_str();
        file.starts_with("content/")
    };
    let files = |one: &Diagnostic| one.place.span.as_ref().map_or(0, |span| span.start);
    let (file_a, file_b) = (a.place.file.as_str(), b.place.file.as_str());
    key(a)
        .cmp(&key(b))
        .then_with(|| unit_of(file_a).cmp(&unit_of(file_b)))
        .then_with(|| group_of(a).cmp(group_of(b)))
        .then_with(|| a.level.cmp(&b.level))
        .then_with(|| file_a.cmp(file_b))
        .then_with(|| files(a).cmp(&files(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, codes};

    fn found(file: &str, level: Level, start: usize) -> Diagnostic {
        let file = SourcePath::new(file).expect("a path");
        Diagnostic::new(&codes::MD04, level, Place::span(&file, start..start), "甲")
    }

    #[test]
    fn errors_come_first_in_each_year_of_each_unit() {
        let files = [
            ("content/units/a/reports/2024/report.md", Level::Info, 0),
            ("content/units/a/reports/2024/report.md", Level::Error, 9),
            ("content/units/a/reports/2024/report.yaml", Level::Error, 1),
            ("content/reports/2025/report.md", Level::Warning, 2),
            ("content/reports/2024/report.md", Level::Info, 3),
            ("templates/base.html", Level::Error, 0),
            ("site.toml", Level::Warning, 4),
        ];
        let mut found: Vec<Diagnostic> = files
            .iter()
            .map(|(file, level, start)| found(file, *level, *start))
            .collect();
        found.sort_by(in_order);
        let order = found.iter().map(|one| {
            let start = one.place.span.clone().map_or(0, |span| span.start);
            (one.place.file.as_str(), start)
        });
        let expected = [
            ("site.toml", 4),
            ("templates/base.html", 0),
            ("content/reports/2024/report.md", 3),
            ("content/reports/2025/report.md", 2),
            ("content/units/a/reports/2024/report.md", 9),
            ("content/units/a/reports/2024/report.yaml", 1),
            ("content/units/a/reports/2024/report.md", 0),
        ];
        assert_eq!(order.collect::<Vec<_>>(), expected);
    }
}
