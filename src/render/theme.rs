//! The default theme, embedded: the very files of the repository's
//! `templates/`, so that example, theme and starter can never differ.

use crate::path::SourcePath;

/// Each file's name below `templates/`, and its text.
pub static THEME: &[(&str, &str)] = &[
    ("404.html", include_str!("../../templates/404.html")),
    (
        "accessibility.html",
        include_str!("../../templates/accessibility.html"),
    ),
    ("base.html", include_str!("../../templates/base.html")),
    (
        "components/attachments.html",
        include_str!("../../templates/components/attachments.html"),
    ),
    (
        "components/changes.html",
        include_str!("../../templates/components/changes.html"),
    ),
    (
        "components/compare_cells.html",
        include_str!("../../templates/components/compare_cells.html"),
    ),
    (
        "components/compare_table.html",
        include_str!("../../templates/components/compare_table.html"),
    ),
    (
        "components/contents.html",
        include_str!("../../templates/components/contents.html"),
    ),
    (
        "components/date.html",
        include_str!("../../templates/components/date.html"),
    ),
    (
        "components/details_list.html",
        include_str!("../../templates/components/details_list.html"),
    ),
    (
        "components/downloads.html",
        include_str!("../../templates/components/downloads.html"),
    ),
    (
        "components/figures.html",
        include_str!("../../templates/components/figures.html"),
    ),
    (
        "components/glance.html",
        include_str!("../../templates/components/glance.html"),
    ),
    (
        "components/latest.html",
        include_str!("../../templates/components/latest.html"),
    ),
    (
        "components/matrix_row.html",
        include_str!("../../templates/components/matrix_row.html"),
    ),
    (
        "components/own.html",
        include_str!("../../templates/components/own.html"),
    ),
    (
        "components/pager.html",
        include_str!("../../templates/components/pager.html"),
    ),
    (
        "components/search_box.html",
        include_str!("../../templates/components/search_box.html"),
    ),
    (
        "components/stat_table.html",
        include_str!("../../templates/components/stat_table.html"),
    ),
    (
        "components/validity.html",
        include_str!("../../templates/components/validity.html"),
    ),
    ("compare.html", include_str!("../../templates/compare.html")),
    (
        "corrections.html",
        include_str!("../../templates/corrections.html"),
    ),
    ("home.html", include_str!("../../templates/home.html")),
    ("index.html", include_str!("../../templates/index.html")),
    ("list.html", include_str!("../../templates/list.html")),
    ("leave.html", include_str!("../../templates/leave.html")),
    ("matrix.html", include_str!("../../templates/matrix.html")),
    ("moved.html", include_str!("../../templates/moved.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("report.html", include_str!("../../templates/report.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("search.js", include_str!("../../templates/search.js")),
    ("sitemap.html", include_str!("../../templates/sitemap.html")),
    ("site.css", include_str!("../../templates/site.css")),
    ("site.js", include_str!("../../templates/site.js")),
    ("terms.html", include_str!("../../templates/terms.html")),
    ("years.html", include_str!("../../templates/years.html")),
    ("data.html", include_str!("../../templates/data.html")),
];

/// The name of a site's own style that stands behind the theme's.
pub const EXTRA: &str = "extra.css";

/// The folder name under which the embedded templates can always be reached,
/// so that a site's `report.html` can extend `default/report.html`.
pub const PREFIX: &str = "default/";

/// The file of a template.
pub fn template_file(name: &str) -> SourcePath {
    let file = SourcePath::new(&format!("templates/{name}"));
    file.or(SourcePath::new("templates"))
        .expect("a fixed name is a valid path")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_template_of_the_repository_is_embedded() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let files = walkdir::WalkDir::new(root)
            .into_iter()
            .filter_map(Result::ok);
        let names = files
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| {
                let name = entry
                    .path()
                    .strip_prefix(root)
                    .ok()?
                    .to_str()?
                    .replace('\\', "/");
                (!name.ends_with(".yaml")).then_some(name)
            });
        let embedded = THEME.iter().map(|(name, _)| (*name).to_owned());
        let names: BTreeSet<String> = names.collect();
        assert_eq!(names, embedded.collect::<BTreeSet<String>>());
    }
}
