//! The pages that help to use a site: 名词解释, 网站地图, 无障碍声明, and what the foot of
//! every page leads to.

mod common;

use std::collections::BTreeSet;

use common::{TestSite, assert_same, select, text, texts, tree, without_memo};
use gongkai::form::{FORMS, Form};

const CODE: &str = "0123456789abcdef0123456789abcdef";

/// What the sample says of these pages.
const OFF: &str = "\n[pages]\nterms = false\nmap = false\naccessibility = false\n";

/// The sample with the pages that it does without elsewhere.
fn sample() -> TestSite {
    let site = TestSite::sample();
    site.replace("site.toml", OFF, "");
    site
}

/// Where the links in a part of a page lead.
fn links(site: &TestSite, page: &str, css: &str) -> Vec<String> {
    let html = site.html(page);
    let found = select(&html, css).into_iter();
    let hrefs = found.filter_map(|link| link.value().attr("href"));
    hrefs.map(str::to_owned).collect()
}

/// A line at the beginning of `[site]`.
fn state(site: &TestSite, lines: &str) {
    site.edit("site.toml", |text| {
        text.replacen("[site]\n", &format!("[site]\n{lines}\n"), 1)
    });
}

fn form(id: &str) -> &'static Form {
    Form::choose(Some(id), 2022).expect("a form")
}

/// A unit below another one, with a report of this year copied from the sample.
fn unit(site: &TestSite, id: &str, parent: Option<&str>, years: &[u16]) {
    let folder = format!("content/units/{id}");
    let above = parent.map_or(String::new(), |parent| format!("上级: {parent}\n"));
    site.write(
        &format!("{folder}/unit.yaml"),
        format!("名称: 测试县{id}办事处\n{above}"),
    );
    for year in years {
        let report = site.read("content/reports/2022/report.yaml");
        let report = report
            .replace("年度: 2022", &format!("年度: {year}"))
            .replace("2023-01-10", &format!("{}-01-10", year + 1));
        site.write(&format!("{folder}/reports/{year}/report.yaml"), report);
        let words = site.read("content/reports/2022/report.md");
        site.write(&format!("{folder}/reports/{year}/report.md"), words);
    }
}

#[test]
fn terms_explain_every_row_and_column_of_the_forms_in_use_and_no_other() {
    let site = sample();
    site.publish_by_force();
    let explained = |site: &TestSite| {
        let html = site.html("terms/index.html");
        let heads = select(&html, "main h3[id]").into_iter();
        let ids = heads.filter_map(|head| head.value().attr("id").map(str::to_owned));
        let ids: Vec<String> = ids.collect();
        let once: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(once.len(), ids.len(), "{ids:?}");
        once
    };
    let heads = |id: &str| {
        let mut heads = BTreeSet::new();
        for table in form(id).tables() {
            for (head, words) in form(id).explained(table) {
                let first = Form::first_with(table, head, words);
                heads.insert(format!("{}-{}-{first}", table.id, head.id));
            }
        }
        heads
    };
    let newest = explained(&site);
    assert_eq!(newest, heads("2021"));
    // A report of another form, two levels down: the page of the site tells of both, and
    // what was there keeps its address.
    unit(&site, "a", None, &[2022]);
    unit(&site, "b", Some("a"), &[]);
    site.write(
        "content/units/b/reports/2019/report.yaml",
        "年度: 2019\n成文日期: 2020-01-10\n表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n",
    );
    let words = site.read("content/reports/2022/report.md");
    site.write("content/units/b/reports/2019/report.md", words);
    site.publish_by_force();
    let both = explained(&site);
    assert!(both.is_superset(&newest));
    let all: BTreeSet<String> = heads("2019").union(&newest).cloned().collect();
    assert_eq!(both, all);
    // The same as from nothing.
    let fresh = tempfile::tempdir().expect("a folder");
    let again = site.publish_forced_into(fresh.path());
    again.unwrap_or_else(|said| panic!("{said:#?}"));
    assert_same(
        &without_memo(site.tree()),
        &without_memo(tree(fresh.path())),
        "as a fresh build",
    );
    site.remove("content/units/b");
    site.publish_by_force();
    assert_eq!(explained(&site), newest);
}

