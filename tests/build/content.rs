//! What an author's text becomes on the page.

use super::*;

const TEXT: &str = "content/reports/2022/report.md";

/// The beginning of a PNG of this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    [
        &head[..],
        &width.to_be_bytes(),
        &height.to_be_bytes(),
        &[0; 8],
    ]
    .concat()
}

fn with_text(more: &str) -> TestSite {
    let site = TestSite::sample();
    site.edit(TEXT, |text| format!("{text}\n{more}\n"));
    site
}

#[test]
fn a_picture_keeps_its_room_and_waits_for_its_turn() {
    let site = with_text("![现场](files/a.png)\n\n见图 ![现场](files/a.png) 所示。");
    site.write("content/reports/2022/files/a.png", png(200, 100));
    site.build().clean();
    let attributes = |site: &TestSite| -> Vec<String> {
        let html = site.html(PAGE);
        let pictures = select(&html, "article img");
        let value = |name: &'static str| {
            move |one: &scraper::ElementRef<'_>| one.attr(name).unwrap_or("-").to_owned()
        };
        pictures
            .iter()
            .map(|one| {
                [
                    value("width")(one),
                    value("height")(one),
                    value("loading")(one),
                ]
                .join(" ")
            })
            .collect()
    };
    assert_eq!(attributes(&site), ["200 100 lazy", "200 100 lazy"]);
    let html = site.html(PAGE);
    assert_eq!(select(&html, "p.picture > img").len(), 1);
    // Another picture in its place, with as many bytes.
    std::thread::sleep(Duration::from_millis(20));
    site.write("content/reports/2022/files/a.png", png(300, 150));
    site.build().clean();
    assert_eq!(attributes(&site), ["300 150 lazy", "300 150 lazy"]);
    // What cannot be read has no size and stops nothing.
    site.write("content/reports/2022/files/a.png", "x");
    site.build().clean();
    assert_eq!(attributes(&site), ["- - lazy", "- - lazy"]);
}

#[test]
fn a_place_in_a_pdf_is_no_dead_link() {
    let site = with_text("见[第二页](files/a.pdf#page=2)。");
    site.write("content/reports/2022/files/a.pdf", "%PDF-1.4");
    site.build().clean();
    // The second time the page stands and its links are read from the record.
    site.build().clean();
    site.replace(TEXT, "#page=2", "#page=3").build().clean();
}

#[test]
fn a_file_name_in_two_spellings_is_found() {
    let site = with_text("见[菜单](files/caf\u{e9}.pdf)。");
    site.write("content/reports/2022/files/cafe\u{301}.pdf", "%PDF-1.4");
    site.build().clean();
}

#[test]
fn headings_have_ids_and_three_of_them_a_list() {
    let site = TestSite::portal();
    let page = |sections: usize| -> String {
        let names = ["公开范围", "公开方式", "公开时限"];
        let sections = names[..sections]
            .iter()
            .map(|name| format!("\n## {name}\n\n说明。\n"));
        format!("# 指南\n{}", sections.collect::<String>())
    };
    let ids = |site: &TestSite| -> Vec<String> {
        let html = site.html("guide.html");
        let headings = select(&html, ".prose h2");
        headings
            .iter()
            .map(|one| one.attr("id").unwrap_or("-").to_owned())
            .collect()
    };
    site.write("content/guide.md", page(3));
    site.write(
        "templates/page.html",
        "{% extends \"default/page.html\" %}\n{% block details %}<ul id=\"own\">{% for item in article.contents %}\
         <li><a href=\"#{{ item.id }}\">{{ item.heading }}</a></li>{% endfor %}</ul>{% endblock details %}",
    );
    site.build().clean();
    assert_eq!(ids(&site), ["公开范围", "公开方式", "公开时限"]);
    assert_eq!(
        texts(&site.html("guide.html"), "#own li"),
        ["公开范围", "公开方式", "公开时限"]
    );
    site.write("content/guide.md", page(2));
    site.build().clean();
    assert_eq!(texts(&site.html("guide.html"), "#own li"), [""; 0]);
    // A link may lead there.
    site.edit("content/guide.md", |text| {
        format!("{text}\n见[方式](#公开方式)。\n")
    });
    site.build().clean();
    site.replace("content/guide.md", "(#公开方式)", "(#公开办法)")
        .build()
        .refused(&["guide.md:", "公开办法"]);
}

#[test]
fn an_address_in_a_sentence_is_a_link() {
    let site = with_text("详见https://www.example.gov.cn/xxgk，或者来电。");
    site.build().clean();
    assert_eq!(
        texts(&site.html(PAGE), "article a[href^='https:']"),
        ["https://www.example.gov.cn/xxgk"]
    );
}
