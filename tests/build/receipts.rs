use super::*;

#[test]
fn the_receipt_says_what_was_made_and_goes_to_the_output_stream() {
    let site = TestSite::portal();
    let run = site.build().clean().for_a_clerk();
    let lines = receipt(&run, &site);
    assert!(
        lines[0].starts_with("已生成 OUT   3 个年度  4 份报告  26 个页面  67 个文件  共 "),
        "{lines:#?}"
    );
    assert!(run.stdout.contains("   用时 "), "{}", run.stdout);
    assert!(lines[1].starts_with("最大页面 reports/20"), "{lines:#?}");
    assert!(lines[1].ends_with(" 个，全部有效"), "{lines:#?}");
    assert_eq!(lines[2], "重新制作 26 页，写了 67 个文件，其余 0 个没有变");
}

#[test]
fn a_build_that_changes_nothing_says_so() {
    let site = TestSite::sample();
    site.build().clean();
    let run = site.build().clean().for_a_clerk();
    assert_eq!(receipt(&run, &site)[2], "和上次一样，没有改动任何文件");
}

#[test]
fn what_was_made_anew_is_counted() {
    let site = TestSite::sample();
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
    let site = TestSite::sample();
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
    let site = TestSite::sample();
    with_year(&site, 2021, "");
    site.write("content/reports/2021/files/表.csv", "1");
    site.build().clean();
    site.remove("content/reports/2021");
    let run = site.build().clean().for_a_clerk();
    let lines = receipt(&run, &site);
    let at = lines
        .iter()
        .position(|line| line == "已从网站上撤下（3 个）：")
        .expect("the list");
    assert_eq!(
        lines[at + 1..at + 4],
        [
            "  reports/2021/files/表.csv",
            "  reports/2021/index.html",
            "  years.html"
        ]
    );
    assert!(!site.out().join("reports/2021").exists());
    assert!(!site.page("index.html").contains("2021"));
}

#[test]
fn a_removed_page_that_somebody_changed_stays_and_is_named() {
    let site = TestSite::sample();
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
    let site = TestSite::sample();
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
    let site = TestSite::sample();
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
    let site = TestSite::sample();
    site.edit("content/reports/2022/report.md", |text| {
        format!("# 一个标题\n\n# 又一个标题\n\n{text}")
    });
    site.edit("content/reports/2022/report.yaml", |text| {
        format!("{text}\n允许: {{A01: 原件如此}}\n")
    });
    let run = site.build().clean().for_a_clerk();
    // What a site cannot decide about is shown in full, the rest is counted.
    assert!(run.stderr.contains("ALLOW"), "{}", run.stderr);
    assert!(!run.stderr.contains("MD04"), "{}", run.stderr);
    assert!(run.stdout.contains("建议看"), "{}", run.stdout);
    assert!(!run.stdout.contains("-->"), "{}", run.stdout);
}

#[test]
fn a_refused_build_leaves_the_old_site_and_prints_no_receipt() {
    let site = TestSite::sample();
    site.build().clean();
    let before = site.tree();
    site.replace(YAML, "60", "六十");
    let run = site.build().refused(&["原来的网站没有改动"]);
    assert_eq!(run.stdout, "");
    common::assert_same(&before, &site.tree(), "a refused build");
}

#[test]
fn without_out_the_site_goes_to_public_in_the_root() {
    let site = TestSite::sample();
    let mut command = gongkai(&["build", "--root"]);
    run(command.arg(site.root())).clean();
    assert!(site.at("public").join(PAGE).is_file());
    let mut command = gongkai(&["build"]);
    let again = run(command.current_dir(site.root())).clean();
    assert!(again.stdout.contains("和上次一样"), "{}", again.stdout);
}

#[test]
fn damage_that_keeps_the_length_is_repaired_by_making_everything_anew() {
    let site = TestSite::portal();
    site.build().clean();
    let whole = site.tree();
    for name in site.names() {
        let mut bytes = whole[&name].clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(site.out().join(&name), bytes).expect("damaged in place");
    }
    // What was said of the units is of no use either.
    fs::write(site.out().join(".gongkai/memo"), "?").expect("damaged");
    site.build().clean();
    assert_ne!(site.tree(), whole, "nobody read the files");
    let run = site.build_with(&["--all"]).clean();
    common::assert_same(&whole, &site.tree(), "everything made anew");
    let all = format!("写了 {} 个文件，其余 0 个没有变", site.names().len());
    assert!(run.stdout.contains(&all), "{}", run.stdout);
    let run = site.build_with(&["--all"]).clean();
    assert!(run.stdout.contains("没有改动任何文件"), "{}", run.stdout);
    common::assert_same(&whole, &site.tree(), "once more");
}
