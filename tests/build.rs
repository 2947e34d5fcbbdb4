//! `gongkai build` as the person at the keyboard meets it: what it prints and
//! where, how it ends, and what lies in the output folder afterwards.

mod common;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Run, Site, finish, gongkai, run, select, text, texts, tree};

const YAML: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "reports/2022/index.html";

/// A second year beside the sample's.
fn with_year(site: &Site, year: u16, more: &str) {
    let rest = "表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n";
    site.write(
        &format!("content/reports/{year}/report.yaml"),
        format!("年度: {year}\n{more}{rest}"),
    );
    site.write(
        &format!("content/reports/{year}/report.md"),
        site.read("content/reports/2022/report.md"),
    );
}

/// The receipt without the seconds, which nobody can foretell.
fn receipt(run: &Run, site: &Site) -> Vec<String> {
    let out = site.out().display().to_string();
    let line = |line: &str| {
        let line = line.split("   用时 ").next().expect("a start");
        line.replace(&out, "OUT")
    };
    run.stdout.lines().map(line).collect()
}

mod receipts {
    use super::*;

    #[test]
    fn the_receipt_says_what_was_made_and_goes_to_the_output_stream() {
        let site = Site::portal();
        let run = site.build().clean().for_a_clerk();
        let lines = receipt(&run, &site);
        assert!(
            lines[0].starts_with("已生成 OUT   3 个年度  4 份报告  14 个页面  16 个文件  共 "),
            "{lines:#?}"
        );
        assert!(run.stdout.contains("   用时 "), "{}", run.stdout);
        assert!(lines[1].starts_with("最大页面 reports/20"), "{lines:#?}");
        assert!(lines[1].ends_with(" 个，全部有效"), "{lines:#?}");
        assert_eq!(lines[2], "重新制作 14 页，写了 16 个文件，其余 0 个没有变");
    }

    #[test]
    fn a_build_that_changes_nothing_says_so() {
        let site = Site::sample();
        site.build().clean();
        let run = site.build().clean().for_a_clerk();
        assert_eq!(receipt(&run, &site)[2], "和上次一样，没有改动任何文件");
    }

    #[test]
    fn what_was_made_anew_is_counted() {
        let site = Site::sample();
        site.build().clean();
        site.replace(YAML, "60", "61");
        let run = site.build().clean();
        assert_eq!(
            receipt(&run, &site)[2],
            "重新制作 2 页，写了 2 个文件，其余 1 个没有变"
        );
    }

    #[test]
    fn the_sitemap_is_no_page() {
        let site = Site::sample();
        let run = site
            .build_with(&["--base-url", "https://a.gov.cn/"])
            .clean();
        assert!(
            receipt(&run, &site)[2].starts_with("重新制作 3 页，写了 4 个文件"),
            "{}",
            run.stdout
        );
    }

    #[test]
    fn a_report_that_was_removed_is_taken_down_and_named() {
        let site = Site::sample();
        with_year(&site, 2021, "");
        site.write("content/reports/2021/files/表.csv", "1");
        site.build().clean();
        site.remove("content/reports/2021");
        let run = site.build().clean().for_a_clerk();
        let lines = receipt(&run, &site);
        let at = lines
            .iter()
            .position(|line| line == "已从网站上撤下（2 个）：")
            .expect("the list");
        assert_eq!(
            lines[at + 1..at + 3],
            ["  reports/2021/files/表.csv", "  reports/2021/index.html"]
        );
        assert!(!site.out().join("reports/2021").exists());
        assert!(!site.page("index.html").contains("2021"));
    }

    #[test]
    fn a_removed_page_that_somebody_changed_stays_and_is_named() {
        let site = Site::sample();
        with_year(&site, 2021, "");
        site.build().clean();
        fs::write(site.out().join("reports/2021/index.html"), "改过").expect("a page");
        site.remove("content/reports/2021");
        let run = site.build().clean();
        assert!(
            run.stdout
                .contains("有人改动过，留在原处（1 个）：\n  reports/2021/index.html"),
            "{}",
            run.stdout
        );
        assert_eq!(site.page("reports/2021/index.html"), "改过");
    }

    #[test]
    fn foreign_files_in_the_output_folder_survive() {
        let site = Site::sample();
        site.build().clean();
        for name in [
            "CNAME",
            ".git/HEAD",
            "旧栏目/index.html",
            "reports/2022/别的.pdf",
        ] {
            let path = site.out().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
            fs::write(path, name).expect("a file");
        }
        with_year(&site, 2021, "");
        site.build().clean();
        site.remove("content/reports/2022");
        site.build().clean();
        for name in [
            "CNAME",
            ".git/HEAD",
            "旧栏目/index.html",
            "reports/2022/别的.pdf",
        ] {
            assert_eq!(site.page(name), name);
        }
        assert!(!site.out().join(PAGE).exists());
    }

