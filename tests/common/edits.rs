//! Edits of the sample, one after the other, as people make them.

use proptest::prelude::*;

use super::TestSite;

/// One thing that a clerk or a developer does between two builds.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Number(u32),
    AddYear(u16),
    RemoveYear(u16),
    RenameYear(u16, u16),
    Draft(u16),
    SiteName(u8),
    BaseUrl(bool),
    Block(u8),
    NoTemplate,
    Attach(u16, u8),
    Detach(u16),
    Static(u8),
    NoStatic,
    Rename(u8),
    Unit(bool),
    /// The unit's guide links to a place in the owner's report of the year.
    Reach(u16, u8),
    Break(u16),
    Mend(u16),
}

pub fn step() -> impl Strategy<Value = Step> {
    let year = || 2021_u16..2026;
    prop_oneof![
        3 => (0_u32..100).prop_map(Step::Number),
        3 => year().prop_map(Step::AddYear),
        2 => year().prop_map(Step::RemoveYear),
        2 => (year(), year()).prop_map(|(from, to)| Step::RenameYear(from, to)),
        2 => year().prop_map(Step::Draft),
        1 => (0_u8..3).prop_map(Step::SiteName),
        1 => any::<bool>().prop_map(Step::BaseUrl),
        1 => (0_u8..3).prop_map(Step::Block),
        1 => Just(Step::NoTemplate),
        2 => (year(), 0_u8..3).prop_map(|(year, n)| Step::Attach(year, n)),
        1 => year().prop_map(Step::Detach),
        1 => (0_u8..3).prop_map(Step::Static),
        1 => Just(Step::NoStatic),
        1 => (0_u8..2).prop_map(Step::Rename),
        2 => any::<bool>().prop_map(Step::Unit),
        2 => (year(), 0_u8..3).prop_map(|(year, n)| Step::Reach(year, n)),
        1 => year().prop_map(Step::Break),
        2 => year().prop_map(Step::Mend),
    ]
}

fn data(year: u16) -> String {
    format!("content/reports/{year}/report.yaml")
}

/// Does the step where it makes sense, and nothing where it does not.
pub fn take(site: &TestSite, step: Step) {
    let there = |file: &str| site.at(file).exists();
    let change = |file: &str, change: &dyn Fn(&str) -> String| {
        if there(file) {
            site.write(file, change(&site.read(file)));
        }
    };
    match step {
        Step::Number(n) => change(&data(2022), &|text| {
            let (head, rest) = text.split_once("行政处罚: ").expect("the row");
            let (_, tail) = rest.split_once('\n').expect("its end");
            format!("{head}行政处罚: {n}\n{tail}")
        }),
        Step::AddYear(year) if !there(&data(year)) => {
            // Own templates make the rules look at pages; some lack their date.
            let date = if year % 2 == 0 {
                "成文日期: 2024-01-10\n"
            } else {
                ""
            };
            site.write(
                &data(year),
                format!(
                    "年度: {year}\n{date}表二:\n  行政处罚: 1\n  其余为零: true\n\
                     表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n"
                ),
            );
            site.write(
                &format!("content/reports/{year}/report.md"),
                "## 一、总体情况\n\n好。\n",
            );
        }
        Step::RemoveYear(year) if there(&data(year)) => {
            site.remove(&format!("content/reports/{year}"));
        }
        Step::RenameYear(from, to)
            if there(&data(from)) && !there(&format!("content/reports/{to}")) =>
        {
            let folder = |year| site.at(&format!("content/reports/{year}"));
            std::fs::rename(folder(from), folder(to)).expect("renamed");
            change(&data(to), &|text| {
                text.replace(&format!("年度: {from}"), &format!("年度: {to}"))
            });
        }
        Step::Draft(year) => change(
            &data(year),
            &|text| match text.strip_suffix("草稿: true\n") {
                Some(text) => text.to_owned(),
                None => format!("{text}草稿: true\n"),
            },
        ),
        Step::SiteName(n) => change("site.toml", &|text| {
            let (_, rest) = text
                .split_once('\n')
                .expect("lines")
                .1
                .split_once('\n')
                .expect("lines");
            format!("[site]\nname = \"网站{n}\"\n{rest}")
        }),
        Step::BaseUrl(on) => change("site.toml", &|text| {
            let text = text.replace("base_url = \"https://a.gov.cn/x/\"\n", "");
            if on {
                text.replacen(
                    "[organization]",
                    "base_url = \"https://a.gov.cn/x/\"\n[organization]",
                    1,
                )
            } else {
                text
            }
        }),
        Step::Block(n) => {
            site.write("templates/base.html", format!("{{% extends \"default/base.html\" %}}{{% block footer_extra %}}<p>{n}</p>{{% endblock footer_extra %}}"));
        }
        Step::NoTemplate if there("templates/base.html") => {
            site.remove("templates/base.html");
        }
        Step::Attach(year, n) if there(&data(year)) => {
            site.write(
                &format!("content/reports/{year}/files/附件{n}.txt"),
                "x".repeat(usize::from(n)),
            );
        }
        Step::Detach(year) if there(&format!("content/reports/{year}/files")) => {
            site.remove(&format!("content/reports/{year}/files"));
        }
        Step::Static(n) => {
            site.write("static/robots.txt", format!("User-agent: {n}\n"));
        }
        Step::NoStatic if there("static/robots.txt") => {
            site.remove("static/robots.txt");
        }
        // A file and a folder take each other's place.
        Step::Rename(n) => {
            let (new, old) = if n == 0 {
                ("static/a", "static/a/b")
            } else {
                ("static/a/b", "static/a")
            };
            if there(old) {
                site.remove("static/a");
            }
            site.write(new, "x");
        }
        Step::Unit(on) => {
            if on {
                site.write("content/units/a/unit.yaml", "名称: 甲镇\n");
                site.write("content/units/a/guide.md", "# 指南\n");
            } else if there("content/units/a") {
                site.remove("content/units/a");
            }
        }
        Step::Reach(year, n) if there("content/units/a") => {
            let anchor = ["", "#s1", "#nowhere"][usize::from(n)];
            let link = format!("../../reports/{year}/report.md{anchor}");
            site.write(
                "content/units/a/guide.md",
                format!("# 指南\n\n见[年报]({link})。\n"),
            );
        }
        Step::Break(year) => change(&data(year), &|text| format!("坏：{text}")),
        Step::Mend(year) => change(&data(year), &|text| {
            text.trim_start_matches("坏：").to_owned()
        }),
        _ => {}
    }
}
