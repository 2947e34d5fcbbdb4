//! A reader finds any sentence, and nothing else: read by a reader of the published files
//! that was written after their description.

// The same bytes come out on both systems, which `.ci/windows` compares.
#![cfg(not(windows))]

mod common;
#[path = "search/portal.rs"]
mod portal;
#[path = "search/reader.rs"]
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use common::{TestSite, Tree, assert_same, select, tree, without_memo};
use gongkai::site::Options;
use portal::{Dice, Portal, portal, report, unit_name};
use reader::Reader;
use scraper::Html;

fn published(portal: &Portal) -> Tree {
    portal.site.publish_by_force();
    portal.site.tree()
}

/// A text as the test compares it: without white space, in half width and small.
fn folded(text: &str) -> String {
    reader::words(text).concat()
}

/// A stretch of 2 to 8 letters of some paragraph.
fn stretch(portal: &Portal, dice: &mut Dice) -> String {
    loop {
        let document = &portal.written[dice.below(portal.written.len())];
        let block: Vec<char> = document.blocks[dice.below(document.blocks.len())]
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let length = 2 + dice.below(7);
        let at = dice.below(block.len() - length);
        let text: String = block[at..at + length].iter().collect();
        if text.chars().any(char::is_alphanumeric) {
            return text;
        }
    }
}

/// What a page says, folded.
fn words_of(page: &Html) -> String {
    let main: String = select(page, "main")
        .iter()
        .flat_map(|main| main.text())
        .collect();
    [
        folded(&main),
        folded(&common::texts(page, "title").concat()),
    ]
    .join("\n")
}

/// The same in full-width digits.
fn wide(text: &str) -> String {
    let wide = |letter: char| match letter {
        '0'..='9' => char::from_u32(letter as u32 + 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(wide).collect()
}

#[test]
fn two_hundred_queries_find_all_and_nothing_else() {
    let portal = portal(24, 2021..=2025, 19);
    let tree = published(&portal);
    let mut reader = Reader::open(&tree);
    let mut dice = Dice(200);
    let mut found = 0;
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for at in 0..200 {
        let text = stretch(&portal, &mut dice);
        let query = if at % 4 == 0 { wide(&text) } else { text };
        let hits = reader.find(&query, None);
        let hits: BTreeSet<&str> = hits.iter().map(|hit| hit.path.as_str()).collect();
        let wanted = portal.written.iter().filter(|document| {
            let blocks = document.blocks.iter();
            blocks
                .map(|block| folded(block))
                .any(|block| block.contains(&folded(&query)))
        });
        for document in wanted {
            assert!(
                hits.contains(&*document.path),
                "{query} is in {}",
                document.path
            );
            found += 1;
        }
        for path in hits {
            let page = pages.entry(path.to_owned());
            let page = page.or_insert_with(|| words_of(&portal.site.html(path)));
            let here = page.contains(&folded(&query));
            assert!(here, "{query} is not in {path}");
        }
    }
    assert!(found > 400, "only {found} finds are a poor test");
}

#[test]
fn the_right_page_is_among_the_first_three() {
    let portal = portal(24, 2021..=2025, 20);
    let tree = published(&portal);
    let mut reader = Reader::open(&tree);
    for unit in [0, 7, 15, 16, 23] {
        for year in [2021, 2024] {
            let query = format!("{} {year}年", unit_name(unit));
            let hits = reader.find(&query, None);
            let right = format!("units/u{unit}/reports/{year}/index.html");
            let first: Vec<&str> = hits.iter().take(3).map(|hit| hit.path.as_str()).collect();
            assert!(first.contains(&&*right), "{query}: {first:?}");
            let of_year = reader.find(&unit_name(unit), Some(year));
            assert_eq!(of_year[0].path, right, "{query}");
        }
    }
    let hits = reader.find("页面1", None);
    assert_eq!((hits[0].path.as_str(), hits[0].level), ("about-1.html", 2));
}

#[test]
fn single_letters_labels_and_names_are_found() {
    let portal = portal(3, 2023..=2024, 21);
    portal
        .site
        .replace("content/about-0.md", "# 页面0\n", "# 页面0\n\n省、\n𠮷\n");
    let tree = published(&portal);
    let mut reader = Reader::open(&tree);
    let paths = |reader: &mut Reader<'_>, query: &str| {
        let hits = reader.find(query, None).into_iter();
        hits.map(|hit| hit.path).collect::<Vec<String>>()
    };
    assert!(paths(&mut reader, "省").contains(&"about-0.html".to_owned()));
    assert!(paths(&mut reader, "省、").contains(&"about-0.html".to_owned()));
    assert!(paths(&mut reader, "、𠮷").contains(&"about-0.html".to_owned()));
    // The labels of the form stand in every report.
    assert_eq!(paths(&mut reader, "行政复议").len(), 6);
    assert!(paths(&mut reader, "通江口镇").contains(&"units/u1/index.html".to_owned()));
    for nothing in ["", " ", "。", "《》", "没有人写过", "q"] {
        assert_eq!(paths(&mut reader, nothing), [""; 0], "{nothing}");
    }
    // A sentence ends where it ends.
    assert_eq!(paths(&mut reader, "省𠮷"), [""; 0]);
}

#[test]
fn one_unit_or_many_every_document_is_found() {
    for (units, years) in [
        (0, 2024..=2024),
        (1, 2024..=2024),
        (130, 2024..=2024),
        (3, 2019..=2025),
    ] {
        let portal = portal(units, years, 5);
        for (at, document) in portal.written.iter().enumerate() {
            let source = format!(
                "content/{}",
                document.path.replace("index.html", "report.md")
            );
            let source = source.replace(".html", ".md");
            let text = portal.site.read(&source);
            portal
                .site
                .write(&source, format!("{text}\n\n独有之词{at:04}号\n"));
        }
        let tree = published(&portal);
        let mut reader = Reader::open(&tree);
        for (at, document) in portal.written.iter().enumerate() {
            let hits = reader.find(&format!("独有之词{at:04}"), None);
            let hits: Vec<&str> = hits.iter().map(|hit| hit.path.as_str()).collect();
            assert_eq!(hits, [document.path.as_str()]);
        }
        let documents = reader.number("documents");
        // The pages, and the home of each unit that publishes.
        assert_eq!(documents, (portal.written.len() + units + 1) as u64);
    }
}

/// A change of the sources.
type Step = fn(&TestSite, &mut Dice);

/// The files of the index that differ.
fn changed(before: &Tree, after: &Tree) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name));
    let of_search = differing.filter(|name| name.contains("search/"));
    of_search.cloned().collect()
}

