//! The guide says what the program does: every transcript in it is run again,
//! every file that it shows is written and read, and its links lead somewhere.

#[path = "guide/page.rs"]
mod page;
#[path = "guide/session.rs"]
mod session;
#[path = "guide/transcript.rs"]
mod transcript;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gongkai::check::codes::find;
use regex_lite::Regex;

use page::{Act, steps};
use session::{Session, words};
use transcript::same;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The page where a clerk begins; its transcripts stand for all of them where
/// the checker itself is tried.
const FIRST: &str = "2-first-report.md";

fn text(name: &str) -> String {
    let path = Path::new(ROOT).join("docs/guide").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn pages() -> Vec<String> {
    let folder = fs::read_dir(Path::new(ROOT).join("docs/guide")).expect("the guide");
    let names = folder.map(|entry| entry.expect("a file").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.into_string().expect("an ASCII name"))
        .collect();
    names.sort();
    names
}

/// What a session says about a page, with the page's text changed.
fn tried(name: &str, change: impl Fn(&str) -> String) -> Result<usize, String> {
    let doctored = |asked: &str| match asked == name {
        true => change(&text(asked)),
        false => text(asked),
    };
    let mut session = Session::new();
    session.read(name, &doctored)?;
    Ok(session.commands)
}

#[track_caller]
fn sound(name: &str, least: usize) {
    match tried(name, str::to_owned) {
        Ok(commands) => assert!(commands >= least, "{name}: only {commands} commands"),
        Err(fault) => panic!("{fault}"),
    }
}

#[test]
fn install() {
    sound("1-install.md", 1);
}

#[test]
fn first_report() {
    sound(FIRST, 4);
}

#[test]
fn tables() {
    sound("3-tables.md", 8);
}

#[test]
fn narrative() {
    sound("4-text.md", 8);
}

#[test]
fn preview() {
    sound("5-preview.md", 6);
}

#[test]
fn check() {
    sound("6-check.md", 8);
}

#[test]
fn build_and_publish() {
    sound("7-build-and-publish.md", 8);
}

#[test]
fn next_year() {
    sound("8-next-year.md", 6);
}

#[test]
fn county() {
    sound("9-county.md", 7);
}

#[test]
fn theme() {
    sound("11-theme.md", 8);
}

#[test]
fn troubles() {
    sound("10-troubles.md", 14);
}

#[test]
fn columns() {
    sound("12-columns.md", 2);
}

#[test]
fn import() {
    sound("13-import.md", 3);
}

#[test]
fn export() {
    sound("14-export.md", 7);
    sound("16-corrections.md", 3);
}

#[test]
fn embed() {
    sound("15-embed.md", 0);
}

/// Every page is in the list above, and no block of any is left unread.
#[test]
fn no_page_and_no_block_is_left_out() {
    let here = fs::read_to_string(Path::new(ROOT).join("tests/guide.rs")).expect("this file");
    let names = pages();
    assert!(names.len() >= 11, "{names:?}");
    for name in names.iter().filter(|name| *name != "README.md") {
        assert!(here.contains(&format!("\"{name}\"")), "{name} is not run");
    }
    let index = steps(&text("README.md")).expect("a page");
    assert_eq!(index, [], "the index is for finding pages");
    for name in &names {
        let page = text(name);
        assert!(page.lines().count() <= 400, "{name} is too long");
        let blocks = page
            .lines()
            .filter(|line| line.ends_with("```console"))
            .count();
        let read = steps(&page).expect("a page");
        let runs = |step: &&page::Step| matches!(step.act, Act::Run(..) | Act::Goes(_));
        let lines: BTreeSet<usize> = read.iter().filter(runs).map(|step| step.line).collect();
        assert_eq!(lines.len(), blocks, "{name}");
    }
}

#[test]
fn a_doctored_transcript_fails() {
    let page = text(FIRST);
    let command = page.find("$ gongkai build").expect("a build");
    let rest = &page[command..];
    let output = rest.split_once('\n').expect("a line").1;
    let first = output.lines().next().expect("what it prints");
    let doctored = [
        // Another word, a line that is not printed, a line too few.
        page.replacen(first, &first.replacen("1 份报告", "2 份报告", 1), 1),
        page.replacen(first, &format!("{first}\n多出的一行"), 1),
        page.replacen(&format!("{first}\n"), "", 1),
        // Nothing is left out where the page says that something is.
        page.replacen(first, &format!("……\n{first}"), 1),
    ];
    for doctored in &doctored {
        assert_ne!(*doctored, page);
        let fault = tried(FIRST, |_| doctored.clone()).expect_err("must fail");
        assert!(fault.contains("the program says"), "{fault}");
    }
    // A good transcript of a command that ends otherwise.
    let failing = page.replacen("<!-- exit 1 -->", "<!-- exit 2 -->", 1);
    assert_ne!(failing, page);
    let fault = tried(FIRST, |_| failing.clone()).expect_err("must fail");
    assert!(fault.contains("not 2"), "{fault}");
}

#[test]
fn a_block_that_nobody_uses_is_a_fault() {
    for bad in [
        "```yaml\n年度: 2025\n```\n",
        "```toml\n```\n",
        "```bash\nls\n```\n",
        "```console\n$ gongkai\n",
        "1. 甲\n\n   ```yaml\n   年度: 2025\n   ```\n",
        "<!-- write a -->\n",
        "<!-- write a -->\n文字\n```yaml\n```\n",
        "<!-- wirte a -->\n```yaml\n```\n",
        "<!-- replace a: \"b\" -> \"c\" -->\n",
        "<!-- exit one -->\n",
        "<!-- bytes a: 0G -->\n",
    ] {
        assert!(steps(bad).is_err(), "{bad}");
    }
    let good = "<!-- write a -->\n```yaml\nx\n```\n<!-- exit 1 -->\n```console\n$ a\nb\n$ c\n```\n";
    let acts: Vec<Act> = steps(good)
        .expect("a page")
        .into_iter()
        .map(|step| step.act)
        .collect();
    let expected = [
        Act::Write("a".to_owned(), "x\n".to_owned()),
        Act::Run("a".to_owned(), 0, "b\n".to_owned()),
        Act::Run("c".to_owned(), 1, String::new()),
    ];
    assert_eq!(acts, expected);
}

#[test]
fn only_what_differs_from_run_to_run_is_folded() {
    for (told, said) in [
        ("用时 0.06 秒", "用时 12.3 秒"),
        ("共 58 KB   用时", "共 1.2 MB   用时"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:39001/"),
        ("gongkai 0.1.0（提交 7bb20c2f）", "gongkai 0.2.0"),
        ("已生成 ./public", "已生成 .\\public"),
        ("甲\n……\n丁", "甲\n乙\n丙\n丁\n"),
        ("甲", "甲\n别人打开 http://192.0.2.7:8765/\n"),
    ] {
        same(told, said).unwrap_or_else(|fault| panic!("{fault}"));
    }
    for (told, said) in [
        ("3 份报告", "4 份报告"),
        ("2026-01-16", "2026-01-17"),
        ("用时 1 秒", "用时 1 分"),
        ("甲\n……\n乙", "甲\n乙"),
        ("甲", "甲\n乙"),
        ("", "甲"),
    ] {
        assert!(same(told, said).is_err(), "{told} / {said}");
    }
    assert_eq!(
        words("a --b \"丙 丁\"  e"),
        Ok(vec!["a".into(), "--b".into(), "丙 丁".into(), "e".into()])
    );
    assert!(words("a \"b").is_err());
}

/// The faults of a text as XML: tags that do not pair, as far as a
/// configuration file uses them.
fn unpaired(xml: &str) -> Option<String> {
    let tag =
        Regex::new(r#"^<(/?)([A-Za-z.]+)((?: [A-Za-z]+="[^"<>&]*")*) ?(/?)>"#).expect("a pattern");
    let mut open: Vec<String> = Vec::new();
    let text = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut rest = text?;
    while let Some(at) = rest.find('<') {
        if rest[..at].contains(['>', '&']) {
            return Some(rest[..at].to_owned());
        }
        rest = &rest[at..];
        let Some(found) = tag.captures(rest) else {
            return rest.lines().next().map(str::to_owned);
        };
        let name = found[2].to_owned();
        match (&found[1], &found[4]) {
            ("/", "") if open.last() == Some(&name) => _ = open.pop(),
            ("", "/") => {}
            ("", "") => open.push(name),
            _ => return Some(found[0].to_owned()),
        }
        rest = &rest[found[0].len()..];
        if open.is_empty() && !rest.trim().is_empty() {
            return Some(rest.to_owned());
        }
    }
    open.pop()
}

#[test]
fn the_configuration_for_iis_is_well_formed() {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    for bad in [
        "<a><b></a>",
        "<a>",
        "<a></a></b>",
        "<a b=c />",
        "<a/><b/>",
        "<a>&</a>",
    ] {
        assert!(unpaired(&format!("{head}{bad}")).is_some(), "{bad}");
    }
    let page = text("7-build-and-publish.md");
    let written = steps(&page).expect("a page").into_iter();
    let xml: Vec<String> = written
        .filter_map(|step| match step.act {
            Act::Write(file, text) if file.ends_with("web.config") => Some(text),
            _ => None,
        })
        .collect();
    let [xml] = xml.as_slice() else {
        panic!("one web.config, not {}", xml.len());
    };
    assert_eq!(unpaired(xml), None);
    assert!(xml.contains("<configuration>") && xml.contains("404.html"));
}

/// The files that a page links to and that are not there.
fn dead(folder: &str, page: &str) -> Vec<String> {
    let link = Regex::new(r"\]\(([^)#]+)(#[^)]*)?\)").expect("a pattern");
    let links = link.captures_iter(page).map(|found| found[1].to_owned());
    let local = links.filter(|link| !link.contains("://"));
    let folder = Path::new(ROOT).join(folder);
    local.filter(|link| !folder.join(link).exists()).collect()
}

#[test]
fn links_lead_somewhere_and_every_page_is_in_the_index() {
    assert_eq!(
        dead("docs/guide", "[甲](no.md#a) [乙](README.md)"),
        ["no.md"]
    );
    // What a page shows of a report links to files of the report.
    let shown = Regex::new(r"(?s)<!--.*?-->|```.*?\n```|`[^`\n]*`").expect("a pattern");
    for name in pages() {
        let page = text(&name);
        let prose = shown.replace_all(&page, "");
        assert_eq!(dead("docs/guide", &prose), [""; 0], "{name}");
    }
    let index = text("README.md");
    for name in pages() {
        assert!(
            name == "README.md" || index.contains(&format!("]({name})")),
            "{name}"
        );
    }
    for readme in ["README.md", "README.zh-CN.md"] {
        let page = fs::read_to_string(Path::new(ROOT).join(readme)).expect("a readme");
        assert_eq!(dead(".", &page), [""; 0], "{readme}");
        assert!(page.contains("](docs/guide/README.md)"), "{readme}");
        for command in ["init", "new", "serve", "check", "build"] {
            assert!(
                page.contains(&format!("gongkai {command}")),
                "{readme}: {command}"
            );
        }
    }
}

#[test]
fn every_rule_that_is_named_exists() {
    let rule = Regex::new(r"\b[A-Z]+[0-9]{2}\b").expect("a pattern");
    let known = |id: &str| find(id).is_some();
    assert!(known("A01") && !known("A99"));
    for name in pages() {
        let page = text(&name);
        for found in rule.find_iter(&page) {
            assert!(known(found.as_str()), "{name}: {}", found.as_str());
        }
    }
}

#[test]
fn every_option_that_is_named_exists() {
    let commands = [
        "build", "check", "correct", "export", "freeze", "help", "import", "init", "new", "pack",
        "serve", "theme", "verify",
    ];
    let help: String = commands
        .iter()
        .map(|command| {
            let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"));
            let output = program.args([command, "--help"]).output();
            String::from_utf8_lossy(&output.expect("the program runs").stdout).into_owned()
        })
        .collect();
    let option = Regex::new(r"(^|[ `])(--[a-z][a-z-]+)").expect("a pattern");
    // Of other programs, and of the program as a whole.
    let others = ["--release", "--locked", "--version"];
    let known = |name: &str| others.contains(&name) || help.contains(&format!("{name} "));
    assert!(known("--drafts") && !known("--draft"));
    for name in pages() {
        let page = text(&name).replace("<!--", "").replace("-->", "");
        for line in page.lines().filter(|line| line.contains("--")) {
            for found in option.captures_iter(line) {
                assert!(known(&found[2]), "{name}: {}", &found[2]);
            }
        }
    }
}
