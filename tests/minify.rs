//! Minifying changes bytes and nothing else: a reader, a screen reader and the
//! security policy find in the small page what stood in the large one.

mod common;

use std::fmt::Write;

use common::{TestSite, select};
use gongkai::render::minify::minify;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};

/// What two pages must have in common.
#[derive(Debug, Default, PartialEq, Eq)]
struct Page {
    /// What a reader sees, white space collapsed as browsers do.
    text: String,
    /// Every element with its attributes, in order.
    elements: Vec<String>,
    /// The text of each style and script, exactly.
    raw: Vec<String>,
}

const BLOCKS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "aside",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "hr",
    "meta",
    "link",
    "style",
    "script",
    "br",
];

impl Page {
    fn read(html: &str) -> Self {
        let document = Html::parse_document(html);
        let mut page = Self::default();
        page.element(document.root_element(), false);
        page.end_block();
        page
    }

    fn element(&mut self, element: ElementRef<'_>, exact: bool) {
        let name = element.value().name();
        self.attributes(element);
        if matches!(name, "style" | "script") {
            self.raw.push(element.text().collect());
            return;
        }
        let block = BLOCKS.contains(&name);
        let exact = exact || name == "pre";
        if block || name == "pre" {
            self.end_block();
        }
        if name == "img" {
            let _ = write!(self.text, "[{}]", element.attr("alt").unwrap_or_default());
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) if exact => self.text.push_str(text),
                Node::Text(text) => self.words(text),
                Node::Element(_) => {
                    let child = ElementRef::wrap(child).expect("an element");
                    self.element(child, exact);
                }
                _ => {}
            }
        }
        if name == "pre" {
            // What was exact must not be trimmed by the end of a block.
            self.text.push('\u{e010}');
        }
        if block || name == "pre" {
            self.end_block();
        }
    }

    /// Runs of white space are one space, none at the edges of a block. A
    /// no-break space and a wide space are no white space.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    fn end_block(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn attributes(&mut self, element: ElementRef<'_>) {
        let element = element.value();
        let name = element.name();
        let viewport = element.attr("name") == Some("viewport");
        let attribute = |(key, value): (&str, &str)| {
            // A class is a set of words; of a viewport the spaces mean nothing.
            let value = match key {
                "class" => value.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
                "content" if viewport => value.replace(' ', ""),
                _ => value.to_owned(),
            };
            format!(" {key}={value:?}")
        };
        let mut attributes: Vec<String> = element.attrs().map(attribute).collect();
        attributes.retain(|one| one != " class=\"\"");
        attributes.sort();
        self.elements.push(format!("{name}{}", attributes.concat()));
    }
}

fn small(html: &str) -> String {
    minify(html.to_owned())
}

/// The page is the same to a reader, and minifying it once more changes nothing.
fn check(html: &str) -> Result<(), String> {
    let small = small(html);
    let (before, after) = (Page::read(html), Page::read(&small));
    if before == after {
        return Ok(());
    }
    let mut said = String::new();
    let _ = writeln!(said, "--- large\n{html}\n--- small\n{small}");
    if before.text != after.text {
        let _ = writeln!(
            said,
            "text before {:?}\ntext after  {:?}",
            before.text, after.text
        );
    }
    for (one, other) in before
        .elements
        .iter()
        .zip(&after.elements)
        .filter(|(one, other)| one != other)
    {
        let _ = writeln!(said, "element before {one}\nelement after  {other}");
    }
    if before.raw != after.raw {
        let _ = writeln!(
            said,
            "raw before {:?}\nraw after  {:?}",
            before.raw, after.raw
        );
    }
    Err(said)
}

/// A page like ours around some content.
fn page(content: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>标题</title>\n</head>\n<body class=\"k-report\">\n<main id=\"main\" class=\"w\" tabindex=\"-1\">\n{content}\n</main>\n</body>\n</html>\n"
    )
}

