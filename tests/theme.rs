//! `[theme]` in `site.toml`, `templates/extra.css`, paths of static files, and the
//! command `gongkai theme`.

mod common;

use std::fs;

use common::{Run, TestSite, gongkai, run, select, texts};

const REPORT: &str = "reports/2022/index.html";
const PAGES: [&str; 3] = ["index.html", "404.html", REPORT];

/// Stands for the built-in style where that has no colours of the theme.
const STYLE: &str = ":root{--p:#0b3d7a;--m:#5f7fa8;--t:#f2f5f9;--l:#0b4f9e;--a:#c8161d}\n\
                     a{color:var(--l)}\n.top{background:var(--p)}\n";

/// Shows what a template can show of the theme.
const BASE: &str = "{% extends \"default/base.html\" %}\n{% block footer_extra %}\
    {% if site.logo %}<img id=\"logo\" src=\"{{ site.logo }}\" alt=\"\">{% endif %}\
    {% for line in site.footer %}<p class=\"line\">{% if line.url %}<a href=\"{{ line.url }}\">{{ line.text }}</a>\
    {% else %}{{ line.text }}{% endif %}</p>{% endfor %}\
    <img id=\"own\" src=\"{{ site.root }}img/a.png\" alt=\"\">\
    {% endblock footer_extra %}";

fn site(theme: &str) -> TestSite {
    let site = TestSite::sample();
    site.edit("site.toml", |text| format!("{text}\n[theme]\n{theme}\n"));
    site
}

fn theme(site: &TestSite, arguments: &[&str]) -> Run {
    let mut command = gongkai(&["theme", "--root"]);
    run(command.arg(site.root()).args(arguments))
}

fn style(site: &TestSite, page: &str) -> String {
    texts(&site.html(page), "style").concat()
}

fn address(site: &TestSite, page: &str, selector: &str) -> String {
    let html = site.html(page);
    let found = select(&html, selector);
    let attribute = if selector.contains("img") {
        "src"
    } else {
        "href"
    };
    found[0].attr(attribute).expect("an address").to_owned()
}

#[test]
fn the_colours_of_the_theme_are_literals_in_every_page() {
    let site = site("colors = \"red\"\nlink = \"#5a1a5a\"");
    site.write("templates/site.css", STYLE);
    site.build().clean();
    for page in PAGES {
        assert_eq!(
            style(&site, page),
            "a{color:#5a1a5a}.top{background:#8c1119}",
            "{page}"
        );
    }
    site.replace("site.toml", "colors = \"red\"", "");
    site.build().clean();
    assert_eq!(
        style(&site, REPORT),
        "a{color:#5a1a5a}.top{background:#0b3d7a}"
    );
}

#[test]
fn a_colour_that_cannot_be_read_stops_the_build_at_its_place() {
    let site = site("primary = \"#6fa8dc\"");
    site.build().refused(&[
        "site.toml:",
        "primary = \"#6fa8dc\"",
        "primary #6fa8dc 看不清：标题栏和按钮上的白字（#ffffff 在 #6fa8dc 上）的对比度只有 2.",
        "最接近的能看清的颜色：改成  primary = \"#",
    ]);
}

#[test]
fn extra_css_stands_behind_the_style_and_the_policy_follows() {
    let site = TestSite::sample();
    site.build().clean();
    let policy = |site: &TestSite| {
        let html = site.html(REPORT);
        let meta = select(&html, "meta[http-equiv=Content-Security-Policy]");
        meta[0].attr("content").expect("a policy").to_owned()
    };
    let (before, built_in) = (policy(&site), style(&site, REPORT));
    site.write(
        "templates/extra.css",
        "/* 本站 */\n.own { color: var(--p); }\n",
    );
    let run = site.build().clean();
    assert!(run.stderr.is_empty(), "{run:?}");
    let extra = format!("{built_in}.own{{color:#0b3d7a}}");
    for page in PAGES {
        assert_eq!(style(&site, page), extra, "{page}");
    }
    assert_ne!(policy(&site), before);
    // Behind the site's own as well.
    site.write("templates/site.css", STYLE);
    site.build().clean();
    assert!(style(&site, REPORT).ends_with(".top{background:#0b3d7a}.own{color:#0b3d7a}"));
}

