//! The pages of the guide, as they are in the repository.

/// A page as it is embedded.
pub(super) struct Page {
    /// The name of its file, without `.md`.
    pub name: &'static str,
    /// The command that it is about.
    pub command: Option<&'static str>,
    pub language: &'static str,
    pub text: &'static str,
}

const fn chinese(name: &'static str, text: &'static str) -> Page {
    Page {
        name,
        command: None,
        language: "zh-CN",
        text,
    }
}

const fn about(command: &'static str, page: Page) -> Page {
    Page {
        command: Some(command),
        ..page
    }
}

/// The name of the page that lists all others.
pub(super) const INDEX: &str = "README";

/// The page of all others; its numbered list gives their order.
pub(super) const INDEX_TEXT: &str = include_str!("../../docs/guide/README.md");

/// The name of the reference of the rules, which the program generates.
pub(super) const RULES: &str = "rules";

/// Every other page. A hundred kilobytes, a third of that in a zip, and half a percent of
/// the program: not worth a decompressor.
pub(super) const PAGES: [Page; 18] = [
    chinese("1-install", include_str!("../../docs/guide/1-install.md")),
    about(
        "init",
        chinese(
            "2-first-report",
            include_str!("../../docs/guide/2-first-report.md"),
        ),
    ),
    chinese("3-tables", include_str!("../../docs/guide/3-tables.md")),
    chinese("4-text", include_str!("../../docs/guide/4-text.md")),
    about(
        "serve",
        chinese("5-preview", include_str!("../../docs/guide/5-preview.md")),
    ),
    about(
        "check",
        chinese("6-check", include_str!("../../docs/guide/6-check.md")),
    ),
    about(
        "build",
        chinese(
            "7-build-and-publish",
            include_str!("../../docs/guide/7-build-and-publish.md"),
        ),
    ),
    about(
        "new",
        chinese(
            "8-next-year",
            include_str!("../../docs/guide/8-next-year.md"),
        ),
    ),
    chinese("9-county", include_str!("../../docs/guide/9-county.md")),
    chinese(
        "10-troubles",
        include_str!("../../docs/guide/10-troubles.md"),
    ),
    about(
        "theme",
        chinese("11-theme", include_str!("../../docs/guide/11-theme.md")),
    ),
    chinese("12-columns", include_str!("../../docs/guide/12-columns.md")),
    about(
        "import",
        chinese("13-import", include_str!("../../docs/guide/13-import.md")),
    ),
    about(
        "export",
        chinese("14-export", include_str!("../../docs/guide/14-export.md")),
    ),
    chinese("15-embed", include_str!("../../docs/guide/15-embed.md")),
    about(
        "correct",
        chinese(
            "16-corrections",
            include_str!("../../docs/guide/16-corrections.md"),
        ),
    ),
    chinese(
        "report-yaml",
        include_str!("../../docs/reference/report-yaml.md"),
    ),
    Page {
        name: "templates",
        command: None,
        language: "en",
        text: include_str!("../../docs/reference/templates.md"),
    },
];

/// The page that a link between files leads to, if it leads to one.
pub(super) fn page_name(target: &str) -> Option<&str> {
    let (file, _) = target.split_once('#').unwrap_or((target, ""));
    let name = file.rsplit('/').next()?;
    name.strip_suffix(".md")
}