    #[test]
    fn a_foreign_file_in_the_place_of_a_page_is_not_overwritten() {
        let site = Site::sample();
        site.build().clean();
        site.write("content/guide.md", "# 指南\n");
        fs::write(site.out().join("guide.html"), "别人的").expect("a file");
        let before = site.tree();
        let run = site.build().for_a_clerk();
        assert!(matches!(run.code, Some(1..=3)), "{run:?}");
        assert!(run.stderr.contains("guide.html"), "{}", run.stderr);
        common::assert_same(&before, &site.tree(), "a refused build");
    }

    #[test]
    fn findings_go_to_the_error_stream_and_are_summed_up_in_the_receipt() {
        let site = Site::sample();
        site.replace(
            "content/reports/2022/report.md",
            "## 六、其他需要报告的事项\n\n无。\n",
            "",
        );
        let run = site.build().clean().for_a_clerk();
        assert!(
            run.stderr.contains("没有写“六、其他需要报告的事项”"),
            "{}",
            run.stderr
        );
        assert!(run.stdout.contains("建议看"), "{}", run.stdout);
        assert!(!run.stdout.contains("-->"), "{}", run.stdout);
    }

    #[test]
    fn a_refused_build_leaves_the_old_site_and_prints_no_receipt() {
        let site = Site::sample();
        site.build().clean();
        let before = site.tree();
        site.replace(YAML, "60", "六十");
        let run = site.build().refused(&["原来的网站没有改动"]);
        assert_eq!(run.stdout, "");
        common::assert_same(&before, &site.tree(), "a refused build");
    }

    #[test]
    fn without_out_the_site_goes_to_public_in_the_root() {
        let site = Site::sample();
        let mut command = gongkai(&["build", "--root"]);
        run(command.arg(site.root())).clean();
        assert!(site.at("public").join(PAGE).is_file());
        let mut command = gongkai(&["build"]);
        let again = run(command.current_dir(site.root())).clean();
        assert!(again.stdout.contains("和上次一样"), "{}", again.stdout);
    }
}

mod options {
    use super::*;

    #[test]
    fn a_command_that_is_not_understood_ends_with_two_and_says_why_in_chinese() {
        let cases: &[(&[&str], &str)] = &[
            (&["build", "--nope"], "没有“--nope”这个选项"),
            (&["build", "--draft"], "是不是“--drafts”"),
            (&["build", "多余"], "多余"),
            (&["nope"], "没有“nope”这个命令"),
            (&["biuld"], "是不是“build”"),
            (&["--nope"], "没有“--nope”这个选项"),
            (&["build", "--root"], "后面没有写内容"),
            (&["build", "--out"], "后面没有写内容"),
            (&["build", "--base-url"], "后面没有写内容"),
            (&["build", "--base-url", ""], "--base-url"),
            (&["build", "--base-url", "a.gov.cn"], "不能是“a.gov.cn”"),
            (
                &["build", "--base-url", "javascript:alert(1)"],
                "javascript",
            ),
            (
                &["build", "--base-url", "https://a.cn/?x=1"],
                "https://a.cn/?x=1",
            ),
            (
                &["build", "--base-url", "https://a.cn/\"onclick=\"x"],
                "onclick",
            ),
            (&["build", "--drafts", "--drafts"], "写了两次"),
            (&["build", "--drafts=1"], "gongkai --help"),
        ];
        for (arguments, words) in cases {
            println!("{arguments:?}");
            let run = run(&mut gongkai(arguments))
                .ended_with(2)
                .for_a_clerk()
                .says(&[words]);
            assert_eq!(run.stdout, "");
        }
    }

