//! MET01: the government meta tags of a finished page.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::PageScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "MET01",
    name: "faulty-meta-tags",
    title: "网页标签缺失、重复或格式不对",
    level: Level::Error,
    what: "生成的网页里：SiteName 有且只有一个；404 以外的网页，ColumnName、ColumnDescription、ColumnKeywords、ColumnType 有且只有一个；报告页的 ArticleTitle、PubDate、ContentSource 有且只有一个；SiteDomain、SiteIDCode 最多一个，不能是空的；PubDate 写成 YYYY-MM-DD HH:MM。",
    why: "检查网站的程序先看这些标签，缺了、重了就读不出标题和时间。",
    fix: "自己改过模板的，把 {% block meta %} 一块恢复；日期在 report.yaml 里写。",
    example: Example {
        bad: "<meta name=\"PubDate\" content=\"2026/1/16\">",
        good: "<meta name=\"PubDate\" content=\"2026-01-16 09:00\">",
    },
    basis: Basis {
        text: "政府网站网页标签的通行规定",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Page(check),
};

/// What every page has but the one for an address that does not exist.
const COLUMN: [&str; 4] = [
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
];
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];

/// What a page has if `site.toml` gives it.
const STATED: [&str; 2] = ["SiteDomain", "SiteIDCode"];

fn check(scope: &PageScope<'_>, findings: &mut Vec<Finding>) {
    let facts = scope.facts;
    let mut say = |name: &str, message: String, help: &str| {
        let causes = [&format!("name=\"{name}\""), "block meta", "<head"];
        findings.push(scope.finding(&causes, &message, help));
    };
    let column: &[&str] = if scope.is_in_column { &COLUMN } else { &[] };
    let article: &[&str] = if scope.is_report { &ARTICLE } else { &[] };
    let wanted = || {
        let rest = column.iter().chain(article).copied();
        std::iter::once("SiteName").chain(rest)
    };
    let missing: Vec<&str> = wanted()
        .filter(|name| facts.meta(name).is_empty())
        .collect();
    if let Some(first) = missing.first() {
        let message = format!("没有标签 {}", missing.join("、"));
        let help = match missing.as_slice() {
            ["PubDate"] => {
                "在 report.yaml 里写  公开日期: 年-月-日；模板改过的，恢复 {% block meta %}"
            }
            _ => "恢复模板里的 {% block meta %}；PubDate 来自 report.yaml 的日期",
        };
        say(first, message, help);
    }
    for name in wanted().chain(STATED) {
        match facts.meta(name).as_slice() {
            [content] if content.trim().is_empty() => {
                say(
                    name,
                    format!("标签 {name} 是空的"),
                    "在 site.toml 或报告里写上",
                );
            }
            [] | [_] => {}
            several => say(
                name,
                format!("标签 {name} 写了 {} 次", several.len()),
                "模板里只留一个",
            ),
        }
    }
    for date in facts.meta("PubDate").iter().filter(|date| !is_minute(date)) {
        say(
            "PubDate",
            format!("标签 PubDate 的“{date}”格式不对"),
            "写成 YYYY-MM-DD HH:MM",
        );
    }
}

/// `YYYY-MM-DD HH:MM` in ASCII.
fn is_minute(text: &str) -> bool {
    let pattern = "0000-00-00 00:00";
    let fits = |(c, p): (u8, u8)| {
        if p == b'0' {
            c.is_ascii_digit()
        } else {
            c == p
        }
    };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}
