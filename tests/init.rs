//! `gongkai init` as the person at the keyboard meets it.

mod common;
#[path = "starter/fresh.rs"]
mod fresh;

use common::assert_same;
use fresh::{Fresh, this_year};

const ALL: [&str; 12] = [
    "--name",
    "示例县青禾镇人民政府",
    "--short-name",
    "青禾镇",
    "--kind",
    "乡镇",
    "--county",
    "示例县",
    "--phone",
    "0123-4567890",
    "--id-code",
    "bm12345678",
];

/// Builds and checks the site, as published and with its drafts.
fn sound(fresh: &Fresh) {
    for drafts in [&[][..], &["--drafts"]] {
        let build = fresh.gongkai(&[&["build"], drafts].concat()).clean();
        assert!(build.stdout.contains("全部有效"), "{}", build.stdout);
        let check = fresh.gongkai(&[&["check"], drafts].concat()).clean();
        assert!(!check.stdout.contains("必须改"), "{}", check.stdout);
        assert!(check.stdout.contains("没有填数"), "{}", check.stdout);
    }
    let last = this_year() - 1;
    let tree = fresh.tree();
    for page in [
        format!("reports/{last}/index.html"),
        "guide.html".to_owned(),
        "apply.html".to_owned(),
        "disclosure/index.html".to_owned(),
    ] {
        assert!(tree.contains_key(&format!("public/{page}")), "{page}");
    }
}

#[test]
fn a_new_site_builds_and_blank_cells_only_warn() {
    let fresh = Fresh::site(&ALL);
    sound(&fresh);
    let report = fresh.read(&format!("content/reports/{}/report.md", this_year() - 1));
    assert!(report.contains("示例县青禾镇人民政府编制了") && report.contains("0123-4567890"));
}

#[test]
fn a_site_of_which_nothing_is_told_builds_too() {
    let fresh = Fresh::nothing();
    let run = fresh.init(&["--yes"]).clean().for_a_clerk();
    assert!(run.stdout.contains("请填写单位全称"), "{}", run.stdout);
    sound(&fresh);
}

#[test]
fn every_page_of_a_new_site_but_the_report_is_a_draft() {
    let fresh = Fresh::site(&ALL);
    fresh.gongkai(&["build"]).clean();
    let tree = fresh.tree();
    assert!(!tree.contains_key("public/guide.html"));
    let gaps = |(name, bytes): &(&String, &Vec<u8>)| {
        name.ends_with(".html") && String::from_utf8_lossy(bytes).contains("请填写")
    };
    assert_eq!(tree.iter().filter(gaps).count(), 0);
}

#[test]
fn answers_come_from_lines_and_the_rest_stay_empty() {
    let fresh = Fresh::nothing();
    fresh.answer("青禾镇人民政府\r\n\n1\n".as_bytes()).clean();
    let site = fresh.read("site.toml");
    assert!(site.contains("name = \"青禾镇人民政府\"\n"), "{site}");
    assert!(site.contains("#short_name") && site.contains("\nkind = \"township\"\n"));
    assert!(site.contains("#county") && site.contains("#id_code"));
    sound(&fresh);
}

#[test]
fn a_wrong_answer_makes_nothing() {
    let cases: [(&[u8], &str); 3] = [
        ("甲\n\n村\n".as_bytes(), "没有“村”这种单位"),
        ("甲\n\n\n\n\n12\n".as_bytes(), "不是网站标识码"),
        (b"\xC7\xE0\n", "读不出来"),
    ];
    for (answers, words) in cases {
        let fresh = Fresh::nothing();
        fresh
            .answer(answers)
            .ended_with(2)
            .for_a_clerk()
            .says(&[words]);
        assert!(!fresh.root().exists());
    }
    let fresh = Fresh::nothing();
    let now = this_year().to_string();
    for (option, value, words) in [
        ("--kind", "村", "乡镇、街道"),
        ("--id-code", "123", "10 位数字"),
        ("--year", "2018", "还没有统一的表格"),
        ("--year", &now, "还没有过完"),
    ] {
        let run = fresh.init(&["--yes", option, value]);
        run.ended_with(2).for_a_clerk().says(&[words]);
        assert!(!fresh.root().exists());
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let fresh = Fresh::site(&ALL);
    let before = fresh.tree();
    let run = fresh.init(&["--yes", "--name", "乙镇"]);
    run.ended_with(2)
        .for_a_clerk()
        .says(&["没有新建", "site.toml"]);
    assert_same(&before, &fresh.tree(), "a second init changed files");
    for path in [
        "site.toml",
        "content/apply.md",
        ".vscode/settings.json",
        "content",
    ] {
        let fresh = Fresh::nothing();
        fresh.write(path, "旧");
        let run = fresh.init(&["--yes"]);
        run.ended_with(2).says(&["没有改动任何文件", path]);
        assert_eq!(fresh.tree().len(), 1, "{path}");
        assert_eq!(fresh.read(path), "旧");
    }
}

#[test]
fn a_folder_with_other_things_in_it_may_become_a_site() {
    let fresh = Fresh::nothing();
    fresh.write("说明.txt", "旧").write(".git/HEAD", "ref");
    fresh.init(&["--yes"]).clean();
    assert_eq!(fresh.read("说明.txt"), "旧");
    sound(&fresh);
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let fresh = Fresh::nothing();
    std::fs::write(fresh.root(), "旧").expect("written");
    fresh.init(&["--yes"]).ended_with(2).for_a_clerk();
}

#[test]
fn any_name_stays_the_name_it_is() {
    for name in [
        "甲\"乙\\丙: 丁 #戊",
        "'甲' - 乙",
        "*甲* _乙_ [丙](x) `丁` <b>戊</b> &amp;",
        "甲\n乙\t丙",
        "{甲}, [乙]",
        "@甲 %乙 !丙",
        "甲'''乙\"\"\"",
        "~",
        "年度: 甲",
    ] {
        let options = ["--short-name", name, "--county", name, "--phone", name];
        let fresh = Fresh::site(&[&["--name", name], &options[..]].concat());
        let file = gongkai::path::SourcePath::new("site.toml").expect("a path");
        let (site, said) = gongkai::parse::config::read(&fresh.read("site.toml"), &file);
        assert_eq!(said, [], "{name}");
        let shown = name.replace(['\n', '\t'], " ");
        let body = &site.organization;
        assert_eq!((&site.name, &body.name), (&shown, &shown));
        assert_eq!(
            (&body.short_name, &body.county),
            (&Some(shown.clone()), &Some(shown.clone()))
        );
        fresh.gongkai(&["build", "--drafts"]).clean();
        fresh.gongkai(&["check", "--drafts"]).clean();
        let tree = fresh.tree();
        let page = String::from_utf8_lossy(&tree["public/guide.html"]);
        let page = scraper::Html::parse_document(&page);
        let words: String = page.root_element().text().collect();
        assert!(
            words.contains(&format!("获取{shown}的政府信息")),
            "{name}\n{words}"
        );
    }
}

#[test]
fn the_clerk_is_told_what_to_do_next() {
    let fresh = Fresh::nothing();
    let run = fresh.init(&["--yes"]).clean();
    let next: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("  "))
        .collect();
    assert_eq!(next.len(), 3, "{}", run.stdout);
    let root = format!("--root \"{}\"", fresh.root().display());
    assert!(next[2].contains(&root), "{}", next[2]);
}