#[test]
fn snippets_like_those_of_the_templates_read_the_same() {
    let snippets = [
        // Spans in one line, with the spaces that part them.
        "<p><span>主办单位：甲</span> <span>电话：1</span> <a href=\"https://a.cn/\">甲</a> </p>",
        "<p>\n<span>a</span>\n<span>b</span>\n</p>",
        "<p>甲 <strong> 乙 </strong> 丙 <em>丁</em>, <code>a  b</code></p>",
        "<li><b>60</b> 件<span>处罚</span></li>",
        "<p>甲<br>\n乙<br>丙</p>",
        "<p>　　全角空格开头，&nbsp;不断行&nbsp;&nbsp;空格　</p>",
        "<p>&lt;b&gt; &amp;lt; &amp;amp; &quot;引号&quot; &#39;x&#39; &amp;copy; a&amp;b &amp;#x41;</p>",
        "<pre><code>a  b\n\n    c\t d\n</code></pre>",
        "<pre>\n\n  首行</pre>",
        "<table><caption>表<span class=\"unit\">（单位：件）</span></caption><colgroup><col class=\"c1\"><col class=\"c2\"></colgroup><thead><tr><th scope=\"col\"> 甲 </th><th scope=\"col\">乙</th></tr></thead><tbody><tr><td headers=\"a b c\" class=\"e\"></td><td>0</td></tr></tbody></table>",
        "<table><tbody>\n<tr class=\"sum\">\n<td headers=\"t3-r1 t3-c0\" colspan=\"2\">1 200</td>\n</tr>\n</tbody><tbody><tr><td>2</td></tr></tbody></table>",
        "<dl class=\"meta\">\n<div><dt>索引号</dt><dd>a=\"b\"</dd></div>\n</dl>",
        "<ol start=\"3\"><li value=\"3\">甲</li> <li value=\"5\">乙</li></ol>",
        "<a href=\"files/a%20b.pdf\" title=\"a&quot;b &lt;c&gt; 'd' `e` f=g\">甲<span>（PDF，1 KB）</span></a>",
        "<img alt=\"\" src=\"a.png\"> 后文",
        "<img alt=\"图 一\" src=\"a.png\" title=\"  两边有空格  \">",
        "<section aria-labelledby=\"files\"><h2 id=\"files\"> 附件 下载 </h2></section>",
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"s3\" tabindex=\"0\">甲</div>",
        "<blockquote>\n<p>甲</p>\n<p>乙</p>\n</blockquote>",
        "<p>一\n二</p><p> </p><p></p>",
        "<p>a <!-- 注释 --> b</p>",
    ];
    for snippet in snippets {
        check(&page(snippet)).unwrap_or_else(|said| panic!("{said}"));
    }
}

/// Ours begin and end without white space: the minifier would take it away
/// and the hash in the policy would no longer fit.
#[test]
fn style_and_script_keep_every_byte() {
    for raw in [
        "a",
        "var a = \"<b>\" + 1 && 2; // x
b();",
        "/* x */ a { b : c }",
        "(function () {\n  'use strict';\n\n  if (a < b && c > d) { e(\"&amp;\"); }\n}());",
        "{\"a\": \"\\u003cb\\u003e\", \"b\" : [ 1 , 2 ] }",
        "a\u{a0}b　c",
        "<!-- x -->",
    ] {
        let html = page(&format!(
            "<style>{raw}</style><script>{raw}</script><script type=\"application/ld+json\">{raw}</script>"
        ));
        check(&html).unwrap_or_else(|said| panic!("{said}"));
    }
}

#[test]
fn meta_tags_keep_what_they_say() {
    for content in [
        "甲 乙",
        " 甲",
        "a&amp;b",
        "default-src 'none'; style-src 'sha256-abc='; img-src 'self' data:",
        "2023-01-20 00:00",
        "a=b",
        "`",
        "'\"'".replace('"', "&quot;").as_str(),
        "width=device-width, initial-scale=1",
    ] {
        let html = format!(
            "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title> 甲 &amp; 乙 </title><meta name=\"ArticleTitle\" content=\"{content}\"><meta http-equiv=\"Content-Security-Policy\" content=\"{content}\"><link rel=\"canonical\" href=\"https://a.cn/{content}\"><link rel=\"icon\" href=\"data:,\"></head><body><p>x</p></body></html>"
        );
        check(&html).unwrap_or_else(|said| panic!("{said}"));
    }
}

/// Templates that print the page which the embedded ones make as text, before
/// anybody minifies it. Stand-ins keep the text from being read as markup.
const STAND_INS: [(char, char); 2] = [('<', '\u{e001}'), ('&', '\u{e000}')];

