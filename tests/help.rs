//! `gongkai help` as somebody asks for it who has the program and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use scraper::{Html, Selector};

fn gongkai(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments).stdin(Stdio::null());
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What the guide answers.
#[track_caller]
fn answer(arguments: &[&str]) -> String {
    let output = gongkai(&[&["help"], arguments].concat());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    text(&output.stdout)
}

#[test]
fn without_a_word_the_topics_are_listed() {
    let list = answer(&[]);
    let lines: Vec<&str> = list.lines().collect();
    assert!(
        lines.iter().any(|line| line.starts_with("   6  检查  ")),
        "{list}"
    );
    assert!(list.contains("\n  18  规则说明  "), "{list}");
    for word in ["帮助", "?"] {
        assert_eq!(text(&gongkai(&[word]).stdout), list, "{word}");
    }
    let usage = text(&gongkai(&["--help"]).stdout);
    assert!(
        usage.contains("用法：gongkai <命令>") && usage.contains("  help     看"),
        "{usage}"
    );
    assert_eq!(text(&gongkai(&["-help"]).stdout), usage);
}

#[test]
fn a_page_is_found_by_number_title_and_file() {
    let page = answer(&["6"]);
    assert!(page.starts_with("六、检查\n========\n"), "{page}");
    for word in ["检查", "6-check.md", "六、检查", "第6页"] {
        assert_eq!(answer(&[word]), page, "{word}");
    }
    assert_eq!(answer(&["怎样填", "report.yaml"]), answer(&["17"]));
}

#[test]
fn a_command_shows_its_options_and_then_its_page() {
    for (command, number) in [
        ("check", "6"),
        ("init", "2"),
        ("new", "8"),
        ("serve", "5"),
        ("build", "7"),
        ("theme", "11"),
    ] {
        let said = answer(&[command]);
        let options = text(&gongkai(&[command, "--help"]).stdout);
        assert!(said.starts_with(options.trim_end()), "{command}: {said}");
        assert!(said.ends_with(&answer(&[number])), "{command}");
    }
    assert!(answer(&["help"]).contains("--html"));
}

#[test]
fn a_rule_is_told_as_check_tells_it() {
    let rule = answer(&["cel02"]);
    assert!(
        rule.starts_with("CEL02 ") && rule.contains("怎么改"),
        "{rule}"
    );
    assert!(!rule.contains("**"), "{rule}");
    assert_eq!(
        text(&gongkai(&["check", "--explain", "CEL02"]).stdout),
        rule
    );
}

#[test]
fn a_word_of_the_text_lists_where_it_stands_and_a_slip_finds_its_page() {
    let places = answer(&["复制下来，连同"]);
    assert!(
        places.contains("gongkai help 10") && places.contains("16. 程序的话变成了乱码"),
        "{places}"
    );
    let rules = answer(&["银行卡"]);
    assert!(rules.contains("gongkai help PII01"), "{rules}");
    assert!(answer(&["总计"]).contains("还有 "), "a word of many places");
    let slip = answer(&["第一份年抱"]);
    assert!(
        slip.starts_with("没有“第一份年抱”，下面是“第一份年报”。"),
        "{slip}"
    );
    let output = gongkai(&["help", "没有这个词的"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("没有“没有这个词的”") && said.contains("   6  检查"),
        "{said}"
    );
}

/// What the program says never points to a file that only the sources have.
#[test]
fn nobody_is_sent_to_a_file_that_is_not_there() {
    let all: String = (1..=18)
        .map(|number| answer(&[&number.to_string()]))
        .collect();
    assert!(all.contains("gongkai help report-yaml"));
    for place in ["docs/", "src/", "../"] {
        let line = all.lines().find(|line| line.contains(place));
        // A page of a site may have links to the folder above.
        assert!(line.is_none_or(|line| line.contains("](../")), "{line:?}");
    }
    let unknown = text(&gongkai(&["check", "--explain", "ZZZ"]).stderr);
    assert!(unknown.contains("gongkai help rules"), "{unknown}");
}

/// Every page by its name.
fn pages(folder: &Path) -> BTreeMap<String, Html> {
    let entries = fs::read_dir(folder).expect("a folder");
    let page = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("an ASCII name");
        let text = fs::read_to_string(entry.path()).expect("text");
        (name, Html::parse_document(&text))
    };
    entries
        .map(|entry| page(entry.expect("an entry")))
        .collect()
}

fn all<'h>(page: &'h Html, selector: &str, attribute: &str) -> Vec<&'h str> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = page.select(&selector);
    found.filter_map(|one| one.attr(attribute)).collect()
}

#[test]
fn the_web_pages_are_whole_and_no_link_is_dead() {
    let folder = tempfile::tempdir().expect("a folder");
    let guide = folder.path().join("使用 指南");
    let html = guide.to_str().expect("UTF-8");
    let said = answer(&["--html", html]);
    assert!(said.contains("20 个网页"), "{said}");
    let pages = pages(&guide);
    assert_eq!(pages.len(), 20);
    let (mut links, mut reached) = (0, BTreeSet::from(["index.html"]));
    for (name, page) in &pages {
        assert_eq!(format!("{:?}", page.quirks_mode), "NoQuirks", "{name}");
        assert_eq!(all(page, "html", "lang"), ["zh-CN"], "{name}");
        assert_eq!(all(page, "h1", "id").len(), 1, "{name}");
        for loaded in ["script", "link", "img", "iframe"] {
            let selector = Selector::parse(loaded).expect("a selector");
            assert_eq!(page.select(&selector).count(), 0, "{name} loads something");
        }
        let ids = all(page, "[id]", "id");
        assert_eq!(
            ids.iter().collect::<BTreeSet<_>>().len(),
            ids.len(),
            "{name}"
        );
        for href in all(page, "a[href]", "href") {
            if href.starts_with("https://") {
                continue;
            }
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let (file, target) = match file {
                "" => (name.as_str(), page),
                file => {
                    let found = pages.get_key_value(file);
                    let (file, page) = found.unwrap_or_else(|| panic!("{name}: {href}"));
                    (file.as_str(), page)
                }
            };
            let anchor = percent_encoding::percent_decode_str(anchor).decode_utf8_lossy();
            let ids = all(target, "[id]", "id");
            assert!(
                anchor.is_empty() || ids.contains(&&*anchor),
                "{name}: {href}"
            );
            links += 1;
            reached.insert(file);
        }
    }
    assert!(links > 80, "{links}");
    assert_eq!(reached.len(), pages.len());
    // Never over anything.
    let index = guide.join("index.html");
    fs::write(&index, "自己的").expect("written");
    let again = gongkai(&["help", "--html", html]);
    assert_eq!(again.status.code(), Some(2), "{}", text(&again.stderr));
    assert_eq!(fs::read_to_string(index).expect("read"), "自己的");
}
