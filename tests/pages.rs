//! Every kind of page of `tests/fixtures/portal`, as it was kept in
//! `tests/golden`: the `<main>` of a page, all of any other text.

mod common;

use std::path::Path;

use common::golden::{changed, difference};
use common::{TestSite, tree};

/// What is kept, and the template that makes it.
const KEPT: [(&str, &str); 9] = [
    ("index.html", "index.html"),
    ("units/qinghe/index.html", "index.html"),
    // A report of each form.
    ("reports/2018/index.html", "report.html"),
    ("reports/2019/index.html", "report.html"),
    ("reports/2024/index.html", "report.html"),
    ("disclosure/organization/duties.html", "page.html"),
    ("policies/index.html", "list.html"),
    ("404.html", "404.html"),
    ("sitemap.xml", ""),
];

fn fixture() -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal");
    for (name, bytes) in tree(&folder) {
        site.write(&name, bytes);
    }
    site
}

/// The `<main>` of a page, else all of a text, with a line for each tag.
fn lines(text: &str) -> String {
    let main = text.find("<main").zip(text.find("</main>"));
    let main = main.map_or(text, |(start, end)| &text[start..end + "</main>".len()]);
    main.trim_end()
        .replace("><", ">\n<")
        .replace("> <", ">\n <")
        + "\n"
}

#[test]
fn pages_are_as_they_were_kept() {
    let site = fixture();
    site.publish_by_force();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let differences = KEPT.iter().filter_map(|(name, _)| {
        let file = kept.join(name.replace('/', "-"));
        difference(&file, &lines(&site.page(name)))
    });
    let differences: Vec<String> = differences.collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn a_page_of_every_template_is_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let names = tree(&folder).into_keys();
    let made = names.filter(|name| name.ends_with(".html") && !name.contains('/'));
    let mut made: Vec<String> = made.filter(|name| name != "base.html").collect();
    assert!(made.len() > 4, "{made:?}");
    made.retain(|name| KEPT.iter().all(|(_, template)| template != name));
    assert!(made.is_empty(), "no page of these is kept: {made:?}");
}

#[test]
fn a_difference_is_shown_line_by_line() {
    assert_eq!(
        changed("a\nb\nc\nd", "a\nb\nx\ny\nd"),
        "@ line 3\n  b\n- c\n+ x\n+ y\n  d\n"
    );
    assert_eq!(changed("", "a\n"), "@ line 1\n+ a\n");
    assert_eq!(changed("a\na\na", "a\na"), "@ line 3\n  a\n- a\n");
}
