//! Whatever is thrown at it, the program answers in the clerk's language, at
//! the place that is wrong, in good time, and lets nothing through.

mod common;

use std::fs::{self, File};
use std::process::Command;

use common::{SAMPLE, Site, run, select, text, texts};
use scraper::Html;

const YAML: &str = "content/reports/2022/report.yaml";
const TEXT: &str = "content/reports/2022/report.md";
const PAGE: &str = "reports/2022/index.html";

/// A site whose report data is this.
fn data(yaml: impl AsRef<[u8]>) -> Site {
    let site = Site::sample();
    site.write(YAML, yaml);
    site
}

/// A site whose report says this in its first section.
fn prose(markdown: &str) -> Site {
    let site = Site::sample();
    site.replace(TEXT, "一切正常。", markdown);
    site
}

/// Each slip: what stands in the data and what is typed instead, then what
/// must be said about it, the place first.
#[test]
fn slips_of_the_hand_are_named_at_their_place_with_what_to_type() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("  行政处罚: 60", "\t行政处罚: 60", &["yaml:4:1", "制表符"]),
        (
            "年度: 2022",
            "年度：2022",
            &["yaml:1:3", "冒号是中文的", "年度: 2022"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚：60",
            &["yaml:4:7", "冒号是中文的"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚: 60\n  行政处罚: 61",
            &["yaml:5:3", "yaml:4:3", "“行政处罚”写了两次"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚: 60\n  penalties: 61",
            &["yaml:5:3", "写了两次"],
        ),
        (
            "年度: 2022",
            "年度: 2022\nyear: 2022",
            &["yaml:2:1", "写了两次"],
        ),
        (
            "行政处罚: 60",
            "行政处法: 60",
            &["yaml:4:3", "是不是“行政处罚”"],
        ),
        ("表二:", "表贰:", &["yaml:3:1", "没有“表贰”这一项"]),
        ("成文日期", "成文曰期", &["yaml:2:1", "是不是“成文日期”"]),
        (
            "行政处罚: 60",
            "行政处罚: 1,200",
            &["yaml:4:9", "千分位", "改成  1200"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 1，200",
            &["yaml:4:9", "改成  1200"],
        ),
        (
            "{其余为零: true}",
            "{本年新收: {自然人: 1,200}, 其余为零: true}",
            &["yaml:6:", "千分位"],
        ),
        (
            "{其余为零: true}",
            "{本年新收: [1,200, 0, 0, 0, 0, 0, 0], 其余为零: true}",
            &["yaml:6:12", "应当是 6 个数"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: ３",
            &["yaml:4:9", "全角", "改成  3"],
        ),
        ("行政处罚: 60", "行政处罚: -1", &["yaml:4:9", "负数"]),
        ("行政处罚: 60", "行政处罚: 3件", &["yaml:4:9", "改成  3"]),
        ("行政处罚: 60", "行政处罚: 12.5", &["yaml:4:9", "不是整数"]),
        ("行政处罚: 60", "行政处罚: 六十", &["yaml:4:9", "不是数字"]),
        ("行政处罚: 60", "行政处罚: 0x3C", &["yaml:4:9", "0x3C"]),
        (
            "行政处罚: 60",
            "行政处罚: [60]\n  行政强制: {甲: {乙: 1}}",
            &["yaml:5:", "没有“甲”这一项"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 99999999999999999999",
            &["yaml:4:9"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: {处理决定: {一: 1}}",
            &["yaml:4:", "一格里只能写一个数"],
        ),
        (
            "2023-01-10",
            "2023年1月10日",
            &["yaml:2:7", "改成  2023-01-10"],
        ),
        ("2023-01-10", "2023-02-30", &["yaml:2:7", "不是有效的日期"]),
        (
            "年度: 2022",
            "年度: 2021",
            &["yaml:1:5", "文件却在 2022 年的文件夹里"],
        ),
        ("年度: 2022", "年度: 二〇二二", &["yaml:1:5", "不是年份"]),
        (
            "其余为零: true\n",
            "其余为零: 对\n",
            &["yaml:5:9", "true 或 false"],
        ),
        ("表二:\n", "表二: 60\n", &["yaml:"]),
        (
            "表三: {其余为零: true}",
            "表三: {其余为零: true",
            &["yaml:", "括号"],
        ),
        (
            "表三: {其余为零: true}",
            "表三: ｛其余为零: true｝",
            &["yaml:6:"],
        ),
        ("年度: 2022", "年度: \"2022", &["yaml:", "引号"]),
        ("年度: 2022", "- 年度: 2022", &["yaml:"]),
        ("年度: 2022", "年度: 2022\n---\n甲: 1", &["yaml:"]),
        ("年度: 2022", "年度: !!binary x", &["yaml:1:"]),
        ("年度: 2022", "年度: {{ 2022 }}", &["yaml:1:"]),
        ("年度: 2022\n", "", &["yaml:1:1", "年度: 2022"]),
        ("表四: {其余为零: true}\n", "", &["没有写“表四”"]),
    ];
    let mut faults = String::new();
    for (from, to, words) in cases {
        let site = Site::sample();
        site.replace(YAML, from, to);
        let run = site.build();
        let missing: Vec<_> = words
            .iter()
            .filter(|word| !run.stderr.contains(**word))
            .collect();
        if run.code != Some(1) || !missing.is_empty() || site.out().exists() {
            let said = &run.stderr;
            faults.push_str(&format!("{to}\nnot said: {missing:?}\n{said}\n"));
        }
        assert!(run.for_a_clerk().stdout.is_empty());
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_thousands_comma_in_a_flow_map_is_explained() {
    let site = Site::sample();
    site.replace(
        YAML,
        "{其余为零: true}",
        "{本年新收: {自然人: 1,200, 商业企业: 1,200}, 其余为零: true}",
    );
    site.build().refused(&["yaml:6:", "千分位"]);
}

#[test]
fn a_chinese_colon_in_a_flow_map_is_named() {
    for (row, place) in [
        ("{其余为零：true}", "yaml:6:10"),
        ("{本年新收: {自然人：3}}", "yaml:6:16"),
    ] {
        let site = Site::sample();
        site.replace(YAML, "{其余为零: true}", row);
        site.build().refused(&[place, "冒号是中文的"]);
    }
}

#[test]
fn a_chinese_comma_in_a_flow_map_is_named() {
    let site = Site::sample();
    site.replace(
        YAML,
        "{其余为零: true}",
        "{本年新收: {自然人: 3，商业企业: 4}, 其余为零: true}",
    );
    site.build().refused(&["yaml:6:", "逗号"]);
}

#[test]
fn a_wide_space_before_a_row_is_named() {
    let site = Site::sample();
    site.replace(YAML, "  行政处罚: 60", "　　行政处罚: 60");
    site.build().refused(&["yaml:4:1", "空格"]);
}

#[test]
fn a_count_in_quotes_is_the_count() {
    let (plain, quoted) = (Site::sample(), Site::sample());
    quoted.replace(YAML, "行政处罚: 60", "行政处罚: \"60\"");
    for site in [&plain, &quoted] {
        site.build().clean();
    }
    assert_eq!(plain.page(PAGE), quoted.page(PAGE));
}

/// Inputs that have cost other programs minutes, gigabytes or their stack.
mod floods {
    use super::*;

    #[test]
    fn a_hundred_thousand_open_brackets() {
        for bracket in ["[", "{", "{a: "] {
            let site = data(bracket.repeat(100_000));
            site.build().in_time(bracket).refused(&["yaml:1:", "括号"]);
        }
    }

    #[test]
    fn lists_nested_by_dashes() {
        let site = data("- ".repeat(400_000));
        site.build().in_time("dashes").refused(&["report.yaml"]);
    }

    #[test]
    fn maps_nested_by_question_marks() {
        let site = data("? ".repeat(400_000));
        site.build()
            .in_time("question marks")
            .refused(&["report.yaml"]);
    }

    #[test]
    fn maps_nested_by_indentation() {
        let lines: Vec<String> = (0..1300)
            .map(|n| format!("{}a:\n", " ".repeat(n)))
            .collect();
        let site = data(lines.concat());
        site.build()
            .in_time("indentation")
            .refused(&["report.yaml"]);
    }

    #[test]
    fn dashes_that_stand_for_values() {
        let site = data(format!("年度: 2022\n甲: [{}", " -,".repeat(300_000)));
        site.build()
            .in_time("dashes in a list")
            .refused(&["report.yaml"]);
    }

    #[test]
    fn a_billion_laughs() {
        let mut yaml = "a: &a [哈,哈,哈,哈,哈,哈,哈,哈,哈]\n".to_owned();
        for (name, last) in "bcdefghijk".chars().zip("abcdefghij".chars()) {
            let nine = vec![format!("*{last}"); 9].join(",");
            yaml.push_str(&format!("{name}: &{name} [{nine}]\n"));
        }
        data(yaml)
            .build()
            .in_time("laughs")
            .refused(&["report.yaml:", "引用展开后太大"]);
    }

    #[test]
    fn tens_of_thousands_of_rows_that_no_form_has() {
        let rows: Vec<String> = (0..40_000).map(|n| format!("  行政处罚{n}: 1\n")).collect();
        let site = data(format!("年度: 2022\n表二:\n{}", rows.concat()));
        site.build()
            .in_time("unknown rows")
            .refused(&["没有“行政处罚0”这一项"]);
    }

    #[test]
    fn megabytes_of_yaml_are_refused_unread() {
        let site = Site::sample();
        for (size, words) in [(50 << 20, "50 MB"), (1 << 20, "太大了")] {
            let file = File::create(site.at(YAML)).expect("a file");
            file.set_len(size + 1).expect("a sparse file");
            let run = site.build().in_time("a large file");
            run.refused(&[YAML, words, "没有读"]);
        }
    }

    #[test]
    fn an_attachment_of_fifty_megabytes_is_copied() {
        const SIZE: u64 = 50 << 20;
        let site = Site::sample();
        site.write("content/reports/2022/files/大.bin", "x");
        let file = File::options()
            .append(true)
            .open(site.at("content/reports/2022/files/大.bin"));
        file.and_then(|file| file.set_len(SIZE))
            .expect("a sparse file");
        site.build().in_time("an attachment").clean();
        let copied = fs::metadata(site.out().join("reports/2022/files/大.bin"));
        assert_eq!(copied.expect("the copy").len(), SIZE);
        assert!(texts(&site.html(PAGE), ".files li")[0].contains("50.0 MB"));
    }

    #[test]
    fn markdown_that_makes_parsers_slow() {
        let ticks: String = (1..1000).map(|n| format!("{}甲", "`".repeat(n))).collect();
        let links: String = (0..20_000)
            .map(|n| format!("[甲](https://a.cn/{n}) "))
            .collect();
        let floods = [
            ("brackets", "[".repeat(200_000)),
            ("images", "![](".repeat(50_000)),
            ("quotes", "> ".repeat(100_000)),
            ("lists", "- ".repeat(100_000)),
            ("emphasis", "*a_ ".repeat(200_000)),
            ("stars", "**甲".repeat(100_000)),
            (
                "tables",
                format!(
                    "{}\n{}\n{}",
                    "|a".repeat(40_000),
                    "|-".repeat(40_000),
                    "|\n".repeat(4000)
                ),
            ),
            ("angles", "<".repeat(400_000)),
            ("entities", "&amp".repeat(200_000)),
            ("ticks", ticks),
            ("links", links),
        ];
        for (name, flood) in floods {
            let run = prose(&flood).build().in_time(name);
            assert!(matches!(run.code, Some(0 | 1)), "{name}: {run:?}");
            run.for_a_clerk();
        }
    }

    #[test]
    fn a_configuration_nested_without_end() {
        for text in [
            "a = [".repeat(30_000),
            format!("a = {}", "[".repeat(200_000)),
            "a.".repeat(100_000),
            "[a.".repeat(50_000),
        ] {
            let site = Site::sample();
            site.write("site.toml", &text);
            site.build().in_time(&text[..6]).refused(&["site.toml:1:"]);
        }
    }

    #[test]
    fn a_template_nested_without_end() {
        for text in [
            format!("{{{{ {} }}}}", "(".repeat(100_000)),
            format!("{{{{ {}1 }}}}", "not ".repeat(100_000)),
            format!("{{{{ 1{} }}}}", " + 1".repeat(100_000)),
            "{% if true %}".repeat(50_000),
            "{% component x() %}{{ <x/> }}{% endcomponent x %}{{ <x/> }}".to_owned(),
        ] {
            let site = Site::sample();
            site.write("templates/report.html", &text);
            let run = site.build().in_time(&text[..12]);
            assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
            run.for_a_clerk();
        }
    }
}

/// What must not be reached, and what must not be left behind.
mod paths {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_in_the_file_system_are_reported_and_never_followed() {
        use std::os::unix::fs::symlink;
        let cases = [
            ("content/reports/loop", ".."),
            ("content/self", "self"),
            ("content/reports/2022/files", "/etc"),
            ("content/reports/2022/files/passwd.txt", "/etc/passwd"),
            ("content/guide.md", "/etc/passwd"),
            ("static/hosts", "/etc/hosts"),
            ("templates/report.html", "/etc/passwd"),
        ];
        for (link, target) in cases {
            let site = Site::sample();
            site.write("static/robots.txt", "");
            site.write("templates/note.txt", "");
            let path = site.at(link);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
            symlink(target, &path).expect("a link");
            site.build()
                .in_time(link)
                .refused(&[link, "这是一个链接，没有读"]);
            assert!(!site.out().exists(), "{link}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_source_folder_or_file_that_is_a_link_is_not_followed() {
        for name in ["content", "site.toml"] {
            let site = Site::sample();
            fs::rename(site.at(name), site.around().join("elsewhere")).expect("moved away");
            std::os::unix::fs::symlink(site.around().join("elsewhere"), site.at(name))
                .expect("a link");
            site.build().refused(&[name, "这是一个链接，没有读"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_among_the_sources_is_not_waited_for() {
        let site = Site::sample();
        let made = Command::new("mkfifo")
            .arg(site.at("content/guide.md"))
            .status();
        assert!(made.expect("mkfifo").success());
        site.build()
            .in_time("a pipe")
            .refused(&["content/guide.md", "不是普通文件"]);
    }

    #[test]
    fn names_that_have_no_address_are_refused() {
        let mut cases = vec![
            ("content/units/青禾/unit.yaml", "不能做单位的文件夹名"),
            ("content/units/A/unit.yaml", "不能做单位的文件夹名"),
            ("content/units/unit.yaml", "不能做单位的文件夹名"),
            ("content/政策.md", "不能做网址的一部分"),
            ("content/index.md", "首页由程序生成"),
            ("content/reports/2022年/report.yaml", "不是年份"),
            ("content/reports/2022/年报.docx", "放错了文件"),
            ("content/reports/2022/report.yml", "改名为 report.yaml"),
            ("content/数据.xlsx", "不认识这个文件"),
        ];
        if cfg!(unix) {
            cases.extend([
                ("static/a:b.txt", "Windows 不能用"),
                ("static/con.txt", "Windows 不能用"),
                ("static/尾.", "Windows 不能用"),
                ("static/a\\..\\..\\x.txt", "不能用的字符"),
                ("content/units/a\\..\\x/unit.yaml", "不能用的字符"),
                ("content/reports/2022/files/a?.pdf", "Windows 不能用"),
            ]);
        }
        for (file, words) in cases {
            let site = Site::sample();
            site.write(file, "x");
            println!("{file}");
            site.build().refused(&[words]);
            assert!(!site.out().exists(), "{file}");
        }
    }

    #[test]
    fn names_that_windows_keeps_for_devices_are_refused_as_addresses() {
        let unit = Site::sample();
        unit.write("content/units/con/unit.yaml", "名称: 甲\n");
        let page = Site::sample();
        page.write("content/aux.md", "# 甲\n");
        let folder = Site::sample();
        folder.write("content/policies/nul/a.md", "# 甲\n");
        for (site, name) in [(unit, "con"), (page, "aux"), (folder, "nul")] {
            println!("{name}");
            site.build().refused(&[name]);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_text_is_reported() {
        use std::os::unix::ffi::OsStrExt;
        let site = Site::sample();
        let name = std::ffi::OsStr::from_bytes(b"static/\xC4\xEA.txt");
        site.write("static/robots.txt", "");
        fs::write(site.root().join(name), "x").expect("a file");
        site.build().refused(&["static/", "不能用的字符"]);
    }

    #[test]
    fn a_page_in_a_folder_named_content_keeps_its_address() {
        let site = Site::sample();
        site.write("content/content/a.md", "# 甲\n");
        site.build().clean();
        assert!(
            site.names().contains(&"content/a.html".to_owned()),
            "{:?}",
            site.names()
        );
    }

    #[test]
    fn a_unit_may_be_called_files() {
        let site = Site::sample();
        site.write("content/units/files/unit.yaml", "名称: 档案局\n");
        site.build().clean();
        assert!(site.page("units/files/index.html").contains("档案局"));
    }

    #[test]
    fn the_files_of_a_draft_are_not_published() {
        let site = Site::sample();
        site.write("content/reports/2023/report.yaml", "年度: 2023\n草稿: true\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n");
        site.write("content/reports/2023/files/未定稿.pdf", "secret");
        site.build().clean();
        let leaked: Vec<_> = site
            .names()
            .into_iter()
            .filter(|name| name.contains("2023"))
            .collect();
        assert_eq!(leaked, Vec::<String>::new());
    }

    #[test]
    fn a_hostile_record_removes_nothing_outside() {
        let site = Site::sample();
        site.build().clean();
        let victim = site.around().join("victim.txt");
        fs::write(&victim, "x").expect("a file");
        let record = site.out().join(".gongkai/manifest.json");
        let hash = blake3_of_x();
        let text = fs::read_to_string(&record).expect("the record");
        let hostile = [
            "../victim.txt",
            "../../x",
            "reports/../../victim.txt",
            "/etc/passwd",
            ".git/config",
        ]
        .map(|path| {
            format!("\"{path}\":{{\"key\":null,\"hash\":\"{hash}\",\"size\":1,\"links\":[]}},\n")
        });
        let text = text.replacen(
            "\"files\":{\n",
            &format!("\"files\":{{\n{}", hostile.concat()),
            1,
        );
        fs::write(&record, text).expect("a record");
        fs::create_dir(site.out().join(".git")).expect("a folder");
        fs::write(site.out().join(".git/config"), "x").expect("a file");
        site.build().clean();
        assert!(victim.is_file());
        assert!(site.out().join(".git/config").is_file());
        assert!(
            !fs::read_to_string(&record)
                .expect("the record")
                .contains("victim")
        );
    }

    /// BLAKE3 of the one byte `x`, so that the record claims the victim.
    fn blake3_of_x() -> String {
        let site = Site::sample();
        site.write("static/x", "x");
        let receipt = site.deliver();
        assert_eq!(receipt.outcome.files, 4);
        let record = String::from_utf8(site.tree()[".gongkai/manifest.json"].clone());
        let record = record.expect("a record");
        let line = record
            .lines()
            .find(|line| line.starts_with("\"static/x\"") || line.starts_with("\"x\""));
        let (_, rest) = line
            .and_then(|line| line.split_once("\"hash\":\""))
            .expect("the line of x");
        rest[..64].to_owned()
    }

    #[test]
    fn two_sources_of_one_address_are_both_named() {
        let cases: &[(&str, &[&str])] = &[
            ("static/index.html", &["static/index.html", "site.toml"]),
            ("static/404.html", &["static/404.html", "site.toml"]),
            ("static/INDEX.html", &["static/INDEX.html", "site.toml"]),
            (
                "static/Reports/2022/index.html",
                &["static/Reports/2022/index.html", YAML],
            ),
            ("static/reports", &["static/reports", YAML]),
            ("static/Reports/2022", &["static/Reports/2022", YAML]),
            ("static/index.html/x", &["static/index.html/x", "site.toml"]),
        ];
        for (file, words) in cases {
            let site = Site::sample();
            site.write(file, "x");
            println!("{file}");
            site.build().refused(words).says(&["两个来源"]);
            assert!(!site.out().exists(), "{file}");
        }
    }

    #[test]
    fn what_the_publisher_keeps_for_itself_cannot_be_an_output() {
        let site = Site::sample();
        site.write("static/.gongkai/manifest.json", "{}");
        site.write("static/.git/config", "x");
        let run = site.build();
        assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
        assert!(!site.out().join(".git").exists());
        assert_ne!(
            site.tree().get(".gongkai/manifest.json").map(Vec::as_slice),
            Some(b"{}".as_slice())
        );
    }

    #[test]
    fn a_place_that_could_lose_something_is_no_output_folder() {
        let site = Site::sample();
        site.write("static/robots.txt", "");
        site.write("templates/site.css", "a{b:c}");
        site.write("notes/计划.txt", "x");
        site.write("file", "x");
        let before = common::tree(site.around());
        let cases: &[(&str, &[&str])] = &[
            ("", &["重叠"]),
            (".", &["重叠"]),
            ("..", &["重叠"]),
            ("content", &["重叠"]),
            ("content/new/out", &["重叠"]),
            ("templates", &["重叠"]),
            ("templates/out", &["重叠"]),
            ("static/out", &["重叠"]),
            ("none/../content", &["重叠"]),
            ("notes", &["notes", "计划.txt"]),
            ("file", &["file", "不是文件夹"]),
            ("file/out", &["file", "不是文件夹"]),
            ("site.toml", &["site.toml"]),
        ];
        for (out, words) in cases {
            let mut command = common::gongkai(&["build", "--root"]);
            command.arg(site.root()).arg("--out").arg(site.at(out));
            println!("{out}");
            run(&mut command).ended_with(2).for_a_clerk().says(words);
            common::assert_same(&before, &common::tree(site.around()), out);
        }
    }
}

/// Bytes that are not what the program reads.
mod encodings {
    use super::*;

    #[test]
    fn other_encodings_are_named_with_their_line_and_the_way_out() {
        let utf16: Vec<u8> = "\u{feff}年度: 2022\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf16_be: Vec<u8> = "\u{feff}年度: 2022\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let gbk = b"year: 2022\n\xC4\xEA\xB6\xC8: 2022\n".to_vec();
        let broken = b"year: 2022\n# \xFF\n".to_vec();
        for file in [
            YAML,
            TEXT,
            "site.toml",
            "templates/report.html",
            "content/guide.md",
        ] {
            for (bytes, words) in [
                (&utf16, "UTF-16"),
                (&utf16_be, "UTF-16"),
                (&gbk, "GBK（ANSI）编码，不是 UTF-8，从第 2 行起"),
                (&broken, "第 2 行有不是 UTF-8 的字节"),
            ] {
                let site = Site::sample();
                site.write(file, bytes);
                site.build().refused(&[file, words, "另存为"]);
            }
        }
    }

    #[test]
    fn utf16_without_its_mark_is_refused() {
        let bytes: Vec<u8> = "year: 2022\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for file in [YAML, "site.toml"] {
            let site = Site::sample();
            site.write(file, &bytes);
            site.build().refused(&[file]);
        }
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
        let (unix, windows) = (Site::portal(), Site::portal());
        for name in common::tree(&windows.root())
            .keys()
            .filter(|name| !name.ends_with(".csv") && !name.starts_with("static/"))
        {
            windows.edit(name, |text| {
                format!("\u{feff}{}", text.replace('\n', "\r\n"))
            });
        }
        let (one, other) = (unix.build().clean(), windows.build().clean());
        assert_eq!((one.stderr, other.stderr), (String::new(), String::new()));
        common::assert_same(&unix.tree(), &windows.tree(), "BOM and CRLF");
    }

    #[test]
    fn places_are_right_after_a_byte_order_mark_and_windows_line_ends() {
        let site = Site::sample();
        site.edit(YAML, |text| {
            format!(
                "\u{feff}{}",
                text.replace("60", "六十").replace('\n', "\r\n")
            )
        });
        site.build().refused(&["report.yaml:4:9", "六十"]);
        let site = Site::sample();
        site.edit(YAML, |text| {
            format!("\u{feff}{}", text.replace("年度:", "年度："))
        });
        site.build().refused(&["report.yaml:1:3"]);
        let site = Site::sample();
        site.edit("site.toml", |text| {
            format!(
                "\u{feff}{}",
                text.replace("name = \"测试镇人民政府\"\n\n", "nmae = \"甲\"\r\n")
            )
        });
        site.build().refused(&["site.toml:2:1", "是不是 name"]);
    }

    #[test]
    fn no_control_sequence_of_a_file_reaches_the_terminal() {
        const ESC: &str = "\u{1b}]0;pwned\u{7}\u{1b}[2J\u{9b}31m";
        let mut sites = vec![
            data(format!("年度: 2022\n表二: {{行政处罚: \"{ESC}\"}}\n")),
            data("年度: 2022\n\"\\e]0;pwned\\a\\u009b\": 1\n表二: {行政处罚: \"\\e[2J\"}\n"),
            data("年度: 2022\n标题: \"\\e]0;pwned\\a\"\n成文日期: \"\\e[2J\"\n表二:\n"),
            prose(&format!("[甲]({ESC})")),
            prose(&format!("<b>{ESC}")),
            prose(&format!("[甲](nope{ESC}.md)")),
        ];
        for (file, text) in [
            (
                "site.toml",
                format!("[site]\nname = \"{ESC}\"\n{ESC} = 1\n"),
            ),
            ("templates/report.html", format!("{{{{ page.{ESC} }}}}")),
            (
                "templates/report.html",
                format!("{{% extends \"{ESC}\" %}}"),
            ),
            ("content/guide.md", format!("---\n标题: \"{ESC}\"\n")),
        ] {
            let site = Site::sample();
            site.write(file, text);
            sites.push(site);
        }
        if cfg!(unix) {
            let site = Site::sample();
            site.write(&format!("content/{ESC}.md"), "x");
            site.write(&format!("static/{ESC}.txt"), "x");
            sites.push(site);
        }
        for (at, site) in sites.iter().enumerate() {
            let run = run(site.command().env("CLICOLOR_FORCE", "1"));
            println!("{at}: {}", run.stderr.escape_debug());
            assert_tame(&run.stderr);
            assert_tame(&run.stdout);
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_control_sequence_of_a_foreign_file_name_reaches_the_terminal() {
        let site = Site::sample();
        fs::create_dir(site.out()).expect("a folder");
        fs::write(site.out().join("\u{1b}]0;pwned\u{7}"), "x").expect("a file");
        let run = run(site.command().env("CLICOLOR_FORCE", "1")).ended_with(2);
        assert_tame(&run.stderr);
    }

    /// Only line ends and our own colours.
    fn assert_tame(said: &str) {
        let mut rest = said;
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            let end = after.find(|c: char| !c.is_ascii_digit() && c != ';');
            let end = end.filter(|end| after[*end..].starts_with('m'));
            rest = end.map_or_else(
                || panic!("a foreign sequence: {after:?}"),
                |end| &after[end + 1..],
            );
        }
        plain.push_str(rest);
        let control = plain.find(|c: char| c.is_control() && c != '\n');
        assert_eq!(control, None, "{plain:?}");
    }
}

/// Text of the sources never becomes markup.
mod markup {
    use super::*;

    const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></title></style><!--{{ 7*7 }}&lt;b&gt;`=";

    /// Every text field of every kind of file holds the evil text.
    fn infested(text: &str) -> Site {
        let site = Site::portal();
        let yaml = format!("'{}'", text.replace('\'', "''"));
        let toml = format!("\"{}\"", text.replace('"', "\\\""));
        let markdown: String = text
            .chars()
            .map(|c| {
                if c.is_ascii_punctuation() {
                    format!("\\{c}")
                } else {
                    c.to_string()
                }
            })
            .collect();
        site.edit(YAML, |old| {
            format!("标题: {yaml}\n机关: {yaml}\n索引号: {yaml}\n文号: {yaml}\n{old}")
        });
        site.edit("content/units/qinghe/unit.yaml", |_| {
            let contact = [
                "工作机构",
                "办公地址",
                "邮政编码",
                "办公时间",
                "联系电话",
                "传真号码",
                "电子邮箱",
            ];
            let contact: String = contact
                .iter()
                .map(|key| format!("  {key}: {yaml}\n"))
                .collect();
            format!("名称: {yaml}\n简称: {yaml}\n所属: {yaml}\n联系方式:\n{contact}")
        });
        site.edit("site.toml", |_| {
            let contact = ["department", "address", "postcode", "hours", "phone", "fax", "email"];
            let contact: String = contact.iter().map(|key| format!("{key} = {toml}\n")).collect();
            format!("[site]\nname = {toml}\nicp = {toml}\nportal = {{name = {toml}, url = \"https://a.cn/'onclick='x\"}}\n[organization]\nname = {toml}\nshort_name = {toml}\ncounty = {toml}\n[organization.contact]\n{contact}")
        });
        site.edit("content/policies/fee.md", |_| {
            format!("---\n标题: {yaml}\n内容概述: {yaml}\n索引号: {yaml}\n文号: {yaml}\n---\n{markdown}\n")
        });
        site.edit("content/disclosure/plan/index.md", |_| {
            format!("# {markdown}\n")
        });
        site.edit("content/reports/2018/report.md", |_| {
            format!("## {markdown}\n\n- {markdown}\n\n> {markdown}\n\n[{markdown}](https://a.cn/ \"{markdown}\") ![{markdown}](https://a.cn/x.png)\n")
        });
        site
    }

    /// Neither a script nor an image nor a handler that is not the theme's.
    fn assert_harmless(name: &str, html: &Html, theme: &str) {
        for script in select(html, "script") {
            let inner: String = script.text().collect();
            if script.attr("type") == Some("application/ld+json") {
                serde_json::from_str::<serde_json::Value>(&inner).expect("JSON");
            } else {
                assert_eq!(inner, theme, "{name}: a script that is not ours");
            }
        }
        for element in html.root_element().descendent_elements() {
            let element = element.value();
            for (attribute, value) in element.attrs() {
                assert!(!attribute.starts_with("on"), "{name}: {element:?}");
                let scheme = value.trim().to_lowercase();
                assert!(!scheme.starts_with("javascript:"), "{name}: {element:?}");
                let known = [
                    "src",
                    "href",
                    "class",
                    "id",
                    "name",
                    "content",
                    "lang",
                    "charset",
                    "http-equiv",
                    "rel",
                    "type",
                    "tabindex",
                    "role",
                    "scope",
                    "headers",
                    "colspan",
                    "rowspan",
                    "datetime",
                    "alt",
                    "title",
                    "start",
                    "value",
                ];
                assert!(
                    known.contains(&attribute) || attribute.starts_with("aria-"),
                    "{name}: the attribute {attribute} came from outside: {element:?}"
                );
            }
        }
        for image in select(html, "img") {
            assert_eq!(image.attr("src"), Some("https://a.cn/x.png"), "{name}");
        }
        assert_eq!(select(html, "style").len(), 1, "{name}");
    }

    #[test]
    fn nothing_that_is_typed_becomes_markup() {
        let plain = Site::portal();
        plain.build().clean();
        let theme: String = select(&plain.html("index.html"), "script:not([type])")[0]
            .text()
            .collect();
        let site = infested(EVIL);
        site.build().clean();
        let pages: Vec<String> = site
            .names()
            .into_iter()
            .filter(|name| name.ends_with(".html"))
            .collect();
        assert!(pages.len() >= 10, "{pages:?}");
        for name in pages {
            assert_harmless(&name, &site.html(&name), &theme);
        }
        let html = site.html(PAGE);
        assert_eq!(texts(&html, "h1"), [EVIL]);
        assert!(
            texts(&html, "dl.meta dd")
                .iter()
                .filter(|text| *text == EVIL)
                .count()
                >= 3
        );
        let html = site.html("policies/fee.html");
        assert_eq!(texts(&html, "h1"), [EVIL]);
        assert_eq!(texts(&html, ".prose p"), [EVIL]);
        let description = select(&html, "meta[name=description]");
        assert_eq!(description[0].attr("content"), Some(EVIL));
        let html = site.html("reports/2018/index.html");
        assert_eq!(texts(&html, "#s1"), [EVIL]);
        assert_eq!(texts(&html, "article li"), [EVIL]);
        let link = select(&html, "article p > a");
        assert_eq!(
            (text(link[0]).as_str(), link[0].attr("title")),
            (EVIL, Some(EVIL))
        );
        let image = select(&html, "article img");
        assert_eq!(image[0].attr("alt"), Some(EVIL));
    }

    #[test]
    fn the_name_of_a_file_becomes_neither_markup_nor_an_attribute() {
        let site = Site::sample();
        let names = [
            "a' onclick='alert(1).pdf",
            "&lt;script&gt;.pdf",
            "a=b onmouseover=x.pdf",
            "`{{ 7-7 }}`.pdf",
            "javascript&colon;alert(1).pdf",
            "附件#1 ％00.pdf",
            "a%2e%2e%2fb.pdf",
            "a+b&copy=1;.pdf",
        ];
        for name in names {
            site.write(&format!("content/reports/2022/files/{name}"), "x");
        }
        site.build().clean();
        let html = site.html(PAGE);
        let theme: String = select(&html, "script:not([type])")[0].text().collect();
        assert_harmless(PAGE, &html, &theme);
        let links = select(&html, ".files a");
        assert_eq!(links.len(), names.len());
        for link in links {
            let href = link.attr("href").expect("a link");
            let path = percent_encoding::percent_decode_str(href)
                .decode_utf8()
                .expect("text");
            let name = path.strip_prefix("files/").expect("a file beside the page");
            assert!(names.contains(&name), "{name}");
            assert!(
                site.out()
                    .join("reports/2022")
                    .join(path.as_ref())
                    .is_file(),
                "{href}"
            );
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            assert!(text(link).starts_with(stem), "{name}: {}", text(link));
        }
    }

    #[test]
    fn raw_html_in_a_narrative_is_refused_at_its_place() {
        for (markdown, words) in [
            ("好<b>粗</b>", "md:3:2"),
            ("<script>alert(1)</script>", "md:3:1"),
            ("<!-- 注释 -->", "md:3:1"),
            ("<table><tr><td>甲</td></tr></table>", "md:3:1"),
            ("甲\n<img src=x onerror=alert(1)>", "md:4:1"),
        ] {
            prose(markdown).build().refused(&[words, "网页代码"]);
        }
    }

    #[test]
    fn links_that_would_run_code_or_leave_the_site_are_refused() {
        for target in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#10;script:alert(1)",
            "&#106;avascript:alert(1)",
            "<  javascript:alert(1)>",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "../../../../etc/passwd",
            "..%2f..%2f..%2f..%2fetc/passwd",
            "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "//evil.example/x",
            "/etc/passwd",
            "\\\\evil.example\\x",
            "/\\evil.example",
        ] {
            for mark in ["", "!"] {
                println!("{mark}[甲]({target})");
                prose(&format!("{mark}[甲]({target})"))
                    .build()
                    .refused(&["report.md:3:1"]);
            }
        }
    }

    #[test]
    fn dead_links_are_named_at_their_place() {
        for (markdown, words) in [
            (
                "见[甲](../2021/report.md)。",
                &["md:3:2", "没有对应的文件", "content/reports/2021/report.md"] as &[&str],
            ),
            ("见[甲](files/没有.pdf)。", &["md:3:2", "files/没有.pdf"]),
            ("![图](files/没有.png)", &["md:3:1", "files/没有.png"]),
            ("见[甲](#nope)。", &["md:3:2", "指到的位置不存在"]),
            ("见[甲](report.md#s9)。", &["md:3:2", "指到的位置不存在"]),
            ("见[甲]()。", &["md:3:2", "没有写地址"]),
        ] {
            let site = prose(markdown);
            site.build().refused(words);
            assert!(!site.out().exists());
        }
    }

    #[test]
    fn a_list_can_be_linked_to_by_its_folder_and_by_its_address() {
        for target in [
            "disclosure/",
            "disclosure",
            "disclosure/index.html",
            "policies/",
        ] {
            let site = Site::portal();
            site.replace(
                "content/apply.md",
                "请来信。",
                &format!("见[清单]({target})。"),
            );
            println!("{target}");
            site.build().clean();
            assert!(site.page("apply.html").contains("/index.html"));
        }
    }

    #[test]
    fn an_anchor_on_another_page_is_followed_there() {
        let site = Site::portal();
        site.build().clean();
        let before = site.tree();
        site.replace("content/guide.md", "report.md#s3", "report.md#s33");
        site.build()
            .refused(&["content/guide.md:3:2", "report", "指到的位置不存在"]);
        common::assert_same(&before, &site.tree(), "a refused build");
        site.replace("content/guide.md", "report.md#s33", "report.md#s4")
            .build()
            .clean();
        assert!(
            site.page("guide.html")
                .contains("reports/2022/index.html#s4")
        );
    }

    #[test]
    fn a_page_that_stands_is_told_when_what_it_links_to_goes() {
        let site = Site::portal();
        site.build().clean();
        let before = site.tree();
        site.replace(
            "content/reports/2020/report.md",
            "## 五、存在的主要问题及改进情况\n\n见附件[表](files/表%20一.csv)。\n",
            "",
        );
        site.build().clean();
        site.remove("content/reports/2020");
        site.build()
            .refused(&["content/reports/2022/report.md:3:", "没有对应的文件"]);
        assert_ne!(before, site.tree());
    }

    #[test]
    fn a_dead_link_of_a_template_is_the_templates() {
        let site = Site::sample();
        site.write("templates/base.html", "{% extends \"default/base.html\" %}{% block footer_extra %}<a href=\"no.html\">甲</a>{% endblock footer_extra %}");
        site.build().refused(&["no.html", "templates/"]);
    }
}

/// Templates that cannot work.
mod templates {
    use super::*;

    #[test]
    fn a_missing_field_names_template_line_fields_and_page() {
        let site = Site::sample();
        site.write("templates/report.html", "{% extends \"default/report.html\" %}\n{% block source %}\n<p>{{ report.ttile }}</p>\n{% endblock source %}");
        site.build().refused(&[
            "templates/report.html:3:14",
            "没有的字段 ttile",
            "signature",
            "year",
            YAML,
        ]);
    }

    #[test]
    fn a_missing_variable_names_template_line_and_page() {
        let site = Site::sample();
        site.write("templates/index.html", "{% extends \"default/index.html\" %}\n{% block purpose %}{{ nothing }}{% endblock purpose %}");
        site.build()
            .refused(&["templates/index.html:2:", "nothing", "site.toml"]);
    }

    #[test]
    fn faults_of_syntax_are_all_reported_at_once() {
        let site = Site::sample();
        site.write("templates/report.html", "{% extends \"default/report.html\" %}\n{% block source %}{{ report.year {% endblock %}");
        site.write("templates/list.html", "<p>\n\n{% if %}</p>");
        let run = site.build().refused(&[
            "templates/report.html:2:",
            "templates/list.html:3:",
            "模板的写法不对",
        ]);
        assert!(run.stderr.contains("2 处必须改"), "{}", run.stderr);
    }

    #[test]
    fn templates_that_extend_each_other_are_one_fault() {
        let site = Site::sample();
        site.write("templates/report.html", "{% extends \"own.html\" %}");
        site.write("templates/own.html", "{% extends \"report.html\" %}");
        let run = site
            .build()
            .in_time("a circle")
            .refused(&["templates/", "绕成了一圈"]);
        assert!(
            !run.stderr.contains("不存在"),
            "both files exist:\n{}",
            run.stderr
        );
    }

    #[test]
    fn a_template_that_extends_or_includes_itself_is_refused() {
        for text in [
            "{% extends \"report.html\" %}",
            "{% include \"report.html\" %}",
        ] {
            let site = Site::sample();
            site.write("templates/report.html", text);
            site.build()
                .in_time(text)
                .refused(&["templates/report.html", "绕成了一圈"]);
        }
    }

    #[test]
    fn a_missing_parent_or_part_is_named() {
        for (text, name) in [
            ("{% extends \"nope.html\" %}", "nope.html"),
            ("甲\n{% include \"teil.html\" %}", "teil.html"),
            ("{{ <nope/> }}", "nope"),
            ("{{ 1 | nope }}", "nope"),
        ] {
            let site = Site::sample();
            site.write("templates/report.html", text);
            site.build().refused(&["templates/report.html", name]);
        }
    }

    #[test]
    fn a_template_cannot_reach_the_machine() {
        for call in [
            "now()",
            "get_env(name=\"PATH\")",
            "load_data(path=\"/etc/passwd\")",
            "get_random(start=0, end=9)",
        ] {
            let site = Site::sample();
            site.write("templates/report.html", format!("{{{{ {call} }}}}"));
            site.build().refused(&["templates/report.html"]);
        }
    }
}

/// Whole sites that are no sites.
mod sites {
    use super::*;

    #[test]
    fn an_empty_content_folder_is_named() {
        let site = Site::sample();
        site.remove("content");
        site.build().refused(&["content", "还没有年度报告"]);
        fs::create_dir(site.at("content")).expect("a folder");
        site.build().refused(&["content", "还没有年度报告"]);
    }

    #[test]
    fn a_folder_without_site_toml_is_no_site() {
        let site = Site::sample();
        site.remove("site.toml");
        site.build().refused(&["site.toml", "--root"]);
        let nowhere = site.around().join("nowhere");
        let mut command = common::gongkai(&["build", "--root"]);
        run(command.arg(nowhere)).refused(&["site.toml", "--root"]);
    }

    #[test]
    fn a_narrative_without_data_is_named() {
        let site = Site::sample();
        site.remove(YAML);
        site.build().refused(&[TEXT, "report.yaml"]);
    }

    #[test]
    fn a_narrative_is_not_blamed_for_data_that_cannot_be_read() {
        let site = Site::sample();
        site.replace(YAML, "年度: 2022", "年度: [");
        let run = site.build().refused(&[YAML]);
        assert!(
            !run.stderr.contains("在同一个文件夹里建 report.yaml"),
            "the file is there:\n{}",
            run.stderr
        );
    }

    #[test]
    fn data_without_a_narrative_builds_with_a_warning() {
        let site = Site::sample();
        site.remove(TEXT);
        site.build()
            .clean()
            .for_a_clerk()
            .says(&[YAML, "没有 report.md"]);
        assert_eq!(texts(&site.html(PAGE), "article h2").len(), 6);
    }

    #[test]
    fn unknown_keys_of_the_configuration_are_answered_with_the_nearest() {
        let site = Site::sample();
        site.write(
            "site.toml",
            "[site]\nname = \"甲\"\nbase_ulr = \"https://a.cn/\"\n[organisation]\nname = \"甲\"\n",
        );
        site.build().refused(&[
            "site.toml:3:1",
            "是不是 base_url",
            "site.toml:4:2",
            "是不是 organization",
        ]);
    }

    #[test]
    fn all_faults_of_the_configuration_come_at_once() {
        let site = Site::sample();
        site.write("site.toml", "[site]\nname = 1\nid_code = \"12\"\ndomain = \"https://a.cn\"\nbase_url = \"a.cn\"\npolice = \"12\"\nportal = \"甲\"\n[organization]\nname = \"甲\"\nkind = \"公司\"\n");
        let run = site.build().refused(&[
            "toml:2:8",
            "toml:3:11",
            "toml:4:10",
            "toml:5:12",
            "toml:6:10",
            "toml:7:10",
            "toml:10:8",
        ]);
        assert_sorted(&run.stderr);
    }

    #[test]
    fn a_configuration_that_is_no_toml_is_explained() {
        for (text, words) in [
            (
                "[site]\nname = 甲\n[organization]\nname = \"甲\"\n",
                "toml:2:8",
            ),
            (
                "[site]\nname = “甲”\n[organization]\nname = \"甲\"\n",
                "toml:2:8",
            ),
            (
                "[site]\nname： \"甲\"\n[organization]\nname = \"甲\"\n",
                "toml:2:",
            ),
            (
                "[site]\nname = \"甲\"\nname = \"乙\"\n[organization]\nname = \"甲\"\n",
                "toml:3:1",
            ),
            (
                "[site\nname = \"甲\"\n[organization]\nname = \"甲\"\n",
                "toml:1:",
            ),
        ] {
            let site = Site::sample();
            site.write("site.toml", text);
            println!("{text}");
            site.build().refused(&[words]);
        }
    }

    #[test]
    fn faults_of_all_files_come_at_once_and_in_reading_order() {
        let site = Site::portal();
        site.replace("site.toml", "icp =", "ipc =");
        site.replace(YAML, "行政处罚: 60", "行政处罚: 六十\n  行政处法: 1");
        site.replace("content/reports/2020/report.yaml", "表四", "表事");
        site.replace(TEXT, "好。", "<b>好</b>[甲](nope.md)");
        site.replace("content/policies/fee.md", "2021-05-01", "五月一日");
        site.replace("content/units/qinghe/unit.yaml", "乡镇", "村");
        site.write("templates/report.html", "{% extends \"nope.html\" %}");
        site.write("static/index.html", "x");
        site.write("content/多余.bin", "x");
        let run = site.build().refused(&[
            "content/policies/fee.md:3:",
            "content/reports/2020/report.yaml:5:1",
            "content/reports/2022/report.md:3:",
            "content/reports/2022/report.yaml:6:",
            "content/reports/2022/report.yaml:7:3",
            "content/units/qinghe/unit.yaml:3:",
            "content/多余.bin",
            "site.toml:5:1",
            "static/index.html",
            "templates/report.html",
        ]);
        assert_sorted(&run.stderr);
        let again = site.build();
        assert_eq!(run.stderr, again.stderr, "another order");
    }

    /// The places of the findings (not those that they also mention) ascend.
    fn assert_sorted(said: &str) {
        let place = |line: &str| {
            let (_, place) = line.split_once("--> ")?;
            let mut parts = place.split(':');
            let file = parts.next()?.to_owned();
            let mut number = || {
                parts
                    .next()
                    .and_then(|part| part.trim().parse::<usize>().ok())
                    .unwrap_or(0)
            };
            Some((file, number(), number()))
        };
        let places: Vec<_> = said.lines().filter_map(place).collect();
        assert!(places.len() > 5, "{said}");
        assert!(places.is_sorted(), "{places:#?}");
    }

    #[test]
    fn tables_that_are_missing_are_named_in_their_order() {
        let run = data("年度: 2022\n").build().refused(&[]);
        let at = |name: &str| {
            run.stderr
                .find(&format!("没有写“{name}”"))
                .expect("the table")
        };
        assert!(
            at("表二") < at("表三") && at("表三") < at("表四"),
            "{}",
            run.stderr
        );
    }

    #[test]
    fn the_sample_itself_is_without_fault() {
        let run = Site::from(SAMPLE).build().clean();
        assert_eq!(run.stderr, "");
    }
}
