//! What was published and corrected since keeps no site from being built.

use super::*;

fn told(site: &TestSite, words: &[&str]) -> Run {
    run(gongkai(words).arg("--root").arg(site.root())).ended_with(0)
}

#[test]
fn a_place_that_a_superseded_version_links_to_may_go() {
    let site = TestSite::sample();
    site.write("content/guide.md", "# 指南\n\n## 地址\n\n某路一号。\n");
    let words = "content/reports/2022/report.md";
    site.edit(words, |text| {
        format!("{text}\n见[指南](../../guide.md#地址)。\n")
    });
    site.edit(YAML, |text| format!("公开日期: 2023-01-10\n{text}"));
    told(&site, &["freeze", "2022"]);
    site.replace(words, "见[指南](../../guide.md#地址)。", "见指南。");
    told(&site, &["correct", "2022", "--reason", "链接写错了"]);
    site.build().ended_with(0);
    let kept = "reports/2022/v1/index.html";
    assert!(
        site.page(kept).contains("guide.html#"),
        "{}",
        site.page(kept)
    );
    // Nobody may change the version, so the guide must be free to change.
    site.replace("content/guide.md", "## 地址", "## 电话");
    site.build().ended_with(0);
    site.remove("content/guide.md");
    site.build().ended_with(0);
    // Of a page that anybody may change it is an error as before.
    site.write("content/guide.md", "# 指南\n\n某路一号。\n");
    site.write("content/more.md", "# 更多\n\n见[指南](guide.md#地址)。\n");
    let refused = site.build().ended_with(1);
    assert!(
        refused.stderr.contains("指到的位置不存在"),
        "{}",
        refused.stderr
    );
}
