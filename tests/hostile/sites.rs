use super::*;

#[test]
fn an_empty_content_folder_is_named() {
    let site = TestSite::sample();
    site.remove("content");
    site.build().refused(&["content", "还没有年度报告"]);
    fs::create_dir(site.at("content")).expect("a folder");
    site.build().refused(&["content", "还没有年度报告"]);
}

#[test]
fn a_folder_without_site_toml_is_no_site() {
    let site = TestSite::sample();
    site.remove("site.toml");
    site.build().refused(&["site.toml", "--root"]);
    let nowhere = site.around().join("nowhere");
    let mut command = common::gongkai(&["build", "--root"]);
    run(command.arg(nowhere)).refused(&["site.toml", "--root"]);
}

#[test]
fn a_narrative_without_data_is_named() {
    let site = TestSite::sample();
    site.remove(YAML);
    site.build().refused(&[TEXT, "report.yaml"]);
}

#[test]
fn a_narrative_is_not_blamed_for_data_that_cannot_be_read() {
    let site = TestSite::sample();
    site.replace(YAML, "年度: 2022", "年度: [");
    let run = site.build().refused(&[YAML]);
    assert!(
        !run.stderr.contains("在同一个文件夹里建 report.yaml"),
        "the file is there:\n{}",
        run.stderr
    );
}

#[test]
fn data_without_a_narrative_still_has_its_six_headings() {
    let site = TestSite::sample();
    site.remove(TEXT);
    site.build().clean().for_a_clerk();
    assert_eq!(texts(&site.html(PAGE), "article h2").len(), 6);
}

#[test]
fn unknown_keys_of_the_configuration_are_answered_with_the_nearest() {
    let site = TestSite::sample();
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
    let site = TestSite::sample();
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
        let site = TestSite::sample();
        site.write("site.toml", text);
        println!("{text}");
        site.build().refused(&[words]);
    }
}

#[test]
fn faults_of_all_files_come_at_once_and_in_order() {
    let site = TestSite::portal();
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

/// The findings (not what they also mention) are told file by file, those of a
/// report together: what the site hangs on, the owner's, then the units'.
fn assert_sorted(said: &str) {
    let place = |line: &str| {
        let (_, place) = line.split_once("--> ")?;
        let file = place.split(':').next()?;
        let report = file.rsplit_once('/').map(|(folder, _)| folder);
        let group = report.filter(|folder| folder.contains("/reports/"));
        let is_content = file.starts_with("content/");
        let of_unit = file.starts_with("content/units/");
        Some((is_content, of_unit, group.unwrap_or(file).to_owned()))
    };
    let places: Vec<_> = said.lines().filter_map(place).collect();
    assert!(places.len() > 5, "{said}");
    assert!(places.is_sorted(), "{places:#?}");
}

#[test]
fn tables_that_are_missing_are_named_in_their_order() {
    let run = data("年度: 2022\n").build().refused(&[]);
    assert!(
        run.stderr.contains("“表二”、“表三”、“表四”"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_sample_itself_is_without_fault() {
    let run = TestSite::from(SAMPLE).build().clean();
    assert_eq!(run.stderr, "");
}
