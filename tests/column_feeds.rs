//! The documents of columns: their feeds, and the minute at which they were published.

mod common;

use common::{TestSite, select, texts};

const BASE: &str = "base_url = \"https://a.gov.cn/zfxxgk/\"\n";

fn site() -> TestSite {
    let site = TestSite::sample();
    for (name, head) in [
        ("older", "公开日期: 2024-03-01 09:05"),
        (
            "newer",
            "公开日期: 2024-03-01 16:30\n内容概述: 一句 <话> & 另一句。",
        ),
        ("signed", "成文日期: 2023-05-06"),
        ("undated", "文号: 测政〔2024〕1号"),
    ] {
        let text = format!("---\n标题: 文件 {name}\n{head}\n---\n\n正文。\n");
        site.write(&format!("content/policies/{name}.md"), text);
    }
    site.write("content/disclosure/only.md", "# 没有日期\n\n正文。\n");
    site
}

fn with_address(site: &TestSite) {
    site.edit("site.toml", |text| {
        text.replacen("[site]\n", &format!("[site]\n{BASE}"), 1)
    });
}

#[test]
fn a_column_with_dated_documents_has_a_feed() {
    let site = site();
    site.publish_by_force();
    let feeds = |site: &TestSite| {
        let names = site.names();
        let feeds = names.into_iter().filter(|name| name.ends_with("feed.xml"));
        feeds.collect::<Vec<_>>()
    };
    assert_eq!(feeds(&site), [""; 0]);
    with_address(&site);
    site.publish_by_force();
    assert_eq!(feeds(&site), ["policies/feed.xml"]);
    let feed = site.page("policies/feed.xml");
    let of = |part: &str, name: &str| {
        let (_, rest) = part.split_once(&format!("<{name}>"))?;
        Some(rest.split_once(&format!("</{name}>"))?.0.to_owned())
    };
    let (head, rest) = feed.split_once("<entry>").expect("an entry");
    assert_eq!(
        of(head, "id").as_deref(),
        Some("https://a.gov.cn/zfxxgk/policies/feed.xml")
    );
    let entries = rest.split("<entry>");
    let entries: Vec<_> = entries
        .map(|one| (of(one, "title"), of(one, "updated"), of(one, "id")))
        .collect();
    let entry = |name: &str, moment: &str| {
        (
            Some(format!("文件 {name}")),
            Some(moment.to_owned()),
            Some(format!("https://a.gov.cn/zfxxgk/policies/{name}.html")),
        )
    };
    assert_eq!(
        entries,
        [
            entry("newer", "2024-03-01T16:30:00+08:00"),
            entry("older", "2024-03-01T09:05:00+08:00"),
            entry("signed", "2023-05-06T12:00:00+08:00"),
        ]
    );
    assert_eq!(
        of(head, "updated").as_deref(),
        Some("2024-03-01T16:30:00+08:00")
    );
    assert!(feed.contains("<summary>一句 &lt;话&gt; &amp; 另一句。</summary>"));
    let html = site.html("policies/index.html");
    let links = select(&html, "link[type='application/atom+xml']");
    let hrefs = links.iter().filter_map(|link| link.value().attr("href"));
    assert_eq!(hrefs.collect::<Vec<_>>(), ["feed.xml"]);
    let html = site.html("disclosure/index.html");
    assert!(select(&html, "link[href='feed.xml']").is_empty());
}

#[test]
fn drafts_are_in_no_feed() {
    let site = site();
    with_address(&site);
    site.replace(
        "content/policies/newer.md",
        "---\n标题",
        "---\n草稿: true\n标题",
    );
    let composed = site.compose();
    let feed = composed
        .outputs()
        .find(|one| one.output.path.as_str() == "policies/feed.xml");
    let feed = feed
        .expect("a feed")
        .render()
        .expect("made")
        .expect("sound");
    let feed = String::from_utf8(feed.bytes.to_vec()).expect("UTF-8");
    assert!(!feed.contains("文件 newer"), "{feed}");
    assert!(feed.contains("文件 older"), "{feed}");
}

#[test]
fn a_time_is_shown_to_the_minute_and_a_day_as_a_day() {
    let site = site();
    site.replace(
        "content/reports/2022/report.yaml",
        "成文日期: 2023-01-10",
        "成文日期: 2023-01-10\n公开日期: 2023-01-12 10:20",
    );
    site.publish_by_force();
    let times = |page: &str, css: &str| {
        let html = site.html(page);
        let shown = texts(&html, css);
        let machine = select(&html, css).into_iter();
        let machine = machine.filter_map(|time| time.value().attr("datetime"));
        let machine = machine.map(str::to_owned).collect::<Vec<_>>();
        shown.into_iter().zip(machine).collect::<Vec<_>>()
    };
    let pair = |shown: &str, machine: &str| (shown.to_owned(), machine.to_owned());
    let older = pair("2024-03-01 09:05", "2024-03-01T09:05+08:00");
    let article = times("policies/older.html", "dl.meta time");
    assert_eq!(article, std::slice::from_ref(&older));
    let list = times("policies/index.html", "main time");
    assert!(list.contains(&older), "{list:?}");
    assert!(list.contains(&pair("2023-05-06", "2023-05-06")), "{list:?}");
    let home = times("index.html", "main time");
    assert!(home.contains(&older), "{home:?}");
    let report = pair("2023-01-12 10:20", "2023-01-12T10:20+08:00");
    assert!(home.contains(&report), "{home:?}");
    assert!(times("reports/index.html", "tbody time").contains(&report));
    assert!(times("reports/2022/index.html", "dl.meta time").contains(&report));
}