    #[test]
    fn help_is_chinese_and_no_failure() {
        for arguments in [
            &["--help"] as &[&str],
            &["-h"],
            &["build", "--help"],
            &["build", "-h"],
            &["--version"],
        ] {
            let run = run(&mut gongkai(arguments)).ended_with(0);
            assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{run:?}");
            for word in ["Usage", "Options", "Commands", "Print", "default", "error"] {
                assert!(!run.stdout.contains(word), "{}", run.stdout);
            }
        }
        run(&mut gongkai(&[])).ended_with(2).says(&["build"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_machine_ends_with_three() {
        let site = Site::sample();
        // A device takes no more than this; no rights of the user help there.
        let mut command = gongkai(&["build", "--root"]);
        command
            .arg(site.root())
            .args(["--out", "/proc/self/nope/out"]);
        let run = run(&mut command).for_a_clerk();
        assert_eq!(run.code, Some(3), "{run:?}");
        assert!(run.stderr.contains("/proc/self/nope"), "{}", run.stderr);
    }

    #[test]
    fn drafts_are_published_only_when_asked_for() {
        let site = Site::sample();
        with_year(&site, 2023, "草稿: true\n");
        site.write("content/about.md", "---\n标题: 关于\n草稿: true\n---\n稿\n");
        site.build().clean();
        assert_eq!(site.names(), ["404.html", "index.html", PAGE]);
        assert!(!site.page("index.html").contains("2023年政府信息"));
        site.build_with(&["--drafts"]).clean();
        assert!(site.page("index.html").contains("reports/2023/index.html"));
        assert!(site.out().join("about.html").is_file());
        let run = site.build().clean();
        assert!(
            run.stdout.contains("已从网站上撤下（2 个）"),
            "{}",
            run.stdout
        );
    }

    #[test]
    fn a_site_of_drafts_alone_says_how_to_see_them() {
        let site = Site::sample();
        site.edit(YAML, |text| format!("{text}草稿: true\n"));
        site.build().refused(&["都还是草稿", "--drafts"]);
        site.build_with(&["--drafts"]).clean();
    }

    #[test]
    fn a_link_to_a_draft_is_dead() {
        let site = Site::sample();
        with_year(&site, 2023, "草稿: true\n");
        site.replace(
            "content/reports/2022/report.md",
            "一切正常。",
            "见[甲](../2023/report.md)。",
        );
        site.build().refused(&["report.md:3:2"]);
        site.build_with(&["--drafts"]).clean();
    }

    #[test]
    fn a_base_address_gives_sitemap_canonical_links_and_a_404_that_leads_home() {
        let site = Site::portal();
        site.build().clean();
        assert!(!site.out().join("sitemap.xml").exists());
        assert_eq!(select(&site.html(PAGE), "link[rel=canonical]").len(), 0);
        assert!(
            select(&site.html("404.html"), "body a[href]:not(.skip)")
                .iter()
                .all(|link| {
                    link.attr("href")
                        .is_some_and(|href| href.starts_with("https://"))
                })
        );
        site.build_with(&["--base-url", "https://www.example.gov.cn/xxgk"])
            .clean();
        const BASE: &str = "https://www.example.gov.cn/xxgk/";
        let canonical = |page: &str| {
            let html = site.html(page);
            let links = select(&html, "link[rel=canonical]");
            links
                .first()
                .and_then(|link| link.attr("href"))
                .map(str::to_owned)
        };
        assert_eq!(canonical(PAGE), Some(format!("{BASE}reports/2022/")));
        assert_eq!(canonical("index.html"), Some(BASE.to_owned()));
        assert_eq!(canonical("guide.html"), Some(format!("{BASE}guide.html")));
        assert_eq!(canonical("404.html"), None);
        let html = site.html("404.html");
        let links = select(&html, "body a[href]:not(.skip)");
        assert!(links.len() >= 5, "{links:?}");
        for link in links {
            let href = link.attr("href").expect("a link");
            assert!(href.starts_with("https://"), "{href}");
        }
        let sitemap = site.page("sitemap.xml");
        let addresses: Vec<&str> = sitemap
            .split("<loc>")
            .skip(1)
            .filter_map(|rest| rest.split("</loc>").next())
            .collect();
        assert_eq!(
            addresses.len(),
            13,
            "every page but the 404: {addresses:#?}"
        );
        assert!(
            addresses.contains(&format!("{BASE}units/qinghe/reports/2022/").as_str()),
            "{addresses:#?}"
        );
        assert!(sitemap.contains("<lastmod>2023-01-20</lastmod>"));
    }

    #[test]
    fn other_pages_link_relatively_with_or_without_a_base_address() {
        let site = Site::portal();
        site.build_with(&["--base-url", "https://www.example.gov.cn/xxgk/"])
            .clean();
        let html = site.html("units/qinghe/reports/2022/index.html");
        let inside: Vec<&str> = select(&html, "body a[href]")
            .iter()
            .filter_map(|link| link.attr("href"))
            .filter(|href| !href.starts_with("https://"))
            .collect();
        assert!(
            inside.contains(&"../../index.html") && inside.contains(&"../../../../index.html"),
            "{inside:?}"
        );
    }
}

mod machines {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes_anywhere() {
        let settings: [&[(&str, &str)]; 4] = [
            &[
                ("RAYON_NUM_THREADS", "1"),
                ("TZ", "UTC"),
                ("LANG", "C"),
                ("LC_ALL", "C"),
            ],
            &[
                ("RAYON_NUM_THREADS", "4"),
                ("TZ", "Asia/Shanghai"),
                ("LANG", "zh_CN.UTF-8"),
                ("LC_ALL", "zh_CN.GBK"),
            ],
            &[
                ("RAYON_NUM_THREADS", "4"),
                ("TZ", "Pacific/Kiritimati"),
                ("LANG", "tr_TR.UTF-8"),
                ("LC_ALL", "tr_TR.UTF-8"),
            ],
            &[
                ("RAYON_NUM_THREADS", "1"),
                ("TZ", "America/Los_Angeles"),
                ("HOME", "/nonexistent"),
                ("SOURCE_DATE_EPOCH", "1"),
            ],
        ];
        let mut first = None;
        for environment in settings {
            let site = Site::portal();
            run(site
                .command()
                .args(["--base-url", "https://a.gov.cn/"])
                .envs(environment.iter().copied()))
            .clean();
            let tree = site.tree();
            assert!(tree.contains_key(".gongkai/manifest.json"));
            let first = first.get_or_insert_with(|| tree.clone());
            common::assert_same(first, &tree, &format!("{environment:?}"));
        }
    }

    #[test]
    fn no_page_tells_where_it_was_built() {
        let site = Site::portal();
        site.build().clean();
        let (root, out) = (
            site.root().display().to_string(),
            site.out().display().to_string(),
        );
        for (name, bytes) in site.tree() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&root) && !text.contains(&out), "{name}");
        }
    }

