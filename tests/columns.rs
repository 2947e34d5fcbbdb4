//! The columns of a site: folders of its own, the items of the law, validity, the office
//! that is typed once.

mod common;

use common::{TestSite, texts};
use gongkai::diag::Level;

const SITE: &str = "[site]\nname = \"青禾镇人民政府\"\n[organization]\nname = \"青禾镇人民政府\"\nkind = \"township\"\n[organization.contact]\ndepartment = \"党政办公室\"\nphone = \"0123-4567890\"\n";

fn site(more: &str, pages: &[(&str, &str)]) -> TestSite {
    let site = TestSite::sample();
    site.write("site.toml", format!("{SITE}{more}"));
    for (file, text) in pages {
        site.write(file, text);
    }
    site
}

/// What is said of one file, with its level.
fn said(site: &TestSite, file: &str) -> Vec<(Level, String)> {
    let all = site.compose().found.all().into_iter();
    let of_file = all.filter(|one| one.place.file.as_str() == file);
    of_file.map(|one| (one.level, one.message)).collect()
}

fn document(head: &str) -> String {
    format!(
        "---\n标题: 文件\n索引号: 甲-1\n内容概述: 概述。\n成文日期: 2026-01-01\n公开日期: 2026-01-02\n{head}---\n\n正文写在这里。\n"
    )
}

#[test]
fn a_folder_is_a_column_only_if_the_site_says_so() {
    let pages: Vec<(String, String)> = (1..=51)
        .map(|day| {
            let date = format!("2026-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
            let text = format!("---\n标题: 第{day}件\n公开日期: {date}\n---\n\n做好了。\n");
            (format!("content/news/n{day:02}.md"), text)
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let plain = site("", &pages[..2]);
    plain.publish_by_force();
    assert!(plain.names().contains(&"news/n01.html".to_owned()));
    assert!(!plain.names().contains(&"news/index.html".to_owned()));
    let own = site(
        "[[column]]\nfolder = \"news\"\nname = \"工作动态\"\n",
        &pages,
    );
    own.write("content/units/baiqiao/unit.yaml", "名称: 白桥乡人民政府\n");
    own.write(
        "content/units/baiqiao/news/a.md",
        "# 白桥的事\n\n做好了。\n",
    );
    own.publish_by_force();
    for name in [
        "news/n01.html",
        "news/page-2.html",
        "units/baiqiao/news/index.html",
    ] {
        assert!(own.names().contains(&name.to_owned()), "{name}");
    }
    let list = own.html("news/index.html");
    assert_eq!(texts(&list, "h1"), ["工作动态"]);
    let entries = texts(&list, "main li a");
    assert_eq!((entries.len(), entries[0].as_str()), (50, "第51件"));
    let columns = texts(&own.html("index.html"), "nav.cols a");
    assert_eq!(columns[columns.len() - 2..], ["工作动态", "检索"]);
}

#[test]
fn a_column_without_a_folder_is_told_with_the_one_that_is_near() {
    let more = "[[column]]\nfolder = \"new\"\nname = \"工作动态\"\n";
    let site = site(more, &[("content/news/a.md", "# 甲\n\n做好了。\n")]);
    let all = site.compose().found.all();
    let told = all
        .iter()
        .find(|one| one.message.contains("没有文件夹“new”"));
    let told = told.expect("a finding");
    assert_eq!(told.level, Level::Warning);
    assert!(
        told.help
            .as_deref()
            .unwrap_or_default()
            .contains("是不是 news")
    );
    site.write(
        "content/new/a.md",
        "---\n草稿: true\n---\n\n# 乙\n\n做好了。\n",
    );
    let all = site.compose().found.all();
    assert!(all.iter().all(|one| !one.message.contains("没有文件夹")));
}

#[test]
fn documents_stand_under_the_items_of_the_law_and_then_under_their_folders() {
    let site = site(
        "",
        &[
            (
                "content/disclosure/money/index.md",
                "---\n标题: 钱\n类别: 7\n---\n",
            ),
            ("content/disclosure/money/a.md", &document("")),
            (
                "content/disclosure/money/b.md",
                &document("类别: 规范性文件\n"),
            ),
            ("content/disclosure/land/index.md", "# 土地\n"),
            (
                "content/disclosure/land/a.md",
                &document("类别: 土地征收\n"),
            ),
            ("content/disclosure/land/b.md", &document("")),
            ("content/disclosure/c.md", &document("")),
        ],
    );
    site.publish_by_force();
    let list = site.html("disclosure/index.html");
    assert_eq!(
        texts(&list, "main h2[id]:not(.h)"),
        [
            "行政法规、规章和规范性文件",
            "财政预算、决算信息",
            "土地征收",
            "土地",
            "其他内容"
        ]
    );
    let page = site.html("disclosure/money/a.html");
    assert!(texts(&page, "dl.meta dd").contains(&"财政预算、决算".to_owned()));
}

#[test]
fn an_item_that_is_not_there_is_refused_with_the_nearest() {
    let file = "content/disclosure/a.md";
    let near = site("", &[(file, &document("类别: 财政予算\n"))]);
    let all = near.compose().found.all();
    let told = all.iter().find(|one| one.message.contains("财政予算"));
    let told = told.expect("a finding");
    assert_eq!(told.level, Level::Error);
    let help = told.help.as_deref().unwrap_or_default();
    assert!(help.ends_with("改成  类别: 财政预算、决算信息"), "{help}");
    let others = site("", &[(file, &document("类别: 市政建设\n"))]);
    let said = said(&others, file);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, Level::Warning);
}

#[test]
fn what_is_no_longer_valid_says_since_when_and_what_replaced_it() {
    let old = "状态: 废止\n失效日期: 2026-04-01\n替代文件: new.md\n";
    let new = document("状态: 有效\n").replace("标题: 文件", "标题: 新办法");
    let site = site(
        "",
        &[
            ("content/policies/old.md", &document(old)),
            ("content/policies/new.md", &new),
        ],
    );
    site.publish_by_force();
    let page = site.page("policies/old.html");
    assert!(page.contains("<a href=\"new.html\">新办法</a>"));
    let told = texts(&site.html("policies/old.html"), "dl.meta div:last-child");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("有效性") && told[0].contains("2026-04-01起"),
        "{told:?}"
    );
    let entries = texts(&site.html("policies/index.html"), "main li");
    let old = entries.iter().find(|one| one.contains("废止"));
    assert!(
        old.is_some_and(|one| one.contains("由新办法代替")),
        "{entries:?}"
    );
    site.write("content/policies/old.md", document("替代文件: gone.md\n"));
    let said = said(&site, "content/policies/old.md");
    assert!(
        said.iter()
            .any(|(level, message)| *level == Level::Error && message.contains("gone.md"))
    );
}

#[test]
fn the_office_is_printed_unless_the_page_says_its_number() {
    let heads = |text: &str| {
        let site = site("", &[("content/apply.md", text)]);
        site.write("content/files/apply/申请表.docx", "x");
        site.publish_by_force();
        let page = site.page("apply.html");
        assert!(page.contains("files/apply/"), "the form is to be had");
        texts(&site.html("apply.html"), "main h2").join(" ")
    };
    assert!(heads("# 依申请公开\n\n可以申请。\n").contains("公开工作机构"));
    assert!(!heads("# 依申请公开\n\n打（0123）4567890申请。\n").contains("公开工作机构"));
}
