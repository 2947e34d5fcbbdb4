//! A site's own templates: as much or as little of the theme as it likes.

mod common;

use common::{Run, TestSite, gongkai, run, select, texts};
use gongkai::render::minify::minify;

const REPORT: &str = "reports/2022/index.html";

fn check(site: &TestSite) -> Run {
    run(gongkai(&["check", "--root"]).arg(site.root()))
}

#[test]
fn a_whole_file_takes_the_place_of_the_embedded_one_and_of_no_other() {
    let site = TestSite::sample();
    let plain = site.build().clean();
    let (index, notfound) = (site.page("index.html"), site.page("404.html"));
    site.write(
        "templates/report.html",
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>{{ page.head_title }}</title>\
         {% for item in page.meta %}<meta name=\"{{ item.name }}\" content=\"{{ item.content }}\">{% endfor %}</head>\
         <body><h1>本站自己的模板：{{ report.year }}</h1></body></html>",
    );
    let own = site.build().clean();
    let html = site.html(REPORT);
    assert_eq!(texts(&html, "h1"), ["本站自己的模板：2022"]);
    assert_eq!(texts(&html, "table").len(), 0);
    assert_eq!(site.page("index.html"), index);
    assert_eq!(site.page("404.html"), notfound);
    assert!(plain.stderr.is_empty() && own.stderr.is_empty(), "{own:?}");
}

#[test]
fn one_block_is_replaced_by_extending_the_embedded_file() {
    let site = TestSite::sample();
    site.build().clean();
    let tables = texts(&site.html(REPORT), "table");
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}\n\
         {% block source %}<p id=\"own\">{{ report.organization }}负责解释</p>{% endblock source %}",
    );
    site.build().clean();
    let html = site.html(REPORT);
    assert_eq!(texts(&html, "#own"), ["测试镇人民政府负责解释"]);
    assert_eq!(texts(&html, "table"), tables);
    assert_eq!(select(&html, "article").len(), 1);
}

#[test]
fn a_block_may_keep_what_it_replaces() {
    let site = TestSite::sample();
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}\n\
         {% block footer_extra %}<p class=\"own\">页脚</p>{% endblock footer_extra %}",
    );
    site.build().clean();
    for page in ["index.html", "404.html", REPORT] {
        let html = site.html(page);
        assert_eq!(texts(&html, "footer .own"), ["页脚"], "{page}");
        assert_eq!(select(&html, "main").len(), 1, "{page}");
    }
}

#[test]
fn one_component_is_replaced_wherever_it_is_used() {
    let site = TestSite::sample();
    site.write(
        "templates/components/date.html",
        "{% component date(value: map) %}<time class=\"own\" datetime=\"{{ value.datetime }}\">〔{{ value.text }}〕</time>{% endcomponent date %}",
    );
    site.build().clean();
    let html = site.html("index.html");
    let own = texts(&html, "time.own");
    assert!(
        !own.is_empty() && own.iter().all(|text| text == "〔2023-01-10〕"),
        "{own:?}"
    );
    assert_eq!(select(&html, "time:not(.own)").len(), 0);
    assert_eq!(select(&site.html(REPORT), "#t3").len(), 1);
}

/// The first table three of a page, as it is.
fn table_three(page: &str) -> &str {
    let from = page.find("<table class=\"stat t3\"").expect("table three");
    let length = page[from..].find("</table>").expect("its end");
    &page[from..from + length]
}

#[test]
#[cfg_attr(
    not(feature = "minify"),
    ignore = "only minified do they have the same bytes"
)]
fn a_site_may_write_its_tables_from_their_cells() {
    let site = TestSite::sample();
    site.build().clean();
    let built_in = site.page(REPORT);
    let component = include_str!("fixtures/templates/stat_table.html");
    site.write("templates/components/stat_table.html", component);
    site.build().clean();
    assert_eq!(table_three(&site.page(REPORT)), table_three(&built_in));
    // Around the program's own table, and from a page of the site's own.
    site.write(
        "templates/components/stat_table.html",
        "{% component stat_table(table: map) %}<figure>{{ table.html | safe }}</figure>{% endcomponent stat_table %}",
    );
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}\n{% block article %}\
         {% for table in report.sections[2].tables %}<h2 id=\"s3\">表三</h2>{{ <stat_table table={table}/> }}{% endfor %}\
         {% endblock article %}{% block contents %}{% endblock contents %}",
    );
    site.publish_by_force();
    assert_eq!(select(&site.html(REPORT), "table").len(), 1);
    assert_eq!(select(&site.html(REPORT), "figure table").len(), 1);
    assert_eq!(table_three(&site.page(REPORT)), table_three(&built_in));
}

#[test]
fn cells_are_given_only_to_sites_with_their_own_component_and_others_are_told() {
    let site = TestSite::sample();
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}\n{% block source %}\
         {% for table in report.sections[1].tables %}{{ table.bodies }}{% endfor %}\
         {% endblock source %}",
    );
    site.build()
        .refused(&["templates/report.html:2:", "没有的字段 bodies", "html"]);
    let component = include_str!("../templates/components/stat_table.html");
    site.write("templates/components/stat_table.html", component);
    site.build().clean();
}