    /// About 2,000 reports of a hundred units.
    fn crowded() -> Site {
        let site = Site::sample();
        let (data, words) = (site.read(YAML), site.read("content/reports/2022/report.md"));
        for unit in 0..100 {
            site.write(
                &format!("content/units/u{unit}/unit.yaml"),
                format!("名称: 第{unit}镇\n"),
            );
            for year in 2021..2041 {
                let folder = format!("content/units/u{unit}/reports/{year}");
                site.write(
                    &format!("{folder}/report.yaml"),
                    data.replace("2022", &year.to_string()),
                );
                site.write(&format!("{folder}/report.md"), &words);
            }
        }
        site
    }

    #[cfg(unix)]
    #[test]
    fn ctrl_c_leaves_the_old_site_as_it_was() {
        let site = crowded();
        let units = site.around().join("units");
        fs::rename(site.at("content/units"), &units).expect("set aside");
        site.build().clean();
        let before = site.tree();
        fs::rename(&units, site.at("content/units")).expect("put back");
        let begun = Instant::now();
        let mut command = site.command();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // The first page is being written when this folder appears.
        let stage = site.out().join(".gongkai/stage");
        while !stage.exists() && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        let asked = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        let stopped = asked.is_ok_and(|status| status.success());
        let run = finish(child, begun, Duration::from_secs(120));
        println!("stopped after {:.2?}: {:?}", run.elapsed, run.code);
        if run.code == Some(0) {
            assert!(!stopped || run.stdout.contains("已生成"), "{run:?}");
            return;
        }
        let run = run
            .ended_with(3)
            .for_a_clerk()
            .says(&["已停止", "没有改动"]);
        assert_eq!(run.stdout, "");
        common::assert_same(&before, &site.tree(), "an interrupted build");
    }

    #[test]
    fn two_builds_at_once_do_not_mix() {
        let site = Site::portal();
        let mut children: Vec<_> = (0..4)
            .map(|_| {
                let mut command = site.command();
                command
                    .stdin(Stdio::null())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped());
                command.spawn().expect("the program starts")
            })
            .collect();
        let runs: Vec<Run> = children
            .drain(..)
            .map(|child| finish(child, Instant::now(), common::LIMIT))
            .collect();
        assert!(runs.iter().any(|run| run.code == Some(0)), "{runs:#?}");
        for run in runs {
            let fine = run.code == Some(0)
                || run.code == Some(3) && run.stderr.contains("另一次生成正在写");
            assert!(fine, "{run:?}");
        }
        let alone = Site::portal();
        alone.build().clean();
        common::assert_same(&alone.tree(), &site.tree(), "four builds at once");
    }
}

mod pages {
    use super::*;

