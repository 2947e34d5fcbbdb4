//! Each case is the shortest text that shows its point.

use super::{Document, HeadingIds, parse};
use crate::diag::Diagnostic;
use crate::path::SourcePath;

pub(super) fn read(source: &str) -> (Document, Vec<Diagnostic>) {
    let file = SourcePath::new("report.md").expect("a plain name");
    parse(source, &file, 0)
}

pub(super) fn html(source: &str) -> String {
    let (document, diagnostics) = read(source);
    let other = diagnostics.iter().filter(|one| one.code.id != "MD07");
    assert_eq!(other.count(), 0, "{source}: {diagnostics:?}");
    rendered(&document)
}

/// A document with its links as they are written, and without the ids of headings.
pub(super) fn rendered(document: &Document) -> String {
    let html = document.render(
        &|target| Some(target.to_owned().into()),
        &mut HeadingIds::default(),
    );
    let mut plain = String::new();
    for (at, piece) in html.split("<h").enumerate() {
        let level = piece.starts_with(|c: char| c.is_ascii_digit()) && at > 0;
        let id = piece
            .split_once(" id=\"")
            .filter(|(tag, _)| level && tag.len() == 1);
        plain.push_str(if at > 0 { "<h" } else { "" });
        match id.and_then(|(tag, rest)| Some((tag, rest.split_once('"')?.1))) {
            Some((tag, rest)) => plain.extend([tag, rest]),
            None => plain.push_str(piece),
        }
    }
    plain
}

#[track_caller]
pub(super) fn check(source: &str, expected: &str) {
    assert_eq!(html(source).trim_end(), expected, "{source}");
}

/// Each finding as its rule and the source under its span.
#[track_caller]
pub(super) fn refused(source: &str, expected: &[(&str, &str)]) {
    let (_, diagnostics) = read(source);
    let found: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|one| {
            (
                one.code.id,
                &source[one.place.span.clone().expect("a span")],
            )
        })
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn emphasis_closes_beside_chinese_punctuation() {
    check("**重点。**后文", "<p><strong>重点。</strong>后文</p>");
    check(
        "前文**“重点”**后文",
        "<p>前文<strong>“重点”</strong>后文</p>",
    );
    check(
        "前**《条例》**和**（试行）**后",
        "<p>前<strong>《条例》</strong>和<strong>（试行）</strong>后</p>",
    );
    check(
        "**通知(试行)**后文",
        "<p><strong>通知(试行)</strong>后文</p>",
    );
    check(
        "前文**(一)要求**。",
        "<p>前文<strong>(一)要求</strong>。</p>",
    );
    check("**重点**", "<p><strong>重点</strong></p>");
    check(
        "***重点。***后",
        "<p><em><strong>重点。</strong></em>后</p>",
    );
    check("\\**。", "<p>**。</p>");
    check("`**。`", "<p><code>**。</code></p>");
    check("[文](a**。b)", "<p><a href=\"a**。b\">文</a></p>");
}

#[test]
fn a_single_star_inside_words_is_text() {
    for text in [
        "2022年*",
        "5*6",
        "5*6和7*8",
        "2022年*和2021年*和",
        "2022年*、2021年*、",
        "约5~6件，~7~件",
        "文件_名称_一",
    ] {
        check(text, &format!("<p>{text}</p>"));
    }
    check("见 *重点* 处", "<p>见 <em>重点</em> 处</p>");
}

#[test]
fn a_line_end_between_chinese_is_no_space() {
    check("政府信息\n公开", "<p>政府信息公开</p>");
    check("公开，\n2022年", "<p>公开，2022年</p>");
    check(
        "**公开**\n**信息**",
        "<p><strong>公开</strong><strong>信息</strong></p>",
    );
    check("open\ndata", "<p>open\ndata</p>");
    check("公开\ndata", "<p>公开\ndata</p>");
    check("公开\\\n信息", "<p>公开<br>\n信息</p>");
}

#[test]
fn what_word_leaves_behind_is_not_code() {
    check("　　第一段\n　　第二段", "<p>第一段</p>\n<p>第二段</p>");
    check("　　## 标题", "<h2>标题</h2>");
    check("甲\n　　\n乙", "<p>甲</p>\n<p>乙</p>");
    check(
        "> 　　甲\n> 　　乙",
        "<blockquote>\n<p>甲乙</p>\n</blockquote>",
    );
    check(
        "    第**一**段\n\n\t\t第二段",
        "<p>第<strong>一</strong>段</p>\n<p>第二段</p>",
    );
    check("    >     甲", "<blockquote>\n<p>甲</p>\n</blockquote>");
    check(
        "- 甲\n\n      乙",
        "<ul>\n<li><p>甲</p>\n<p>乙</p>\n</li>\n</ul>",
    );
    check(
        "- 甲\n    - 乙",
        "<ul>\n<li>甲<ul>\n<li>乙</li>\n</ul>\n</li>\n</ul>",
    );
    check(
        "```\n　　a\n    *b*5*6\n---\n```",
        "<pre><code>　　a\n    *b*5*6\n---\n</code></pre>",
    );
    check("甲\n---\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>");
}