#[test]
fn terms_say_what_the_form_says_and_mark_what_one_form_has() {
    let site = TestSite::portal();
    site.publish_by_force();
    let html = site.html("terms/index.html");
    let labels: BTreeSet<String> = texts(&html, "main h3[id]").into_iter().collect();
    assert!(
        labels.contains("一、本年新收政府信息公开申请数量"),
        "{labels:?}"
    );
    assert!(
        labels.contains("对外公开总数量（2019年格式）"),
        "{labels:?}"
    );
    assert!(
        labels.contains("行政规范性文件（2021年格式）"),
        "{labels:?}"
    );
    let article = texts(&html, "#documents ~ p.q");
    assert!(
        article[0].ends_with("条例》第二十条第（一）项"),
        "{article:?}"
    );
    // Table three rests on no article that the form prints.
    let notes = texts(&html, "#requests ~ p.q");
    assert!(notes.is_empty(), "{notes:?}");
    let all = text(select(&html, "main")[0]);
    for form in ["国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"] {
        assert!(all.contains(form), "{form}");
    }
}

#[test]
fn each_table_of_a_report_leads_to_its_terms() {
    let site = sample();
    site.publish_by_force();
    let css = ".side .row a";
    let page = "reports/2022/index.html";
    let parts = form("2021").parts.iter();
    let meant = parts.map(|part| format!("../../terms/index.html#{}", part.tables[0].id));
    assert_eq!(links(&site, page, css), meant.collect::<Vec<_>>());
    let html = site.html("terms/index.html");
    for table in FORMS.iter().flat_map(|form| form.tables()) {
        let used = form("2021").tables().any(|one| one.id == table.id);
        let there = select(&html, &format!("h2#{}", table.id)).len();
        assert_eq!(there, usize::from(used), "{}", table.id);
    }
}

#[test]
fn a_map_names_columns_years_and_units() {
    let site = sample();
    site.write("content/guide.md", "# 政府信息公开指南\n\n来电。\n");
    site.write(
        "content/disclosure/a.md",
        "---\n类别: 1\n---\n# 甲\n\n正文。\n",
    );
    site.write(
        "content/disclosure/b.md",
        "---\n类别: 7\n---\n# 乙\n\n正文。\n",
    );
    for id in ["u1", "u2"] {
        unit(&site, id, None, &[2021, 2022]);
    }
    unit(&site, "u3", Some("u2"), &[2022]);
    site.publish_by_force();
    let main = links(&site, "sitemap.html", "main a");
    for wanted in [
        "guide.html",
        "disclosure/index.html",
        "disclosure/index.html#c20-1",
        "disclosure/index.html#c20-7",
        "reports/index.html",
        "reports/2022/index.html",
        "units/u1/index.html",
        "units/u1/reports/2021/index.html",
        "units/u2/reports/2022/index.html",
        "matrix.html",
        "terms/index.html",
        "accessibility/index.html",
    ] {
        let times = main.iter().filter(|one| *one == wanted).count();
        assert_eq!(times, 1, "{wanted} {main:?}");
    }
    assert!(!main.iter().any(|one| one.contains("u3")), "{main:?}");
    // Who has children has a map; who has only reports is on the one above.
    let names = site.names();
    assert!(names.contains(&"units/u2/sitemap.html".to_owned()));
    assert!(!names.contains(&"units/u3/sitemap.html".to_owned()));
    let foot = links(&site, "units/u3/reports/2022/index.html", "footer a");
    assert!(
        foot.contains(&"../../../u2/sitemap.html".to_owned()),
        "{foot:?}"
    );
    let below = links(&site, "units/u2/sitemap.html", "main a");
    assert!(
        below.contains(&"../u3/reports/2022/index.html".to_owned()),
        "{below:?}"
    );
}

#[test]
fn a_map_of_many_units_goes_on_and_no_page_of_it_is_large() {
    let site = sample();
    for number in 0..41 {
        unit(&site, &format!("u{number:03}"), None, &[]);
    }
    unit(&site, "u000", None, &[2021, 2022, 2023]);
    site.publish_by_force();
    let units = |page: &str| {
        let html = site.html(page);
        texts(&html, "#units ~ .ls > li").len()
    };
    assert_eq!((units("sitemap.html"), units("sitemap-2.html")), (40, 1));
    assert_eq!(links(&site, "sitemap.html", ".pn a"), ["sitemap-2.html"]);
    assert_eq!(links(&site, "sitemap-2.html", ".pn a"), ["sitemap.html"]);
    // Forty units with all years from 2008 on, each as long as the longest here.
    let page = site.page("sitemap.html");
    let entries = page.split("<a href=\"units/u000/reports/").skip(1);
    let longest = entries
        .map(|one| one.find("</a>").expect("an end") + 32)
        .max();
    let most = page.len() + 40 * 18 * longest.expect("an entry");
    assert!(most < 100 * 1024, "{most}");
}