#[test]
fn what_has_no_effect_in_a_style_is_told() {
    let site = site("colors = \"red\"");
    let other = STYLE.replace("--p:#0b3d7a", "--p:#004400");
    site.write("templates/site.css", other);
    site.write(
        "templates/extra.css",
        "@import \"a.css\";\n.a{background:url(b.png)}\n",
    );
    let run = run(gongkai(&["check", "--root"]).arg(site.root())).clean();
    for said in [
        "templates/site.css:1:7",
        "--p 写在这里不起作用",
        "primary = \"#004400\"",
        "templates/extra.css:1:1",
        "@import 不起作用",
        "图片在下层的网页上找不到",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    assert_eq!(run.stdout.matches("写在这里不起作用").count(), 1);
    // Saved by an old editor.
    site.write("templates/extra.css", b"/* \xb1\xbe\xd5\xbe */");
    site.build().refused(&["templates/extra.css", "GBK"]);
}

#[test]
fn logo_footer_and_static_files_are_found_from_any_depth() {
    let site = site(
        "logo = \"img/标 志.svg\"\nfooter = [\"一行字\", { name = \"标识\", url = \"https://a.gov.cn/?b=c\" }, { 名称 = \"说明\", 网址 = \"about.html\" }]",
    );
    site.write(
        "static/img/标 志.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    site.write("static/img/a.png", "a");
    site.write("static/about.html", "<!DOCTYPE html><title>说明</title>");
    site.build().clean();
    for (page, up) in [("index.html", ""), (REPORT, "../../")] {
        let logo = format!("{up}img/%E6%A0%87%20%E5%BF%97.svg");
        assert_eq!(address(&site, page, ".brand img"), logo);
        let html = site.html(page);
        assert_eq!(select(&html, ".brand img")[0].attr("alt"), Some(""));
        assert!(texts(&html, "footer span").contains(&"一行字".to_owned()));
        let about = format!("{up}about.html");
        let links = select(&html, "footer a");
        let links: Vec<_> = links.iter().filter_map(|link| link.attr("href")).collect();
        assert_eq!(links, ["https://a.gov.cn/?b=c", about.as_str()]);
    }
    site.write("templates/base.html", BASE);
    site.replace(
        "site.toml",
        "[organization]",
        "base_url = \"https://a.gov.cn/x/\"\n[organization]",
    );
    site.build().clean();
    for (page, up) in [("index.html", ""), (REPORT, "../../"), ("404.html", "/x/")] {
        let at = |path: &str| format!("{up}{path}");
        let logo = at("img/%E6%A0%87%20%E5%BF%97.svg");
        assert_eq!(address(&site, page, "img#logo"), logo, "{page}");
        assert_eq!(texts(&site.html(page), ".line").len(), 3);
        assert_eq!(
            address(&site, page, ".line a[href^=https]"),
            "https://a.gov.cn/?b=c"
        );
        assert_eq!(
            address(&site, page, ".line + .line + .line a"),
            at("about.html")
        );
        let own = address(&site, page, "img#own");
        assert_eq!(own.trim_start_matches("./"), at("img/a.png"), "{page}");
    }
    // Where the site will stand is not known: no picture that does not load.
    site.replace("site.toml", "base_url = \"https://a.gov.cn/x/\"", "");
    site.build().clean();
    assert_eq!(select(&site.html("404.html"), "img#logo").len(), 0);
    assert_eq!(select(&site.html("404.html"), ".line a").len(), 1);
    assert_eq!(select(&site.html(REPORT), "img#logo").len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_told_at_its_place() {
    let site = site("logo = \"logo.svg\"");
    site.write("static/Logo.svg", "<svg/>");
    site.build().refused(&[
        "site.toml:",
        "static 文件夹里没有标志的图片 logo.svg",
        "是不是 Logo.svg？",
    ]);
    site.replace("site.toml", "logo.svg", "Logo.svg")
        .build()
        .clean();
    // In a template.
    site.write("templates/base.html", BASE);
    let run = site
        .build()
        .refused(&["templates/base.html:2:", "img/a.png"]);
    assert_eq!(
        run.stderr.matches("img/a.png”").count(),
        1,
        "{}",
        run.stderr
    );
    site.remove("templates/base.html");
    // In the footer.
    let lines = "footer = [{ name = \"说明\", url = \"about.html\" }]";
    site.edit("site.toml", |text| format!("{text}{lines}\n"));
    let check = run_check(&site);
    assert!(
        check
            .stdout
            .contains("页脚的“说明”指到的 about.html 不在网站里"),
        "{check:?}"
    );
    let base = BASE.replace(
        "<img id=\"own\" src=\"{{ site.root }}img/a.png\" alt=\"\">",
        "",
    );
    site.write("templates/base.html", base);
    let run = site
        .build()
        .refused(&["页脚的“说明”指到的 about.html 不在网站里"]);
    assert_eq!(run.stderr.matches("必须改[").count(), 1, "{}", run.stderr);
    site.write(
        "content/about.md",
        "---\n标题: 说明\n草稿: true\n---\n\n内容。\n",
    );
    site.build().refused(&["about.html", "还是草稿"]);
}

fn run_check(site: &TestSite) -> Run {
    run(gongkai(&["check", "--root"]).arg(site.root())).ended_with(1)
}

#[test]
fn the_footer_is_looked_through_like_every_text() {
    let site = site("footer = [\"主办：XX镇\"]");
    site.replace("site.toml", "TPL01 = \"off\"\n", "");
    let run = run(gongkai(&["check", "--root"]).arg(site.root()));
    let all = format!("{}{}", run.stdout, run.stderr);
    assert!(all.contains("site.toml:") && all.contains("XX"), "{all}");
}

#[test]
fn the_command_shows_sets_contrasts_and_own_files() {
    let site = TestSite::sample();
    let run = theme(&site, &[]).clean().for_a_clerk();
    for said in [
        "blue（蓝）  #0b3d7a  #5f7fa8  #f2f5f9  #0b4f9e  #c8161d",
        "red（红）   #8c1119",
        "本站的配色：blue（蓝）",
        "标题栏和按钮上的白字  #ffffff  #0b3d7a   10.69   4.5",
        "gongkai help 外观",
    ] {
        assert!(run.stdout.contains(said), "{said}:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("不够") && !run.stdout.contains("本站自己的模板"));
    site.edit("site.toml", |text| {
        format!("{text}\n[theme]\nlink = \"#2a7de1\"\n")
    });
    site.write("templates/site.js", include_str!("../templates/site.js"));
    site.write("templates/extra.css", "a{b:c}");
    let run = theme(&site, &[]).clean();
    for said in [
        "本站        #0b3d7a  #5f7fa8  #f2f5f9  #2a7de1  #c8161d",
        "自己定的颜色",
        "4.10    4.5   不够",
        "运行 gongkai check",
        "templates/site.js    和内置的一样",
        "templates/extra.css  自己加的",
    ] {
        assert!(run.stdout.contains(said), "{said}:\n{}", run.stdout);
    }
    fs::remove_file(site.at("site.toml")).expect("removed");
    let run = theme(&site, &[]).clean();
    assert!(run.stdout.contains("这里没有 site.toml") && run.stdout.contains("red（红）"));
}

#[test]
fn the_built_in_files_are_written_and_never_over_anything() {
    let site = TestSite::sample();
    site.build().clean();
    let before = site.tree();
    let run = theme(&site, &["--export"]).clean().for_a_clerk();
    assert!(run.stdout.contains("已写进 templates/") && run.stdout.contains("  base.html\n"));
    assert!(run.stdout.contains("没有改的都删去"), "{run:?}");
    let written = common::tree(&site.at("templates"));
    for (name, bytes) in &written {
        let built_in = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        assert_eq!(
            fs::read(built_in.join(name)).expect("built in"),
            *bytes,
            "{name}"
        );
        assert!(run.stdout.contains(&format!("  {name}\n")), "{name}");
    }
    assert!(written.contains_key("site.css") && written.contains_key("components/date.html"));
    let built = site.build().clean();
    assert!(built.stderr.is_empty(), "{built:?}");
    assert_eq!(site.page(REPORT), String::from_utf8_lossy(&before[REPORT]));
    // All or none.
    site.remove("templates/base.html");
    theme(&site, &["--export"])
        .ended_with(2)
        .says(&["没有改动任何文件", "404.html"]);
    assert!(!site.at("templates/base.html").exists());
    let folder = site.around().join("别处");
    let folder = folder.to_str().expect("UTF-8");
    let run = theme(&site, &["--export", folder]).clean();
    assert!(run.stdout.contains("别处"), "{run:?}");
    assert_eq!(common::tree(std::path::Path::new(folder)), written);
    // Nowhere to write to.
    fs::remove_file(site.at("site.toml")).expect("removed");
    theme(&site, &["--export"])
        .ended_with(2)
        .says(&["没有导出", "--root"]);
}