#[test]
fn nothing_written_vanishes() {
    check("(一)加强领导。", "<p>(一)加强领导。</p>");
    check("1.加强", "<p>1.加强</p>");
    check(
        "3. 甲\n4. 乙\n6. 丙",
        "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n<li value=\"6\">丙</li>\n</ol>",
    );
    check("[注]: 数据", "<p>[注]: 数据</p>");
    check("\"甲\"...--", "<p>&quot;甲&quot;...--</p>");
    check(
        "1 < 2 & 3 > 2，<条例>",
        "<p>1 &lt; 2 &amp; 3 &gt; 2，&lt;条例&gt;</p>",
    );
    check("a\0b\u{1b}[31m", "<p>a\u{fffd}b\u{fffd}[31m</p>");
    check(
        "\u{fdd0}甲\u{fdd1}**乙**",
        "<p>\u{fffd}甲\u{fffd}<strong>乙</strong></p>",
    );
    check("### 甲 {#id}", "<h3>甲 {#id}</h3>");
    check(
        "<https://www.gov.cn/a?b&c> <a@b.cn>",
        concat!(
            "<p><a href=\"https://www.gov.cn/a?b&amp;c\">https://www.gov.cn/a?b&amp;c</a> ",
            "<a href=\"mailto:a@b.cn\">a@b.cn</a></p>"
        ),
    );
}

#[test]
fn tables_have_column_headers() {
    check(
        "|甲|乙|\n|---|--:|\n|1|**2**|",
        concat!(
            "<table>\n<thead>\n<tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"right\">乙</th></tr>\n</thead>\n",
            "<tbody>\n<tr><td>1</td><td class=\"right\"><strong>2</strong></td></tr>\n</tbody>\n</table>"
        ),
    );
}

#[test]
fn raw_html_is_refused_where_it_stands() {
    refused("见<b>甲</b>", &[("MD01", "<b>")]);
    refused("甲<br>乙<br>丙", &[("MD01", "<br>"), ("MD01", "<br>")]);
    refused(
        "甲\n\n<div a=\"b\">\n丙\n</div>\n\n乙",
        &[("MD01", "<div a=\"b\">")],
    );
    refused("甲<!-- 注 -->", &[("MD01", "<!-- 注 -->")]);
    refused(
        "<script>alert(1)</script>",
        &[("MD01", "<script>alert(1)</script>")],
    );
    refused("　　**重。**后<i>", &[("MD01", "<i>")]);
    refused("\\<b>，<国务院令>，a<b，`<b>`", &[]);
    let (document, diagnostics) = read("<img src=x onerror=y>");
    assert_eq!(
        document
            .render(&|_| None, &mut HeadingIds::default())
            .trim_end(),
        "<p>&lt;img src=x onerror=y&gt;</p>"
    );
    assert!(
        diagnostics[0].message.contains("<img src=x"),
        "{diagnostics:?}"
    );
    assert_eq!(read(&"<br>".repeat(1000)).1.len(), 100);
}

#[test]
fn schemes_that_run_code_are_refused() {
    refused(
        "[甲](javascript:alert(1))",
        &[("MD02", "[甲](javascript:alert(1))")],
    );
    refused(
        "![甲](data:image/png;base64,AA)",
        &[("MD02", "![甲](data:image/png;base64,AA)")],
    );
    for target in [
        "JaVaScRiPt:a",
        "vbscript:a",
        "file:///a",
        "java&Tab;script:a",
        "&#1;javascript:a",
        "C:/a.docx",
    ] {
        let source = format!("[甲](<{target}>)");
        refused(&source, &[("MD02", &source)]);
        let rendered = rendered(&read(&source).0);
        assert_eq!(rendered, "<p>甲</p>\n", "{target}");
    }
    for target in [
        "https://a.cn",
        "HTTP://a.cn",
        "mailto:a@b.cn",
        "tel:0410",
        "../2021/report.md",
        "files/a.pdf",
        "#a",
        "表1:甲.pdf",
    ] {
        refused(&format!("[甲](<{target}>)"), &[]);
    }
}

