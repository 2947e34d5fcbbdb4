//! What there is in a report, in one sentence.

use crate::form::{Form, SectionKind};

/// The sentence that a report's page, its data and its entry in a feed describe it with.
pub fn summary(title: &str, form: &Form) -> String {
    let sections = form.sections.iter();
    let tables = sections.filter(|section| section.part.is_some());
    let tables: Vec<&str> = tables
        .filter_map(|section| about_tables(section.kind))
        .collect();
    if tables.is_empty() {
        return format!("{title}。");
    }
    format!("{title}，含{}统计表。", tables.join("、"))
}

/// What the tables of a section are about.
fn about_tables(section: SectionKind) -> Option<&'static str> {
    match section {
        SectionKind::Proactive => Some("主动公开"),
        SectionKind::Requests => Some("依申请公开"),
        SectionKind::Disputes => Some("行政复议和行政诉讼"),
        SectionKind::Overview | SectionKind::Problems | SectionKind::Other => None,
    }
}
