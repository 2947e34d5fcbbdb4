use super::*;

const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></title></style><!--{{ 7*7 }}&lt;b&gt;`=";

/// Every text field of every kind of file holds the evil text.
fn infested(text: &str) -> TestSite {
    let site = TestSite::portal();
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
        format!(
            "---\n标题: {yaml}\n内容概述: {yaml}\n索引号: {yaml}\n文号: {yaml}\n---\n{markdown}\n"
        )
    });
    site.edit("content/disclosure/plan/index.md", |_| {
        format!("# {markdown}\n")
    });
    site.write("content/reports/2018/files/x.png", "x");
    site.edit("content/reports/2018/report.md", |_| {
            format!("## {markdown}\n\n- {markdown}\n\n> {markdown}\n\n[{markdown}](https://a.cn/ \"{markdown}\") ![{markdown}](files/x.png)\n")
        });
    site
}

/// Neither a script nor an image nor a handler that is not the theme's.
fn assert_harmless(name: &str, html: &Html, theme: &str) {
    for script in select(html, "script") {
        let inner: String = script.text().collect();
        if script.attr("type") == Some("application/ld+json") {
            serde_json::from_str::<serde_json::Value>(&inner).expect("JSON");
        } else if script.attr("src") == Some("search.js") {
            assert_eq!((name, &inner[..]), ("search/index.html", ""));
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
                "span",
                "datetime",
                "alt",
                "download",
                "title",
                "start",
                "value",
                "width",
                "height",
                "loading",
                "property",
                // Of the search box.
                "action",
                "for",
                "name",
                "autocomplete",
                "hidden",
                "list",
                "value",
            ];
            // What is typed gives the sizes of what is drawn, and its text.
            let drawn = [
                "d",
                "display",
                "focusable",
                "font-weight",
                "opacity",
                "preserveAspectRatio",
                "stroke-dasharray",
                "text-anchor",
                "viewBox",
                "x",
                "y",
            ];
            assert!(
                known.contains(&attribute)
                    || drawn.contains(&attribute)
                    || attribute.starts_with("aria-"),
                "{name}: the attribute {attribute} came from outside: {element:?}"
            );
        }
    }
    for image in select(html, "img") {
        assert_eq!(image.attr("src"), Some("files/x.png"), "{name}");
    }
    assert_eq!(select(html, "style").len(), 1, "{name}");
}

#[test]
fn nothing_that_is_typed_becomes_markup() {
    let plain = TestSite::portal();
    plain.build().clean();
    let theme: String = select(&plain.html("index.html"), "script:not([type])")[0]
        .text()
        .collect();
    let site = infested(EVIL);
    site.build_with(&["--force"]).clean();
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
    let site = TestSite::sample();
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
        let text = text(link);
        assert!(text.starts_with(&format!("下载{stem}")), "{name}: {text}");
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
        (
            "![图](https://a.cn/x.png)",
            &["md:3:1", "https://a.cn/x.png", "在别的网站上"],
        ),
        ("![图](D:\\图\\a.png)", &["md:3:1", "自己电脑上的文件"]),
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
        let site = TestSite::portal();
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
    let site = TestSite::portal();
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
    let site = TestSite::portal();
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
    let site = TestSite::sample();
    site.write("templates/base.html", "{% extends \"default/base.html\" %}{% block footer_extra %}<a href=\"no.html\">甲</a>{% endblock footer_extra %}");
    site.build().refused(&["no.html", "templates/"]);
}

/// A date, a number or a word may be written over a line break, and then ends
/// in what is the next sentence to a rule.
#[test]
fn facts_that_go_over_a_line_break_stop_no_check() {
    for said in [
        "2020\\\n年",
        "2020年，某街道\\\n新收2020\\\n年",
        "20\\\n20年\\\n下一步",
    ] {
        for behind in ["，某街道新收政府信息公开申请11件。", "。", "将继续推进。"]
        {
            let text = format!("{said}{behind}");
            let run = prose(&text).build().in_time(said);
            assert!(matches!(run.code, Some(0 | 1)), "{text}: {run:?}");
            run.for_a_clerk();
        }
    }
}