#[test]
fn every_page_of_a_site_reads_as_its_templates_wrote_it() {
    let base = include_str!("../templates/base.html");
    let (_, base) = base.split_once("<!DOCTYPE html>").expect("the frame");
    let quoting: String = STAND_INS
        .iter()
        .map(|(from, to)| format!("{{% filter replace(from=\"{from}\", to=\"{to}\") %}}"))
        .collect();
    let quoted = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>x</title></head><body><pre>\u{e002}{quoting}<!DOCTYPE html>{base}{}</pre></body></html>",
        "{% endfilter %}".repeat(STAND_INS.len())
    );
    let site = TestSite::portal();
    site.build().clean();
    let plain = TestSite::portal();
    plain.write("templates/base.html", quoted);
    // The program's tables are finished before the page; a component that writes
    // the same from the cells prints them in the same way.
    let table = include_str!("fixtures/templates/stat_table.html");
    let opening = "{% component stat_table(table: map) %}";
    let closing = "{%- endcomponent stat_table %}";
    let ends = "{% endfilter %}".repeat(STAND_INS.len());
    let table = table
        .replace(opening, &format!("{opening}{quoting}"))
        .replace(closing, &format!("{ends}{closing}"));
    plain.write("templates/components/stat_table.html", table);
    // The rules rightly object to pages that are no pages.
    plain.publish_by_force();
    let mut faults = String::new();
    let mut pages = 0;
    // 无障碍声明 says whether a site has templates of its own.
    let is_compared =
        |name: &&String| name.ends_with(".html") && name.as_str() != "accessibility/index.html";
    for name in site.names().iter().filter(is_compared) {
        let printed = plain.html(name);
        let large: String = select(&printed, "pre")[0].text().collect();
        let large = large.strip_prefix('\u{e002}').expect("the mark");
        let large = STAND_INS.iter().fold(large.to_owned(), |text, (from, to)| {
            text.replace(*to, &from.to_string())
        });
        assert!(large.contains("<main id=\"main\""), "{name}: {large}");
        pages += 1;
        let small = site.page(name);
        let (before, after) = (Page::read(&large), Page::read(&small));
        if before == after {
            continue;
        }
        for (one, other) in before
            .text
            .lines()
            .zip(after.text.lines())
            .filter(|(one, other)| one != other)
        {
            let _ = writeln!(faults, "{name}: {one:?} became {other:?}");
        }
        // The policies name the hashes of the same style and script.
        for (one, other) in before
            .elements
            .iter()
            .zip(&after.elements)
            .filter(|(one, other)| one != other)
        {
            let _ = writeln!(faults, "{name}: {one} became {other}");
        }
        if before.raw != after.raw {
            let _ = writeln!(faults, "{name}: style or script changed");
        }
    }
    assert!(pages >= 10);
    assert!(faults.is_empty(), "{faults}");
}

/// Text as templates escape it, with all the white space that there is.
fn words() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "政", "府", "。", "“", "　", " ", "  ", "\n", "\t", "a", "B", "0", "=", "'", "`", "/", ";",
        "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;", "\u{a0}", "lt;", "copy", "#x41;",
        "\u{200b}", "é", "😀", "-", "!", "{{", "%}",
    ]);
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// Text with inline elements in it.
fn inline() -> impl Strategy<Value = String> {
    let element =
        |name: &'static str| words().prop_map(move |text| format!("<{name}>{text}</{name}>"));
    let link = (words(), words(), words()).prop_map(|(href, title, text)| {
        format!("<a href=\"x?{href}\" title=\"题{title}\">{text}</a>")
    });
    let part = prop_oneof![
        4 => words(),
        1 => element("strong"),
        1 => element("em"),
        1 => element("code"),
        1 => element("span"),
        1 => link,
        1 => words().prop_map(|alt| format!("<img alt=\"{alt}\" src=\"a.png\">")),
        1 => Just("<br>\n".to_owned()),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_words_read_the_same(title in words(), meta in words(), heading in words(), paragraph in inline(), cell in inline(), item in inline(), code in words(), term in inline()) {
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<meta name=\"description\" content=\"述{meta}\">\n</head>\n<body>\n<main id=\"main\">\n<h1>{heading}</h1>\n<article class=\"prose\">\n<h2 id=\"s1\">{heading}</h2>\n<p>{paragraph}</p>\n<table>\n<caption>{heading}</caption>\n<tbody>\n<tr><th scope=\"row\">{cell}</th><td headers=\"a b\">{cell}</td></tr>\n</tbody>\n</table>\n<ul>\n<li>{item}</li>\n<li>{item}</li>\n</ul>\n<pre><code>x{code}</code></pre>\n<dl>\n<div><dt>{term}</dt><dd>{term}</dd></div>\n</dl>\n</article>\n</main>\n</body>\n</html>\n"
        );
        if let Err(said) = check(&html) {
            return Err(TestCaseError::fail(said));
        }
    }
}