#[test]
fn links_lead_where_the_resolver_says() {
    let source = "见[上年**年报**](../2021/report.md)和![图](files/a%20b.png \"题\")。";
    let (document, _) = read(source);
    let links: Vec<_> = document.links().collect();
    assert_eq!(links[0].target, "../2021/report.md");
    assert_eq!(
        &source[links[0].span.clone()],
        "[上年**年报**](../2021/report.md)"
    );
    assert!(links[1].image && links[1].alt == "图" && links[1].target == "files/a%20b.png");
    assert_eq!(
        &source[links[1].span.clone()],
        "![图](files/a%20b.png \"题\")"
    );
    let resolve = |target: &str| {
        let page = target.strip_suffix(".md")?;
        Some(format!("{page}\".html").into())
    };
    let html = document.render(&resolve, &mut HeadingIds::default());
    assert_eq!(
        html,
        "<p>见<a href=\"../2021/report&quot;.html\">上年<strong>年报</strong></a>和图。</p>\n"
    );
    let html = read("![图](a.png)").0.render(
        &|target| Some(target.to_owned().into()),
        &mut HeadingIds::default(),
    );
    assert_eq!(
        html,
        "<p class=\"picture\"><img alt=\"图\" src=\"a.png\" loading=\"lazy\"></p>\n"
    );
}

#[test]
fn sections_divide_at_headings_and_at_their_first_break() {
    let source = "引言\n\n# 年报\n\n## 一、总体**情况**\n\n甲\n\n---\n\n乙\n\n***\n\n丙\n\n## 二、主动\n\n> ## 引\n";
    let (document, diagnostics) = read(source);
    assert_eq!(diagnostics, []);
    let title = document.title.as_ref().expect("a title");
    assert_eq!(
        (title.text.as_str(), &source[title.span.clone()]),
        ("年报", "年报")
    );
    assert_eq!(
        document
            .preamble
            .render(&|_| None, &mut HeadingIds::default()),
        "<p>引言</p>\n"
    );
    let [first, second] = document.sections.as_slice() else {
        panic!("{document:?}")
    };
    assert_eq!(first.heading.text, "一、总体情况");
    assert_eq!(&source[first.heading.span.clone()], "一、总体**情况");
    assert_eq!(
        first.before.render(&|_| None, &mut HeadingIds::default()),
        "<p>甲</p>\n"
    );
    let after = first.after.as_ref().expect("what follows the table");
    assert_eq!(
        after.render(&|_| None, &mut HeadingIds::default()),
        "<p>乙</p>\n<hr>\n<p>丙</p>\n"
    );
    assert!(second.after.is_none() && !second.before.is_empty());
    refused("# 甲\n\n# 乙\n", &[("MD04", "# 乙\n")]);
}

#[test]
fn words_are_found_again_in_the_file() {
    let body = "    收到**申请。**共5*6件&amp;答\n复\0完毕\n\n- 甲\n- `乙`\n\n|表|\n|-|\n|1|\n";
    let front = "---\n标题: 甲\n---\n";
    let source = format!("{front}{body}");
    let file = SourcePath::new("a.md").expect("a plain name");
    let (document, _) = parse(body, &file, front.len());
    let prose = document.preamble.prose();
    let texts: Vec<&str> = prose.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        texts,
        ["收到申请。共5*6件&答复\u{fffd}完毕", "甲", "乙", "表", "1"]
    );
    for (words, place) in [
        ("收到", "收到"),
        ("申请。", "申请。"),
        ("到申请。共", "到**申请。**共"),
        ("5*6件", "5*6件"),
        ("件&", "件&amp;"),
        ("答复", "答\n复"),
        ("\u{fffd}完", "\0完"),
    ] {
        let at = prose[0].text.find(words).expect("the words");
        assert_eq!(
            &source[prose[0].span(at..at + words.len())],
            place,
            "{words}"
        );
    }
    assert_eq!(&source[prose[2].span(0..3)], "乙");
}

#[test]
fn depth_is_bounded() {
    let quotes = ">".repeat(100_000) + &"甲\n".repeat(100_000);
    let lists = "- ".repeat(100_000) + "甲";
    let numbers = "1. ".repeat(33);
    for source in [quotes, lists, numbers] {
        let (document, diagnostics) = read(&source);
        assert_eq!((diagnostics.len(), diagnostics[0].code.id), (1, "MD03"));
        assert_eq!(document, Document::default());
    }
    let stairs: String = (0..200).map(|step| "  ".repeat(step) + "- 甲\n").collect();
    assert_eq!(read(&stairs).1[0].code.id, "MD03");
    refused(&format!("{}甲", "> ".repeat(32)), &[]);
    refused(&"- ".repeat(500), &[]);
    refused(&"[".repeat(100_000), &[]);
}

#[test]
fn entities_of_what_nobody_sees_are_dropped_and_reported_once() {
    let file = SourcePath::new("content/guide.md").expect("a path");
    let (document, said) = parse("收到4&#8203;件，共&nbsp;3&#xAD;件&amp;答复", &file, 0);
    assert_eq!(document.preamble.prose()[0].text, "收到4件，共 3件&答复");
    let said: Vec<_> = said
        .iter()
        .map(|one| (one.code.id, one.place.span.clone()))
        .collect();
    assert_eq!(said, [("TXT09", Some(7..14))]);
}