    #[test]
    fn a_unit_has_the_same_kinds_of_pages_as_the_owner() {
        let site = Site::portal();
        // The owner's whole folder drops into units/ unchanged.
        for (name, bytes) in tree(&site.at("content")) {
            if !name.starts_with("units/") {
                site.write(&format!("content/units/x/{name}"), bytes);
            }
        }
        site.write("content/units/x/unit.yaml", "名称: 清水镇人民政府\n");
        site.build().clean();
        let names = site.names();
        let own: Vec<&String> = names
            .iter()
            .filter(|name| {
                !name.starts_with("units/") && *name != "404.html" && *name != "robots.txt"
            })
            .collect();
        assert!(own.len() >= 9, "{own:?}");
        for name in own {
            assert!(
                names.contains(&format!("units/x/{name}")),
                "{name} is missing in {names:#?}"
            );
        }
        let html = site.html("units/x/reports/2022/index.html");
        assert_eq!(
            texts(&html, "h1"),
            ["清水镇人民政府2022年政府信息公开工作年度报告"]
        );
        let html = site.html("index.html");
        let units = texts(&html, "table:not(.years) tbody th");
        assert_eq!(units, ["清河镇人民政府", "清水镇人民政府"]);
    }

    /// The data cells of one table of the 2022 report, as printed.
    fn cells(site: &Site, table: &str) -> Vec<String> {
        texts(&site.html(PAGE), &format!("#{table} tbody td"))
    }

    #[test]
    fn every_kind_of_value_is_printed_as_it_was_typed() {
        let site = Site::sample();
        site.edit(YAML, |_| {
            "年度: 2022\n成文日期: 2023-01-10\n表二:\n  规章: [1, 0, null]\n  行政规范性文件: {制发: 不适用, 废止: /, 现行有效: \"12\"}\n  行政许可: 1200\n  行政处罚:\n  行政强制: -\n  行政事业性收费: 12.50\n\
             表三:\n  本年新收: {自然人: 3, 总计: 4}\n  其余为零: true\n表四: {其余为零: true}\n".to_owned()
        });
        let run = site.build_with(&["--force"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(cells(&site, "t2a"), ["1", "0", "", "不适用", "/", "12"]);
        assert_eq!(cells(&site, "t2b"), ["1200"]);
        assert_eq!(cells(&site, "t2c"), ["", "-"]);
        assert_eq!(cells(&site, "t2d"), ["12.50"]);
        // A typed total is a record: it is printed, and doubted.
        assert_eq!(cells(&site, "t3")[..7], ["3", "0", "0", "0", "0", "0", "4"]);
        assert!(run.stdout.contains("1 处必须改"), "{}", run.stdout);
    }

    #[test]
    fn a_blank_cell_is_an_empty_element_and_zero_is_a_zero() {
        let site = Site::sample();
        site.replace(YAML, "  行政处罚: 60\n  其余为零: true", "  行政强制: 0");
        let run = site.build_with(&["--force"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let html = site.html(PAGE);
        let row = select(&html, "#t2c tbody td");
        assert_eq!(
            (row[0].inner_html().as_str(), text(row[1]).as_str()),
            ("", "0")
        );
        assert_eq!(row[0].attr("class"), Some("e"));
        assert_eq!(cells(&site, "t2a"), [""; 6]);
    }

    #[test]
    fn totals_are_added_up_where_they_are_not_typed() {
        let site = Site::portal();
        site.build().clean();
        let cells = cells(&site, "t3");
        assert_eq!(cells.len(), 25 * 7);
        assert_eq!(cells[..7], ["3", "0", "0", "0", "0", "0", "3"]);
        // （七）总计 is the last row but one.
        assert_eq!(cells[23 * 7..24 * 7], ["3", "0", "0", "0", "0", "0", "3"]);
        assert_eq!(cells[24 * 7..], ["0"; 7]);
    }

    #[test]
    fn a_year_of_the_older_form_has_its_labels() {
        let site = Site::portal();
        site.build().clean();
        let html = site.html("reports/2020/index.html");
        assert_eq!(
            texts(&html, "#t2a thead th"),
            [
                "信息内容",
                "本年新制作数量",
                "本年新公开数量",
                "对外公开总数量"
            ]
        );
        assert_eq!(
            texts(&html, "#t2b thead th"),
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
        );
        assert_eq!(
            texts(&html, "#t2e thead th"),
            ["信息内容", "采购项目数量", "采购总金额"]
        );
        assert_eq!(
            texts(&html, "#t2b tbody th"),
            ["行政许可", "其他对外管理服务事项"]
        );
        assert_eq!(texts(&html, "#t3 tbody td").len(), 23 * 7);
        assert_eq!(
            texts(&site.html("reports/2018/index.html"), "table").len(),
            0
        );
    }
}