#[test]
fn a_component_of_its_own_may_be_called() {
    let site = TestSite::sample();
    site.write(
        "templates/components/seal.html",
        "{% component seal(name: string) %}<b class=\"seal\">{{ name }}（章）</b>{% endcomponent seal %}",
    );
    site.write(
        "templates/report.html",
        "{% extends \"default/report.html\" %}\n{% block source %}{{ <seal name={report.organization}/> }}{% endblock source %}",
    );
    site.build().clean();
    assert_eq!(texts(&site.html(REPORT), ".seal"), ["测试镇人民政府（章）"]);
}

#[test]
fn a_style_sheet_is_replaced_and_the_policy_follows() {
    let site = TestSite::sample();
    site.build().clean();
    let policy = |site: &TestSite| {
        let html = site.html(REPORT);
        let meta = select(&html, "meta[http-equiv=Content-Security-Policy]");
        meta[0].attr("content").expect("a policy").to_owned()
    };
    let before = policy(&site);
    site.write(
        "templates/site.css",
        "/* 本站 */\nbody { color: #123456; }\n",
    );
    site.build().clean();
    for page in ["index.html", "404.html", REPORT] {
        assert_eq!(
            texts(&site.html(page), "style"),
            ["body{color:#123456}"],
            "{page}"
        );
    }
    assert_ne!(policy(&site), before);
    site.remove("templates/site.css").build().clean();
    assert_eq!(policy(&site), before);
}

#[test]
fn a_script_is_replaced_and_the_policy_follows() {
    let site = TestSite::sample();
    site.write("templates/site.js", "// 本站\nvar own = \"<\" + 1 && 2;\n");
    site.build().clean();
    let html = site.html(REPORT);
    let scripts = texts(&html, "script:not([type])");
    assert_eq!(scripts, ["var own = \"<\" + 1 && 2;"]);
}

#[test]
fn notes_beside_the_templates_are_no_templates() {
    let site = TestSite::sample();
    site.build().clean();
    let before = site.tree();
    site.write("templates/components/seal.yaml", "params: {}\n");
    site.write("templates/说明.txt", "随便写写");
    site.build().clean();
    assert_eq!(site.tree(), before);
}

#[test]
fn the_folder_name_of_the_embedded_templates_is_taken() {
    let site = TestSite::sample();
    site.write("templates/default/report.html", "x");
    site.build()
        .refused(&["templates/default/report.html", "这个文件夹名不能用"]);
}

#[test]
fn the_repositorys_own_templates_are_the_embedded_ones() {
    let site = TestSite::sample();
    site.build().clean();
    let before = site.tree();
    let theme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for (name, bytes) in common::tree(&theme) {
        site.write(&format!("templates/{name}"), bytes);
    }
    site.build().clean();
    let pages = |tree: &common::Tree| {
        let mut tree = tree.clone();
        tree.retain(|name, _| name.ends_with(".html"));
        tree
    };
    common::assert_same(
        &pages(&before),
        &pages(&site.tree()),
        "the theme copied into the site",
    );
}

#[test]
fn a_fault_on_every_page_is_told_once_with_their_number() {
    let site = TestSite::portal();
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}\n{% block footer_extra %}{{ site.nmae }}{% endblock footer_extra %}",
    );
    for run in [site.build(), check(&site)] {
        let run = run.ended_with(1);
        let all = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(all.matches("没有的字段 nmae").count(), 1, "{all}");
        assert!(all.contains("一共 ") && all.contains(" 个页面"), "{all}");
        assert!(
            all.contains("是不是 name？") && all.contains("templates/base.html:2:"),
            "{all}"
        );
    }
}

#[test]
fn a_dead_link_of_a_template_stands_in_the_template() {
    let site = TestSite::sample();
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}\n{% block footer_extra %}<a href=\"no.html\">甲</a>{% endblock footer_extra %}",
    );
    let run = site
        .build()
        .refused(&["templates/base.html:2:", "模板里的链接“no.html”"]);
    let all = format!("{}{}", run.stdout, run.stderr);
    assert_eq!(all.matches("no.html”").count(), 1, "{all}");
}

#[test]
fn what_the_policy_refuses_is_told_and_stops_nothing() {
    let site = TestSite::sample();
    site.write(
        "templates/index.html",
        "{% extends \"default/index.html\" %}\n{% block purpose %}<p style=\"margin:0\">甲</p>{% endblock purpose %}",
    );
    site.build().ended_with(0);
    let run = check(&site);
    assert!(
        run.stdout.contains("templates/index.html:2:") && run.stdout.contains("style= 不起作用"),
        "{run:?}"
    );
}

/// Templates are made small once, not every page; this is what that costs.
#[test]
fn a_page_is_at_most_three_percent_larger_than_a_minified_one() {
    let site = TestSite::portal();
    site.build().clean();
    let names = site.names();
    let pages: Vec<&String> = names
        .iter()
        .filter(|name| name.ends_with(".html"))
        .collect();
    assert!(pages.len() >= 10);
    for name in pages {
        let page = site.page(name);
        let least = minify(page.clone()).len();
        assert!(
            page.len() * 100 <= least * 103,
            "{name}: {} {least}",
            page.len()
        );
    }
}