#[test]
fn pages_that_the_site_does_not_want_are_nowhere() {
    let site = sample();
    let there = |site: &TestSite| {
        site.publish_by_force();
        let names = site.names();
        let made = [
            "terms/index.html",
            "sitemap.html",
            "accessibility/index.html",
        ];
        let made = made.map(|name| names.contains(&name.to_owned()));
        (made, links(site, "index.html", "footer a"))
    };
    let foot = [
        "sitemap.html",
        "terms/index.html",
        "accessibility/index.html",
    ];
    assert_eq!(there(&site), ([true; 3], foot.map(str::to_owned).to_vec()));
    site.edit("site.toml", |text| {
        format!("{text}\n[pages]\nterms = false\nmap = false\n")
    });
    let foot = vec!["accessibility/index.html".to_owned()];
    assert_eq!(there(&site), ([false, false, true], foot));
    let page = site.page("reports/2022/index.html");
    assert!(!page.contains("名词解释"));
    site.replace(
        "site.toml",
        "map = false",
        "map = false\naccessibility = false",
    );
    assert_eq!(there(&site), ([false; 3], vec![]));
}

#[test]
fn marks_of_the_government_are_plain_links() {
    let site = sample();
    state(
        &site,
        &format!(
            "id_code = \"9999990001\"\nconac = \"{CODE}\"\njiucuo = true\nbase_url = \"https://a.gov.cn/zfxxgk/\""
        ),
    );
    site.publish();
    let page = "reports/2022/index.html";
    let foot = links(&site, page, "footer a");
    assert_eq!(
        foot[0],
        format!("https://bszs.conac.cn/sitename?method=show&id={CODE}")
    );
    assert_eq!(
        foot[1],
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=9999990001&url=https%3A%2F%2Fa.gov.cn%2Fzfxxgk%2Freports%2F2022%2F"
    );
    let html = site.html(page);
    assert!(select(&html, "footer img, script[src], iframe").is_empty());
    let words = texts(&html, "footer a");
    assert_eq!(words[..2], ["党政机关网站标识", "我为政府网站找错"]);
}

#[test]
fn a_page_for_a_wrong_address_leads_to_the_aids_from_any_depth() {
    let site = sample();
    site.publish();
    assert_eq!(links(&site, "404.html", "footer a"), [""; 0]);
    state(&site, "base_url = \"https://a.gov.cn/zfxxgk/\"");
    site.publish();
    let foot = [
        "sitemap.html",
        "terms/index.html",
        "accessibility/index.html",
    ];
    let foot = foot.map(|page| format!("/zfxxgk/{page}"));
    assert_eq!(links(&site, "404.html", "footer a"), foot);
}

#[test]
fn the_statement_says_what_was_tested_and_whom_to_tell() {
    let site = sample();
    let said = |site: &TestSite| {
        site.publish();
        let html = site.html("accessibility/index.html");
        let contact = texts(&html, "main dl dd");
        (text(select(&html, "main")[0]), contact)
    };
    let (words, contact) = said(&site);
    assert!(words.contains("请向测试镇人民政府反映"), "{words}");
    assert!(words.contains("不声称网站符合某项标准"), "{words}");
    assert!(words.contains("没有逐页测过本站"), "{words}");
    assert!(!words.contains("本站改过网页的模板"), "{words}");
    assert_eq!(contact, [""; 0]);
    site.edit("site.toml", |text| {
        format!("{text}\n[organization.contact]\nphone = \"0000-1\"\n")
    });
    assert_eq!(said(&site).1, ["0000-1"]);
    site.edit("site.toml", |text| {
        format!("{text}\n[accessibility]\nphone = \"0000-2\"\nemail = \"a@b.cn\"\n")
    });
    assert_eq!(said(&site).1, ["0000-2", "a@b.cn"]);
    site.write("templates/extra.css", ".x{color:#111}");
    assert!(said(&site).0.contains("本站改过网页的模板"));
}

#[test]
fn the_new_pages_are_named_to_search_engines_and_carry_the_tags_of_a_column() {
    let site = sample();
    state(&site, "base_url = \"https://a.gov.cn/\"");
    site.publish();
    let map = site.page("sitemap.xml");
    for page in ["terms/", "sitemap.html", "accessibility/"] {
        let address = format!("<loc>https://a.gov.cn/{page}</loc>");
        assert!(map.contains(&address), "{page} {map}");
    }
    for page in [
        "terms/index.html",
        "sitemap.html",
        "accessibility/index.html",
    ] {
        let html = site.html(page);
        for name in [
            "SiteName",
            "ColumnName",
            "ColumnDescription",
            "ColumnKeywords",
            "ColumnType",
        ] {
            let tags = select(&html, &format!("meta[name={name}]"));
            assert_eq!(tags.len(), 1, "{page} {name}");
        }
    }
}