#[test]
fn a_typo_changes_few_files() {
    let portal = portal(120, 2021..=2025, 22);
    let before = published(&portal);
    assert_eq!(Reader::open(&before).number("shards"), 64);
    let source = "content/units/u50/reports/2023/report.md";
    portal.site.edit(source, |text| {
        text.replacen("## 五", "改了一字。\n\n## 五", 1)
    });
    let wrong = published(&portal);
    portal
        .site
        .edit(source, |text| text.replacen("改了一字", "改了一子", 1));
    let after = published(&portal);
    let files = changed(&wrong, &after);
    let shards = files.iter().filter(|name| name.contains("/terms/")).count();
    assert!((1..=10).contains(&shards), "{files:?}");
    assert_eq!(
        files.len(),
        shards + 1,
        "its text changes, and no other file: {files:?}"
    );
}

#[test]
fn an_index_after_many_changes_equals_a_fresh_one() {
    let portal = portal(6, 2021..=2024, 23);
    let site = &portal.site;
    published(&portal);
    let mut dice = Dice(7);
    let steps: [(&str, Step); 6] = [
        ("a word is edited", |site, _| {
            site.edit("content/units/u3/reports/2022/report.md", |text| {
                format!("{text}\n改过。\n")
            });
        }),
        ("a report is added", |site, dice| {
            report(site, "content/units/u2", 2025, dice);
        }),
        ("a report is removed", |site, _| {
            site.remove("content/units/u4/reports/2021");
        }),
        ("a unit is added", |site, dice| {
            site.write(
                "content/units/a/unit.yaml",
                "名称: 新设镇人民政府\n类型: 乡镇\n",
            );
            report(site, "content/units/a", 2023, dice);
        }),
        ("a unit is removed", |site, _| {
            site.remove("content/units/u5");
        }),
        ("a page is added", |site, _| {
            site.write("content/about.md", "# 关于\n\n关于本站的说明。\n");
        }),
    ];
    for (what, change) in steps {
        change(site, &mut dice);
        site.publish_by_force();
        let fresh = site.around().join("fresh");
        let _ = std::fs::remove_dir_all(&fresh);
        site.publish_forced_into(&fresh).expect("a fresh site");
        assert_same(
            &without_memo(site.tree()),
            &without_memo(tree(&fresh)),
            what,
        );
    }
}

#[test]
fn nothing_is_left_of_a_search_that_is_off() {
    let portal = portal(2, 2024..=2024, 24);
    assert!(
        published(&portal)
            .keys()
            .any(|name| name.contains("search/"))
    );
    portal.site.edit("site.toml", |text| {
        format!("{text}\n[检索]\n启用 = false\n")
    });
    let names = published(&portal).into_keys();
    let of_search: Vec<String> = names.filter(|name| name.contains("search/")).collect();
    assert_eq!(of_search, [""; 0]);
}

#[test]
fn drafts_are_not_found() {
    let portal = portal(2, 2023..=2024, 25);
    let site = &portal.site;
    site.write(
        "content/draft.md",
        "---\n标题: 草稿一\n草稿: true\n---\n还没有定稿的文字。\n",
    );
    site.edit("content/units/u1/reports/2024/report.yaml", |text| {
        format!("草稿: true\n{text}")
    });
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let receipt = site
        .publish_with(&site.out(), &options, true)
        .expect("a site");
    assert_eq!(receipt.drafts.len(), 2);
    let tree = site.tree();
    assert!(tree.contains_key("draft.html"));
    let mut reader = Reader::open(&tree);
    assert_eq!(reader.find("还没有定稿", None), []);
    let hits = reader.find(&unit_name(1), Some(2024));
    assert_eq!(hits, []);
    assert_eq!(reader.find(&unit_name(1), Some(2023)).len(), 1);
}

#[test]
fn the_preview_shows_the_same_files() {
    let portal = portal(4, 2022..=2024, 26);
    let tree = published(&portal);
    let site = portal.site.compose();
    let mut shown = 0;
    for planned in site
        .outputs()
        .filter(|one| one.output.path.as_str().contains("search/"))
    {
        let made = planned
            .render()
            .expect("it is made")
            .expect("without a fault");
        let path = planned.output.path.as_str();
        assert!(made.bytes == tree[path], "{path}");
        let kind = match path.ends_with(".html") {
            true => "text/html; charset=utf-8",
            false => "text/javascript; charset=utf-8",
        };
        assert_eq!(planned.media_type(), kind, "{path}");
        shown += 1;
    }
    let files = tree.keys().filter(|name| name.contains("search/")).count();
    assert_eq!(shown, files);
}
