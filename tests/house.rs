//! The house rules of `docs/architecture.md`. Every check proves on a bad
//! snippet that it can fail before it judges the house.

// It reads the source and nothing else, which is the same on every system.
#![cfg(not(windows))]

#[path = "house/bans.rs"]
mod bans;
#[path = "house/circles.rs"]
mod circles;
#[path = "house/rooms.rs"]
mod rooms;
#[path = "house/source.rs"]
mod source;

use gongkai::form::FORMS;

use bans::{BANS, banned, names_cells};
use circles::{circles, uses};
use rooms::{arrows, table};
use source::{Source, code, files, long_functions, sources, strings, texts};

/// Where we happen to work; in two pieces, so that this file is no finding.
const HERE: [&str; 3] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
];
const LONGEST: usize = 400;
/// Of a function in `src/`; a test may list more cases.
const LONGEST_FN: usize = 60;

/// What is wrong with one file as a text.
fn untidy(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let rust = path.ends_with(".rs") && (path.starts_with("src/") || path.starts_with("tests/"));
    let lines = text.lines().count();
    if rust && lines > LONGEST {
        faults.push(format!(
            "{path}: {lines} lines; past {LONGEST}, look for the second noun"
        ));
    }
    // Attachments are somebody's files and are published byte for byte.
    if text.contains("\r\n") && !path.contains("/files/") {
        faults.push(format!("{path}: lines end in CRLF"));
    }
    let here = HERE.iter().filter(|here| text.contains(**here));
    faults.extend(here.map(|here| format!("{path}: names `{here}`, a place on one machine")));
    faults
}

/// The fields of the structs that templates see.
fn fields(views: &str) -> Vec<&str> {
    let structs = views.split("Serialize)]\n").skip(1);
    let bodies = structs.filter_map(|rest| rest.split("\n}").next());
    bodies.flat_map(shown).collect()
}

/// The fields of one struct that are given to templates.
fn shown(body: &str) -> Vec<&str> {
    let before = std::iter::once("").chain(body.lines());
    let lines = body.lines().zip(before);
    let given = lines.filter(|(_, before)| !before.contains("#[serde(skip)]"));
    let fields = given.filter_map(|(line, _)| line.trim().strip_prefix("pub "));
    fields
        .filter_map(|field| Some(field.split_once(": ")?.0))
        .collect()
}

/// The keys that a reader of files declares, in both languages.
fn keys(reader: &str) -> Vec<&str> {
    let lines = reader.lines().map(str::trim);
    let quoted = lines.filter_map(|line| {
        line.strip_prefix("id: \"")
            .or(line.strip_prefix("name: \""))
    });
    quoted.filter_map(|rest| rest.strip_suffix("\",")).collect()
}

fn undocumented(page: &str, names: &[&str]) -> Vec<String> {
    let text = text(page);
    let missing = names
        .iter()
        .filter(|name| !text.contains(&format!("`{name}`")));
    missing
        .map(|name| format!("{page} does not name `{name}`"))
        .collect()
}

fn text(path: &str) -> String {
    let found = files().into_iter().find(|(name, _)| name == path);
    found.unwrap_or_else(|| panic!("{path} is missing")).1
}

