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

/// Sees that nothing of a site that was only begun goes out, and that each
/// message is about the next thing to do.
fn begun(fresh: &Fresh) {
    for command in ["check", "build"] {
        let run = fresh.gongkai(&[command]).ended_with(1).for_a_clerk();
        let said = run.stdout + &run.stderr;
        assert!(
            said.contains("都还是草稿") && said.contains("--drafts"),
            "{said}"
        );
    }
    let check = fresh.gongkai(&["check", "--drafts"]).ended_with(1);
    let said = check.for_a_clerk().stdout;
    for rule in ["TPL01", "CEL07", "DAT03"] {
        assert!(said.contains(rule), "{rule}\n{said}");
    }
    assert!(
        !said.contains("CEL01") && !said.contains("[SITE]"),
        "{said}"
    );
    fresh.gongkai(&["build", "--drafts"]).ended_with(1);
    assert!(!fresh.tree().keys().any(|name| name.starts_with("public/")));
}

fn report(name: &str) -> String {
    format!("content/reports/{}/{name}", this_year() - 1)
}

#[test]
fn a_new_site_is_not_built_before_it_is_filled_in() {
    let fresh = Fresh::site(&ALL);
    begun(&fresh);
    let report = fresh.read(&report("report.md"));
    assert!(report.contains("示例县青禾镇人民政府编制了") && report.contains("0123-4567890"));
}

#[test]
fn a_site_of_which_nothing_is_told_is_stopped_at_its_name_too() {
    let fresh = Fresh::nothing();
    let run = fresh.init(&["--yes"]).clean().for_a_clerk();
    assert!(run.stdout.contains("请填写单位全称"), "{}", run.stdout);
    begun(&fresh);
    let check = fresh.gongkai(&["check"]).ended_with(1).stdout;
    assert_eq!(check.matches("site.toml:").count(), 2, "{check}");
}

/// From the first command to the built site, as a clerk goes.
#[test]
fn every_step_to_a_built_site_is_told() {
    let fresh = Fresh::site(&ALL);
    let (data, words) = (report("report.yaml"), report("report.md"));
    let said = |fresh: &Fresh| fresh.gongkai(&["check"]).for_a_clerk().stdout;
    let without = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("草稿"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    // Only the line of the draft is taken away.
    fresh.write(&data, &without(&fresh.read(&data)));
    fresh
        .gongkai(&["build"])
        .ended_with(1)
        .says(&["CEL07", "TPL01", "DAT03"]);
    // Only the numbers are filled in.
    let year = this_year() - 1;
    let zero = "{其余为零: true}";
    fresh.write(
        &data,
        &format!(
            "年度: {year}\n公开日期: {}-01-10\n表二: {zero}\n表三: {zero}\n表四: {zero}\n",
            year + 1
        ),
    );
    let open = said(&fresh);
    assert!(
        open.contains("TPL01") && !open.contains("CEL07") && !open.contains("DAT03"),
        "{open}"
    );
    // The words are written too.
    fresh.write(&words, fresh::WORDS);
    fresh.gongkai(&["check"]).clean();
    fresh.gongkai(&["build"]).clean();
    // A page is no draft any more, and not filled in.
    let guide = fresh.read("content/guide.md");
    fresh.write("content/guide.md", &without(&guide));
    let open = said(&fresh);
    let hints = guide
        .lines()
        .filter(|line| line.contains("（请填写"))
        .count();
    assert_eq!(open.matches("TPL01").count(), hints, "{open}");
    fresh.gongkai(&["build"]).ended_with(1);
    let gaps = |(name, bytes): &(&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        name.ends_with(".html") && (text.contains("请填写") || text.contains("待写"))
    };
    assert_eq!(fresh.tree().iter().filter(gaps).count(), 0);
}

#[test]
fn every_hint_of_the_pages_is_a_placeholder() {
    let fresh = Fresh::site(&ALL);
    let said = fresh.gongkai(&["check", "--drafts"]).stdout;
    for page in ["guide", "apply", "disclosure/organization/duties"] {
        let name = format!("content/{page}.md");
        let text = fresh.read(&name);
        for (at, _) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains("（请填写"))
        {
            let place = format!("{name}:{}:", at + 1);
            assert!(said.contains(&place), "{place}\n{said}");
        }
        // No date is made up either.
        assert!(text.contains("\n#公开日期:   #"), "{text}");
    }
}

#[test]
fn answers_come_from_lines_and_the_rest_stay_empty() {
    let fresh = Fresh::nothing();
    fresh.answer("青禾镇人民政府\r\n\n1\n".as_bytes()).clean();
    let site = fresh.read("site.toml");
    assert!(site.contains("name = \"青禾镇人民政府\"\n"), "{site}");
    assert!(site.contains("#short_name") && site.contains("\nkind = \"township\"\n"));
    assert!(site.contains("#county") && site.contains("#id_code"));
    begun(&fresh);
}

#[test]
fn answers_may_come_from_old_programs() {
    for bytes in [
        b"\xC7\xE0\xBA\xCC\xD5\xF2\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE\r\n".to_vec(),
        "\u{feff}青禾镇人民政府\r\r1\r".as_bytes().to_vec(),
    ] {
        let fresh = Fresh::nothing();
        fresh.answer(&bytes).clean();
        assert!(
            fresh
                .read("site.toml")
                .contains("name = \"青禾镇人民政府\"\n")
        );
    }
}

#[test]
fn a_wrong_answer_makes_nothing() {
    let cases: [(&[u8], &str); 3] = [
        ("甲\n\n村\n".as_bytes(), "没有“村”这种单位"),
        ("甲\n\n\n\n\n12\n".as_bytes(), "不是网站标识码"),
        (b"\xFF\xFF\n", "读不出来"),
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
        let shown = path.replace('/', std::path::MAIN_SEPARATOR_STR);
        run.ended_with(2).says(&["没有改动任何文件", &shown]);
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
    begun(&fresh);
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
        fresh.gongkai(&["build", "--drafts", "--force"]).clean();
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