#[track_caller]
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn rooms_import_only_what_the_table_lets_them() {
    let rooms = table("| 2 | `a` | `b` |\n| 1 | `b` | `a` |\n| 1 | `c` | |");
    let source = "// crate::c\nuse crate::{b::{x, y}, c};\n#[cfg(test)]\nmod t { use crate::d; }\nuse super::e;";
    let found = arrows(&rooms, &[("src/a.rs".to_owned(), code(source))]);
    let expected = [
        "super::",
        "src/a.rs:2: `a` may not import `c`",
        "`b` → `a` does not go down",
        "`b` → `a` is used nowhere",
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert!(
        found
            .iter()
            .zip(expected)
            .all(|(found, part)| found.contains(part)),
        "{found:?}"
    );
    none(arrows(&table(&text("docs/architecture.md")), &sources()));
}

#[test]
fn the_world_is_touched_only_at_its_doors() {
    for ban in &BANS {
        assert_eq!(banned(ban, "src/lib.rs", &code(ban.bad)).len(), 1);
        let quoted = format!(
            "// {0}\nlet s = r#\"{0}\"#;\n#[cfg(test)]\nfn t() {{ {0} }}\n#[cfg(all(test, unix))]\nmod u {{ {0} }}",
            ban.bad
        );
        none(banned(ban, "src/lib.rs", &code(&quoted)));
    }
    let each = |(path, code): &Source| {
        BANS.iter()
            .flat_map(|ban| banned(ban, path, code))
            .collect::<Vec<_>>()
    };
    none(sources().iter().flat_map(each).collect());
}

#[test]
fn only_form_names_forms_tables_rows_and_columns() {
    let bad = "grid(\"requests\") // \"documents\"\n#[cfg(test)]\nfn t() { row(\"carried_in\") }";
    assert_eq!(names_cells("src/lib.rs", &strings(bad)).len(), 1);
    assert!(names_cells("src/form/x.rs", &strings(bad)).is_empty());
    let each = |(path, text): &Source| names_cells(path, &strings(text));
    none(texts().iter().flat_map(each).collect());
}

#[test]
fn files_are_short_and_at_home_anywhere() {
    let bad = format!("{}\r\n{}", "\n".repeat(LONGEST), HERE[0]);
    assert_eq!(untidy("src/a.rs", &bad).len(), 3);
    none(
        files()
            .iter()
            .flat_map(|(path, text)| untidy(path, text))
            .collect(),
    );
}

#[test]
fn every_field_of_a_view_is_documented() {
    assert_eq!(
        fields("#[derive(Serialize)]\npub struct V {\n    pub a: u8,\n}\npub b: u8"),
        ["a"]
    );
    let all = files();
    let views = all
        .iter()
        .filter(|(path, _)| path.starts_with("src/render/views/"));
    let names: Vec<&str> = views.flat_map(|(_, text)| fields(text)).collect();
    assert!(
        names.contains(&"described_by")
            && !undocumented("docs/reference/templates.md", &["no such"]).is_empty()
    );
    none(undocumented("docs/reference/templates.md", &names));
}

#[test]
fn every_key_of_a_report_is_documented() {
    let parts = FORMS.iter().flat_map(|form| form.parts);
    let tables = parts.flat_map(|part| part.tables);
    let heads = tables.flat_map(|table| [table.leaf_rows(), table.leaf_columns()].concat());
    let mut names: Vec<&str> = heads
        .flat_map(|output| {
            [
                output.head.id,
                output.head.names.first().unwrap_or(&output.head.id),
            ]
        })
        .collect();
    let readers = ["keys", "keys/site"].map(|name| text(&format!("src/parse/{name}.rs")));
    names.extend(readers.iter().flat_map(|reader| keys(reader)));
    let parts = FORMS.iter().flat_map(|form| form.parts);
    names.extend(parts.flat_map(|part| [part.id, part.name]));
    assert!(names.contains(&"成文日期") && names.contains(&"carried_in"));
    none(undocumented("docs/reference/report-yaml.md", &names));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let file = |path: &str, source: &str| (path.to_owned(), code(source));
    let mut bad = vec![
        file(
            "src/a/mod.rs",
            "mod b;\nmod c;\nmod d;\npub use b::f;\npub struct T;",
        ),
        file("src/a/b.rs", "use super::{T, c::g};\npub fn f() { g() }"),
        file("src/a/c.rs", "pub use super::f as g;"),
        file("src/a/d.rs", "use super::T as U;\nfn h() { super::f() }"),
    ];
    none(in_circles(&bad));
    // A passed name leads to the file that defines it; a used one is a use.
    bad[2] = file("src/a/c.rs", "pub fn g() { crate::a::f() }");
    assert_eq!(circles(&uses(&bad)), [["src/a/b.rs", "src/a/c.rs"]]);
    // A child may have its parent's types, and not call it back.
    bad[0] = file(
        "src/a/mod.rs",
        "mod b;\npub fn f() { self::b::f() }\npub const T: u8 = 0;",
    );
    bad[2] = file("src/a/c.rs", "pub fn g() {}");
    none(in_circles(&bad));
    bad[1] = file("src/a/b.rs", "use super::T;\npub fn f() { super::f() }");
    assert_eq!(circles(&uses(&bad)), [["src/a/b.rs", "src/a/mod.rs"]]);
    none(in_circles(&sources()));
}

fn in_circles(sources: &[Source]) -> Vec<String> {
    let uses = uses(sources);
    let circles = circles(&uses).into_iter();
    circles.map(|circle| circle.join(" → ")).collect()
}

fn too_long(sources: &[Source]) -> Vec<String> {
    let long = |(path, code): &Source| long_functions(path, code, LONGEST_FN);
    sources.iter().flat_map(long).collect()
}

#[test]
fn functions_are_short() {
    let bad = format!(
        "impl T {{\n    pub fn f() {{{}}}\n    fn g() {{\n    }}\n}}",
        "\n".repeat(LONGEST_FN)
    );
    let found = long_functions("src/a.rs", &bad, LONGEST_FN);
    assert!(
        found.len() == 1 && found[0].contains("src/a.rs:2: `f` has 61 lines"),
        "{found:?}"
    );
    none(too_long(&sources()));
}
